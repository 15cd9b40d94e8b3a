"""The programme as a calendar: tracks down the side, quarters across, in each cell what is learnt and by how many.

Colour says how urgent the gap is that a course closes, in steps with a fixed meaning; the words stand in the cell, and
the table beside it holds everything that a cell has no room for.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.measures import NOT_SHOWN
from pipeline.charts.priority import CLASS_WORDS
from pipeline.charts.theme import Look, wrapped

TITLE = "Who learns what, quarter by quarter"
MEANING = "For somebody who starts now; the stronger the colour, the more urgent the gap"

MOST_QUARTERS = 4
_STEP = {"A": 3, "B": 2, "C": 1, "D": 0}
"""Which of the seven steps of colour a class has."""

_ROW, _LINE, _LETTERS = 100, 16, 26


def timeline_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """What each cell of the calendar says.

    Parameters
    ----------
    rows
        As ``snapshot.programme`` gives them.

    Returns
    -------
    pandas.DataFrame
        One row per track and quarter: ``track_name``, ``quarter`` (text), ``lines`` (what is learnt, in lines),
        ``people`` and ``hours`` (texts), ``class`` (the most urgent), ``told`` (a sentence).
    """
    soon = rows[rows["quarter"] <= MOST_QUARTERS]
    cells = []
    for (track, quarter), part in soon.groupby(["track_name", "quarter"], sort=False):
        is_one = len(part) == 1
        name = str(part["module_name"].iloc[0]) if is_one else f"{len(part)} modules, a week each"
        urgent = min((each for each in part["class"] if each is not None), default="D")
        people = people_words(part)
        cells.append(
            {
                "track_name": str(track),
                "quarter": f"Quarter {quarter}",
                "lines": "\n".join(wrapped(name, _LETTERS)),
                "people": people,
                "hours": f"{part['hours'].sum():g} hours each",
                "class": urgent,
                "told": f"{track}, quarter {quarter}: {name}, {people}, {CLASS_WORDS[urgent].lower()}.",
            }
        )
    return pd.DataFrame(cells)


def people_words(part: pd.DataFrame) -> str:
    """How many people need some modules: ``57 people``, of several the fewest and the most, ``37–54 people each``."""
    counts = [int(count) for count in part["people"] if not pd.isna(count)]
    if len(counts) < len(part):
        return NOT_SHOWN if not counts else f"up to {max(counts):,} people shown"
    low, high = min(counts), max(counts)
    if len(part) == 1:
        return f"{high:,} {'person' if high == 1 else 'people'}"
    return f"{low:,}–{high:,} people each" if low < high else f"{high:,} people each"


def timeline(rows: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Draw the calendar of a programme that has at least one row."""
    cells = timeline_cells(rows)
    tracks = list(dict.fromkeys(cells["track_name"]))
    quarters = [f"Quarter {place}" for place in range(1, 1 + min(MOST_QUARTERS, int(rows["quarter"].max())))]
    fills, inks = zip(*((look.steps[step], look.inks[step]) for step in _STEP.values()), strict=True)
    base = alt.Chart(cells).encode(
        x=alt.X("quarter:N", title=None, sort=None, scale=_band(quarters), axis=_axis(look, orient="top")),
        y=alt.Y("track_name:N", title=None, sort=None, scale=_band(tracks), axis=_axis(look, labelLimit=120)),
    )
    boxes = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("class:N", legend=None, scale=alt.Scale(domain=list(_STEP), range=list(fills))),
        description="told:N",
        tooltip=[alt.Tooltip("people:N", title="People who need it"), alt.Tooltip("hours:N", title="Hours")],
    )
    ink = alt.Color("class:N", legend=None, scale=alt.Scale(domain=list(_STEP), range=list(inks)))
    texts = [
        base.mark_text(
            baseline="top", dy=-_ROW // 2 + 16, fontSize=13, fontWeight="bold", lineHeight=_LINE, lineBreak="\n"
        ).encode(text="lines:N", color=ink),
        base.mark_text(baseline="bottom", dy=_ROW // 2 - 30, fontSize=13).encode(text="people:N", color=ink),
        base.mark_text(baseline="bottom", dy=_ROW // 2 - 14, fontSize=12).encode(text="hours:N", color=ink),
    ]
    looks: dict[str, Any] = {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 14}
    return (
        alt.layer(boxes, *texts)
        .resolve_scale(color="independent")
        .properties(
            title=alt.Title(TITLE, subtitle=MEANING, anchor="start", **looks),
            height=_ROW * len(tracks),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=f"{TITLE}. {' '.join(cells['told'])} The table holds the same figures.",
        )
    )


def programme_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The programme as a table, in its order; people are empty where they are not shown."""
    return pd.DataFrame(
        {
            "Track": rows["track_name"],
            "Quarter": rows["quarter"],
            "Module": rows["module_name"],
            "Dimension": rows["dimension_name"],
            "From level": rows["from_level"],
            "To level": rows["to_level"],
            "Why": rows["class"].map(CLASS_WORDS),
            "People": rows["people"],
            "Cohorts": rows["cohorts"],
            "Hours each": rows["hours"],
            "Hands-on hours": rows["hands_on_hours"],
            "Remark": rows["shown"].map({True: "", False: NOT_SHOWN}),
        }
    )


def _band(names: list[str]) -> alt.Scale:
    return alt.Scale(domain=names, paddingInner=0.06, paddingOuter=0)


def _axis(look: Look, **more: Any) -> alt.Axis:
    looks: dict[str, Any] = {"labelAngle": 0, "labelFontSize": 13, "labelColor": look.text, "labelPadding": 8}
    return alt.Axis(ticks=False, domain=False, grid=False, labelFlush=False, **{**looks, **more})
