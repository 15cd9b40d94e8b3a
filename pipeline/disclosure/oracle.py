"""The oracle: whether anybody can work out a figure of fewer than ``min_group`` people from what is released.

A sum over a set of people can be worked out exactly if the set's 0/1 vector is a linear combination of
those of the released groups. Every set of so few people is looked for, without rounding: within each block
of people that some groups speak of alone, then in what ties the blocks together (`blocks`, `crossing`).
A general solver of integer programs gives the same answers, but took minutes for hundreds of teams.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.linalg import lsmr

from pipeline.disclosure.blocks import Block, Mask, blocks_of, checksums
from pipeline.disclosure.crossing import Found, crossing_set
from pipeline.disclosure.small_sets import Allowance, NoEnd, small_sets

MOST_STEPS = 100_000
"""Sets that are looked at, after which a question without an answer counts as a leak: some twenty seconds."""

_EXACT, _NOTHING = 1e-12, 1e-6
_MOST_ITERATIONS = 20_000


def leak(released: Mask, people: npt.NDArray[np.int64], min_group: int) -> Mask | None:
    """Find a set of fewer than ``min_group`` people whose figures can be worked out.

    Parameters
    ----------
    released
        One row per released group, one column per atom: whether the atom is part of the group. Atoms are
        the smallest parts that any group is made of.
    people
        People in each atom.
    min_group
        Fewer people than these must not be told apart.

    Returns
    -------
    array of bool or None
        The atoms of such a set; None where there is none. Where the question is not settled in time, all
        small atoms: a doubt counts as a leak.

    Examples
    --------
    Atoms of 12, 4 and 8 people; released are their total and the first and third atom: total - first - third
    tells the second, so with ``min_group`` 5 the leak is ``[False, True, False]``.
    """
    has_people = (people > 0) & released.any(axis=0)
    if not has_people.any():
        return None
    kinds, which = _alike(released[:, has_people])
    weights = np.bincount(which, people[has_people], kinds.shape[1]).astype(np.int64)
    found = _small_set(kinds, weights, min_group - 1)
    if found is None:
        return None
    told = np.zeros(len(people), bool)
    told[has_people] = found[which]
    return told


def unanimous(released: Mask, people: npt.NDArray[np.int64], is_below: Mask) -> Mask | None:
    """Find people all of whom are below target, and whose figures can be worked out.

    Parameters
    ----------
    released, people
        As for `leak`.
    is_below
        Of each atom, whether all of its people have a target and are below it.

    Returns
    -------
    array of bool or None
        The atoms of such a set, of whatever size; None where there is none. A doubt counts as one.

    Examples
    --------
    Atoms of 6 and 18 people, the first wholly below; released are their total and the second: what is left tells
    that all 6 are below target, so ``[True, False]``.
    """
    most = int((is_below & (people > 0)).sum())
    # The same search, in which an atom wholly below counts for one, and any other for more than all of them.
    return leak(released, np.where(people > 0, np.where(is_below, 1, most + 1), 0), most + 1)


def taking_part(released: Mask, told: Mask, people: npt.NDArray[np.int64]) -> Mask:
    """Which released groups the sums and differences are made of that tell a set of people.

    Parameters
    ----------
    released, people
        As for `leak`.
    told
        The atoms of a set that it found.

    Returns
    -------
    array of bool
        One value per group. Where the set is a doubt and no combination, the groups that have people of it.

    Examples
    --------
    Total, first and third atom, and the second is told: all three groups take part.
    """
    has_people = people > 0
    groups = sparse.csc_array(released[:, has_people].T.astype(float))
    aim = told[has_people].astype(float)
    factors = lsmr(groups, aim, atol=_EXACT, btol=_EXACT, maxiter=_MOST_ITERATIONS)[0]
    if np.abs(groups @ factors - aim).max() > _NOTHING:
        return np.asarray((released & told).any(axis=1))
    return np.asarray(np.abs(factors) > _NOTHING)


def _alike(released: Mask) -> tuple[Mask, npt.NDArray[np.int64]]:
    """Atoms that are in the same groups become one column; which column each atom became."""
    _, first, which = np.unique(checksums(released.T), return_index=True, return_inverse=True)
    return released[:, first], which


def _small_set(kinds: Mask, weights: npt.NDArray[np.int64], most: int) -> Mask | None:
    """Which kinds make up a set of at most so many people; all small ones where the search came to no end."""
    if most < weights.min():
        return None
    different = np.sort(np.unique(checksums(kinds), return_index=True)[1])
    blocks = blocks_of(kinds[different], weights)
    allowance = Allowance(MOST_STEPS)
    try:
        found = _set_of_one(blocks, most, allowance) or crossing_set(blocks, most, allowance)
    except NoEnd:
        return weights <= most
    if found is None:
        return None
    told = np.zeros(len(weights), bool)
    for at, choice in found.items():
        told[blocks[at].kinds] = choice > 0
    return told


def _set_of_one(blocks: list[Block], most: int, allowance: Allowance) -> Found | None:
    """A set that a block's own rows tell."""
    for at, block in enumerate(blocks):
        sets = small_sets(block.own.rows, np.zeros(len(block.kinds), np.int64), block.weights, most, allowance)
        sets = sets[sets.any(axis=1)]
        if len(sets):
            return {at: sets[np.argmin(sets @ block.weights)]}
    return None
