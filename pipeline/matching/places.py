"""Where a cell of a question stands in the file, whichever way people stand in it."""

from __future__ import annotations

import numpy as np

from pipeline.matching.text import Numbers
from pipeline.model import Column, Responses, letter


def cell_rows(responses: Responses, column: Column) -> Numbers:
    """The sheet row of a column's cell per record."""
    return responses.rows if column.rows is None else np.asarray(column.rows)


def cell_columns(responses: Responses, column: Column) -> Numbers:
    """The sheet column of a column's cell per record."""
    if column.columns is None:
        return np.broadcast_to(np.int64(column.column), len(responses.rows))
    return np.asarray(column.columns)


def place_of(column: Column) -> str:
    """What to call the place of a question: the letter of its column, or the number of its row."""
    is_row = column.columns is not None and column.rows is not None and len(column.rows)
    return f"Row {column.rows[0]}" if is_row and column.rows is not None else letter(column.column)


def header_cell(responses: Responses, column: Column) -> tuple[int, str]:
    """Row and letter of the cell that says what a column asks."""
    is_beside = column.columns is not None and column.rows is not None and len(column.rows)
    row = int(column.rows[0]) if is_beside and column.rows is not None else responses.header_row
    return row, letter(column.column)
