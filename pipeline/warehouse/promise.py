"""What the people of a cycle were told of who sees their answers, as the warehouse keeps it."""

from __future__ import annotations

import duckdb

from pipeline.model import Promise


def promise_of(connection: duckdb.DuckDBPyConnection, cycle: str) -> Promise | None:
    """The promise of a cycle by its name; None where nothing was fixed."""
    found = connection.execute("select promise from cycle where name = ?", [cycle]).fetchall()
    return found[0][0] if found else None


def fix_promise(connection: duckdb.DuckDBPyConnection, cycle: int, promise: Promise) -> None:
    """Fix the promise of a cycle by its number."""
    connection.execute("update cycle set promise = ? where cycle = ?", [promise, cycle])


def release_promise(connection: duckdb.DuckDBPyConnection, cycle: int) -> None:
    """Let go of a promise whose last answers are gone.

    The group size of an open cycle goes with it: the next people may be promised something else.
    """
    connection.execute(
        """
        update cycle set min_group = null, min_group_detail = null, group_disclosure = null
        where cycle = ? and promise = 'open'
        """,
        [cycle],
    )
    connection.execute("update cycle set promise = null where cycle = ?", [cycle])
