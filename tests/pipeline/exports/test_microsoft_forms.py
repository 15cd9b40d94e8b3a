"""Microsoft Forms in several languages, as downloaded, as anonymised, as a quiz, and as edited in Excel."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.exports.read import responses
from pipeline.model import Responses
from tests.pipeline.exports.files import answers_of, brief, edited, times_of, workbook, written

NINE = datetime.datetime(2026, 3, 4, 9, 0, 0)
TEN = datetime.datetime(2026, 3, 4, 9, 3, 30)
LANGUAGES = {
    "en": ["ID", "Start time", "Completion time", "Email", "Name"],
    "de": ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"],
    "fr": [
        "ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom",
        "Heure de la dernière modification", "Langue",
    ],
    "es": [
        "ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre",
        "Hora de la última modificación",
    ],
    "nl": ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging"],
    "pl": ["ID", "Godzina rozpoczęcia", "Godzina ukończenia", "Adres e-mail", "Nazwa", "Czas ostatniej modyfikacji"],
    "not listed": ["Kenn", "Byrjun", "Lok", "Netfang", "Heiti"],
}  # fmt: skip
METADATA = ["response_id", "started_at", "completed_at", "email", "name"]


def form(
    path: Path, questions: list[str], *answers: list[Any], own: tuple[str, ...] = (), language: str = "en"
) -> Responses:
    """Write a download and read it: ``own`` are headers of the tool behind its first five."""
    lines: list[list[Any]] = [[*LANGUAGES[language], *own, *questions]]
    for number, given in enumerate(answers, start=1):
        lines.append([number, NINE, TEN, f"p{number}@example.org", f"P {number}", *given])
    return responses(workbook(path, {"Sheet1": lines}), "form.xlsx")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_anonymous", [False, True])
def test_every_language_is_recognised(tmp_path: Path, language: str, is_anonymous: bool) -> None:
    own = LANGUAGES[language]
    more = [None] * (len(own) - 5)
    who = ("anonymous", None) if is_anonymous else ("ada@example.org", "Ada")
    lines = [[*own, "Skill", "Ticks"], [1, NINE, TEN, *who, *more, "3", "A;B, too;"], [2, NINE, TEN, *who, *more, 4]]
    read = responses(workbook(tmp_path / "a", {"Sheet1": lines}), "Survey(1-2).xlsx")
    assert (read.tool, read.header_row, read.rows.tolist(), read.refused) == ("microsoft-forms", 1, [2, 3], 0)
    assert times_of(read) == ["2026-03-04T09:03:30"] * 2
    kinds = METADATA + ["other"] * len(more)
    if language == "not listed":
        kinds = [None, *METADATA[1:]]
    assert [column.metadata for column in read.columns] == [*kinds, None, None]
    assert [column.answers.to_pylist() for column in read.columns[-2:]] == [["3", "4"], ["A;B, too;", None]]
    assert (read.excluded.to_pylist(), read.problems, read.notes) == ([None, None], (), ())


def test_an_unmodified_download_declares_one_cell_and_is_read_whole(tmp_path: Path) -> None:
    lines = [[*LANGUAGES["en"], "Skill"], *([n, NINE, TEN, "anonymous", None, n % 5] for n in range(1, 58))]
    whole = workbook(tmp_path / "whole", {"Sheet1": lines})
    path = edited(
        whole,
        tmp_path / "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<dimension ref="A1:F58"', b'<dimension ref="A1"'),
    )
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.worksheets[0].calculate_dimension() == "A1:A1"
    book.close()
    read = responses(path, "Survey(1-57).xlsx")
    assert (read.tool, len(read.rows), len(read.columns)) == ("microsoft-forms", 57, 6)
    assert read.columns[5].answers.to_pylist() == [str(n % 5) for n in range(1, 58)]


def test_points_and_feedback_of_a_quiz_are_no_questions(tmp_path: Path) -> None:
    questions = ["Skill", "Points - Skill", "Feedback - Skill", "Points - of view", "Name2", "Points - Name"]
    own = ("Total points", "Quiz feedback", "Last modified time")
    read = form(tmp_path / "a", questions, [1, None, TEN, "3", 1, None, "x", "Ada", 0], own=own)
    assert [column.metadata for column in read.columns[5:]] == [
        *["other"] * 3, None, "other", "other", None, None, "other",
    ]  # fmt: skip
    assert [column.question for column in read.columns if column.metadata is None] == [
        "Skill", "Points - of view", "Name",
    ]  # fmt: skip


def test_a_question_asked_twice_is_asked_with_its_own_text(tmp_path: Path) -> None:
    questions = ["Topic)", "topic)2", "Topic)3", "Level 1", "Level 12", "Web", "Web3", "Year2"]
    read = form(tmp_path / "a", questions, [1, None, None, 2, 3, 4, 5, 6], [None, 2, None, 2, 3, 4, 5, 6])
    asked = [(column.header, column.question) for column in read.columns[5:]]
    assert asked == [
        ("Topic)", "Topic)"), ("topic)2", "topic)"), ("Topic)3", "Topic)"),
        *((text, text) for text in questions[3:]),
    ]  # fmt: skip


def test_a_known_name_keeps_its_digit(tmp_path: Path) -> None:
    lines = [[*LANGUAGES["en"], "Web", "Web2"], [1, NINE, TEN, "anonymous", None, "1", "2"]]
    path = workbook(tmp_path / "a", {"Sheet1": lines})
    assert [c.question for c in responses(path, "a").columns[5:]] == ["Web", "Web"]
    assert [c.question for c in responses(path, "a", known=frozenset({"web2"})).columns[5:]] == ["Web", "Web2"]


@pytest.mark.parametrize(
    ("headers", "cells", "time"),
    [
        ("ID,Start time,Completion time,Email", "1,8/20/25 12:48:00,8/20/25 12:51:45,anonymous", "2025-08-20T12:51:45"),
        ("ID,Start time,Completion time,Email", "1,3/4/26 9:00:00,3/4/26 9:01:00,anonymous", "2026-03-04T09:01:00"),
        # The tool's own number format is American in French too; Excel's own dates are not.
        ("ID,Heure de début,Heure de fin,Nom", "1,3/4/26 9:00:00,3/4/26 9:01:00,x", "2026-03-04T09:01:00"),
        ("ID,Heure de début,Heure de fin,Nom", "1,03/04/2026 09:00,03/04/2026 09:01,x", "2026-04-03T09:01:00"),
        ("ID;Startzeit;Fertigstellungszeit;X", "1;3.4.2026 09:00;3.4.2026 09:01;a", "2026-04-03T09:01:00"),
        # The start tells which number is the month: both columns are read alike.
        ("ID;Hora de inicio;Hora de finalización;X", "1;28/02/2026 09:00;03/04/2026 09:01;a", "2026-04-03T09:01:00"),
    ],
)  # fmt: skip
def test_a_csv_of_it_is_read_with_the_tools_own_dates(tmp_path: Path, headers: str, cells: str, time: str) -> None:
    read = responses(written(tmp_path / "a", f"{headers}\n{cells}\n"), "a.csv")
    assert (read.tool, times_of(read)) == ("microsoft-forms", [time])


def test_a_row_inserted_above_and_a_mistyped_time(tmp_path: Path) -> None:
    lines: list[list[Any]] = [["A", "B", "C"], [*LANGUAGES["de"], "Können"]]
    lines += [[n, NINE, TEN if n < 3 else "later", "anonymous", None, n] for n in range(1, 4)]
    read = responses(workbook(tmp_path / "a", {"Sheet1": lines}), "a")
    assert (read.header_row, read.rows.tolist()) == (2, [3, 4, 5])
    assert brief(read.problems) == [("unreadable_time", 5, "C", "Fertigstellungszeit", "later")]


def test_without_its_mail_and_name_columns_it_is_still_told_by_its_words(tmp_path: Path) -> None:
    lines = [["Start time", "Completion time", "Language", "Skill"], [NINE, TEN, "en", "3"]]
    read = responses(workbook(tmp_path / "a", {"Sheet1": lines}), "a")
    assert answers_of(read) == {
        (1, "Start time", "started_at"): ["2026-03-04T09:00:00"],
        (2, "Completion time", "completed_at"): ["2026-03-04T09:03:30"],
        (3, "Language", "other"): ["en"],
        (4, "Skill", None): ["3"],
    }


def test_a_dimension_where_the_name_stood_is_a_question(tmp_path: Path) -> None:
    lines = [["Kenn", "Byrjun", "Lok", "Netfang", "Data Work"], [1, NINE, TEN, "anonymous", "3"]]
    path = workbook(tmp_path / "a", {"Sheet1": lines})
    assert responses(path, "a", known=frozenset({"datawork"})).columns[4].metadata is None


@pytest.mark.parametrize(
    "lines",
    [
        [["ID", "Joined", "Left", "Mail"], [1, TEN, NINE, "a@b.example"]],
        [["ID", "Joined", "Left", "City"], [1, NINE, TEN, "Oslo"]],
        [["Nr", "Joined", "Mark", "Mail"], [1, NINE, 7, "a@b.example"]],
        [["Start time", "Completion time"], ["early", "late"]],
        [["Start time", "Completion time"]],
    ],
)  # fmt: skip
def test_what_only_resembles_it_is_not_taken(tmp_path: Path, lines: list[list[Any]]) -> None:
    from pipeline.exports.microsoft_forms import is_microsoft_forms
    from pipeline.exports.sheet import sheets

    [sheet] = sheets(workbook(tmp_path / "a", {"Sheet1": lines}), "a")
    assert not is_microsoft_forms(sheet, frozenset())
