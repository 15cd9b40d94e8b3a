"""What a backup is: one archive with a list of its files, and nothing in it is believed before it is checked.

Decision: files are stored as they are, not compressed. The databases are compressed already, and so an archive can
never hold more than its own size. The list stands last and carries the hash of every file.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import WarehouseError

FORMAT = 1
LIST = "skillgap-backup.json"
MAX_LIST_BYTES = 4_000_000
CHUNK_BYTES = 1 << 20
MAX_AGE_S = 24 * 3600
"""What lies beside a backup or a home for longer than this was left by a process that was killed."""

_NAME = re.compile(r"warehouse\.duckdb|(settings|catalogue)\.yaml|key|snapshots/(CURRENT|[0-9]{4,9}\.duckdb)")
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError, OverflowError)


class Kept(BaseModel):
    """One file of a backup: its name within the home, its bytes and their SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    bytes: int = Field(ge=0)
    sha256: str


class Contents(BaseModel):
    """The list of a backup: formats of archive and warehouse, when it was made (ISO), and its files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    warehouse_format: int
    made_at: str
    files: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.bytes for each in self.files)

    @property
    def snapshots(self) -> int:
        """How many published files are kept."""
        return sum(each.name.startswith("snapshots/") and each.name.endswith(".duckdb") for each in self.files)

    @property
    def has_key(self) -> bool:
        """Whether the key behind the pseudonyms is kept."""
        return any(each.name == "key" for each in self.files)


def write_archive(file: IO[bytes], files: dict[str, Path], contents: Contents) -> Contents:
    """Write an archive; gives its list, which is ``contents`` with the files."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        kept = tuple(_stored(archive, name, path) for name, path in files.items())
        whole = contents.model_copy(update={"files": kept})
        archive.writestr(zipfile.ZipInfo(LIST), whole.model_dump_json())
    return whole


def _stored(archive: zipfile.ZipFile, name: str, path: Path) -> Kept:
    hashed, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as goal:
        while chunk := source.read(CHUNK_BYTES):
            hashed.update(chunk)
            size += len(chunk)
            goal.write(chunk)
    return Kept(name=name, bytes=size, sha256=hashed.hexdigest())


@contextmanager
def opened_archive(path: Path) -> Iterator[tuple[zipfile.ZipFile, Contents]]:
    """A backup whose list and sizes were checked; the bytes are checked when they are taken out.

    Raises
    ------
    WarehouseError
        Where the file is no backup, was made by a newer program, or is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            contents = _contents(archive, path)
            yield archive, contents
    except _BROKEN as e:
        raise damaged(path) from e


def is_backup(path: Path) -> bool:
    """Whether a file is a backup that this program made, or a newer one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return LIST in archive.namelist()
    except (OSError, *_BROKEN):
        return False


def take_out(archive: zipfile.ZipFile, kept: Kept, goal: Path) -> bool:
    """Write one file of a backup to ``goal``; whether its bytes are those that were put in."""
    hashed = hashlib.sha256()
    with archive.open(kept.name) as source, goal.open("xb") as file:
        while chunk := source.read(CHUNK_BYTES):
            hashed.update(chunk)
            file.write(chunk)
    return hashed.hexdigest() == kept.sha256


def damaged(path: Path) -> WarehouseError:
    """The refusal of a file that is no whole backup."""
    return WarehouseError(
        f"{path.name!r} is no backup of Skillgap, or a damaged one.", "Nothing was changed; try another backup."
    )


def _contents(archive: zipfile.ZipFile, path: Path) -> Contents:
    stored = archive.infolist()
    names = [each.filename for each in stored]
    if LIST not in names or archive.getinfo(LIST).file_size > MAX_LIST_BYTES:
        raise damaged(path)
    if sum(each.file_size for each in stored) > path.stat().st_size:
        raise damaged(path)  # parts that lie over one another
    if any(each.compress_type != zipfile.ZIP_STORED or each.flag_bits & 1 for each in stored):
        raise damaged(path)
    try:
        contents = Contents.model_validate_json(archive.read(LIST))
    except ValidationError as e:
        raise damaged(path) from e
    if contents.format > FORMAT:
        raise WarehouseError(f"{path.name!r} was made by a newer Skillgap.", "Install that one, then restore.")
    if sorted(names) != sorted([LIST, *(each.name for each in contents.files)]):
        raise damaged(path)
    is_sound = all(
        _NAME.fullmatch(each.name) and each.bytes == archive.getinfo(each.name).file_size for each in contents.files
    )
    if not is_sound or len(set(names)) < len(names) or "warehouse.duckdb" not in names:
        raise damaged(path)
    return contents
