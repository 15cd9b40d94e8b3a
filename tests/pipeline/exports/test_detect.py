"""Which tool, which sheet, and polite refusals."""

from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.exports.detect import TOOLS, detected
from pipeline.exports.headings import heading_lines
from pipeline.exports.read import responses
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
    assert TOOLS == ("google-forms", "long", "matrix")
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
    assert refusal([FORM], tool="surveygizmo") == (
        "There is no tool 'surveygizmo'. Choose one of 'google-forms', 'long', 'matrix'."
    )


def test_a_tool_that_does_not_fit_is_refused() -> None:
    assert refusal([TEAM], tool="google-forms").startswith("No sheet of the file looks like 'google-forms'.")


def test_empty_files_and_lonely_headers_are_refused() -> None:
    assert refusal([EMPTY, Sheet("Nothing", EMPTY.cells.slice(0, 0))]).startswith("There is nothing in the file")
    assert refusal([EMPTY, sheet_of(("Timestamp", "A"), (None, None))]).startswith(
        "The file has a header and no responses."
    )
    assert refusal([sheet_of(("some prose",), ("more prose",))]).startswith("Nothing in the file looks like responses")


QUALTRICS = ("StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId", "Q1")
LABELS = ("Anfangsdatum", "Enddatum", "Antworttyp", "Fortschritt", "Beendet", "Datum", "Antwort-ID", "Wie gut?")
IMPORT = tuple(f'{{"ImportId":"{name}"}}' for name in QUALTRICS)
ANSWER = ("2026-03-04", "2026-03-04", "0", "100", "True", "2026-03-04", "R_2YPOQ602ER1jkf1", "3")


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        (sheet_of(QUALTRICS, LABELS, IMPORT, ANSWER), ("Qualtrics", 3)),
        (sheet_of(QUALTRICS, LABELS, ANSWER), ("Qualtrics", 2)),
        (sheet_of(QUALTRICS, ANSWER, ANSWER), None),  # somebody deleted the second line
        (
            sheet_of(tuple(f"V{n}" for n in range(1, 11)), ("ResponseID", *("x",) * 9), ("R_1", *("y",) * 9)),
            ("Qualtrics", 2),
        ),
        (
            sheet_of(
                ("Respondent ID", "Start Date", "How good?", None),
                (None, None, "Prompting", "Ethik"),
                ("11", "x", "3", "4"),
            ),
            ("SurveyMonkey", 2),
        ),
        (
            sheet_of(
                (None, None, "Q1_0", "Q1_1"),
                ("RespondentID", "Date", "How?", None),
                (None, None, "A", "B"),
                ("1", "x", "3", "4"),
            ),
            ("SurveyMonkey", 3),
        ),
        (sheet_of(("Respondent ID", "A"), ("11", "3"), ("12", "4")), None),
        (TEAM, None),
        (EMPTY, None),
    ],
)
def test_several_header_lines_are_recognised(sheet: Sheet, heading: tuple[str, int] | None) -> None:
    assert heading_lines(sheet) == heading


def test_several_header_lines_are_refused_unless_the_user_says_matrix() -> None:
    sheet = sheet_of(QUALTRICS, LABELS, IMPORT, ANSWER)
    assert refusal([sheet]) == (
        "This is an export of Qualtrics with 3 header lines, which are not read as they are. "
        "Keep only the line with the question texts and load it with `--tool matrix`."
    )
    assert detected([sheet], asked_tool="matrix")[0] == "matrix"


def test_a_hidden_sheet_is_found_like_any_other(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a",
        {"Notes": [["see next sheet"]], "Antworten": [["Zeitstempel", "A"], ["1.2.2026 10:00", 3]]},
        hidden=("Antworten",),
    )
    read = responses(path, "a.xlsx")
    assert (read.tool, read.sheet.name, len(read.rows)) == ("google-forms", "Antworten", 1)
