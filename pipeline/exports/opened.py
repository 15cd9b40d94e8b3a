"""A file from outside, read once: its cells and its hash; and in words what kind of file it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from pipeline.exports.container import kind
from pipeline.exports.csv_text import dialect
from pipeline.exports.sheet import sheets
from pipeline.model import Sheet

_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with its mark",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_KINDS = {
    "xlsx": "Excel workbook",
    "xlsb": "Binary Excel workbook",
    "xls": "Workbook of an old Excel",
    "ods": "OpenDocument spreadsheet",
    "archive": "Zip",
}


@dataclass(frozen=True)
class OpenedFile:
    """A file's sheets with the hash of its bytes (SHA-256)."""

    sheets: tuple[Sheet, ...] = field(repr=False, compare=False)
    file_hash: str

    @property
    def sheet_names(self) -> list[str]:
        """The names to choose from; none for a single text."""
        return [sheet.name for sheet in self.sheets if sheet.name is not None]


Opened = OpenedFile | Future[OpenedFile]
"""A file that was read or is being read."""


def opened_file(path: Path, name: str, stop: Event | None = None) -> OpenedFile:
    """Read a file from outside; see `sheets` for the parameters.

    Raises
    ------
    ExportError
        What is wrong with the file, and what to do.
    """
    with ThreadPoolExecutor(1) as beside:
        file_hash = beside.submit(hash_of, path)
        return OpenedFile(tuple(sheets(path, name, stop)), file_hash.result())


@contextmanager
def being_opened(path: Path, name: str) -> Iterator[Future[OpenedFile]]:
    """Read a file beside what the caller does meanwhile; what is wrong with it is raised by the result."""
    with ThreadPoolExecutor(1) as reader:
        yield reader.submit(opened_file, path, name)


def file_of(opening: Opened | None, path: Path, name: str) -> OpenedFile:
    """The file that was read or is being read; without one it is read now. Raises as `opened_file`."""
    if isinstance(opening, Future):
        return opening.result()
    return opening or opened_file(path, name)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def described(path: Path, name: str) -> str:
    """What kind of file it is, in words; a text with its encoding and what separates its cells.

    Raises
    ------
    ExportError
        Where the file is none that can be read.
    """
    what = kind(path, name)
    if what != "text":
        return _KINDS[what]
    encoding, delimiter = dialect(path, name)
    return f"Text in {_ENCODINGS[encoding]}, separated by {_DELIMITERS.get(delimiter, repr(delimiter))}"
