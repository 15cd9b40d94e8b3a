"""Both cycles on one scale: scored again on what they have in common, and read through a crosswalk."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.frameworks.crosswalk import Span
from pipeline.frameworks.versions import comparisons
from pipeline.metrics.levels import level_from_ticks
from pipeline.metrics.rescoring import is_sign_certain, read_through, rescored, rescored_patterns
from pipeline.model import Framework
from tests.pipeline.frameworks.test_versions import rubric

NONE_OF_THESE = 1 << 62

# Bits of the earlier version: a 1, b 2, c 4, d 8, e 16; of the later one: x 1, a 2, c 4, e 8.
EARLIER = rubric({0: "", 1: "a b", 2: "c (d)", 3: "e"})
LATER = rubric({0: "", 1: "x a", 2: "c", 3: "e"})
COMMON = {1: frozenset("a"), 2: frozenset("c"), 3: frozenset("e")}


def test_the_versions_have_one_indicator_in_common_per_level() -> None:
    [comparison] = comparisons(EARLIER, LATER)
    assert (comparison.compared_by, comparison.common) == ("common indicators", COMMON)


@pytest.mark.parametrize(
    ("framework", "ticks", "level"),
    [
        (EARLIER, 0b00101, 2),  # a c: level 0 by its own rubric, where b is missing
        (EARLIER, 0b10111, 3),
        (EARLIER, 0b10011, 1),  # a b e: level 2 is not met
        (EARLIER, 0b00010, 0),  # b alone: nothing that is in common
        (EARLIER, 0b01000, 0),
        (EARLIER, NONE_OF_THESE, 0),
        (EARLIER, 0, None),  # a statement was chosen
        (LATER, 0b0110, 2),  # a c: without x level 0 by its own
        (LATER, 0b0001, 0),
        (LATER, 0b1110, 3),
    ],
)
def test_ticks_are_scored_again_by_the_rule_for_ticks(framework: Framework, ticks: int, level: int | None) -> None:
    assert rescored(framework.dimensions[0], COMMON, ticks) == level


def test_without_a_level_0_nothing_in_common_is_no_level() -> None:
    dimension = rubric({1: "a b", 2: "c"}).dimensions[0]
    assert [rescored(dimension, COMMON, ticks) for ticks in (0b010, 0b100, 0b001, 0b101)] == [None, None, 1, 2]


@given(st.integers(1, 31))
def test_on_all_of_a_rubric_the_level_is_the_one_that_was_given(ticks: int) -> None:
    [comparison] = comparisons(EARLIER, EARLIER)
    dimension = EARLIER.dimensions[0]
    ticked = {each.id for place, each in enumerate(dimension.indicators) if ticks >> place & 1}
    assert rescored(dimension, comparison.common, ticks) == level_from_ticks(dimension, ticked).level


def test_patterns_get_their_level_and_other_dimensions_are_left_out() -> None:
    patterns = pd.DataFrame(
        {"dimension": ["baking", "soup", "baking", "baking"], "ticks": [5, 1, 2, 0], "people": [7, 9, 4, 3]}
    )
    before = patterns.copy(deep=True)
    expected = pd.DataFrame(
        {
            "dimension": ["baking"] * 3,
            "ticks": [5, 2, 0],
            "people": [7, 4, 3],
            "level": pd.array([2, 0, None], dtype="Int8"),
        }
    )
    pd.testing.assert_frame_equal(rescored_patterns(patterns, EARLIER, {"baking": COMMON}), expected)
    pd.testing.assert_frame_equal(patterns, before)


def test_levels_are_read_at_the_least_and_at_the_most_that_they_may_mean() -> None:
    levels = pd.Series([2, 3, None, 2], dtype="Int8")
    crosswalk = {2: Span(1, 2), 3: Span(3, 4)}
    assert read_through(levels, crosswalk, "lowest").equals(pd.Series([1, 3, None, 1], dtype="Int8"))
    assert read_through(levels, crosswalk, "highest").equals(pd.Series([2, 4, None, 2], dtype="Int8"))
    nobody = pd.Series([], dtype="Int8")
    assert read_through(nobody, crosswalk, "lowest").equals(nobody)


@pytest.mark.parametrize(
    ("at_lowest", "at_highest", "is_certain"),
    [
        (-0.2, -0.6, True),
        (0.1, 0.3, True),
        (0.1, -0.3, False),
        (0.0, -0.3, False),
        (0.0, 0.0, True),
        (None, 1.0, False),
    ],
)
def test_a_sign_is_certain_where_both_readings_have_it(
    at_lowest: float | None, at_highest: float | None, is_certain: bool
) -> None:
    assert is_sign_certain(at_lowest, at_highest) is is_certain
