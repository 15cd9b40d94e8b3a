"""A list of dimensions: place, name, figure, bar, the reason of the place, and how sure it is.

A list and not a bare bar chart, because a reader who sees a bar asks why it stands there. Three of them
stand beside each other, so sentences are broken into lines that fit a third of a page.
"""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.heatmap import CHOSEN, PICK
from pipeline.charts.theme import Look

LINE = 17
"""Pixels from one line of text to the next."""

_LETTERS = {"reason": 43, "range": 48, "warning": 46}
"""Of a line that fits a third of a page of 1,280 pixels; they differ in size and weight."""
_MOST_LINES = 4
"""Of one sentence; the table and the tooltip hold it whole."""
_ABOVE, _BELOW = 2.0, 1.0
"""Lines of a row that its heading and its bar take, and that are left free under it."""

_Y = alt.Y("dimension_name:N", title=None, sort=None)


def drawn(lines: pd.DataFrame, title: str, meaning: str, longest: float, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw a list.

    Parameters
    ----------
    lines
        One row per dimension: ``dimension_name``, ``heading`` (place and name), ``figure`` (text), ``value`` (of
        the bar), ``low`` and ``high`` (of the line on it), ``reason``, ``range`` and ``warning`` (texts, empty
        where there is nothing to say).
    title, meaning
        What the list is, and what its figures are.
    longest
        The figure of a bar as long as the list is wide.
    look
        The colours.
    """
    broken = _broken(lines)
    base = alt.Chart(broken).encode(y=_rows(broken))
    pick = alt.selection_point(name=PICK, fields=["dimension_name"], on="click", clear="dblclick")
    places = _places(broken)
    row = int(LINE * places["end"])
    layers = (
        _surface(base).add_params(pick),
        *_bars(base, longest, row, look),
        *_texts(base, row, places, look),
        _outline(look),
    )
    looks: dict[str, Any] = {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 12}
    return alt.layer(*layers, datasets={CHOSEN: []}).properties(
        title=alt.Title(title, subtitle=meaning, anchor="start", **looks),
        height=row * len(lines),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(lines, title, meaning),
    )


def _broken(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines with ``drawn_...`` of each sentence, and ``mark``: the figure without its unit of levels."""
    broken = {
        f"drawn_{name}": [_folded(sentence, letters) for sentence in lines[name]] for name, letters in _LETTERS.items()
    }
    return lines.assign(**broken, mark=lines["figure"].str.replace(r" levels?$", "", regex=True))


def _folded(sentence: str, letters: int) -> str:
    folded = textwrap.wrap(sentence, letters, max_lines=_MOST_LINES, placeholder=" …")
    return "\n".join(folded)


def _places(broken: pd.DataFrame) -> dict[str, float]:
    """At which line of a row each of its sentences begins, and where the row ends: as many as its longest takes."""
    at, places = _ABOVE, {}
    for name in ("drawn_reason", "drawn_range", "drawn_warning"):
        places[name] = at
        at += max(len(sentence.split("\n")) if sentence else 0 for sentence in broken[name])
    return {**places, "end": at + _BELOW}


def _rows(lines: pd.DataFrame) -> alt.Y:
    domain = lines["dimension_name"].tolist()
    scale = alt.Scale(domain=domain, paddingInner=0, paddingOuter=0)
    return alt.Y("dimension_name:N", title=None, sort=None, axis=None, scale=scale)


def _surface(base: alt.Chart) -> alt.Chart:
    """The whole row takes the click, and tells itself to who listens."""
    return (
        base.mark_rect(fillOpacity=0, cursor="pointer")
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            description="told:N",
            tooltip=[
                alt.Tooltip("dimension_name:N", title="Dimension"),
                alt.Tooltip("figure:N", title="Figure"),
                alt.Tooltip("reason:N", title="Why here"),
                alt.Tooltip("range:N", title="How sure"),
            ],
        )
        .transform_calculate(told="datum.dimension_name + ': ' + datum.figure + '. ' + datum.reason")
    )


def _bars(base: alt.Chart, longest: float, row: int, look: Look) -> list[alt.Chart]:
    place = LINE * 1.5 - row / 2 + 4
    scale = alt.Scale(domain=[0, longest], zero=True, nice=False)
    length = alt.X("value:Q", title=None, axis=None, scale=scale)
    placed = base.transform_filter("isValid(datum.value)")
    track = placed.mark_bar(height=9, yOffset=place, color=look.hidden, cornerRadius=2, aria=False).encode(
        x=alt.value(0), x2=alt.value("width")
    )
    bars = placed.mark_bar(height=9, yOffset=place, color=look.below, cornerRadius=2, aria=False).encode(x=length)
    ends = base.transform_filter("isValid(datum.low)")
    line = ends.mark_rule(yOffset=place, color=look.text, strokeWidth=1.5, aria=False).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    ticks = [
        ends.mark_tick(
            orient="vertical", size=9, thickness=1.5, yOffset=place, color=look.text, opacity=1, aria=False
        ).encode(x=alt.X(f"{end}:Q", scale=scale))
        for end in ("low", "high")
    ]
    return [track, bars, line, *ticks]


def _texts(base: alt.Chart, row: int, places: dict[str, float], look: Look) -> list[alt.Chart]:
    """The lines of a row: heading and figure above the bar, the sentences below it."""

    def line(field: str, at: float, **style: Any) -> alt.Chart:
        looks: dict[str, Any] = {"align": "left", "baseline": "top", "color": look.text, "fontSize": 12, **style}
        side = alt.value("width") if looks["align"] == "right" else alt.value(0)
        text = base.mark_text(dy=LINE * at - row / 2 + 4, lineBreak="\n", lineHeight=LINE, aria=False, **looks)
        return text.encode(x=side, text=f"{field}:N")

    strong: dict[str, Any] = {"fontSize": 14, "fontWeight": 600}
    return [
        line("heading", 0, limit=alt.ExprRef("width - 56"), **strong),
        line("mark", 0, align="right", **strong),
        line("drawn_reason", places["drawn_reason"], fontSize=13),
        line("drawn_range", places["drawn_range"], color=look.quiet),
        line("drawn_warning", places["drawn_warning"], color=look.below, fontWeight=600),
    ]


def _outline(look: Look) -> alt.Chart:
    return (
        alt.Chart(alt.NamedData(CHOSEN))
        .mark_rect(color=look.text, aria=False)
        .encode(x=alt.value(-10), x2=alt.value(-7), y=_Y)
    )


def _description(lines: pd.DataFrame, title: str, meaning: str) -> str:
    rows = zip(lines["heading"], lines["figure"], strict=True)
    told = "; ".join(f"{heading}, {figure}" for heading, figure in rows)
    return f"{title}: {meaning[0].lower()}{meaning[1:]}. {told}. The table holds the same figures."
