"""Cells of a heatmap made by hand: one row per state that a cell can be in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.snapshot.shapes import CELL_COLUMNS

HIDDEN: dict[str, Any] = {"shown": False, "headcount": 4, "target": 2, "target_source": "file"}
NOTHING: dict[str, Any] = {"shown": True, "headcount": 0, "assessed": 0, "below": 0, "target_source": "none"}
FIGURES: dict[str, Any] = {
    "shown": True,
    "headcount": 50,
    "assessed": 41,
    "no_answer": 9,
    "target": 2,
    "target_source": "file",
    "below": 27,
    "prevalence": 27 / 41,
    "prevalence_min": 27 / 50,
    "prevalence_max": 36 / 50,
    "shortfall": 40,
    "mean_shortfall": 40 / 41,
    "depth": 40 / 27,
    "coverage": 14 / 41,
    "response": 41 / 50,
    "fragile": False,
}


def cells(*rows: dict[str, Any]) -> pd.DataFrame:
    """A frame of `Snapshot.cells`: columns that a row does not name are null."""
    typed = {column: [row.get(column) for row in rows] for column in CELL_COLUMNS}
    return pd.DataFrame({column: pd.Series(typed[column], dtype=kind) for column, kind in CELL_COLUMNS.items()})


def cell(name: str, line: int, dimension: str, figures: dict[str, Any], **other: Any) -> dict[str, Any]:
    """One row for `cells`."""
    key = {"name": name, "group": name, "line": line, "kind": "team"}
    return {**key, "dimension": dimension.casefold(), "dimension_name": dimension, **figures, **other}


EVERY_STATE = cells(
    cell("Whole company", 0, "Data", FIGURES),
    cell("Whole company", 0, "Prompting", FIGURES),
    cell("Orbit", 1, "Data", FIGURES, assessed=29, response=0.58),
    cell("Orbit", 1, "Prompting", FIGURES, below=0, prevalence=0.0, depth=None, mean_shortfall=0.0, coverage=1.0),
    cell("Ridge", 2, "Data", NOTHING),
    cell("Ridge", 2, "Prompting", HIDDEN),
    cell("Quarry", 3, "Data", HIDDEN),
    cell("Quarry", 3, "Prompting", HIDDEN),
)
