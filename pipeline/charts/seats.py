"""The seats of one team: people down the side, quarters across, a bar for each seat with its course on it.

It names people. It is drawn for whoever may see these names, and nothing of it is ever kept or published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.priority import BLOCKING
from pipeline.charts.programme import STEP_OF_CLASS, URGENT, axis, band
from pipeline.charts.theme import Look, wrapped

Projects = Mapping[str, Sequence[str]]
"""The blocked projects by the id of the dimension in which they are short of people."""

TITLE = "Who goes when"
_MOST_PROJECTS = 3
_ROW, _LINE, _LETTERS, _SUBTITLE_LETTERS = 40, 14, 30, 125


def seat_cells(rows: pd.DataFrame, projects: Projects) -> pd.DataFrame:
    """What each bar says.

    Parameters
    ----------
    rows
        As ``team_seats.TeamSeats`` has them.

    Returns
    -------
    pandas.DataFrame
        One row per seat, and one per person who waits for the first: ``who`` (the name, with the address where two have
        it), ``quarter`` (empty of who waits), ``lines``, ``class``, ``told``, ``why`` this course, ``then`` why in this
        quarter or in none. Who goes first stands first.
    """
    is_waiting = rows["quarter"].isna()
    kept = rows[~is_waiting | (rows["turn"] == 1)]
    of_name = rows["person"].fillna("").groupby(rows["name"]).nunique()
    cells = [
        {
            "who": f"{row['name']} ({row['person']})" if of_name[row["name"]] > 1 and row["person"] else row["name"],
            "quarter": row["quarter"] or "",
            "lines": "\n".join(wrapped(row["course_name"], _LETTERS)[:2]),
            "class": row["class"],
            "told": _told(row),
            "why": _why(row, projects),
            "then": row["then"] or row["reason"],
        }
        for row in kept.to_dict("records")
    ]
    found = pd.DataFrame(cells, columns=["who", "quarter", "lines", "class", "told", "why", "then"], dtype=object)
    first = found.groupby("who")["quarter"].transform(lambda quarters: quarters.replace("", "~").min())
    order = found.assign(first=first).sort_values(["first", "who", "quarter"], kind="stable").index
    return found.loc[order].reset_index(drop=True)


def seats(rows: pd.DataFrame, away: Mapping[str, int], projects: Projects, look: Look) -> alt.LayerChart:
    """Draw the seats of a team; there is at least one row.

    Parameters
    ----------
    away
        People away in each quarter of the plan, in order.
    projects
        The blocked ones by the id of the dimension in which they are short of people.
    """
    cells = seat_cells(rows, projects)
    heads = {quarter: f"{quarter} · {count} go" for quarter, count in away.items()}
    names = list(dict.fromkeys(cells["who"]))
    drawn = cells.assign(head=[heads.get(quarter, "") for quarter in cells["quarter"]])
    y = alt.Y("who:N", title=None, sort=None, scale=band(names), axis=axis(look, labelLimit=190))
    x = alt.X("head:N", title=None, sort=None, scale=band(list(heads.values())), axis=axis(look, orient="top"))
    base = alt.Chart(drawn).encode(y=y)
    meaning = wrapped(_meaning(cells), _SUBTITLE_LETTERS)
    told = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (("told", "Seat"), ("why", "Why this course"), ("then", "Why then"))
    ]
    seated = base.transform_filter("datum.quarter != ''").encode(tooltip=told)
    layers = [
        seated.mark_rect(cornerRadius=3, stroke=look.line, strokeWidth=0.5).encode(
            x=x, color=_colour(look.steps), description="told:N"
        ),
        *(_label(seated, count).encode(x=x, text="lines:N", color=_colour(look.inks)) for count in (1, 2)),
        base.transform_filter("datum.quarter == ''")
        .mark_text(align="left", fontSize=12, color=look.quiet, dx=6)
        .encode(x=alt.value(0), text="told:N", tooltip=told),
    ]
    return (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(
            title=alt.Title(TITLE, subtitle=meaning, anchor="start", **_looks(look)),
            height=_ROW * len(names),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=f"{TITLE}. {' '.join(cells['told'])}",
        )
    )


def seats_table(rows: pd.DataFrame, projects: Projects) -> pd.DataFrame:
    """All seats, and the next course that somebody waits for, as a table, and why: who goes first stands first."""
    starts = rows["starts"].fillna("~")
    first = starts.groupby([rows["person"].fillna(""), rows["name"]]).transform("min")
    found = rows.assign(first=first, start=starts).sort_values(["first", "name", "turn"], kind="stable")
    lines = found.to_dict("records")
    return pd.DataFrame(
        {
            "Name": found["name"],
            "When": [_when(line) for line in lines],
            "Course": found["course_name"],
            "Why this course": [_why(line, projects) for line in lines],
            "Why then, or why no seat yet": [line["then"] or line["reason"] for line in lines],
        }
    ).reset_index(drop=True)


def _dates(starts: str, ends: str) -> str:
    """Two days of one quarter: ``12 Jan to 4 Feb``."""
    first, last = date.fromisoformat(starts), date.fromisoformat(ends)
    return f"{first.day} {first:%b} to {last.day} {last:%b}"


def _when(line: Mapping[Any, Any]) -> str:
    if line["quarter"] is None:
        return f"No seat yet; looked at again for {line['next_quarter']}"
    return f"{line['quarter']}: {_dates(line['starts'], line['ends'])}, cohort {line['cohort']}"


def _label(seated: alt.Chart, lines: int) -> alt.Chart:
    """The course on a bar, in one line or in two, in the middle of it."""
    kept = seated.transform_filter(f"length(split(datum.lines, '\\n')) == {lines}")
    up = -_LINE * (lines - 1) / 2
    return kept.mark_text(fontSize=12, lineHeight=_LINE, lineBreak="\n", baseline="middle", dy=up, aria=False)


def _told(row: Mapping[Any, Any]) -> str:
    if row["quarter"] is None:
        return f"{row['course_name']}: waits until {row['next_quarter']}. {row['reason']}"
    return f"{row['name']}, {row['quarter']}: {row['course_name']}, from {row['starts']}."


def _why(row: Mapping[Any, Any], projects: Projects) -> str:
    """The gap from level to level, how urgent it is, and which projects are short of people in it."""
    told = URGENT[row["class"]]
    urgent = f"The most urgent: {told[0].lower()}{told[1:]}" if ";" in row["gaps"] else told
    names = list(dict.fromkeys(name for each in row["dimensions"] for name in projects.get(each, ())))
    if row["class"] not in BLOCKING or not names:
        return f"{row['gaps']}. {urgent}."
    more = f" and {len(names) - _MOST_PROJECTS} more" if len(names) > _MOST_PROJECTS else ""
    return f"{row['gaps']}. {urgent}: {', '.join(names[:_MOST_PROJECTS])}{more}."


def _meaning(cells: pd.DataFrame) -> str:
    """What a bar is and what its colours say, the most urgent first."""
    of = [URGENT[each].removeprefix("It ") for each in STEP_OF_CLASS if each in set(cells["class"].dropna())]
    told = "; ".join(f"{text[0].lower()}{text[1:]}" for text in of)
    strong = "the stronger, the more urgent: " if len(of) > 1 else ""
    return f"A bar is a seat in a course. Its colour is the gap that the course closes for this person, {strong}{told}"


def _colour(colours: Sequence[str]) -> alt.Color:
    scale = alt.Scale(domain=list(STEP_OF_CLASS), range=[colours[step] for step in STEP_OF_CLASS.values()])
    return alt.Color("class:N", legend=None, scale=scale)


def _looks(look: Look) -> dict[str, Any]:
    return {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 14}
