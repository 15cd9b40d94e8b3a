"""What is done about gaps, and how far a cycle's launch is: kept by cycle, whatever is loaded or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb


@dataclass(frozen=True)
class Action:
    """What is done about one gap; ``owner`` is a person and is never published."""

    action: str
    owner: str | None = None
    due: date | None = None
    status: str = "planned"
    note: str | None = None


def actions(connection: duckdb.DuckDBPyConnection, cycle: int) -> dict[str, Action]:
    """What is planned in a cycle, by dimension (id)."""
    rows = connection.execute(
        "select dimension, action, owner, due, status, note from gap_action where cycle = ? order by dimension", [cycle]
    ).fetchall()
    return {dimension: Action(*cells) for dimension, *cells in rows}


def keep_action(connection: duckdb.DuckDBPyConnection, cycle: int, dimension: str, action: Action | None) -> None:
    """Keep what is planned for a gap in place of what was; None lets go of it."""
    connection.execute("delete from gap_action where cycle = ? and dimension = ?", [cycle, dimension])
    if action is not None:
        connection.execute(
            "insert into gap_action (cycle, dimension, action, owner, due, status, note) values (?, ?, ?, ?, ?, ?, ?)",
            [cycle, dimension, action.action, action.owner, action.due, action.status, action.note],
        )


def launch_steps(connection: duckdb.DuckDBPyConnection, cycle: int) -> dict[str, date]:
    """The steps of a cycle's launch that are done, with the day."""
    rows = connection.execute("select step, done_on from launch_step where cycle = ?", [cycle]).fetchall()
    return dict(rows)


def keep_launch_steps(connection: duckdb.DuckDBPyConnection, cycle: int, done: Mapping[str, date]) -> None:
    """Keep which steps are done, in place of what was kept."""
    connection.execute("delete from launch_step where cycle = ?", [cycle])
    for step, day in done.items():
        connection.execute("insert into launch_step values (?, ?, ?)", [cycle, step, day])
