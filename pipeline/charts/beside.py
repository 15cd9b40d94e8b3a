"""How much of a team is at or above target, beside its division and the company.

Shares on one axis from 0 to 1 with room for the figures at its ends, never cut: two pages compare.
The team is the filled dot with its figure; the others differ by shape, not by colour alone.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from pipeline.charts.axes import WIDE_ROW, dimension_axis
from pipeline.charts.measures import NO_TARGET, NOT_SHOWN, measure_of
from pipeline.charts.theme import Look

TEAM = "This team"
DIVISION = "Its division"
COMPANY = "The company"
_COLUMNS = {TEAM: "", DIVISION: "division_", COMPANY: "company_"}
_COVERAGE = measure_of("At or above target")

COLUMNS = ["dimension_name", "who", "coverage", "label", "people"]


def shares(dimensions: pd.DataFrame) -> pd.DataFrame:
    """Who has which share at or above target in which dimension.

    Returns
    -------
    pandas.DataFrame
        One row per dimension and one of ``This team``, ``Its division`` and ``The company`` that has
        a figure: ``dimension_name``, ``who``, ``coverage`` (0..1), ``label`` (``63 %``) and
        ``people`` (``5 of 8 people``).
    """
    frames = []
    for who, prefix in reversed(_COLUMNS.items()):  # the team is drawn last, over the others
        known = dimensions[dimensions[f"{prefix}coverage"].notna()]
        own = pd.DataFrame(
            {
                "dimension_name": known["dimension_name"],
                "who": who,
                "coverage": known[f"{prefix}coverage"],
                "label": _COVERAGE.text(pd.DataFrame({"coverage": known[f"{prefix}coverage"]})),
                "people": [
                    f"{reached:,} of {assessed:,} people"
                    for reached, assessed in zip(known[f"{prefix}reached"], known[f"{prefix}assessed"], strict=True)
                ],
            }
        )
        frames.append(own)
    return pd.concat(frames, ignore_index=True)[COLUMNS]


def beside(dimensions: pd.DataFrame, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw one team's share at or above target beside its division's and the company's.

    Parameters
    ----------
    dimensions
        One row per dimension with the columns of `pipeline.snapshot.teams.dimensions`.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One row per dimension in the order of `dimensions`. A dimension in which the team has no
        figure says so, with the others' figures.
    """
    drawn = shares(dimensions)
    lines = {name: _others(drawn, name) for name in dimensions["dimension_name"]}
    x = alt.X(
        "coverage:Q",
        title=None,
        scale=alt.Scale(domain=[-0.1, 1.1], nice=False),
        axis=alt.Axis(
            values=[0, 0.5, 1],
            labelExpr="format(datum.value * 100, 'd') + ' %'",
            gridColor=look.line,
            domain=False,
            ticks=False,
            labelColor=look.quiet,
        ),
    )
    base = alt.Chart(drawn).encode(x=x, y=dimension_axis(lines, look), tooltip=_tooltips())
    own = base.transform_filter(alt.datum.who == TEAM)
    marks = base.transform_calculate(told="datum.dimension_name + ', ' + datum.who + ': ' + datum.label").mark_point(
        size=130, opacity=1, strokeWidth=2
    )
    layers = (
        marks.encode(description="told:N", **_looks(drawn, look)),
        own.mark_text(dy=-15, fontSize=13, fontWeight=600, color=look.text, aria=False).encode(text="label:N"),
        _remarks(dimensions, look),
    )
    return alt.layer(*layers).properties(
        title=alt.Title(
            "Share at or above target",
            subtitle="Beside the division and the company" if DIVISION in set(drawn["who"]) else "Beside the company",
            anchor="start",
            subtitleColor=look.quiet,
            subtitleFontSize=13,
            subtitlePadding=5,
            offset=28,
        ),
        height=WIDE_ROW * len(dimensions),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=_description(drawn),
    )


def _looks(drawn: pd.DataFrame, look: Look) -> dict[str, alt.Shape | alt.Fill | alt.Stroke]:
    """Shape, fill and line by whom a share is of; only those who have one are in the legend."""
    present = [who for who in _COLUMNS if who in set(drawn["who"])]
    shapes = {TEAM: "circle", DIVISION: "diamond", COMPANY: "square"}
    fills = {TEAM: look.reached, DIVISION: look.ground, COMPANY: look.ground}
    lines = {TEAM: look.reached, DIVISION: look.quiet, COMPANY: look.quiet}
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=1,
        symbolSize=110,
        symbolStrokeWidth=1.5,
        labelFontSize=12,
        labelColor=look.text,
    )

    def scale(values: dict[str, str]) -> alt.Scale:
        return alt.Scale(domain=present, range=[values[who] for who in present])

    return {
        "shape": alt.Shape("who:N", scale=scale(shapes), legend=legend),
        "fill": alt.Fill("who:N", scale=scale(fills), legend=legend),
        "stroke": alt.Stroke("who:N", scale=scale(lines), legend=legend),
    }


def _tooltips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("dimension_name:N", title="Dimension"),
        alt.Tooltip("who:N", title="Who"),
        alt.Tooltip("label:N", title="At or above target"),
        alt.Tooltip("people:N", title="People"),
    ]


def _others(drawn: pd.DataFrame, name: str) -> list[str]:
    """The figures of the division and the company as one line: ``division 48 % · company 55 %``."""
    own = drawn[drawn["dimension_name"] == name].set_index("who")["label"]
    words = {DIVISION: "division", COMPANY: "company"}
    told = " · ".join(f"{word} {own[who]}" for who, word in words.items() if who in own.index)
    return [told] if told else []


def _remarks(dimensions: pd.DataFrame, look: Look) -> alt.Chart:
    without = dimensions[dimensions["coverage"].isna()]
    told = pd.Series("Nobody answered", without.index, dtype=object)
    told[without["target_source"] == "none"] = NO_TARGET
    told[~without["shown"]] = NOT_SHOWN
    empty = pd.DataFrame({"dimension_name": without["dimension_name"], "told": told, "coverage": 0.0})
    return (
        alt.Chart(empty)
        .mark_text(align="left", dx=6, dy=-15, fontSize=12, color=look.quiet)
        .encode(x="coverage:Q", y=alt.Y("dimension_name:N"), text="told:N")
    )


def _description(drawn: pd.DataFrame) -> str:
    told = [
        f"{name}: " + ", ".join(f"{who} {label}" for who, label in zip(own["who"], own["label"], strict=True))
        for name, own in drawn.groupby("dimension_name", sort=False)
    ]
    return f"Shares at or above target. {'. '.join(told)}. The table holds the same figures."
