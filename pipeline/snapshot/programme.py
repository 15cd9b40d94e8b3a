"""The published programme: the modules of each track in the order of the gaps, with whom they serve."""

from __future__ import annotations

import pandas as pd

from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import Columns, people_per_level, typed

PROGRAMME_COLUMNS: Columns = {
    **dict.fromkeys(("track", "track_name", "module", "module_name", "dimension", "dimension_name"), object),
    **dict.fromkeys(("from_level", "to_level"), "Int64"),
    **dict.fromkeys(("instruction_hours", "hands_on_hours", "presentation_hours", "hours"), "Float64"),
    "prerequisites": object,
    "quarter": "Int64",
    "class": object,
    **dict.fromkeys(("people", "steps"), "Int64"),
    "seat_hours": "Float64",
    "cohorts": "Int64",
    **dict.fromkeys(("gains", "about", "apply"), object),
    "shown": bool,
}


def programme(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """The programme of a cycle, ``PROGRAMME_COLUMNS``; ``gains`` is a dict, None where hidden.

    Empty where nobody needs anything that the catalogue teaches, and for a cycle carried over from a publication that
    had no programme.

    Raises
    ------
    WarehouseError
        Where the whole file was written before there were programmes.
    """
    stored = snapshot.ask("programme", {"cycle": cycle})
    gains = pd.Series(people_per_level(stored["gains"]), stored.index, dtype=object)
    return typed(stored.assign(gains=gains), PROGRAMME_COLUMNS)
