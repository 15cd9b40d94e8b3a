"""Questionnaires as people open them, and whatever is filled in comes back: any framework, any levels, any ticks."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.exports.read import responses
from pipeline.exports.table import squeezed
from pipeline.frameworks.asked import PROMISES
from pipeline.frameworks.loader import shipped
from pipeline.frameworks.questionnaire import Invited, write_questionnaire
from pipeline.matching.read import matched
from pipeline.matching.recipe import NO_RULINGS
from pipeline.metrics.levels import level_from_ticks
from pipeline.model import Description, Dimension, Framework, Indicator, Level, QuestionnaireStyle
from tests.pipeline.frameworks.strategies import frameworks

FRAMEWORK = shipped()[0]
# Each example is read in a process of its own, like every workbook, which takes a second.
STEADY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def levels_read(path: Path, framework: Framework) -> dict[str, list[int]]:
    """Levels by dimension and person, -1 where there is none, of a questionnaire that came back without a problem."""
    known = frozenset(squeezed(text) for d in framework.dimensions for text in (d.id, d.name))
    read = responses(path, path.name, known=known)
    assert read.tool == "questionnaire"
    understood = matched(read, framework, NO_RULINGS)
    assert understood.problems == ()
    return {ratings.dimension: ratings.level.tolist() for ratings in understood.ratings}


def filled(path: Path, rows: list[list[Any]]) -> None:
    """Write rows of answers below the header, as far right as the questions stand."""
    book = openpyxl.load_workbook(path)
    sheet = book["Answers"]
    for row, answers in enumerate(rows, start=2):
        sheet.cell(row, 1).value = f"p{row}@x.example"
        for place, answer in enumerate(answers):
            cell = sheet.cell(row, sheet.max_column - len(answers) + 1 + place)
            cell.value = answer
            if isinstance(answer, str):
                cell.data_type = "s"
    book.save(path)


@STEADY
@given(framework=frameworks(), seed=st.integers(0, 10**6))
def test_random_levels_come_back_as_they_were_chosen(framework: Framework, seed: int) -> None:
    draw = random.Random(seed)
    numbers = [level.level for level in framework.levels]
    chosen = [[draw.choice([*numbers, None]) for _ in framework.dimensions] for _ in range(9)]
    chosen[0] = [draw.choice(numbers) for _ in framework.dimensions]  # a column without an answer is no dimension
    names = {level.level: level.name for level in framework.levels}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.xlsx"
        write_questionnaire(framework, path)
        offered = [
            {entry.level: f"{names[entry.level]}: {entry.statement}" for entry in dimension.levels}
            for dimension in framework.dimensions
        ]
        texts = [[None if n is None else offered[at][n] for at, n in enumerate(row)] for row in chosen]
        filled(path, texts)
        read = levels_read(path, framework)
    for at, dimension in enumerate(framework.dimensions):
        expected = [-1 if row[at] is None else row[at] for row in chosen]
        assert read[dimension.id] == expected


@STEADY
@given(seed=st.integers(0, 10**6))
def test_random_ticks_come_back_as_the_level_they_amount_to(seed: int) -> None:
    draw = random.Random(seed)
    rows, expected = [], []
    for _ in range(9):
        cells, levels = [], []
        for dimension in FRAMEWORK.dimensions:
            indicators = [each for entry in dimension.levels for each in entry.indicators]
            is_none = draw.random() < 0.2
            ticked = [] if is_none else [each for each in indicators if draw.random() < 0.7]
            cells += ["x" if each in ticked else None for each in indicators] + ["x" if is_none else None]
            level = level_from_ticks(dimension, frozenset(each.id for each in ticked)).level
            levels.append(0 if is_none else level if ticked else -1)
        rows.append(cells)
        expected.append(levels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "q.xlsx"
        write_questionnaire(FRAMEWORK, path, "indicators")
        filled(path, rows)
        read = levels_read(path, FRAMEWORK)
    for at, dimension in enumerate(FRAMEWORK.dimensions):
        asked = [levels[at] for levels in expected]
        assert read.get(dimension.id, [-1] * 9) == asked


@pytest.mark.parametrize("style", ["statements", "indicators"])
@pytest.mark.parametrize("promise", PROMISES)
def test_what_a_person_reads(tmp_path: Path, style: QuestionnaireStyle, promise: Any) -> None:
    write_questionnaire(FRAMEWORK, tmp_path / "q.xlsx", style, [Invited("ada@x.example", "Ada")], promise)
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Answers", "visible"),
        ("How to fill in", "visible"),
        ("Choices", "visible"),
        ("Skillgap", "hidden"),
    ]
    told = dict(book["How to fill in"].iter_rows(min_row=2, values_only=True))
    assert told["How long does it take?"] == f"About {3 if style == 'statements' else 8} minutes."
    assert told["Who sees my answers?"] == PROMISES[promise]
    assert "level 0" in told["What does \u201cNone of these yet\u201d mean?"]
    assert "no answer" in told["May I leave something out?"]
    answers = book["Answers"]
    assert [cell.value for cell in answers[2]][:3] == ["ada@x.example", "Ada", None]
    assert answers.freeze_panes == "C2"
    for validation in answers.data_validations.dataValidation:
        assert (validation.showErrorMessage, validation.prompt) == (True, PROMISES[promise])


@pytest.mark.parametrize(
    ("people", "headers"),
    [
        ([], ["E-mail", "Team", "Role"]),
        ([Invited("ada@x.example")], ["E-mail"]),
        ([Invited("ada@x.example", "Ada"), Invited("bo@x.example")], ["E-mail", "Name"]),
        ([Invited("K17", "Ada"), Invited("bo@x.example")], ["E-mail or employee id", "Name"]),
    ],
)
def test_what_is_asked_of_the_person(tmp_path: Path, people: list[Invited], headers: list[str]) -> None:
    write_questionnaire(FRAMEWORK, tmp_path / "q.xlsx", people=people)
    answers = openpyxl.load_workbook(tmp_path / "q.xlsx")["Answers"]
    assert [cell.value for cell in answers[1]] == [*headers, *(each.name for each in FRAMEWORK.dimensions)]
    assert answers.max_row == 1 + len(people)
    [ranges] = {str(validation.sqref).split(":")[1][1:] for validation in answers.data_validations.dataValidation}
    assert ranges == "2000"


def test_a_framework_without_a_level_0_offers_none_of_these_nowhere(tmp_path: Path) -> None:
    texts = ("I have shipped it", "I have scaled it")
    levels = tuple(
        Description(number, f"Statement {number}", (Indicator(f"i{number}", text),))
        for number, text in enumerate(texts, start=1)
    )
    framework = Framework("own", "Own", 1, (Level(1, "Some"), Level(2, "Lots")), (Dimension("web", "Web", levels),), 1)
    write_questionnaire(framework, tmp_path / "q.xlsx", "indicators")
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    assert [cell.value for cell in book["Answers"][1]][3:] == [f"Web: {text}" for text in texts]
    assert not any("level 0" in str(row) for row in book["How to fill in"].iter_rows(values_only=True))
    filled(tmp_path / "q.xlsx", [["x", None], ["x", "x"]])
    assert levels_read(tmp_path / "q.xlsx", framework) == {"web": [1, 2]}
