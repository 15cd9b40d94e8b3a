"""Rubric health: figures worked by hand, and deviations against every ideal pattern there is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pipeline.metrics.rubric_health import deviations, is_one_box_short, rubric_health
from pipeline.model import Description, Dimension, Framework, Indicator, Level

COLUMNS = ["dimension", "dimension_name", "n", "inconsistent", "cr", "mmr", "cs", "careless", "one_box_short"]


def _dimension(name: str, *boxes: str) -> Dimension:
    """A dimension with levels 0, 1, ...; each text holds a level's indicators, ``d`` defining and ``s`` supporting."""
    levels = [Description(0, "None")]
    for level, kinds in enumerate(boxes, 1):
        indicators = tuple(Indicator(f"{name}-{level}-{n}", f"t{n}", kind == "s") for n, kind in enumerate(kinds))
        levels.append(Description(level, f"S{level}", indicators))
    return Dimension(name, name.capitalize(), tuple(levels))


def _framework(*dimensions: Dimension) -> Framework:
    return Framework("own", "Own", 1, tuple(Level(level, f"L{level}") for level in range(5)), dimensions, 2)


def _patterns(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["dimension", "ticks", "people", "inconsistent"])


def _frame(*rows: tuple[object, ...]) -> pd.DataFrame:
    counts = dict.fromkeys(["n", "inconsistent", "careless", "one_box_short"], "Int64")
    shares = dict.fromkeys(["cr", "mmr", "cs"], "Float64")
    return pd.DataFrame(rows, columns=COLUMNS).astype(
        {"dimension": object, "dimension_name": object, **counts, **shares}
    )


def test_the_page_s_example_is_what_the_program_gives() -> None:
    framework = _framework(_dimension("writing", "d", "d"))
    found = rubric_health(_patterns(("writing", 0b01, 30, 0), ("writing", 0b10, 10, 10)), {}, framework)
    # E = 10 people x 2 boxes of 40 x 2; both indicators: max(p, 1 - p) = 0.75; the 10 miss the one box below.
    assert_frame_equal(found, _frame(("writing", "Writing", 40, 10, 0.75, 0.75, 0.0, 0, 10)))


def test_a_ladder_with_supporting_boxes_and_two_at_a_level() -> None:
    # Bits: 0 level 1; 1 and 2 level 2; 3 supporting of level 2; 4 level 3. Scale: bits 0, 1, 2, 4, so K = 4.
    framework = _framework(_dimension("testing", "d", "dds", "d"))
    rows = [
        ("testing", 0b00001, 10, 0),  # level 1: as the ladder says
        ("testing", 0b00101, 6, 0),  # level 1 and one of two boxes: any of the two will do
        ("testing", 0b01001, 4, 0),  # a supporting box is not of the scale
        ("testing", 0b10011, 8, 8),  # one box of level 2 missing, level 3 ticked: deviates at both
        ("testing", 0b10111, 12, 0),  # everything
    ]
    found = rubric_health(_patterns(*rows), {"testing": 2}, framework)
    # n = 40; E = 8 x 2 = 16; cr = 1 - 16/160. Shares: 40/40, 20/40, 18/40, 20/40 -> 1, .5, .55, .5: mmr = .6375.
    # One more box lifts the 8 from level 1 to 3; of the others nobody ticked anything above a hole.
    expected = _frame(("testing", "Testing", 40, 8, 0.9, 0.6375, (0.9 - 0.6375) / (1 - 0.6375), 2, 8))
    assert_frame_equal(found, expected)


def test_without_thirty_checklists_there_is_no_verdict() -> None:
    framework = _framework(_dimension("writing", "d", "d"), _dimension("reading"))
    found = rubric_health(_patterns(("writing", 0b10, 29, 29)), {}, framework)
    rows = [
        ("writing", "Writing", 29, 29, None, None, None, 0, 29),
        ("reading", "Reading", 0, 0, None, None, None, 0, 0),
    ]
    assert_frame_equal(found, _frame(*rows))


def test_where_everybody_ticks_alike_nothing_can_be_gained_on_chance() -> None:
    framework = _framework(_dimension("writing", "d", "d"))
    found = rubric_health(_patterns(("writing", 0b11, 30, 0)), {}, framework)
    assert_frame_equal(found, _frame(("writing", "Writing", 30, 0, 1.0, 1.0, None, 0, 0)))


def test_the_option_that_says_none_is_a_checklist_with_nothing_ticked() -> None:
    framework = _framework(_dimension("writing", "d", "d"))
    found = rubric_health(_patterns(("writing", 1 << 62, 20, 0), ("writing", 0b01, 20, 0)), {}, framework)
    # Shares 20/40 and 0: mmr = (0.5 + 1) / 2.
    assert_frame_equal(found, _frame(("writing", "Writing", 40, 0, 1.0, 0.75, 1.0, 0, 0)))


def test_the_patterns_are_left_as_they_are() -> None:
    patterns = _patterns(("writing", 0b01, 30, 0))
    before = patterns.copy(deep=True)
    rubric_health(patterns, {}, _framework(_dimension("writing", "d", "d")))
    assert_frame_equal(patterns, before)


@pytest.mark.parametrize(
    ("ticks", "is_short"),
    [
        (0b0000, False),
        (0b0001, False),  # level 1: nothing above
        (0b0011, False),  # and half of level 2: as far as the person has come
        (0b1011, True),  # level 3 ticked, one box of level 2 missing
        (0b1001, False),  # two boxes of level 2 missing
        (0b0110, True),  # level 2 ticked, the box of level 1 missing
        (0b0010, True),  # half of level 2: the box of level 1 lifts from 0 to 1
        (0b1110, True),
        (0b1111, False),
    ],
)
def test_one_box_short_needs_a_hole_below_something_ticked(ticks: int, is_short: bool) -> None:
    assert is_one_box_short(_dimension("testing", "d", "dd", "d"), ticks) is is_short


@st.composite
def _ladders(draw: st.DrawFn) -> tuple[list[bool], list[int]]:
    levels = sorted(draw(st.lists(st.integers(1, 4), min_size=1, max_size=7)))
    return draw(st.lists(st.booleans(), min_size=len(levels), max_size=len(levels))), levels


def _is_ideal(ticked: frozenset[int], levels: list[int]) -> bool:
    """Whether no box is ticked above a level that is not full."""
    return all(place in ticked or levels[place] >= levels[other] for other in ticked for place in range(len(levels)))


@given(_ladders())
def test_deviations_are_the_distance_to_the_nearest_ideal_of_as_many_ticks(
    ladder: tuple[list[bool], list[int]],
) -> None:
    ticked, levels = ladder
    made = frozenset(place for place, is_ticked in enumerate(ticked) if is_ticked)
    ideals = [frozenset(each) for each in combinations(range(len(levels)), len(made))]
    nearest = min(len(made ^ ideal) for ideal in ideals if _is_ideal(ideal, levels))
    assert deviations(np.array([ticked]), np.array(levels)).tolist() == [nearest]
