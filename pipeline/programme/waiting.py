"""Who has no seat in the course that they would take next, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from pipeline.programme.rounds import Rounds
from pipeline.programme.rules import Rules

Reason = Literal["too few", "kept out", "kept out after", "order", "team", "cohorts", "sizes", "places"]
"""Why somebody has no seat: fewer than a cohort could start together; kept out of every quarter, or of every one after
an earlier course of theirs; that course is in the last quarter; the places of the team are taken; no further cohort may
run; the people left over do not fill one more; they would, and too few of them can be away at once. The last follows
from the others: had a quarter room for so many, a plan with more seats would have been found."""

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
        counts from 1, ``wanted`` is how many of them could take the same course in one quarter that is open to the
        person, at most. Of five who want a course, three of them in the first quarter only and two in the second only:
        3 for each of the three, 2 for each of the two.
    """
    why = _Why(ordered, found, away, rules)
    part = ordered.loc[list(found.left)]
    told = part.assign(
        reason=[why.reason(line) for line in found.left],
        wanted=[why.together(line) for line in found.left],
        is_later=part["turn"] > 1,
    )
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
        free = self._free(line)
        if not free:
            return self._closed(line)
        stream, team = int(self.ordered["stream"][line]), int(self.ordered["team"][line])
        if self.together(line) < self.rules.smallest and not any(self.found.cohorts[stream][q] for q in free):
            return "too few"
        open_quarters = [quarter for quarter in free if self._away[team, quarter] < self.away[team]]
        if not open_quarters:
            return "team"
        limit = self.rules.at_once
        if limit is not None and all(sum(row[q] for row in self.found.cohorts) >= limit for q in open_quarters):
            return "cohorts"
        return "sizes" if self.together(line) < self.rules.smallest else "places"

    def together(self, line: int) -> int:
        """How many who are left over could take the course in one of the person's quarters, the person included."""
        stream = int(self.ordered["stream"][line])
        return max((self._could[stream, quarter] for quarter in self._free(line)), default=0)

    def _free(self, line: int) -> list[int]:
        """The quarters of the plan that are not out of question for the person."""
        return [quarter for quarter in range(self.rules.quarters) if quarter not in self.found.left[line]]

    def _closed(self, line: int) -> Reason:
        """Why no quarter is left for the person."""
        barred, last = self.ordered["barred"][line], self.rules.quarters - 1
        if all(quarter in barred for quarter in range(self.rules.quarters)):
            return "kept out"
        return "order" if self._before[int(self.ordered["person"][line])] == last else "kept out after"

    @cached_property
    def _could(self) -> Counter[tuple[int, int]]:
        """How many who are left over could sit, by stream and quarter."""
        streams = self.ordered["stream"]
        return Counter((int(streams[line]), quarter) for line in self.found.left for quarter in self._free(line))

    @cached_property
    def _before(self) -> Mapping[int, int]:
        """The quarter of the last seat of everybody who has one."""
        people = self.ordered["person"]
        last: dict[int, int] = {}
        for line, quarter in self.found.seats.items():
            person = int(people[line])
            last[person] = max(quarter, last.get(person, 0))
        return last

    @cached_property
    def _away(self) -> Mapping[tuple[int, int], int]:
        """How many of each team are away in each quarter."""
        teams = self.ordered["team"]
        return Counter((int(teams[line]), quarter) for line, quarter in self.found.seats.items())
