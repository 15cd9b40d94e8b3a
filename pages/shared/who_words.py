"""People and teams to rule on, in words: what the boxes of the upload page offer, and what a choice means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.shared.ruling_words import ONE_PERSON
from pipeline.matching.team_names import TeamAsked
from pipeline.matching.text import label_key
from pipeline.matching.unread import cut
from pipeline.matching.who_is_who import LIKE_FROM, Alike, Known, Listed, PersonAsked

DIFFERENT_PEOPLE = "Different people"
NOBODY_LISTED = "Nobody on the roster"
WHO_IS_MEANT = (
    "Their name, or what stands before the @, is that of exactly one person on the roster, who does not answer in this "
    "file. Each of these rulings is listed below and can be taken back."
)
AS_WRITTEN = "A team of that name"
AS_LISTED = "Leave it: the roster decides the team"


def person_label(asked: PersonAsked, alike: Sequence[Alike], known: Known) -> str:
    """Who is asked about, in how many rows, and whom of the roster this is most like; or that a ruling fits no more."""
    name = f" ({cut(asked.name)})" if asked.name else ""
    rows = "1 row" if asked.rows == 1 else f"{asked.rows:,} rows"
    told = f" · most like {_listed(alike[0].listed)}" if alike and alike[0].likeness >= LIKE_FROM else ""
    is_one = label_key(asked.known_as or "") == label_key(asked.text)
    if asked.known_as and not is_one and known.is_gone(asked.known_as):
        told = f" · ruled to be {cut(asked.known_as)}, who is not on the roster: rule again"
    return f"“{cut(asked.text)}”{name} · {rows}{told}"


def person_options(asked: PersonAsked, alike: Sequence[Alike]) -> dict[str, str | None]:
    """Who somebody may be -> by what they are known then; None is nothing ruled."""
    options: dict[str, str | None] = {DIFFERENT_PEOPLE if asked.is_namesake else NOBODY_LISTED: None}
    if asked.is_namesake:
        options[ONE_PERSON] = asked.text
    for each in alike:
        too = " · answers in this file too" if each.has_answered else ""
        options[_listed(each.listed) + too] = each.listed.person
    return _with_ruled(options, asked.known_as)


def all_at_once(meant: Mapping[str, str]) -> str:
    """What a button says that rules on everybody who is plainly meant."""
    return f"Rule that {len(meant):,} of them are whom the roster names the same"


def team_label(asked: TeamAsked, alike: Sequence[tuple[str, float]], known: Known) -> str:
    """Which team is asked about, in how many responses, and which it is most like; or that a ruling fits no more."""
    responses = "1 response" if asked.responses == 1 else f"{asked.responses:,} responses"
    told = f" · most like {cut(alike[0][0])}" if alike and alike[0][1] >= LIKE_FROM else ""
    if asked.called and known.is_gone_team(asked.called):
        told = f" · ruled to be {cut(asked.called)}, which is not known any more: rule again"
    return f"“{cut(asked.text)}” · {responses}{told}"


def team_options(asked: TeamAsked, alike: Sequence[tuple[str, float]], known: Known) -> dict[str, str | None]:
    """What a team may be called now -> the ruling; None is nothing ruled."""
    left = AS_LISTED if known.people else AS_WRITTEN
    return _with_ruled({left: None, **{name: name for name, _ in alike}}, asked.called)


def not_listed(strangers: int, people: int, cycle: str) -> str:
    """What follows for people who are not on the cycle's roster; where they are most, what to do instead."""
    who = (
        f"None of the {people:,} people of this file is"
        if strangers == people
        else f"{strangers:,} of the {people:,} people of this file {'is' if strangers == 1 else 'are'} not"
    )
    told = (
        f"{who} on the roster of cycle {cycle}. The roster decides in which team everybody counts, whatever the file "
        "says; who is not on it counts in the group (no team)."
    )
    if 2 * strangers <= people:
        return told
    return f"{told} A file of other people belongs in a cycle of its own: type a new name into Cycle, at the top."


def like_nobody(strangers: int) -> str:
    """The one line under which those are kept who are like nobody on the roster."""
    return f"{strangers:,} people who are like nobody on the roster: rule on them only if you know better"


def teams_asked(known: Known) -> str:
    """Why teams are asked about."""
    if known.teams_of is None:
        return "The roster has no team of these names. Say which of its teams each is called now, or leave it."
    asked = "Say which team each is called now, or leave it: it may be new."
    return f"Cycle {known.teams_of} had no team of these names. {asked}"


def chosen(ruled: str | None, options: dict[str, str | None]) -> str:
    """What stands in a box: the option of what was ruled, else the first."""
    if ruled is None:
        return next(iter(options))
    return next(label for label, meant in options.items() if meant and label_key(meant) == label_key(ruled))


def _with_ruled(options: dict[str, str | None], ruled: str | None) -> dict[str, str | None]:
    """The options with one for what an earlier ruling says and nothing else offers."""
    offered = {label_key(meant) for meant in options.values() if meant}
    return options if ruled is None or label_key(ruled) in offered else {**options, ruled: ruled}


def _listed(listed: Listed) -> str:
    return " · ".join(cut(text) for text in (listed.name, listed.team, listed.person) if text)
