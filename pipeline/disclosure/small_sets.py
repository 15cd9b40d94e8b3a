"""Which sets of few people are combinations of given rows: every one of them, of a handful of kinds of people.

Solved for its heaviest columns, a combination is told by which of these are part of it: each is or is not,
and a set of few people has few of them. All choices grow side by side; one is dropped as soon as a column
that nothing more can change is neither in nor out, or as the set is too large.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.exact import PRIME, Whole, echelon


class NoEnd(Exception):
    """The search has looked at more than it may; whoever asked has to count that as a leak."""


class Allowance:
    """How much a search may still look at; counted and not timed, so that each run comes to the same end."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Note what was looked at.

        Raises
        ------
        NoEnd
            Where it was too much.
        """
        self.left -= steps
        if self.left < 0:
            raise NoEnd


def small_sets(rows: Whole, offset: Whole, weights: Whole, most: int, allowance: Allowance) -> Whole:
    """Every 0/1 vector that is the offset plus a combination of the rows and has few people.

    Parameters
    ----------
    rows, offset
        Modulo `PRIME`, a column per kind of people; the heaviest kinds first, because these are settled first.
    weights
        People of each kind, at least 1.
    most
        The most people of a set.
    allowance
        What the search may look at.

    Returns
    -------
    array
        One row per set, 0 and 1; the empty set is among them if it is a combination.

    Examples
    --------
    Rows ``[1, 1, 1]`` and ``[1, 0, 0]`` of 9, 2 and 2 people: with ``most`` 4, ``[0, 0, 0]`` and ``[0, 1, 1]``.
    """
    solved = echelon(rows)
    last = np.where(solved.rows != 0, np.arange(len(solved.rows))[:, None], -1).max(axis=0, initial=-1)
    sets = _possible(solved.reduced(offset)[None, :], last < 0, weights, most)
    for place, (row, pivot) in enumerate(zip(*solved, strict=True)):
        if weights[pivot] <= most:
            sets = np.concatenate([sets, (sets + row) % PRIME])
        allowance.spend(len(sets))
        sets = _possible(sets, last <= place, weights, most)
    return sets


def _possible(sets: Whole, is_settled: npt.NDArray[np.bool_], weights: Whole, most: int) -> Whole:
    """Those that are in or out in each settled column, and not too large in these."""
    settled = sets[:, is_settled]
    is_set = np.asarray((settled <= 1).all(axis=1))
    is_set[is_set] = settled[is_set] @ weights[is_settled] <= most
    return sets[is_set]
