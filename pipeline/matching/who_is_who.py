"""People and teams of a file that somebody may have to rule on, and whom or what they are most like.

Likeness only decides in which order choices are offered; nobody becomes somebody else before a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
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
    records = pd.DataFrame({"named": who.named, "name": who.written["name"]})[~seen.understood.is_excluded]
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
    answered = set(seen.understood.who.named[~seen.understood.is_excluded])
    found = []
    for place in nearest:
        key = label_key(known.people[place].person)
        if label_key(seen.rulings.person(key)) == key != label_key(asked.text):
            found.append(Alike(known.people[place], float(alike[place]), key in answered))
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
    return text.split("@")[0]


def _sorted_words(text: str) -> str:
    return " ".join(sorted(words(text).split()))
