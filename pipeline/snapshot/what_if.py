"""The published figures of a target that nobody has set: what gaps there would be if it were everybody's."""

from __future__ import annotations

import pandas as pd

from pipeline.model import Grouping
from pipeline.snapshot.connection import outdated
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import GAP_COLUMNS, typed


def gaps_if(snapshot: Snapshot, cycle: str, grouping: Grouping, what_if: int) -> pd.DataFrame:
    """The gap figures of every group if one level were the target of everybody.

    Returns
    -------
    pandas.DataFrame
        As `Snapshot.gaps`, with ``target`` that level and ``target_source`` "what-if". Hidden wherever the
        group's people per level are. No rows for a level that the cycle's framework does not have.

    Raises
    ------
    WarehouseError
        Where the cycle was published before there were such figures.
    """
    asked = {"cycle": cycle, "kind": grouping.kind, "by_dimension": grouping.by_dimension, "what_if": what_if}
    found = typed(snapshot.ask("what_if", asked), GAP_COLUMNS)
    if found.empty and len(snapshot.gaps(cycle, grouping)):
        raise outdated(f"The cycle {cycle!r}")
    return found
