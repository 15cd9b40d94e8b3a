"""Groups and indicators of one dimension made by hand: one row per state that they can be in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.snapshot.dimension import GROUP_COLUMNS, INDICATOR_COLUMNS
from pipeline.snapshot.shapes import Columns
from tests.pipeline.charts.made import FIGURES, HIDDEN, NOTHING, cell


def _frame(rows: list[dict[str, Any]], columns: Columns) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()}
    )


LEVELS = {"0": 10, "1": 17, "2": 0, "3": 13, "4": 1}
"""Of 41 people 27 are below level 2."""
EVERYBODY = {"asked": 50, "rated": 41, "levels": LEVELS}
GROUPS = _frame(
    [
        cell("Whole company", 0, "Data", FIGURES, **EVERYBODY, contribution=1.0),
        cell("Orbit", 1, "Data", FIGURES, **EVERYBODY, contribution=0.6),
        cell("Summit", 2, "Data", FIGURES, **{**EVERYBODY, "levels": None}, contribution=0.25, below=1),
        cell("Tundra", 3, "Data", {**FIGURES, "target": None}, **EVERYBODY, contribution=0.15),
        cell("Ridge", 4, "Data", NOTHING, **EVERYBODY),
        cell("Quarry", 5, "Data", HIDDEN, asked=4),
    ],
    GROUP_COLUMNS,
)
INDICATORS = _frame(
    [
        {"level": 1, "indicator": "a", "indicator_text": "I have seen <b>data</b>", "supporting": False}
        | {"asked": 8, "ticked": 7, "missing": 1, "missing_share": 0.125, "shown": True},
        {"level": 3, "indicator": "b", "indicator_text": "I have cleaned it " * 20, "supporting": True}
        | {"asked": 8, "ticked": 0, "missing": 8, "missing_share": 1.0, "shown": True},
    ],
    INDICATOR_COLUMNS,
)
