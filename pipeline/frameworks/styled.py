"""How the spreadsheets look that a person fills in or edits.

Decision: every text is written as text, also one that looks like a formula or an error value,
because statements come from files of others and a spreadsheet must never run them.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMULA_SIGNS = ("=", "+", "-", "@")


def empty_workbook() -> Workbook:
    """Make a workbook without any sheet."""
    workbook = Workbook()
    for name in workbook.sheetnames:
        del workbook[name]
    return workbook


def put(cell: Cell | MergedCell, value: str | int | None) -> None:
    """Write a value into a cell; a text stays the text it is, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_SIGNS)  # else editing it would make it a formula
    cell.alignment = _WRAPPED


def put_table(
    worksheet: Worksheet,
    headers: Sequence[str],
    rows: Sequence[Sequence[str | int | None]],
    widths: Sequence[int],
) -> None:
    """Write a styled header row, frozen, and rows below it; widths are in characters."""
    for column, (header, width) in enumerate(zip(headers, widths, strict=True), start=1):
        cell = worksheet.cell(1, column)
        put(cell, header)
        cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _WRAPPED
        worksheet.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            if value is not None:
                put(worksheet.cell(row, column), value)
    worksheet.freeze_panes = "A2"
