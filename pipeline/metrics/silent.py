"""What the people who did not answer may have said, as exact probabilities.

The levels of a group have shares theta ~ Dirichlet(people at the level + 1/2); each silent person
then stands at level l with probability theta_l, independently. The sum of the silent people's
shortfalls has the generating function E[product over them of sum_l theta_l z^shortfall(l)]. It is
evaluated at roots of unity z, where a Fourier transform turns values into probabilities.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Steps = npt.NDArray[np.int64]


def beta_binomial(trials: int, a: float, b: float) -> Floats:
    """Probabilities of 0..trials successes where the share is Beta(a, b) distributed.

    By the ratio of neighbours, in logarithms: safe for 100,000 trials. For example
    ``beta_binomial(1, 0.5, 1.5)`` is ``[0.75, 0.25]``.
    """
    done = np.arange(trials)
    up = np.log((trials - done) * (a + done))
    down = np.log((done + 1) * (b + trials - done - 1))
    logs = np.concatenate(([0.0], np.cumsum(up - down)))
    chances: Floats = np.exp(logs - logs.max())
    chances /= chances.sum()
    return chances


def one_target_chances(weights: Floats, shortfalls: Steps, silent: int) -> Floats:
    """Probabilities of the silent people's total shortfall where all have one target.

    The wanted expectation is, up to a constant, the coefficient of t^silent in
    product over l of (1 - t z^shortfall(l))^-weight(l); the coefficients follow one from the other
    by k f_k = sum over i = 1..k of p_i f_(k-i), with p_i = sum over l of weight(l) z^(i shortfall(l)).

    Parameters
    ----------
    weights
        Dirichlet weight per level.
    shortfalls
        Shortfall per level, in level steps.
    silent
        How many people did not answer.

    Returns
    -------
    ndarray
        Position s holds the probability of a total of s level steps. For weights 0.5 and 1.5,
        shortfalls 1 and 0 and one silent person: ``[0.75, 0.25]``.
    """
    size = silent * int(shortfalls.max()) + 1
    powers = np.arange(1, silent + 1)
    # |t| scaled so that the coefficients up to t^silent stay within the range of a float
    scaled = weights[:, None] * (silent / (silent + weights.sum())) ** powers
    sums = np.einsum("lp,lpz->pz", scaled, _half_circle(size)[shortfalls[:, None] * powers % size])
    series = np.ones((silent + 1, sums.shape[1]), dtype=np.complex128)
    for k in range(1, silent + 1):
        series[k] = (sums[:k][::-1] * series[:k]).sum(axis=0) / k
    return _from_transform(series[silent], size)


def mixed_target_chances(weights: Floats, shortfalls: Steps, silent: Steps) -> Floats:
    """Probabilities of the silent people's total shortfall where they have several targets.

    The expectation over theta is of a polynomial of degree silent in each of the independent shares
    by which levels are broken off one after the other (Beta distributed), so that Gauss quadrature
    with silent // 2 + 1 nodes per break is exact.

    Parameters
    ----------
    weights
        Dirichlet weight per level.
    shortfalls
        Level steps, targets x levels.
    silent
        Silent people per target.

    Returns
    -------
    ndarray
        Position s holds the probability of a total of s level steps.
    """
    shares, chances = _dirichlet_nodes(weights, int(silent.sum()) // 2 + 1)
    size = int(silent @ shortfalls.max(axis=1)) + 1
    circle = _half_circle(size)
    values = np.ones((len(shares), circle.shape[1]), dtype=np.complex128)
    for people, steps in zip(silent.tolist(), shortfalls, strict=True):
        values *= _power(shares @ circle[steps], people)
    return _from_transform(chances @ values, size)


def nodes_needed(weights: Floats, silent: int) -> int:
    """How many points of theta ``mixed_target_chances`` has to visit, e.g. 4 levels, 15 silent: 512."""
    return int((silent // 2 + 1) ** (len(weights) - 1))


def _half_circle(size: int) -> npt.NDArray[np.complex128]:
    """Row s: z^s at those roots of unity that the others are conjugates of."""
    angles = np.outer(np.arange(size), np.arange(size // 2 + 1)) % size
    circle: npt.NDArray[np.complex128] = np.exp(-2j * np.pi * angles / size)
    return circle


def _from_transform(transform: npt.NDArray[np.complex128], size: int) -> Floats:
    chances: Floats = np.fft.irfft(transform / transform[0].real, n=size)
    return chances


def _power(values: npt.NDArray[np.complex128], exponent: int) -> npt.NDArray[np.complex128]:
    """Square repeatedly: several times as fast as numpy's complex power (exponent from 1)."""
    power = values.copy()
    for bit in f"{exponent:b}"[1:]:
        power *= power
        if bit == "1":
            power *= values
    return power


def _dirichlet_nodes(weights: Floats, count: int) -> tuple[Floats, Floats]:
    """Points (rows: shares of the levels) and probabilities that stand for a Dirichlet distribution."""
    shares, rest, chances = np.empty((1, 0)), np.ones(1), np.ones(1)
    for place, weight in enumerate(weights[:-1]):
        nodes, node_chances = _beta_nodes(weight, float(weights[place + 1 :].sum()), count)
        broken_off = np.outer(rest, nodes).reshape(-1, 1)
        shares = np.hstack([np.repeat(shares, count, axis=0), broken_off])
        rest = np.outer(rest, 1 - nodes).ravel()
        chances = np.outer(chances, node_chances).ravel()
    return np.hstack([shares, rest[:, None]]), chances


def _beta_nodes(a: float, b: float, count: int) -> tuple[Floats, Floats]:
    """Gauss nodes and probabilities of Beta(a, b) (Golub and Welsch).

    Not ``scipy.special.roots_jacobi``, whose weights overflow where a group has thousands of answers.
    """
    alpha, beta = b - 1, a - 1
    step = np.arange(1, count)
    twice = 2 * step + alpha + beta
    centre = (beta**2 - alpha**2) / (twice * (twice + 2))
    # (1 + alpha + beta) cancels in the first of them, where it may be 0
    ratio = np.concatenate(([1.0], (step[1:] + alpha + beta) / (twice[1:] - 1)))[: count - 1]
    square = 4 * step * (step + alpha) * (step + beta) * ratio / (twice**2 * (twice + 1))
    first = (beta - alpha) / (alpha + beta + 2)
    off = np.diag(np.sqrt(square), 1)
    values, vectors = np.linalg.eigh(np.diag(np.concatenate(([first], centre))) + off + off.T)
    return (1 + values) / 2, vectors[0] ** 2
