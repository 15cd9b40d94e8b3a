"""Who has no seat in the course that they would take next, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from pipeline.programme.cohorts import Rules
from pipeline.programme.rounds import Rounds

Reason = Literal["too few", "kept out", "order", "team", "cohorts", "sizes"]
"""Why somebody has no seat: fewer than a cohort want the course; kept out of every quarter; the plan ends with an
earlier course of theirs; the places of the team are taken; no further cohort may run; the people left over do not fill
one more."""

WAITING_COLUMNS = ["person", "course", "turn", "place", "reason", "wanted"]


def waiting(ordered: pd.DataFrame, found: Rounds, away: Sequence[int], rules: Rules) -> pd.DataFrame:
    """Everybody who wants a course and has no seat in it, one row per person.

    Parameters
    ----------
    ordered, away, rules
        As `rounds` takes them; ``course`` beside them.

    Returns
    -------
    DataFrame
        ``WAITING_COLUMNS``: those without any seat first, then the most urgent, then who has furthest to go; ``place``
        counts from 1, ``wanted`` is how many of them want the same course.
    """
    why = _Why(ordered, found, away, rules)
    part = ordered.loc[list(found.left)]
    wanted = part["stream"].map(part["stream"].value_counts())
    told = part.assign(reason=[why.reason(line) for line in found.left], wanted=wanted, is_later=part["turn"] > 1)
    listed = told.sort_values(["is_later", "weight"], ascending=[True, False], kind="stable")
    return listed.assign(place=range(1, len(listed) + 1))[WAITING_COLUMNS].reset_index(drop=True)


@dataclass(frozen=True)
class _Why:
    """What stands in the way of a seat, asked of a plan that is made."""

    ordered: pd.DataFrame
    found: Rounds
    away: Sequence[int]
    rules: Rules

    def reason(self, line: int) -> Reason:
        """Why the person of a line has no seat."""
        quarters, out = range(self.rules.quarters), self.found.left[line]
        free = [quarter for quarter in quarters if quarter not in out]
        if not free:
            return "kept out" if len(self.ordered["barred"][line]) >= self.rules.quarters else "order"
        stream, team = int(self.ordered["stream"][line]), int(self.ordered["team"][line])
        if self._could[stream] < self.rules.smallest and not any(self.found.cohorts[stream][q] for q in free):
            return "too few"
        open_quarters = [quarter for quarter in free if self._away[team, quarter] < self.away[team]]
        if not open_quarters:
            return "team"
        limit = self.rules.at_once
        if limit is not None and all(sum(row[q] for row in self.found.cohorts) >= limit for q in open_quarters):
            return "cohorts"
        return "sizes"

    @cached_property
    def _could(self) -> Counter[int]:
        """How many who are left over could sit in some quarter, by stream."""
        return Counter(
            int(self.ordered["stream"][line]) for line, out in self.found.left.items() if len(out) < self.rules.quarters
        )

    @cached_property
    def _away(self) -> Mapping[tuple[int, int], int]:
        """How many of each team are away in each quarter."""
        teams = self.ordered["team"]
        return Counter((int(teams[line]), quarter) for line, quarter in self.found.seats.items())
