"""Which indicators of a dimension people have not ticked, level by level, the most missing first.

The text of an indicator is what a course would teach, so it is printed in full however long it is.
"""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from pipeline.charts.axes import LINE_HEIGHT
from pipeline.charts.theme import Look, wrapped
from pipeline.model import Framework
from pipeline.rounding import percent

_LINE_CHARACTERS = 60
_LABEL_PIXELS = 420
_LABEL_PADDING = 10
_ROOM = 1.3
"""The bars end at 1; what lies beyond is room for the figure beside a full one."""
_FIGURES = ["indicator_text", "supporting", "missing", "asked"]
DEFINING, SUPPORTING = "Defining", "Supporting"


def missing(indicators: pd.DataFrame, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw the share of people who have not ticked each indicator.

    Parameters
    ----------
    indicators
        The indicators of one group and dimension with the columns of
        `pipeline.snapshot.dimension.indicators`, all shown, with somebody asked.
    framework
        Gives the names of the levels.
    look
        The colours: defining indicators warm, supporting ones grey.

    Returns
    -------
    altair.LayerChart
        One bar per indicator under the name of its level, zero based, with its share and people.
    """
    bars = missing_bars(indicators, framework)
    heads = bars[~bars["has_bar"]]
    base = alt.Chart(bars[bars["has_bar"]])
    x = alt.X("missing_share:Q", title=None, axis=None, scale=alt.Scale(domain=[0, _ROOM], zero=True, nice=False))
    y = alt.Y("row:N", title=None, sort=None)
    columns = base.mark_bar(cornerRadiusEnd=3, height=18).encode(
        x=x,
        y=_axis(bars),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=[DEFINING, SUPPORTING], range=[look.below, look.plain]),
            legend=None,
        ),
        description="told:N",
        tooltip=[
            alt.Tooltip("indicator_text:N", title="Indicator"),
            alt.Tooltip("level_name:N", title="Level"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("label:N", title="Not ticked"),
        ],
    )
    labels = base.mark_text(align="left", dx=8, fontSize=12, color=look.text, aria=False).encode(
        x=x, y=y, text="label:N"
    )
    rules = alt.Chart(heads).mark_rule(color=look.line, aria=False).encode(y=y, x=alt.value(0), x2=alt.value("width"))
    return alt.layer(columns, labels, rules, *_texts(bars, look)).properties(
        title=_title(indicators, look),
        height=_row_height(bars) * len(bars),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(bars),
    )


def missing_bars(indicators: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The rows of the picture: each level's name, then its indicators, the most missing first.

    Returns
    -------
    pandas.DataFrame
        ``row`` (unique), ``has_bar`` (False for a level's name), ``lines`` (the text in lines),
        ``indicator_text``, ``level_name``, ``kind``, ``missing_share`` (0..1), ``label`` (``57 % (127 of
        221)``) and ``told``, the same as a sentence.
    """
    rows: list[dict[str, object]] = []
    for level in framework.levels:
        of_level = indicators.loc[indicators["level"] == level.level, _FIGURES]
        if len(of_level):
            head = {"row": f"level {level.level}", "lines": [level.name], "level_name": level.name}
            rows.append({**head, "has_bar": False})
        ordered = of_level.sort_values("missing", ascending=False, kind="stable")
        rows += [_bar(f"indicator {place}", level.name, *figures) for place, *figures in ordered.itertuples()]
    return pd.DataFrame(rows)


def _bar(row: str, level_name: str, text: str, is_supporting: bool, missing: int, asked: int) -> dict[str, object]:
    label = f"{percent(missing / asked)} ({missing:,} of {asked:,})"
    return {
        "row": row,
        "has_bar": True,
        "lines": wrapped(text + (" (supporting)" if is_supporting else ""), _LINE_CHARACTERS),
        "indicator_text": text,
        "level_name": level_name,
        "kind": SUPPORTING if is_supporting else DEFINING,
        "missing_share": missing / asked,
        "label": label,
        "told": f"{text}: not ticked by {label}",
    }


def _row_height(bars: pd.DataFrame) -> int:
    return 12 + LINE_HEIGHT * max(len(lines) for lines in bars["lines"])


def _axis(bars: pd.DataFrame) -> alt.Y:
    """The rows in their order; the labels only keep the room in which `_texts` writes."""
    lines = dict(zip(bars["row"], bars["lines"], strict=True))
    return alt.Y(
        "row:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=list(lines), paddingInner=0.1, paddingOuter=0),
        axis=alt.Axis(
            labelExpr=f"{json.dumps(lines)}[datum.value]",
            labelLimit=_LABEL_PIXELS,
            labelPadding=_LABEL_PADDING,
            labelLineHeight=LINE_HEIGHT,
            labelOverlap=False,
            labelFontSize=13,
            labelOpacity=0,
            ticks=False,
            domain=False,
            grid=False,
        ),
    )


def _texts(bars: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """The texts in the room of the axis: labels of an axis begin at their row and cannot be moved up one by one."""
    told = pd.DataFrame({"row": bars["row"], "text": bars["lines"].map("\n".join), "has_bar": bars["has_bar"]})
    counts = bars["lines"].map(len)
    return [
        alt.Chart(told[(counts == count) & (told["has_bar"] == has_bar)])
        .mark_text(
            align="right",
            dx=-_LABEL_PADDING,
            dy=-LINE_HEIGHT * (count - 1) / 2,
            lineBreak="\n",
            lineHeight=LINE_HEIGHT,
            limit=_LABEL_PIXELS,
            fontSize=13,
            fontWeight="normal" if has_bar else "bold",
            color=look.text,
            aria=False,
        )
        .encode(x=alt.value(0), y=alt.Y("row:N", title=None, sort=None), text="text:N")
        for has_bar in (True, False)
        for count in sorted(set(counts[bars["has_bar"] == has_bar]))
    ]


def _title(indicators: pd.DataFrame, look: Look) -> alt.Title:
    told = "Level by level, the most missing first"
    if indicators["supporting"].any():
        told += ". Grey bars are supporting indicators: they hold nobody back"
    return alt.Title(
        "Share of people who have not ticked each indicator",
        subtitle=told,
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=14,
    )


def _description(bars: pd.DataFrame) -> str:
    told = ". ".join(bars.loc[bars["has_bar"], "told"])
    return f"Bars of the share of people who have not ticked each indicator. {told}."
