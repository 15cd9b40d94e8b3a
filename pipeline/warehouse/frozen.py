"""What the first publication of a cycle fixes, so that its figures stay comparable from one publication to the next."""

from __future__ import annotations

import duckdb

from pipeline.model import Rater


def freeze(connection: duckdb.DuckDBPyConnection, cycle: int, min_group: int, rater: Rater) -> None:
    """Keep the group size and whose ratings count, where an earlier publication has not kept them already."""
    connection.execute(
        """
        update cycle
        set min_group = coalesce(min_group, $min_group), rater = coalesce(rater, $rater)
        where cycle = $cycle
        """,
        {"cycle": cycle, "min_group": min_group, "rater": rater},
    )
