"""Lines of a long file that name several dimensions at once, as databases export linked records.

``AI basics, Data engineering`` in the column of dimensions, beside one level, is a line for each: the sheet is
read as if they stood one below the other, and every answer keeps the row in which it really stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.masks import plain
from pipeline.exports.table import squeezed
from pipeline.model import Column, Responses, Sheet

MOST_CHARACTERS = 2_000
"""A longer cell is prose, and no list."""

MOST_PIECES = 6
"""Into so many pieces separators cut a single name at most."""

LINKING = ("long", "matrix")
"""Readers of tables in which a name may be a link to another page; who fills in a form writes addresses of his own."""

_SEPARATOR = re.compile(r"[,;|\n]")
_ADDRESS = r"\s*\(https?://[^()\s]*\)"
_Numbers = npt.NDArray[np.int64]


def names_in(text: str, known: frozenset[str]) -> list[str]:
    """The names that a cell lists, where at least one of several is known; else the text alone.

    A known name with a comma in it is one name. ``names_in("Soup, Baking", {"soup"})`` is
    ``["Soup", "Baking"]``.
    """
    if len(text) > MOST_CHARACTERS or not _SEPARATOR.search(text) or squeezed(text) in known:
        return [text]
    pieces = [piece for piece in _SEPARATOR.split(text) if piece.strip()]
    names, start, is_known = list[str](), 0, False
    while start < len(pieces):
        ends = range(min(start + MOST_PIECES, len(pieces)), start, -1)
        end = next((end for end in ends if squeezed("".join(pieces[start:end])) in known), None)
        is_known |= end is not None
        names.append(",".join(pieces[start : end or start + 1]).strip())
        start = end or start + 1
    return names if is_known and len(names) > 1 else [text]


def without_links(texts: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Texts without the addresses that Notion writes behind the name of another page."""
    return pc.replace_substring_regex(texts, _ADDRESS, "")


def with_plain_names(read: Responses) -> Responses:
    """Pass over the addresses behind the names that a table links to, in whichever column they stand."""
    if read.tool not in LINKING:
        return read
    return replace(read, columns=tuple(replace(each, answers=_plain_names(each.answers)) for each in read.columns))


def with_plain_names_in(read: Responses, columns: list[int], rows: Sequence[int] = ()) -> Sheet:
    """The sheet without those addresses in some columns and rows (from 1), as their answers are without them."""
    cells = read.sheet.cells
    if read.tool not in LINKING:
        return read.sheet
    for at in columns:
        cells = cells.set_column(at - 1, cells.column_names[at - 1], _plain_names(cells.column(at - 1)))
    if rows:
        is_naming = pa.array(np.isin(np.arange(1, cells.num_rows + 1), rows))
        turned = [pc.if_else(is_naming, without_links(texts), texts) for texts in map(plain, cells.columns)]
        cells = pa.table(turned, names=cells.column_names)
    return replace(read.sheet, cells=cells)


def _plain_names(texts: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    listed = texts.dictionary if isinstance(texts, pa.DictionaryArray) else plain(texts)
    return without_links(plain(texts)) if pc.any(pc.match_substring(listed, "(http")).as_py() else texts


def with_listed_lines(sheet: Sheet, column: int, header: int, known: frozenset[str]) -> tuple[Sheet, _Numbers]:
    """Write a line for each name that a line lists.

    Parameters
    ----------
    sheet, column, header
        The sheet, its column of dimensions (from 1) and its header row.
    known
        Names of dimensions, `squeezed`.

    Returns
    -------
    tuple of Sheet and rows
        The sheet with those lines repeated, and for each of its rows the row (from 1) of the sheet given.
    """
    place, raw = sheet.cells.column_names[column - 1], plain(sheet.cells.column(column - 1)).combine_chunks()
    texts = without_links(raw)
    encoded = texts.dictionary_encode()
    names = [names_in(text, known) for text in encoded.dictionary.to_pylist()]
    if all(len(cell) == 1 for cell in names):
        cells = sheet.cells if texts.equals(raw) else sheet.cells.set_column(column - 1, place, texts)
        return replace(sheet, cells=cells), np.arange(1, sheet.cells.num_rows + 1)
    sizes = np.array([*map(len, names), 1], np.int64)
    codes = pc.fill_null(encoded.indices, len(names)).to_numpy(zero_copy_only=False).astype(np.int64)
    codes[:header] = len(names)  # what stands above the lines is no list
    counts = sizes[codes]
    origin = np.repeat(np.arange(len(codes)), counts)
    within = np.arange(len(origin)) - np.repeat(np.cumsum(counts) - counts, counts)
    first = np.cumsum(sizes) - sizes
    flat = pa.array([name for cell in names for name in cell] + [None], pa.string())
    written = flat.take(pa.array(first[codes[origin]] + within))
    written = pc.if_else(pa.array(origin < header), raw.take(pa.array(origin)), written)
    cells = sheet.cells.take(pa.array(origin)).set_column(column - 1, place, written)
    return replace(sheet, cells=cells), origin + 1


def at_their_lines(read: Responses, sheet: Sheet, rows: _Numbers) -> Responses:
    """Put what was read from repeated lines back to the rows of the sheet itself."""
    repeated = len(rows) - len(np.unique(rows))
    if not repeated:
        return replace(read, sheet=sheet)
    by_row = np.concatenate([[0], rows])
    problems = tuple(
        problem if problem.row is None else replace(problem, row=int(by_row[problem.row])) for problem in read.problems
    )
    columns = tuple(_at_its_lines(column, by_row) for column in read.columns)
    return replace(
        read, sheet=sheet, rows=by_row[read.rows], columns=columns, problems=problems, notes=(*read.notes, _told(rows))
    )


def _at_its_lines(column: Column, by_row: _Numbers) -> Column:
    return column if column.rows is None else replace(column, rows=by_row[column.rows])


def _told(rows: _Numbers) -> str:
    lines = int((np.unique(rows, return_counts=True)[1] > 1).sum())
    if lines == 1:
        return "1 line names several dimensions and counts for each of them."
    return f"{lines} lines name several dimensions and count for each of them."
