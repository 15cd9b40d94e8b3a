"""From which level to which: the people who answered in both cycles, counted in a square.

What lies on the diagonal stayed, above it rose, below it fell; the two sides differ by place and by
colour. A colour's strength is a part of all who are counted, on fixed steps, so two groups compare.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

import altair as alt
import pandas as pd

from pipeline.charts.axes import LINE_HEIGHT
from pipeline.charts.theme import Look, level_colours, wrapped
from pipeline.model import Framework

_ROW = 44
_STRENGTHS = (0.05, 0.15)
"""A part of all from which a cell is stronger, and stronger still."""

COLUMNS = ["from_level", "to_level", "before", "after", "people", "side", "fill", "label"]
SIDES = {-1: "fell", 0: "stayed", 1: "rose"}


def transition_cells(transitions: Mapping[str, int], framework: Framework) -> pd.DataFrame:
    """Every pair of levels with its people.

    Parameters
    ----------
    transitions
        ``{"2->3": 4}``: four people went from level 2 to level 3; pairs of nobody may be left out.
    framework
        Whose levels.

    Returns
    -------
    pandas.DataFrame
        One row per pair of levels, lowest first: ``from_level``, ``to_level``, ``before`` and ``after`` (their
        names), ``people``, ``side`` (``rose``, ``stayed``, ``fell``), ``fill`` (``rose 0`` .. ``rose 2``;
        ``none`` of nobody) and ``label`` (empty of nobody).
    """
    total = max(1, sum(transitions.values()))
    cells = []
    for first in framework.levels:
        for last in framework.levels:
            people = int(transitions.get(f"{first.level}->{last.level}", 0))
            side = SIDES[(last.level > first.level) - (last.level < first.level)]
            strength = sum(people / total >= step for step in _STRENGTHS)
            names = [first.level, last.level, first.name, last.name]
            fill = f"{side} {strength}" if people else "none"
            cells.append([*names, people, side, fill, f"{people:,}" if people else ""])
    return pd.DataFrame(cells, columns=COLUMNS)


def transition_matrix(
    transitions: Mapping[str, int], framework: Framework, before: str, after: str, look: Look
) -> alt.LayerChart | alt.FacetChart:
    """Draw who went from which level to which.

    Parameters
    ----------
    transitions, framework
        As in `transition_cells`.
    before, after
        The names of the two cycles.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        A square: one row per level before, one column per level after, both from the lowest on.
    """
    cells = transition_cells(transitions, framework)
    names = [level.name for level in framework.levels]
    told = cells.assign(told=cells["before"] + " to " + cells["after"] + ": " + cells["people"].astype(str))
    base = alt.Chart(told).encode(
        x=alt.X("after:N", sort=None, scale=_scale(names), axis=_axis(names, f"Level in {after}", "top", look)),
        y=alt.Y("before:N", sort=None, scale=_scale(names), axis=_axis(names, f"Level in {before}", "left", look)),
    )
    fills = _fills(look)
    colour = alt.Color("fill:N", legend=None, scale=alt.Scale(domain=list(fills), range=[f for f, _ in fills.values()]))
    ink = alt.Color("fill:N", legend=None, scale=alt.Scale(domain=list(fills), range=[i for _, i in fills.values()]))
    tooltip = [
        alt.Tooltip("before:N", title=f"In {before}"),
        alt.Tooltip("after:N", title=f"In {after}"),
        alt.Tooltip("people:Q", title="People"),
    ]
    squares = base.mark_rect(cornerRadius=3).encode(color=colour, description="told:N", tooltip=tooltip)
    counts = base.mark_text(fontSize=13, aria=False).encode(text="label:N", color=ink)
    return (
        alt.layer(squares, counts)
        .resolve_scale(color="independent")
        .properties(
            title=_title(look),
            height=_ROW * len(names),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=_description(cells, before, after),
        )
    )


def transitions_table(transitions: Mapping[str, int], framework: Framework, before: str, after: str) -> pd.DataFrame:
    """The square as a table: one row per level before, one column per level after."""
    cells = transition_cells(transitions, framework)
    wide = cells.pivot_table(index="before", columns="after", values="people", aggfunc="first", sort=False)
    named = wide.rename(columns={level.name: f"{level.name} in {after}" for level in framework.levels})
    return named.reset_index(names=f"Level in {before}").rename_axis(columns=None)


def _fills(look: Look) -> dict[str, tuple[str, str]]:
    """Fill and ink of each kind of cell; the cool half of the levels' scale for who rose, the warm one for who fell."""
    cool = level_colours(6, look)[:3]
    return {
        **{f"rose {place}": pair for place, pair in enumerate(cool)},
        **{f"fell {place}": (look.steps[place + 1], look.inks[place + 1]) for place in range(3)},
        **{f"stayed {place}": (look.hidden, look.text) for place in range(3)},
        "none": (look.ground, look.text),
    }


def _scale(names: list[str]) -> alt.Scale:
    return alt.Scale(type="band", domain=names, paddingInner=0.06, paddingOuter=0)


def _axis(names: list[str], title: str, orient: Literal["top", "left"], look: Look) -> alt.Axis:
    lines = {name: wrapped(name, 9 if orient == "top" else 18) for name in names}
    most = max(len(told) for told in lines.values())
    return alt.Axis(
        title=title,
        labelExpr=f"{json.dumps(lines)}[datum.value]",
        labelPadding=6 + (LINE_HEIGHT * (most - 1) if orient == "top" else 0),
        labelLineHeight=LINE_HEIGHT,
        labelOverlap=False,
        titleColor=look.quiet,
        titleFontSize=12,
        titleFontWeight="normal",
        titlePadding=10,
        orient=orient,
        labelAngle=0,
        labelLimit=120,
        labelColor=look.text,
        labelFontSize=12,
        ticks=False,
        domain=False,
        grid=False,
    )


def _title(look: Look) -> alt.Title:
    return alt.Title(
        "From which level to which",
        subtitle="Right of the diagonal: rose. On it: stayed. Left of it: fell",
        anchor="start",
        subtitleColor=look.quiet,
        subtitleFontSize=13,
        subtitlePadding=5,
        offset=14,
    )


def _description(cells: pd.DataFrame, before: str, after: str) -> str:
    people = cells.groupby("side")["people"].sum()
    told = ", ".join(f"{int(people[side]):,} {side}" for side in ("rose", "stayed", "fell"))
    return (
        f"A square of people by their level in {before} (rows) and in {after} (columns): {told}. "
        "The table holds the same figures."
    )
