"""How sure a figure is, of a finite group of which some did not answer.

Where everybody answered there is nothing left to be unsure of. Otherwise the silent are drawn from
what their colleagues answered (``silent.py``); a figure depends on counts only, never on the order of
rows or groups: a group's seed is its own counts.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pipeline.metrics.silent import (
    Floats,
    Steps,
    beta_binomial,
    mixed_target_chances,
    nodes_needed,
    one_target_chances,
)

QUANTILES = (0.025, 0.975)
EXACT_UP_TO = 60
DRAWS = 2_000
NODES_AT_MOST = 40_000
DRAWS_INSTEAD_OF_NODES = 20_000
_NOISE = 1e-12


@lru_cache(maxsize=65_536)
def share_interval(below: int, assessed: int, headcount: int) -> tuple[float, float]:
    """95 % interval of the share of a finite group that is below target.

    The silent that are below follow BetaBinomial(headcount - assessed, below + 1/2,
    assessed - below + 1/2); with its quantiles q: (below + q) / headcount.

    Parameters
    ----------
    below, assessed, headcount
        People below target, with a level, and asked; headcount is above 0.

    Returns
    -------
    low, high
        Shares 0..1. For example 2 below of 2 assessed, 3 asked: the silent one is at target with
        probability 1/6, so 2/3 to 1.
    """
    chances = beta_binomial(headcount - assessed, below + 0.5, assessed - below + 0.5)
    low, high = quantiles(chances)
    return (below + low) / headcount, (below + high) / headcount


@lru_cache(maxsize=65_536)
def silent_shortfall(answered: tuple[int, ...], silent: tuple[int, ...], levels: tuple[int, ...]) -> tuple[int, int]:
    """95 % interval of the total shortfall of the people who did not answer.

    Exact for up to 60 silent people, except where they have several targets and exactness would
    take more than 40,000 points of integration (from 28 people on if all of 5 levels matter): then,
    of 20,000 seeded draws. Beyond 60 people: of 2,000 seeded draws.

    Parameters
    ----------
    answered
        People at each level, of those who have a target.
    silent
        People without an answer by target, for the same levels.
    levels
        The framework's levels, lowest first.

    Returns
    -------
    low, high
        Level steps: the smallest totals whose cumulative probability reaches 2.5 % and 97.5 %.
        Nobody answered, one silent person with target 2 of the levels 1 and 2: 0 to 1.
    """
    people = np.array(silent)
    reach = np.array(levels) - levels[0]
    has_reach = (people > 0) & (reach > 0)
    if not has_reach.any():
        return 0, 0
    people, targets = people[has_reach], np.array(levels)[has_reach]
    weights, shortfalls = _merged_at_the_top(np.array(answered) + 0.5, np.array(levels), targets)
    if sum(silent) > EXACT_UP_TO:
        return _drawn(weights, shortfalls, people, DRAWS)
    if len(people) == 1:
        return quantiles(one_target_chances(weights, shortfalls[0], int(people[0])))
    if nodes_needed(weights, int(people.sum())) > NODES_AT_MOST:
        return _drawn(weights, shortfalls, people, DRAWS_INSTEAD_OF_NODES)
    return quantiles(mixed_target_chances(weights, shortfalls, people))


def quantiles(chances: Floats) -> tuple[int, int]:
    """Smallest values whose cumulative probability is at least 2.5 % and 97.5 %.

    A boundary that is met exactly must not be missed by the noise of a float sum. For example
    probabilities 0.025, 0.95, 0.025 of 0, 1, 2 give 0 and 1.
    """
    low, high = np.searchsorted(np.cumsum(chances), np.array(QUANTILES) - _NOISE)
    return int(low), int(high)


def _merged_at_the_top(weights: Floats, levels: Steps, targets: Steps) -> tuple[Floats, Steps]:
    """Levels that nobody is short at are one; the more levels, the dearer is an exact figure."""
    is_short = levels < targets.max()
    merged = np.append(weights[is_short], weights[~is_short].sum())
    steps = np.append(levels[is_short], targets.max())
    return merged, np.maximum(0, targets[:, None] - steps)


def _drawn(weights: Floats, shortfalls: Steps, silent: Steps, draws: int) -> tuple[int, int]:
    seed = [*np.rint(2 * weights).astype(int).tolist(), *silent.tolist()]
    generator = np.random.default_rng(seed)
    shares = generator.dirichlet(weights, size=draws)
    totals = np.zeros(draws, dtype=np.int64)
    for people, steps in zip(silent.tolist(), shortfalls, strict=True):
        totals += generator.multinomial(people, shares) @ steps
    low, high = np.quantile(totals, QUANTILES, method="inverted_cdf")
    return int(low), int(high)
