"""A workbook (or a text) from outside, opened in a process of its own, as `Sheet`s.

The web server and the loader never parse a stranger's workbook themselves, and the web server no text either: the
child has a cap on its memory and on its time, and when it dies the user reads one sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event

import pyarrow as pa

from pipeline.errors import Cancelled, ExportError
from pipeline.exports.container import Kind, damaged, protected
from pipeline.model import Sheet

MAX_SECONDS = 300
_LOOKED_AT_EVERY_S = 0.2
_PROTECTED, _DAMAGED, _REFUSED, _UNCAUGHT = 3, 4, 5, 1
_ROOT = Path(__file__).parents[2]


def workbook_sheets(path: Path, name: str, kind: Kind, stop: Event | None = None) -> list[Sheet]:
    """Read every sheet of a workbook, hidden and empty ones too, in their order; ``stop``, once set, ends it.

    Raises
    ------
    ExportError
        Protected by a password, damaged, or more than the allowed memory or time is needed.
    Cancelled
        Where it was ended.
    """
    return _read(path, name, kind, stop)


def isolated_text(path: Path, name: str, sheet: str | None = None, stop: Event | None = None) -> Sheet:
    """As `text_sheet`, in a process of its own. Raises as `text_sheet` and `workbook_sheets` do."""
    [read] = _read(path, name, "text", stop)
    return Sheet(sheet, read.cells)


def _read(path: Path, name: str, kind: Kind, stop: Event | None) -> list[Sheet]:
    with tempfile.TemporaryDirectory(prefix="skillgap-") as folder:
        (Path(folder) / "name.txt").write_text(name, "utf-8", errors="replace")
        _child(path.resolve(), name, kind, Path(folder), stop or Event())
        names = json.loads((Path(folder) / "sheets.json").read_text())
        return [_sheet(sheet, Path(folder) / f"{at}.arrow") for at, sheet in enumerate(names)]


def _child(path: Path, name: str, kind: Kind, folder: Path, stop: Event) -> None:
    command = [sys.executable, "-m", "pipeline.exports.isolated", str(path), kind, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "RUST_BACKTRACE": "0"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as child:
        try:
            messages = _messages(child, name, stop)
        finally:
            child.kill()  # a child that has ended takes no notice
    if child.returncode == _REFUSED:
        raise ExportError(*json.loads((folder / "refusal.json").read_text("utf-8")))
    _refuse(child.returncode, messages, name)


def _messages(child: subprocess.Popen[bytes], name: str, stop: Event) -> bytes:
    """Wait for the child's end; gives what it said to standard error."""
    until = time.monotonic() + MAX_SECONDS
    while True:
        try:
            return child.communicate(timeout=_LOOKED_AT_EVERY_S)[1]
        except subprocess.TimeoutExpired as e:
            if stop.is_set():
                raise Cancelled(f"Reading {name!r} was cancelled.", "Nothing was stored.") from e
            if time.monotonic() > until:
                raise ExportError(
                    f"{name!r} takes longer than {MAX_SECONDS} s to read.",
                    "Save the sheet with the responses alone as .csv and load that.",
                ) from e


def _refuse(code: int, messages: bytes, name: str) -> None:
    if code == 0:
        return
    if code == _PROTECTED:
        raise protected(name)
    if code == _DAMAGED or b"PanicException" in messages:
        raise damaged(name)
    if b"No space left" in messages:
        raise ExportError(
            f"There is no space left on the disk to read {name!r}.", "Make room for temporary files and load it again."
        )
    if code == _UNCAUGHT and b"MemoryError" not in messages:
        raise RuntimeError(messages.decode(errors="replace"))
    raise ExportError(
        f"{name!r} needs more memory than allowed to read.",
        "Delete the empty rows and columns right of and below the table, save it and load it again.",
    )


def _sheet(name: str | None, file: Path) -> Sheet:
    # The mapping outlives the file, so the cells are never copied.
    with pa.memory_map(str(file)) as source:
        cells = pa.ipc.open_file(source).read_all()
    told = cells.schema.metadata or {}
    formulas = {(row, column): text for row, column, text in json.loads(told.get(b"formulas", b"[]"))}
    merged = tuple(tuple(edges) for edges in json.loads(told.get(b"merged", b"[]")))
    return Sheet(name, cells.replace_schema_metadata(None), formulas, merged)
