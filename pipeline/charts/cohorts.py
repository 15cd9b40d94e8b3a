"""Cohorts by week: a bar for each from its first session to its last work block, labelled with its course and size.

It names nobody, but how many people learn what is counted from people: it is drawn for analysts alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.theme import Look

TITLE = "When the cohorts meet"
MEANING = "From the first session to the last protected work block; one session a week"
_ROW = 26


def cohort_bars(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """What each bar says.

    Parameters
    ----------
    rows
        As `cohort_rows.cohort_rows` gives them.

    Returns
    -------
    pandas.DataFrame
        One row per cohort, in their order: ``cohort`` (a text), ``starts`` and ``ends`` (ISO days), ``label``,
        ``told``.
    """
    return pd.DataFrame(
        [
            {
                "cohort": f"Cohort {row['cohort']}",
                "starts": row["starts"],
                "ends": row["ends"],
                "label": f"{row['course_name']} · {row['size']} people, {row['teams']} teams",
                "told": f"Cohort {row['cohort']}, {row['quarter']}: {row['course_name']}, {row['size']} people, "
                f"{row['starts']} to {row['ends']}.",
            }
            for row in rows
        ],
        columns=["cohort", "starts", "ends", "label", "told"],
        dtype=object,
    )


def cohorts(rows: Sequence[Mapping[str, Any]], look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw the cohorts of a plan that has at least one."""
    bars = cohort_bars(rows)
    axis = alt.Axis(
        orient="top",
        format="%b %Y",
        tickCount="month",
        labelColor=look.text,
        gridColor=look.line,
        domain=False,
        labelOverlap=True,
        title=None,
    )
    names = bars["cohort"].tolist()
    side = alt.Axis(title=None, labelColor=look.text, labelFontSize=12, ticks=False, domain=False, labelLimit=120)
    starts, ends = "toDate(datum.starts)", "toDate(datum.ends)"
    base = (
        alt.Chart(bars)
        .transform_calculate(first=starts, last=ends)
        .encode(y=alt.Y("cohort:N", sort=None, scale=alt.Scale(domain=names, paddingInner=0.25), axis=side))
    )
    first = alt.X("first:T", axis=axis)
    drawn = base.mark_bar(color=look.reached, cornerRadius=2).encode(
        x=first, x2="last:T", description="told:N", tooltip=[alt.Tooltip("told:N", title="Cohort")]
    )
    words = base.mark_text(align="left", dx=6, fontSize=12, color=look.text, aria=False).encode(
        x="last:T", text="label:N"
    )
    looks: dict[str, Any] = {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 14}
    return alt.layer(drawn, words).properties(
        title=alt.Title(TITLE, subtitle=MEANING, anchor="start", **looks),
        height=_ROW * len(bars),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=f"{TITLE}. {' '.join(bars['told'])}",
    )
