"""Teams of a file that nobody knows, or that somebody ruled on, and which known ones they are most like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from pipeline.matching.answers import is_no_answer
from pipeline.matching.questions import Question
from pipeline.matching.seen import Seen
from pipeline.matching.text import label_key, words
from pipeline.matching.who_is_who import Known


@dataclass(frozen=True)
class TeamAsked:
    """A team that responses name and nobody knows, or that was ruled on; ``called`` is what was ruled."""

    text: str
    responses: int
    called: str | None


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
