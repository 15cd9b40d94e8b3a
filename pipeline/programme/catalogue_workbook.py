"""A catalogue as a workbook to edit: modules, tracks, and what their columns mean."""

from __future__ import annotations

from pathlib import Path

from pipeline.frameworks.styled import empty_workbook, put_table
from pipeline.programme.catalogue_table import MODULE_COLUMNS, TRACK_COLUMNS, rows_of
from pipeline.programme.modules import Catalogue


def write_catalogue(catalogue: Catalogue, path: Path) -> None:
    """Write a catalogue as a spreadsheet (.xlsx) that imports again."""
    workbook = empty_workbook()
    modules, tracks = rows_of(catalogue)
    for title, columns, rows in (("Modules", MODULE_COLUMNS, modules), ("Tracks", TRACK_COLUMNS, tracks)):
        put_table(workbook.create_sheet(title), list(columns), rows, [width for width, _ in columns.values()])
    meanings = [
        (sheet, column, meaning)
        for sheet, columns in (("Modules", MODULE_COLUMNS), ("Tracks", TRACK_COLUMNS))
        for column, (_, meaning) in columns.items()
    ]
    put_table(workbook.create_sheet("How to edit"), ("Sheet", "Column", "What it means"), meanings, (12, 20, 80))
    workbook.save(path)
