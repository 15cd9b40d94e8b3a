"""Options that several questions share belong to their neighbours: which side, and when not at all."""

from __future__ import annotations

import pytest

from pipeline.matching.read import matched
from pipeline.matching.recipe import Rulings
from tests.pipeline.matching.small import FROM_0, export

KNEAD, BAKED = "I have kneaded a dough", "I have baked alone"
HEATED, BONES = "I have heated one", "I have cooked bones"
NONE = "Not yet"


def served(*headers: str) -> list[str | None]:
    """The dimension of each column, where the only answer ticks the first column."""
    row = [headers[0], *[None] * (len(headers) - 1)]
    return [question.dimension for question in matched(export(headers, row), FROM_0, Rulings()).questions]


BREAD, SOUP = "bread-baking", "soup"


@pytest.mark.parametrize(
    ("headers", "dimensions"),
    [
        ([KNEAD, NONE, HEATED, NONE], [BREAD, BREAD, SOUP, SOUP]),
        ([KNEAD, NONE, "Other", HEATED, NONE, "Other"], [BREAD, BREAD, None, SOUP, SOUP, None]),
        ([NONE, KNEAD, NONE, HEATED], [BREAD, BREAD, SOUP, SOUP]),
        ([KNEAD, NONE, HEATED], [BREAD, BREAD, SOUP]),
        ([KNEAD, BAKED, HEATED, BONES, NONE], [BREAD, BREAD, SOUP, SOUP, SOUP]),
        ([KNEAD, NONE, NONE], [BREAD, BREAD, None]),  # a third question's, which has no option here
        ([KNEAD, "Your mood", NONE], [BREAD, None, None]),
        ([KNEAD, "not YET ", HEATED], [BREAD, BREAD, SOUP]),
    ],
)
def test_a_shared_option_belongs_to_its_neighbours(headers: list[str], dimensions: list[str | None]) -> None:
    assert served(*headers) == dimensions


def test_it_rates_and_is_said() -> None:
    understood = matched(
        export(
            [KNEAD, NONE, HEATED, NONE],
            [None, NONE, HEATED, None],
            [KNEAD, NONE, None, None],
            [None, None, None, NONE],
        ),
        FROM_0,
        Rulings(),
    )
    assert [(ratings.dimension, ratings.level.tolist()) for ratings in understood.ratings] == [
        ("bread-baking", [0, -1, -1]),  # -1: no rating; row 2 ticks an option and that it has none
        ("soup", [1, -1, 0]),
    ]
    assert [problem.problem for problem in understood.problems] == ["none_and_others"]
    assert understood.notes == (
        "Column B 'Not yet' names no question; it stands among the options of 'Bread & Baking' "
        "and is read as one of them.",
        "Column D 'Not yet' names no question; it stands among the options of 'Soup' and is read as one of them.",
    )


def test_a_column_of_words_is_no_option() -> None:
    understood = matched(export([KNEAD, NONE], [KNEAD, "tomorrow, perhaps"]), FROM_0, Rulings())
    assert [question.role for question in understood.questions] == ["dimension", "ignored"]
    assert understood.notes == ()


def test_a_ruling_keeps_it_out() -> None:
    understood = matched(export([KNEAD, NONE], [KNEAD, NONE]), FROM_0, Rulings({NONE: "ignored"}))
    assert [question.role for question in understood.questions] == ["dimension", "ignored"]
