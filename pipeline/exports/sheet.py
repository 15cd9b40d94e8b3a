"""Any spreadsheet or csv file as `Sheet`s of text: the one way into the product for a file from outside.

Every sheet is handed out, hidden and empty ones too: which of them holds the responses is not decided
here, and roster, targets and roadmap come this way as well.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from threading import Event

from pipeline.errors import ExportError
from pipeline.exports.container import UNREADABLE_ZIP, damaged, kind
from pipeline.exports.csv_text import text_sheet
from pipeline.exports.workbook import isolated_text, workbook_sheets
from pipeline.model import Sheet

_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_WORKBOOK_ENDINGS = (".xlsx", ".xls", ".xlsb", ".ods")


def sheets(path: Path, name: str, stop: Event | None = None) -> list[Sheet]:
    """Read a file from outside as cells of text.

    Parameters
    ----------
    path
        The bytes: .xlsx, .xls, .xlsb, .ods, delimited text, or a zip of these as survey tools hand out.
    name
        What the user calls the file, for messages. Its ending decides nothing.
    stop
        Where it is given, texts too are parsed in a process of their own, as a web server wants it
        (workbooks always are), and that process ends when it is set.

    Returns
    -------
    list of Sheet
        In the file's order. A csv file is one sheet whose name is None; of several csv files in a zip
        each is a sheet named like the file.

    Raises
    ------
    ExportError
        What is wrong with the file, and what to do.
    Cancelled
        Where ``stop`` was set.
    """
    what = kind(path, name)
    if what == "text":
        return [_read_text(path, name, None, stop)]
    if what == "archive":
        return _archived(path, name, stop)
    return workbook_sheets(path, name, what, stop)


def _read_text(path: Path, name: str, sheet: str | None, stop: Event | None) -> Sheet:
    return isolated_text(path, name, sheet, stop) if stop else text_sheet(path, name, sheet)


def _archived(path: Path, name: str, stop: Event | None) -> list[Sheet]:
    with tempfile.TemporaryDirectory(prefix="skillgap-") as folder:
        texts, workbooks = _unpacked(path, name, Path(folder))
        if len(workbooks) == 1 and not texts:
            label, file = workbooks[0]
            what = kind(file, label)
            if what in ("text", "archive"):
                raise ExportError(f"{label!r} in {name!r} is no workbook.", "Unpack it and load the export itself.")
            return workbook_sheets(file, label, what, stop)
        if not texts or workbooks:
            raise ExportError(
                f"{name!r} is a zip without exactly one workbook or any csv file in it.",
                "Unpack it and load the export itself.",
            )
        is_single = len(texts) == 1
        return [_text(file, label, None if is_single else PurePosixPath(label).stem, stop) for label, file in texts]


def _text(file: Path, label: str, sheet: str | None, stop: Event | None) -> Sheet:
    if kind(file, label) != "text":
        raise ExportError(f"{label!r} is not a csv file.", "Unpack the zip and load the export itself.")
    return _read_text(file, label, sheet, stop)


def _unpacked(path: Path, name: str, folder: Path) -> tuple[list[tuple[str, Path]], list[tuple[str, Path]]]:
    """Text files and workbooks of a zip; a member's own name is never used as a path."""
    texts: list[tuple[str, Path]] = []
    workbooks: list[tuple[str, Path]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for position, member in enumerate(archive.infolist()):
                ending = PurePosixPath(member.filename.lower()).suffix
                is_hidden = "__MACOSX/" in member.filename
                if is_hidden or ending not in _TEXT_ENDINGS + _WORKBOOK_ENDINGS:
                    continue
                file = folder / str(position)
                with archive.open(member) as packed, file.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                (texts if ending in _TEXT_ENDINGS else workbooks).append((member.filename, file))
    except UNREADABLE_ZIP as e:
        raise damaged(name) from e
    return texts, workbooks
