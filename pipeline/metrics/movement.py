"""Whether the same people moved: an exact test by flipping signs, an interval by drawing anew, and words for it.

Under the assumption that nothing moved anybody in one direction, each person's change could as well have had the
other sign. How often the sum over all such flips is at least as far from 0 as the one observed is counted, not
simulated: the sum's distribution is built up person by person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, false_discovery_control

FEWEST_TESTED = 6
"""Matched people from which the test can be clear at all: with five its least p is 1/16."""

FEWEST_DRAWN = 10
CLEAR_BELOW = 0.10
DRAWS = 4_000
_SEED = 2026
_LEAST = 1e-40
_DIRECT = 10_000_000
"""Products up to which two distributions are folded directly rather than by their transforms."""

Verdict = Literal["clear", "unclear"]


def sign_flip_p(changes: Mapping[int, int]) -> float | None:
    """Two-sided p of the exact sign-flip permutation test of summed changes.

    Parameters
    ----------
    changes
        People by their change, a whole number.

    Returns
    -------
    float or None
        Share of the 2^m ways to flip signs whose sum is as far from 0 as the observed one or farther; None with
        fewer than six people.

    Examples
    --------
    Six people who all moved one step: two of 64 ways are as extreme, p = 1/32.
    """
    if sum(changes.values()) < FEWEST_TESTED:
        return None
    sizes = {size: changes.get(size, 0) + changes.get(-size, 0) for size in {abs(change) for change in changes} - {0}}
    observed = abs(sum(change * people for change, people in changes.items()))
    chances: npt.NDArray[np.float64] = np.ones(1)
    for size, people in sorted(sizes.items()):
        chances = _folded(chances, _flipped(size, people))
    reach = len(chances) // 2
    is_as_far = np.abs(np.arange(-reach, reach + 1)) >= observed
    return float(min(1.0, max(0.0, chances[is_as_far].sum())))


def drawn_interval(changes: Mapping[int, int]) -> tuple[float, float] | None:
    """The middle 95 % of mean changes when as many people are drawn anew from the same ones; None below ten.

    Drawn with a fixed seed, so that the same people give the same interval.
    """
    people = sum(changes.values())
    if people < FEWEST_DRAWN:
        return None
    steps, heads = np.array(sorted(changes)), np.array([changes[step] for step in sorted(changes)])
    drawn = np.random.default_rng(_SEED).multinomial(people, heads / people, DRAWS) @ steps / people
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """Benjamini and Hochberg's q for every p that there is.

    For example 0.01, none, 0.04: 0.02, none, 0.04.
    """
    there = [p for p in p_values if p is not None]
    if not there:
        return [None] * len(p_values)
    found = iter(false_discovery_control(there).tolist())
    return [None if p is None else float(next(found)) for p in p_values]


def verdict(q_value: float | None) -> Verdict | None:
    """``clear`` from q = 0.10 down, ``unclear`` above, None where nothing was tested."""
    if q_value is None:
        return None
    return "clear" if q_value <= CLEAR_BELOW else "unclear"


def _flipped(size: int, people: int) -> npt.NDArray[np.float64]:
    """Chances of the sums, from the least to the most, when that many people flip the sign of the same step.

    Sums that are farther out than any p could tell are left out, so that a million people cost no more than a few.
    """
    minus = np.arange(people + 1)
    chances = binom.pmf(minus, people, 0.5)
    kept = chances[chances >= _LEAST]
    sums = np.zeros(2 * size * (len(kept) - 1) + 1)
    sums[:: 2 * size] = kept
    return sums


def _folded(left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if len(left) * len(right) <= _DIRECT:
        return np.convolve(left, right)
    length = len(left) + len(right) - 1
    product = np.fft.rfft(left, length) * np.fft.rfft(right, length)  # scipy.signal takes two seconds to import
    return np.maximum(0.0, np.fft.irfft(product, length))
