"""One change per row, twice: everyone in each year, and the same people in both.

The two stand beside each other and never in one mark, because they answer different questions. Each has a
scale of its own, which the printed figures make legible; a row without a figure says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.axes import dimension_axis
from pipeline.charts.change_measures import ChangeMeasure
from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.theme import MOST_ROWS, Look

NOT_COMPARABLE = "Rubric differs: not comparable"
NOBODY_MATCHED = "Nobody recognised"

_ROW, _NARROW_ROW, _MANY = 44, 30, 8
"""Pixels from one row to the next; closer where there are more than so many."""
_EVERYONE = (0.0, 0.34)
_EVERYONE_WORDS = 0.37
_SAME = (0.65, 0.82)
_SAME_WORDS = 0.845
"""Where the two pictures and their words begin and end, as parts of the width."""
_WIDTH = alt.Scale(domain=[0, 1], nice=False)

FIGURES = ["before", "after", "change", "within", "low", "high"]


def change_rows(rows: Sequence[Mapping[str, Any]], measure: ChangeMeasure) -> pd.DataFrame:
    """What each row of the picture says and where its marks stand.

    Parameters
    ----------
    rows
        Rows of ``snapshot.change.changes`` as plain values, each with a ``name``.
    measure
        What the figures are.

    Returns
    -------
    pandas.DataFrame
        One row per row, in order: ``name``; ``everyone`` and ``same`` (what is printed); ``direction`` and
        ``same_direction``; ``before after change within low high`` (null where not known) and, as parts of the
        picture's width, ``before_at after_at within_at low_at high_at zero_at``.
    """
    told = pd.DataFrame([_row(row, measure) for row in rows])
    figures = told.astype(dict.fromkeys(FIGURES, "Float64"))
    outer = _scale(figures, ["before", "after"], measure.span)
    inner = _scale(figures, ["within", "low", "high"], measure.span, is_around_zero=True)
    placed = {f"{name}_at": _at(figures[name], outer, _EVERYONE) for name in ("before", "after")}
    placed |= {f"{name}_at": _at(figures[name], inner, _SAME) for name in ("within", "low", "high")}
    zero = _SAME[0] + (0 - inner[0]) / (inner[1] - inner[0]) * (_SAME[1] - _SAME[0])
    return figures.assign(**placed, zero_at=zero)


def dumbbell(
    rows: Sequence[Mapping[str, Any]], measure: ChangeMeasure, before: str, after: str, look: Look
) -> alt.LayerChart | alt.FacetChart:
    """Draw the change of everyone beside that of the same people.

    Parameters
    ----------
    rows, measure
        As in `change_rows`; at least one row.
    before, after
        The names of the two cycles.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One row per row given: a hollow dot before and a filled one after, then the mean change of the same
        people around a line at nothing, with its range. A hidden row carries its name and "Not shown" only.

    Raises
    ------
    ValueError
        For more rows than can be read.
    """
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} changes cannot be read; draw a part of them.")
    drawn = change_rows(rows, measure)
    names: dict[str, list[str]] = {name: [] for name in drawn["name"]}
    known = drawn.assign(
        told=drawn["name"] + ", everyone: " + drawn["everyone"],
        same_told=drawn["name"] + ", the same people: " + drawn["same"],
    )
    row = _NARROW_ROW if len(drawn) > _MANY else _ROW
    base = alt.Chart(known).encode(y=dimension_axis(names, look, "name"))
    layers = (
        *_dots(base, look, before, after),
        *_panel(base, look, row),
        *(_words(base, "everyone", _EVERYONE_WORDS, look), _words(base, "same", _SAME_WORDS, look)),
        *_heads(look),
    )
    return alt.layer(*layers).properties(
        title=_title(measure, before, after, look),
        height=row * len(drawn),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(drawn, before, after),
    )


def _row(row: Mapping[str, Any], measure: ChangeMeasure) -> dict[str, Any]:
    """The words of one row; what is not known is None and not 0."""
    within = None if row["ledger"] is None else row["ledger"]["within"]
    told: dict[str, Any] = {name: row[name] for name in ("name", "before", "after", "change", "low", "high")}
    return {
        **told,
        "within": within,
        "everyone": everyone_words(row, measure),
        "same": same_words(row, measure),
        "direction": "same" if row["change"] is None else measure.direction(row["change"]),
        "same_direction": "same" if within is None else measure.direction(within),
    }


def everyone_words(row: Mapping[str, Any], measure: ChangeMeasure) -> str:
    """Both figures and their difference: ``57.9 % → 49.3 %, −8.6 points``, or why there is none."""
    ends = [NOT_SHOWN.casefold() if row[key] is None else measure.figure(row[key]) for key in ("before", "after")]
    if row["before"] is None and row["after"] is None:
        return NOT_SHOWN
    told = " → ".join(ends)
    if row["change"] is None:
        return told if None in (row["before"], row["after"]) else f"{told}, {_no_difference(row)}"
    if ends[0] != ends[1] and measure.direction(row["change"]) == "same":
        return f"{told}, almost the same"  # beside two different figures a difference of 0.00 reads like an error
    return f"{told}, {measure.difference(row['change'])}"


def _no_difference(row: Mapping[str, Any]) -> str:
    return "not comparable" if row["comparison"] == "not comparable" else "no difference shown"


def same_words(row: Mapping[str, Any], measure: ChangeMeasure) -> str:
    """The mean change of the matched: ``−6.1 points, clear``, or why there is none."""
    if row["comparison"] == "not comparable":
        return NOT_COMPARABLE
    if row["ledger"] is None:
        return NOBODY_MATCHED if row["matched"] == 0 else NOT_SHOWN
    told = measure.difference(row["ledger"]["within"])
    return f"{told}, {row['verdict']}" if row["verdict"] else told


def _scale(
    figures: pd.DataFrame, columns: list[str], least: float, is_around_zero: bool = False
) -> tuple[float, float]:
    """The figures at the two ends of a picture, of which the outermost marks stay a little away."""
    known = [float(figure) for column in columns for figure in figures[column].dropna()]
    values = [*known, 0.0] if is_around_zero or not known else known
    low, high = min(values), max(values)
    missing = max(0.0, least - (high - low)) / 2
    room = 0.04 * (high - low + 2 * missing)
    return low - missing - room, high + missing + room


def _at(figures: pd.Series, scale: tuple[float, float], ends: tuple[float, float]) -> pd.Series:
    return ends[0] + (figures - scale[0]) / (scale[1] - scale[0]) * (ends[1] - ends[0])


def _x(column: str) -> alt.X:
    return alt.X(f"{column}:Q", title=None, axis=None, scale=_WIDTH)


def _colour(column: str, look: Look) -> alt.Color:
    scale = alt.Scale(domain=["better", "worse", "same"], range=[look.reached, look.below, look.plain])
    return alt.Color(f"{column}:N", scale=scale, legend=None)


def _dots(base: alt.Chart, look: Look, before: str, after: str) -> list[alt.Chart]:
    both = base.transform_filter("isValid(datum.before_at) && isValid(datum.after_at)")
    tooltip = [alt.Tooltip("name:N", title="Of"), alt.Tooltip("everyone:N", title=f"Everyone, {before} and {after}")]
    start = base.transform_filter("isValid(datum.before_at)").mark_point(
        size=90, opacity=1, strokeWidth=2, fill=look.ground, stroke=look.quiet, aria=False
    )
    end = base.transform_filter("isValid(datum.after_at)").mark_point(size=110, opacity=1, filled=True)
    return [
        both.mark_rule(strokeWidth=3, aria=False).encode(
            x=_x("before_at"), x2="after_at:Q", color=_colour("direction", look)
        ),
        start.encode(x=_x("before_at"), tooltip=tooltip),
        end.encode(x=_x("after_at"), color=_colour("direction", look), description="told:N", tooltip=tooltip),
    ]


def _panel(base: alt.Chart, look: Look, row: int) -> list[alt.Chart]:
    known = base.transform_filter("isValid(datum.within_at)")
    tooltip = [alt.Tooltip("name:N", title="Of"), alt.Tooltip("same:N", title="The same people, on average")]
    colour = _colour("same_direction", look)
    return [
        base.mark_tick(color=look.line, thickness=1, size=row, aria=False).encode(x=_x("zero_at")),
        known.transform_filter("isValid(datum.low_at)")
        .mark_rule(strokeWidth=2, aria=False)
        .encode(x=_x("low_at"), x2="high_at:Q", color=colour),
        known.mark_point(size=100, opacity=1, filled=True, shape="square").encode(
            x=_x("within_at"), color=colour, description="same_told:N", tooltip=tooltip
        ),
    ]


def _words(base: alt.Chart, column: str, at: float, look: Look) -> alt.Chart:
    return (
        base.transform_calculate(at=str(at))
        .mark_text(align="left", fontSize=12, color=look.text, aria=False)
        .encode(x=_x("at"), text=f"{column}:N")
    )


def _heads(look: Look) -> list[alt.Chart]:
    heads = pd.DataFrame({"head": ["Everyone, each year", "The same people"], "at": [_EVERYONE[0], _SAME[0]]})
    style: dict[str, Any] = {"align": "left", "fontSize": 12, "fontWeight": 600, "color": look.text, "aria": False}
    return [alt.Chart(heads).mark_text(**style).encode(x=_x("at"), y=alt.value(-10), text="head:N")]


def _title(measure: ChangeMeasure, before: str, after: str, look: Look) -> alt.Title:
    return alt.Title(
        f"{measure.everyone}, {before} and {after}",
        subtitle=f"Hollow dot {before}, filled dot {after}; the square is the mean change of who answered both times",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=28,
    )


def _description(drawn: pd.DataFrame, before: str, after: str) -> str:
    told = [
        f"{name}: everyone {everyone}; the same people {same}"
        for name, everyone, same in zip(drawn["name"], drawn["everyone"], drawn["same"], strict=True)
    ]
    return f"Changes from {before} to {after}. {'. '.join(told)}. The table holds the same figures."
