"""Workbooks of every kind through the child process, cell by cell."""

import datetime
import signal
import subprocess
import zipfile
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from pipeline.errors import Cancelled, ExportError
from pipeline.exports import workbook as workbook_module
from pipeline.exports.cells import calamine_cells
from pipeline.exports.sheet import sheets
from tests.pipeline.exports.files import edited, rows_of, workbook, written

SHEET = "xl/worksheets/sheet1.xml"


def test_every_kind_of_cell_is_spelt_as_the_user_sees_it(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a",
        {
            "Form": [
                [5, 2.5, 1e15, 0.25, "007", " x ", True, "true"],
                [
                    datetime.datetime(2026, 3, 4),
                    datetime.datetime(2026, 3, 4, 10, 20, 30),
                    datetime.date(2026, 3, 4),
                    datetime.time(18, 30),
                    datetime.timedelta(hours=42),
                    "a\nb",
                    False,
                    "Ünïcode",
                ],
            ]
        },
    )
    (sheet,) = sheets(path, "a")
    assert sheet.name == "Form"
    assert rows_of(sheet) == [
        ("5", "2.5", "1000000000000000", "0.25", "007", " x ", "TRUE", "true"),
        ("2026-03-04", "2026-03-04T10:20:30", "2026-03-04", "18:30:00", "42:00:00", "a\nb", "FALSE", "Ünïcode"),
    ]


def test_blank_rows_and_columns_before_the_table_are_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    form = book.worksheets[0]
    form["A1"].font = Font(bold=True)  # styled and empty: not a cell
    form["C3"], form["D5"] = "Name", "x"
    book.save(tmp_path / "a")
    (sheet,) = sheets(tmp_path / "a", "a")
    assert rows_of(sheet) == [
        (None,) * 4,
        (None,) * 4,
        (None, None, "Name", None),
        (None,) * 4,
        (None, None, None, "x"),
    ]
    assert sheet.cells.column_names == ["c001", "c002", "c003", "c004"]


def test_hidden_and_empty_sheets_are_handed_out_in_their_order(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a", {"Leer": [], "Réponses": [["Nom"]], "Secret & more": [["x"], ["y"]]}, ("Secret & more",)
    )
    assert [(sheet.name, sheet.cells.num_rows) for sheet in sheets(path, "a")] == [
        ("Leer", 0),
        ("Réponses", 1),
        ("Secret & more", 2),
    ]


def test_error_cells_are_text_and_not_empty(tmp_path: Path) -> None:
    rows = [["Name", "A"], ["Ada", "here"], ["Bo", 3]]
    path = workbook(tmp_path / "whole", {"Nothing": [], "Form": rows})
    cell = b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    edit = lambda part: part.replace(b'<c r="B2" t="inlineStr"><is><t>here</t></is></c>', cell)  # noqa: E731
    (_, sheet) = sheets(edited(path, tmp_path / "a", "xl/worksheets/sheet2.xml", edit), "a")
    assert rows_of(sheet) == [("Name", "A"), ("Ada", "#DIV/0!"), ("Bo", "3")]


def test_errors_beside_a_blank_first_column_stand_where_they_belong(tmp_path: Path) -> None:
    path = workbook(tmp_path / "whole", {"Form": [[None, "Name", "A"], [None, "Ada", "here"]]})
    cell = b'<c r="C2" t="e"><v>#N/A</v></c>'
    edit = lambda part: part.replace(b'<c r="C2" t="inlineStr"><is><t>here</t></is></c>', cell)  # noqa: E731
    (sheet,) = sheets(edited(path, tmp_path / "a", SHEET, edit), "a")
    assert rows_of(sheet) == [(None, "Name", "A"), (None, "Ada", "#N/A")]


@pytest.mark.parametrize("reference", [b"A1", b"A1:C5000000"])
def test_a_lying_dimension_makes_no_difference(tmp_path: Path, reference: bytes) -> None:
    path = workbook(tmp_path / "whole", {"Form": [["Name", "A"], ["Ada", 3]]})
    edit = lambda part: part.replace(b'ref="A1:B2"', b'ref="' + reference + b'"')  # noqa: E731
    (sheet,) = sheets(edited(path, tmp_path / "a", SHEET, edit), "a")
    assert rows_of(sheet) == [("Name", "A"), ("Ada", "3")]


@pytest.mark.parametrize("cell", [b"XFD1048576", b"KN1048576"])  # 550 GB, and 10 GB that a machine may have
def test_a_cell_in_a_far_corner_ends_the_child_and_not_the_program(tmp_path: Path, cell: bytes) -> None:
    path = workbook(tmp_path / "whole", {"Form": [["Name", "A"], ["Ada", 3]]})
    corner = b'<row r="1048576"><c r="' + cell + b'" t="n"><v>1</v></c></row></sheetData>'
    edit = lambda part: part.replace(b"</sheetData>", corner)  # noqa: E731
    with pytest.raises(ExportError) as caught:
        sheets(edited(path, tmp_path / "a", SHEET, edit), "team.xlsx")
    assert caught.value.title == "'team.xlsx' needs more memory than allowed to read."
    assert caught.value.detail.startswith("Delete the empty rows and columns")


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MAX_SECONDS", 0.01)
    monkeypatch.setattr(workbook_module, "_LOOKED_AT_EVERY_S", 0.001)  # a child can end before the usual first look
    with pytest.raises(ExportError, match=r"takes longer than 0\.01 s to read"):
        sheets(workbook(tmp_path / "a", {"Form": [["Name"]]}), "a")


def test_a_merged_title_fills_its_first_cell_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Kompetenzmatrix", None, None])
    book.worksheets[0].merge_cells("A1:C1")
    book.worksheets[0].append(["Name", "A", "B"])
    book.save(tmp_path / "a")
    (sheet,) = sheets(tmp_path / "a", "a")
    assert rows_of(sheet) == [("Kompetenzmatrix", None, None), ("Name", "A", "B")]


def test_typed_cells_of_other_workbooks_are_spelt_alike() -> None:
    moment = datetime.datetime(2026, 3, 4, 10, 20, 30)
    cells = calamine_cells(
        [
            [5.0, 2.5, True, "", "x"],
            [moment, moment.date(), datetime.datetime(2026, 3, 4), datetime.timedelta(hours=42)],
            [datetime.time(18, 30)],
        ]
    )
    assert list(zip(*(column.to_pylist() for column in cells.columns), strict=True)) == [
        ("5", "2.5", "TRUE", None, "x"),
        ("2026-03-04T10:20:30", "2026-03-04", "2026-03-04", "42:00:00", None),
        ("18:30:00", None, None, None, None),
    ]


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Antworten"><table:table-row>
<table:table-cell/><table:table-cell office:value-type="string">
<text:p>Name</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_open_document_is_read_from_its_first_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.replace("\n", ""))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    (sheet,) = sheets(path, "a")
    assert sheet.name == "Antworten"
    assert rows_of(sheet) == [(None, "Name"), (None, "3")]


def test_a_zip_of_one_csv_is_that_csv(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Umfrage (Antworten).csv", "Zeitstempel,A\n1.2.2026,3\n".encode("utf-8-sig"))
        archive.writestr("__MACOSX/._Umfrage.csv", b"\x00\x05")
    (sheet,) = sheets(path, "a.zip")
    assert sheet.name is None
    assert rows_of(sheet) == [("Zeitstempel", "A"), ("1.2.2026", "3")]


def test_a_zip_of_several_csv_files_is_a_sheet_each(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("CSV/Teil 1.csv", "A,B\n1,2\n")
        archive.writestr("CSV/../../Teil 2.csv", "C\n3\n")
    assert [(sheet.name, rows_of(sheet)) for sheet in sheets(path, "a.zip")] == [
        ("Teil 1", [("A", "B"), ("1", "2")]),
        ("Teil 2", [("C",), ("3",)]),
    ]


def test_a_zip_of_one_workbook_is_that_workbook(tmp_path: Path) -> None:
    inner = workbook(tmp_path / "inner", {"Sheet": [["Name", "A"], ["Ada", 3]]})
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "Excel/Survey.xlsx")
    (sheet,) = sheets(path, "a.zip")
    assert (sheet.name, rows_of(sheet)) == ("Sheet", [("Name", "A"), ("Ada", "3")])


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "inner", "w") as archive:
        archive.writestr("a.csv", "A\n1\n")
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.write(tmp_path / "inner", "answers.csv")
    with pytest.raises(ExportError, match=r"'answers\.csv' is not a csv file"):
        sheets(tmp_path / "a", "a.zip")


def test_the_name_of_the_file_decides_nothing(tmp_path: Path) -> None:
    (sheet,) = sheets(written(tmp_path / "a.xlsx", "Name,A\nAda,3\n"), "a.xlsx")
    assert rows_of(sheet) == [("Name", "A"), ("Ada", "3")]


def test_a_reading_that_is_cancelled_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *told: Any, **more: Any) -> None:
            super().__init__(*told, **more)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setattr(workbook_module, "_LOOKED_AT_EVERY_S", 0.001)
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled, match="Reading 'a' was cancelled"):
        sheets(workbook(tmp_path / "a", {"Form": [["Name"], ["Ada"]]}), "a", stop)
    assert [child.returncode for child in started] == [-signal.SIGKILL]
