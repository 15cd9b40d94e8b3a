"""Whether any set of one to four kinds of atoms can be worked out from what is released: all are tried at once.

A 0/1 vector is a combination of the groups' vectors if it is orthogonal to every direction that these are
orthogonal to. Three random such directions give each kind three numbers, and the question becomes which
numbers add up to nothing, coordinate by coordinate: a matter of sorting.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.linalg import lsmr

_DIRECTIONS = 3
_TOLERANCE = 1e-6
"""Numbers are of the order of 1; chance makes four add up to less in three coordinates once in a million companies."""

_PRECISION = 1e-12
_MOST_STEPS = 20_000
_NOT_CONVERGED = 7

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


def few_combined(kinds: Mask, weights: Counts, min_group: int) -> Mask | None:
    """Find kinds of fewer than ``min_group`` people together whose sum can be worked out.

    Parameters
    ----------
    kinds
        One row per released group, one column per kind of atoms: whether it is part of the group.
    weights
        People of each kind, at least 1.
    min_group
        Fewer people than these must not be told apart; at most 5, so that a set has at most four kinds.

    Returns
    -------
    array of bool or None
        The kinds of such a set; None where there is none. Where rounding leaves it open, all small kinds:
        a doubt counts as a leak.

    Examples
    --------
    Kinds of 12, 4 and 8 people, released their total, the first and the third: the second is a set of 4.
    """
    small = np.flatnonzero(weights < min_group)
    if not len(small):
        return None
    numbers = _numbers(kinds)
    found = np.arange(len(small)) if numbers is None else _set(numbers[small], weights[small], min_group - 1)
    if found is None:
        return None
    told = np.zeros(len(weights), bool)
    told[small[found]] = True
    return told


def _numbers(kinds: Mask) -> Numbers | None:
    """Each kind's number along random directions that every group is orthogonal to: kinds x directions.

    None where they cannot be worked out precisely enough.
    """
    groups = sparse.csc_array(kinds.T.astype(float))
    drawn = np.random.default_rng(1).standard_normal((_DIRECTIONS, kinds.shape[1]))
    left = []
    for direction in drawn:
        solution = lsmr(groups, direction, atol=_PRECISION, btol=_PRECISION, maxiter=_MOST_STEPS)
        if solution[1] == _NOT_CONVERGED:
            return None
        left.append(direction - groups @ solution[0])
    return np.array(left).T


def _set(numbers: Numbers, weights: Counts, most: int) -> Counts | None:
    """Positions of one to four kinds whose numbers add up to nothing and whose people to at most ``most``."""
    alone = np.flatnonzero((np.abs(numbers) < _TOLERANCE).all(axis=1))
    if len(alone):
        return alone[:1]
    pairs = _pairs(weights, most)
    sums = numbers[pairs[0]] + numbers[pairs[1]]
    people = weights[pairs[0]] + weights[pairs[1]]
    zero = np.flatnonzero((np.abs(sums) < _TOLERANCE).all(axis=1))
    if len(zero):
        return pairs[:, zero[0]]
    third = _opposite(sums, numbers)
    for pair, single in zip(*third, strict=True):
        if single not in pairs[:, pair] and people[pair] + weights[single] <= most:
            return np.array([*pairs[:, pair], single])
    is_lightest = people == 2  # two pairs of four people are four kinds of one person each
    light, light_sums = pairs[:, is_lightest], sums[is_lightest]
    for pair, other in zip(*_opposite(light_sums, light_sums), strict=True):
        both = np.unique([*light[:, pair], *light[:, other]])
        if len(both) == 4 and most >= 4:
            return both
    return None


def _pairs(weights: Counts, most: int) -> Counts:
    """Positions of all pairs of at most so many people: 2 x pairs."""
    light = np.flatnonzero(weights < most)
    first, second = np.triu_indices(len(light), 1)
    is_light = weights[light[first]] + weights[light[second]] <= most
    return np.stack([light[first[is_light]], light[second[is_light]]])


def _opposite(sums: Numbers, numbers: Numbers) -> tuple[Counts, Counts]:
    """Positions in both lists of numbers that cancel each other in every coordinate."""
    order = np.argsort(numbers[:, 0])
    ordered = numbers[order]
    low = np.searchsorted(ordered[:, 0], -sums[:, 0] - _TOLERANCE)
    near = np.searchsorted(ordered[:, 0], -sums[:, 0] + _TOLERANCE) - low
    left = np.repeat(np.arange(len(sums)), near)
    right = np.repeat(low, near) + np.arange(near.sum()) - np.repeat(np.cumsum(near) - near, near)
    is_opposite = (np.abs(sums[left] + ordered[right]) < _TOLERANCE).all(axis=1)
    return left[is_opposite], order[right[is_opposite]]
