"""The seats of one team: people down the side, quarters across, a bar for each seat with its course on it.

It names people. It is drawn for whoever may see these names, and nothing of it is ever kept or published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.programme import REASONS, STEP_OF_CLASS, axis, band
from pipeline.charts.theme import Look, wrapped
from pipeline.rounding import ordinal

TITLE = "Who goes when"
_ROW, _LINE, _LETTERS = 40, 14, 30


def seat_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """What each bar says.

    Parameters
    ----------
    rows
        As ``team_seats.TeamSeats`` has them.

    Returns
    -------
    pandas.DataFrame
        One row per seat, and one per person who waits for the first: ``who`` (the name, with the address where two have
        it), ``quarter`` (empty of who waits), ``lines``, ``class``, ``told``. Who goes first stands first.
    """
    is_waiting = rows["quarter"].isna()
    kept = rows[~is_waiting | (rows["turn"] == 1)]
    of_name = rows.groupby("name")["person"].nunique()
    cells = [
        {
            "who": row["name"] if of_name[row["name"]] == 1 else f"{row['name']} ({row['person']})",
            "quarter": row["quarter"] or "",
            "lines": "\n".join(wrapped(row["course_name"], _LETTERS)[:2]),
            "class": row["class"],
            "told": _told(row),
        }
        for row in kept.to_dict("records")
    ]
    found = pd.DataFrame(cells, columns=["who", "quarter", "lines", "class", "told"], dtype=object)
    first = found.groupby("who")["quarter"].transform(lambda quarters: quarters.replace("", "~").min())
    order = found.assign(first=first).sort_values(["first", "who", "quarter"], kind="stable").index
    return found.loc[order].reset_index(drop=True)


def seats(rows: pd.DataFrame, away: Mapping[str, int], look: Look) -> alt.LayerChart:
    """Draw the seats of a team; there is at least one row.

    Parameters
    ----------
    away
        People away in each quarter of the plan, in order.
    """
    cells = seat_cells(rows)
    heads = {quarter: f"{quarter} · {count} away" for quarter, count in away.items()}
    names = list(dict.fromkeys(cells["who"]))
    drawn = cells.assign(head=[heads.get(quarter, "") for quarter in cells["quarter"]])
    y = alt.Y("who:N", title=None, sort=None, scale=band(names), axis=axis(look, labelLimit=190))
    x = alt.X("head:N", title=None, sort=None, scale=band(list(heads.values())), axis=axis(look, orient="top"))
    base = alt.Chart(drawn).encode(y=y)
    seated = base.transform_filter("datum.quarter != ''")
    layers = [
        seated.mark_rect(cornerRadius=3, stroke=look.line, strokeWidth=0.5).encode(
            x=x, color=_colour(look.steps), description="told:N", tooltip=[alt.Tooltip("told:N", title="Seat")]
        ),
        *(_label(seated, count).encode(x=x, text="lines:N", color=_colour(look.inks)) for count in (1, 2)),
        base.transform_filter("datum.quarter == ''")
        .mark_text(align="left", fontSize=12, color=look.quiet, dx=6)
        .encode(x=alt.value(0), text="told:N"),
    ]
    return (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(
            title=alt.Title(TITLE, subtitle=_meaning(cells), anchor="start", **_looks(look)),
            height=_ROW * len(names),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=f"{TITLE}. {' '.join(cells['told'])}",
        )
    )


def seats_table(rows: pd.DataFrame) -> pd.DataFrame:
    """All seats, and all that is waited for, as a table: who goes first stands first, as in the picture."""
    starts = rows["starts"].fillna("~")
    first = starts.groupby([rows["person"].fillna(""), rows["name"]]).transform("min")
    found = rows.assign(first=first, start=starts).sort_values(["first", "name", "turn"], kind="stable")
    seated = found["quarter"].notna()
    return pd.DataFrame(
        {
            "Name": found["name"],
            "Quarter": found["quarter"].where(seated, "–"),
            "Course": found["course_name"],
            "Their course": [f"{ordinal(turn)} course" for turn in found["turn"]],
            "Without a seat because": found["reason"].where(~seated, ""),
            "Starts": found["starts"].where(seated, "–"),
            "Cohort": found["cohort"].map(str, na_action="ignore").where(seated, "–"),
            "Gap": found["gaps"],
            "Why": found["class"].map(REASONS),
            "Looked at again": found["next_quarter"].where(~seated, ""),
        }
    ).reset_index(drop=True)


def _label(seated: alt.Chart, lines: int) -> alt.Chart:
    """The course on a bar, in one line or in two, in the middle of it."""
    kept = seated.transform_filter(f"length(split(datum.lines, '\\n')) == {lines}")
    up = -_LINE * (lines - 1) / 2
    return kept.mark_text(fontSize=12, lineHeight=_LINE, lineBreak="\n", baseline="middle", dy=up, aria=False)


def _told(row: Mapping[Any, Any]) -> str:
    if row["quarter"] is None:
        return f"{row['course_name']}: waits until {row['next_quarter']}. {row['reason']}"
    return f"{row['name']}, {row['quarter']}: {row['course_name']}, from {row['starts']}."


def _meaning(cells: pd.DataFrame) -> str:
    of = [REASONS[each].casefold() for each in STEP_OF_CLASS if each in set(cells["class"].dropna())]
    return (
        f"A bar is a seat; the more its colour differs from the page, the more urgent the gap: {'; '.join(of)}"
        if len(of) > 1
        else "A bar is a seat"
    )


def _colour(colours: Sequence[str]) -> alt.Color:
    scale = alt.Scale(domain=list(STEP_OF_CLASS), range=[colours[step] for step in STEP_OF_CLASS.values()])
    return alt.Color("class:N", legend=None, scale=scale)


def _looks(look: Look) -> dict[str, Any]:
    return {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 14}
