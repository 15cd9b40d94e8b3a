"""Merged cells of a workbook: what stands in one holds for every line that it covers.

Only the first cell of a merged one keeps its text. A team merged over four people is the team of all four;
each answer that is taken over points at the cell that holds it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from pipeline.exports.table import Rows
from pipeline.model import Column, Sheet, letter

MOST_NAMED = 6


def with_merged_cells(
    sheet: Sheet, columns: tuple[Column, ...], rows: Rows, *, is_turned: bool = False
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns with what merged cells say of the lines below their first, and a note where they do.

    Parameters
    ----------
    sheet
        Its ``merged`` cells are looked at.
    columns, rows
        What was read of it, and the sheet rows of the records.
    is_turned
        Whether the sheet was turned, for the words of the note.
    """
    covered = {
        (top, left): bottom
        for top, left, bottom, right in sheet.merged
        if left == right and bottom > top and _is_written(sheet, top, left)
    }
    if not covered:
        return columns, ()
    filled, places = [], list[str]()
    for column in columns:
        own = {top: bottom for (top, left), bottom in covered.items() if left == column.column}
        source = _sources(column, rows, own)
        filled.append(column if source is None else _taken_over(sheet, column, source))
        if source is not None:
            tops = sorted(set(source[source != rows].tolist()))
            places += [
                f"{letter(top)}{column.column}" if is_turned else f"{letter(column.column)}{top}" for top in tops
            ]
    shown = ", ".join(places[:MOST_NAMED]) + (", ..." if len(places) > MOST_NAMED else "")
    what = "column" if is_turned else "line"
    return tuple(filled), (f"Merged cells hold for every {what} that they cover: {shown}.",) if places else ()


def _is_written(sheet: Sheet, row: int, column: int) -> bool:
    is_inside = row <= sheet.cells.num_rows and column <= sheet.cells.num_columns
    return is_inside and bool((sheet.cells.column(column - 1)[row - 1].as_py() or "").strip())


def merged_across(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """The first cells (row, column) of what is merged over several columns of one row."""
    return frozenset((top, left) for top, left, bottom, right in sheet.merged if top == bottom and right > left)


def _sources(column: Column, rows: Rows, covered: dict[int, int]) -> Rows | None:
    """The row that each answer comes from; None where all are the records' own."""
    source = rows.copy()
    is_blank = column.answers.is_null().to_numpy(zero_copy_only=False)
    for top, bottom in covered.items():
        source[is_blank & (rows > top) & (rows <= bottom)] = top
    return source if (source != rows).any() else None


def _taken_over(sheet: Sheet, column: Column, source: Rows) -> Column:
    texts = sheet.cells.column(column.column - 1).take(pa.array(source - 1))
    answers = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return replace(column, answers=answers, rows=np.asarray(source))
