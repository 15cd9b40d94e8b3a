"""The child process that opens a file from outside: `python -m pipeline.exports.isolated`.

A workbook of a few kilobytes can ask for hundreds of gigabytes (one cell at XFD1048576 does). Memory is
therefore capped for a process that may die, and the cells come back as Arrow files. Exit codes: 0 read,
3 protected by a password, 4 damaged, 5 refused (`refusal.json` says why); anything else is a process that died.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fastexcel
import pyarrow as pa
import python_calamine

from pipeline.errors import ExportError
from pipeline.exports.cells import calamine_cells, fastexcel_cells
from pipeline.exports.csv_text import text_sheet
from pipeline.exports.markup import UNREADABLE, Markup

MAX_ADDRESS_BYTES = 4 << 30
PROTECTED, DAMAGED, REFUSED = 3, 4, 5
NAME_FILE, REFUSAL_FILE = "name.txt", "refusal.json"
FORMULAS, MERGED = "formulas", "merged"
UNREADABLE_WORKBOOK: tuple[type[Exception], ...] = (
    fastexcel.FastExcelError,
    python_calamine.CalamineError,
    *UNREADABLE,
)


def main(path: Path, kind: str, folder: Path) -> int:
    """Write each sheet of a file to ``folder/<position>.arrow`` and their names to ``sheets.json``.

    Parameters
    ----------
    path
        The file.
    kind
        ``xlsx``, what only calamine's own types can read (``xls``, ``xlsb``, ``ods``), or ``text``.
    folder
        A folder that is empty but for ``name.txt``, what the user calls the file.

    Returns
    -------
    int
        The exit code.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESS_BYTES, MAX_ADDRESS_BYTES))
    try:
        names = _OPENERS.get(kind, _other)(path, folder)
    except ExportError as e:
        (folder / REFUSAL_FILE).write_text(json.dumps([e.title, e.detail]), "utf-8")
        return REFUSED
    except UNREADABLE_WORKBOOK as e:
        return PROTECTED if "password" in str(e).lower() else DAMAGED
    (folder / "sheets.json").write_text(json.dumps(names))
    return 0


def _text(path: Path, folder: Path) -> Sequence[str | None]:
    _write(folder, 0, text_sheet(path, (folder / NAME_FILE).read_text("utf-8")).cells)
    return [None]


def _xlsx(path: Path, folder: Path) -> Sequence[str | None]:
    workbook = fastexcel.read_excel(path)
    names = list(workbook.sheet_names)
    with Markup(path) as markup, ThreadPoolExecutor(1) as beside:
        for position, name in enumerate(names):
            found = beside.submit(markup.part, name)  # a second core searches the XML while the first reads cells
            batch = workbook.load_sheet_eager(position, header_row=None, skip_rows=0, dtypes="string")
            part = found.result()
            formulas = [[*place, text] for place, text in part.formulas.items()]
            cells = fastexcel_cells(batch, path, position, part)
            told = {FORMULAS: json.dumps(formulas), MERGED: json.dumps(part.merged)}
            _write(folder, position, cells.replace_schema_metadata(told))
    return names


def _other(path: Path, folder: Path) -> Sequence[str | None]:
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    for position in range(len(workbook.sheet_names)):
        rows = workbook.get_sheet_by_index(position).to_python(skip_empty_area=False)
        _write(folder, position, calamine_cells(rows))
    return list(workbook.sheet_names)


_OPENERS: dict[str, Callable[[Path, Path], Sequence[str | None]]] = {"text": _text, "xlsx": _xlsx}


def _write(folder: Path, position: int, cells: pa.Table) -> None:
    with (
        pa.OSFile(str(folder / f"{position}.arrow"), "wb") as sink,
        pa.ipc.new_file(sink, cells.schema) as file,
    ):
        file.write_table(cells)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
