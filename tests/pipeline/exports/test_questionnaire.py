"""Our own questionnaire, read back: its mark, its layout, and rows that nobody filled in."""

from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.exports.detect import detected
from pipeline.exports.questionnaire import NOT_FILLED_IN, is_questionnaire
from pipeline.exports.read import responses, responses_of
from pipeline.frameworks.questionnaire_mark import SHEET, TITLE, Mark, mark_of, mark_rows
from pipeline.model import Sheet
from tests.pipeline.exports.files import brief, sheet_of, workbook

ANSWERS = sheet_of(
    ("E-mail", "Name", "Cloud", "Remarks"),
    ("ada@x.example", "Ada", "Aware", None),
    ("bo@x.example", "Bo", None, None),
    (None, None, None, None),
    ("cy@x.example", None, None, "later"),
    (None, None, "Expert", None),
    ("di@x.example", None, " ", None),
    name="Answers",
)
MARK = sheet_of(*mark_rows(Mark("own", "indicators", "open")), name=SHEET)


def test_rows_that_say_at_most_who_somebody_is_are_excluded() -> None:
    read = responses_of([ANSWERS, MARK])
    assert (read.tool, read.sheet, read.header_row) == ("questionnaire", ANSWERS, 1)
    assert read.rows.tolist() == [2, 3, 5, 6, 7]
    assert read.excluded.to_pylist() == [None, NOT_FILLED_IN, None, None, NOT_FILLED_IN]
    assert (read.framework, read.promise) == ("own", "open")
    assert [column.metadata for column in read.columns] == [None] * 4


def test_without_the_mark_it_is_a_matrix_unless_somebody_says_what_it_is() -> None:
    read = responses_of([ANSWERS])
    assert (read.tool, read.framework, read.promise) == ("matrix", None, None)
    assert read.excluded.to_pylist() == [None] * 5
    assert responses_of([ANSWERS], "questionnaire").excluded.to_pylist()[1] == NOT_FILLED_IN


def test_the_mark_alone_makes_no_questionnaire() -> None:
    team = sheet_of(("Name", "A"), ("Ada", "1"), ("Bo", "2"), name="Team")
    assert detected([team, MARK], known=frozenset({"a"})) == ("matrix", team)
    with pytest.raises(ExportError, match="looks like 'questionnaire'"):
        detected([team, MARK], "questionnaire")


@pytest.mark.parametrize(
    ("sheet", "is_ours"),
    [
        (sheet_of(("E-mail or employee id", "Cloud")), True),
        (sheet_of(("A title", None), ("e-mail", "Cloud")), True),
        (sheet_of(("E-mail", "Name", "Team", "Role")), False),
        (sheet_of(("Name", "E-mail", "Cloud")), False),
        (sheet_of((None, None)), False),
    ],
)
def test_the_header_begins_with_the_person_and_asks_something(sheet: Sheet, is_ours: bool) -> None:
    assert is_questionnaire(sheet, frozenset()) is is_ours


def test_totals_below_are_refused_and_cells_without_a_header_told(tmp_path: Path) -> None:
    rows = [["E-mail", "Cloud", None], ["ada@x.example", 3, "stray"], ["Total", 3, None]]
    marks = [list(line) for line in mark_rows(Mark("own", "statements", "groups"))]
    read = responses(workbook(tmp_path / "a", {"Answers": rows, SHEET: marks}, hidden=(SHEET,)), "a.xlsx")
    assert (read.rows.tolist(), read.refused) == ([2], 1)
    assert [problem[:3] for problem in brief(read.problems)] == [
        ("total_line", 3, "A"),
        ("cell_without_header", 2, "C"),
    ]


def test_a_mark_that_was_edited_is_read_as_far_as_it_goes() -> None:
    assert mark_of([(TITLE, "1"), ("style", "odd"), ("promise", "everything")]) == Mark("", "statements", None)
    assert mark_of([("framework", "own")]) is None
    assert mark_of([]) is None
