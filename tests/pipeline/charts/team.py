"""One team by dimension, made by hand: one row per way in which a bar can be drawn."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.snapshot.teams import STANDING_COLUMNS

BASE: dict[str, Any] = {"shown": True, "target_source": "file", "headcount": 12, "asked": 12}
SPLIT: dict[str, Any] = {
    **BASE,
    "dimension_name": "Prompting",
    "target": 2,
    "assessed": 9,
    "rated": 9,
    "levels": {"0": 2, "1": 3, "2": 4, "3": 0, "4": 0},
    "below": 5,
    "reached": 4,
    "coverage": 4 / 9,
    "shortfall": 7,
    "response": 0.75,
    "is_single": False,
    "division_reached": 10,
    "division_assessed": 16,
    "division_coverage": 0.625,
    "company_reached": 60,
    "company_assessed": 80,
    "company_coverage": 0.75,
}
MIXED = SPLIT | {"dimension_name": "Data", "target": None, "below": 8, "reached": 1, "is_single": True}
NO_TARGET = {
    **BASE,
    "dimension_name": "Production",
    "target_source": "none",
    "headcount": 0,
    "assessed": 0,
    "below": 0,
    "reached": 0,
    "shortfall": 0,
    "rated": 9,
    "levels": {"0": 1, "4": 8},
}
HIDDEN = {**BASE, "dimension_name": "Safety", "shown": False, "target": 3}


def dimensions(*rows: dict[str, Any]) -> pd.DataFrame:
    """A frame of `pipeline.snapshot.teams.dimensions`: columns that a row does not name are null."""
    told = {column: [row.get(column) for row in rows] for column in STANDING_COLUMNS}
    return pd.DataFrame({column: pd.Series(told[column], dtype=kind) for column, kind in STANDING_COLUMNS.items()})


EVERY_STATE = dimensions(SPLIT, MIXED, NO_TARGET, HIDDEN)
