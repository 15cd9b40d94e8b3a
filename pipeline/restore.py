"""A backup takes the place of a home: everything is checked and ready beside it before one rename.

Decision: a home is never mixed with a backup. Either it is empty, or the whole of it is kept beside under a dated name.
"""

from __future__ import annotations

import getpass
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from glob import escape
from pathlib import Path

from pipeline.backup_file import MAX_AGE_S, Contents, damaged, opened_archive, take_out
from pipeline.errors import WarehouseError
from pipeline.model import Json
from pipeline.settings import Home, opened_home, settings_of
from pipeline.snapshot.connection import current_path, opened_snapshot
from pipeline.warehouse.connection import WarehouseHeld, opened
from pipeline.warehouse.write import note_action


@dataclass(frozen=True)
class Restored:
    """What a restore did; ``kept`` is the folder with the home that was there before, None where it was empty."""

    home: str
    made_at: str
    snapshots: int
    has_key: bool
    kept: str | None

    def as_json(self) -> Json:
        """What the command prints."""
        return asdict(self)


def restored(home: Home, path: Path, is_replacing: bool = False, actor: str = "") -> Restored:
    """Put a backup in the place of a home.

    Everything is taken out and checked in a folder beside the home. Whenever it is killed, the home is the old one
    or the new one; between the two renames of ``is_replacing`` it stands under its dated name alone.

    Raises
    ------
    WarehouseError
        Where the file is no whole backup, or of a newer program; where the home is not empty and shall not be
        replaced, or is in use. Nothing is changed then.
    """
    is_empty = not any(each.is_file() for each in home.path.rglob("*"))
    if not is_empty and not is_replacing:
        raise WarehouseError(
            f"The home {str(home.path)!r} is not empty.",
            "Name an empty one with --home; or --replace, which keeps this one beside under a dated name.",
        )
    fresh = home.path.with_name(f".{home.path.name}.{os.getpid()}.restore")
    _sweep(home)
    try:
        contents = _taken_out(path, fresh)
        _made_ready(Home(fresh), path, actor or getpass.getuser())
        shutil.copymode(home.path, fresh)
        kept = _swapped(home, fresh, is_empty)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Restored(
        str(home.path), contents.made_at, contents.snapshots, contents.has_key, None if kept is None else str(kept)
    )


def _taken_out(path: Path, folder: Path) -> Contents:
    with opened_archive(path) as (archive, contents):
        if contents.size > shutil.disk_usage(folder.parent).free:
            raise WarehouseError("There is no space left on the disk.", "Make room and try again; nothing was changed.")
        folder.mkdir(mode=0o700)
        (folder / "snapshots").mkdir()
        for kept in contents.files:
            if not take_out(archive, kept, folder / kept.name):
                raise damaged(path)
        if contents.has_key:
            (folder / "key").chmod(0o600)
    return contents


def _made_ready(fresh: Home, path: Path, actor: str) -> None:
    """Open what was taken out, so that what this program cannot use is refused, and note the restore."""
    settings_of(fresh)
    serving = current_path(fresh)
    if serving is not None:
        opened_snapshot(serving).close()
    with opened(opened_home(fresh.path)) as connection:
        note_action(connection, actor, "restore", path.name)
    for each in (*fresh.snapshots.iterdir(), *(each for each in fresh.path.iterdir() if each.is_file())):
        with each.open("rb") as file:
            os.fsync(file.fileno())


def _swapped(home: Home, fresh: Path, is_empty: bool) -> Path | None:
    """Rename the new home into place; gives where the old one is kept."""
    if is_empty:
        for folder in (*sorted(home.path.rglob("*"), reverse=True), home.path):
            folder.rmdir()
        os.rename(fresh, home.path)
        return None
    kept = home.path.with_name(f"{home.path.name}-{datetime.now():%Y-%m-%d-%H%M%S}")
    with _held(home):
        os.rename(home.path, kept)
        try:
            os.rename(fresh, home.path)
        except OSError:
            os.rename(kept, home.path)
            raise
    return kept


@contextmanager
def _held(home: Home) -> Iterator[None]:
    """Nobody writes into the old home meanwhile; one whose warehouse cannot be opened is replaced all the same."""
    with ExitStack() as stack:
        try:
            stack.enter_context(opened(home))
        except WarehouseHeld:
            raise
        except WarehouseError:
            pass  # damaged, or newer than this program: that may be why it is replaced
        yield


def _sweep(home: Home) -> None:
    """Delete what a restore that was killed left beside the home more than a day ago."""
    for left in home.path.parent.glob(f".{escape(home.path.name)}.*.restore"):
        if time.time() - left.stat().st_mtime > MAX_AGE_S:
            shutil.rmtree(left, ignore_errors=True)
