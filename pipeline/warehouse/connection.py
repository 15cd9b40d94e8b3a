"""The one way into the warehouse: open, act, close.

Every duckdb error leaves this package as a ``WarehouseError`` in plain words. The database is
attached rather than opened, because that is what lets a newer DuckDB write a file that 1.5 reads,
and what later lets the same SQL run on DuckLake.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import duckdb

from pipeline.errors import WarehouseError
from pipeline.settings import Home

Connection = duckdb.DuckDBPyConnection
"""An open warehouse, for the signatures of rooms that must not know DuckDB."""

SCHEMA_VERSION = 11
STORAGE_VERSION = "v1.5.0"

_CONFIG: Mapping[str, bool | str] = {
    "autoinstall_known_extensions": False,
    # With it DuckDB 1.5 loses rows where `row_number() = 1` is asked of views that ask the same (duckdb issue 24710),
    # now these and now those: of five cells behind a figure `trace` named none to five. The other takes two arms of
    # a `union all` for one where they read other columns of the same join, and gives wrong values (25819).
    "disabled_optimizers": "top_n_window_elimination,common_subplan",
}
LOCK_WAIT_S = 10.0

VIEWS = (
    ("staging", "rating.sql"),
    ("staging", "stg_alias.sql"),
    ("staging", "stg_roster.sql"),
    ("staging", "stg_response.sql"),
    ("marts", "current_responses.sql"),
    ("marts", "members.sql"),
    ("marts", "current_answers.sql"),
)

_MIGRATIONS = {
    2: ("roster_other.sql",),
    3: ("cycle_promise.sql",),
    4: ("upload_people_row.sql",),
    5: ("cycle_rater.sql",),
    6: ("publications.sql",),
    7: ("pair_rulings.sql", "published_pair.sql"),
    8: ("published_ledger.sql",),
    9: ("gap_actions.sql",),
    10: ("cell_text.sql",),
    11: ("record_levels.sql",),
}
"""What brings a warehouse from the version before to each version; see ``migrations/``."""


def sql(*path: str) -> str:
    """The text of a ``.sql`` file of this package, e.g. ``sql("marts", "cube.sql")``."""
    return resources.files("pipeline.warehouse").joinpath(*path).read_text("utf-8")


@contextmanager
def opened(home: Home, wait_s: float = LOCK_WAIT_S) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of a home, made where it is missing, for as long as the block lasts.

    Raises
    ------
    WarehouseError
        Where another process holds it for longer than ``wait_s`` seconds, where the disk is full,
        or where the file is damaged or newer than this program.
    """
    with _plainly():
        connection = _attached(home, time.monotonic() + wait_s)
        try:
            _migrate(connection)
            yield connection
        finally:
            connection.close()


class WarehouseHeld(WarehouseError):
    """Another process holds the warehouse."""


class Rollback(Exception):  # noqa: N818 -- a request, not an error
    """Raised inside ``transaction`` to keep nothing of it."""


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block's writing, or none of it."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        _rolled_back(connection)
        raise


def _rolled_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except duckdb.Error as e:
        # A commit that failed for want of disk space has already ended the transaction.
        if "no transaction is active" not in str(e):
            raise


def _attached(home: Home, until: float) -> duckdb.DuckDBPyConnection:
    while True:
        connection = duckdb.connect(config=dict(_CONFIG))
        file = _file_number(home)
        try:
            connection.execute(f"attach {_quoted(home.warehouse)} as warehouse (storage_version '{STORAGE_VERSION}')")
            if file not in (None, _file_number(home)):  # another file took its place, and only that one is held now
                connection.close()
                continue
            connection.execute("use warehouse")
            connection.execute(f"set allowed_directories = [{_quoted(home.path)}]")
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            return connection
        except duckdb.Error as e:
            connection.close()
            if not _is_held(str(e)) or time.monotonic() >= until:
                raise
            time.sleep(0.1)


def _quoted(path: Path) -> str:
    text = str(path).replace("'", "''")
    return f"'{text}'"


def _file_number(home: Home) -> int | None:
    """What tells the warehouse's file from another one of the same name; None where there is none."""
    try:
        return home.warehouse.stat().st_ino
    except FileNotFoundError:
        return None


def write_copy(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """One consistent copy of an open warehouse as a new file within the home, without a log beside it.

    It is written anew row by row, so nothing that was deleted is left in it.
    """
    connection.execute(f"attach {_quoted(path)} as written (storage_version '{STORAGE_VERSION}')")
    try:
        connection.execute("copy from database warehouse to written")
        connection.execute("checkpoint written")
    finally:
        connection.execute("detach written")


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    tables = connection.execute(
        "select count(*) from duckdb_tables() where database_name = 'warehouse' and table_name = 'schema_version'"
    ).fetchall()
    if not tables[0][0]:
        with transaction(connection):
            connection.execute(sql("schema.sql"))
            _note_version(connection, SCHEMA_VERSION)
        return
    for version in range(_stored_version(connection) + 1, SCHEMA_VERSION + 1):
        with transaction(connection):  # one each: DuckDB does not alter a table that the transaction has updated
            for path in _MIGRATIONS[version]:
                connection.execute(sql("migrations", path))
            _note_version(connection, version)


def _note_version(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Note that the tables have a format; the views are those of the newest."""
    connection.execute("insert into schema_version values (?)", [version])
    if version == SCHEMA_VERSION:
        for path in VIEWS:
            connection.execute(sql(*path))


def _stored_version(connection: duckdb.DuckDBPyConnection) -> int:
    [(version,)] = connection.execute("select max(version) from schema_version").fetchall()
    if version > SCHEMA_VERSION:
        raise WarehouseError(
            f"This warehouse has format {version}; this program knows formats up to {SCHEMA_VERSION}.",
            "Install the newer Skillgap that wrote it.",
        )
    return int(version)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as e:
        raise _plain(str(e)) from e


_HELD_HERE = "Unique file handle conflict"
_HELD = (_HELD_HERE, "Conflicting lock", "Could not set lock")
_DAMAGED = ("not a valid duckdb database", "checksum", "corrupt", "could not read enough bytes", "deserialize")


def _is_held(text: str) -> bool:
    return any(sign in text for sign in _HELD)


def _plain(text: str) -> WarehouseError:
    if _is_held(text):
        named = re.search(r"PID (\d+)", text)
        holder = str(os.getpid()) if _HELD_HERE in text else named and named[1]
        by = f" by process {holder}" if holder else ""
        return WarehouseHeld(f"The warehouse is in use{by}.", "Try again when that has finished.")
    if "No space left" in text or "out of disk" in text.casefold():
        return WarehouseError("There is no space left on the disk.", "Make room and try again; nothing was stored.")
    if any(sign in text.casefold() for sign in _DAMAGED):
        return WarehouseError("The warehouse file 'warehouse.duckdb' is damaged.", "Put the file back from a backup.")
    first = text.strip().splitlines()[0]
    return WarehouseError(f"The warehouse could not do this: {first[:300]}", "Nothing was stored.")
