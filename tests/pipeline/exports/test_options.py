"""SurveyMonkey's columns per option: codes in the cells, the second header line gone, another language."""

from __future__ import annotations

import pytest

from pipeline.exports.options import option_codes, option_headers
from pipeline.exports.read import responses_of
from pipeline.exports.table import filled_rows
from tests.pipeline.exports.files import brief, sheet_of, times_of

QUESTIONS = ("Respondent ID", "Email Address", "Which?", "", "", "")
OPTIONS = ("", "", "cooks", "bakes", "None", "Other (please specify)")
HEADERS = ["Which? [cooks]", "Which? [bakes]", "Which? [None]", "Which? [Other (please specify)]"]

Cells = tuple[str | None, ...]


def codes_of(*lines: Cells) -> dict[int, str]:
    sheet = sheet_of(QUESTIONS, OPTIONS, *((f"11809174296{at}", "a@n.example", *line) for at, line in enumerate(lines)))
    rows = filled_rows(sheet)
    return option_codes(sheet, QUESTIONS, OPTIONS, rows[rows > 2])


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([("1", "2", None, None), (None, None, "3", None)], {3: "1", 4: "2", 5: "3", 6: "4"}),
        ([("1", None, None, "soup"), (None, None, "3", None)], {3: "1", 4: "2", 5: "3"}),  # the last holds texts
        ([("1", "1", None, None)], {}),  # ones say it themselves
        ([("1", "0", "0", None), ("0", "1", "0", None)], {}),
        ([("cooks", "bakes", None, None)], {}),
        ([("1", "2", None, None), ("3", "2", None, None)], {}),  # levels of a table's rows
        ([("4", None, None, None)], {}),
        ([(None, "2", None, None)], {}),  # one column alone proves nothing
    ],
)
def test_codes_are_places_and_nothing_else(lines: list[Cells], codes: dict[int, str]) -> None:
    assert codes_of(*lines) == codes


def test_a_question_reaches_to_the_next_and_metadata_do_not_continue() -> None:
    headers = option_headers(QUESTIONS, OPTIONS, frozenset([1, 2]))
    assert list(headers) == ["Respondent ID", "Email Address", *HEADERS]


DELETED = ("Respondent ID", "Collector ID", "Email Address", "Team", "Which?", None, None, None)


def test_without_the_second_line_options_are_told_by_their_cells() -> None:
    read = responses_of(
        [
            sheet_of(
                DELETED,
                ("118091742961", "1", "a@n.example", "Core", "cooks", "bakes", None, None),
                ("118091742962", "1", "b@n.example", "Core", None, "bakes", None, "soup"),
                ("118091742963", "1", "c@n.example", "Core", None, None, None, "tea"),
            )
        ]
    )
    # G was ticked by nobody, and H holds what people wrote themselves
    assert [column.header for column in read.columns][4:] == ["Which? [cooks]", "Which? [bakes]", "Which? [H]"]
    assert brief(read.problems) == [("row_text_missing", 1, "H", "Which? [H]", None)]
    assert read.notes == (
        "The second header line is missing, and with it the rows or options of 'Which?' (columns E to H); "
        "they are told by the cells.",
    )


def test_without_the_second_line_rows_of_a_table_are_problems_and_never_guessed() -> None:
    lines = [("118091742961", "1", "a@n.example", "Core", "3", "2", "1", None)]
    lines += [("118091742962", "1", "b@n.example", "Core", "2", "2", None, None)]
    read = responses_of([sheet_of(DELETED, *lines)])
    assert [column.header for column in read.columns][4:] == ["Which? [E]", "Which? [F]", "Which? [G]"]
    assert [problem.column for problem in read.problems] == ["E", "F", "G"]
    assert read.rows.tolist() == [2, 3]


def test_a_question_that_is_a_known_name_has_its_answer_in_its_first_column() -> None:
    line = ("118091742961", "1", "a@n.example", "Core", "3", "no idea", None, None)
    other = ("118091742962", "1", "b@n.example", "Core", "2", "who knows", None, None)
    read = responses_of([sheet_of(DELETED, line, other)], known=frozenset(["which"]))
    assert [column.header for column in read.columns][4:] == ["Which?", "Which? [F]"]
    assert [problem.column for problem in read.problems] == ["F"]


@pytest.mark.parametrize(
    "names",
    [
        ("Teilnehmer-ID", "Sammler-ID", "Anfangsdatum", "Enddatum", "E-Mail-Adresse"),
        ("ID du répondant", "ID du collecteur", "Date de début", "Date de fin", "Adresse e-mail"),
        ("ID del encuestado", "ID del recopilador", "Fecha de inicio", "Fecha de fin", "Correo"),
    ],
)
@pytest.mark.parametrize("titles", [0, 1])
def test_in_other_languages_the_shape_tells(names: tuple[str, ...], titles: int) -> None:
    read = responses_of(
        [
            sheet_of(
                *[("Umfrage", *[None] * 7)] * titles,
                (*names, "Team", "Wie gut?", None),
                (None, None, None, None, None, "Antwort", "Prompting", "Ethik"),
                ("118091742961", "44", "03/04/2026 08:16:03", "03/04/2026 08:20:17", "a@n.example", "Core", "3", "2"),
                ("118091742962", "44", "03/05/2026 08:16:03", "03/05/2026 08:20:17", "b@n.example", "Edge", "1", None),
            )
        ]
    )
    assert (read.tool, read.header_row, len(read.rows)) == ("surveymonkey", 2 + titles, 2)
    own = ["response_id", None, "started_at", "completed_at", "email", None, None, None]
    assert [column.metadata for column in read.columns] == own
    assert [column.header for column in read.columns][6:] == ["Wie gut? [Prompting]", "Wie gut? [Ethik]"]
    assert times_of(read) == ["2026-03-04T08:20:17", "2026-03-05T08:20:17"]


def test_a_grouped_matrix_is_not_taken_for_it() -> None:
    read = responses_of(
        [
            sheet_of(
                ("Staff", None, "Machine learning", None),
                (None, "Team", "Prompting", "Ethics"),
                ("Ada", "Core", "3", "2"),
                ("Bo", "Core", "1", "2"),
            )
        ]
    )
    assert read.tool == "matrix"
