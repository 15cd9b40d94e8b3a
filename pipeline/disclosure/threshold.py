"""What must not be shown of small groups: which rows, and what a hidden row still says.

Two steps that do not know each other: ``is_large_enough`` decides, ``hidden_levels``, ``hidden_gaps`` and
``hidden_indicators`` blank. A figure is removed before anything is drawn or written, not when it is looked at.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

_LEVELS_KEPT = ("group", "kind", "division", "dimension", "dimension_name", "headcount")
_GAPS_KEPT = (*_LEVELS_KEPT, "target", "target_source")
_INDICATORS_KEPT = (*_LEVELS_KEPT, "level", "indicator", "indicator_text", "supporting")


def protected_levels(levels: pd.DataFrame, min_group: int) -> pd.DataFrame:
    """Distributions without those of fewer than ``min_group`` people.

    Parameters
    ----------
    levels
        Rows of ``metrics.levels.distributions``.
    min_group
        The fewest assessed people a shown figure rests on, at least 1.

    Returns
    -------
    DataFrame
        The same rows and columns; a hidden row keeps its names and headcount, with ``shown`` False.
        With ``min_group`` 5 a row of 4 assessed people is hidden, one of 5 is shown.
    """
    return hidden_levels(levels, ~is_large_enough(levels["assessed"], min_group))


def protected_gaps(gaps: pd.DataFrame, min_group: int) -> pd.DataFrame:
    """Gap figures without those of fewer than ``min_group`` people.

    Parameters
    ----------
    gaps
        Rows of ``metrics.gaps.gaps``; assessed are the people with a target and a level.
    min_group
        The fewest assessed people a shown figure rests on, at least 1.

    Returns
    -------
    DataFrame
        The same rows and columns; a hidden row keeps its names, headcount, target and target_source,
        with ``shown`` False. With ``min_group`` 5 a row of 4 assessed people is hidden.
    """
    return hidden_gaps(gaps, ~is_large_enough(gaps["assessed"], min_group))


def is_large_enough(assessed: pd.Series[Any], min_group: int) -> pd.Series[bool]:
    """Whether enough people are behind each row; a row that is hidden already never is."""
    return assessed.ge(min_group).fillna(False).astype(bool)


def hidden_levels(levels: pd.DataFrame, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    """Blank the distributions that must not be shown; names and headcount stay."""
    return _hidden(levels, is_hidden, _LEVELS_KEPT)


def hidden_gaps(gaps: pd.DataFrame, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    """Blank the gap figures that must not be shown; names, headcount and target stay."""
    return _hidden(gaps, is_hidden, _GAPS_KEPT)


def hidden_indicators(indicators: pd.DataFrame, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    """Blank the counts of ticks that must not be shown; the indicators themselves stay."""
    return _hidden(indicators, is_hidden, _INDICATORS_KEPT)


def _hidden(rows: pd.DataFrame, is_hidden: pd.Series[bool], kept: tuple[str, ...]) -> pd.DataFrame:
    figures = {name: _blanked(rows[name], is_hidden) for name in rows.columns if name not in kept}
    return rows.assign(**(figures | {"shown": rows["shown"].mask(is_hidden, False)}))


def _blanked(figures: pd.Series[Any], is_hidden: pd.Series[bool]) -> pd.Series[Any]:
    return figures.mask(is_hidden, None if figures.dtype == object else pd.NA)
