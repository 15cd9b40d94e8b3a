"""One file that holds a whole home, made while the dashboard serves it.

Decision: the key goes in. Without it a restored home would not recognise its own people, and a key that has to be kept
apart is a key that is lost; so the file is as secret as the home, and only its owner may read it.
"""

from __future__ import annotations

import getpass
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from pipeline.backup_file import FORMAT, MAX_AGE_S, Contents, is_backup, write_archive
from pipeline.errors import WarehouseError
from pipeline.model import Json
from pipeline.settings import Home
from pipeline.warehouse.connection import SCHEMA_VERSION, Connection, opened, write_copy
from pipeline.warehouse.write import note_action


@dataclass(frozen=True)
class Backup:
    """A backup that was made: its file, and what is in it."""

    path: Path
    contents: Contents

    def as_json(self) -> Json:
        """What the command prints."""
        return {
            "file": str(self.path),
            "bytes": self.path.stat().st_size,
            "made_at": self.contents.made_at,
            "snapshots": self.contents.snapshots,
            "has_key": self.contents.has_key,
        }


def backed_up(home: Home, path: Path, actor: str = "") -> Backup:
    """Keep warehouse, published files, settings and key in one file, readable by its owner only.

    The warehouse is held while it is copied, so the copy is of one moment; published files never change. The file
    gets its name when it is whole. An earlier backup of that name is replaced.

    Raises
    ------
    WarehouseError
        Where the warehouse is held, where a file of that name is no backup, or where the disk is full.
    """
    path = path.absolute()
    if path.exists() and not is_backup(path):
        raise WarehouseError(f"{path.name!r} is there already and is no backup.", "Choose another name.")
    made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    contents = Contents(format=FORMAT, warehouse_format=SCHEMA_VERSION, made_at=made_at, files=())
    copy, beside = home.spool / f"backup.{os.getpid()}.duckdb", path.with_name(f".{path.name}.{os.getpid()}.new")
    _sweep(path)
    try:
        with opened(home) as connection:
            note_action(connection, actor or getpass.getuser(), "backup", path.name)
            files = _files(connection, home, copy)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            contents = write_archive(file, files, contents)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        for left in (copy, copy.with_name(f"{copy.name}.wal"), beside):
            left.unlink(missing_ok=True)
    return Backup(path, contents)


def _files(connection: Connection, home: Home, copy: Path) -> dict[str, Path]:
    """The files to keep, by their names in the archive; nobody publishes meanwhile."""
    copy.unlink(missing_ok=True)
    write_copy(connection, copy)
    names = ("settings.yaml", "catalogue.yaml", "key", "snapshots/CURRENT")
    published = [f"snapshots/{path.name}" for path in sorted(home.snapshots.glob("[0-9]*.duckdb"))]
    others = {name: home.path / name for name in (*names, *published)}
    return {"warehouse.duckdb": copy} | {name: path for name, path in others.items() if path.is_file()}


def _sweep(path: Path) -> None:
    """Delete what a backup of this name that was killed left beside it more than a day ago."""
    for left in path.parent.glob(f".{escape(path.name)}.*.new"):
        if time.time() - left.stat().st_mtime > MAX_AGE_S:
            left.unlink(missing_ok=True)
