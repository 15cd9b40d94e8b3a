"""Tables turned on their side: people in columns, one question per row.

The table is turned, read as any matrix, and what was read is turned back: every answer and every problem
points at the cell where it stands in the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.long_layout import NO_PERSONS, PERSONS
from pipeline.exports.masks import is_written, mask, plain
from pipeline.exports.table import filled_rows, first_rows, known_count, row_texts, squeezed
from pipeline.model import Column, Problem, Responses, Sheet, letter, position

MAX_ROWS = 4_000
"""Rows of a table that is turned: that many questions nobody asks."""

_NAMING_COLUMNS = 6
_SEARCHED_ROWS = 500
_LONGEST_NAME = 200
_NAMELESS = "Nobody's name stands above this column, so it counts as a person of its own; write the name."


def is_people_in_columns(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether known names stand one below the other, each once, and no row holds as many.

    Without known names nobody can tell a person from a skill, and people are taken to stand in rows. Where the first
    row names questions, what stands below one of them is answers, and a behaviour that somebody ticked is a known name
    too.
    """
    if not known or not 0 < sheet.cells.num_rows <= MAX_ROWS:
        return False
    rows = [*first_rows(sheet).values()]
    across = max((known_count(texts, known) for texts in rows), default=0)
    asked = [bool(known_count((text,), known)) for text in rows[0]] if rows else []
    for at, texts in enumerate(sheet.cells.columns[:_NAMING_COLUMNS]):
        if sum(asked) > 1 and asked[at]:
            continue
        written = texts.slice(0, _SEARCHED_ROWS).drop_null().to_pylist()
        names = [squeezed(text) for text in written if len(text) <= _LONGEST_NAME and not text.lstrip().startswith("{")]
        found = [name for name in names if known_count((name,), known)]
        if len(found) >= 2 and len(found) > across and len(found) == len(set(found)):
            return True
    return False


def turned(sheet: Sheet) -> Sheet:
    """The sheet with its rows as columns; empty rows at its end are left out."""
    filled = filled_rows(sheet)
    last = int(filled[-1]) if len(filled) else 0
    rows = zip(*(column.slice(0, last).to_pylist() for column in sheet.cells.columns), strict=True)
    columns = [pa.array(row, pa.string()) for row in rows]
    return Sheet(
        sheet.name,
        pa.table(columns, names=[f"c{at:03}" for at in range(1, len(columns) + 1)]),
        {(column, row): formula for (row, column), formula in sheet.formulas.items()},
        tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged),
    )


def people_in_columns(
    sheet: Sheet, known: frozenset[str], read_matrix: Callable[[Sheet, frozenset[str], bool], Responses]
) -> Responses:
    """Read a table with people in columns.

    Parameters
    ----------
    sheet, known
        As for a matrix.
    read_matrix
        Reads the turned sheet, with people in rows.

    Returns
    -------
    Responses
        A record per column right of the one that names the questions. ``rows`` are the records' columns,
        and each question knows row and column of every answer; it stands in the naming column itself.
    """
    read = read_matrix(turned(sheet), known, True)
    columns = _with_people(read.columns, known)
    named = next((column.column for column in columns if _names_people(column)), columns[0].column)
    return replace(
        read,
        sheet=sheet,
        columns=tuple(_turned_back(column, read, sheet) for column in columns),
        header_row=named,
        people_row=named,
        problems=tuple(map(_turned_problem, read.problems)) + _nameless(sheet, columns, read),
    )


def _with_people(columns: tuple[Column, ...], known: frozenset[str]) -> tuple[Column, ...]:
    """Mark as names the first row of different words above the questions: its corner may say "Skill"."""
    if any(map(_names_people, columns)):
        return columns
    first = next((at for at, column in enumerate(columns) if squeezed(column.header) in known), len(columns))
    for at, column in enumerate(columns[:first]):
        is_free = column.metadata is None and squeezed(column.header) not in NO_PERSONS
        if is_free and _may_name(plain(column.answers)):
            return (*columns[:at], replace(column, metadata="name"), *columns[at + 1 :])
    return columns


def _names_people(column: Column) -> bool:
    return column.metadata == "name" or squeezed(column.header) in PERSONS


def _may_name(texts: pa.Array) -> bool:
    written = int(is_written(texts).sum())
    lettered = int(mask(pc.match_substring_regex(texts, r"\p{L}")).sum())
    different = len(texts.drop_null().unique())
    return 2 * written > len(texts) and 2 * lettered > written and 2 * different > written


def _nameless(sheet: Sheet, columns: tuple[Column, ...], read: Responses) -> tuple[Problem, ...]:
    """A problem for each column of answers above which nobody's name stands."""
    naming = [column for column in columns if _names_people(column)]
    if not naming:
        return ()
    is_named = np.any([is_written(plain(column.answers)) for column in naming], axis=0)
    row, header = naming[0].column, naming[0].header
    return tuple(
        Problem(sheet.name, row, letter(int(at)), header, None, "nameless_column", _NAMELESS)
        for at in read.rows[~is_named]
    )


def _turned_back(column: Column, read: Responses, sheet: Sheet) -> Column:
    rows = np.full(len(read.rows), column.column, dtype=np.int64)
    own = read.rows if column.rows is None else column.rows  # a merged cell's, where it covers the answer
    return replace(column, column=_naming_column(sheet, column.column, read.header_row), rows=rows, columns=own)


def _naming_column(sheet: Sheet, row: int, last: int) -> int:
    """The column that says what a row asks: of two that do by turns, the one that is filled."""
    texts = row_texts(sheet, row)
    return next((at for at in range(last, 0, -1) if texts[at - 1]), last)


def _turned_problem(problem: Problem) -> Problem:
    row = position(problem.column) if problem.column else None
    return replace(problem, row=row, column=letter(problem.row) if problem.row else None)
