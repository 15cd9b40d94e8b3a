"""The published verdict: what could be derived from everything that is published of a cycle."""

from __future__ import annotations

import pandas as pd

from pipeline.snapshot.connection import outdated
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import Columns, typed

VERDICT_COLUMNS: Columns = {
    "dimension": object,
    "verdict": object,
    **dict.fromkeys(("min_group", "earlier", "groups", "parts"), "int64"),
    "atoms": "Int64",
    "units": "int64",
    **dict.fromkeys(("people", "smallest_unit"), "Int64"),
    **dict.fromkeys(("teams_alone", "teams_together", "teams_unseen"), "int64"),
    "told_share": "Float64",
}


def verdicts(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """What was found in each dimension of a cycle; ``VERDICT_COLUMNS``, in the order of the framework.

    Raises
    ------
    WarehouseError
        Where the cycle was published before there was such a look.
    """
    found = typed(snapshot.ask("verdicts", {"cycle": cycle}), VERDICT_COLUMNS)
    if found.empty:  # carried over from a snapshot that had no verdicts
        raise outdated(f"The cycle {cycle!r}")
    return found
