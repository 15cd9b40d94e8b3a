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
    "unlock_steps": "Int64",
    "weight_per_step": "Float64",
    "unlock_place": "Int64",
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

UNLOCK_COLUMNS: Columns = {"project": object, "dimension": object, "from": "Int64", "to": "Int64", "people": "Int64"}


def projects(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """Every project of a cycle's roadmap in its order; ``PROJECT_COLUMNS``, empty without a roadmap."""
    return typed(snapshot.ask("projects", {"cycle": cycle}), PROJECT_COLUMNS)


def needs(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """Every need of a cycle's roadmap in its order; ``NEED_COLUMNS``, empty without a roadmap."""
    return typed(snapshot.ask("needs", {"cycle": cycle}), NEED_COLUMNS)


def unlocks(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """Whom to bring up for each project that is short; ``UNLOCK_COLUMNS``, empty without a roadmap."""
    return typed(snapshot.ask("unlocks", {"cycle": cycle}), UNLOCK_COLUMNS)
