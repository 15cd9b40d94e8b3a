"""Who can work on what, as an integer programme: classes of people, needs, and who is left short.

People who qualify for the same needs are one whole-number variable and not one each. Given counts per
class and project, single people can always be found: whoever qualifies alike is interchangeable, and
dealing a project's places out in turn gives nobody the same project twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pipeline.errors import SurveyError
from pipeline.metrics.groups import Counts, Shares

Marks = npt.NDArray[np.bool_]

_MOST_DIGITS = 10**6
_OPTIMAL = 0


@dataclass(frozen=True)
class Staffing:
    """Classes of people, and the needs that they may meet.

    Parameters
    ----------
    people
        How many people each class has.
    is_qualified
        Classes x needs: whether the people of a class meet a need.
    asked
        How many people each need asks for.
    project
        The place of each need's project, from 0, in the order of the roadmap.
    is_shared
        Whether a need may be met by people who meet another need of the project too.
    weights
        What a person short weighs, per need, as whole numbers.
    projects_at_once
        How many projects one person takes.
    """

    people: Counts
    is_qualified: Marks
    asked: Counts
    project: Counts
    is_shared: Marks
    weights: Counts
    projects_at_once: int

    @property
    def qualified(self) -> Counts:
        """How many people meet each need."""
        counts: Counts = self.people @ self.is_qualified
        return counts

    @property
    def on_paper(self) -> Counts:
        """People short of each need if it had everybody for itself: the least of any staffing."""
        short: Counts = np.maximum(0, self.asked - self.qualified)
        return short

    def of_needs(self, chosen: Marks) -> Staffing:
        """The same people with some of the needs; who meets none of these is left out."""
        is_qualified = self.is_qualified[:, chosen]
        is_useful = is_qualified.any(axis=1)
        return replace(
            self,
            people=self.people[is_useful],
            is_qualified=is_qualified[is_useful],
            asked=self.asked[chosen],
            project=self.project[chosen],
            is_shared=self.is_shared[chosen],
            weights=self.weights[chosen],
        )

    @cached_property
    def programme(self) -> Programme:
        """The rows and columns that every question about this staffing shares."""
        return _programme(self)


@dataclass(frozen=True)
class Programme:
    """Columns: the people short of each need first, then who does what; rows: what must hold."""

    rows: Any
    low: Shares
    high: Shares
    ceilings: Shares


def whole_weights(weights: list[float]) -> tuple[list[int], int]:
    """Weights as whole numbers and the number that they were multiplied by, so that sums are exact.

    ``whole_weights([3.0, 2.5])`` gives ``([6, 5], 2)``.

    Raises
    ------
    SurveyError
        Weights that differ by too many digits for an exact comparison.
    """
    exact = [Fraction(str(weight)) for weight in weights]
    factor = lcm(*(weight.denominator for weight in exact)) if exact else 1
    whole = [int(weight * factor) for weight in exact]
    if max(whole, default=0) > _MOST_DIGITS:
        raise SurveyError(
            f"The weights of the roadmap's projects, up to {max(weights)!r}, have too many digits to be compared.",
            "Round them, for example to whole numbers or one decimal.",
        )
    return whole, factor


def merged(staffing: Staffing) -> Staffing:
    """One class per set of needs, holding no more people than its needs could use."""
    alike = _by_needs(staffing)
    return replace(alike, people=np.minimum(alike.people, alike.is_qualified @ alike.asked))


def _by_needs(staffing: Staffing) -> Staffing:
    packed = np.packbits(staffing.is_qualified, axis=1)
    _, first, place = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    people = np.bincount(place.ravel(), weights=staffing.people, minlength=len(first)).astype(np.int64)
    return replace(staffing, people=people, is_qualified=staffing.is_qualified[first])


def is_contested(staffing: Staffing) -> Marks:
    """Which needs could go short: the others always find people whom nobody else needs.

    A need is out of question if more people meet it than it and all needs in question ask for, those
    of them that also meet the other need counted: whoever else is staffed, enough remain. Leaving it
    out leaves fewer to compete with, so the rule is repeated.
    """
    rows = staffing.is_qualified.astype(np.float32)
    both = (rows * staffing.people[:, None]).T @ rows
    rivals = np.minimum(both, staffing.asked)
    np.fill_diagonal(rivals, staffing.asked)
    contested = np.ones(len(staffing.asked), dtype=bool)
    while True:
        still = contested & (staffing.qualified < rivals @ contested)
        if (still == contested).all():
            return contested
        contested = still


def parts(staffing: Staffing) -> Iterator[tuple[Counts, Staffing]]:
    """The needs in question, apart where nobody meets a need of both: places of the needs, and a staffing each."""
    if not len(staffing.asked):
        return
    alike = _by_needs(staffing)
    contested = is_contested(alike)
    needs = np.flatnonzero(contested)
    kept = merged(alike.of_needs(contested))
    links = coo_array(kept.is_qualified.astype(np.int8))
    size = len(kept.people)
    graph = coo_array((links.data, (links.coords[0], links.coords[1] + size)), shape=(size + len(needs),) * 2)
    _, part = connected_components(graph, directed=False)
    for each in np.unique(part[size:]):
        chosen = part[size:] == each
        yield needs[chosen], merged(kept.of_needs(chosen))


def solved(
    staffing: Staffing, aim: Shares | Counts, least: Counts, most: Counts, total: int | None = None, tight: bool = True
) -> Counts:
    """People short of each need in a staffing that is best for an aim.

    Parameters
    ----------
    aim
        What a person short costs, per need; negative to look for many.
    least, most
        Bounds of the people short, per need.
    total
        The weighted people short that the staffing must have; None: any.
    tight
        Whether people are whole from the start; a programme without shared needs and without `total`
        has whole solutions by itself.

    Returns
    -------
    ndarray
        People short per need. For one person who meets two needs of one person each, weights 3 and 2
        as the aim: ``[0, 1]``.
    """
    programme = staffing.programme
    needs, columns = len(staffing.asked), programme.rows.shape[1]
    cost, floor, ceiling = np.zeros(columns), np.zeros(columns), programme.ceilings.copy()
    cost[:needs], floor[:needs], ceiling[:needs] = aim, least, most
    held = [LinearConstraint(programme.rows, programme.low, programme.high)]
    if total is not None:
        row = np.zeros((1, columns))
        row[0, :needs] = staffing.weights
        held.append(LinearConstraint(row, total - 0.5, total + 0.5))
    found = milp(
        cost,
        integrality=np.full(columns, int(tight)),
        bounds=Bounds(floor, ceiling),
        constraints=held,
        options={"mip_rel_gap": 0.0},
    )
    if found.status != _OPTIMAL or found.x is None:
        raise SurveyError(
            f"The staffing of the roadmap could not be worked out: {found.message}",
            "Divide the roadmap, or write weights with fewer digits.",
        )
    return np.rint(found.x[:needs]).astype(np.int64)


class _Rows:
    """Rows of a programme as they are written."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, columns: list[int], values: list[float], low: float, high: float) -> None:
        self.entries += [(len(self.low), column, value) for column, value in zip(columns, values, strict=True)]
        self.low.append(low)
        self.high.append(high)


def _programme(staffing: Staffing) -> Programme:
    needs = len(staffing.asked)
    ceilings: list[float] = staffing.asked.astype(float).tolist()
    rows = _Rows()
    meeting: list[list[int]] = [[] for _ in range(needs)]
    for people, qualified in zip(staffing.people.tolist(), staffing.is_qualified, strict=True):
        load: list[int] = []
        for project in np.unique(staffing.project[qualified]):
            own = np.flatnonzero(qualified & (staffing.project == project)).tolist()
            columns = list(range(len(ceilings), len(ceilings) + len(own)))
            ceilings += [float(min(people, staffing.asked[need])) for need in own]
            for need, column in zip(own, columns, strict=True):
                meeting[need].append(column)
            on_project = _on_project(rows, ceilings, columns, staffing.is_shared[own].tolist(), people)
            if staffing.projects_at_once > 1 and len(on_project) > 1:
                rows.add(on_project, [1.0] * len(on_project), -np.inf, people)
            load += on_project
        rows.add(load, [1.0] * len(load), -np.inf, staffing.projects_at_once * people)
    for need, columns in enumerate(meeting):
        rows.add([need, *columns], [1.0] * (len(columns) + 1), float(staffing.asked[need]), float(staffing.asked[need]))
    entries = np.array(rows.entries)
    places = (entries[:, 0].astype(np.int64), entries[:, 1].astype(np.int64))
    matrix = coo_array((entries[:, 2], places), shape=(len(rows.low), len(ceilings))).tocsr()
    return Programme(matrix, np.array(rows.low), np.array(rows.high), np.array(ceilings))


def _on_project(rows: _Rows, ceilings: list[float], columns: list[int], shared: list[bool], people: int) -> list[int]:
    """The columns that add up to a class's people on one project.

    Where needs are shared people count once: a column of their own is at least the people of all
    unshared needs together, and at least those of each shared one.
    """
    if len(columns) == 1 or not any(shared):
        return columns
    on_project = len(ceilings)
    ceilings.append(float(people))
    alone = [column for column, is_shared in zip(columns, shared, strict=True) if not is_shared]
    if alone:
        rows.add([*alone, on_project], [*[1.0] * len(alone), -1.0], -np.inf, 0.0)
    for column, is_shared in zip(columns, shared, strict=True):
        if is_shared:
            rows.add([column, on_project], [1.0, -1.0], -np.inf, 0.0)
    return [on_project]
