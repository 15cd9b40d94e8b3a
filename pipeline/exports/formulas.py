"""Formulas of which a workbook keeps no result: a problem each, for their cells look empty.

Spreadsheet programs write the result beside the formula; libraries write the formula alone. Nothing here
calculates: what somebody wrote into a cell is data, whatever it begins with.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from pipeline.model import Column, Problem, Responses, letter

LISTED_FORMULAS = 20
_MESSAGE = (
    "The file holds a formula here and not its result, so the cell counts as empty; "
    "open the file in a spreadsheet program, save it and load it again."
)


def uncalculated(read: Responses) -> tuple[Problem, ...]:
    """A problem per formula without a result in a line that was read, and one for the rest of a column.

    Parameters
    ----------
    read
        What a reader made of the sheet.

    Returns
    -------
    tuple of Problem
        In the order of the sheet; ``value`` is the formula, which is never calculated.
    """
    if not read.sheet.formulas:
        return ()
    rows = _rows(read)
    is_turned = read.people_row is not None
    headers = {_line(column) if is_turned else column.column: column.header for column in read.columns}
    at = [(row, column) for row, column in sorted(read.sheet.formulas) if row in rows]
    counts, problems = Counter[int](), list[Problem]()
    for row, column in at:
        counts[column] += 1
        if counts[column] <= LISTED_FORMULAS:
            formula = read.sheet.formulas[row, column]
            header = headers.get(row if is_turned else column, "")
            problems.append(_problem(read, row, column, header, formula, _MESSAGE))
    for column, count in sorted(counts.items()):
        if count > LISTED_FORMULAS:
            more = f"{count - LISTED_FORMULAS} more cells of this column hold a formula and not its result."
            problems.append(_problem(read, None, column, "" if is_turned else headers.get(column, ""), None, more))
    return tuple(problems)


def _rows(read: Responses) -> frozenset[int]:
    """The sheet rows of every record and of every answer that has a row of its own."""
    own = [column.rows for column in read.columns if column.rows is not None]
    return frozenset(np.concatenate([read.rows, *own]).tolist())


def _line(column: Column) -> int:
    """The row of a question where people stand in columns."""
    return int(column.rows[0]) if column.rows is not None and len(column.rows) else 0


def _problem(read: Responses, row: int | None, column: int, header: str, value: str | None, message: str) -> Problem:
    return Problem(read.sheet.name, row, letter(column), header, value, "formula_without_result", message)
