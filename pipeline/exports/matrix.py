"""The generic table: people in rows, one header row, questions in columns, whoever wrote it.

It takes what no other reader takes, so it says nothing of what the columns mean, apart from the
submission time and a names column that nobody gave a header.
"""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ExportError
from pipeline.exports.asides import aside_notes, set_beside, table_of_people
from pipeline.exports.completion import with_times
from pipeline.exports.headings import headings
from pipeline.exports.lines import records
from pipeline.exports.masks import is_written, mask, plain
from pipeline.exports.merged import with_merged_cells
from pipeline.exports.people_in_columns import MAX_ROWS, is_people_in_columns, people_in_columns
from pipeline.exports.spread import has_pairs, spread
from pipeline.exports.table import filled_rows, first_rows, header_row, squeezed, stray_cells, table_columns
from pipeline.exports.team_headings import with_team_headings
from pipeline.model import Column, Responses, Sheet

TOOL = "matrix"

_NAME = r"^\s*\p{L}[^<>{}=]*$"


def is_matrix(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the sheet has a header of at least two different words and a line below it."""
    if is_people_in_columns(sheet, known):
        return True
    header = header_row(sheet, known)
    return header is not None and bool((filled_rows(sheet) > header).any())


def matrix(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a table with people in rows, or in columns where known names stand in rows.

    Parameters
    ----------
    sheet
        Any sheet.
    known
        Names that headers may carry, `squeezed`, to find the header row; may be empty.

    Returns
    -------
    Responses
        A record per line below the header with anything in it; totals and repeated headers are refused.

    Raises
    ------
    ExportError
        No header row.
    """
    if is_people_in_columns(sheet, known):
        return people_in_columns(sheet, known, _people_in_rows)
    return _people_in_rows(sheet, known)


def people_on_top(sheet: Sheet) -> Responses | None:
    """Read a sheet as one with people in columns, whatever it names; None where it cannot be one."""
    if not 0 < sheet.cells.num_rows <= MAX_ROWS:
        return None
    try:
        return people_in_columns(sheet, frozenset(), _people_in_rows)
    except ExportError:
        return None


def _people_in_rows(sheet: Sheet, known: frozenset[str], is_turned: bool = False) -> Responses:
    header = _pairs_row(sheet) or header_row(sheet, known)
    if header is None:
        raise ExportError("No header row was found.", "The line above the answers must say what each column holds.")
    header, texts = headings(sheet, header, known)
    lines, refused = records(sheet, header, filled_rows(sheet), is_turned=is_turned)
    headed = with_team_headings(
        sheet, header, texts, table_of_people(sheet, texts, lines, known), refused, is_turned=is_turned
    )
    table = headed.table
    rows, refused = table.rows, refused + table.problems
    plain = table_columns(sheet, header, rows, headers=_as_written(sheet, header, texts))
    held, merged_notes = with_merged_cells(sheet, set_beside(plain, table.last_column), rows, is_turned=is_turned)
    parted = spread(sheet, held, rows)
    columns, times = with_times(parted.columns, len(rows))
    columns = _with_names(columns) + headed.columns
    _require_people(columns, known)
    return Responses(
        TOOL,
        sheet,
        rows,
        times,
        pa.nulls(len(rows), pa.string()),
        columns,
        header,
        refused=len(refused),
        problems=refused + parted.problems + stray_cells(sheet, columns, rows),
        notes=merged_notes + headed.notes + aside_notes(table, plain, is_turned=is_turned),
    )


def _require_people(columns: tuple[Column, ...], known: frozenset[str]) -> None:
    """Refuse a table of skills by skills: what names its lines are names of dimensions, as its headers are.

    Raises
    ------
    ExportError
        Says what the table is.
    """
    if not columns or len(columns[0].answers) > len(known):
        return  # a dimension would stand twice
    names = [squeezed(text) for text in plain(columns[0].answers).drop_null().to_pylist()]
    is_of_skills = len(names) > 1 and len(set(names)) == len(names) and known.issuperset(names)
    if is_of_skills and len({squeezed(column.header) for column in columns[1:]} & known) > 1:
        raise ExportError(
            "Its lines and its columns both name dimensions, so no person's levels stand in this table.",
            "Load the table with a line, or a column, for each person.",
        )


def _pairs_row(sheet: Sheet) -> int | None:
    """The header that numbers skills and levels: the names of dimensions stand below it."""
    return next((row for row, texts in first_rows(sheet).items() if has_pairs(texts)), None)


def _as_written(sheet: Sheet, header: int, texts: tuple[str, ...]) -> list[str]:
    """The headers with the blanks around them, where they are those of the header row itself."""
    written = [column[header - 1].as_py() or "" for column in sheet.cells.columns]
    return [raw if raw.strip() == text else text for raw, text in zip(written, texts, strict=True)]


def _with_names(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Mark the first column of words as the names where nobody wrote a header above it."""
    if not columns or columns[0].header:
        return columns
    texts = plain(columns[0].answers)
    written = int(is_written(texts).sum())
    is_named = 2 * int(mask(pc.match_substring_regex(texts, _NAME)).sum()) > written
    is_distinct = 2 * len(texts.drop_null().unique()) > written
    return (replace(columns[0], metadata="name"), *columns[1:]) if is_named and is_distinct else columns
