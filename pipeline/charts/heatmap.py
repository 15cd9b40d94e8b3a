"""Groups by dimensions: where the gaps are.

Every cell prints its figure, so colour only guides the eye. A cell without a figure says why and
looks the part: a filled grey cell is not shown, an empty outlined one has no target. The last
column says who stands behind the row; a ring marks a row that too few answered.
"""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from pipeline.charts.axes import ANSWERED, columns_axis, rows_axis
from pipeline.charts.measures import (
    ELSEWHERE,
    LOW_RESPONSE,
    NO_NEED,
    NO_TARGET,
    NOT_SHOWN,
    UNMET_DEMAND,
    Measure,
    absent,
    answered,
    answers_by_group,
    counted,
    key_words,
    labels,
    states,
    strengths,
)
from pipeline.charts.theme import MOST_ROWS, Look

ROW_HEIGHT = 34
"""Pixels from one row to the next."""

PICK = "pick"
"""The name of the selection; it carries ``name`` and ``dimension_name``."""

CHOSEN = "chosen"
"""The dataset of the outlined cell; the page fills it."""

_KEY_WIDTH = 525
"""Pixels of the key of colours: each step has room for its figures."""
_GAP = " "
X = alt.X("dimension_name:N", title=None, sort=None)
Y = alt.Y("name:N", title=None, sort=None)
"""The places of every layer; the first layer alone carries the axes, the others share them."""


def heatmap(cells: pd.DataFrame, measure: Measure, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Lay out gap figures by group and dimension.

    Parameters
    ----------
    cells
        One row per group and dimension with the columns of `Snapshot.cells`.
    measure
        Which figure, in which words.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        Rows in the order of `cells`; a first block of rows with ``line`` 0 stands apart. The
        datasets hold only what is drawn; a hidden cell carries its label and nothing else.

    Raises
    ------
    ValueError
        For more rows than can be read.
    """
    if len(cells) > MOST_ROWS:
        raise ValueError(f"A heatmap of {len(cells)} cells cannot be read; draw a page of groups.")
    drawn = _drawn(cells, measure)
    rows = _row_order(cells)
    base = alt.Chart(drawn).encode(x=X, y=Y)
    pick = alt.selection_point(name=PICK, fields=["name", "dimension_name"], on="click", clear="dblclick")
    layers = (
        _filled(base.encode(x=columns_axis(cells, look), y=rows_axis(rows, look)), measure, look).add_params(pick),
        _empty(base, NOT_SHOWN, alt.MarkConfig(fill=look.hidden, stroke=None)),
        _empty(base, NO_NEED if measure is UNMET_DEMAND else NO_TARGET, _outlined(look)),
        _elsewhere(absent(cells), look),
        _texts(base, look),
        _remarks(base, look),
        _people(answers_by_group(cells).assign(dimension_name=ANSWERED), look),
        *_outline(look),
    )
    return (
        alt.layer(*layers, datasets={CHOSEN: []})
        .resolve_scale(color="independent")
        .properties(
            title=_title(cells, measure, look),
            height=ROW_HEIGHT * len(rows),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=_description(cells, measure),
        )
    )


def _title(cells: pd.DataFrame, measure: Measure, look: Look) -> alt.Title:
    told = f"The more a colour differs from the page, {measure.strong}"
    if answers_by_group(cells)["is_low"].any():
        told += f". A ring marks a row in which fewer than {LOW_RESPONSE:.0%} answered".replace("%", " %")
    return alt.Title(
        measure.title,
        subtitle=told,
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=14,
    )


def _drawn(cells: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    state = states(cells, measure)
    strength = strengths(cells, measure)
    return pd.DataFrame(
        {
            "name": cells["name"],
            "dimension_name": cells["dimension_name"],
            "state": state,
            "label": labels(cells, measure),
            "strength": strength.where(state == "figure").astype("Float64"),
            "people": _sentences(cells, state, measure),
            "answered": answered(cells).astype(object).where(cells["shown"], "–"),
        }
    )


def _sentences(cells: pd.DataFrame, state: pd.Series, measure: Measure) -> pd.Series:
    if measure is UNMET_DEMAND:
        return _sentences_of_demand(cells, state)
    below = counted(cells["below"]) + " of " + counted(cells["assessed"]) + " below target"
    told = below.astype(object).where(~state.isin([NOT_SHOWN, NO_TARGET]), None)
    told[state == NOT_SHOWN] = "Too few answers, here or in a group that could be worked out from it"
    told[state == NO_TARGET] = "Nobody here has a target in this dimension"
    return told


def _sentences_of_demand(cells: pd.DataFrame, state: pd.Series) -> pd.Series:
    short = counted(cells["unmet"]) + " of " + counted(cells["demand"]) + " people asked for are short"
    told = short.astype(object).where(state == "figure", None)
    told[state == NOT_SHOWN] = "A project asks for people of a group with too few answers"
    told[state == NO_NEED] = "No project asks for people here by name"
    return told


def _row_order(cells: pd.DataFrame) -> list[str]:
    tops = list(dict.fromkeys(cells.loc[cells["line"] == 0, "name"]))
    groups = list(dict.fromkeys(cells.loc[cells["line"] > 0, "name"]))
    return [*tops, *([_GAP] if tops and groups else []), *groups]


def _filled(base: alt.Chart, measure: Measure, look: Look) -> alt.Chart:
    return (
        base.transform_filter("isValid(datum.strength)")
        .transform_calculate(told="datum.name + ', ' + datum.dimension_name + ': ' + datum.label")
        .mark_rect(cornerRadius=3, cursor="pointer")
        .encode(
            description="told:N",
            color=alt.Color(
                "strength:Q",
                legend=_key(measure, look),
                scale=alt.Scale(type="quantize", domain=[0, 1], range=list(look.steps)),
            ),
            tooltip=_tooltips(measure),
        )
    )


def _key(measure: Measure, look: Look) -> alt.Legend:
    """Where each colour begins, under the cells and in printed figures: Vega writes at the left end of a step."""
    words = json.dumps(key_words(measure, len(look.steps)))
    return alt.Legend(
        title=None,
        type="gradient",
        orient="bottom",
        direction="horizontal",
        labelExpr=f"{words}[datum.index]",
        labelColor=look.quiet,
        labelFontSize=12,
        labelOverlap=False,
        gradientLength=_KEY_WIDTH,
        gradientThickness=12,
    )


def _tooltips(measure: Measure) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="Group"),
        alt.Tooltip("dimension_name:N", title="Dimension"),
        alt.Tooltip("label:N", title=measure.label),
        alt.Tooltip("people:N", title="People"),
        alt.Tooltip("answered:N", title=ANSWERED),
    ]


def _outlined(look: Look) -> alt.MarkConfig:
    return alt.MarkConfig(fillOpacity=0, stroke=look.line, strokeDash=[3, 3])


def _empty(base: alt.Chart, state: str, mark: alt.MarkConfig) -> alt.Chart:
    return (
        base.transform_filter(alt.datum.state == state)
        .mark_rect(cornerRadius=3, **mark.to_dict())
        .encode(
            tooltip=[
                alt.Tooltip("name:N", title="Group"),
                alt.Tooltip("dimension_name:N", title="Dimension"),
                alt.Tooltip("people:N", title=state),
            ]
        )
    )


def _elsewhere(places: pd.DataFrame, look: Look) -> alt.Chart:
    """A quiet mark where small teams together have no cell, so that it does not look forgotten."""
    told = places.assign(mark=ELSEWHERE, people="In this dimension its teams are shown by themselves, or with others")
    return (
        alt.Chart(told)
        .mark_text(fontSize=13, color=look.quiet)
        .encode(
            x=X,
            y=Y,
            text="mark:N",
            tooltip=[
                alt.Tooltip("name:N", title="Group"),
                alt.Tooltip("dimension_name:N", title="Dimension"),
                alt.Tooltip("people:N", title="Not in this row"),
            ],
        )
    )


def _texts(base: alt.Chart, look: Look) -> alt.Chart:
    return (
        base.transform_filter("isValid(datum.strength)")
        .mark_text(fontSize=13, aria=False)
        .encode(
            text="label:N",
            color=alt.Color(
                "strength:Q",
                legend=None,
                scale=alt.Scale(type="quantize", domain=[0, 1], range=list(look.inks)),
            ),
        )
    )


def _remarks(base: alt.Chart, look: Look) -> alt.Chart:
    return (
        base.transform_filter("!isValid(datum.strength)")
        .mark_text(fontSize=11, aria=False, color=look.quiet)
        .encode(text="label:N")
    )


def _people(answers: pd.DataFrame, look: Look) -> alt.LayerChart | alt.FacetChart:
    base = alt.Chart(answers).encode(x=X, y=Y)
    texts = base.mark_text(fontSize=12, color=look.quiet).encode(text="answered:N")
    rings = (
        base.transform_filter("datum.is_low")
        .mark_point(shape="circle", size=46, stroke=look.below, strokeWidth=1.8, opacity=1)
        .encode(
            xOffset=alt.value(12),
            tooltip=[alt.Tooltip("answered:N", title="Fewer than 60 % answered")],
        )
    )
    return alt.layer(texts, rings)


def _outline(look: Look) -> list[alt.Chart]:
    """Two lines, one of them light and one dark: one alone is lost on the strongest or on the palest cells."""
    chosen = alt.Chart(alt.NamedData(CHOSEN)).encode(x=X, y=Y)
    return [
        chosen.mark_rect(cornerRadius=3, fillOpacity=0, stroke=stroke, strokeWidth=width, aria=False)
        for stroke, width in ((look.text, 6), (look.ground, 2))
    ]


def _description(cells: pd.DataFrame, measure: Measure) -> str:
    groups = cells["name"].nunique()
    hidden = cells.loc[~cells["shown"], "name"].nunique()
    dimensions = cells["dimension_name"].nunique()
    return (
        f"Heatmap of {groups} groups by {dimensions} dimensions. {measure.title}. "
        f"{hidden} of the groups are not shown in every dimension. The table holds the same figures."
    )
