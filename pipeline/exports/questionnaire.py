"""Our own questionnaire, filled in: told by its hidden mark and its layout; who filled nothing in is not counted.

The same sheet without its mark (saved as csv) is a skill matrix like any other and is read as one.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.exports.lines import records
from pipeline.exports.masks import is_written
from pipeline.exports.table import Rows, filled_rows, first_rows, squeezed, stray_cells, table_columns
from pipeline.frameworks import questionnaire_mark as marks
from pipeline.model import Column, Responses, Sheet

TOOL = "questionnaire"
NOT_FILLED_IN = "nothing filled in"
SEARCHED_ROWS = 10

_FIRST = frozenset(map(squeezed, (marks.ADDRESS, marks.PERSON)))
_WHO = frozenset(map(squeezed, marks.WHO))


def mark_among(sheets: list[Sheet]) -> marks.Mark | None:
    """The mark that one of a file's sheets holds; None where none does."""
    read = (marks.mark_of(_pairs(sheet)) for sheet in sheets)
    return next((mark for mark in read if mark), None)


def _pairs(sheet: Sheet) -> list[tuple[str | None, str | None]]:
    columns = [texts.to_pylist() for texts in sheet.cells.slice(0, SEARCHED_ROWS).columns[:2]]
    return list(zip(*columns, strict=True)) if len(columns) == 2 else []


def is_questionnaire(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the sheet's header begins with the person's address and goes on with questions."""
    del known  # The first column tells; whether the file is ours is asked of its mark.
    return _header(sheet) is not None


def questionnaire(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a questionnaire that came back.

    Parameters
    ----------
    sheet
        One that `is_questionnaire`.
    known
        Not needed here.

    Returns
    -------
    Responses
        A record per row with anything in it. Rows that say at most who somebody is are excluded: they stand
        there since the questionnaire was made, and nobody has sent them.
    """
    del known
    header = _header(sheet)
    if header is None:
        raise ValueError("not a sheet of a questionnaire")
    rows, refused = records(sheet, header, filled_rows(sheet))
    columns = table_columns(sheet, header, rows)
    return Responses(
        TOOL,
        sheet,
        rows,
        np.full(len(rows), np.datetime64("NaT", "us")),
        _excluded(columns, rows),
        columns,
        header,
        refused=len(refused),
        problems=refused + stray_cells(sheet, columns, rows),
    )


def _header(sheet: Sheet) -> int | None:
    for row, texts in first_rows(sheet, SEARCHED_ROWS).items():
        if squeezed(texts[0]) in _FIRST and any(text and squeezed(text) not in _WHO for text in texts):
            return row
    return None


def _excluded(columns: tuple[Column, ...], rows: Rows) -> pa.Array:
    is_answered = np.zeros(len(rows), bool)
    for column in columns:
        if squeezed(column.header) not in _WHO:
            is_answered |= is_written(column.answers)
    return pa.array([None if answered else NOT_FILLED_IN for answered in is_answered], pa.string())
