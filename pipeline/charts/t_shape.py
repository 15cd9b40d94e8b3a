"""One person's T: a bar per dimension that hangs down as far as the person's level, the deepest in the middle."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from pipeline.charts.axes import LINE_HEIGHT
from pipeline.charts.theme import Look, level_colours, wrapped
from pipeline.model import Framework

_LEVEL_PIXELS = 58
_NAME_LETTERS = 14


def t_shape(standings: pd.DataFrame, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw one person's levels and targets.

    Parameters
    ----------
    standings
        One row per dimension: ``dimension_name``, ``level`` and ``target`` (null = no answer, nothing expected).

    Returns
    -------
    altair.LayerChart
        Dimensions side by side, the deepest in the middle; level 0 is the top edge. A line across marks the target.
    """
    names = {each.level: each.name for each in framework.levels}
    drawn = standings.assign(
        level_name=standings["level"].map(names).astype(object).where(standings["level"].notna(), "No answer"),
        target_name=standings["target"].map(names).astype(object).where(standings["target"].notna(), "nothing"),
        depth=standings["level"].astype("Float64").fillna(0.0).astype(float),
        mark=standings["target"].astype("Float64"),
    )
    order = _deepest_in_the_middle(drawn)
    x, y = _skills(order, look), _levels("depth", framework, look)
    base = alt.Chart(drawn)
    fills = [fill for fill, _ in level_colours(len(framework.levels), look)]
    colour = alt.Color("depth:O", scale=alt.Scale(domain=list(names), range=fills), legend=None)
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TOLD.items()]
    bars = base.mark_bar(cornerRadiusEnd=4).encode(x, y, alt.Y2(datum=framework.lowest), colour, tooltip=tooltip)
    told = base.mark_text(dy=14, fontSize=12, color=look.text).encode(x, y, alt.Text("level_name:N"))
    aims = (
        base.transform_filter("datum.mark != null")
        .mark_tick(thickness=4, color=look.below, orient="horizontal", bandSize=60)
        .encode(x, _levels("mark", framework, look), tooltip=tooltip)
    )
    return alt.layer(bars, aims, told).properties(
        title=alt.TitleParams(
            "How far you are in each skill, and your targets", anchor="start", color=look.text, offset=16
        ),
        height=_LEVEL_PIXELS * (framework.highest - framework.lowest) + 24,
        width="container",
        description=_description(drawn),
    )


_TOLD = {"dimension_name": "Skill", "level_name": "You", "target_name": "Target"}


def _deepest_in_the_middle(drawn: pd.DataFrame) -> list[str]:
    """The deepest in the middle, the others to its left and right in turn: what looks like a T is one."""
    deepest_first = drawn.sort_values("depth", ascending=False, kind="stable")["dimension_name"].tolist()
    left, right = deepest_first[1::2], deepest_first[0::2]
    return [*reversed(left), *right]


def _skills(order: list[str], look: Look) -> alt.X:
    lines = {name: wrapped(name, _NAME_LETTERS) for name in order}
    axis = alt.Axis(
        orient="top",
        labelAngle=0,
        labelLimit=0,
        labelFontSize=12,
        labelColor=look.text,
        labelLineHeight=LINE_HEIGHT,
        labelPadding=8 + LINE_HEIGHT * (max(map(len, lines.values())) - 1),
        labelExpr=f"{json.dumps(lines)}[datum.value]",
        labelOverlap=False,
        ticks=False,
        domain=False,
    )
    scale = alt.Scale(paddingInner=0.12, paddingOuter=0.06)
    return alt.X("dimension_name:N", sort=order, title=None, axis=axis, scale=scale)


def _levels(column: str, framework: Framework, look: Look) -> alt.Y:
    names = {each.level: each.name for each in framework.levels}
    axis = alt.Axis(
        values=list(names),
        labelExpr=f"{json.dumps(names)}[datum.value]",
        labelColor=look.text,
        labelFontSize=12,
        gridColor=look.line,
        gridOpacity=0.5,
        labelOverlap=False,
        ticks=False,
        domain=False,
    )
    scale = alt.Scale(domain=[framework.lowest, framework.highest], reverse=True, nice=False)
    return alt.Y(f"{column}:Q", title=None, scale=scale, axis=axis)


def _description(drawn: pd.DataFrame) -> str:
    told = "; ".join(
        f"{name}: {level}, target {target}"
        for name, level, target in zip(drawn["dimension_name"], drawn["level_name"], drawn["target_name"], strict=True)
    )
    return f"One bar for each skill, as deep as the level reached. {told}."
