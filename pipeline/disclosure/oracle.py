"""The oracle: whether anybody can work out a figure of fewer than ``min_group`` people from what is released.

A sum over a set of people can be worked out exactly if the set's 0/1 vector is a linear combination of
those of the released groups. Whether such a small set exists is a mixed-integer program (HiGHS). For a
``min_group`` of up to five a set has at most four atoms, and all of them are tried instead: a vector is a
combination if it is orthogonal to whatever the groups are orthogonal to, and three random such directions
tell so, in a fraction of the time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.linalg import lsmr

from pipeline.disclosure.few import few_combined

SECONDS = 20.0
"""After which a question without an answer counts as a leak."""

_FEW = 5
"""Up to this ``min_group`` every small set is tried."""

_OPTIMAL_OR_FEASIBLE = 0
_INFEASIBLE = 2
_LARGEST_FACTOR = 1e4
_EXACT, _NOTHING = 1e-12, 1e-6
_MOST_STEPS = 20_000

Mask = npt.NDArray[np.bool_]


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
    has_people = people > 0
    if not has_people.any() or not len(released):
        return None
    has_people &= released.any(axis=0)
    kinds, which = _alike(released[:, has_people])
    weights = np.bincount(which, people[has_people], kinds.shape[1]).astype(np.int64)
    found = few_combined(kinds, weights, min_group) if min_group <= _FEW else _combined(kinds, weights, min_group)
    if found is None:
        return None
    told = np.zeros(len(people), bool)
    told[has_people] = found[which]
    return told


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
    factors = lsmr(groups, aim, atol=_EXACT, btol=_EXACT, maxiter=_MOST_STEPS)[0]
    if np.abs(groups @ factors - aim).max() > _NOTHING:
        return np.asarray((released & told).any(axis=1))
    return np.asarray(np.abs(factors) > _NOTHING)


def _alike(released: Mask) -> tuple[Mask, npt.NDArray[np.int64]]:
    """Atoms that are in the same groups become one column; which column each atom became."""
    marks = np.random.default_rng(0).integers(0, 2**63, (len(released), 1), dtype=np.uint64)
    sums = np.where(released, marks, np.uint64(0)).sum(axis=0, dtype=np.uint64)  # wraps around, as a checksum may
    _, first, which = np.unique(sums, return_index=True, return_inverse=True)
    return released[:, first], which


def _combined(kinds: Mask, weights: npt.NDArray[np.int64], min_group: int) -> Mask | None:
    """Which kinds of atoms make up a small set; large kinds can be no part of one."""
    is_small = weights < min_group
    if not is_small.any():
        return None
    groups, count = kinds.shape
    combined = sparse.hstack([sparse.csr_array(kinds.T.astype(float)), -sparse.eye_array(count)])
    size = np.concatenate([np.zeros(groups), weights])
    answer = milp(
        c=size,
        constraints=[LinearConstraint(combined, 0, 0), LinearConstraint(size[None, :], 1, min_group - 1)],
        integrality=np.concatenate([np.zeros(groups), np.ones(count)]),
        bounds=Bounds(
            np.concatenate([np.full(groups, -_LARGEST_FACTOR), np.zeros(count)]),
            np.concatenate([np.full(groups, _LARGEST_FACTOR), is_small.astype(float)]),
        ),
        options={"time_limit": SECONDS},
    )
    if answer.status == _INFEASIBLE:
        return None
    if answer.x is None:
        return is_small
    return np.asarray(answer.x[groups:] > 0.5)
