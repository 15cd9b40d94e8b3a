"""Which gaps come first: the most common, and the largest.

A ranking leads with what people can check by counting heads, never with a mean level. Rows without a
figure, hidden ones among them, stand last and by name: their order must not tell what they hide.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.model import Framework
from pipeline.rounding import tenths

_NAME = ["group", "division", "dimension_name"]


def most_common(gaps: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Gaps by how many are below target: prevalence, then heads, then p1 (all descending), then name.

    Parameters
    ----------
    gaps
        Rows of ``metrics.gaps.gaps``, protected or not.
    framework
        Gives the level names that the reasons use.

    Returns
    -------
    DataFrame
        The rows in order with ``place`` (from 1, null for a row without a figure) and ``reason``, one
        plain sentence. For example 27 below of 41 assessed, target 2 = Practicing: "27 of 41 people are
        below Practicing."
    """
    return _ranked(gaps, ["prevalence", "below", "p1"], [_common_reason(row, framework) for row in _rows(gaps)])


def largest(gaps: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Gaps by how far those below target are from it: depth, then p1 (both descending), then name.

    Parameters
    ----------
    gaps
        Rows of ``metrics.gaps.gaps``, protected or not.
    framework
        Gives the level names that the reasons use.

    Returns
    -------
    DataFrame
        The rows in order with ``place`` (from 1, null for a row without a figure) and ``reason``. For
        example shortfall 49 of 27 people below: "27 of 41 people are below Practicing, by 1.8 levels on
        average."
    """
    return _ranked(gaps, ["depth", "p1"], [_large_reason(row, framework) for row in _rows(gaps)])


def rankings(gaps: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Both orders of each group's dimensions.

    Parameters
    ----------
    gaps
        Rows of ``metrics.gaps.gaps`` by dimension, protected already.
    framework
        As above.

    Returns
    -------
    DataFrame
        ``kind division group ranking place dimension reason``; ``ranking`` is ``common`` or ``largest``,
        ``place`` counts from 1 within the group. Only gaps that somebody has: a dimension without a
        figure, or with nobody below target, is in neither order.
    """
    is_gap = gaps["below"].gt(0).fillna(False).astype(bool)
    orders = {"common": most_common(gaps[is_gap], framework), "largest": largest(gaps[is_gap], framework)}
    placed = [
        order.assign(ranking=name, place=order.groupby(["kind", "division", "group"], dropna=False).cumcount() + 1)
        for name, order in orders.items()
    ]
    columns = ["kind", "division", "group", "ranking", "place", "dimension", "reason"]
    return pd.concat(placed, ignore_index=True)[columns]


def _ranked(gaps: pd.DataFrame, figures: list[str], reasons: list[str]) -> pd.DataFrame:
    is_placed = gaps["shown"] & gaps[figures[0]].notna()
    names = gaps[_NAME].astype("string").fillna("")
    keys = pd.concat(
        [~is_placed, *(-gaps[figure].where(is_placed) for figure in figures)]
        + [names[name].str.casefold() for name in _NAME]
        + [names[name] for name in _NAME],
        axis=1,
        ignore_index=True,
    )
    order = keys.sort_values(list(keys.columns), kind="stable").index
    ranked = gaps.assign(reason=pd.Series(reasons, index=gaps.index, dtype=object)).loc[order]
    place = pd.Series(range(1, len(ranked) + 1), index=ranked.index, dtype="Int64")
    return ranked.assign(place=place.where(is_placed.loc[order])).reset_index(drop=True)


def _rows(gaps: pd.DataFrame) -> list[dict[str, Any]]:
    rows = gaps.astype(object).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _common_reason(row: dict[str, Any], framework: Framework) -> str:
    return _absence(row) or f"{_heads(row, framework)}."


def _large_reason(row: dict[str, Any], framework: Framework) -> str:
    if absence := _absence(row):
        return absence
    if row["below"] == 0:
        return f"{_heads(row, framework)}."
    steps = tenths(row["depth"]).removesuffix(".0")
    unit = "level" if steps == "1" else "levels"
    return f"{_heads(row, framework)}, by {steps} {unit} on average."


def _absence(row: dict[str, Any]) -> str:
    """Why a row has no figure; empty where it has one."""
    if not row["shown"]:
        return "Not shown."
    if pd.isna(row["prevalence"]):
        return "Nobody has a target." if row["target_source"] == "none" else "Nobody has answered."
    return ""


def _heads(row: dict[str, Any], framework: Framework) -> str:
    names = {level.level: level.name for level in framework.levels}
    target = "target" if pd.isna(row["target"]) else names[row["target"]]
    counted = "ratings" if pd.isna(row["dimension"]) else "people"
    verb = "is" if row["below"] == 1 else "are"
    return f"{row['below']:,} of {row['assessed']:,} {counted} {verb} below {target}"
