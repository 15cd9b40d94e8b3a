"""The groups behind one gap: how many people of each are below target, of those assessed.

People and not shares, because this picture answers where most of the gap is; the share stands
beside the bar in words.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.axes import rows_axis
from pipeline.charts.heatmap import CHOSEN, PICK
from pipeline.charts.measures import LOW_RESPONSE, NO_TARGET, NOT_SHOWN
from pipeline.charts.theme import Look
from pipeline.rounding import percent

ROW_HEIGHT = 30
MOST_GROUPS = 20
"""Groups that are drawn; more is a list to read, and the table holds it."""

_ROOM_FOR_WORDS = 1.9
"""The axis ends so far right of the longest bar: the words stand beside their bars."""


def groups_behind(groups: pd.DataFrame, dimension_name: str, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw the groups behind a gap.

    Parameters
    ----------
    groups
        Rows of ``snapshot.rankings.behind``, in their order; the first `MOST_GROUPS` are drawn.
    dimension_name
        Which gap it is.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One row per group: a bar of the people assessed, in it the people below target, zero based. A
        hidden group carries its name and "Not shown" and nothing else.
    """
    lines = group_lines(groups.head(MOST_GROUPS))
    most = max([1, *(int(people) for people in lines["assessed"].dropna())])
    scale = alt.Scale(domain=[0, most * _ROOM_FOR_WORDS], zero=True, nice=False)
    base = alt.Chart(lines).encode(y=alt.Y("name:N", title=None, sort=None))
    pick = alt.selection_point(name=PICK, fields=["name"], on="click", clear="dblclick")
    x = alt.X("assessed:Q", title=None, axis=None, scale=scale)
    layers = (
        base.mark_rect(fillOpacity=0, cursor="pointer", aria=False)
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=rows_axis(lines["name"].tolist(), look),
            tooltip=[alt.Tooltip("name:N", title="Group"), alt.Tooltip("words:N", title=dimension_name)],
        )
        .add_params(pick),
        base.mark_bar(height=14, color=look.hidden, cornerRadius=2, aria=False).encode(x=x),
        base.mark_bar(height=14, color=look.below, cornerRadius=2)
        .transform_calculate(told="datum.name + ': ' + datum.words")
        .encode(x=alt.X("below:Q", scale=scale), description="told:N"),
        base.mark_text(align="left", baseline="middle", dx=8, fontSize=12, color=look.text, aria=False).encode(
            x=alt.X("start:Q", scale=scale), text="words:N"
        ),
        alt.Chart(alt.NamedData(CHOSEN))
        .mark_rect(cornerRadius=3, fillOpacity=0, stroke=look.text, strokeWidth=1.5, aria=False)
        .encode(x=alt.value(0), x2=alt.value("width"), y=alt.Y("name:N", title=None, sort=None)),
    )
    return alt.layer(*layers, datasets={CHOSEN: []}).properties(
        title=alt.Title(f"People below target in {dimension_name}, of those assessed", anchor="start", offset=10),
        height=ROW_HEIGHT * len(lines),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(lines, dimension_name),
    )


def group_lines(groups: pd.DataFrame) -> pd.DataFrame:
    """What each row says: ``name``, ``below``, ``assessed``, ``start`` (of the words) and ``words``."""
    rows = groups.astype(object).where(groups.notna(), None).to_dict("records")
    return pd.DataFrame(
        [_line({str(name): value for name, value in row.items()}) for row in rows],
        columns=["name", "below", "assessed", "start", "words"],
    )


def _line(row: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"name": row["name"], "below": None, "assessed": None, "start": 0}
    if not row["shown"]:
        return told | {"words": NOT_SHOWN}
    if row["target_source"] == "none":
        return told | {"words": NO_TARGET}
    if not row["assessed"]:
        return told | {"words": "Nobody has answered"}
    return told | {key: row[key] for key in ("below", "assessed")} | {"start": row["assessed"], "words": _words(row)}


def _words(row: dict[str, Any]) -> str:
    steps = "1 step" if row["shortfall"] == 1 else f"{row['shortfall']:,} steps"
    told = f"{row['below']:,} of {row['assessed']:,} ({percent(row['prevalence'])}), {steps}"
    is_low = row["response"] is not None and row["response"] < LOW_RESPONSE
    return f"{told}, low response" if is_low else told


def _description(lines: pd.DataFrame, dimension_name: str) -> str:
    told = "; ".join(f"{name}: {words}" for name, words in zip(lines["name"], lines["words"], strict=True))
    return f"Bars of the people below target in {dimension_name}, by group. {told}. The table holds the same figures."
