"""People by team and by all their levels at once: what the roadmap is staffed from.

The one mart that keeps what a person can do together, because a project asks for people and not for
levels; it names nobody, and only figures of whole needs are made of it.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb
import numpy as np
import pandas as pd

from pipeline.model import NO_TEAM, Framework
from pipeline.warehouse.connection import sql
from pipeline.warehouse.counted import counted

_NO_ANSWER = -1


def profiles(
    connection: duckdb.DuckDBPyConnection, cycle: int, framework: Framework, rater: str, asked: Collection[str]
) -> pd.DataFrame:
    """How many people of each team have which levels.

    Parameters
    ----------
    asked
        Ids of the dimensions that matter; in the others nobody is told apart.

    Returns
    -------
    DataFrame
        ``division`` (text or None), ``team``, one column per dimension of the framework by its id (Int8,
        <NA> = no answer, or not asked for), ``people``. Everybody on the roster, or everybody who responded
        without one, is counted once.
    """
    places = [place for place, dimension in enumerate(framework.dimensions, 1) if dimension.id in asked]
    with counted(connection, cycle, rater):
        counts = connection.execute(sql("marts", "profiles.sql"), {"dimensions": places, "no_team": NO_TEAM}).df()
    levels = np.full((len(counts), len(framework.dimensions)), _NO_ANSWER)
    for row, (given, reached) in enumerate(zip(counts["dimensions"], counts["levels"], strict=True)):
        if isinstance(given, np.ndarray):
            levels[row, given - 1] = reached
    named = {
        dimension.id: pd.Series(levels[:, place], dtype="Int8").mask(levels[:, place] == _NO_ANSWER)
        for place, dimension in enumerate(framework.dimensions)
    }
    text = {name: counts[name].astype(object).where(counts[name].notna(), None) for name in ("division", "team")}
    return pd.DataFrame({**text, **named, "people": counts["people"].astype("int64")})
