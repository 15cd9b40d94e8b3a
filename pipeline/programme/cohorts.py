"""Who learns together and when: seats in cohorts over the next quarters, by an exact solver.

Decision: learners of one team who want the same seat are one whole number, so that the problem is as small at two
thousand people as at two hundred; names are given out afterwards. First as many weighted seats as there can be, then
among those the earliest: two solves, each with its proof or the gap that is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from pipeline.errors import SurveyError
from pipeline.programme.rules import Rules

_FOUND, _OUT_OF_TIME, _INFEASIBLE = 0, 1, 2

_FEW_COLUMNS = 1_500
"""Up to here a problem is solved whole where cohorts first and seats after do not prove it."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Class:
    """Learners who are alike to the plan: one team, one stream (a course, or the part of it that stays together).

    ``barred`` quarters count from 0; ``weight`` is what one seat counts.
    """

    team: int
    stream: int
    people: int
    weight: int = 1
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Used:
    """What is taken already: ``away`` by team and quarter, ``seated`` by stream and quarter, both in people."""

    away: Mapping[tuple[int, int], int] = field(default_factory=dict)
    seated: Mapping[tuple[int, int], int] = field(default_factory=dict)


NOTHING = Used()


@dataclass(frozen=True)
class Seating:
    """Seats per class and quarter, cohorts per stream and quarter, and how far each of the two solves was proven.

    ``gap`` is the part by which more weighted seats could be possible at most, ``early_gap`` likewise for how early
    they are; 0 is proven.
    """

    seats: tuple[tuple[int, ...], ...]
    cohorts: tuple[tuple[int, ...], ...]
    gap: float
    early_gap: float


def seating(classes: Sequence[Class], away: Sequence[int], rules: Rules, used: Used = NOTHING) -> Seating:
    """Seat learners in cohorts.

    Parameters
    ----------
    classes
        The learners; numbers of streams count from 0 without a break.
    away
        Per team: how many may be away in one quarter.
    rules
        Sizes, quarters, and how long to look.
    used
        Seats that stay as they are: their cohorts may be filled up, their people are away.

    Returns
    -------
    Seating
        Seats are those of ``classes``, cohorts all that there are. Of ten people of one team of whom five may be away
        at once, in cohorts of 4 to 5 over two quarters: 5 and 5.

    Raises
    ------
    SurveyError
        The rules cannot be kept by any cohort, or the solver gave up.
    """
    rules.check()
    streams = 1 + max([each.stream for each in classes] + [stream for stream, _ in used.seated], default=-1)
    if not classes:
        return Seating((), (), 0.0, 0.0)
    model = SeatingModel(classes, streams, away, rules, used)
    most = model.solved(-model.worth, rules.seconds, known=model.nobody if used.seated else None)
    kept = LinearConstraint(model.worth[None, :], float(model.worth @ most.columns) - 0.5, np.inf)
    early = model.solved(model.lateness, rules.seconds / 2, kept, most.columns)
    return model.told(early.columns, most.gap, early.gap)


@dataclass(frozen=True)
class Solved:
    """The columns of the best solution found, and by what part a better one could beat it at most; 0 is proven."""

    columns: Floats
    gap: float


class SeatingModel:
    """Columns: seats of a class in a quarter, then cohorts of a stream in a quarter."""

    def __init__(
        self, classes: Sequence[Class], streams: int, away: Sequence[int], rules: Rules, used: Used = NOTHING
    ) -> None:
        self.classes, self.streams, self.away, self.rules, self.used = classes, streams, away, rules, used
        self.cells = [(place, q) for place, each in enumerate(classes) for q in range(rules.quarters)]
        groups = [(stream, q) for stream in range(streams) for q in range(rules.quarters)]
        self.columns = len(self.cells) + len(groups)
        seats = range(len(self.cells))
        self.worth, self.lateness, self.most = np.zeros(self.columns), np.zeros(self.columns), np.zeros(self.columns)
        self.worth[seats] = [classes[place].weight for place, _ in self.cells]
        self.lateness[seats] = [classes[place].weight * q for place, q in self.cells]
        self.most[seats] = [self._most(place, q) for place, q in self.cells]
        asked = np.bincount([each.stream for each in classes], [each.people for each in classes], streams)
        there = [used.seated.get(group, 0) for group in groups]
        self.most[len(seats) :] = [
            (asked[stream] + people) // rules.smallest for (stream, _), people in zip(groups, there, strict=True)
        ]
        self.nobody = np.concatenate([np.zeros(len(seats)), [ceil(people / rules.largest) for people in there]])
        """The solution in which nobody more has a seat."""
        self.rows = self._constraint()

    def solved(
        self, cost: Floats, seconds: float, kept: LinearConstraint | None = None, known: Floats | None = None
    ) -> Solved:
        """The solution that costs least, as far as the time allows.

        How many cohorts there are is decided first, with seats that may be parts of people: few numbers, and a bound
        that holds for whole people too. Then seats for these cohorts; where they reach the bound nothing is left to
        prove; where they do not, a small problem is solved whole, and a large one keeps the gap.

        Parameters
        ----------
        known
            A solution that holds, for its cohorts to be used where none are found in time.

        Raises
        ------
        SurveyError
            The solver gave up.
        """
        is_cohort = np.arange(self.columns) >= len(self.cells)
        rough, bound = self._found(cost, seconds, is_cohort, kept, self._free)
        cohorts = rough if rough is not None else known if known is not None else np.zeros(self.columns)
        low, high = np.where(is_cohort, np.rint(cohorts), 0.0), np.where(is_cohort, np.rint(cohorts), self.most)
        best, _ = self._found(cost, seconds, np.ones(self.columns), kept, (low, high))
        best = known if best is None else best
        if best is None or (_gap(float(cost @ best), bound) and self.columns <= _FEW_COLUMNS):
            whole, proven = self._found(cost, seconds, np.ones(self.columns), kept, self._free)
            bound = max(bound, proven)
            best = whole if whole is not None and (best is None or cost @ whole < cost @ best) else best
        if not isfinite(bound):
            _, bound = self._found(cost, seconds, np.zeros(self.columns), kept, self._free)
        if best is None:
            raise SurveyError("No cohorts were found in the time given.", "Ask for fewer quarters.")
        return Solved(best, _gap(float(cost @ best), bound))

    @property
    def _free(self) -> tuple[Floats, Floats]:
        """Between what every column lies where nothing is decided yet."""
        return np.zeros(self.columns), self.most

    def _found(
        self,
        cost: Floats,
        seconds: float,
        whole: npt.NDArray[Any],
        kept: LinearConstraint | None,
        bounds: tuple[Floats, Floats],
    ) -> tuple[Floats | None, float]:
        """The best solution found, None where there is none or no time; and what no solution can go below."""
        found = milp(
            cost,
            integrality=whole.astype(np.int64),
            bounds=Bounds(*bounds),
            constraints=[self.rows] if kept is None else [self.rows, kept],
            options={"mip_rel_gap": 0.0, "time_limit": seconds},
        )
        bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
        if found.status == _INFEASIBLE or found.x is None:
            return None, bound
        if found.status not in (_FOUND, _OUT_OF_TIME):
            raise SurveyError(f"The cohorts could not be worked out: {found.message}", "Ask for fewer quarters.")
        columns = found.x.copy()
        is_whole = whole.astype(bool)
        columns[is_whole] = np.rint(columns[is_whole])
        return columns, bound

    def told(self, columns: Floats, gap: float, early_gap: float) -> Seating:
        """Columns as seats and cohorts; of as many people no more cohorts than they need."""
        seats = columns[: len(self.cells)].reshape(-1, self.rules.quarters).astype(np.int64)
        together = np.zeros((self.streams, self.rules.quarters), dtype=np.int64)
        for group, people in self.used.seated.items():
            together[group] = people
        for each, row in zip(self.classes, seats, strict=True):
            together[each.stream] += row
        cohorts = [[ceil(count / self.rules.largest) for count in row] for row in together.tolist()]
        return Seating(
            tuple(tuple(row) for row in seats.tolist()), tuple(tuple(row) for row in cohorts), gap, early_gap
        )

    def _most(self, place: int, quarter: int) -> int:
        each = self.classes[place]
        return 0 if quarter in each.barred else min(each.people, self._away(each.team, quarter))

    def _away(self, team: int, quarter: int) -> int:
        """How many more of a team may be away in a quarter."""
        return max(0, self.away[team] - self.used.away.get((team, quarter), 0))

    def _constraint(self) -> LinearConstraint:
        rows = list(self._rows())
        places = [place for place, (columns, _, _) in enumerate(rows) for _ in columns]
        columns = [column for named, _, _ in rows for column in named]
        factors = [factor for named, _, _ in rows for factor in named.values()]
        table = coo_array((factors, (places, columns)), shape=(len(rows), self.columns)).tocsr()
        return LinearConstraint(table, [low for _, low, _ in rows], [high for _, _, high in rows])

    def _rows(self) -> Iterator[tuple[dict[int, float], float, float]]:
        """Every rule: its columns with their factors, and between what their sum lies."""
        quarters, seats = self.rules.quarters, len(self.cells)
        of_team: dict[tuple[int, int], dict[int, float]] = {}
        of_stream: dict[tuple[int, int], dict[int, float]] = {}
        for column, (place, q) in enumerate(self.cells):
            of_team.setdefault((self.classes[place].team, q), {})[column] = 1.0
            of_stream.setdefault((self.classes[place].stream, q), {})[column] = 1.0
        for place, each in enumerate(self.classes):
            yield {place * quarters + q: 1.0 for q in range(quarters)}, -np.inf, each.people
        for (team, q), columns in of_team.items():
            yield columns, -np.inf, self._away(team, q)
        for stream, q in product(range(self.streams), range(quarters)):
            cohorts, columns = seats + stream * quarters + q, of_stream.get((stream, q), {})
            there = float(self.used.seated.get((stream, q), 0))
            yield {**columns, cohorts: -float(self.rules.smallest)}, -there, np.inf
            yield {**columns, cohorts: -float(self.rules.largest)}, -np.inf, -there
        if self.rules.at_once is not None:
            for q in range(quarters):
                yield {seats + s * quarters + q: 1.0 for s in range(self.streams)}, -np.inf, self.rules.at_once


def _gap(cost: float, bound: float) -> float:
    """By what part a cost could be lower at most, both being sums of whole numbers: 0 where nothing is left."""
    if not isfinite(bound):
        return 1.0
    left = cost - ceil(bound - 1e-6)
    return 0.0 if left < 1 - 1e-6 else left / max(1.0, abs(cost))
