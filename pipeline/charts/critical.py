"""The company's gaps by how much of the roadmap they hold up: the third list, beside common and large.

A place is by the people short that would vanish if nobody were held up by this dimension, each counted with the
weight of the project. The projects are named, because a number of weighted people means nothing to whoever
decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.gap_rows import drawn
from pipeline.charts.priority import SHORT
from pipeline.charts.theme import Look

TITLE = "The most critical gaps"
TITLE_BESIDE_DIVISION = f"{TITLE} in the whole company"
"""Where the other lists are of one division."""


def critical_lines(gaps: pd.DataFrame, blocks: Mapping[str, str]) -> pd.DataFrame:
    """What each row of the list says.

    Parameters
    ----------
    gaps
        Rows of ``snapshot.priorities.critical``.
    blocks
        By dimension what it blocks, in words.

    Returns
    -------
    pandas.DataFrame
        The columns that `gap_rows.drawn` takes; what holds nobody up has no place and the figure 0.
    """
    rows = gaps.astype(object).where(gaps.notna(), None).to_dict("records")
    return pd.DataFrame([_line({str(name): value for name, value in row.items()}, blocks) for row in rows])


def critical_list(
    gaps: pd.DataFrame, blocks: Mapping[str, str], look: Look, title: str
) -> alt.LayerChart | alt.FacetChart:
    """Draw the list, at least one row long; ``title`` is one of the two above."""
    longest = max([1.0, *gaps["criticality"].dropna()])
    return drawn(critical_lines(gaps, blocks), title, SHORT, longest, look)


def critical_table(gaps: pd.DataFrame, blocks: Mapping[str, str]) -> pd.DataFrame:
    """The list as a table: ``Place``, ``Most critical``, the figure, ``Why here``."""
    lines = critical_lines(gaps, blocks)
    return pd.DataFrame(
        {
            "Place": [_place(row) or "–" for row in gaps[["standing", "is_tied"]].to_dict("records")],
            "Most critical": lines["dimension_name"],
            SHORT: gaps["criticality"].array,
            "Why here": lines["reason"],
        }
    )


def _line(row: dict[str, Any], blocks: Mapping[str, str]) -> dict[str, Any]:
    place, name = _place(row), str(row["dimension_name"])
    return {
        "dimension_name": name,
        "heading": f"{place} · {name}" if place else name,
        "figure": f"{row['criticality']:,g}",
        "value": row["criticality"],
        "low": None,
        "high": None,
        "reason": blocks[row["dimension"]],
        "range": "",
        "warning": "",
    }


def _place(row: Mapping[Any, Any]) -> str:
    if row["standing"] is None or pd.isna(row["standing"]):
        return ""
    return f"{row['standing']} (tied)" if row["is_tied"] else f"{row['standing']}"
