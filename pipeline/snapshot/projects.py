"""The published roadmap: its projects with their needs, as far as they are shown."""

from __future__ import annotations

import pandas as pd

from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import Columns, typed

PROJECT_COLUMNS: Columns = {
    "project": object,
    "weight": "Float64",
    "unmet": "Int64",
    "unmet_low": "Int64",
    **dict.fromkeys(("enough_on_paper", "blocked", "contended", "blocked_low"), "boolean"),
    "bus_factor": "Int64",
    "shown": bool,
}
NEED_COLUMNS: Columns = {
    "project": object,
    "dimension": object,
    "level": "Int64",
    "division": object,
    "team": object,
    "shared": bool,
    **dict.fromkeys(("people", "qualified", "qualified_high", "naive_unmet", "unmet"), "Int64"),
    "rests_on_everybody": "boolean",
    "shown": bool,
}


def projects(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """Every project of a cycle's roadmap in its order; ``PROJECT_COLUMNS``, empty without a roadmap."""
    return typed(snapshot.ask("projects", {"cycle": cycle}), PROJECT_COLUMNS)


def needs(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """Every need of a cycle's roadmap in its order; ``NEED_COLUMNS``, empty without a roadmap."""
    return typed(snapshot.ask("needs", {"cycle": cycle}), NEED_COLUMNS)
