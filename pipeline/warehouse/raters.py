"""What people and their managers say of the same thing: counts by pair of levels, whatever the number of people."""

from __future__ import annotations

import duckdb
import pandas as pd

from pipeline.model import Framework
from pipeline.warehouse.connection import sql


def rater_pairs(connection: duckdb.DuckDBPyConnection, cycle: int, framework: Framework) -> pd.DataFrame:
    """People by dimension, the level they gave themselves and the level their manager gave them.

    Returns
    -------
    DataFrame
        ``dimension`` (id), ``self_level``, ``manager_level``, ``people``: only people who have both
        ratings in the dimension, each rater's latest. Whoever nobody can tell apart (a row without an
        address, id or name) is in no pair.
    """
    counts = connection.execute(sql("marts", "rater_pairs.sql"), {"cycle": cycle}).df()
    ids = {place: dimension.id for place, dimension in enumerate(framework.dimensions, 1)}
    return pd.DataFrame(
        {
            "dimension": counts["dimension"].map(ids).astype(object),
            **{name: counts[name].astype("int64") for name in ("self_level", "manager_level", "people")},
        }
    )
