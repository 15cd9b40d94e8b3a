"""People and teams of a file that somebody may have to rule on, and whom or what they are most like.

Likeness only decides in which order choices are offered; nobody becomes somebody else before a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from pipeline.matching.answers import is_no_answer
from pipeline.matching.questions import Question
from pipeline.matching.seen import Seen
from pipeline.matching.text import label_key, words
from pipeline.model import Problem

LIKE_FROM = 80.0
"""Likeness (0..100, rapidfuzz) from which somebody, or a team, is named as the most alike."""

MOST_OFFERED = 200
"""People of the roster that are offered for one respondent, the most alike first."""


@dataclass(frozen=True)
class Listed:
    """Somebody on a cycle's roster: address or employee id, name and team, as written there."""

    person: str
    name: str | None
    team: str | None


@dataclass(frozen=True)
class Known:
    """The people on a cycle's roster, and the teams that its answers are held against.

    ``teams_of`` is the earlier cycle that the teams are of; None where they are the roster's.
    """

    people: tuple[Listed, ...] = ()
    teams: tuple[str, ...] = ()
    teams_of: str | None = None

    @cached_property
    def by_address(self) -> dict[int, str]:
        """What stands before the @ of each person, by place."""
        return {place: _before_at(listed.person) for place, listed in enumerate(self.people)}

    @cached_property
    def by_name(self) -> dict[int, str]:
        """The name of each person who has one, in words, by place."""
        return {place: words(listed.name) for place, listed in enumerate(self.people) if listed.name}


@dataclass(frozen=True)
class PersonAsked:
    """A respondent to rule on: by address, employee id or name, with the rows of the file.

    ``name`` is what the file calls somebody with an address; ``known_as`` what was ruled, None where nothing
    was; ``is_namesake`` says that only a name that stands more than once tells who it is.
    """

    text: str
    rows: int
    is_namesake: bool
    name: str | None
    known_as: str | None


@dataclass(frozen=True)
class Alike:
    """Somebody who may be meant: how alike (0..100), and whether that person answers in the file as well."""

    listed: Listed
    likeness: float
    has_answered: bool


@dataclass(frozen=True)
class TeamAsked:
    """A team that responses name and nobody knows, or that was ruled on; ``called`` is what was ruled."""

    text: str
    responses: int
    called: str | None


def people_to_rule(seen: Seen, problems: Iterable[Problem]) -> list[PersonAsked]:
    """Everybody of a file who is not on the roster, shares a name with another row, or was ruled on.

    Parameters
    ----------
    seen
        The file, understood.
    problems
        Its problems, those that only the cycle reveals among them.

    Returns
    -------
    list of PersonAsked
        Namesakes first, then strangers, then who was ruled on, each in the order of the file or recipe.
    """
    named = seen.understood.who.named[~seen.understood.is_excluded]
    told = {"namesakes": dict[str, str](), "not_on_roster": dict[str, str]()}
    for problem in problems:
        if problem.problem in told and problem.value:
            told[problem.problem].setdefault(label_key(problem.value), problem.value)
    present = set(named[named != None])  # noqa: E711 -- an array of texts and None
    ruled = {label_key(text): text for text in seen.rulings.people if label_key(text) in present}
    asked = {**told["namesakes"], **told["not_on_roster"], **ruled}
    found = [_person(seen, text, int((named == key).sum())) for key, text in asked.items()]
    return [person for person in found if person.rows]


def _person(seen: Seen, text: str, rows: int) -> PersonAsked:
    who, key = seen.understood.who, label_key(text)
    first = np.flatnonzero(who.named == key)[:1]
    name = who.written["name"][first[0]] if len(first) else None
    is_by_name = name is not None and label_key(name) == key
    known = seen.rulings.person(text)
    is_ruled = key in {label_key(each) for each in seen.rulings.people}
    return PersonAsked(text, rows, is_by_name and rows > 1, None if is_by_name else name, known if is_ruled else None)


def most_alike(seen: Seen, asked: PersonAsked, known: Known) -> list[Alike]:
    """The people of the roster who may be meant, the most alike first.

    Likeness is by name, and by what stands before the @: ``"adda@x.example"`` is more like
    ``"ada@y.example"`` than like ``"bo@x.example"``.

    Returns
    -------
    list of Alike
        At most ``MOST_OFFERED``. Somebody who was ruled to be somebody else is left out: rulings would run
        in a circle.
    """
    likeness: dict[int, float] = {}
    address = _before_at(asked.text)
    compared = ((address, known.by_address), (words(address), known.by_name), (words(asked.name or ""), known.by_name))
    for text, choices in compared:
        for _, like, place in process.extract(text, choices, scorer=fuzz.token_sort_ratio, limit=MOST_OFFERED):
            likeness[place] = max(likeness.get(place, 0.0), like)
    nearest = sorted(likeness, key=lambda place: (-likeness[place], place))[:MOST_OFFERED]
    named = seen.understood.who.named[~seen.understood.is_excluded]
    found = []
    for place in nearest:
        key = label_key(known.people[place].person)
        if label_key(seen.rulings.person(key)) == key != label_key(asked.text):
            found.append(Alike(known.people[place], likeness[place], bool((named == key).any())))
    return found


def teams_to_rule(seen: Seen, known: Known) -> list[TeamAsked]:
    """The teams of a file's responses that are not known, or were ruled on, the most frequent first.

    Where nobody knows a team, no team is asked about: there is nothing that it could be.
    """
    counts = _stated_teams(seen)
    ruled = {label_key(text): called for text, called in seen.rulings.teams.items()}
    names = set(map(label_key, known.teams))
    asked = [
        TeamAsked(text, responses, ruled.get(key))
        for key, (text, responses) in counts.items()
        if key in ruled or (names and key not in names)
    ]
    return sorted(asked, key=lambda team: -team.responses)


def teams_alike(text: str, known: Known) -> list[tuple[str, float]]:
    """The known teams with their likeness (0..100), the most alike first."""
    named = words(text)
    alike = [(name, fuzz.ratio(named, words(name))) for name in known.teams]
    return sorted(alike, key=lambda team: -team[1])


def _stated_teams(seen: Seen) -> Mapping[str, tuple[str, int]]:
    """Each team as written first, with its responses, before rulings on teams; of two columns the first counts."""
    is_open = seen.understood.is_response.copy()
    counts: dict[str, tuple[str, int]] = {}
    for question in _asking_teams(seen.understood.questions):
        values, codes = question.cells.values, question.cells.codes
        is_said = np.array([*(not is_no_answer(value) for value in values), False])[codes] & is_open
        is_open &= codes < 0
        numbers = np.bincount(codes[is_said], minlength=len(values)).tolist()
        for text, number in zip(values, numbers, strict=True):
            if number:
                first, others = counts.get(label_key(text), (" ".join(text.split()), 0))
                counts[label_key(text)] = (first, others + number)
    return counts


def _asking_teams(asked: Sequence[Question]) -> list[Question]:
    """The columns that say in which team somebody is: a department where no column asks for the team."""
    named = {
        meaning: [q for q in asked if q.attribute == meaning and q.role in ("metadata", "attribute")]
        for meaning in ("team", "department")
    }
    return named["team"] or named["department"]


def _before_at(text: str) -> str:
    return label_key(text.split("@")[0])
