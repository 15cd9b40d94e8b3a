"""From a plan in numbers to who sits where, who waits, and why: the same people always get the same seats.

Decision: among learners who are alike to the plan those who have furthest to go sit first, then by their number; a
cohort is dealt out by role and level, so that each has its share of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from pipeline.programme.cohorts import Class, Rules, Seating, seating
from pipeline.programme.relaxing import Relaxed, Rule, relaxed_rules

Likeness = Literal["mixed", "role", "level"]
"""Whether a cohort mixes roles and levels, or has one role, or one level, only."""

Reason = Literal["too few", "kept out", "team", "cohorts", "sizes"]
"""Why somebody has no seat: fewer than a cohort need the course; kept out of every quarter; the places of the team are
taken; no further cohort may run; the people left over do not fill one more."""

COHORT_COLUMNS = ["cohort", "course", "quarter", "people", "roles", "levels", "teams"]
SEAT_COLUMNS = ["person", "cohort", "course", "quarter"]
WAITING_COLUMNS = ["person", "course", "place", "reason"]


@dataclass(frozen=True)
class CohortPlan:
    """A plan of cohorts.

    ``cohorts``: number from 1, course, quarter from 0, people, roles and levels (name to people), teams. ``seats``: who
    sits in which. ``waiting``: who has no seat, in what place of the list, and why. ``gap`` and ``early_gap`` as in
    ``Seating``; ``relaxed`` as `relaxed_rules` gives it.
    """

    cohorts: pd.DataFrame
    seats: pd.DataFrame
    waiting: pd.DataFrame
    gap: float
    early_gap: float
    relaxed: Mapping[Rule, Relaxed]


def cohort_plan(
    learners: pd.DataFrame, headcounts: Mapping[str, int], rules: Rules, likeness: Likeness = "mixed"
) -> CohortPlan:
    """Seat learners in cohorts, by name.

    Parameters
    ----------
    learners
        One row per person: ``person`` (a number), ``team`` (a key), ``role``, ``level`` (where the person starts),
        ``course``, ``weight`` of a seat, ``barred`` (a frozenset of quarters from 0).
    headcounts
        People of each team, by its key.
    rules
        Sizes, quarters, how many of a team may be away.
    likeness
        What the people of one cohort have in common.

    Returns
    -------
    CohortPlan
        Raises as `seating` does.
    """
    ordered = _ordered(learners, likeness)
    teams, streams = _numbers(ordered["team"]), _numbers(ordered["stream"])
    members = _members(ordered, teams, streams)
    classes = [each for each, _ in members]
    away = [rules.most_away(headcounts[name]) for name in teams]
    found = seating(classes, away, rules)
    seats = _seats(members, found)
    cohorts, seated = _dealt(ordered, seats, found, list(streams))
    waiting = _waiting(members, found, ordered, _Why(classes, found, away, rules))
    relaxed = relaxed_rules(classes, away, rules, len(seats)) if len(waiting) else {}
    return CohortPlan(cohorts, seated, waiting, found.gap, found.early_gap, relaxed)


def _ordered(learners: pd.DataFrame, likeness: Likeness) -> pd.DataFrame:
    """Learners in the order in which seats are given out, each with the stream that stays together."""
    part = learners["course"].astype(str)
    if likeness != "mixed":
        part = part + "\n" + learners[likeness].fillna("").astype(str)
    return learners.assign(stream=part).sort_values(["level", "person"], kind="stable").reset_index(drop=True)


def _numbers(names: pd.Series[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(set(names)))}


def _members(
    ordered: pd.DataFrame, teams: Mapping[str, int], streams: Mapping[str, int]
) -> list[tuple[Class, list[int]]]:
    """The classes, and which rows are in each."""
    rows: dict[tuple[int, int, int, tuple[int, ...]], list[int]] = {}
    columns = ("team", "stream", "weight", "barred")
    for row, (team, stream, weight, barred) in enumerate(zip(*(ordered[name] for name in columns), strict=True)):
        rows.setdefault((teams[team], streams[stream], int(weight), tuple(sorted(barred))), []).append(row)
    return [
        (Class(team, stream, len(found), weight, frozenset(barred)), found)
        for (team, stream, weight, barred), found in sorted(rows.items())
    ]


def _seats(members: Sequence[tuple[Class, list[int]]], found: Seating) -> dict[int, int]:
    """Row -> quarter, the first of a class first."""
    taken: dict[int, int] = {}
    for (_, rows), by_quarter in zip(members, found.seats, strict=True):
        waiting = iter(rows)
        for quarter, count in enumerate(by_quarter):
            for _ in range(count):
                taken[next(waiting)] = quarter
    return taken


def _dealt(
    ordered: pd.DataFrame, seats: Mapping[int, int], found: Seating, streams: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cohorts by quarter and course, and who sits in which: dealt out by role, level and team."""
    seated = ordered.loc[list(seats)].assign(quarter=list(seats.values()))
    texts = {name: seated[name].fillna("").astype(str) for name in ("role", "team")}
    dealt = seated.assign(**texts).sort_values(["quarter", "stream", "role", "level", "team", "person"], kind="stable")
    cohorts: list[dict[str, object]] = []
    rows: list[tuple[Any, ...]] = []
    for (quarter, stream), part in dealt.groupby(["quarter", "stream"], sort=True):
        count = found.cohorts[streams.index(str(stream))][int(str(quarter))]
        for turn in range(count):
            people = part.iloc[turn::count]
            cohorts.append(_cohort(len(cohorts) + 1, people))
            rows += [(person, len(cohorts), people["course"].iloc[0], quarter) for person in people["person"]]
    return pd.DataFrame(cohorts, columns=COHORT_COLUMNS), pd.DataFrame(rows, columns=SEAT_COLUMNS)


def _cohort(number: int, people: pd.DataFrame) -> dict[str, object]:
    return {
        "cohort": number,
        "course": people["course"].iloc[0],
        "quarter": int(people["quarter"].iloc[0]),
        "people": len(people),
        "roles": {str(name): int(count) for name, count in people["role"].value_counts(sort=False).items()},
        "levels": {str(level): int(count) for level, count in people["level"].value_counts(sort=False).items()},
        "teams": people["team"].nunique(),
    }


@dataclass(frozen=True)
class _Why:
    """What stands in the way of a seat, asked of a plan that is made."""

    classes: Sequence[Class]
    found: Seating
    away: Sequence[int]
    rules: Rules

    def reason(self, place: int) -> Reason:
        """Why the people of a class who are left over have no seat."""
        each = self.classes[place]
        free = [quarter for quarter in range(self.rules.quarters) if quarter not in each.barred]
        if not free:
            return "kept out"
        if self._could[each.stream] < self.rules.smallest:
            return "too few"
        open_quarters = [quarter for quarter in free if self._taken[each.team, quarter] < self.away[each.team]]
        if not open_quarters:
            return "team"
        limit = self.rules.at_once
        if limit is not None and all(self._running(quarter) >= limit for quarter in open_quarters):
            return "cohorts"
        return "sizes"

    @cached_property
    def _could(self) -> Counter[int]:
        """How many of each stream could sit in some quarter."""
        found: Counter[int] = Counter()
        for each in self.classes:
            found[each.stream] += each.people if len(each.barred) < self.rules.quarters else 0
        return found

    @cached_property
    def _taken(self) -> Counter[tuple[int, int]]:
        """How many of each team are away in each quarter."""
        found: Counter[tuple[int, int]] = Counter()
        for each, row in zip(self.classes, self.found.seats, strict=True):
            for quarter, count in enumerate(row):
                found[each.team, quarter] += count
        return found

    def _running(self, quarter: int) -> int:
        return sum(row[quarter] for row in self.found.cohorts)


def _waiting(
    members: Sequence[tuple[Class, list[int]]], found: Seating, ordered: pd.DataFrame, why: _Why
) -> pd.DataFrame:
    """Who has no seat: the most urgent first, then who has furthest to go."""
    lines: list[tuple[int, Reason]] = []
    for place, ((_, rows), by_quarter) in enumerate(zip(members, found.seats, strict=True)):
        left = rows[sum(by_quarter) :]
        if left:
            reason = why.reason(place)
            lines += [(row, reason) for row in left]
    lines.sort()
    left_over = ordered.loc[[row for row, _ in lines]].assign(reason=[reason for _, reason in lines])
    listed = left_over.sort_values("weight", ascending=False, kind="stable")
    return listed.assign(place=range(1, len(listed) + 1))[WAITING_COLUMNS].reset_index(drop=True)
