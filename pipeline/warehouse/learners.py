"""Everybody of a cycle with their levels, by name: what cohorts are made of; for analysts only.

One of the few ways to names. Nothing that is published is made of it, and nothing is kept of what it gives.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from pipeline.model import NO_TEAM, Framework
from pipeline.warehouse.counted import counted
from pipeline.warehouse.read import rows_of

PEOPLE_COLUMNS = ["person", "identifier", "name", "division", "team", "role"]


def learners(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, framework: Framework) -> pd.DataFrame:
    """Everybody who counts in a cycle and is known by an address, an id or a name.

    Returns
    -------
    DataFrame
        ``PEOPLE_COLUMNS`` (person is a number) and one column per dimension of the framework by its id (Int8, <NA> = no
        answer), in the order of identifiers.
    """
    with counted(connection, cycle, rater):
        rows = rows_of(connection, "learners.sql", {"cycle": cycle, "no_team": NO_TEAM})
    found = pd.DataFrame(rows, columns=[*PEOPLE_COLUMNS, "dimensions", "levels"], dtype=object)
    given = [
        dict(zip(places or [], levels or [], strict=True))
        for places, levels in zip(found["dimensions"], found["levels"], strict=True)
    ]
    named = {
        dimension.id: pd.Series([levels.get(place) for levels in given], found.index, dtype="Int8")
        for place, dimension in enumerate(framework.dimensions, 1)
    }
    return found[PEOPLE_COLUMNS].assign(**named)
