"""What a hidden row still says: its names, and nothing that was counted.

Which rows are hidden is decided elsewhere. A figure is removed before anything is drawn or written, not
when it is looked at.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

_LEVELS_KEPT = ("group", "kind", "division", "dimension", "dimension_name", "headcount")
_GAPS_KEPT = (*_LEVELS_KEPT, "target", "target_source")
_INDICATORS_KEPT = (*_LEVELS_KEPT, "level", "indicator", "indicator_text", "supporting")


def hidden_levels(levels: pd.DataFrame, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    """Blank the distributions that must not be shown; names and headcount stay."""
    return _hidden(levels, is_hidden, _LEVELS_KEPT)


def hidden_gaps(gaps: pd.DataFrame, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    """Blank the gap figures that must not be shown; names, headcount and target stay."""
    return _hidden(gaps, is_hidden, _GAPS_KEPT)


def hidden_indicators(indicators: pd.DataFrame, is_hidden: pd.Series[bool]) -> pd.DataFrame:
    """Blank the counts of ticks that must not be shown; the indicators themselves stay."""
    return _hidden(indicators, is_hidden, _INDICATORS_KEPT)


def without_detail(levels: pd.DataFrame, detail_from: int) -> pd.DataFrame:
    """Distributions without the levels of rows with fewer than ``detail_from`` answers; the row stays shown."""
    is_brief = levels["assessed"].lt(detail_from).fillna(True)
    return levels.assign(levels=levels["levels"].mask(is_brief.astype(bool), None))


def _hidden(rows: pd.DataFrame, is_hidden: pd.Series[bool], kept: tuple[str, ...]) -> pd.DataFrame:
    if not is_hidden.any():
        return rows
    figures = {name: _blanked(rows[name], is_hidden) for name in rows.columns if name not in kept}
    return rows.assign(**(figures | {"shown": rows["shown"].mask(is_hidden, False)}))


def _blanked(figures: pd.Series[Any], is_hidden: pd.Series[bool]) -> pd.Series[Any]:
    return figures.mask(is_hidden, None if figures.dtype == object else pd.NA)
