"""What stands in a matrix and is no line of a person: headings between the lines, notes, tables beside it.

Each line that is left out is a problem, never silence. A line with nothing but a name is a person without
answers unless something says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.masks import is_written, mask
from pipeline.exports.merged import merged_across
from pipeline.exports.table import Rows, answers_at, known_count, squeezed
from pipeline.model import Column, Problem, Sheet, letter

_NOTE = re.compile(
    r"\s*(?:[*#†¹]|\(?\d\)?\s*[=(]|(?:note|notes|legend|source|hinweis|l[eé]gende|leyenda|stand|anmerkung)\b\s*:?"
    r"|(?:scale|skala|[eé]chelle|escala|schulnoten?)\b(?:\s*:|.*\d))",
    re.I,
)
_NOTE_WORDS = 7
THOROUGH_ROWS = 50_000
MOST_NAMED = 6

Cells = npt.NDArray[np.bool_]
"""Which cells are written: lines by columns."""


@dataclass(frozen=True)
class Table:
    """The lines of people and the columns that belong to their table; ``name_only`` are rows with one cell."""

    rows: Rows
    problems: tuple[Problem, ...]
    last_column: int
    name_only: tuple[int, ...]


def table_of_people(sheet: Sheet, texts: tuple[str, ...], rows: Rows, known: frozenset[str]) -> Table:
    """Tell the lines of people from what else stands among, below and beside them.

    Parameters
    ----------
    sheet, texts
        The sheet, and what tells each of its columns apart.
    rows
        The lines below it that hold something, totals left out.
    known
        Names of dimensions, `squeezed`; without them nothing counts as standing beside the table.

    Returns
    -------
    Table
        Problems are ``heading_line`` and ``line_beside_table``, one per line that was left out.
    """
    cells = _written(sheet, len(texts), rows)
    last = _last_column(texts, cells, known)
    inside = cells[:, :last]
    is_beside = ~inside.any(axis=1) | _is_headless(texts, inside)
    is_heading = _is_heading(sheet, rows, inside) & ~is_beside
    problems = [
        _left_out(sheet, texts, int(rows[at]), cells[at], is_beside=bool(is_beside[at]))
        for at in np.flatnonzero(is_beside | is_heading)
    ]
    kept = ~(is_beside | is_heading)
    return Table(rows[kept], tuple(problems), last, _name_only(rows[kept], inside[kept]))


def set_beside(columns: tuple[Column, ...], last: int) -> tuple[Column, ...]:
    """The columns, those right of the table as the tool's own, which nobody reads."""
    return tuple(replace(each, metadata="other") if each.column > last and each.header else each for each in columns)


def aside_notes(table: Table, columns: tuple[Column, ...], *, is_turned: bool) -> tuple[str, ...]:
    """What was left out beside a table, and which lines are a name alone; a turned table's columns are rows."""
    beside = [each.column for each in columns if each.column > table.last_column and each.header]
    across, along = ("row", letter) if is_turned else ("column", str)
    notes = []
    if beside:
        span = [str(at) if is_turned else letter(at) for at in sorted({beside[0], beside[-1]})]
        notes.append(f"Left out, because it stands beside the table of people: {across} {' to '.join(span)}.")
    if table.name_only:
        more = ", ..." if len(table.name_only) > MOST_NAMED else ""
        named = ", ".join(map(along, table.name_only[:MOST_NAMED])) + more
        what = "column" if is_turned else "row"
        counted = "Each counts as a person without answers; delete what is a heading."
        notes.append(f"A name and nothing else: {what} {named}. {counted}")
    return tuple(notes)


def _written(sheet: Sheet, columns: int, rows: Rows) -> Cells:
    """Which cells are written; in a very large table a cell of blanks counts as written, to save its time."""
    is_filled = is_written if len(rows) <= THOROUGH_ROWS else lambda texts: mask(texts.is_valid())
    written: Cells = np.column_stack([is_filled(answers_at(sheet, at, rows)) for at in range(1, columns + 1)])
    return written


def _last_column(texts: tuple[str, ...], cells: Cells, known: frozenset[str]) -> int:
    """Where the table of people ends: at an empty column, behind which no further dimension stands."""
    is_empty = [not text and not cells[:, at].any() for at, text in enumerate(texts)]
    if not known or not any(is_empty):
        return len(texts)
    named = [squeezed(text) for text in texts]
    last, seen = len(texts), set[str]()
    for start, end in _blocks(is_empty):
        own = {name for name in named[start:end] if known_count((name,), known)}
        if seen and (not own or own & seen):
            return last
        last, seen = end, seen | own
    return last


def _is_headless(texts: tuple[str, ...], inside: Cells) -> Cells:
    """Lines with several cells of which none stands under a header, or where names may stand without one."""
    is_headed = np.array([bool(text) or not at for at, text in enumerate(texts[: inside.shape[1]])])
    is_headless: Cells = ~inside[:, is_headed].any(axis=1) & (inside.sum(axis=1) > 1)
    return is_headless


def _blocks(is_empty: list[bool]) -> list[tuple[int, int]]:
    """Runs of columns between empty ones, as (first, behind the last) from 0."""
    edges = np.flatnonzero(np.diff(np.array([True, *is_empty, True]).astype(int)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _is_heading(sheet: Sheet, rows: Rows, inside: Cells) -> Cells:
    """Lines with one cell alone that is a note, or stands where no line of a person has any."""
    is_alone = inside.sum(axis=1) == 1
    is_heading = np.zeros(len(rows), bool)
    used = inside[~is_alone].any(axis=0)
    if not used.any():
        return is_heading
    across, alone = merged_across(sheet), np.flatnonzero(is_alone)
    places = inside[alone].argmax(axis=1)
    for column in np.unique(places).tolist():
        at = alone[places == column]
        has_addresses = _has_addresses(answers_at(sheet, column + 1, rows[~is_alone]))
        texts = answers_at(sheet, column + 1, rows[at]).to_pylist()
        is_heading[at] = [
            not used[column] or is_note(text) or (row, column + 1) in across or (has_addresses and "@" not in text)
            for text, row in zip(texts, rows[at].tolist(), strict=True)
        ]
    return is_heading


def is_note(text: str) -> bool:
    """Whether a text is a note, a legend or a sentence rather than a name."""
    return _NOTE.match(text) is not None or len(text.split()) >= _NOTE_WORDS


def _has_addresses(texts: pa.Array) -> bool:
    written = texts.drop_null()
    return len(written) > 0 and bool(mask(pc.match_substring(written, "@")).all())


def _left_out(sheet: Sheet, texts: tuple[str, ...], row: int, cells: Cells, *, is_beside: bool) -> Problem:
    at = int(cells.argmax())
    value = sheet.cells.column(at)[row - 1].as_py()
    if is_beside:
        message = "This line holds cells beside the table of people only, so it was left out."
        return Problem(sheet.name, row, letter(at + 1), texts[at], value, "line_beside_table", message)
    message = "This line is a heading or a note, not a person; it was left out."
    return Problem(sheet.name, row, letter(at + 1), texts[at], value, "heading_line", message)


def _name_only(rows: Rows, inside: Cells) -> tuple[int, ...]:
    alone = rows[inside.sum(axis=1) == 1]
    return () if len(alone) == len(rows) else tuple(alone.tolist())
