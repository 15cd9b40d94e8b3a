"""What a figure over all dimensions, or a whole distribution, would give away beyond a row's own count.

A team of three has fifteen (person, dimension) pairs over five dimensions: the pairs are many, the
people are not. A pooled figure is therefore shown only where every dimension it adds up is shown.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

_GROUP = ["kind", "division", "group"]


def is_wholly_shown(pooled: pd.DataFrame, by_dimension: pd.DataFrame, private: pd.DataFrame) -> pd.Series[bool]:
    """Whether every dimension that a pooled row adds up is shown for its group.

    Parameters
    ----------
    pooled
        One row per group.
    by_dimension
        The protected rows of the same groups, one per dimension.
    private
        The same rows before protection: a dimension in which nobody was assessed adds nothing and
        hides nothing.

    Returns
    -------
    Series
        One value per row of ``pooled``. A team with 3 answers in one of five dimensions: False.
    """
    is_hidden = ~by_dimension["shown"].astype(bool) & private["assessed"].gt(0).fillna(False)
    keys = _keys(by_dimension)
    with_hidden = set(keys[is_hidden.to_numpy()])
    return ~_keys(pooled).isin(with_hidden)


def without_detail(levels: pd.DataFrame, detail_from: int) -> pd.DataFrame:
    """Distributions without the levels of rows with fewer than ``detail_from`` answers; the row stays shown."""
    is_brief = levels["assessed"].lt(detail_from).fillna(True)
    return levels.assign(levels=levels["levels"].mask(is_brief.astype(bool), None))


def _keys(rows: pd.DataFrame) -> pd.Series[Any]:
    named = zip(*(rows[column].tolist() for column in _GROUP), strict=True)
    keys = [(kind, None if pd.isna(division) else division, group) for kind, division, group in named]
    return pd.Series(keys, index=rows.index, dtype=object)
