"""Groups against dimensions, a colour per level: the level of the person in the middle, and how many reach the target.

The level's number and the coverage are printed in each cell, so that colour only guides the eye. A dashed outline marks
a single point of failure: nobody, or one person alone, is at target.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.axes import ANSWERED, columns_axis, rows_axis
from pipeline.charts.measures import ELSEWHERE, NOT_SHOWN, absent, answers_by_group
from pipeline.charts.theme import MOST_ROWS, Look, level_colours
from pipeline.model import Framework

ROW_HEIGHT = 44
"""Pixels from one row to the next: two lines of text."""

NOBODY = "No answers"
_X = alt.X("dimension_name:N", title=None, sort=None)
_Y = alt.Y("name:N", title=None, sort=None)


def skill_matrix(places: pd.DataFrame, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Lay out typical levels by group and dimension.

    Parameters
    ----------
    places
        As ``metrics.framework_readings.skill_matrix`` gives them.
    framework
        Gives the levels.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        Rows in the order of `places`; a hidden cell carries its label and nothing else.

    Raises
    ------
    ValueError
        For more cells than can be read.
    """
    if len(places) > MOST_ROWS:
        raise ValueError(f"A matrix of {len(places)} cells cannot be read; draw a page of groups.")
    rows = list(dict.fromkeys(places["name"]))
    drawn = drawn_cells(places, framework)
    base = alt.Chart(drawn).encode(x=_X, y=_Y)
    filled = base.transform_filter("isValid(datum.typical)")
    layers = (
        _cells(filled.encode(x=columns_axis(places, look), y=rows_axis(rows, look)), framework, look),
        _singles(filled, look),
        _texts(filled, framework, look),
        *_empty(base, look),
        _elsewhere(absent(places), look),
        _people(answers_by_group(places).assign(dimension_name=ANSWERED), look),
    )
    return (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(
            title=_title(framework, look),
            height=ROW_HEIGHT * len(rows),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=_description(places),
        )
    )


def drawn_cells(places: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """What each cell prints and tells: ``name dimension_name typical label coverage told is_single``."""
    names = {level.level: level.name for level in framework.levels}
    rows = places.astype(object).where(places.notna(), None).to_dict("records")
    return pd.DataFrame([_cell({str(key): value for key, value in row.items()}, names) for row in rows])


def matrix_table(places: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The matrix as a table: ``Group``, a text per dimension (``2 Practicing, 5 of 8``), ``Answered``."""
    drawn = drawn_cells(places, framework)
    laid_out = drawn.pivot_table(index="name", columns="dimension_name", values="told", aggfunc="first", sort=False)
    laid_out = laid_out[list(dict.fromkeys(drawn["dimension_name"]))].fillna(ELSEWHERE)
    answers = answers_by_group(places).set_index("name")["answered"]
    wide = laid_out.assign(Answered=answers.reindex(laid_out.index).fillna("–"))
    return wide.reset_index(names="Group").rename_axis(columns=None)


def every_figure(places: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """One row per group and dimension with what the matrix says of it, for a spreadsheet; blank where hidden."""
    names = {level.level: level.name for level in framework.levels}
    columns = ["kind", "division", "name", "dimension", "dimension_name", "part", "typical", "experts", "reached"]
    told = places[[*columns, "assessed", "headcount", "target", "is_single", "shown"]]
    return told.assign(typical_name=places["typical"].map(names).astype(object))


def coverage(row: dict[str, Any]) -> str:
    """How many are at target of how many with an answer: ``5 of 8``; empty where nobody has a target."""
    return "" if row["reached"] is None else f"{row['reached']:,} of {row['assessed']:,}"


def _cell(row: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    cell = {
        "name": row["name"],
        "dimension_name": row["dimension_name"],
        "typical": None,
        "label": NOT_SHOWN if not row["shown"] else NOBODY,
        "coverage": "",
        "is_single": False,
    }
    if row["typical"] is None:
        return {**cell, "told": cell["label"]}
    level = int(row["typical"])
    parts = [f"{level} {names[level]}", *([coverage(row)] if coverage(row) else [])]
    shown = {"typical": level, "label": str(level), "coverage": coverage(row), "is_single": bool(row["is_single"])}
    return {**cell, **shown, "told": ", ".join(parts)}


def _title(framework: Framework, look: Look) -> alt.Title:
    told = "Each cell: the level of the person in the middle, and how many of those who answered are at target"
    levels = " · ".join(f"{level.level} {level.name}" for level in framework.levels)
    return alt.Title(
        "Who can do what",
        subtitle=[f"{told}. A dashed outline: one person or nobody is.", levels],
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=14,
    )


def _cells(filled: alt.Chart, framework: Framework, look: Look) -> alt.Chart:
    numbers = [level.level for level in framework.levels]
    fills = [fill for fill, _ in level_colours(len(numbers), look)]
    named = filled.transform_calculate(said="datum.name + ', ' + datum.dimension_name + ': ' + datum.told")
    return named.mark_rect(cornerRadius=3).encode(
        description="said:N",
        color=alt.Color("typical:O", legend=None, scale=alt.Scale(domain=numbers, range=fills)),
        tooltip=_tooltips(),
    )


def _tooltips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="Group"),
        alt.Tooltip("dimension_name:N", title="Dimension"),
        alt.Tooltip("told:N", title="Middle, at target"),
    ]


def _singles(filled: alt.Chart, look: Look) -> alt.Chart:
    style: dict[str, Any] = {"fillOpacity": 0, "stroke": look.below, "strokeWidth": 2, "strokeDash": [4, 3]}
    return filled.transform_filter("datum.is_single").mark_rect(cornerRadius=3, aria=False, **style)


def _texts(filled: alt.Chart, framework: Framework, look: Look) -> alt.LayerChart | alt.FacetChart:
    numbers = [level.level for level in framework.levels]
    inks = [ink for _, ink in level_colours(len(numbers), look)]
    ink = alt.Color("typical:O", legend=None, scale=alt.Scale(domain=numbers, range=inks))
    level = filled.mark_text(fontSize=14, fontWeight=600, dy=-8, aria=False).encode(text="label:N", color=ink)
    below = filled.mark_text(fontSize=11, dy=9, aria=False).encode(text="coverage:N", color=ink)
    return alt.layer(level, below)


def _empty(base: alt.Chart, look: Look) -> list[alt.Chart]:
    hidden = base.transform_filter(alt.datum.label == NOT_SHOWN).mark_rect(cornerRadius=3, fill=look.hidden)
    texts = base.transform_filter("!isValid(datum.typical)").mark_text(fontSize=11, color=look.quiet, aria=False)
    return [hidden.encode(tooltip=_tooltips()), texts.encode(text="label:N")]


def _elsewhere(places: pd.DataFrame, look: Look) -> alt.Chart:
    drawn = places.assign(mark=ELSEWHERE, told="In this dimension its teams are shown by themselves, or with others")
    marks = alt.Chart(drawn).mark_text(fontSize=13, color=look.quiet)
    return marks.encode(x=_X, y=_Y, text="mark:N", tooltip=_tooltips())


def _people(answers: pd.DataFrame, look: Look) -> alt.Chart:
    return alt.Chart(answers).mark_text(fontSize=12, color=look.quiet).encode(x=_X, y=_Y, text="answered:N")


def _description(places: pd.DataFrame) -> str:
    groups, dimensions = places["name"].nunique(), places["dimension_name"].nunique()
    hidden = places.loc[~places["shown"].astype(bool), "name"].nunique()
    return (
        f"Matrix of {groups} groups by {dimensions} dimensions with typical levels and people at target. "
        f"{hidden} of the groups are not shown in every dimension. The table holds the same figures."
    )
