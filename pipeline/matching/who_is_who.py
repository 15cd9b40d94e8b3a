"""People of a file whom somebody may have to rule on, and whom of the roster they are most like.

Likeness only decides in which order choices are offered; nobody becomes somebody else before a person says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from pipeline.coded import plain_texts
from pipeline.matching.seen import Seen
from pipeline.matching.text import label_key, words
from pipeline.model import Problem

LIKE_FROM = 80.0
"""Likeness (0..100, rapidfuzz) from which somebody is named as the most alike."""

MOST_OFFERED = 200
"""People of the roster that are offered for one respondent, the most alike first."""

MOST_PAIRS = 300_000
"""Pairs of respondent and person of the roster that are compared at once: a fifth of a second."""


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

    def is_gone(self, person: str) -> bool:
        """Whether somebody whom a ruling names is not on the roster; nobody is gone where there is none."""
        return bool(self.people) and label_key(person) not in self._texts

    def is_gone_team(self, team: str) -> bool:
        """Whether a team that a ruling names is none that is known; none is gone where none is known."""
        return bool(self.teams) and label_key(team) not in set(map(label_key, self.teams))

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(label_key(text) for each in self.people for text in (each.person, each.name) if text)

    @cached_property
    def addresses(self) -> list[str]:
        """What stands before the @ of each person, as sorted words."""
        return [_sorted_words(_before_at(listed.person)) for listed in self.people]

    @cached_property
    def names(self) -> list[str]:
        """The name of each person as sorted words, blank where there is none."""
        return [_sorted_words(listed.name or "") for listed in self.people]


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
        In the order of the file, so that a ruling moves nobody to another place.
    """
    who, rulings = seen.understood.who, seen.rulings
    ruled = {label_key(text): text for text in rulings.people}
    asked = {**ruled}
    for problem in problems:
        if problem.problem in ("namesakes", "not_on_roster") and problem.value:
            asked.setdefault(label_key(problem.value), problem.value)
    if not asked:
        return []
    texts = {"named": plain_texts(who.named), "name": plain_texts(who.written["name"])}
    records = pd.DataFrame(texts, dtype=object)[~seen.understood.is_excluded]
    records = records[records["named"].isin(asked)]
    rows = records["named"].value_counts().to_dict()
    first = records.drop_duplicates("named")
    return [
        _person(asked[key], rows[key], name, rulings.person(key) if key in ruled else None)
        for key, name in zip(first["named"], first["name"], strict=True)
    ]


def _person(text: str, rows: int, name: str | None, known_as: str | None) -> PersonAsked:
    is_by_name = name is not None and label_key(name) == label_key(text)
    return PersonAsked(text, rows, is_by_name and rows > 1, None if is_by_name else name, known_as)


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
    texts = [_sorted_words(_before_at(asked.text)), _sorted_words(asked.name or "")]
    pairs = [(texts[0], known.addresses), (texts[0], known.names), (texts[1], known.names)]
    alike = np.zeros(len(known.people))
    for text, choices in pairs:
        if text:
            alike = np.maximum(alike, process.cdist([text], choices, scorer=fuzz.ratio)[0])
    nearest = np.argsort(-alike, kind="stable")[:MOST_OFFERED].tolist()
    answered = set(plain_texts(seen.understood.who.named)[~seen.understood.is_excluded])
    found = []
    for place in nearest:
        key = label_key(known.people[place].person)
        if label_key(seen.rulings.person(key)) == key != label_key(asked.text):
            found.append(Alike(known.people[place], float(alike[place]), key in answered))
    return found


def like_nobody(asked: Iterable[PersonAsked], known: Known) -> set[str]:
    """The texts of those who are not so much as similar to anybody on the roster; namesakes are none of them.

    Where there are more pairs than ``MOST_PAIRS`` nobody's likeness is looked at: all of them are.
    """
    people = [person for person in asked if not person.is_namesake]
    if len(people) * len(known.people) > MOST_PAIRS:
        return {person.text for person in people}
    addresses = [_sorted_words(_before_at(person.text)) for person in people]
    names = [_sorted_words(person.name or "") for person in people]
    alike = np.zeros(len(people))
    for texts, choices in ((addresses, known.addresses), (addresses, known.names), (names, known.names)):
        if texts and choices:
            found = process.cdist(texts, choices, scorer=fuzz.ratio).max(axis=1)
            alike = np.maximum(alike, np.where([bool(text) for text in texts], found, 0.0))
    return {person.text for person, likeness in zip(people, alike, strict=True) if likeness < LIKE_FROM}


def listed_share(seen: Seen, problems: Iterable[Problem]) -> tuple[int, int]:
    """How many people of a file's responses are not on the roster, and how many there are; a row of nobody is one."""
    named = plain_texts(seen.understood.who.named)[seen.understood.is_response]
    strangers = [problem.value for problem in problems if problem.problem == "not_on_roster"]
    return _people([label_key(text) if text else None for text in strangers]), _people(list(named))


def _people(keys: list[str | None]) -> int:
    nobody = sum(key is None for key in keys)
    return len({*keys} - {None}) + nobody


def plainly_meant(seen: Seen, asked: Iterable[PersonAsked], known: Known) -> dict[str, str]:
    """Whom strangers plainly are, for somebody to say so at once: after a change of the company's addresses, say.

    Returns
    -------
    dict
        Stranger -> person of the roster, as written, where what stands before the @, or the name, is that of
        exactly one person, who does not answer in the file and is meant by no other stranger.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for what, texts in (("address", known.addresses), ("name", known.names)):
        for place, text in enumerate(texts):
            places.setdefault((what, text), []).append(place)
    answered = set(plain_texts(seen.understood.who.named)[~seen.understood.is_excluded])
    meant: dict[str, int] = {}
    for person in asked:
        if person.known_as is not None or person.is_namesake or "@" not in person.text:
            continue
        address = places.get(("address", _sorted_words(_before_at(person.text))), [])
        name = places.get(("name", _sorted_words(person.name)), []) if person.name else []
        if len({*address, *name}) == 1:
            meant[person.text] = (*address, *name)[0]
    times = Counter(meant.values())
    return {
        text: known.people[place].person
        for text, place in meant.items()
        if times[place] == 1
        and label_key(known.people[place].person) not in answered
        and seen.rulings.person(known.people[place].person) == known.people[place].person
    }


def _before_at(text: str) -> str:
    return text.split("@")[0]


def _sorted_words(text: str) -> str:
    return " ".join(sorted(words(text).split()))
