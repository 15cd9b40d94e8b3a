"""Tables on sheets of a workbook: a title, a line of whom it is, a frozen header, numbers as numbers.

A number that is null leaves its cell empty, never 0; a text stays the text it is, whatever it begins
with. A character that no spreadsheet can hold is replaced by one that everybody sees is a stand-in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.charts.theme import LIGHT
from pipeline.frameworks.styled import put

Form = Literal["text", "count", "share", "tenths", "hundredths", "flag"]
"""How a cell is printed; a flag is ``yes`` or ``no``."""

HEADER_ROW = 4
"""Above it stand the title and the line of whom the table is."""

_NUMBER_FORMATS: Mapping[Form, str] = {
    "count": "#,##0",
    "share": "0 %",
    "tenths": "0.0",
    "hundredths": "0.00",
}
_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
_STAND_IN = "\ufffd"

_TITLE = Font(bold=True, size=14)
_QUIET = Font(color=LIGHT.quiet[1:])
_HEADER = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="EFEDEA")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a table: its header, the key of its values in a row, how they are printed, its width in letters."""

    header: str
    field: str
    form: Form = "count"
    width: int = 12


def titled_sheet(book: Workbook, name: str, title: str, caption: str) -> Worksheet:
    """An empty sheet at the end of a workbook, with its title and the line of whom it is."""
    sheet: Worksheet = book.create_sheet(name)
    put_text(sheet.cell(1, 1), title, _TITLE)
    put_text(sheet.cell(2, 1), caption, _QUIET)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def put_table(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Row], top: int = HEADER_ROW) -> None:
    """Write a header at row ``top`` and the rows below it; a value that is None leaves its cell empty."""
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(top, place)
        put_text(cell, column.header, _HEADER)
        cell.fill, cell.alignment = _HEADER_FILL, _WRAPPED
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(column.width, sheet.column_dimensions[letter].width or 0)
    for line, row in enumerate(rows, start=top + 1):
        for place, column in enumerate(columns, start=1):
            if row[column.field] is not None:
                _put(sheet.cell(line, place), row[column.field], column.form)


def frozen(sheet: Worksheet, columns: int, rows: int, fixed: int) -> None:
    """Keep the header and the first columns in sight, let the rows be filtered, and repeat the header on paper."""
    sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(columns)}{HEADER_ROW + max(1, rows)}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def table_sheet(
    book: Workbook, name: str, title: str, caption: str, columns: Sequence[Column], rows: Sequence[Row], fixed: int = 1
) -> Worksheet:
    """A sheet of one table, of which the header and the first ``fixed`` columns stay in sight."""
    sheet = titled_sheet(book, name, title, caption)
    put_table(sheet, columns, rows)
    frozen(sheet, len(columns), len(rows), fixed)
    return sheet


def put_text(cell: Cell | MergedCell, text: str, font: Font | None = None) -> None:
    """Write a text that nothing runs: ``=1+1`` stays these four characters."""
    put(cell, writable(text))
    cell.alignment = _TOP
    if font is not None:
        cell.font = font


def writable(text: str) -> str:
    """A text without the characters that a spreadsheet cannot hold, e.g. the bell: a stand-in is seen instead."""
    return _UNWRITABLE.sub(_STAND_IN, text)


def _put(cell: Cell | MergedCell, value: Any, form: Form) -> None:
    if form == "text":
        put_text(cell, str(value))
        cell.alignment = _WRAPPED
    elif form == "flag":
        put_text(cell, "yes" if value else "no")
    else:
        cell.value = value
        cell.number_format = _NUMBER_FORMATS[form]
        cell.alignment = _TOP
