"""How many people stand at each level of one dimension, and where the target lies.

Levels keep the rubric's order and a level that nobody chose keeps its place, so two charts compare.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import altair as alt
import pandas as pd

from pipeline.charts.theme import Look, wrapped
from pipeline.model import Framework
from pipeline.rounding import percent

HEIGHT = 260
"""Pixels of the whole chart."""


def distribution(
    people: Mapping[str, int], framework: Framework, target: int | None, look: Look, is_what_if: bool = False
) -> alt.LayerChart | alt.FacetChart:
    """Draw one group's people by level of one dimension.

    Parameters
    ----------
    people
        People per level, ``{"0": 3, ...}``.
    framework
        Whose levels, in which order and by which names.
    target
        The level expected of everybody in the group; None where there is no common one.
    look
        The colours: people below the target are warm, the others cool, without a target grey.
    is_what_if
        Whether nobody has set that target.

    Returns
    -------
    altair.LayerChart
        One bar per level of the framework with its people and their share, zero based.
    """
    bars = level_shares(people, framework, target)
    tallest = max(int(bars["people"].max()), 1)
    base = alt.Chart(bars).encode(x=_x_axis(framework, look))
    height = alt.Y("people:Q", title=None, axis=None, scale=alt.Scale(domain=[0, tallest * 1.32], zero=True))
    columns = base.mark_bar(cornerRadiusEnd=3, size=64).encode(
        y=height,
        color=alt.Color(
            "side:N",
            legend=None,
            scale=alt.Scale(domain=["below", "reached", "plain"], range=[look.below, look.reached, look.plain]),
        ),
        tooltip=[alt.Tooltip("level_name:N", title="Level"), alt.Tooltip("label:N", title="People")],
    )
    counts = base.mark_text(dy=-9, fontSize=13, color=look.text).encode(y=height, text="label:N")
    marks = [] if target is None else _target(bars, framework, target, look, "What if" if is_what_if else "Target")
    return alt.layer(columns, counts, *marks).properties(
        title=alt.Title("People at each level", anchor="start"),
        height=HEIGHT,
        width="container",
        description=_description(bars, framework, target),
    )


def level_shares(people: Mapping[str, int], framework: Framework, target: int | None) -> pd.DataFrame:
    """People and their share per level.

    Returns
    -------
    pandas.DataFrame
        One row per level of the framework, lowest first: ``level``, ``level_name``, ``people``,
        ``share`` (0..1 of those assessed; <NA> where nobody is), ``side`` (``below`` or
        ``reached``; ``plain`` without a target) and ``label``, e.g. ``12 (29 %)``.
    """
    counts = [people.get(str(level.level), 0) for level in framework.levels]
    assessed = sum(counts)
    shares = [count / assessed if assessed else None for count in counts]
    return pd.DataFrame(
        {
            "level": [level.level for level in framework.levels],
            "level_name": [level.name for level in framework.levels],
            "people": counts,
            "share": pd.array(shares, dtype="Float64"),
            "side": [_side(level.level, target) for level in framework.levels],
            "label": [
                f"{count:,}" if share is None else f"{count:,} ({percent(share)})"
                for count, share in zip(counts, shares, strict=True)
            ],
        }
    )


def _side(level: int, target: int | None) -> str:
    if target is None:
        return "plain"
    return "below" if level < target else "reached"


def _x_axis(framework: Framework, look: Look) -> alt.X:
    lines = {level.name: wrapped(level.name, 14) for level in framework.levels}
    return alt.X(
        "level_name:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=[level.name for level in framework.levels]),
        axis=alt.Axis(
            labelAngle=0,
            labelExpr=f"{json.dumps(lines)}[datum.value]",
            labelFontSize=13,
            labelColor=look.text,
            labelFlush=False,
            labelLimit=160,
            labelOverlap=False,
            ticks=False,
            grid=False,
        ),
    )


def _target(bars: pd.DataFrame, framework: Framework, target: int, look: Look, word: str) -> list[alt.Chart]:
    place = alt.Chart(
        bars.loc[bars["level"] == target, ["level_name"]].assign(
            note=f"{word}: {bars.loc[bars['level'] == target, 'level_name'].iloc[0]} or above"
        )
    )
    axis = _x_axis(framework, look)
    start = alt.X("level_name:N", bandPosition=0, sort=None, title=None, scale=axis["scale"], axis=axis["axis"])
    rule = place.mark_rule(color=look.text, strokeDash=[4, 3], strokeWidth=1.5).encode(x=start)
    note = place.mark_text(align="left", dx=8, fontSize=12, fontWeight=600, color=look.text).encode(
        x=start, y=alt.value(8), text="note:N"
    )
    return [rule, note]


def _description(bars: pd.DataFrame, framework: Framework, target: int | None) -> str:
    told = ", ".join(f"{name}: {label}" for name, label in zip(bars["level_name"], bars["label"], strict=True))
    names = {level.level: level.name for level in framework.levels}
    aim = "There is no common target." if target is None else f"The target is {names[target]}."
    return f"Bars of people at each level. {told}. {aim}"
