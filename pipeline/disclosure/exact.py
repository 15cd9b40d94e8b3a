"""Linear combinations without rounding, in the whole numbers modulo a large prime.

Fractions grow long and floating numbers need a tolerance; a remainder has neither fault. Whatever is a
combination of rows in fractions is one here too, unless the prime divides one of the few determinants that
belong to the rows, and these are small numbers in matrices that say who is part of which group.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

PRIME = 2**31 - 1
_HALF = 2**16

Whole = npt.NDArray[np.int64]


class Echelon(NamedTuple):
    """Independent rows; in the column ``pivots[i]`` row ``i`` is 1 and every other row is 0."""

    rows: Whole
    pivots: Whole

    def reduced(self, vectors: Whole) -> Whole:
        """The vectors less what the rows can take from them: 0 in each pivot, and 0 altogether for a combination."""
        return (vectors - times(vectors[..., self.pivots], self.rows)) % PRIME


def echelon(rows: Whole) -> Echelon:
    """The rows solved for the first columns that can be.

    Examples
    --------
    ``[[1, 1, 1], [1, 1, 0]]`` gives ``[[1, 1, 0], [0, 0, 1]]`` with pivots ``[0, 2]``.
    """
    left = rows % PRIME
    pivots: list[int] = []
    while len(pivots) < len(left):
        place = len(pivots)
        is_filled = np.asarray(left[place:].any(axis=0))
        column = int(is_filled.argmax()) if is_filled.size else 0
        if not is_filled.size or not is_filled[column]:
            break
        found = place + int(np.flatnonzero(left[place:, column])[0])
        left[[place, found]] = left[[found, place]]
        left[place] = left[place] * pow(int(left[place, column]), -1, PRIME) % PRIME
        others = np.flatnonzero(left[:, column])
        others = others[others != place]
        left[others] = (left[others] - left[others, column][:, None] * left[place] % PRIME) % PRIME
        pivots.append(column)
    return Echelon(left[: len(pivots)], np.array(pivots, np.int64))


def times(left: Whole, right: Whole) -> Whole:
    """The product of two matrices of remainders; halves keep the sums below what 64 bits hold."""
    high, low = np.divmod(left, _HALF)
    return np.asarray((high @ right % PRIME * _HALF + low @ right) % PRIME, np.int64)


def null_space(equations: Whole) -> Whole:
    """Rows that span all vectors which each equation (a row) gives 0 for.

    Examples
    --------
    ``[[1, -1, 0]]`` gives ``[[1, 1, 0], [0, 0, 1]]``: whatever has equal first and second values.
    """
    solved = echelon(equations)
    free = np.setdiff1d(np.arange(equations.shape[1]), solved.pivots)
    vectors = np.zeros((len(free), equations.shape[1]), np.int64)
    vectors[np.arange(len(free)), free] = 1
    vectors[:, solved.pivots] = -solved.rows[:, free].T % PRIME
    return vectors
