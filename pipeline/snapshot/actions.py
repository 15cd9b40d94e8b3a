"""What is done about gaps, and how far a launch is, as published: nobody's name is in it."""

from __future__ import annotations

import pandas as pd

from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import typed


def gap_actions(snapshot: Snapshot, cycle: str, of_cycle: str) -> pd.DataFrame:
    """What is done about the gaps of ``of_cycle``, as it was known when ``cycle`` was published.

    Returns
    -------
    pandas.DataFrame
        ``dimension`` (id), ``action``, ``due`` (text, null where no day is set) and ``status``.

    Raises
    ------
    WarehouseError
        Where the snapshot was published before there were actions.
    """
    asked = {"cycle": cycle, "of_cycle": of_cycle}
    return typed(snapshot.ask("gap_actions", asked), dict.fromkeys(("dimension", "action", "due", "status"), object))


def launch_steps(snapshot: Snapshot, cycle: str) -> dict[str, str | None]:
    """The steps of a cycle's launch in their order: step (id) -> the day on which it was done, None where it is not."""
    rows = typed(snapshot.ask("launch_steps", {"cycle": cycle}), dict.fromkeys(("step", "done_on"), object))
    return dict(zip(rows["step"], rows["done_on"], strict=True))
