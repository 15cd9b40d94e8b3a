"""The people behind a single point of failure: who meets a need that nobody may leave; for analysts only.

The one way from a need back to names. Nothing that is published is made of it.
"""

from __future__ import annotations

import duckdb
import pandas as pd

from pipeline.model import NO_TEAM, Framework, Json
from pipeline.warehouse.counted import counted
from pipeline.warehouse.read import rows_of


def resting_on(
    connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, framework: Framework, needs: pd.DataFrame
) -> list[list[Json]]:
    """The people of each need that rests on everybody who meets it.

    Parameters
    ----------
    needs
        ``dimension`` (id), ``level``, ``division`` and ``team`` (None = any) and ``people``, as
        ``matching.needs.resolved_needs`` gives them.

    Returns
    -------
    list
        Per need its people by name: ``identifier`` and ``name``, both None for who answered without saying who.
        Empty where more people meet it than it asks for, or fewer.
    """
    places = {dimension.id: place for place, dimension in enumerate(framework.dimensions, 1)}
    columns = ["dimension", "level", "division", "team", "people"]
    asked = needs[columns].astype(object)
    lines = asked.where(asked.notna(), None).itertuples(index=False, name=None)
    found = []
    with counted(connection, cycle, rater):
        for line in lines:
            need = dict(zip(columns, line, strict=True))
            bound = need | {"dimension": places[need["dimension"]], "no_team": NO_TEAM}
            found.append(rows_of(connection, "resting.sql", bound))
    return found
