"""The cheapest way to staff a project that is short: whom to bring how many levels up.

A person-step is one person, one level up in one dimension. Nobody is named: people who stand alike are
interchangeable. Other projects must not pay for it: what they are short of, weighted, may not grow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, hstack, vstack

from pipeline.metrics.assignment import Programme, programme_of, solution
from pipeline.metrics.groups import Counts, Shares
from pipeline.metrics.qualified import OUT_OF_REACH
from pipeline.metrics.staffing import Marks, Staffing, is_contested

UNLOCKS = ["project", "dimension", "from", "to", "people"]
"""The columns of `unlocks`."""

_MANY = np.iinfo(np.int64).max


@dataclass(frozen=True)
class _Candidates:
    """People as classes with the steps that each would take to each need, needs in question only."""

    staffing: Staffing
    steps: Counts

    @cached_property
    def is_free(self) -> Marks:
        """Per class whether nothing asks for these people as they are."""
        free: Marks = ~(self.steps == 0).any(axis=1)
        return free

    @cached_property
    def nearest(self) -> list[Counts]:
        """Per need the classes of free people whom steps bring to it, the fewest steps first."""
        found = []
        for steps in self.steps.T:
            able = np.flatnonzero(self.is_free & (steps > 0))
            found.append(able[np.argsort(steps[able], kind="stable")])
        return found


def unlocks(staffing: Staffing, steps: Counts, short: Counts, dimension: Counts, level: Counts) -> pd.DataFrame:
    """The fewest person-steps after which each project that is short is fully staffed.

    Parameters
    ----------
    staffing
        People and needs.
    steps
        Classes x needs: levels that the people lack, 0 where they qualify, `OUT_OF_REACH` where no step helps.
    short
        People short of each need in the reported best staffing.
    dimension, level
        The place of each need's dimension, and the level it asks for.

    Returns
    -------
    DataFrame
        One row per project (its place), dimension (its place) and pair of levels: ``people`` to bring up from one
        to the other. A project that no number of steps staffs has no row. With one person at
        level 2 who is free and a project short of one at level 4: from 2, to 4, people 1.

    Raises
    ------
    SurveyError
        The solver gave up.
    """
    rows: list[tuple[int, int, int, int, int]] = []
    if short.any():
        reach = replace(staffing, is_qualified=steps >= 0)
        chosen = is_contested(staffing, reach.is_qualified)
        everybody = _Candidates(staffing.of_needs(chosen, with_all=True), steps[:, chosen])
        for project in np.unique(staffing.project[short > 0]):
            found = _cheapest(everybody, short[chosen], int(project), dimension[chosen], level[chosen])
            rows += [(int(project), *raised) for raised in found]
    return pd.DataFrame(rows, columns=UNLOCKS).astype("int64")


def _cheapest(
    everybody: _Candidates, short: Counts, project: int, dimension: Counts, level: Counts
) -> list[tuple[int, int, int, int]]:
    own = everybody.staffing.project == project
    few = _few(everybody, _bound(everybody, np.where(own, short, 0)))
    staffing, steps = few.staffing, few.steps
    base = programme_of(staffing)
    whole, cost, counted = _with_raised(base, staffing, steps, dimension)
    ceiling = whole.ceilings.copy()
    ceiling[: len(own)] = np.where(own, 0, staffing.asked)
    weights = np.where(own, 0, staffing.weights)
    others = np.zeros(len(cost))
    others[: len(own)] = weights
    # of equally many steps rather those towards the project's own needs: that is what a reader expects
    needs_of = np.array([need for _, _, need, _, _ in counted], dtype=np.int64)
    elsewhere = np.zeros(len(cost))
    elsewhere[[column for column, *_ in counted]] = ~own[needs_of]
    found = solution(
        whole,
        cost * (1 + staffing.asked.sum()) + elsewhere,
        (np.zeros(len(cost)), ceiling),
        others,
        (-np.inf, float(weights @ short) + 0.5),
    )
    return [] if found is None else _rows(found, counted, dimension, level)


def _bound(everybody: _Candidates, short: Counts) -> int:
    """Person-steps that are enough: the nearest people whom nothing else asks for; many where these are too few."""
    left = np.where(everybody.is_free, everybody.staffing.people, 0)
    total = 0
    for need in np.flatnonzero(short):
        wanted = int(short[need])
        for place in everybody.nearest[need]:
            taken = min(wanted, int(left[place]))
            left[place] -= taken
            wanted -= taken
            total += taken * int(everybody.steps[place, need])
            if not wanted:
                break
        if wanted:
            return _MANY
    return total


def _few(everybody: _Candidates, bound: int) -> _Candidates:
    """Only people who may be among those brought up, and all who qualify for something.

    At most `bound` people take a step. Of people whom nothing asks for, the nearest `bound` to each need
    are enough; and where there are so many, nobody who qualifies for something has to take as many
    steps as the last of them.
    """
    steps, people, busy = everybody.steps, everybody.staffing.people, np.flatnonzero(~everybody.is_free)
    allowed = np.full_like(steps, OUT_OF_REACH)
    allowed[busy] = np.where(steps[busy] == 0, 0, OUT_OF_REACH)
    for need, order in enumerate(everybody.nearest):
        # nobody is behind a class of none: so many classes hold at least so many people
        near = order[: min(bound, len(order))]
        held = np.cumsum(people[near])
        near = near[: int(np.searchsorted(held, bound)) + 1]
        allowed[near, need] = steps[near, need]
        last = steps[near[-1], need] if len(held) and held[-1] >= bound else _MANY
        able = busy[(steps[busy, need] > 0) & (steps[busy, need] < last)]
        allowed[able, need] = steps[able, need]
    return _alike(everybody.staffing, allowed)


def _alike(staffing: Staffing, steps: Counts) -> _Candidates:
    """People who would take the same steps as one class, as many as the needs could use."""
    is_useful = (steps >= 0).any(axis=1)
    kinds, place = np.unique(steps[is_useful], axis=0, return_inverse=True)
    people = np.bincount(place.ravel(), weights=staffing.people[is_useful], minlength=len(kinds)).astype(np.int64)
    able = kinds >= 0
    return _Candidates(replace(staffing, people=np.minimum(people, able @ staffing.asked), is_qualified=able), kinds)


_Counted = list[tuple[int, int | None, int, int, int]]
"""Of each column that counts people brought up: the column, the one of those brought up further still, a
need, from how many steps below it, to how many."""


def _with_raised(
    base: Programme, staffing: Staffing, steps: Counts, dimension: Counts
) -> tuple[Programme, Shares, _Counted]:
    """The programme with what each person's steps cost.

    Somebody who meets two needs of a project in one dimension is brought up once: then a column per
    level counts the people who reach it, at least those of all unshared needs together, and those
    of each shared one.
    """
    columns = base.rows.shape[1]
    cost = np.zeros(columns)
    counted: _Counted = []
    entries: list[tuple[int, int, float]] = []
    extra_cost: list[float] = []
    rows = 0
    together: dict[tuple[int, int, int], list[int]] = {}
    for column, (kind, need) in base.who_does_what.items():
        if steps[kind, need] > 0:
            together.setdefault((kind, int(staffing.project[need]), int(dimension[need])), []).append(column)
    for (kind, _, _), own in together.items():
        needs = [base.who_does_what[column][1] for column in own]
        if len(own) == 1 or not any(staffing.is_shared[needs]):
            cost[own] = steps[kind, needs]
            counted += [(c, None, n, int(steps[kind, n]), 0) for c, n in zip(own, needs, strict=True)]
            continue
        furthest = max(needs, key=lambda need: int(steps[kind, need]))
        most = int(steps[kind, furthest])
        for step in range(1, most + 1):
            reached = columns + len(extra_cost)
            extra_cost.append(1.0)
            counted.append((reached, reached + 1 if step < most else None, furthest, most, most - step))
            further = [(c, n) for c, n in zip(own, needs, strict=True) if steps[kind, n] >= step]
            alone = [c for c, n in further if not staffing.is_shared[n]]
            for part in filter(None, [alone, *([c] for c, n in further if staffing.is_shared[n])]):
                entries += [*((rows, c, 1.0) for c in part), (rows, reached, -1.0)]
                rows += 1
    return _widened(base, entries, rows, len(extra_cost)), np.append(cost, extra_cost), counted


def _widened(base: Programme, entries: list[tuple[int, int, float]], rows: int, extra: int) -> Programme:
    if not extra:
        return base
    height, width = base.rows.shape
    wide = hstack([base.rows, coo_array((height, extra))])
    table = np.array(entries)
    places = (table[:, 0].astype(np.int64), table[:, 1].astype(np.int64))
    below = coo_array((table[:, 2], places), shape=(rows, width + extra))
    return replace(
        base,
        rows=vstack([wide, below]).tocsr(),
        low=np.append(base.low, np.full(rows, -np.inf)),
        high=np.append(base.high, np.zeros(rows)),
        ceilings=np.append(base.ceilings, np.full(extra, np.inf)),
    )


def _rows(found: Counts, counted: _Counted, dimension: Counts, level: Counts) -> list[tuple[int, int, int, int]]:
    """Dimension, from, to, people: what one person does in two columns is put together."""
    people: dict[tuple[int, int, int], int] = {}
    for column, further, need, start, end in counted:
        count = int(found[column]) - (0 if further is None else int(found[further]))
        if count:
            key = (int(dimension[need]), int(level[need]) - start, int(level[need]) - end)
            people[key] = people.get(key, 0) + count
    return [(place, start, end, count) for (place, start, end), count in sorted(people.items())]
