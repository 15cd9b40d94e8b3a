"""Who works on what as an integer programme, and its solution by HiGHS.

A class of people is one whole number per need and not one each. Given such counts single people can
always be found: whoever qualifies alike is interchangeable, and dealing a project's places out in
turn gives nobody the same project twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from pipeline.errors import SurveyError
from pipeline.metrics.groups import Counts, Shares
from pipeline.metrics.staffing import Staffing

_OPTIMAL, _INFEASIBLE = 0, 2

Range = tuple[float, float]


@dataclass(frozen=True)
class Programme:
    """Columns: the people short of each need first, then who does what; rows: what must hold.

    ``who_does_what`` has the class and the need of each column that counts people at work.
    """

    rows: Any
    low: Shares
    high: Shares
    ceilings: Shares
    who_does_what: dict[int, tuple[int, int]]


def short_of(
    programme: Programme, staffing: Staffing, aim: Counts, least: Counts, most: Counts, total: int | None = None
) -> Counts:
    """People short of each need in a staffing that is best for an aim.

    Parameters
    ----------
    programme
        The programme of the staffing.
    aim
        What a person short costs, per need; negative to look for many.
    least, most
        Bounds of the people short, per need.
    total
        The weighted people short that the staffing must have; None: any.

    Returns
    -------
    ndarray
        People short per need. For one person who meets two needs of one person each, weights 3 and 2
        as the aim: ``[0, 1]``.

    Raises
    ------
    SurveyError
        The solver gave up.
    """
    needs, columns = len(staffing.asked), programme.rows.shape[1]
    cost, floor, ceiling = np.zeros(columns), np.zeros(columns), programme.ceilings.copy()
    cost[:needs], floor[:needs], ceiling[:needs] = aim, least, most
    weights = np.zeros(columns)
    weights[:needs] = staffing.weights
    within = (-np.inf, np.inf) if total is None else (total - 0.5, total + 0.5)
    found = solution(programme, cost, (floor, ceiling), weights, within)
    if found is None:
        raise _given_up("there is no staffing")
    return found[:needs]


def solution(
    programme: Programme, cost: Shares, bounds: tuple[Shares, Shares], sum_of: Shares, within: Range
) -> Counts | None:
    """Every column of the solution that costs least, a weighted sum of the columns kept within a range.

    None where there is no solution. Raises SurveyError where the solver gave up.
    """
    held = [LinearConstraint(programme.rows, programme.low, programme.high)]
    if np.isfinite(within).any():
        held.append(LinearConstraint(sum_of[None, :], *within))
    found = milp(
        cost,
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(*bounds),
        constraints=held,
        options={"mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        return None
    if found.status != _OPTIMAL or found.x is None:
        raise _given_up(found.message)
    whole: Counts = np.rint(found.x).astype(np.int64)
    return whole


def _given_up(reason: str) -> SurveyError:
    return SurveyError(
        f"The staffing of the roadmap could not be worked out: {reason}",
        "Divide the roadmap, or write weights with fewer digits.",
    )


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


def programme_of(staffing: Staffing) -> Programme:
    """The rows and columns that every question about a staffing shares."""
    needs = len(staffing.asked)
    ceilings: list[float] = staffing.asked.astype(float).tolist()
    rows = _Rows()
    meeting: list[list[int]] = [[] for _ in range(needs)]
    who_does_what: dict[int, tuple[int, int]] = {}
    for kind, (people, qualified) in enumerate(zip(staffing.people.tolist(), staffing.is_qualified, strict=True)):
        load: list[int] = []
        for project in np.unique(staffing.project[qualified]):
            own = np.flatnonzero(qualified & (staffing.project == project)).tolist()
            columns = list(range(len(ceilings), len(ceilings) + len(own)))
            ceilings += [float(min(people, staffing.asked[need])) for need in own]
            for need, column in zip(own, columns, strict=True):
                meeting[need].append(column)
                who_does_what[column] = (kind, need)
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
    return Programme(matrix, np.array(rows.low), np.array(rows.high), np.array(ceilings), who_does_what)


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
