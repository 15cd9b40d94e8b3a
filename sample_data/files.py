"""Grids as bytes: csv and xlsx that are the same whenever they are made.

Decision: openpyxl stamps a workbook with the time it was saved; the package is packed anew with one
fixed date, so that a committed sample changes only when its content does.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile

from openpyxl.styles import Font

from pipeline.frameworks.styled import empty_workbook
from sample_data.surveys import Grid

_SAVED = b"2026-03-23T09:00:00Z"
_PACKED = (2026, 3, 23, 9, 0, 0)
_TIME_OF_SAVING = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def csv_bytes(grid: Grid) -> bytes:
    """Write a grid as comma-separated UTF-8; an empty line has as many commas as the others."""
    width = max(len(row) for row in grid)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([*row, *[None] * (width - len(row))] for row in grid)
    return text.getvalue().encode("utf-8")


def xlsx_bytes(grid: Grid, sheet: str, header_row: int = 1) -> bytes:
    """Write a grid as a workbook with one sheet; the header row is bold and stays in sight."""
    workbook = empty_workbook()
    worksheet = workbook.create_sheet(sheet)
    for row in grid:
        worksheet.append(row)
    for column, cell in enumerate(worksheet[header_row], start=1):
        cell.font = Font(bold=True)
        worksheet.column_dimensions[worksheet.cell(header_row, column).column_letter].width = 24
    worksheet.freeze_panes = f"A{header_row + 1}"
    saved = io.BytesIO()
    workbook.save(saved)
    return _repacked(saved.getvalue())


def _repacked(package: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = _TIME_OF_SAVING.sub(rb"\g<1>" + _SAVED, old.read(name))
            new.writestr(zipfile.ZipInfo(name, _PACKED), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
