"""Workbook cells as the text that a `Sheet` holds, from either reader.

Integers have no ``.0``, dates are ISO (``2026-03-04``, ``2026-03-04T10:20:30``), booleans ``TRUE`` and
``FALSE`` and errors as they are shown (``#DIV/0!``): what the cell says, in one spelling for every
kind of workbook. A cell that holds the text of a date in the same form is spelt so too.
`pyarrow.array` and `pyarrow.scalar` are avoided: they import pandas, a second per file for nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import python_calamine

if TYPE_CHECKING:
    from pipeline.exports.markup import Part

_MOMENT = r"^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$"
_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_BEFORE_DATES = re.compile(r"^(1899|1900)-(\d{2})-(\d{2})T(\d{2})(:\d{2}:\d{2})")


def fastexcel_cells(batch: pa.RecordBatch, path: Path, position: int, part: Part) -> pa.Table:
    """Put right what fastexcel says of a sheet loaded as text.

    Parameters
    ----------
    batch
        Text columns from the first used column on, rows from row 1 on.
    path, position
        The workbook and the sheet's index in it, to ask calamine where the sheet begins.
    part
        What the sheet's XML tells besides.

    Returns
    -------
    pyarrow.Table
        ``c001, c002, ...`` from column A on.
    """
    blank = 0 if part.is_first_column_used or not batch.num_columns else _blank_columns(path, position)
    columns = [pa.nulls(batch.num_rows, pa.string())] * blank
    for column, texts in enumerate(batch.columns, start=blank + 1):
        spelt = _dates(texts.cast(pa.string()))
        columns.append(_booleans(spelt) if column in part.boolean_columns else spelt)
    return _table(_with_errors(columns, part.errors))


def _blank_columns(path: Path, position: int) -> int:
    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(position)
    return sheet.start[1] if sheet.start else 0


def _dates(texts: pa.Array) -> pa.Array:
    if not pc.any(pc.match_substring_regex(texts, _MOMENT)).as_py():
        return texts
    days = pc.replace_substring_regex(texts, _MIDNIGHT, r"\1")
    spelt = pc.replace_substring_regex(days, _MOMENT, r"\1T\2")
    if not pc.any(pc.match_substring_regex(spelt, "^(1899|1900)-")).as_py():
        return spelt
    return _texts([_duration(text) for text in spelt.to_pylist()])


def _duration(text: str | None) -> str | None:
    """Spell a time of day or a duration, which counts from day 0, 1899-12-31: 1.75 days are 42:00:00."""
    parts = _BEFORE_DATES.match(text or "")
    if parts is None:
        return text
    year, month, day, hours, rest = parts.groups()
    date = datetime.date(int(year), int(month), int(day))
    days = max((date - datetime.date(1899, 12, 31)).days, 0)
    return f"{days * 24 + int(hours):02}{rest}"


def _booleans(texts: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(pc.replace_substring_regex(texts, "^true$", "TRUE"), "^false$", "FALSE")


def _with_errors(columns: list[pa.Array], errors: dict[tuple[int, int], str]) -> list[pa.Array]:
    corrected = list(columns)
    for column in {column for _, column in errors if column <= len(columns)}:
        texts = columns[column - 1].to_pylist()
        for (row, at), text in errors.items():
            if at == column and row <= len(texts):
                texts[row - 1] = text
        corrected[column - 1] = _texts(texts)
    return corrected


def calamine_cells(rows: Sequence[Sequence[object]]) -> pa.Table:
    """Spell calamine's typed cells (.xls, .xlsb, .ods) as text, rows and columns from the first on."""
    width = max(map(len, rows), default=0)
    padded = [[*map(_spelt, row), *[None] * (width - len(row))] for row in rows]
    return _table([_texts(column) for column in zip(*padded, strict=True)])


def _spelt(cell: object) -> str | None:
    match cell:
        case "":
            return None
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.datetime() | datetime.date():
            return cell.isoformat()
        case datetime.timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)


def _texts(texts: Sequence[str | None]) -> pa.Array:
    builder = pa.lib.StringBuilder()
    builder.append_values(texts)
    return builder.finish()


def _table(columns: list[pa.Array]) -> pa.Table:
    return pa.table(columns, names=[f"c{column:03}" for column in range(1, len(columns) + 1)])
