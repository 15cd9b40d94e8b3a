"""What the first publication of a cycle fixes, so that its figures stay comparable from one publication to the next."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.model import Rater, Series


@dataclass(frozen=True)
class Frozen:
    """What is fixed: whose ratings count, what is shown of which groups, and under which names renamed teams stand."""

    rater: Rater
    min_group: int
    min_group_detail: int
    group_disclosure: str
    series: Series


def freeze(connection: duckdb.DuckDBPyConnection, cycle: int, frozen: Frozen) -> None:
    """Keep them, where an earlier publication has not kept them already."""
    names = vars(frozen)
    kept = ", ".join(f"{name} = coalesce({name}, ${name})" for name in names)
    connection.execute(f"update cycle set {kept} where cycle = $cycle", {"cycle": cycle, **names})
