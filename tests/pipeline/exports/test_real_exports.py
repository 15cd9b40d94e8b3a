"""Files of real survey tools: each is read to the last row or refused in a sentence."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from pipeline.exports.read import responses_of
from pipeline.exports.sheet import sheets
from pipeline.model import Sheet

EXPORTS = Path(__file__).parents[3] / ".." / "shared" / "exports"
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the collection of real exports is not here")

READ = {
    "alchemer.csv": ("alchemer", 1),
    "google_forms_csv_mdt.csv": ("google-forms", 1),
    "google_forms_grid.csv": ("google-forms", 1),
    "limesurvey_code_and_text.csv": ("limesurvey", 1),
    "matrix_1_to_10.csv": ("matrix", 1),
    "matrix_percent_semicolon.csv": ("matrix", 1),
    "matrix_points_178_skills.csv": ("matrix", 1),
    "matrix_skill1_skill2_skill3.csv": ("matrix", 1),
    "matrix_title_merged_template.xlsx": ("matrix", 4),
    "matrix_transposed.csv": ("matrix", 1),
    "matrix_x_o.xlsx": ("matrix", 1),
    "not_responses_rubric.xlsx": ("matrix", 1),
    "not_responses_taxonomy_ja.xlsx": ("matrix", 4),
    "qualtrics_3rows_german_labels.csv": ("qualtrics", 3),
    "qualtrics_legacy.csv": ("qualtrics", 2),
    "qualtrics_matrix_2016.csv": ("qualtrics", 3),
    "qualtrics_matrix_legacy_2016.csv": ("qualtrics", 2),
    "redcap_checkboxes_raw.csv": ("redcap", 1),
    "surveymonkey_2018.csv": ("surveymonkey", 2),
    "surveymonkey_2headers_not_utf8.csv": ("surveymonkey", 2),
    "surveymonkey_3headers.csv": ("surveymonkey", 3),
}

LEFT_OUT = {
    "alchemer.csv": lambda line: line[2] in ("Partial", "Disqualified"),
    "limesurvey_code_and_text.csv": lambda line: not line[1],
    "qualtrics_matrix_2016.csv": lambda line: line[10] == "2",  # generated tests
    "qualtrics_matrix_legacy_2016.csv": lambda line: line[6] == "2",
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
    assert {path.name for path in EXPORTS.iterdir()} == set(READ)


@pytest.mark.parametrize("name", sorted(READ))
def test_every_data_row_and_every_cell_of_it_is_counted(name: str) -> None:
    tool, header = READ[name]
    read = responses_of(opened(name))
    below = cells(EXPORTS / name)[header:]
    rows = [number for number, row in enumerate(below, start=header + 1) if any(cell.strip() for cell in row)]
    assert (read.tool, read.header_row) == (tool, header)
    left_out = [problem.row for problem in read.problems if problem.problem == "heading_line"]
    assert (sorted([*read.rows.tolist(), *left_out]), read.refused) == (rows, len(left_out))
    assert not left_out or name == "matrix_transposed.csv"  # its categories, where nobody tells that it is turned
    records = [row for number, row in enumerate(below, start=header + 1) if number not in left_out]
    written = sum(1 for row in records for cell in row if cell and any(map(str.strip, row)))
    own = [column.rows is None or column.rows == read.rows for column in read.columns]  # else a merged cell's
    assert (
        sum(
            int((c.answers.is_valid().to_numpy(False) & is_own).sum())
            for c, is_own in zip(read.columns, own, strict=True)
        )
        == written
    )


@pytest.mark.parametrize("name", sorted(READ))
def test_who_never_submitted_is_counted_apart(name: str) -> None:
    is_left_out = LEFT_OUT.get(name, lambda _: False)
    below = [line for line in cells(EXPORTS / name)[READ[name][1] :] if any(cell.strip() for cell in line)]
    excluded = responses_of(opened(name)).excluded.to_pylist()
    headings = sum(problem.problem == "heading_line" for problem in responses_of(opened(name)).problems)
    assert sum(reason is not None for reason in excluded) == sum(map(is_left_out, below))
    assert len(excluded) == len(below) - headings


@pytest.mark.parametrize("name", sorted(set(READ)))
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


def table_line(name: str) -> str:
    """A file's line in the table of docs/exports.md."""
    read = responses_of(opened(name))
    own = sum(column.metadata is not None for column in read.columns)
    left_out = len(read.excluded) - read.excluded.null_count
    kinds = Counter(problem.problem for problem in read.problems)
    told = ", ".join(f"{count} `{kind}`" for kind, count in sorted(kinds.items())) or "none"
    figures = (read.header_row, len(read.rows), left_out, len(read.columns) - own, own)
    return f"| `{name}` | `{read.tool}` | {' | '.join(map(str, figures))} | {told} |"


def test_the_table_in_the_documents_is_what_is_read() -> None:
    expected = "\n".join(table_line(name) for name in sorted(READ))
    page = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
    found = "\n".join(line for line in page.split("## Real files", 1)[1].splitlines() if line.startswith("| `"))
    assert found == expected, f"the table of docs/exports.md should read:\n{expected}"
