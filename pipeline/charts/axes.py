"""The axes of charts of groups and dimensions: dimensions across the top or down the side, groups down it.

All list their places instead of sorting them, so that what the reader meets is the order asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt
import pandas as pd

from pipeline.charts.theme import Look, wrapped

LINE_HEIGHT = 16
"""Pixels from one line of a wrapped column header to the next."""

WIDE_ROW = 56
"""Pixels from one dimension to the next where a name of two lines and a remark stand beside it."""

_SMALL_LINE = 15
_TOGETHER = "Small teams together ("
_ROW_PIXELS = 210
_ROW_LETTERS = 32
"""Of a row's label: as many letters of usual width as its pixels hold."""

ANSWERED = "Answered"
"""The last column: how many people stand behind a row."""


def columns_axis(cells: pd.DataFrame, look: Look) -> alt.X:
    """One column per dimension in the order of `cells`, then the column of who answered."""
    names = list(dict.fromkeys(cells["dimension_name"]))
    is_wide = len(names) > 7
    lines = {name: [name] if is_wide else wrapped(name, 16) for name in names}
    return alt.X(
        "dimension_name:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=[*names, ANSWERED], paddingInner=0.04, paddingOuter=0),
        axis=alt.Axis(
            orient="top",
            labelAngle=-35 if is_wide else 0,
            labelExpr=f"{json.dumps({**lines, ANSWERED: [ANSWERED]})}[datum.value]",
            labelLimit=280 if is_wide else 190,
            labelPadding=8 + LINE_HEIGHT * (max(len(told) for told in lines.values()) - 1),
            labelLineHeight=LINE_HEIGHT,
            labelAlign="left" if is_wide else "center",
            labelFlush=False,
            labelColor=look.text,
            labelOverlap=False,
            labelFontSize=13,
            ticks=False,
            domain=False,
            grid=False,
        ),
    )


def rows_axis(rows: list[str], look: Look) -> alt.Y:
    """One line per row; a long name is cut with an ellipsis, the table and the tooltip hold it whole.

    Of small teams that stand together it names as many as fit.
    """
    shortened = {name: together_label(name) for name in rows if name.startswith(_TOGETHER)}
    return alt.Y(
        "name:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=rows, paddingInner=0.1, paddingOuter=0),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(shortened)}[datum.label] || datum.label",
            labelLimit=_ROW_PIXELS,
            labelPadding=10,
            labelFlush=False,
            labelColor=look.text,
            labelOverlap=False,
            labelFontSize=13,
            ticks=False,
            domain=False,
            grid=False,
        ),
    )


def together_label(name: str) -> str:
    """The row of several small teams with as many of their names as fit.

    ``together_label("Small teams together (Betony, Campion, Cornflower)")`` is ``Betony, Campion +1 together``.
    """
    teams = name.removeprefix(_TOGETHER).removesuffix(")").split(", ")
    for told in range(len(teams), 0, -1):
        more = f" +{len(teams) - told}" if told < len(teams) else ""
        label = f"{', '.join(teams[:told])}{more} together"
        if len(label) <= _ROW_LETTERS:
            return label
    ending = f"… +{len(teams) - 1} together"
    return f"{teams[0][: _ROW_LETTERS - len(ending)]}{ending}"


def dimension_axis(
    remarks: Mapping[str, Sequence[str]], look: Look, field: Literal["dimension_name", "name"] = "dimension_name"
) -> alt.Y:
    """One row per dimension (or of another column): its name in at most two lines, what is remarked of it below."""
    lines = {name: [*_two_lines(name, 26), *told] for name, told in remarks.items()}
    most = max((len(told) for told in lines.values()), default=1)
    return alt.Y(
        f"{field}:N",
        title=None,
        sort=None,
        scale=alt.Scale(type="band", domain=list(remarks), paddingInner=0.3, paddingOuter=0.1),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(lines)}[datum.value]",
            labelLimit=210,
            labelPadding=12,
            labelLineHeight=_SMALL_LINE,
            labelOffset=-_SMALL_LINE * (most - 1) / 2,  # else the first line stands at the middle of the row
            labelColor=look.text,
            labelOverlap=False,
            labelFontSize=12,
            ticks=False,
            domain=False,
            grid=False,
        ),
    )


def _two_lines(name: str, width: int) -> list[str]:
    first, *others = wrapped(name, width)
    return [first, " ".join(others)] if others else [first]
