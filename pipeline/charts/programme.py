"""The programme as a grid: tracks down the side, the order across, in each cell what is learnt and by how many.

It is the order and no calendar: when somebody goes depends on who else goes, and stands in the plan of seats.

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

TITLE = "In which order the courses are taken"
MEANING = "The more a colour differs from the page, the more urgent the gap. The quarter is decided with the seats"
PLACES = ("First", "Second", "Third", "Fourth")
REASONS = CLASS_WORDS | {"D": "Neither blocks a project nor is common"}
"""Why a course stands where it does; "other" says nothing where it stands alone."""

URGENT = {
    "A": "It blocks a project and is common in the company",
    "B": "It blocks a project",
    "C": "It is common in the company",
    "D": "It is below the target, and in the company neither common nor blocking a project",
}
"""What a gap's class means to the one person who has it."""

MOST_QUARTERS = len(PLACES)
STEP_OF_CLASS = {"A": 4, "B": 3, "C": 2, "D": 1}
"""Which of the seven steps of colour a class has; the palest is nearly the ground of a dark page."""

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
        One row per track and place: ``track_name``, ``quarter`` (the place, a word), ``lines`` (what is learnt, in
        lines), ``people`` and ``hours`` (texts), ``class`` (the most urgent), ``told`` (a sentence).
    """
    soon = rows[rows["quarter"] <= MOST_QUARTERS]
    cells = []
    for (track, quarter), part in soon.groupby(["track_name", "quarter"], sort=False):
        is_one, place = len(part) == 1, PLACES[int(str(quarter)) - 1]
        name = str(part["module_name"].iloc[0]) if is_one else f"{len(part)} modules"
        urgent = min((each for each in part["class"] if each is not None), default="D")
        people = people_words(part)
        cells.append(
            {
                "track_name": str(track),
                "quarter": place,
                "lines": "\n".join(wrapped(name, _LETTERS)),
                "people": people,
                "hours": f"{part['hours'].sum():g} hours {'each' if is_one else f'in {len(part)} weeks'}",
                "class": urgent,
                "told": f"{track}, {place.casefold()}: {name}, {people}, {REASONS[urgent].lower()}.",
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
    quarters = list(PLACES[: int(rows["quarter"].max())])
    fills, inks = zip(*((look.steps[step], look.inks[step]) for step in STEP_OF_CLASS.values()), strict=True)
    base = alt.Chart(cells).encode(
        x=alt.X("quarter:N", title=None, sort=None, scale=band(quarters), axis=axis(look, orient="top")),
        y=alt.Y("track_name:N", title=None, sort=None, scale=band(tracks), axis=axis(look, labelLimit=120)),
    )
    boxes = base.mark_rect(cornerRadius=3, stroke=look.line, strokeWidth=0.5).encode(
        color=alt.Color("class:N", legend=None, scale=alt.Scale(domain=list(STEP_OF_CLASS), range=list(fills))),
        description="told:N",
        tooltip=[alt.Tooltip("people:N", title="People who need it"), alt.Tooltip("hours:N", title="Hours")],
    )
    ink = alt.Color("class:N", legend=None, scale=alt.Scale(domain=list(STEP_OF_CLASS), range=list(inks)))
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
            "Place": rows["quarter"],
            "Module": rows["module_name"],
            "Dimension": rows["dimension_name"],
            "From level": rows["from_level"],
            "To level": rows["to_level"],
            "Why": rows["class"].map(REASONS),
            "People": rows["people"],
            "Cohorts": rows["cohorts"],
            "Hours each": rows["hours"],
            "Hands-on hours": rows["hands_on_hours"],
            "Remark": rows["shown"].map({True: "", False: NOT_SHOWN}),
        }
    )


def budget_table(rows: pd.DataFrame) -> pd.DataFrame:
    """What a budget takes up and leaves out; ``rows`` with ``seats`` and ``seats_by_quarter`` as a plan gives them."""
    known = rows[rows["people"].notna()]
    by_quarter = [
        ", ".join(f"{count} in quarter {quarter}" for quarter, count in each.items()) or "none"
        for each in known["seats_by_quarter"]
    ]
    table = pd.DataFrame(
        {
            "Track": known["track_name"],
            "Module": known["module_name"],
            "Why": known["class"].map(REASONS),
            "People who need it": known["people"],
            "Seats": known["seats"],
            "Left out": known["people"] - known["seats"],
            "When": by_quarter,
        }
    )
    return table[table["People who need it"] > 0]


def band(names: list[str]) -> alt.Scale:
    """A scale of boxes that nearly touch, in the order given."""
    return alt.Scale(domain=names, paddingInner=0.06, paddingOuter=0)


def axis(look: Look, **more: Any) -> alt.Axis:
    """An axis of words alone."""
    looks: dict[str, Any] = {"labelAngle": 0, "labelFontSize": 13, "labelColor": look.text, "labelPadding": 8}
    return alt.Axis(ticks=False, domain=False, grid=False, labelFlush=False, **{**looks, **more})
