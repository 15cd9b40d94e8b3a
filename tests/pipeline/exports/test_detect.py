"""Which tool, which sheet, and polite refusals."""

from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.exports.detect import TOOLS, detected
from pipeline.exports.read import responses, responses_of
from pipeline.model import Sheet
from tests.pipeline.exports.files import sheet_of, workbook

FORM = sheet_of(("Timestamp", "A", "B"), ("2026-03-04", "1", "2"), ("2026-03-05", "1", "2"), name="Form")
TEAM = sheet_of(("Name", "A", "B"), ("Ada", "1", "2"), ("Bo", "1", "2"), ("Cy", "3", "2"), name="Team")
LONG = sheet_of(("Name", "Skill", "Level"), ("Ada", "A", "2"), name="Long")
EMPTY = sheet_of((None, " "), name="Empty")


def refusal(sheets: list[Sheet], tool: str | None = None, sheet: str | None = None) -> str:
    with pytest.raises(ExportError) as caught:
        detected(sheets, tool, sheet)
    return f"{caught.value.title} {caught.value.detail}"


def test_the_first_tool_that_recognises_a_sheet_reads_it() -> None:
    assert TOOLS[-2:] == ("long", "matrix")  # they take what no tool's own reader takes
    assert detected([EMPTY, TEAM, LONG, FORM]) == ("google-forms", FORM)
    assert detected([EMPTY, TEAM, LONG]) == ("long", LONG)
    assert detected([EMPTY, TEAM]) == ("matrix", TEAM)


def test_what_the_user_says_goes_before_what_is_recognised() -> None:
    assert detected([FORM, TEAM], asked_tool="matrix") == ("matrix", TEAM)
    assert detected([FORM, TEAM], asked_sheet="Team") == ("matrix", TEAM)
    assert detected([FORM, TEAM], "matrix", "Form") == ("matrix", FORM)


def test_a_sheet_or_tool_that_does_not_exist_lists_those_that_do() -> None:
    assert refusal([FORM, TEAM], sheet="team") == "The file has no sheet 'team'. Choose one of 'Form', 'Team'."
    assert refusal([sheet_of(("A", "B"))], sheet="A").endswith(
        "It is a csv file, which has no sheets: leave the sheet out."
    )
    known = ", ".join(repr(tool) for tool in TOOLS)
    assert refusal([FORM], tool="surveygizmo") == f"There is no tool 'surveygizmo'. Choose one of {known}."


def test_a_tool_that_does_not_fit_is_refused() -> None:
    assert refusal([TEAM], tool="google-forms") == (
        "No sheet of the file looks like 'google-forms'. It looks like 'matrix': choose that, or leave the tool out."
    )
    prose = [sheet_of(("some prose",), ("more prose",))]
    assert refusal(prose, tool="typeform").startswith(
        "No sheet of the file looks like 'typeform'. Nor does it look like any other;"
    )


def test_empty_files_and_lonely_headers_are_refused() -> None:
    assert refusal([EMPTY, Sheet("Nothing", EMPTY.cells.slice(0, 0))]).startswith("There is nothing in the file")
    assert refusal([EMPTY, sheet_of(("Timestamp", "A"), (None, None))]).startswith(
        "The file has a header and no responses."
    )
    assert refusal([sheet_of(("some prose",), ("more prose",))]).startswith("Nothing in the file looks like responses")


def test_a_hidden_sheet_is_found_like_any_other(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a",
        {"Notes": [["see next sheet"]], "Antworten": [["Zeitstempel", "A"], ["1.2.2026 10:00", 3]]},
        hidden=("Antworten",),
    )
    read = responses(path, "a.xlsx")
    assert (read.tool, read.sheet.name, len(read.rows)) == ("google-forms", "Antworten", 1)


def test_which_of_several_filled_sheets_was_read_is_said() -> None:
    answers = sheet_of(("Timestamp", "Topic"), ("3/14/2026 10:00:00", "1"), name="Answers")
    legend = sheet_of(("Level", "Meaning"), ("1", "Aware"), (None, None), name="Legend")
    empty = sheet_of((None, None), name="Empty")
    assert responses_of([legend, answers, empty]).notes == (
        "The sheet 'Answers' was read, and not: 'Legend' (2 filled lines).",
    )
    assert responses_of([answers, empty]).notes == ()
