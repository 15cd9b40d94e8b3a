"""What the page of a framework's own reading asks of a published file: levels beside gap figures, and ticks.

Nothing is asked that other pages do not show; what is hidden there is null here.
"""

from __future__ import annotations

import pandas as pd

from pipeline.errors import PublicationError
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import CELL_COLUMNS, Columns, Rows, people_per_level, typed

_KEY = ["kind", "division", "group"]
_PEOPLE: Columns = {**dict.fromkeys([*_KEY, "dimension"], object), "rated": "Int64", "levels": object}
PLACE_COLUMNS: Columns = {**CELL_COLUMNS, "rated": "Int64", "levels": object}
TICK_COLUMNS: Columns = {
    **dict.fromkeys(["dimension", "indicator", "indicator_text"], object),
    "supporting": bool,
    "asked": "Int64",
    "ticked": "Int64",
}


def cycles_with_reading(snapshot: Snapshot) -> tuple[str, ...]:
    """The published cycles whose framework has a reading of its own, oldest first."""
    return tuple(cycle for cycle in snapshot.cycles() if snapshot.cycle(cycle).framework.reading is not None)


def places(snapshot: Snapshot, cycle: str, rows: Rows) -> pd.DataFrame:
    """Groups by dimensions, gap figures and people per level side by side.

    Returns
    -------
    pandas.DataFrame
        The rows and columns of `Snapshot.cells`, then ``rated`` (people with a level, with a target or without) and
        ``levels`` (a dict from level to people); both are null where hidden.
    """
    stored = snapshot.ask("reading_people", {"cycle": cycle, "kind": rows.kind})
    people = pd.Series(people_per_level(stored["levels"]), stored.index, dtype=object)
    everybody = typed(stored.assign(levels=people), _PEOPLE)
    found = snapshot.cells(cycle, rows).merge(everybody, how="left", on=[*_KEY, "dimension"])
    return typed(found, PLACE_COLUMNS)


def ticks(snapshot: Snapshot, cycle: str, rows: Rows, name: str) -> pd.DataFrame:
    """The indicators of all dimensions, and how many people of one group ticked them.

    Returns
    -------
    pandas.DataFrame
        ``dimension indicator indicator_text supporting asked ticked`` in the order of the rubric; ``asked`` is 0
        where nobody of the group answered by checklist, and null where that is hidden.

    Raises
    ------
    PublicationError
        Where there is no such group.
    """
    cells = snapshot.all_cells(cycle, rows)
    found = cells[cells["name"] == name]
    if found.empty:
        raise PublicationError(
            f"{name!r} is not among the groups published for {cycle!r}.", "Choose another group or another cycle."
        )
    kind, division, group = found.iloc[0][_KEY]
    asked = {"cycle": cycle, "kind": kind, "division": division, "group": group}
    return typed(snapshot.ask("reading_ticks", asked), TICK_COLUMNS)
