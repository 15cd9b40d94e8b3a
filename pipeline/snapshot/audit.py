"""Whether every published file can be read to its last block, and is of the layout that it says."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb

from pipeline.errors import WarehouseError
from pipeline.settings import Home
from pipeline.snapshot.connection import SCHEMA_VERSION, current_path, opened_snapshot

_COLUMNS = "select table_name, column_name from duckdb_columns() where not internal"


def kept_files(home: Home) -> list[Path]:
    """The published files, oldest first."""
    return sorted(home.snapshots.glob("[0-9]*.duckdb"))


def faults(path: Path) -> Iterator[str]:
    """What is wrong with one published file, a sentence each; nothing where it is whole."""
    try:
        with opened_snapshot(path) as connection:
            [(version, number)] = connection.execute("select schema_version, number from publication").fetchall()
            found = set(connection.execute(_COLUMNS).fetchall())
            for table in sorted({table for table, _ in found}):
                connection.execute(f'select bit_xor(hash(t)) from "{table}" as t').fetchall()
    except (WarehouseError, duckdb.Error, ValueError) as e:
        yield f"it cannot be read: {str(e).splitlines()[0][:200]}"
        return
    if path.stem != f"{number:04d}":
        yield f"it says that it is number {number}"
    if version == SCHEMA_VERSION and (missing := sorted(_layout() - found)):
        yield f"it lacks {', '.join(f'{table}.{column}' for table, column in missing[:3])}"


def fault_of_current(home: Home) -> str | None:
    """What is wrong with ``CURRENT``: it names no file, or nothing is served though there are files."""
    try:
        serving = current_path(home)
    except (WarehouseError, UnicodeDecodeError) as e:
        return f"it names no published file: {str(e).splitlines()[0][:200]}"
    if serving is None and kept_files(home):
        return "it is missing, so that nothing is served"
    return None


def _layout() -> set[tuple[str, str]]:
    """Tables and columns of the newest layout."""
    with duckdb.connect() as fresh:
        fresh.execute(resources.files("pipeline.snapshot").joinpath("schema.sql").read_text("utf-8"))
        return set(fresh.execute(_COLUMNS).fetchall())
