"""Writing a snapshot: a whole new file beside the old ones, checked, then one atomic change of ``CURRENT``.

Readers keep the file they have open; the next reader finds the new name. Nothing is ever changed in
a file that was published.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from pipeline.errors import PublicationError, WarehouseError
from pipeline.model import Json, Promise, Rater
from pipeline.settings import Home
from pipeline.snapshot.connection import HARD, SCHEMA_VERSION, current_path

STORAGE_VERSION = "v1.5.0"


@dataclass(frozen=True)
class CyclePublication:
    """One cycle as it is to be published; the frames of ``tables`` are protected already.

    ``tables`` holds a frame per table of ``schema.sql``, its rows in order of display: ``levels``
    and ``gaps`` of every grouping, ``ranking`` with the order of each group's gaps.
    """

    cycle: str
    framework: Json
    company: str
    min_group: int
    has_roster: bool
    has_targets: bool
    has_roadmap: bool
    headcount: int | None
    respondents: int
    uploads: int
    problems: int
    promise: Promise
    rater: Rater
    is_corrected: bool
    held: tuple[str, ...]
    tables: Mapping[str, pd.DataFrame]


def written_snapshot(home: Home, publication: CyclePublication) -> int:
    """The file that is to be served, with every other published cycle carried over. Gives the snapshot's number.

    ``CURRENT`` stays until `point_to` names the new one: what was told has to be noted before anybody sees it.

    Raises
    ------
    WarehouseError
        Where the disk is full or the current snapshot is damaged; the current one stays.
    """
    number = _next_number(home.snapshots)
    _written(home.snapshots, number, publication, current_path(home))
    return number


def written_draft(home: Home, publication: CyclePublication) -> int:
    """The file that publishing would serve, beside the snapshots; ``CURRENT`` stays. Gives the draft's number.

    One draft is kept. The one before goes only when the new one is there, so that a number, which
    keys caches, never comes back. Raises as `written_snapshot` does.
    """
    home.drafts.mkdir(exist_ok=True)
    number = _next_number(home.drafts)
    fresh = _written(home.drafts, number, publication, current_path(home))
    for older in home.drafts.glob("[0-9]*.duckdb"):
        if older != fresh:
            older.unlink(missing_ok=True)
    return number


def _written(folder: Path, number: int, publication: CyclePublication, before: Path | None) -> Path:
    path = folder / f"{number:04d}.duckdb"
    beside = folder / f".{number:04d}.{os.getpid()}.new"
    beside.unlink(missing_ok=True)
    try:
        with _plainly():
            _write(beside, number, publication, before)
            _check(beside, publication)
        _sync(beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
        beside.with_name(beside.name + ".wal").unlink(missing_ok=True)
    return path


def snapshots(home: Home) -> list[Json]:
    """Every snapshot that is kept, oldest first: ``snapshot, published_at, cycles, current``."""
    serving = current_path(home)
    found = []
    for path in sorted(home.snapshots.glob("[0-9]*.duckdb")):
        # As the dashboard opens it: one process holds a file in one way only.
        with _plainly(), duckdb.connect(str(path), read_only=True, config=dict(HARD)) as connection:
            published = connection.execute("select number, published_at from publication").fetchall()
            cycles = connection.execute("select cycle from cycle order by cycle").fetchall()
        found.append(
            {
                "snapshot": published[0][0],
                "published_at": published[0][1].isoformat(timespec="seconds"),
                "cycles": [cycle for (cycle,) in cycles],
                "current": path == serving,
            }
        )
    return found


def published_cycles(home: Home) -> list[str]:
    """The cycles in the snapshot that is served, by name; none before the first publication."""
    return next((entry["cycles"] for entry in snapshots(home) if entry["current"]), [])


def point_to(home: Home, number: int) -> None:
    """Let ``CURRENT`` name another snapshot, atomically.

    Raises
    ------
    PublicationError
        Where there is no such snapshot.
    """
    name = f"{number:04d}.duckdb"
    if not (home.snapshots / name).is_file():
        kept = ", ".join(str(int(path.stem)) for path in sorted(home.snapshots.glob("[0-9]*.duckdb"))) or "none"
        raise PublicationError(f"There is no snapshot {number}.", f"Kept are {kept}.")
    beside = home.snapshots / f".CURRENT.{os.getpid()}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, home.snapshots / "CURRENT")


def _next_number(folder: Path) -> int:
    numbers = [int(path.stem) for path in folder.glob("[0-9]*.duckdb")]
    return max(numbers, default=0) + 1


def _write(path: Path, number: int, publication: CyclePublication, before: Path | None) -> None:
    quoted = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{quoted}' as fresh (storage_version '{STORAGE_VERSION}')")
        connection.execute("use fresh")
        connection.execute(resources.files("pipeline.snapshot").joinpath("schema.sql").read_text("utf-8"))
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        connection.execute("insert into publication values (?, ?, ?)", [SCHEMA_VERSION, number, now])
        connection.begin()
        if before is not None:
            _carry_over(connection, before, publication.cycle)
        _insert_cycle(connection, publication, now)
        for table, rows in publication.tables.items():
            _insert(connection, table, _stored(rows, publication.cycle))
        connection.commit()
        connection.execute("checkpoint")


def _carry_over(connection: duckdb.DuckDBPyConnection, before: Path, cycle: str) -> None:
    """Every other cycle's rows; a snapshot of an earlier version has fewer tables."""
    quoted = str(before).replace("'", "''")
    connection.execute(f"attach '{quoted}' as earlier (read_only)")
    for table in _tables(connection, "fresh") & _tables(connection, "earlier") - {"publication"}:
        of_others = "$cycle not in (cycle, earlier, later)" if table == "change" else "cycle <> $cycle"
        connection.execute(
            f"insert into {table} by name select * from earlier.{table} where {of_others}", {"cycle": cycle}
        )


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> set[str]:
    found = connection.execute("select table_name from duckdb_tables() where database_name = ?", [database])
    return {name for (name,) in found.fetchall()}


def _insert_cycle(connection: duckdb.DuckDBPyConnection, publication: CyclePublication, now: datetime) -> None:
    values = {name: value for name, value in vars(publication).items() if name != "tables"}
    values["framework"] = json.dumps(publication.framework, ensure_ascii=False)
    values["held"] = json.dumps(publication.held, ensure_ascii=False)
    values["published_at"] = now
    columns = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    connection.execute(f"insert into cycle ({columns}) values ({marks})", list(values.values()))


def _stored(rows: pd.DataFrame, cycle: str) -> pd.DataFrame:
    """Rows with their cycle and place; counts by name, such as people per level, become JSON."""
    texts = {
        str(column): [json.dumps(value) if isinstance(value, dict) else value for value in rows[column]]
        for column in rows.columns
        if rows[column].dtype == object
    }
    placed = rows if "place" in rows.columns else rows.assign(place=range(len(rows)))
    return placed.assign(cycle=cycle, **{name: pd.Series(text, rows.index, "string") for name, text in texts.items()})


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    texts = rows.select_dtypes(include=["object", "str"]).columns
    connection.register("rows_in", rows.astype(dict.fromkeys(texts, "string")))
    connection.execute(f"insert into {table} by name select * from rows_in")
    connection.unregister("rows_in")


def _check(path: Path, publication: CyclePublication) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, rows in publication.tables.items():
            found: Any = connection.execute(
                f"select count(*) from {table} where cycle = ?", [publication.cycle]
            ).fetchone()
            if found[0] != len(rows):
                raise WarehouseError(
                    f"The snapshot holds {found[0]} of {len(rows)} rows of {table}.", "Nothing was published."
                )


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as e:
        text = str(e)
        if "No space left" in text:
            raise WarehouseError("There is no space left on the disk.", "Make room and publish again.") from e
        first = text.splitlines()[0]
        raise WarehouseError(f"The snapshot could not be written or read: {first}", "Nothing was published.") from e
