"""Tables with people in rows, as teams keep them by hand and tools without a reader write them."""

import datetime
from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses, responses_of
from pipeline.exports.table import LISTED_STRAY_CELLS
from tests.pipeline.exports.files import answers_of, brief, sheet_of, times_of, workbook, written


def test_a_matrix_under_a_title_is_read_whole(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a",
        {
            "Légende": [["0 = rien"], ["4 = expert"]],
            "Matrice": [
                ["Matrice de compétences 2026"],
                [],
                ["Nom", "Équipe", "Prompting", "Évaluation"],
                ["Ada", "Alpha", 3, "2"],
                [],
                ["Bo", None, 1, None],
                ["Nom", "Équipe", "Prompting", "Évaluation"],
                ["Cy", "Bêta", None, 4, "à revoir"],
                ["Moyenne", None, 2.0, 3],
            ],
        },
    )
    read = responses(path, "a.xlsx")
    assert (read.tool, read.sheet.name, read.header_row, read.refused) == ("matrix", "Matrice", 3, 2)
    assert read.rows.tolist() == [4, 6, 8]
    assert times_of(read) == ["NaT", "NaT", "NaT"]
    assert answers_of(read) == {
        (1, "Nom", None): ["Ada", "Bo", "Cy"],
        (2, "Équipe", None): ["Alpha", None, "Bêta"],
        (3, "Prompting", None): ["3", "1", None],
        (4, "Évaluation", None): ["2", None, "4"],
        (5, "", None): [None, None, "à revoir"],
    }
    assert brief(read.problems) == [
        ("repeated_header", 7, "A", "Nom", "Nom"),
        ("total_line", 9, "A", "Nom", "Moyenne"),
        ("cell_without_header", 8, "E", "", "à revoir"),
    ]


def test_names_without_a_header_are_names(tmp_path: Path) -> None:
    read = responses(written(tmp_path / "a", ";Prompting;Ethik\nAda;3;\nJosé;;x\n"), "a.csv")
    assert answers_of(read) == {
        (1, "", "name"): ["Ada", "José"],
        (2, "Prompting", None): ["3", None],
        (3, "Ethik", None): [None, "x"],
    }
    assert read.problems == ()


@pytest.mark.parametrize("values", [("0", "1", "2"), ("<input value=1>", "<input value=2>", "<b>"), ("x", "x", "x")])
def test_other_cells_without_a_header_are_problems(values: tuple[str, ...]) -> None:
    read = responses_of([sheet_of((None, "Name", "A", "B"), *((value, "Ada", "1", "2") for value in values))])
    assert read.columns[0].metadata is None
    assert [problem[0] for problem in brief(read.problems)] == ["cell_without_header"] * 3


def test_many_cells_without_a_header_are_summed_up() -> None:
    lines = [(f"Person {number}", "1", str(number)) for number in range(LISTED_STRAY_CELLS + 5)]
    read = responses_of([sheet_of(("Name", "A", None), *lines)])
    assert len(read.problems) == LISTED_STRAY_CELLS + 1
    last = read.problems[-1]
    assert (last.row, last.column, last.value) == (None, "C", None)
    assert last.message.startswith("5 more cells of this column stand under no header")
    assert answers_of(read)[3, "", None] == [line[2] for line in lines]


def test_columns_of_start_and_submission_give_the_time_of_any_tool(tmp_path: Path) -> None:
    start, end = datetime.datetime(2026, 3, 4, 10, 0, 0), datetime.datetime(2026, 3, 4, 10, 5, 0)
    rows = [
        ["ID", "Started at", "Submitted at", "City", "Name", "Prompting"],
        [1, start, end, "Oslo", None, "A;B;"],
        [2, start, start, "Rome", None, "A;"],
    ]
    read = responses(workbook(tmp_path / "a", {"Sheet1": rows}), "a.xlsx")
    assert read.tool == "matrix"
    assert times_of(read) == ["2026-03-04T10:05:00", "2026-03-04T10:00:00"]
    assert [column.metadata for column in read.columns] == [None, "started_at", "completed_at", None, None, None]
    assert answers_of(read)[6, "Prompting", None] == ["A;B;", "A;"]


def test_a_date_column_is_a_time_only_where_every_cell_is_one() -> None:
    header = ("Name", "Date", "A")
    dated = responses_of([sheet_of(header, ("Ada", "3/4/2026", "1"), ("Bo", None, "2"))])
    assert times_of(dated) == ["2026-03-04T00:00:00", "NaT"]
    partly = responses_of([sheet_of(header, ("Ada", "3/4/2026", "1"), ("Bo", "soon", "2"))])
    assert times_of(partly) == ["NaT", "NaT"]
    assert [column.metadata for column in partly.columns] == [None, None, None]


def test_known_names_find_the_header_under_a_wide_legend() -> None:
    sheet = sheet_of(
        ("1 - kaum", "2 - etwas", "3 - gut", "4 - sehr gut"),
        ("Person", "Prompting", "Ethics", None),
        ("Ada", "1", "2", None),
    )
    assert responses_of([sheet]).header_row == 1
    assert responses_of([sheet], known=frozenset({"prompting", "ethics"})).header_row == 2


def test_the_sheet_with_known_names_is_chosen_over_the_longer_one() -> None:
    other = sheet_of(("Room", "Floor"), ("a", "1"), ("b", "2"), ("c", "3"), name="Rooms")
    people = sheet_of(("Person", "Prompting"), ("Ada", "1"), name="People")
    assert responses_of([other, people]).sheet.name == "Rooms"
    assert responses_of([other, people], known=frozenset({"prompting"})).sheet.name == "People"


def test_without_a_header_a_table_is_refused() -> None:
    with pytest.raises(ExportError, match="Nothing in the file looks like responses"):
        responses_of([sheet_of(("1", "2"), ("3", "4"))])
