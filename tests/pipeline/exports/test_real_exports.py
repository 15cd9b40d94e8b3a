"""Files of real survey tools: each is read to the last row or refused in a sentence."""

import csv
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from pipeline.exports.sheet import sheets
from pipeline.model import Sheet

EXPORTS = Path(__file__).parents[3] / ".." / "shared" / "exports"
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the collection of real exports is not here")

READ = {
    "alchemer.csv": ("matrix", 1),
    "google_forms_csv_mdt.csv": ("google-forms", 1),
    "google_forms_grid.csv": ("google-forms", 1),
    "limesurvey_code_and_text.csv": ("matrix", 1),
    "matrix_1_to_10.csv": ("matrix", 1),
    "matrix_percent_semicolon.csv": ("matrix", 1),
    "matrix_points_178_skills.csv": ("matrix", 1),
    "matrix_skill1_skill2_skill3.csv": ("matrix", 1),
    "matrix_title_merged_template.xlsx": ("matrix", 4),
    "matrix_transposed.csv": ("matrix", 1),
    "matrix_x_o.xlsx": ("matrix", 1),
    "not_responses_rubric.xlsx": ("matrix", 1),
    "not_responses_taxonomy_ja.xlsx": ("matrix", 4),
    "redcap_checkboxes_raw.csv": ("matrix", 1),
}
REFUSED = {
    "qualtrics_3rows_german_labels.csv": "Qualtrics with 3 header lines",
    "qualtrics_legacy.csv": "Qualtrics with 2 header lines",
    "qualtrics_matrix_2016.csv": "Qualtrics with 3 header lines",
    "qualtrics_matrix_legacy_2016.csv": "Qualtrics with 2 header lines",
    "surveymonkey_2018.csv": "SurveyMonkey with 2 header lines",
    "surveymonkey_2headers_not_utf8.csv": "SurveyMonkey with 2 header lines",
    "surveymonkey_3headers.csv": "SurveyMonkey with 3 header lines",
}


@cache
def opened(name: str) -> list[Sheet]:
    return sheets(EXPORTS / name, name)


def cells(path: Path) -> list[list[str]]:
    """All cells by openpyxl, or by csv with the delimiter that the file's name tells."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    delimiter = ";" if "semicolon" in path.name else ","
    return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))


def test_every_file_of_the_collection_is_looked_at() -> None:
    assert {path.name for path in EXPORTS.iterdir()} == set(READ) | set(REFUSED)


@pytest.mark.parametrize("name", sorted(READ))
def test_every_data_row_and_every_cell_of_it_is_counted(name: str) -> None:
    tool, header = READ[name]
    read = responses_of(opened(name))
    below = cells(EXPORTS / name)[header:]
    rows = [number for number, row in enumerate(below, start=header + 1) if any(cell.strip() for cell in row)]
    assert (read.tool, read.header_row) == (tool, header)
    assert (read.rows.tolist(), read.refused) == (rows, 0)
    written = sum(1 for row in below for cell in row if cell and any(map(str.strip, row)))
    assert sum(len(column.answers) - column.answers.null_count for column in read.columns) == written


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_several_header_lines_are_refused_by_the_tools_name(name: str) -> None:
    with pytest.raises(ExportError, match=REFUSED[name]):
        responses_of(opened(name))


@pytest.mark.parametrize("name", sorted(set(READ) | set(REFUSED)))
def test_cells_are_exactly_those_of_an_independent_reader(name: str) -> None:
    expected = cells(EXPORTS / name)
    (sheet,) = opened(name)
    table = [[cell or "" for cell in row] for row in zip(*(c.to_pylist() for c in sheet.cells.columns), strict=True)]
    width = max(map(len, expected))
    table = [row + [""] * (width - len(row)) for row in table]
    # A workbook's used range may end in empty rows, which no cell tells of.
    while expected and len(expected) > len(table) and not any(expected[-1]):
        expected.pop()
    assert table == [row + [""] * (width - len(row)) for row in expected]
