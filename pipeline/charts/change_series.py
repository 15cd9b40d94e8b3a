"""One figure per dimension over all published cycles, a small picture each on one scale.

Where the rubric of two neighbouring cycles cannot be compared the line is broken: a slope would be a claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.change_measures import ChangeMeasure
from pipeline.charts.theme import Look

_HEIGHT = 120
_COLUMNS = 3
SERIES_COLUMNS = ["name", "cycle", "pair", "figure", "label", "is_joined"]


def series_points(
    pairs: Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]], measure: ChangeMeasure
) -> pd.DataFrame:
    """Both ends of every step from a cycle to the next.

    Parameters
    ----------
    pairs
        Earlier cycle, later cycle and their rows of ``snapshot.change.changes`` as plain values, each with a
        ``name``; neighbouring cycles, oldest first.
    measure
        What the figures are.

    Returns
    -------
    pandas.DataFrame
        Two rows per pair and name, of cycles with a figure: ``name``, ``cycle``, ``pair`` (``2024 to 2025``),
        ``figure``, ``label`` and ``is_joined`` (whether a line leads from one to the other).
    """
    points = []
    for before, after, rows in pairs:
        for row in rows:
            is_joined = row["change"] is not None  # null where the two do not compare
            for cycle, figure in ((before, row["before"]), (after, row["after"])):
                if figure is not None:
                    key = [row["name"], cycle, f"{before} to {after}", float(figure)]
                    points.append([*key, measure.figure(figure), is_joined])
    return pd.DataFrame(points, columns=SERIES_COLUMNS)


def series(
    pairs: Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]], measure: ChangeMeasure, look: Look
) -> alt.FacetChart:
    """Draw one line per dimension over the cycles; parameters as in `series_points`.

    Returns
    -------
    altair.FacetChart
        A small picture per dimension, all on one scale, with the figure at each point.
    """
    points = series_points(pairs, measure)
    cycles = [*(before for before, _, _ in pairs), pairs[-1][1]]
    low, high = points["figure"].min(), points["figure"].max()
    room = max(measure.span, 0.35 * (high - low))
    is_first = ~points.duplicated(["name", "cycle", "label"])  # a figure is printed once, where two steps meet
    base = alt.Chart(points.assign(is_first=is_first)).encode(
        x=alt.X(
            "cycle:N",
            title=None,
            sort=None,
            scale=alt.Scale(type="point", domain=cycles, padding=0.4),
            axis=alt.Axis(labelAngle=0, labelColor=look.quiet, ticks=False, domain=False, grid=False),
        ),
        y=alt.Y("figure:Q", title=None, axis=None, scale=alt.Scale(domain=[low - room / 2, high + room], zero=False)),
    )
    tooltip = [alt.Tooltip("name:N", title="Dimension"), alt.Tooltip("cycle:N"), alt.Tooltip("label:N", title="Figure")]
    layers = alt.layer(
        base.transform_filter("datum.is_joined")
        .mark_line(strokeWidth=2, color=look.reached, aria=False)
        .encode(detail="pair:N"),
        base.transform_calculate(told="datum.name + ', ' + datum.cycle + ': ' + datum.label")
        .mark_point(size=70, filled=True, opacity=1, color=look.reached)
        .encode(description="told:N", tooltip=tooltip),
        base.transform_filter("datum.is_first")
        .mark_text(dy=-14, fontSize=12, color=look.text, aria=False)
        .encode(text="label:N"),
    ).properties(width=260, height=_HEIGHT)
    names = list(dict.fromkeys(points["name"]))
    heads = alt.Header(labelFontSize=13, labelFontWeight=600, labelColor=look.text, labelAnchor="start", title=None)
    facets = layers.facet(facet=alt.Facet("name:N", sort=names, header=heads), columns=_COLUMNS)
    return facets.resolve_axis(x="independent").properties(
        title=_title(measure, look), description=_description(points)
    )


def series_table(pairs: Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]], measure: ChangeMeasure) -> pd.DataFrame:
    """The lines as a table: ``Dimension`` and a column per cycle, all text; empty where not shown."""
    points = series_points(pairs, measure)
    wide = points.pivot_table(index="name", columns="cycle", values="label", aggfunc="last", sort=False)
    return wide.reset_index(names="Dimension").rename_axis(columns=None)


def _title(measure: ChangeMeasure, look: Look) -> alt.Title:
    return alt.Title(
        "Over all cycles",
        subtitle=f"{measure.everyone}, everyone in each cycle; no line where the rubric cannot be compared",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=14,
    )


def _description(points: pd.DataFrame) -> str:
    told = []
    for name, own in points.groupby("name", sort=False):
        figures = own.drop_duplicates("cycle")
        pairs = zip(figures["cycle"], figures["label"], strict=True)
        told.append(f"{name}: " + ", ".join(f"{cycle} {label}" for cycle, label in pairs))
    return f"Lines over the cycles. {'. '.join(told)}. The table holds the same figures."
