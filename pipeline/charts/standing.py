"""Where one team stands in each dimension: its people by level, on both sides of the target.

Counts are printed in the pieces, so colour and length only guide the eye. A level has one colour
whatever the target is; which side a piece is on says whether it is below.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.axes import WIDE_ROW, dimension_axis
from pipeline.charts.segments import BELOW, REACHED, aims, remarks, segments
from pipeline.charts.theme import Look, level_colours
from pipeline.model import Framework

_BAR = 30
_THIN = 16
"""Pixels across a bar, and across one that is not split: it must not look as if it were."""

_NARROWEST = 0.026
"""The share of the chart's width that one digit needs to be printed in a piece."""

_SIDE: dict[str, Any] = {"fontSize": 12, "fontWeight": 600, "aria": False}
"""How the names of the two sides are written."""

_Y = alt.Y("dimension_name:N", title=None, sort=None)


def standing(dimensions: pd.DataFrame, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw one team's people by dimension, split at the target.

    Parameters
    ----------
    dimensions
        One row per dimension with the columns of `pipeline.snapshot.teams.dimensions`.
    framework
        Whose levels, in which order and by which names.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One bar per dimension in the order of `dimensions`, people below target to the left of one
        line and the others to its right, on one scale of people. A hidden dimension is a grey bar
        that says so and carries nothing else.
    """
    pieces = segments(dimensions, framework)
    ends = _ends(pieces)
    drawn = pieces.assign(is_printed=_is_printed(pieces, ends))
    names = list(dimensions["dimension_name"])
    lines = {name: [aim] for name, aim in zip(names, aims(dimensions, framework), strict=True)}
    x = alt.X("start:Q", title=None, axis=None, scale=alt.Scale(domain=ends, nice=False))
    base = alt.Chart(drawn).encode(x=x, y=dimension_axis(lines, look))
    legend = alt.Legend(title=None, orient="bottom", columns=3, labelFontSize=12, labelColor=look.text, labelLimit=200)
    layers = (
        _bars(
            base.transform_filter(alt.datum.side != "plain"), _BAR, _level_colour(framework, look, legend), look.ground
        ),
        _bars(
            base.transform_filter(alt.datum.side == "plain"), _THIN, _level_colour(framework, look, None), look.ground
        ),
        _sums(base, look),
        _counts(base, framework, look),
        *_side_remarks(dimensions, x, look),
        *_target_line(drawn, look),
    )
    return (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(
            title=_title(look),
            height=WIDE_ROW * len(names),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=_description(dimensions, drawn, framework),
        )
    )


def _ends(pieces: pd.DataFrame) -> list[int]:
    """People to the left and right of the target; at least one each, so that both halves are there."""
    split = pieces[pieces["side"] != "plain"]
    return [min([-1, *split["start"]]), max([1, *pieces["end"]])]


def _is_printed(pieces: pd.DataFrame, ends: list[int]) -> pd.Series:
    share = pieces["people"] / (ends[1] - ends[0])
    return share >= _NARROWEST * pieces["label"].str.len()


def _title(look: Look) -> alt.Title:
    return alt.Title(
        "People at each level, on both sides of the target",
        subtitle="One bar is one dimension; what is left of the line is missing the target",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=28,
    )


def _level_colour(framework: Framework, look: Look, legend: alt.Legend | None) -> alt.Color:
    names = [level.name for level in framework.levels]
    fills = [fill for fill, _ in level_colours(len(names), look)]
    return alt.Color("part:N", scale=alt.Scale(domain=names, range=fills), legend=legend)


def _bars(base: alt.Chart, height: int, colour: alt.Color, ground: str) -> alt.Chart:
    return (
        base.transform_filter("isValid(datum.level)")
        .transform_calculate(told="datum.dimension_name + ', ' + datum.part + ': ' + datum.label")
        .mark_bar(height=height, strokeWidth=1, stroke=ground)
        .encode(x2="end:Q", description="told:N", color=colour, tooltip=_tooltips("Level"))
    )


def _sums(base: alt.Chart, look: Look) -> alt.Chart:
    scale = alt.Scale(domain=[BELOW, REACHED], range=[look.below, look.reached])
    return (
        base.transform_filter("!isValid(datum.level)")
        .transform_calculate(told="datum.dimension_name + ', ' + datum.part + ': ' + datum.label")
        .mark_bar(height=_BAR, stroke=look.ground, strokeWidth=1)
        .encode(
            x2="end:Q",
            description="told:N",
            color=alt.Color("part:N", scale=scale, legend=None),
            tooltip=_tooltips("Side"),
        )
    )


def _counts(base: alt.Chart, framework: Framework, look: Look) -> alt.Chart:
    inks = [ink for _, ink in level_colours(len(framework.levels), look)]
    parts = [*(level.name for level in framework.levels), BELOW, REACHED]
    on_sums = look.ground
    return (
        base.transform_filter("datum.is_printed")
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(fontSize=13, aria=False)
        .encode(
            x=alt.X("middle:Q", title=None, axis=None),
            text="label:N",
            color=alt.Color("part:N", scale=alt.Scale(domain=parts, range=[*inks, on_sums, on_sums]), legend=None),
        )
    )


def _tooltips(part: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("dimension_name:N", title="Dimension"),
        alt.Tooltip("part:N", title=part),
        alt.Tooltip("label:N", title="People"),
    ]


def _side_remarks(dimensions: pd.DataFrame, x: alt.X, look: Look) -> list[alt.Chart]:
    """What stands where there is no bar; hidden dimensions are filled over their whole width."""
    told = pd.DataFrame({"dimension_name": dimensions["dimension_name"], "remark": remarks(dimensions)})
    left, right = x["scale"]["domain"]
    empty = alt.Chart(told.dropna().assign(start=left, end=right, middle=(left + right) / 2))
    fill = empty.transform_filter(alt.datum.remark == "Not shown").mark_bar(height=_BAR, color=look.hidden)
    return [
        fill.encode(
            x=alt.X("start:Q", title=None, axis=None), x2="end:Q", y=_Y, tooltip=alt.Tooltip("remark:N", title="Why")
        ),
        empty.mark_text(fontSize=12, color=look.quiet).encode(
            x=alt.X("middle:Q", title=None, axis=None), y=_Y, text="remark:N"
        ),
    ]


def _target_line(drawn: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """One line where the target lies, through the dimensions that are split, with its two sides named."""
    split = drawn.loc[drawn["side"] != "plain", ["dimension_name"]].drop_duplicates().assign(start=0)
    rule = alt.Chart(split).mark_tick(color=look.text, thickness=2, size=WIDE_ROW - 8, aria=False)
    x = alt.X("start:Q", title=None, axis=None)
    left = alt.Chart(split.head(1).assign(side=BELOW)).mark_text(align="right", dx=-8, color=look.below, **_SIDE)
    right = alt.Chart(split.head(1).assign(side=REACHED)).mark_text(align="left", dx=8, color=look.reached, **_SIDE)
    sides = (side.encode(x=x, y=alt.value(-12), text="side:N") for side in (left, right))
    return [rule.encode(x=x, y=_Y), *sides]


def _description(dimensions: pd.DataFrame, drawn: pd.DataFrame, framework: Framework) -> str:
    told = []
    rows = zip(dimensions["dimension_name"], aims(dimensions, framework), remarks(dimensions), strict=True)
    for name, aim, remark in rows:
        own = drawn[drawn["dimension_name"] == name]
        parts = [f"{part} {label}" for part, label in zip(own["part"], own["label"], strict=True)]
        told.append(f"{name} ({aim}): {remark or ', '.join(parts)}")
    return f"Bars of people by level, split at the target. {'. '.join(told)}. The table holds the same figures."
