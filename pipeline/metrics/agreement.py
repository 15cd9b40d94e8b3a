"""How far people and their managers agree on the same people's levels.

Neither rater is taken for the truth: the figures say how alike the two are, not who is right. Kappa is
weighted by squared differences, because levels are ordered: two levels apart is worse than one, and
far worse than none.
"""

from __future__ import annotations

import pandas as pd

from pipeline.model import Dimension, Framework

FEWEST_PAIRS = 20
"""People with both ratings in a dimension from which the two raters are compared: fewer say too little."""

TOO_FEW = f"fewer than {FEWEST_PAIRS} people have both ratings"
ONE_LEVEL = "everybody has one and the same level from both, so chance alone would agree as well"


def agreement(pairs: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Compare own ratings with managers' ratings, dimension by dimension.

    Parameters
    ----------
    pairs
        One row per dimension and pair of levels that somebody has: dimension (id), self_level,
        manager_level, people.
    framework
        Gives the dimensions.

    Returns
    -------
    DataFrame
        One row per dimension of the framework: dimension, dimension_name, n (people with both
        ratings), same, manager_lower, manager_higher (people), agreement (share with the same
        level), mean_difference (manager minus self, in levels), kappa, reason.

        Where n < 20 everything but n is null and ``reason`` says so. ``kappa`` is Cohen's, weighted
        by squared differences: 1 - the mean squared difference within pairs / the mean squared
        difference expected if the same levels were paired by chance. The latter is the sum of the
        two raters' variances (divided by n) and the squared difference of their means. It is null,
        with a reason, where that is 0. Cohen (1968); Fleiss and Cohen (1973).

    Examples
    --------
    Ten people at 1 by both, five at 2 by both, five at 1 by themselves and 2 by their manager:
    agreement 15 / 20 = 0.75, mean difference 5 / 20 = 0.25. Observed 5 / 20 = 0.25; the own ratings have
    variance 0.1875, the managers' 0.25, so 0.1875 + 0.25 + 0.0625 = 0.5 is expected: kappa 0.5.
    """
    rows = [_compared(pairs[pairs["dimension"] == dimension.id], dimension) for dimension in framework.dimensions]
    counts = dict.fromkeys(["n", "same", "manager_lower", "manager_higher"], "Int64")
    figures = dict.fromkeys(["agreement", "mean_difference", "kappa"], "Float64")
    texts = dict.fromkeys(["dimension", "dimension_name", "reason"], object)
    return pd.DataFrame(rows, dtype=object).astype({**texts, **counts, **figures})


def _compared(pairs: pd.DataFrame, dimension: Dimension) -> dict[str, object]:
    people, difference = pairs["people"], pairs["manager_level"] - pairs["self_level"]
    n = int(people.sum())
    named = {"dimension": dimension.id, "dimension_name": dimension.name, "n": n}
    if n < FEWEST_PAIRS:
        absent = ("same", "manager_lower", "manager_higher", "agreement", "mean_difference", "kappa")
        return named | dict.fromkeys(absent) | {"reason": TOO_FEW}
    same = int(people[difference == 0].sum())
    kappa = _kappa(pairs, n)
    return {
        **named,
        "same": same,
        "manager_lower": int(people[difference < 0].sum()),
        "manager_higher": int(people[difference > 0].sum()),
        "agreement": same / n,
        "mean_difference": int((people * difference).sum()) / n,
        "kappa": kappa,
        "reason": ONE_LEVEL if kappa is None else None,
    }


def _kappa(pairs: pd.DataFrame, n: int) -> float | None:
    """From whole numbers up to the one division, so that neither 0 nor 1 is missed by a rounding error."""
    people, own, managers = pairs["people"], pairs["self_level"], pairs["manager_level"]
    observed = int((people * (managers - own) ** 2).sum())
    sums = int((people * own).sum()), int((people * managers).sum())
    squares = int((people * (own**2 + managers**2)).sum())
    expected = n * squares - 2 * sums[0] * sums[1]  # n * n times the mean over everybody paired with everybody
    return 1 - n * observed / expected if expected else None
