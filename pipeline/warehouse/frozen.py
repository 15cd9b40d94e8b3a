"""What the first publication of a cycle fixes, so that its figures stay comparable from one publication to the next."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.model import Rater


@dataclass(frozen=True)
class Frozen:
    """What is fixed: whose ratings count, and which groups, distributions and unanimous groups are shown."""

    rater: Rater
    min_group: int
    min_group_detail: int
    group_disclosure: str


def freeze(connection: duckdb.DuckDBPyConnection, cycle: int, frozen: Frozen) -> None:
    """Keep them, where an earlier publication has not kept them already."""
    names = vars(frozen)
    kept = ", ".join(f"{name} = coalesce({name}, ${name})" for name in names)
    connection.execute(f"update cycle set {kept} where cycle = $cycle", {"cycle": cycle, **names})
