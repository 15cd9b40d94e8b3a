"""Who can work on what: classes of people and needs, and which needs have to be looked at together.

People who qualify for the same needs are one class, so that the size of a company does not matter; what
can never be short, and what nobody connects, is taken apart before anything is solved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pipeline.errors import SurveyError
from pipeline.metrics.groups import Counts

Marks = npt.NDArray[np.bool_]

_MOST_DIGITS = 10**6


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

    def of_needs(self, chosen: Marks, with_all: bool = False) -> Staffing:
        """The same people with some of the needs; who meets none of these is left out, or stays."""
        is_qualified = self.is_qualified[:, chosen]
        is_useful = is_qualified.any(axis=1) | with_all
        return replace(
            self,
            people=self.people[is_useful],
            is_qualified=is_qualified[is_useful],
            asked=self.asked[chosen],
            project=self.project[chosen],
            is_shared=self.is_shared[chosen],
            weights=self.weights[chosen],
        )


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
        finest = weights[max(range(len(exact)), key=lambda place: exact[place].denominator)]
        written = " and ".join(f"{Decimal(str(weight)):f}" for weight in dict.fromkeys([finest, max(weights)]))
        raise SurveyError(
            f"The weights of the roadmap's projects have too many digits to be compared: {written}.",
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


def is_contested(staffing: Staffing, in_reach: Marks | None = None) -> Marks:
    """Which needs could go short: the others always find people whom nobody else needs.

    A need is out of question if more people meet it than it and all needs in question ask for, those
    of them that also meet the other need counted: whoever else is staffed, enough remain. Leaving it
    out leaves fewer to compete with, so the rule is repeated. `in_reach` says who may come to meet
    which need, where people are brought up; else they meet what they qualify for.
    """
    rows = staffing.is_qualified.astype(np.float32)
    reaching = rows if in_reach is None else in_reach.astype(np.float32)
    both = (rows * staffing.people[:, None]).T @ reaching
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
