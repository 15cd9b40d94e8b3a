"""How much of each phase of the way into a role is there in one group: ticks of the behaviours that define it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.theme import Look
from pipeline.rounding import percent

NO_TICKS = "No checklist answers"

_ROW = 64
"""Pixels from one phase to the next: a bar and what it says below."""


def phase_bars(phases: pd.DataFrame, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw the phases of one group.

    Parameters
    ----------
    phases
        As ``metrics.framework_readings.phases`` gives them.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One bar per phase in their order, from none to all of its behaviours; one without ticks says so.
    """
    drawn = drawn_phases(phases)
    base = alt.Chart(drawn).encode(y=_rows(drawn, look))
    scale = alt.Scale(domain=[0, 1], nice=False)
    share = alt.X("share:Q", title=None, axis=None, scale=scale)
    whole = base.mark_bar(color=look.hidden, height=18, aria=False).encode(x=alt.value(0), x2=alt.value("width"))
    bars = base.transform_filter("isValid(datum.share)").mark_bar(color=look.reached, height=18)
    texts = base.mark_text(align="left", dx=2, dy=20, fontSize=12, color=look.text, aria=False)
    tips = [alt.Tooltip("name:N", title="Phase"), alt.Tooltip("told:N", title="Behaviours")]
    return alt.layer(
        whole, bars.encode(x=share, description="told:N", tooltip=tips), texts.encode(x=alt.value(0), text="told:N")
    ).properties(
        title=_title(look),
        height=_ROW * len(drawn),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=" ".join(f"{row['name']}: {row['told']}." for row in drawn.to_dict("records")),
    )


def drawn_phases(phases: pd.DataFrame) -> pd.DataFrame:
    """What each bar says: ``name share told``."""
    rows = phases.astype(object).where(phases.notna(), None).to_dict("records")
    return pd.DataFrame([{"name": row["phase_name"], "share": row["share"], "told": _told(dict(row))} for row in rows])


def phases_table(phases: pd.DataFrame) -> pd.DataFrame:
    """The phases as a table: ``Phase Behaviours Known Ticks Out of Share Rarest behaviour Ready at most``."""
    return pd.DataFrame(
        {
            "Phase": phases["phase_name"],
            "Behaviours": phases["behaviours"],
            "Known": phases["known"],
            "Ticks": phases["ticked"],
            "Out of": phases["asked"],
            "Share": phases["share"],
            "Rarest behaviour": phases["rarest"],
            "Ready at most": phases["rarest_ticked"],
        }
    )


def _told(row: dict[Any, Any]) -> str:
    if row["share"] is None:
        return NO_TICKS
    most = f"at most {row['rarest_ticked']:,} of {row['rarest_asked']:,} people ready"
    return f"{percent(row['share'])}: {row['ticked']:,} of {row['asked']:,} ticks are there; {most}"


def _rows(drawn: pd.DataFrame, look: Look) -> alt.Y:
    scale = alt.Scale(type="band", domain=drawn["name"].tolist(), paddingInner=0.3, paddingOuter=0.1)
    axis = alt.Axis(
        labelLimit=260, labelPadding=12, labelFontSize=12, labelColor=look.text, ticks=False, domain=False, grid=False
    )
    return alt.Y("name:N", title=None, sort=None, scale=scale, axis=axis)


def _title(look: Look) -> alt.Title:
    return alt.Title(
        "How far the phases are",
        subtitle="Behaviours that define a phase, ticked by those who answered by checklist",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=12,
    )
