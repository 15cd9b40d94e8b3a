"""The table inside a sheet: which rows hold something, where its header is, and its columns.

No framework is known here. Where the caller hands in names that headers may carry, they find the header
row; otherwise its shape does: the first row that is about as full of different words as any row is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.exports.masks import is_written, plain
from pipeline.model import Column, MetadataKind, Problem, Sheet, letter

Rows = npt.NDArray[np.int64]
"""Sheet rows, counted from 1, ascending."""

SEARCHED_ROWS = 30
_SEARCHED_LINES = 500
LISTED_STRAY_CELLS = 20
_KNOWN_WITHIN_FROM = 6


def squeezed(text: str) -> str:
    """Fold case and drop everything but letters and digits, e.g. ``E-Mail `` -> ``email``."""
    return "".join(filter(str.isalnum, text.casefold()))


def filled_rows(sheet: Sheet) -> Rows:
    """Rows that hold more than blanks."""
    is_filled = np.zeros(sheet.cells.num_rows, bool)
    for texts in sheet.cells.columns:
        open_rows = np.flatnonzero(~is_filled)
        if not len(open_rows):
            break
        # Most rows are settled by the first column, so the later ones cost next to nothing.
        rest = texts if len(open_rows) == len(is_filled) else texts.take(pa.array(open_rows))
        is_filled[open_rows] = is_written(rest)
    return np.flatnonzero(is_filled) + 1


def row_texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    """Cells of a row, stripped, '' where one is empty."""
    return tuple((texts[row - 1].as_py() or "").strip() for texts in sheet.cells.columns)


def first_rows(sheet: Sheet, count: int = SEARCHED_ROWS) -> dict[int, tuple[str, ...]]:
    """Give the `row_texts` of the first rows that hold something, by sheet row."""
    top = Sheet(sheet.name, sheet.cells.slice(0, _SEARCHED_LINES))
    return {int(row): row_texts(top, int(row)) for row in filled_rows(top)[:count]}


def answers_at(sheet: Sheet, column: int, rows: Rows) -> pa.Array:
    """Raw cells of a column (from 1) in the given rows, as text."""
    return plain(kept_answers_at(sheet, column, rows))


def kept_answers_at(sheet: Sheet, column: int, rows: Rows) -> pa.Array:
    """As `answers_at`, but as the sheet keeps them: in a large file as numbers and a list of the texts."""
    texts = sheet.cells.column(column - 1)
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        # Consecutive rows are a view; only gaps cost a copy.
        texts = texts.slice(int(rows[0]) - 1, len(rows))
    else:
        texts = texts.take(pa.array(rows - 1))
    if not isinstance(texts, pa.ChunkedArray):
        return texts
    # One chunk (every sheet that was read from a file) is handed on as it is; combining would copy it.
    return texts.chunk(0) if texts.num_chunks == 1 else texts.combine_chunks()


def header_row(sheet: Sheet, known: frozenset[str]) -> int | None:
    """Find the header of the table, under any title and legend rows.

    Parameters
    ----------
    sheet
        Any sheet.
    known
        Names that headers may carry, `squeezed`; may be empty.

    Returns
    -------
    int or None
        The row with the most known names (two, or one that no other row has), else the first row with
        about as many different texts as any of the first rows, and at least two.
    """
    texts = first_rows(sheet)
    names = {row: known_count(cells, known) for row, cells in texts.items()}
    most = max(names.values(), default=0)
    carriers = [row for row, count in names.items() if count == most]
    if most >= 2 or (most == 1 and len(carriers) == 1):
        return carriers[0]
    words = {row: len({cell for cell in cells if any(map(str.isalpha, cell))}) for row, cells in texts.items()}
    widest = max(words.values(), default=0)
    # One header may be missing (a names column often has none), and a fifth of a wide table.
    enough = max(2, widest - max(1, widest // 5))
    return next((row for row, count in words.items() if count >= enough), None)


def known_count(cells: tuple[str, ...], known: frozenset[str]) -> int:
    """How many cells are, or contain, a known name (short names only count whole)."""

    def is_known(cell: str) -> bool:
        text = squeezed(cell)
        return text in known or any(len(name) >= _KNOWN_WITHIN_FROM and name in text for name in known)

    return sum(map(is_known, filter(None, cells))) if known else 0


def table_columns(
    sheet: Sheet,
    header: int,
    rows: Rows,
    metadata: Mapping[int, MetadataKind] | None = None,
    headers: Sequence[str] | None = None,
) -> tuple[Column, ...]:
    """Every column with a header or a cell in the given rows, in file order.

    Parameters
    ----------
    sheet, header, rows
        The sheet, its header row and the rows of its records.
    metadata
        Columns (from 1) that the survey tool wrote itself.
    headers
        What tells each column apart where the header row alone does not.
    """
    kinds = metadata or {}
    columns = []
    for column, texts in enumerate(sheet.cells.columns, start=1):
        text = headers[column - 1] if headers else texts[header - 1].as_py() or ""
        answers = kept_answers_at(sheet, column, rows)
        if text.strip() or is_written(answers).any():
            columns.append(Column(column, text if text.strip() else "", answers, kinds.get(column)))
    return tuple(columns)


def stray_cells(sheet: Sheet, columns: tuple[Column, ...], rows: Rows) -> tuple[Problem, ...]:
    """Cells that stand under no header: a problem each, and one for the rest where they are many."""
    problems: list[Problem] = []
    for column in columns:
        if column.header or column.metadata:
            continue
        at = np.flatnonzero(is_written(column.answers))
        for record in at[:LISTED_STRAY_CELLS]:
            value = column.answers[int(record)].as_py()
            problems.append(_stray(sheet, column, int(rows[record]), value, "This cell stands under no header"))
        if len(at) > LISTED_STRAY_CELLS:
            more = f"{len(at) - LISTED_STRAY_CELLS} more cells of this column stand under no header"
            problems.append(_stray(sheet, column, None, None, more))
    return tuple(problems)


def _stray(sheet: Sheet, column: Column, row: int | None, value: str | None, what: str) -> Problem:
    return Problem(
        sheet.name,
        row,
        letter(column.column),
        "",
        value,
        "cell_without_header",
        f"{what}, so nothing tells what was asked; write a header above it or delete it.",
    )
