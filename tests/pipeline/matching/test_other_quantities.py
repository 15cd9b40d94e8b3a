"""A column that names a dimension and counts something else says nothing of the scale of the file, and is left out."""

from collections.abc import Sequence

import pytest

from pipeline.frameworks.loader import shipped
from pipeline.matching.read import Matched
from pipeline.matching.recipe import IGNORED, Rulings
from tests.pipeline.matching.small import export, levels_of, read

SHIPPED = next(each for each in shipped() if each.id == "ai-upskilling")
"""Levels 0 to 4, five dimensions."""

ML, LLM, IN_PRODUCTION = [
    next(each for each in SHIPPED.dimensions if each.name == name)
    for name in ("AI/ML Fundamentals", SHIPPED.dimensions[1].name, "AI in Production")
]
SATISFIED = "How satisfied are you with our AI in Production course, on a scale from 1 to 10?"
LEVELS = ["0", "1", "2", "3", "4"] * 2
TEN = [str(number) for number in range(1, 11)]
"""Of 1 to 10 six are none of the levels."""


def asked(headers: Sequence[str], *rows: Sequence[str | None]) -> Matched:
    return read(export(headers, *rows), SHIPPED)


def left_out(found: Matched) -> list[str]:
    return [question.column.header for question in found.questions if question.left_out]


def test_a_question_on_another_scale_by_its_header_leaves_the_levels_as_they_are() -> None:
    found = asked([ML.name, IN_PRODUCTION.name, SATISFIED], ["0", "2", "3"], ["3", "4", "4"])
    assert found.scale_doubt is None
    assert levels_of(found) == {ML.id: [0, 3], IN_PRODUCTION.id: [2, 4]}
    assert (left_out(found), found.problems) == ([SATISFIED], ())


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Years of experience with AI in Production", TEN),
        ("How many hours a week do you spend on AI in Production?", TEN),
        ("Confidence in AI in Production (%)", [str(10 * number) for number in range(1, 11)]),
        ("Confidence in AI in Production (%)", ["10%", "90%"] * 5),
        ("NPS AI in Production", TEN),
        ("Days of training you got - AI in Production", TEN),
        ("Confidence in percent - AI in Production", ["0", "50"] * 5),
        ("AI in Production [Comment]", ["5"] * 10),
        ("Jahre Erfahrung mit AI in Production", TEN),
    ],
)
@pytest.mark.parametrize("people", [7, 8, 10])
def test_numbers_of_another_quantity_are_left_out_beside_the_level(header: str, values: list[str], people: int) -> None:
    rows = [[ml, level, value] for ml, level, value in zip(LEVELS, LEVELS, values, strict=True)][:people]
    found = asked([ML.name, IN_PRODUCTION.name, header], *rows)
    assert found.scale_doubt is None
    expected = [int(level) for level in LEVELS[:people]]
    assert levels_of(found) == {ML.id: expected, IN_PRODUCTION.id: expected}
    assert (left_out(found), found.problems) == ([header], ())


def test_a_second_matrix_of_a_survey_is_left_out_where_the_first_gives_levels() -> None:
    first = [f"How would you rate yourself? - {each.name}" for each in (ML, IN_PRODUCTION)]
    second = [f"Days of training you got - {each.name}" for each in (ML, IN_PRODUCTION)]
    rows = [[level, level, days, days] for level, days in zip(LEVELS, TEN, strict=True)]
    found = asked([*first, *second], *rows)
    assert levels_of(found) == {each.id: [int(level) for level in LEVELS] for each in (ML, IN_PRODUCTION)}
    assert left_out(found) == second


def test_numbers_in_a_comment_say_nothing_of_the_scale() -> None:
    prose: list[str | None] = ["5"] * 9 + ["see my review"] * 11
    rows = [[level, text] for level, text in zip(LEVELS * 2, prose, strict=True)]
    found = asked([IN_PRODUCTION.name, "Why this rating of AI in Production?"], *rows)
    assert found.scale_doubt is None
    assert levels_of(found) == {IN_PRODUCTION.id: [int(level) for level in LEVELS * 2]}


@pytest.mark.parametrize(
    "headers",
    [
        # every column is on the other scale
        [f"{ML.name} (1-10)", f"{IN_PRODUCTION.name} (1-10)", SATISFIED],
        [ML.name, IN_PRODUCTION.name, SATISFIED],
        # nothing says which of the two is the level
        [ML.name, "Your level in percent: AI in Production", "Days of training: AI in Production"],
        [ML.name, "Your level: AI in Production", "Tickets: AI in Production"],
        # of a manager and of last year: which is meant is told later
        [ML.name, "AI in Production, manager (%)", "AI in Production"],
        [ML.name, "AI in Production 2025 (1-10)", "AI in Production 2026"],
    ],
)
def test_a_file_on_another_scale_is_still_asked_about(headers: list[str]) -> None:
    rows = [[ten, ten, level] for ten, level in zip(TEN, LEVELS, strict=True)]
    found = asked(headers, *rows)
    assert found.scale_doubt is not None
    assert levels_of(found) == {}


def test_a_file_of_which_only_the_question_on_another_scale_gives_a_dimension_is_asked_about() -> None:
    rows = [[level, ten] for ten, level in zip(TEN, LEVELS, strict=True)]
    assert asked([ML.name, SATISFIED], *rows).scale_doubt is not None


def test_a_column_that_somebody_ruled_to_be_the_level_stays() -> None:
    headers = [ML.name, IN_PRODUCTION.name, SATISFIED]
    rulings = Rulings(columns={SATISFIED: IN_PRODUCTION.id, IN_PRODUCTION.name: IGNORED})
    found = read(export(headers, ["0", "2", "3"], ["3", "4", "4"]), SHIPPED, rulings)
    assert left_out(found) == []
    assert found.scale_doubt is not None


def test_years_that_could_be_levels_are_left_out_beside_the_level_of_the_same_person() -> None:
    years = "How many years have you worked with AI in Production?"
    found = asked([ML.name, IN_PRODUCTION.name, years], ["0", "2", "1"], ["3", "4", "0"])
    assert (levels_of(found), left_out(found)) == ({ML.id: [0, 3], IN_PRODUCTION.id: [2, 4]}, [years])
