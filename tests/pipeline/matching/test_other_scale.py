"""Numbers that are no levels: told by a legend, or by how many of them are off the scale."""

from collections.abc import Mapping

import pytest

from pipeline.matching.legend import legend
from pipeline.matching.other_scale import scales_from_one
from pipeline.matching.recipe import Rulings
from tests.pipeline.matching.small import FROM_0, FROM_1, export, levels_of, read


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1 = expert, 2 = good; 3: fair"], {1: "expert", 2: "good", 3: "fair"}),
        (["0 - nothing at all", "4 \u2013 a lot"], {0: "nothing at all", 4: "a lot"}),
        (["Scale (1) = low (10) = high"], {1: "low", 10: "high"}),
        (["3 = first", "3 = second"], {3: "first"}),
        (["3/4/2026", "10:30", "Team 3", "1-5", ""], {}),
    ],
)
def test_what_a_legend_says(texts: list[str], expected: dict[int, str]) -> None:
    assert legend(texts) == expected


def survey(counts: Mapping[str, int]) -> list[list[str | None]]:
    """A row per answer to one question, the other answered by 1, 2 and 3 in turn."""
    answers = [answer for answer, count in counts.items() for _ in range(count)]
    return [[answer, str(1 + place % 3)] for place, answer in enumerate(answers)]


HEADERS = ("Bread & Baking", "Soup")
"""Levels 0 to 3; each answer to the first stands beside one of 1 to 3 to the second."""


@pytest.mark.parametrize(
    ("counts", "is_asked"),
    [
        ({"1": 20, "2": 30, "3": 22, "4": 3}, True),  # 3 of 150, and no 0: a scale of 1 to 4
        ({"1.0": 20, "2.0": 30, "3.0": 22, "4.0": 3}, True),
        ({"1": 20, "2": 30, "3": 23, "4": 2}, False),  # two slips
        ({"1": 10, "2": 10, "3": 8, "4": 2}, False),  # in a small file too
        ({"1": 20, "2": 31, "3": 22, "4": 3}, False),  # 3 of 152 are under one in fifty
        ({"1": 20, "2": 29, "3": 22, "4": 3, "0": 1}, False),  # whoever can say 0 is on the framework's scale
        ({"1": 20, "2": 29, "3": 22, "4": 3, "0.0": 1}, False),
        ({"1": 20, "2": 29, "3": 22, "4": 3, "5": 1}, False),  # other numbers off the scale: slips
        ({"1": 20, "2": 30, "3": 25}, False),  # nothing proves a shift
        ({"2": 299, "4": 1}, False),
        ({"2": 299, "7": 1}, False),
    ],
)
def test_a_scale_from_one_is_told_by_its_highest_number(counts: dict[str, int], is_asked: bool) -> None:
    found = read(export(HEADERS, *survey(counts)))
    assert (found.scale_doubt is not None) is is_asked
    numbers = [int(float(answer)) for answer, count in counts.items() for _ in range(count)]
    if is_asked:
        assert levels_of(found) == {}
        assert {problem.problem for problem in found.problems} == {"other_scale"}
        assert len(found.problems) == 2  # one for each question, not one for each cell
    else:
        assert levels_of(found)["bread-baking"] == [number if number <= 3 else -1 for number in numbers]


def test_a_ruling_that_the_highest_number_is_no_answer_lets_the_others_be_levels() -> None:
    rows = survey({"1": 10, "2": 10, "3": 10, "4": 3})
    assert levels_of(read(export(HEADERS, *rows))) == {}
    ruled = read(export(HEADERS, *rows), rulings=Rulings(answers={"4": None}))
    assert levels_of(ruled)["bread-baking"] == [1] * 10 + [2] * 10 + [3] * 10 + [-1] * 3
    assert ruled.problems == ()


def test_numbers_from_one_are_the_levels_upwards_or_the_other_way_round() -> None:
    upwards, downwards = {"1": 0, "2.0": 1, "4": 3}, {"1": 3, "2.0": 2, "4": 0}
    assert scales_from_one(["1", "2.0", "4", "much", "7", "2.5"], FROM_0) == (upwards, downwards)
    assert scales_from_one(["1", "3"], FROM_1) == ({"1": 1, "3": 3}, {"1": 3, "3": 1})
    assert scales_from_one(["1", "2", "3"], FROM_0) is None  # nothing says that it goes to 4
    assert scales_from_one(["0", "1", "4"], FROM_0) is None
