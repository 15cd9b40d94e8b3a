"""Rulings on what the levels of an earlier cycle's rubric mean in a later one's, as the warehouse keeps them."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from pipeline.warehouse.connection import sql

Rulings = Mapping[str, Mapping[int, str]]
"""Dimension (id) -> level of the earlier rubric -> what became of it."""


def keep_crosswalk(connection: duckdb.DuckDBPyConnection, earlier: int, later: int, rulings: Rulings) -> None:
    """Keep the rulings on some dimensions in place of those that they had; an empty one lets go of them."""
    for dimension, levels in rulings.items():
        connection.execute(
            "delete from crosswalk where cycle = ? and earlier = ? and dimension = ?", [later, earlier, dimension]
        )
        for level, ruling in levels.items():
            connection.execute(
                "insert into crosswalk values (?, ?, ?, ?, ?)", [later, earlier, dimension, level, ruling]
            )


def crosswalk_rulings(connection: duckdb.DuckDBPyConnection, earlier: int, later: int) -> dict[str, dict[int, str]]:
    """What was ruled between two cycles, by dimension (id) and level."""
    rows = connection.execute(
        "select dimension, level, ruling from crosswalk where cycle = ? and earlier = ? order by all", [later, earlier]
    ).fetchall()
    found: dict[str, dict[int, str]] = {}
    for dimension, level, ruling in rows:
        found.setdefault(dimension, {})[level] = ruling
    return found


def newest_recipe(connection: duckdb.DuckDBPyConnection, cycle: int, part: str) -> tuple[str, str] | None:
    """The newest recipe (YAML) of a cycle's uploads that has a part, and its file; None where none has."""
    found = connection.execute(
        """
        select recipe, file from upload
        where cycle = ? and contains(recipe, ? || ':')
        order by upload desc
        limit 1
        """,
        [cycle, part],
    ).fetchall()
    return (str(found[0][0]), str(found[0][1])) if found else None


def dimensions_chosen(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str) -> set[int]:
    """The dimensions (places in the cycle's framework) in which somebody chose a level instead of ticking."""
    rows = connection.execute(sql("queries", "dimensions_chosen.sql"), {"cycle": cycle, "rater": rater}).fetchall()
    return {dimension for (dimension,) in rows}
