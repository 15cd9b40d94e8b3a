"""Seats for several courses of one person, one course after the other.

Decision: round by round. First everybody's next course, as many and as early as can be; then, in later quarters, what
comes after it, on the places that are left, and before all others for those who still wait. So nobody's second course
takes the place of somebody's first, and each round keeps its proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd

from pipeline.programme.cohorts import Class, Seating, Used, seating
from pipeline.programme.rules import Rules

_WITHOUT_A_SEAT = 5
"""In a later round the seat of somebody who has none weighs so many times as much: more than any other seat."""

_LATER_ROUNDS = 2
"""A later round is given this part of the time of the first."""


@dataclass(frozen=True)
class Rounds:
    """All rounds together.

    ``seats``: line of the learners -> quarter. ``cohorts`` per stream and quarter. ``gap`` and ``early_gap`` as in
    ``Seating``, of all rounds: what each leaves open, as a part of what they come to together. ``left`` are the lines
    of those who want a course and have no seat in it, one per person, each with the quarters that are out of question;
    ``classes`` the same people, those who have a seat in another course with weight 0; ``used`` what all seats take.
    """

    seats: Mapping[int, int]
    cohorts: tuple[tuple[int, ...], ...]
    gap: float
    early_gap: float
    left: Mapping[int, frozenset[int]]
    classes: tuple[Class, ...]
    used: Used


def rounds(ordered: pd.DataFrame, away: Sequence[int], rules: Rules) -> Rounds:
    """Seat learners round by round until nobody more has a seat, at most as often as there are quarters.

    Parameters
    ----------
    ordered
        One row per person and turn, numbered from 0, in the order in which seats are given out: ``person``, ``turn``
        (from 1), ``team`` and ``stream`` (numbers), ``weight``, ``barred``.
    away
        Per team: how many may be away in one quarter.

    Returns
    -------
    Rounds
        Of four people of one team who all want course A and then B, in cohorts of two to four over two quarters, all
        away at once: A in the first quarter, B in the second.
    """
    seats: dict[int, int] = {}
    made: list[tuple[Sequence[Class], Seating]] = []
    for number in range(max(1, rules.quarters)):
        weights = ordered["weight"].where((ordered["turn"] > 1) | (number == 0), _WITHOUT_A_SEAT * ordered["weight"])
        members = _members(ordered.assign(weight=weights), _wanted(ordered, seats, rules))
        within = rules if number == 0 else replace(rules, seconds=rules.seconds / _LATER_ROUNDS)
        classes = [each for each, _ in members]
        made.append((classes, seating(classes, away, within, _used(ordered, seats))))
        given = _given(members, made[-1][1])
        if not given:
            break
        seats |= given
    left, used = _wanted(ordered, seats, rules), _used(ordered, seats)
    members = _members(ordered.assign(weight=(ordered["turn"] == 1).astype(int)), left)
    return Rounds(seats, _cohorts(ordered, used, rules), *_gaps(made), left, tuple(each for each, _ in members), used)


def _gaps(made: Sequence[tuple[Sequence[Class], Seating]]) -> tuple[float, float]:
    """What all rounds leave open: of rounds worth 90 and 10 of which the second leaves half open, 0.05."""
    worth, late, more, earlier = 0.0, 0.0, 0.0, 0.0
    for classes, found in made:
        rows = [(each.weight, row) for each, row in zip(classes, found.seats, strict=True)]
        seated = max(1, sum(weight * sum(row) for weight, row in rows))
        waited = max(1, sum(weight * quarter * count for weight, row in rows for quarter, count in enumerate(row)))
        worth, late = worth + seated, late + waited
        more, earlier = more + found.gap * seated, earlier + found.early_gap * waited
    return (more / worth, earlier / late) if made else (0.0, 0.0)


def _wanted(ordered: pd.DataFrame, seats: Mapping[int, int], rules: Rules) -> dict[int, frozenset[int]]:
    """Everybody's next line without a seat, with the quarters that are out of question: barred, or not later."""
    after: dict[int, int] = {}
    lines: dict[int, tuple[int, int]] = {}
    for line, person, turn in zip(ordered.index, ordered["person"], ordered["turn"], strict=True):
        if line in seats:
            after[person] = max(after.get(person, -1), seats[line])
        elif person not in lines or turn < lines[person][0]:
            lines[person] = (turn, line)
    barred = ordered["barred"]
    found = {
        line: frozenset(barred[line]) | frozenset(range(min(after.get(person, -1) + 1, rules.quarters)))
        for person, (_, line) in lines.items()
    }
    return dict(sorted(found.items()))


def _members(ordered: pd.DataFrame, wanted: Mapping[int, frozenset[int]]) -> list[tuple[Class, list[int]]]:
    """The classes, and which lines are in each."""
    lines: dict[tuple[int, int, int, tuple[int, ...]], list[int]] = {}
    part = ordered.loc[list(wanted), ["team", "stream", "weight"]]
    for line, team, stream, weight in part.itertuples():
        lines.setdefault((int(team), int(stream), int(weight), tuple(sorted(wanted[line]))), []).append(line)
    return [
        (Class(team, stream, len(found), weight, frozenset(barred)), found)
        for (team, stream, weight, barred), found in sorted(lines.items())
    ]


def _given(members: Sequence[tuple[Class, list[int]]], found: Seating) -> dict[int, int]:
    """Line -> quarter, the first of a class first."""
    given: dict[int, int] = {}
    for (_, lines), by_quarter in zip(members, found.seats, strict=True):
        waiting = iter(lines)
        for quarter, count in enumerate(by_quarter):
            for _ in range(count):
                given[next(waiting)] = quarter
    return given


def _cohorts(ordered: pd.DataFrame, used: Used, rules: Rules) -> tuple[tuple[int, ...], ...]:
    """Per stream and quarter: of as many people no more cohorts than they need."""
    streams = range(1 + int(ordered["stream"].max())) if len(ordered) else range(0)
    return tuple(
        tuple(ceil(used.seated.get((s, q), 0) / rules.largest) for q in range(rules.quarters)) for s in streams
    )


def _used(ordered: pd.DataFrame, seats: Mapping[int, int]) -> Used:
    part = ordered.loc[list(seats)]
    away = Counter(zip(part["team"].tolist(), seats.values(), strict=True))
    return Used(away, Counter(zip(part["stream"].tolist(), seats.values(), strict=True)))
