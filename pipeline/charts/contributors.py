"""Which groups make up the company's gap in one dimension: their parts of everybody below target."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pipeline.charts.axes import rows_axis
from pipeline.charts.heatmap import ROW_HEIGHT
from pipeline.charts.measures import counted
from pipeline.charts.theme import Look
from pipeline.rounding import small_percent


def contributors(groups: pd.DataFrame, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw each group's part of the company's gap.

    Parameters
    ----------
    groups
        Groups with the columns of `pipeline.snapshot.dimension.groups`, each with a part, in order.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One bar per group in the order given, zero based, with its part and its people below target.
    """
    bars = pd.DataFrame(
        {
            "name": groups["name"],
            "contribution": groups["contribution"].astype("float64"),
            "label": part_words(groups),
        }
    )
    x = alt.X(
        "contribution:Q",
        title=None,
        axis=None,
        scale=alt.Scale(domain=[0, bars["contribution"].max() * 1.4], zero=True, nice=False),
    )
    base = alt.Chart(bars).transform_calculate(told="datum.name + ': ' + datum.label")
    columns = base.mark_bar(cornerRadiusEnd=3, height=20, color=look.below).encode(
        x=x,
        y=rows_axis(list(bars["name"]), look),
        description="told:N",
        tooltip=[alt.Tooltip("name:N", title="Group"), alt.Tooltip("label:N", title="Of everybody below target")],
    )
    labels = base.mark_text(align="left", dx=8, fontSize=12, color=look.text, aria=False).encode(
        x=x, y=alt.Y("name:N", title=None, sort=None), text="label:N"
    )
    return alt.layer(columns, labels).properties(
        title=alt.Title("Where those below target are: each group's part of them", anchor="start", offset=14),
        height=ROW_HEIGHT * len(bars),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(bars),
    )


def part_words(groups: pd.DataFrame) -> pd.Series:
    """Part and people of each group: ``12 % (19 people)``."""
    people = counted(groups["below"]) + groups["below"].map(lambda below: " person" if below == 1 else " people")
    return (groups["contribution"].map(small_percent) + " (" + people + ")").astype(object)


def _description(bars: pd.DataFrame) -> str:
    told = ". ".join(f"{name}: {label}" for name, label in zip(bars["name"], bars["label"], strict=True))
    return f"Bars of each group's share of everybody in the company who is below target. {told}."
