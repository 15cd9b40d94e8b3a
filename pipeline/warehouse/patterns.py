"""Which sets of ticks people made in a cycle: counts by pattern, whatever the number of people."""

from __future__ import annotations

import duckdb
import pandas as pd

from pipeline.model import Dimension, Framework
from pipeline.warehouse.connection import sql

FEWEST_DIMENSIONS = 6
"""Dimensions from which equal answers in all of them are flagged as careless."""


def tick_patterns(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, framework: Framework) -> pd.DataFrame:
    """People by dimension and by what they ticked in it; ``dimension`` (id), ``ticks``, ``people``, ``inconsistent``.

    ``ticks`` holds the indicators as bits in the rubric's order; only who answered by a checklist counts.
    """
    counts = connection.execute(sql("marts", "tick_patterns.sql"), {"cycle": cycle, "rater": rater}).df()
    return counts.assign(dimension=counts["dimension"].map(_ids(framework)).astype(object))


def careless_people(
    connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, framework: Framework
) -> dict[str, int]:
    """People per dimension (id) who answered by checklists without reading them, as far as that can be seen.

    All of a person's dimensions at one level, at least six of them, and either every box ticked or none.
    """
    rows = connection.execute(
        sql("marts", "careless.sql"),
        {
            "cycle": cycle,
            "rater": rater,
            "fewest": FEWEST_DIMENSIONS,
            "full_ticks": [(1 << _indicators(dimension)) - 1 for dimension in framework.dimensions],
        },
    ).fetchall()
    ids = _ids(framework)
    return {ids[dimension]: people for dimension, people in rows}


def _ids(framework: Framework) -> dict[int, str]:
    return {place: dimension.id for place, dimension in enumerate(framework.dimensions, 1)}


def _indicators(dimension: Dimension) -> int:
    return sum(len(level.indicators) for level in dimension.levels)
