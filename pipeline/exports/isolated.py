"""The child process that opens a workbook from outside: `python -m pipeline.exports.isolated`.

A workbook of a few kilobytes can ask for hundreds of gigabytes (one cell at XFD1048576 does). Memory is
therefore capped for a process that may die, and the cells come back as Arrow files. Exit codes: 0 read,
3 protected by a password, 4 damaged; anything else is a process that died.
"""

from __future__ import annotations

import json
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fastexcel
import pyarrow as pa
import python_calamine

from pipeline.exports.cells import calamine_cells, fastexcel_cells
from pipeline.exports.markup import UNREADABLE, Markup

MAX_ADDRESS_BYTES = 4 << 30
PROTECTED, DAMAGED = 3, 4
UNREADABLE_WORKBOOK: tuple[type[Exception], ...] = (
    fastexcel.FastExcelError,
    python_calamine.CalamineError,
    *UNREADABLE,
)


def main(path: Path, kind: str, folder: Path) -> int:
    """Write each sheet of a workbook to ``folder/<position>.arrow`` and their names to ``sheets.json``.

    Parameters
    ----------
    path
        The workbook.
    kind
        ``xlsx``, or what only calamine's own types can read: ``xls``, ``xlsb``, ``ods``.
    folder
        An empty folder.

    Returns
    -------
    int
        The exit code.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESS_BYTES, MAX_ADDRESS_BYTES))
    try:
        names = _xlsx(path, folder) if kind == "xlsx" else _other(path, folder)
    except UNREADABLE_WORKBOOK as e:
        return PROTECTED if "password" in str(e).lower() else DAMAGED
    (folder / "sheets.json").write_text(json.dumps(names))
    return 0


def _xlsx(path: Path, folder: Path) -> list[str]:
    workbook = fastexcel.read_excel(path)
    names = list(workbook.sheet_names)
    with Markup(path) as markup, ThreadPoolExecutor(1) as beside:
        for position, name in enumerate(names):
            part = beside.submit(markup.part, name)  # a second core searches the XML while the first reads cells
            batch = workbook.load_sheet_eager(position, header_row=None, skip_rows=0, dtypes="string")
            _write(folder, position, fastexcel_cells(batch, path, position, part.result()))
    return names


def _other(path: Path, folder: Path) -> list[str]:
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    for position in range(len(workbook.sheet_names)):
        rows = workbook.get_sheet_by_index(position).to_python(skip_empty_area=False)
        _write(folder, position, calamine_cells(rows))
    return list(workbook.sheet_names)


def _write(folder: Path, position: int, cells: pa.Table) -> None:
    with (
        pa.OSFile(str(folder / f"{position}.arrow"), "wb") as sink,
        pa.ipc.new_file(sink, cells.schema) as file,
    ):
        file.write_table(cells)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
