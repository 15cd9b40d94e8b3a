"""One group's typical levels as columns: pillars that stand up, or a T whose stems hang down from its bar.

Decision: of a T the areas of the stem stand in the middle, between the two halves of the bar, because then the picture
is a T where somebody is one.
"""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.skill_matrix import NOBODY, coverage
from pipeline.charts.theme import Look, level_colours, wrapped
from pipeline.model import Framework

_HEIGHT = 300
_LINE = 15


def standing_columns(places: pd.DataFrame, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw one group.

    Parameters
    ----------
    places
        Its rows as ``metrics.framework_readings.skill_matrix`` gives them.
    framework
        Gives the levels.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        A column per dimension, from the lowest level to that of the person in the middle; of a T hanging down. A
        hidden dimension has its label and no column.
    """
    ordered = in_order(places)
    is_hanging = bool(ordered["part"].notna().any())
    drawn = _drawn(ordered, framework)
    base = alt.Chart(drawn).encode(x=_across(ordered, is_hanging, look))
    scale = alt.Scale(domain=[framework.lowest, framework.highest + 0.4], reverse=is_hanging, nice=False, zero=False)
    layers = (*_columns(base, scale, framework, look, is_hanging), _remarks(base, scale, look, is_hanging))
    return (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(
            title=_title(is_hanging, look),
            height=_HEIGHT,
            width="container",
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            description=" ".join(f"{row['dimension_name']}: {row['told']}." for row in drawn.to_dict("records")),
        )
    )


def standing_table(places: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The group as a table: ``Dimension [Part] Middle At target Answered Experts Remark``; empty where hidden."""
    names = {level.level: f"{level.level} {level.name}" for level in framework.levels}
    remark = places["is_single"].map({True: "one person or nobody at target"}).astype(object).fillna("")
    told = pd.DataFrame(
        {
            "Dimension": places["dimension_name"],
            "Part": places["part"],
            "Middle": places["typical"].map(names).astype(object),
            "At target": places["reached"],
            "Answered": places["rated"],
            "Experts": places["experts"],
            "Remark": remark.where(places["shown"].astype(bool), NOT_SHOWN),
        }
    )
    return told if places["part"].notna().any() else told.drop(columns="Part")


def in_order(places: pd.DataFrame) -> pd.DataFrame:
    """The rows from left to right: of a T one half of the bar, the stem, and the other half."""
    bar, stem = places[places["part"] == "bar"], places[places["part"] != "bar"]
    half = (len(bar) + 1) // 2
    return pd.concat([bar.iloc[:half], stem, bar.iloc[half:]])


def _drawn(places: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    names = {level.level: level.name for level in framework.levels}
    rows = places.astype(object).where(places.notna(), None).to_dict("records")
    return pd.DataFrame([_column({str(key): value for key, value in row.items()}, names) for row in rows])


def _column(row: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    level = row["typical"]
    remark = "" if level is not None else NOBODY if row["shown"] else NOT_SHOWN
    reached = f"{coverage(row)} at target" if level is not None and coverage(row) else ""
    told = remark or ", ".join(part for part in (f"{level} {names[int(level)]}", reached) if part)
    return {
        "dimension_name": row["dimension_name"],
        "typical": level,
        "lowest": min(names),
        "label": "" if level is None else str(level),
        "remark": remark,
        "told": told,
    }


def _across(places: pd.DataFrame, is_hanging: bool, look: Look) -> alt.X:
    width = 13 if len(places) > 7 else 20
    lines = {
        name: [*wrapped(name, width), *([f"({part})"] if is_hanging else [])]
        for name, part in zip(places["dimension_name"], places["part"], strict=True)
    }
    most = max(len(told) for told in lines.values())
    return alt.X(
        "dimension_name:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=list(lines), paddingInner=0.25, paddingOuter=0.1),
        axis=alt.Axis(
            orient="top" if is_hanging else "bottom",
            labelExpr=f"{json.dumps(lines)}[datum.value]",
            labelAngle=0,
            labelLineHeight=_LINE,
            labelPadding=8 + (_LINE * (most - 1) if is_hanging else 0),
            labelColor=look.text,
            labelFontSize=12,
            labelOverlap=False,
            labelLimit=160,
            ticks=False,
            domain=True,
            domainColor=look.line,
            grid=False,
        ),
    )


def _columns(
    base: alt.Chart, scale: alt.Scale, framework: Framework, look: Look, is_hanging: bool
) -> list[alt.Chart | alt.LayerChart | alt.FacetChart]:
    numbers = [level.level for level in framework.levels]
    fills = [fill for fill, _ in level_colours(len(numbers), look)]
    names = {str(level.level): f"{level.level} {level.name}" for level in framework.levels}
    axis = alt.Axis(
        values=numbers,
        labelExpr=f"{json.dumps(names)}[datum.value]",
        labelColor=look.quiet,
        gridColor=look.line,
        gridDash=[2, 3],
        ticks=False,
        domain=False,
    )
    y = alt.Y("typical:Q", title=None, scale=scale, axis=axis)
    known = base.transform_filter("isValid(datum.typical)")
    colour = alt.Color("typical:O", legend=None, scale=alt.Scale(domain=numbers, range=fills))
    bars = known.mark_bar(stroke=look.line, strokeWidth=1).encode(
        y=y,
        y2="lowest:Q",
        color=colour,
        description="told:N",
        tooltip=[alt.Tooltip("dimension_name:N", title="Dimension"), alt.Tooltip("told:N", title="Middle, at target")],
    )
    number = known.mark_text(fontSize=14, fontWeight=600, dy=13 if is_hanging else -11, color=look.text, aria=False)
    return [bars, number.encode(y=y, text="label:N")]


def _remarks(base: alt.Chart, scale: alt.Scale, look: Look, is_hanging: bool) -> alt.Chart:
    told = base.transform_filter("!isValid(datum.typical)")
    words = told.mark_text(fontSize=11, dy=13 if is_hanging else -11, color=look.quiet)
    return words.encode(y=alt.Y("lowest:Q", title=None, scale=scale), text="remark:N")


def _title(is_hanging: bool, look: Look) -> alt.Title:
    told = "How broad the bar is, and how deep the stem" if is_hanging else "How high each one stands"
    return alt.Title(
        told,
        subtitle="The level of the person in the middle",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=12,
    )
