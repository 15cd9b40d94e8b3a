"""Questionnaires out and back through the command line: both styles, filled in by hand, in one file or in many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.contract.shell import (
    DATA,
    DEV,
    DIMENSIONS,
    LLM,
    ML,
    NAMES,
    PROD,
    Json,
    Shell,
    cell_of,
    csv_file,
    places,
    xlsx_file,
)

PEOPLE = [("ada@northwind.example", "Ada"), ("bo@northwind.example", "Bo"), ("cy@northwind.example", "Cy")]
ADA, BO, CY = (person for person, _ in PEOPLE)
EXPLAIN = "I have explained in my own words what machine learning is"
USE_CASE = "I have pointed out a task in our work that machine learning might help with"
CHAT = "I have used a chat assistant for a task of my own"
NONE_YET = "None of these yet"

Filled = Mapping[str, Mapping[str, Any]]
"""Person -> header -> what is chosen."""


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


@pytest.fixture
def with_roster(shell: Shell, tmp_path: Path) -> Shell:
    lines = [["person", "name", "team", "role"], *([person, name, "Core", "backend"] for person, name in PEOPLE)]
    shell.load(xlsx_file(tmp_path / "roster.xlsx", lines))
    return shell


def survey(shell: Shell, path: Path, *options: object) -> Json:
    document: Json = shell.read("survey", "--framework", "ai-upskilling", "--to", path, *options)
    return document


def filled(source: Path, target: Path, answers: Filled, edit: Callable[[Any], None] = lambda _: None) -> Path:
    """Fill a questionnaire in as people do: in their own row, else in the next one that is empty."""
    book = openpyxl.load_workbook(source)
    sheet = book["Answers"]
    headers = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value}
    for person, given in answers.items():
        row = rows.setdefault(person, len(rows) + 2)
        sheet.cell(row, 1).value = person
        for header, value in given.items():
            sheet.cell(row, headers[header]).value = value
    edit(book)
    book.save(target)
    return target


def choices(path: Path) -> dict[str, list[str]]:
    """What each column of the answers offers, read from its drop-down."""
    book = openpyxl.load_workbook(path)
    sheet = book["Answers"]
    found = {}
    for validation in sheet.data_validations.dataValidation:
        name, _, cells = str(validation.formula1).partition("!")
        column = next(iter(validation.sqref.ranges)).min_col
        texts = [cell.value for [cell] in book[name][cells.replace("$", "")]]
        found[str(sheet.cell(1, column).value)] = texts
    return found


def counted(report: Json) -> tuple[int, ...]:
    return tuple(report[name] for name in ("rows", "responses", "superseded", "excluded", "ratings"))


def levels_of(shell: Shell, dimension: str, group: str = "Core") -> dict[str, int]:
    found = shell.read("levels", "--cycle", "2026", "--private", "--by", "team,dimension")
    counts: dict[str, int] = cell_of(found, group, dimension)["levels"]
    return {level: count for level, count in counts.items() if count}


def test_every_choice_of_every_dimension_reads_back_as_its_level(shell: Shell, tmp_path: Path) -> None:
    written = survey(shell, tmp_path / "empty.xlsx")
    assert (written["style"], written["people"], written["promise"]) == ("statements", 0, "groups")
    offered = choices(tmp_path / "empty.xlsx")
    assert list(offered) == list(NAMES)
    answers = {
        f"p{level}@northwind.example": {"Team": "Core", **{name: offered[name][level] for name in NAMES}}
        for level in range(5)
    }
    [report] = shell.load(filled(tmp_path / "empty.xlsx", tmp_path / "full.xlsx", answers))
    assert (report["tool"], report["sheet"], report["as"]) == ("questionnaire", "Answers", "responses")
    assert counted(report) == (5, 5, 0, 0, 25)
    assert report["problems"] == []
    assert [(q["role"], q["how"]) for q in report["questions"]] == [
        ("metadata", None),
        ("attribute", None),
        ("attribute", None),
        *[("dimension", "exact")] * 5,
    ]
    for dimension in DIMENSIONS:
        assert levels_of(shell, dimension) == {str(level): 1 for level in range(5)}


def test_a_row_in_which_nobody_filled_anything_in_is_no_response(with_roster: Shell, tmp_path: Path) -> None:
    shell = with_roster
    written = survey(shell, tmp_path / "q.xlsx", "--cycle", "2026")
    assert written["people"] == 3
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "q.xlsx")["Answers"][2]][:2] == [ADA, "Ada"]
    path = filled(tmp_path / "q.xlsx", tmp_path / "full.xlsx", {ADA: {ML: 3}, CY: {LLM: "N/A"}})
    [report] = shell.load(path)
    assert counted(report) == (3, 2, 0, 1, 1)
    assert report["problems"] == []
    [level] = [
        row for row in shell.read("levels", "--cycle", "2026", "--private") if row["dimension"] == "ml-fundamentals"
    ]
    assert (level["headcount"], level["assessed"], level["no_answer"]) == (3, 1, 2)


def test_one_file_per_person_and_a_later_copy(with_roster: Shell, tmp_path: Path) -> None:
    shell = with_roster
    survey(shell, tmp_path / "q.xlsx", "--cycle", "2026")
    for level, (person, name) in enumerate(PEOPLE, 1):
        path = filled(tmp_path / "q.xlsx", tmp_path / f"{name}.xlsx", {person: {ML: level, LLM: 0}})
        [report] = shell.load(path)
        assert counted(report) == (3, 1, 0, 2, 2)
        # the other two's empty rows repeat nobody's answers, and a column left empty is a column all the same
        assert report["notes"] == [f"Nobody wrote anything under {DEV}, {DATA}, {PROD}."]
    assert levels_of(shell, "ml-fundamentals") == {"1": 1, "2": 1, "3": 1}
    shell.load(filled(tmp_path / "q.xlsx", tmp_path / "again.xlsx", {BO: {ML: 4}}))
    assert levels_of(shell, "ml-fundamentals") == {"1": 1, "3": 1, "4": 1}
    assert levels_of(shell, "llm-prompting") == {"0": 2}


def test_ticks_under_indicators(shell: Shell, tmp_path: Path) -> None:
    written = survey(shell, tmp_path / "empty.xlsx", "--style", "indicators")
    assert written["style"] == "indicators"
    offered = choices(tmp_path / "empty.xlsx")
    assert {tuple(texts) for texts in offered.values()} == {("x",)}
    answers = {
        ADA: {"Team": "Core", f"{ML}: {EXPLAIN}": "x", f"{ML}: {USE_CASE}": "x", f"{LLM}: {NONE_YET}": "x"},
        BO: {"Team": "Core", f"{ML}: {NONE_YET}": "x", f"{LLM}: {CHAT}": "X"},
        CY: {"Team": "Core", f"{ML}: {NONE_YET}": "x", f"{ML}: {EXPLAIN}": "x"},
    }
    full = filled(tmp_path / "empty.xlsx", tmp_path / "full.xlsx", answers)
    [report] = shell.load(full)
    assert (report["tool"], counted(report)) == ("questionnaire", (3, 3, 0, 0, 4))
    assert [problem["problem"] for problem in report["problems"]] == ["none_and_others"]
    # Ada and Bo left three dimensions empty: no answer, never level 0.
    assert levels_of(shell, "ml-fundamentals") == {"0": 1, "1": 1}
    assert levels_of(shell, "llm-prompting") == {"0": 1, "1": 1}
    assert levels_of(shell, "ai-production") == {}


def test_every_indicator_of_every_framework_is_told_by_its_header(shell: Shell, tmp_path: Path) -> None:
    rubric: list[list[Any]] = [["dimension", "level", "level_name", "statement", "indicator"]]
    for dimension in ("Cloud", "Cloud Security", "-Edge, work; odd"):
        rubric += [[dimension, 0, "Not yet", f"No {dimension}", None]]
        rubric += [[dimension, 1, "Some", f"Some {dimension}", "I have shipped it"]]
        rubric += [[dimension, 1, None, None, f"I use {dimension}"]]
    shell.read("framework", "import", xlsx_file(tmp_path / "own.xlsx", rubric))
    survey_path = tmp_path / "q.xlsx"
    shell.read("survey", "--framework", "own", "--style", "indicators", "--to", survey_path)
    offered = choices(survey_path)
    assert len(offered) == 9
    ticked = {ADA: {"Team": "Core", **dict.fromkeys([h for h in offered if "Not yet" not in h], "x")}}
    [report] = shell.load(filled(survey_path, tmp_path / "full.xlsx", ticked))
    assert (report["framework"], counted(report), report["problems"]) == ("own", (1, 1, 0, 0, 3), [])
    assert {q["dimension"] for q in report["questions"][3:]} == {"cloud", "cloud-security", "edge-work-odd"}


@pytest.mark.parametrize("style", ["statements", "indicators"])
def test_saved_as_csv_it_is_a_matrix_with_the_same_levels(shell: Shell, tmp_path: Path, style: str) -> None:
    survey(shell, tmp_path / "q.xlsx", "--style", style)
    offered = choices(tmp_path / "q.xlsx")
    given = {ML: offered[ML][3]} if style == "statements" else {f"{ML}: {NONE_YET}": "x"}
    full = filled(tmp_path / "q.xlsx", tmp_path / "full.xlsx", {ADA: {"Team": "Core", **given}})
    rows = openpyxl.load_workbook(full)["Answers"].iter_rows(values_only=True)
    path = csv_file(tmp_path / "full.csv", [["" if cell is None else cell for cell in row] for row in rows], ";")
    [report] = shell.load(path)
    assert (report["tool"], counted(report), report["problems"]) == ("matrix", (1, 1, 0, 0, 1), [])
    assert levels_of(shell, "ml-fundamentals") == {"3" if style == "statements" else "0": 1}
    # Who says what it is has the rows counted that nobody filled in.
    [named] = shell.load(path, options=["--tool", "questionnaire", "--again"])
    assert (named["tool"], counted(named)) == ("questionnaire", (1, 1, 0, 0, 1))


def test_without_its_hidden_sheet_the_answers_are_still_found(shell: Shell, tmp_path: Path) -> None:
    survey(shell, tmp_path / "q.xlsx")
    full = filled(
        tmp_path / "q.xlsx",
        tmp_path / "full.xlsx",
        {ADA: {"Team": "Core", ML: "Expert", LLM: "2.5"}, BO: {"Team": "Core", LLM: "Aware"}},
        lambda book: book.remove(book["Skillgap"]),
    )
    [report] = shell.load(full)
    assert (report["tool"], report["sheet"], counted(report)) == ("matrix", "Answers", (2, 2, 0, 0, 2))
    assert places(report["problems"]) == [("Answers", 2, "E", LLM, "2.5", "unknown_answer")]


def test_the_cycles_own_framework_is_asked_and_another_is_refused(shell: Shell, tmp_path: Path) -> None:
    rubric = [["dimension", "level", "level_name", "statement"]]
    rubric += [["Sailing", str(level), name, f"{name} sailing"] for level, name in enumerate(("No", "Yes"))]
    shell.read("framework", "import", xlsx_file(tmp_path / "boats.xlsx", rubric))
    shell.load(csv_file(tmp_path / "m.csv", [["E-mail", "Sailing"], [ADA, 1]]))
    written = shell.read("survey", "--cycle", "2026", "--to", tmp_path / "q.xlsx")
    assert (written["framework"], written["version"]) == ("boats", 1)
    message = shell.refused(
        "survey", "--cycle", "2026", "--framework", "ai-upskilling", "--to", tmp_path / "other.xlsx"
    )
    assert "uses the framework 'boats'" in message
    assert not (tmp_path / "other.xlsx").exists()
