"""A heatmap as cells to print: the text of each, how strong its colour is, and where there is none, why.

The same labels, the same strengths and the same seven steps as the chart on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.charts.measures import (
    MEASURES,
    NO_TARGET,
    NOT_SHOWN,
    answers_by_group,
    labels,
    states,
    strengths,
)
from pipeline.charts.measures import step_of as step_in
from pipeline.charts.theme import LIGHT

STEPS = len(LIGHT.steps)
SHARE = MEASURES[0]
"""The measure that reports lay out: the share below target."""

_LOOKS = {NOT_SHOWN: "hidden", NO_TARGET: "no-target"}


@dataclass(frozen=True)
class HeatCell:
    """One group in one dimension.

    ``look`` is ``step-0`` to ``step-6``, ``hidden``, ``no-target`` or ``nothing``; ``share`` (0..1) is None but for
    the first.
    """

    label: str
    look: str
    share: float | None = None


NOTHING = HeatCell("–", "nothing")
"""Small teams together have no row in a dimension in which they stand otherwise."""


@dataclass(frozen=True)
class HeatRow:
    """One group: its name, a cell per dimension, who answered, and whether too few did."""

    name: str
    is_company: bool
    cells: tuple[HeatCell, ...]
    answered: str
    is_low: bool


@dataclass(frozen=True)
class Heat:
    """A heatmap: the dimensions across, the groups down, the company first."""

    dimensions: tuple[str, ...]
    rows: tuple[HeatRow, ...]

    @property
    def has_low(self) -> bool:
        """Whether too few answered in one of the rows."""
        return any(row.is_low for row in self.rows)


def heat_of(cells: pd.DataFrame) -> Heat:
    """Lay out the cells of a heatmap.

    Parameters
    ----------
    cells
        Rows of `Snapshot.cells`.

    Returns
    -------
    Heat
        Rows and columns in the order of `cells`. 27 of 41 people below target: ``HeatCell("66 %",
        "step-4", 27 / 41)``, the fifth of seven steps.
    """
    dimensions = tuple(dict.fromkeys(cells["dimension_name"]))
    found = _cells(cells)
    answers = {row["name"]: row for row in answers_by_group(cells).to_dict("records")}
    lines = dict(zip(cells["name"], cells["line"], strict=True))
    return Heat(
        dimensions,
        tuple(
            HeatRow(
                name=str(name),
                is_company=line == 0,
                cells=tuple(found.get((name, dimension), NOTHING) for dimension in dimensions),
                answered=str(answers[name]["answered"]) if name in answers else "–",
                is_low=name in answers and bool(answers[name]["is_low"]),
            )
            for name, line in lines.items()
        ),
    )


def step_of(strength: float) -> int:
    """Which of the seven colours a strength (0..1) has: 0.66 the fifth, 4 counted from 0; 1 the last."""
    return step_in(strength, STEPS)


def _cells(cells: pd.DataFrame) -> dict[tuple[str, str], HeatCell]:
    places = zip(cells["name"], cells["dimension_name"], strict=True)
    shares = cells[SHARE.shade]
    told = zip(labels(cells, SHARE), states(cells, SHARE), strengths(cells, SHARE), shares, strict=True)
    return {place: _cell(*each) for place, each in zip(places, told, strict=True)}


def _cell(label: str, state: str, strength: float, share: float) -> HeatCell:
    if state != "figure":
        return HeatCell(label, _LOOKS.get(state, "nothing"))
    return HeatCell(label, f"step-{step_of(strength)}", share)
