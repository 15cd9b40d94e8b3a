"""Microsoft Forms through ``load`` in four languages: exact counts, who answered, questions asked twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import DIMENSIONS, LLM, ML, Json, Shell, cell_of, csv_file, places, xlsx_file
from tests.contract.test_reading import LEARNED

START = datetime(2026, 3, 14, 9, 0)
FORMS = {
    "en": ("ID", "Start time", "Completion time", "Email", "Name", "Which team are you in?"),
    "de": ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "In welchem Team arbeiten Sie?"),
    "fr": ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Votre équipe"),
    "es": ("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre", "¿Cuál es su equipo?"),
}
NONE_YET = "None of these yet"


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def line(number: int, *answers: Any, email: str | None = None, minutes: int = 3) -> list[Any]:
    begun = START + timedelta(minutes=10 * number)
    who = (email, f"P {number}") if email else ("anonymous", None)
    return [number, begun, begun + timedelta(minutes=minutes), *who, "Core", *answers]


def counted(report: Json) -> tuple[int, ...]:
    return tuple(report[name] for name in ("rows", "responses", "superseded", "excluded", "ratings"))


def levels_of(shell: Shell, dimension: str) -> dict[str, int]:
    found = shell.read("levels", "--cycle", "2026", "--private", "--by", "team,dimension")
    counts: dict[str, int] = cell_of(found, "Core", dimension)["levels"]
    return {level: count for level, count in counts.items() if count}


@pytest.mark.parametrize("is_anonymous", [False, True])
@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("kind", ["choice", "likert", "ticks"])
def test_four_languages(shell: Shell, tmp_path: Path, kind: str, language: str, is_anonymous: bool) -> None:
    if kind == "ticks":
        headers = [f"{ML}: tick what is true of you", f"{LLM} - tick all"]
        # Every list ends in a semicolon, also one of a single option; options keep their blanks.
        answers = [
            [f"{LEARNED['ml']} ;{LEARNED['ml2']};", f"{NONE_YET};"],
            [f"{LEARNED['ml']};{LEARNED['ml2']};{LEARNED['ml3']};{LEARNED['ml4']};", None],
            [f"{NONE_YET};", "I have used a chat assistant for a task of my own;"],
        ]
        expected: tuple[dict[str, int], ...] = ({"0": 1, "1": 1, "2": 1}, {"0": 1, "1": 1})
    else:
        headers = [ML, LLM] if kind == "choice" else [f"{ML} ", f"\u00a0{LLM}"]
        answers = [["Aware", 4], ["3 - Proficient", "N/A"], [f"Level 0: {NONE_YET}", "(2)\u00a0Practicing"]]
        expected = ({"0": 1, "1": 1, "3": 1}, {"2": 1, "4": 1})
    lines: list[list[Any]] = [[*FORMS[language], *headers]]
    for number, given in enumerate(answers, 1):
        lines.append(line(number, *given, email=None if is_anonymous else f"p{number}@northwind.example"))
    [report] = shell.load(xlsx_file(tmp_path / "Survey(1-3).xlsx", lines, "Sheet1"))
    assert (report["tool"], report["sheet"], report["framework"]) == ("microsoft-forms", "Sheet1", "ai-upskilling")
    assert counted(report) == (3, 3, 0, 0, 5)
    assert report["problems"] == []
    roles = [question["role"] for question in report["questions"]]
    assert roles == [*["metadata"] * 5, "attribute", "dimension", "dimension"]
    assert (levels_of(shell, DIMENSIONS[0]), levels_of(shell, DIMENSIONS[1])) == expected


def test_anonymous_answers_are_as_many_people_and_the_latest_of_one_person_counts(shell: Shell, tmp_path: Path) -> None:
    lines = [
        [*FORMS["en"], ML],
        line(1, 1, email="Ada@northwind.example", minutes=90),  # begun first, sent last
        line(2, 2, email="ada@northwind.example"),
        line(3, 3),
        line(4, 3),
        line(5, None),
    ]
    [report] = shell.load(xlsx_file(tmp_path / "a.xlsx", lines))
    assert counted(report) == (5, 4, 1, 0, 3)
    assert levels_of(shell, "ml-fundamentals") == {"1": 1, "3": 2}


def test_a_question_deleted_and_made_again_is_read_as_one_and_said(shell: Shell, tmp_path: Path) -> None:
    lines = [
        [*FORMS["en"], ML, f"{ML}2", LLM],
        line(1, 1, None, 2),
        line(2, None, 3, 2),
        line(3, 2, 4, 2),
    ]
    [report] = shell.load(xlsx_file(tmp_path / "a.xlsx", lines))
    assert [(q["header"], q["dimension"], q["how"]) for q in report["questions"][6:]] == [
        (ML, "ml-fundamentals", "exact"),
        (f"{ML}2", "ml-fundamentals", "exact"),
        (LLM, "llm-prompting", "exact"),
    ]
    assert places(report["problems"]) == [("Form Responses 1", 4, "H", f"{ML}2", "4", "two_answers")]
    assert levels_of(shell, "ml-fundamentals") == {"1": 1, "3": 1}
    told = f"{ML} is read from column G {ML!r} (answers: 1) and column H {ML + '2'!r} (answers: 1)."
    assert told in report["notes"]


def test_points_of_a_quiz_rate_nobody(shell: Shell, tmp_path: Path) -> None:
    lines = [[*FORMS["en"], ML, f"Points - {ML}", f"Feedback - {ML}"], line(1, "Aware", 3, "3"), line(2, 2, 4, None)]
    [report] = shell.load(xlsx_file(tmp_path / "a.xlsx", lines))
    assert (counted(report), report["problems"]) == ((2, 2, 0, 0, 2), [])
    assert levels_of(shell, "ml-fundamentals") == {"1": 1, "2": 1}


def test_an_address_that_an_anonymous_form_asks_for_is_the_person(shell: Shell, tmp_path: Path) -> None:
    lines = [
        [*FORMS["en"], "Email2", ML],
        line(1, "ada@northwind.example", 1),
        line(2, "bo@northwind.example", 2),
        line(3, "ada@northwind.example", 3),
    ]
    [report] = shell.load(xlsx_file(tmp_path / "a.xlsx", lines))
    assert counted(report) == (3, 2, 1, 0, 2)
    assert levels_of(shell, "ml-fundamentals") == {"2": 1, "3": 1}


def test_a_later_download_repeats_its_rows_and_a_copy_of_the_form_does_not(shell: Shell, tmp_path: Path) -> None:
    header = [*FORMS["en"], ML]
    first = [line(number, number) for number in (1, 2)]
    [whole] = shell.load(xlsx_file(tmp_path / "a.xlsx", [header, *first]))
    shell.load(xlsx_file(tmp_path / "b.xlsx", [header, *first, line(3, 3)]))
    assert levels_of(shell, "ml-fundamentals") == {"1": 1, "2": 1, "3": 1}
    assert [upload["replaced_rows"] for upload in shell.read("uploads")] == [2, 0]
    # A copy of the form for another office numbers its own responses from 1, at other times.
    copied = [[*cells[:1], cells[1] + timedelta(days=1), cells[2] + timedelta(days=1), *cells[3:]] for cells in first]
    shell.load(xlsx_file(tmp_path / "c.xlsx", [header, *copied]))
    assert levels_of(shell, "ml-fundamentals") == {"1": 2, "2": 2, "3": 1}
    assert whole["upload"] == 1


def test_a_csv_of_it_says_where_an_answer_is_none(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Team", ML],
        [1, "14.03.2026 09:00", "14.03.2026 09:04", "anonymous", "", "Core", "Expert"],
        [2, "14.03.2026 09:10", "14.03.2026 09:14", "anonymous", "", "Core", "Level 3: Expert"],
    ]
    [report] = shell.load(csv_file(tmp_path / "a.csv", lines, ";"))
    assert (report["tool"], counted(report)) == ("microsoft-forms", (2, 2, 0, 0, 1))
    assert places(report["problems"]) == [(None, 3, "G", ML, "Level 3: Expert", "unknown_answer")]
