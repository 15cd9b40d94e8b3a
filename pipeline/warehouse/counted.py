"""Whose answers count, worked out once for all the marts of a cycle.

The views behind it fold every response of the cycle; each mart would do so again, which is most of what counting
ten million ratings costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from pipeline.warehouse.connection import sql


@contextmanager
def counted(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str) -> Iterator[None]:
    """Keep ``counted_member`` and ``counted_response`` for the block; blocks inside it use them too.

    Nothing may be loaded or taken back inside the block.
    """
    if _scope(connection) == (cycle, rater):
        yield
        return
    bound = {"cycle": cycle, "rater": rater}
    connection.execute(sql("marts", "counted_members.sql"), bound)
    connection.execute(sql("marts", "counted_responses.sql"), bound)
    connection.execute(
        "create or replace temporary table counted_scope as select $cycle::integer as cycle, $rater as rater", bound
    )
    try:
        yield
    finally:
        for table in ("counted_scope", "counted_response", "counted_member"):
            connection.execute(f"drop table if exists temp.{table}")


def _scope(connection: duckdb.DuckDBPyConnection) -> tuple[int, str] | None:
    kept = connection.execute("select 1 from duckdb_tables() where temporary and table_name = 'counted_scope'")
    if not kept.fetchall():
        return None
    [(cycle, rater)] = connection.execute("select cycle, rater from temp.counted_scope").fetchall()
    return int(cycle), str(rater)
