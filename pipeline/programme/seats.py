"""From a plan in numbers to who sits where, who waits, and why: the same people always get the same seats.

Decision: among learners who are alike to the plan those who have furthest to go sit first, then by their number; a
cohort is dealt out by role and level, so that each has its share of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pipeline.programme.relaxing import Relaxed, Rule, relaxed_rules
from pipeline.programme.rounds import Rounds, rounds
from pipeline.programme.rules import Rules
from pipeline.programme.waiting import waiting

Likeness = Literal["mixed", "role", "level"]
"""Whether a cohort mixes roles and levels, or has one role, or one level, only."""

COHORT_COLUMNS = ["cohort", "course", "quarter", "people", "roles", "levels", "teams"]
SEAT_COLUMNS = ["person", "turn", "cohort", "course", "quarter"]


@dataclass(frozen=True)
class CohortPlan:
    """A plan of cohorts.

    ``cohorts``: number from 1, course, quarter from 0, people, roles and levels (name to people), teams. ``seats``: who
    sits in which, a row per person and turn. ``waiting``: who has no seat at all, in what place of the list, and why;
    ``later``: the same of those who have a seat, but none in the course after it. ``gap`` and ``early_gap`` as in
    ``Seating``, of all rounds together; ``relaxed`` as `relaxed_rules` gives it.
    """

    cohorts: pd.DataFrame
    seats: pd.DataFrame
    waiting: pd.DataFrame
    later: pd.DataFrame
    gap: float
    early_gap: float
    relaxed: Mapping[Rule, Relaxed | None]

    @property
    def seated(self) -> int:
        """How many people have a seat."""
        return int(self.seats["person"].nunique())

    @property
    def learners(self) -> int:
        """How many people want a course."""
        return self.seated + len(self.waiting)


def cohort_plan(
    learners: pd.DataFrame, headcounts: Mapping[str, int], rules: Rules, likeness: Likeness = "mixed"
) -> CohortPlan:
    """Seat learners in cohorts, by name.

    Parameters
    ----------
    learners
        One row per person and course: ``person`` (a number), ``turn`` (from 1, the order in which the person takes
        them), ``team`` (a key), ``role``, ``level`` (where the person starts), ``steps`` (levels to gain in the
        course), ``course``, ``weight`` of a seat, ``barred`` (a frozenset of quarters from 0).
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
    teams = _numbers(learners["team"])
    ordered = _ordered(learners, likeness, teams)
    away = [rules.most_away(headcounts[name]) for name in teams]
    numbered = ordered.rename(columns={"team_number": "team", "team": "team_name"})
    found = rounds(numbered, away, rules)
    cohorts, seated = _dealt(ordered, found)
    left = waiting(numbered, found, away, rules)
    nowhere, later = (left[is_part].reset_index(drop=True) for is_part in (left["turn"] == 1, left["turn"] > 1))
    relaxed = relaxed_rules(found.classes, away, rules, 0, found.used) if len(nowhere) else {}
    return CohortPlan(cohorts, seated, nowhere, later, found.gap, found.early_gap, relaxed)


def _ordered(learners: pd.DataFrame, likeness: Likeness, teams: Mapping[str, int]) -> pd.DataFrame:
    """Learners in the order in which seats are given out, each with the numbers of team and stream."""
    part = learners["course"].astype(str)
    if likeness != "mixed":
        part = part + "\n" + learners[likeness].fillna("").astype(str)
    numbered = learners.assign(team_number=learners["team"].map(teams), stream=part.map(_numbers(part)))
    return numbered.sort_values(["turn", "steps", "person"], ascending=[True, False, True], kind="stable").reset_index(
        drop=True
    )


def _numbers(names: pd.Series[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(set(names)))}


def _dealt(ordered: pd.DataFrame, found: Rounds) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cohorts by quarter and course, and who sits in which: dealt out by role, level and team."""
    seated = ordered.loc[list(found.seats)].assign(quarter=list(found.seats.values()))
    texts = {name: seated[name].fillna("").astype(str) for name in ("role", "team")}
    dealt = seated.assign(**texts).sort_values(["quarter", "stream", "role", "level", "team", "person"], kind="stable")
    cohorts: list[dict[str, object]] = []
    rows: list[tuple[Any, ...]] = []
    for key, part in dealt.groupby(["quarter", "stream"], sort=True):
        quarter, stream = (int(str(each)) for each in key)
        count = found.cohorts[stream][quarter]
        for turn in range(count):
            people = part.iloc[turn::count]
            cohorts.append(_cohort(len(cohorts) + 1, people))
            of_person = zip(people["person"], people["turn"], strict=True)
            rows += [(*each, len(cohorts), people["course"].iloc[0], quarter) for each in of_person]
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
