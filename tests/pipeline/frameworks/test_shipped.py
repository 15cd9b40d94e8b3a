"""The five shipped frameworks: each is asked and read by itself, and none gets in another's way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses
from pipeline.exports.table import squeezed
from pipeline.frameworks.loader import shipped
from pipeline.frameworks.questionnaire import write_questionnaire
from pipeline.library import chosen_framework, fixed_framework_text
from pipeline.matching.questions import matched_dimensions, named_dimension
from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import NO_RULINGS
from pipeline.model import Framework, QuestionnaireStyle
from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import opened

SHIPPED = {framework.id: framework for framework in shipped()}
EACH = pytest.mark.parametrize("framework", shipped(), ids=lambda framework: framework.id)
NAMES = {id: [dimension.name for dimension in framework.dimensions] for id, framework in SHIPPED.items()}
PEOPLE_COLUMNS = ["Team", "Role", "How did you like this survey?"]


def texts_of(framework: Framework) -> list[tuple[str, str]]:
    """Every text that may head a column, with the dimension it stands for."""
    return [
        (text, dimension.id)
        for dimension in framework.dimensions
        for entry in dimension.levels
        for text in (dimension.name, dimension.id, entry.statement, *(each.text for each in entry.indicators))
    ]


def chosen(home: Path, headers: list[str], familiar: str | None = None) -> str:
    with opened(opened_home(home)) as connection:
        if familiar:
            write.keep_framework(connection, familiar, 1, fixed_framework_text(SHIPPED[familiar]))
        return chosen_framework(connection, 1, None, headers, NO_RULINGS, "file.csv").id


def read_back(path: Path, framework: Framework, rows: list[list[str | None]]) -> Matched:
    book = openpyxl.load_workbook(path)
    for row, cells in enumerate(rows, start=2):
        for column, cell in enumerate([f"p{row}@x.example", "Harbour", "backend", *cells], start=1):
            book["Answers"].cell(row, column).value = cell
    book.save(path)
    known = frozenset(squeezed(text) for each in shipped() for d in each.dimensions for text in (d.id, d.name))
    return matched(responses(path, path.name, known=known), framework, NO_RULINGS)


def in_statements(framework: Framework, level: int) -> list[str | None]:
    """What somebody chooses who is at a level everywhere."""
    name = framework.levels[level].name
    return [f"{name}: {dimension.levels[level].statement}" for dimension in framework.dimensions]


def in_ticks(framework: Framework, level: int) -> list[str | None]:
    """What somebody ticks who is at a level everywhere: all up to it, or "none of these"."""
    cells: list[str | None] = []
    for dimension in framework.dimensions:
        cells += ["x" if entry.level <= level else None for entry in dimension.levels for _ in entry.indicators]
        cells.append(None if level else "x")
    return cells


def test_the_default_comes_first_and_four_others_are_there() -> None:
    assert [framework.id for framework in shipped()] == [
        "ai-upskilling", "four-pillars", "ml-engineer", "t-shaped", "ten-skills"
    ]  # fmt: skip
    sizes = {framework.id: len(framework.dimensions) for framework in shipped()}
    assert sizes == {"ai-upskilling": 5, "four-pillars": 4, "ml-engineer": 6, "t-shaped": 10, "ten-skills": 10}
    assert {tuple(level.level for level in framework.levels) for framework in shipped()} == {(0, 1, 2, 3, 4)}


def test_no_text_and_no_id_of_an_indicator_stands_in_two_frameworks() -> None:
    texts = Counter(text for framework in shipped() for text in {squeezed(text) for text, _ in texts_of(framework)})
    ids = Counter(
        each.id for framework in shipped() for dimension in framework.dimensions for each in dimension.indicators
    )
    assert set(texts.values()) == {1}
    assert set(ids.values()) == {1}


@EACH
def test_every_text_names_its_own_dimension_alone(framework: Framework) -> None:
    for text, dimension in texts_of(framework):
        found = named_dimension(text, framework)
        assert (text, found and found.id) == (text, dimension)


@EACH
def test_each_framework_is_recognised_by_its_own_questions(framework: Framework, tmp_path: Path) -> None:
    assert chosen(tmp_path, [*PEOPLE_COLUMNS, *NAMES[framework.id]]) == framework.id
    assert chosen(tmp_path, [*PEOPLE_COLUMNS, *(dimension.id for dimension in framework.dimensions)]) == framework.id
    ticks = [f"{d.name}: {each.text}" for d in framework.dimensions for each in d.indicators]
    assert chosen(tmp_path, [*PEOPLE_COLUMNS, *ticks]) == framework.id


def test_every_part_of_the_default_s_questions_is_the_default_s(tmp_path: Path) -> None:
    for dimension in SHIPPED["ai-upskilling"].dimensions:
        for text in (dimension.name, dimension.id, f"Your level in {dimension.name} today"):
            assert chosen(tmp_path, [text]) == "ai-upskilling"
    for other in ("four-pillars", "ml-engineer", "t-shaped", "ten-skills"):
        assert matched_dimensions(NAMES["ai-upskilling"], SHIPPED[other]) == 0


def test_a_framework_nobody_chose_does_not_take_a_column_or_two_of_a_company_s_own_matrix(tmp_path: Path) -> None:
    own = [f"Own skill {n}" for n in range(10)]
    assert chosen(tmp_path, [*own, "LLM engineering", "ML infrastructure"]) == "ai-upskilling"
    assert chosen(tmp_path, [*own, "LLM engineering", "ML infrastructure"], "t-shaped") == "t-shaped"


def test_at_a_tie_a_framework_nobody_chose_yields_and_one_in_use_does_not(tmp_path: Path) -> None:
    headers = ["Data engineering and pipelines"]  # the default's id is a part of it
    assert chosen(tmp_path, headers) == "ai-upskilling"
    with pytest.raises(ExportError, match="ai-upskilling, ten-skills"):
        chosen(tmp_path, headers, "ten-skills")


@pytest.mark.parametrize("style", ["statements", "indicators"])
@EACH
def test_a_questionnaire_comes_back_whole(framework: Framework, style: QuestionnaireStyle, tmp_path: Path) -> None:
    write_questionnaire(framework, tmp_path / "q.xlsx", style)
    rows = [
        in_statements(framework, level) if style == "statements" else in_ticks(framework, level) for level in range(5)
    ]
    understood = read_back(tmp_path / "q.xlsx", framework, rows)
    assert understood.problems == ()
    assert {each.dimension: each.level.tolist() for each in understood.ratings} == {
        dimension.id: [0, 1, 2, 3, 4] for dimension in framework.dimensions
    }
    hows = {question.how for question in understood.questions if question.role == "dimension"}
    assert hows == {"exact" if style == "statements" else "alias"}
