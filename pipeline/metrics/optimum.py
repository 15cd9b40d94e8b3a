"""The fewest weighted people short that any staffing of the roadmap leaves, and what holds in every such staffing.

Which of several best staffings a solver happens to return must not decide what a project is called:
blocked and contended are asked of all of them, and the one that is reported is fixed by an order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.metrics.groups import Counts
from pipeline.metrics.staffing import Marks, Staffing, parts, solved


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
    for needs, part in parts(staffing):
        best = _least(part)
        if not best:
            continue
        total += best
        reported, others = _reported(part, best)
        short[needs] = reported
        always, in_some = _fates(part, best, [reported, *others], projects)
        blocked |= always
        sometimes |= in_some
        criticality += _criticality(part, best, dimension[needs], dimensions)
    return Optimum(total, short, blocked, sometimes & ~blocked, criticality)


def _least(staffing: Staffing) -> int:
    """The least weighted people short; at once where that is what is short on paper."""
    if not len(staffing.people):
        return int(staffing.asked @ staffing.weights)
    is_plain = not staffing.is_shared.any() and staffing.projects_at_once == 1
    short = solved(staffing, staffing.weights, staffing.on_paper, staffing.asked, tight=not is_plain)
    return int(short @ staffing.weights)


def _reported(staffing: Staffing, best: int) -> tuple[Counts, list[Counts]]:
    """The best staffing with least short at higher weights, then in the order of the roadmap; and others met."""
    if not len(staffing.people):
        return staffing.asked, []
    least, most = staffing.on_paper, staffing.asked.copy()
    found = solved(staffing, staffing.weights, least, most, best)
    met = [found]
    floor = least @ staffing.weights
    if floor == best:
        return least, met
    for weight in np.unique(staffing.weights)[::-1]:
        is_of = staffing.weights == weight
        if not _is_least(found, least, is_of):
            found = solved(staffing, is_of.astype(float), least, most, best)
            met.append(found)
        for need in np.flatnonzero(is_of):
            found = _with_least(staffing, found, least, most, best, need, is_of, met)
            most[need] = found[need]
    return found, met


def _with_least(
    staffing: Staffing,
    found: Counts,
    least: Counts,
    most: Counts,
    best: int,
    need: np.int64,
    is_of: Marks,
    met: list[Counts],
) -> Counts:
    """The staffing with least short of one need, the sum over the needs of its weight kept."""
    if found[need] == least[need]:
        return found
    # a person short of this need must weigh more than any number short elsewhere at its weight is able to gain
    aim = is_of * (staffing.asked.sum() + 1)
    aim[need] += 1
    better = solved(staffing, aim, least, most, best)
    met.append(better)
    return better


def _is_least(found: Counts, least: Counts, is_of: Marks) -> bool:
    return bool((found[is_of] == least[is_of]).all())


def _fates(staffing: Staffing, best: int, met: list[Counts], projects: int) -> tuple[Marks, Marks]:
    """Per project whether it is short in every best staffing, and whether in some.

    What is known already saves most questions: short on paper is short always, and every best
    staffing that was met settles half of the question for each project.
    """
    always, in_some = np.zeros(projects, dtype=bool), np.zeros(projects, dtype=bool)
    for project in np.unique(staffing.project):
        own = staffing.project == project
        if staffing.on_paper[own].any():
            always[project] = in_some[project] = True
            continue
        for aim in (own.astype(float), -own.astype(float)):
            wanted = aim.max() > 0
            if not any(bool(short[own].any()) != wanted for short in met):
                met.append(solved(staffing, aim, staffing.on_paper, staffing.asked, best))
        always[project] = all(short[own].any() for short in met)
        in_some[project] = any(short[own].any() for short in met)
    return always, in_some


def _criticality(staffing: Staffing, best: int, dimension: Counts, dimensions: int) -> Counts:
    gained = np.zeros(dimensions, dtype=np.int64)
    for each in np.unique(dimension):
        rest = staffing.of_needs(dimension != each)
        gained[each] = best - sum(_least(part) for _, part in parts(rest))
    return gained
