"""The fewest weighted people short that any staffing of the roadmap leaves, and what holds in every such staffing.

Which of several best staffings a solver happens to return must not decide what a project is called:
blocked and contended are asked of all of them, and the one that is reported is fixed by an order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.metrics.assignment import Programme, programme_of, short_of
from pipeline.metrics.groups import Counts
from pipeline.metrics.staffing import Marks, Staffing, parts


@dataclass(frozen=True)
class Optimum:
    """What the best staffings have in common.

    ``total`` is weighted people short; ``short`` the people short of each need in the reported best
    staffing; ``is_blocked`` and ``is_contended`` per project: short in every best staffing, or in
    some but not in every; ``criticality`` per dimension asked for: what would vanish without its needs.
    """

    total: int
    short: Counts
    is_blocked: Marks
    is_contended: Marks
    criticality: Counts


def optimum(staffing: Staffing, dimension: Counts, projects: int, dimensions: int) -> Optimum:
    """Staff the roadmap as well as can be.

    Parameters
    ----------
    staffing
        People and needs.
    dimension
        The place of each need's dimension, from 0.
    projects, dimensions
        How many there are.

    Returns
    -------
    Optimum
        One person who is all that two projects ask for, weights 3 and 2: total 2, the second project is
        blocked, and each of their dimensions has criticality 2. With equal weights the total is that
        weight, and both are contended.

    Raises
    ------
    SurveyError
        The solver gave up.
    """
    short = np.zeros(len(staffing.asked), dtype=np.int64)
    blocked, sometimes = np.zeros(projects, dtype=bool), np.zeros(projects, dtype=bool)
    criticality = np.zeros(dimensions, dtype=np.int64)
    total = 0
    for needs, apart in parts(staffing):
        best = _least(apart)
        if not best:
            continue
        part = _Part(apart, programme_of(apart), best, [])
        total += best
        short[needs] = _reported(part)
        always, in_some = _fates(part, projects)
        blocked |= always
        sometimes |= in_some
        criticality += _criticality(apart, best, dimension[needs], dimensions)
    return Optimum(total, short, blocked, sometimes & ~blocked, criticality)


def _least(staffing: Staffing) -> int:
    """The least weighted people short."""
    short = short_of(programme_of(staffing), staffing, staffing.weights, staffing.on_paper, staffing.asked)
    return int(short @ staffing.weights)


@dataclass
class _Part:
    """Needs that are looked at together: what is asked of their best staffings, and those met so far."""

    staffing: Staffing
    programme: Programme
    best: int
    met: list[Counts]

    def asked(self, aim: Counts, most: Counts) -> Counts:
        """The best staffing that is best for an aim, people short per need at most so many."""
        short = short_of(self.programme, self.staffing, aim, self.staffing.on_paper, most, self.best)
        self.met.append(short)
        return short


def _reported(part: _Part) -> Counts:
    """The best staffing with least short at higher weights, then in the order of the roadmap."""
    staffing, least = part.staffing, part.staffing.on_paper
    most = staffing.asked.copy()
    found = part.asked(staffing.weights, most)
    for weight in np.unique(staffing.weights)[::-1]:
        is_of = staffing.weights == weight
        if (found[is_of] > least[is_of]).any():
            found = part.asked(is_of.astype(np.int64), most)
        for need in np.flatnonzero(is_of):
            if found[need] > least[need]:
                # no number of people short of this need may make up for one more short at its weight
                aim = is_of * (staffing.asked.sum() + 1)
                aim[need] += 1
                found = part.asked(aim, most)
            most[need] = found[need]
    return found


def _fates(part: _Part, projects: int) -> tuple[Marks, Marks]:
    """Per project whether it is short in every best staffing, and whether in some.

    What is known already saves most questions: short on paper is short always, and every best
    staffing that was met settles half of the question for each project.
    """
    staffing = part.staffing
    always, in_some = np.zeros(projects, dtype=bool), np.zeros(projects, dtype=bool)
    for project in np.unique(staffing.project):
        own = staffing.project == project
        if staffing.on_paper[own].any():
            always[project] = in_some[project] = True
            continue
        for is_short, aim in ((False, own.astype(np.int64)), (True, -own.astype(np.int64))):
            if not any(short[own].any() == is_short for short in part.met):
                part.asked(aim, staffing.asked)
        always[project] = all(short[own].any() for short in part.met)
        in_some[project] = any(short[own].any() for short in part.met)
    return always, in_some


def _criticality(staffing: Staffing, best: int, dimension: Counts, dimensions: int) -> Counts:
    gained = np.zeros(dimensions, dtype=np.int64)
    for each in np.unique(dimension):
        rest = staffing.of_needs(dimension != each)
        gained[each] = best - sum(_least(part) for _, part in parts(rest))
    return gained
