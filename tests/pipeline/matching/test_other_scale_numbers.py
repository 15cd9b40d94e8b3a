"""Slips among levels, and numbers of another scale: told by how often they stand, where, and by whose hand."""

from collections.abc import Sequence
from random import Random

import pytest

from pipeline.frameworks.loader import shipped
from pipeline.matching.recipe import Rulings
from tests.pipeline.matching.small import FROM_1, export, levels_of, read

SHIPPED = next(each for each in shipped() if each.id == "ai-upskilling")
"""Levels 0 to 4, five dimensions."""

HEADERS = [dimension.name for dimension in SHIPPED.dimensions]
LEVELS = ("0", "1", "2", "3", "4")

Lines = list[list[str | None]]


def drawn(values: Sequence[str], people: int = 60, seed: int = 5) -> Lines:
    """A line per person, each answer drawn from these."""
    chance = Random(seed)
    return [[chance.choice(values) for _ in HEADERS] for _ in range(people)]


def with_slips(lines: Lines, slips: Sequence[tuple[int, int, str]]) -> Lines:
    """The lines with other texts at (line, column)."""
    changed = [list(line) for line in lines]
    for line, column, text in slips:
        changed[line][column] = text
    return changed


@pytest.mark.parametrize("people", [60, 12, 6])
@pytest.mark.parametrize(
    "values",
    [
        [str(points) for points in range(101)],
        ["0", "33", "66", "100"],
        ["0", "25", "50", "75", "100"],
        ["-2", "-1", "0", "1", "2"],
        ["\u22122", "\u22121", "0", "1", "2"],
        ["0", "1", "2", "3", "5", "8", "12", "20"],
        ["0", "4", "40", "120"],
        ["0", "4", "40", "1,200"],
        ["0", "1", "2", "3", "4", "5"],
        ["1", "2", "3", "4", "5"],
        ["0.0", "0.25", "0.5", "0.75", "1.0"],
        ["0,0", "0,5", "1,0"],
        ["0", "25%", "50%", "100%"],
    ],
)
def test_numbers_of_another_scale_are_asked_about_whatever_they_are(values: list[str], people: int) -> None:
    found = read(export(HEADERS, *drawn(values, people)), SHIPPED)
    assert found.scale_doubt is not None
    assert levels_of(found) == {}
    assert [problem.problem for problem in found.problems] == ["other_scale"] * 5


SINGLE = [(3, 0, "44"), (17, 2, "5"), (18, 3, "33"), (30, 1, "-1"), (40, 4, "2.5"), (41, 4, "9"), (50, 0, "0.5")]


@pytest.mark.parametrize("values", [LEVELS, LEVELS[1:]])
@pytest.mark.parametrize(
    "slips",
    [
        [(3, 0, "44")],
        [(3, 0, "44"), (17, 2, "5")],
        SINGLE,
        [(3, 2, "5"), (17, 2, "5")],
        [(3, 0, "7"), (17, 2, "7")],
        [(line, line % 5, "9") for line in range(7)],  # a code for "not asked", not next to the levels
        [(line, 2, "2.5") for line in range(40)],  # halves between the levels are of the same scale
        [(7, column, "10") for column in range(5)],  # one person
    ],
)
def test_slips_are_problems_of_their_cells_and_the_rest_is_read(
    values: Sequence[str], slips: list[tuple[int, int, str]]
) -> None:
    lines = with_slips(drawn(values), slips)
    found = read(export(HEADERS, *lines), SHIPPED)
    assert found.scale_doubt is None
    places = sorted((line + 2, "ABCDE"[column], text) for line, column, text in slips)
    assert sorted((p.row, p.column, p.value) for p in found.problems) == places
    assert {problem.problem for problem in found.problems} == {"unknown_answer"}
    for column, dimension in enumerate(SHIPPED.dimensions):
        written = [line[column] for line in lines]
        assert levels_of(found)[dimension.id] == [int(each) if each in LEVELS else -1 for each in written]


@pytest.mark.parametrize(
    ("slips", "is_asked"),
    [
        # the next number, where 0 stands too: 12 % of 300 are 36
        ([(line, line % 5, "5") for line in range(35)], False),
        ([(line, line % 5, "5") for line in range(36)], True),
        # several that repeat
        ([(line, line % 5, "79"[line % 2]) for line in range(35)], False),
        ([(line, line % 5, "79"[line % 2]) for line in range(36)], True),
        # one column of 60 numbers: three tenths are 18
        ([(line, 1, "9") for line in range(17)], False),
        ([(line, 1, "9") for line in range(18)], True),
        # all of them different: three tenths of each column
        ([(line // 5, line % 5, str(100 + line)) for line in range(85)], False),
        ([(line // 5, line % 5, str(100 + line)) for line in range(90)], True),
    ],
)
def test_where_slips_end_and_another_scale_begins(slips: list[tuple[int, int, str]], is_asked: bool) -> None:
    found = read(export(HEADERS, *with_slips(drawn(LEVELS), slips)), SHIPPED)
    assert (found.scale_doubt is not None) is is_asked


def test_a_small_file_is_asked_about_where_most_of_its_numbers_are_none() -> None:
    points = [["79", "32"], ["94", "3"], ["0", "45"]]
    assert read(export(HEADERS[:2], *points), SHIPPED).scale_doubt is not None
    one_column = [["2"], ["7"], ["99"], ["-1"], ["0.5"], ["12"]]
    assert levels_of(read(export(HEADERS[:1], *one_column), SHIPPED)) == {"ml-fundamentals": [2, -1, -1, -1, -1, -1]}


def test_zeros_beside_levels_from_one_are_another_scale_where_they_repeat() -> None:
    lines: Lines = [[str(number % 4)] for number in range(20)]
    found = read(export(["Joints"], *lines), FROM_1)
    assert found.scale_doubt is not None
    assert found.scale_doubt.reason == "5 of its 20 numbers are none of the levels 1 to 3 (0)"
    no_answer = read(export(["Joints"], *lines), FROM_1, Rulings(answers={"0": None}))
    assert levels_of(no_answer) == {"joints": [number % 4 or -1 for number in range(20)]}


SIGNS = ("--", "-", "0", "+", "++")


def test_signs_are_asked_about_each_of_them_and_read_as_ruled() -> None:
    lines = drawn(SIGNS)
    found = read(export(HEADERS, *lines), SHIPPED)
    assert levels_of(found) == {}
    assert found.scale_doubt is not None
    assert found.scale_doubt.reason == "its answers are signs (+, ++, --)"
    some = read(export(HEADERS, *lines), SHIPPED, Rulings(answers={"--": 0, "++": 4}))
    open_signs = {problem.value for problem in some.problems}
    assert open_signs == {"-", "0", "+"}
    of_sign = {"--": 0, "-": 1, "0": 2, "+": 3, "++": 4}
    ruled = read(export(HEADERS, *lines), SHIPPED, Rulings(answers={**of_sign}))
    assert ruled.problems == ()
    for column, dimension in enumerate(SHIPPED.dimensions):
        assert levels_of(ruled)[dimension.id] == [of_sign[str(line[column])] for line in lines]


@pytest.mark.parametrize("slips", [[(2, 1, "+"), (5, 2, "++")], [(line, 1, "-") for line in range(20)]])
def test_a_stray_sign_and_a_dash_for_no_answer_are_no_scale(slips: list[tuple[int, int, str]]) -> None:
    assert read(export(HEADERS, *with_slips(drawn(LEVELS), slips)), SHIPPED).scale_doubt is None


@pytest.mark.parametrize(("text", "level"), [("3,0", 3), ("3.0", 3), ("0,00", 0), ("2,5", -1), ("1,000", -1)])
def test_a_decimal_comma_is_read_as_a_point(text: str, level: int) -> None:
    lines = [[text, "1", "2", "3", "4"]]
    assert levels_of(read(export(HEADERS, *lines, ["1"] * 5), SHIPPED))["ml-fundamentals"] == [level, 1]
