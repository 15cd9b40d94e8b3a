"""Small files built by hand: what survey tools, spreadsheet programs and ill will hand in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa

from pipeline.model import Problem, Responses, Sheet


def workbook(path: Path, sheets: Mapping[str, Sequence[Any]], hidden: tuple[str, ...] = ()) -> Path:
    """Write sheets of values with openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def edited(source: Path, target: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """Copy a zip, one part of it changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, edit(content) if member == part else content)
    return target


def written(path: Path, content: str | bytes) -> Path:
    """Write text as UTF-8, or bytes as they are."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def sheet_of(*rows: Sequence[str | None], name: str | None = None) -> Sheet:
    """Make a sheet of equally long rows, None for an empty cell."""
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return Sheet(name, pa.table(columns, names=[f"c{at:03}" for at in range(1, len(columns) + 1)]))


def rows_of(sheet: Sheet) -> list[tuple[str | None, ...]]:
    """Give back the rows of a sheet."""
    columns = [column.to_pylist() for column in sheet.cells.columns]
    return list(zip(*columns, strict=True)) if columns else []


def answers_of(responses: Responses) -> dict[tuple[int, str, str | None], list[str | None]]:
    """Answers by (column, header, metadata)."""
    return {(column.column, column.header, column.metadata): column.answers.to_pylist() for column in responses.columns}


def times_of(responses: Responses) -> list[str]:
    """Completion times in whole seconds, ISO, 'NaT' for none."""
    return [str(time) for time in responses.completed_at.astype("datetime64[s]")]


def brief(problems: Sequence[Problem]) -> list[tuple[str, int | None, str | None, str | None, str | None]]:
    """Problems without their sentence: code, row, column, header, value."""
    return [(it.problem, it.row, it.column, it.header, it.value) for it in problems]
