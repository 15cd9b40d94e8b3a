"""Ticks as bits: joined by any separator or spread over columns, the same ticks are the same mask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching.answers import scale
from pipeline.matching.ticks import NONE_YET, checklist, is_checklist_column, ticked_indicators
from tests.pipeline.matching.small import BAKE, FROM_0, FROM_1, SOUP

OF_BAKE = checklist(FROM_0, BAKE)
KNEADED, SHAPED = "I have kneaded a dough", "I have kneaded a dough, and shaped it"
ALONE, SCALE, HIRED = "I have baked alone", "I own a scale", "I have hired; and trained, a baker"
BIT = {KNEADED: 1, SHAPED: 2, ALONE: 4, SCALE: 8, HIRED: 16}


@pytest.mark.parametrize("mark", [", ", ",", ";", "; ", "\n", "|", " | "])
@pytest.mark.parametrize("ticked", [[KNEADED, ALONE], [SHAPED, KNEADED], [HIRED, SHAPED, SCALE], list(BIT)])
def test_ticks_joined_by_any_separator(mark: str, ticked: list[str]) -> None:
    assert OF_BAKE.bits(mark.join(ticked)) == (sum(BIT[text] for text in ticked), [])


@given(st.lists(st.sampled_from(list(BIT)), max_size=6), st.sampled_from([", ", ";", "\n", "; "]))
def test_the_order_and_repetition_of_ticks_do_not_count(ticked: list[str], mark: str) -> None:
    mask, strange = OF_BAKE.bits(mark.join(ticked))
    assert (mask, strange) == (sum(BIT[text] for text in set(ticked)), [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", (0, [])),
        (" ; ;", (0, [])),
        ("I have baked alone;", (4, [])),  # Microsoft Forms ends with a separator
        ("I HAVE  baked\u00a0alone", (4, [])),
        ("I have kneaded a dough, and shaped it", (2, [])),
        ("I have kneaded a dough, I have kneaded a dough, and shaped it", (3, [])),
        ("I have kneaded a dough, and", (1, ["and"])),
        ("I have kneaded", (0, ["I have kneaded"])),  # part of an option is none
        ("and shaped it", (0, ["and shaped it"])),
        ("I have baked alone, I juggle; often", (4, ["I juggle", "often"])),
        ("I have baked alone I own a scale", (0, ["I have baked alone I own a scale"])),
        ("Not yet", (NONE_YET, [])),
        ("Dough is a mystery to me", (NONE_YET, [])),
        ("Not yet, I own a scale", (NONE_YET + 8, [])),
        ("Master", (0, ["Master"])),
    ],
)
def test_joined_cells(cell: str, expected: tuple[int, list[str]]) -> None:
    assert OF_BAKE.bits(cell) == expected


STRANGE = ["I juggle", "I have kneaded", "a baker", "and", "Not", "a dough"]


@given(st.lists(st.sampled_from([*BIT, *STRANGE]), max_size=6))
def test_every_unknown_tick_is_told_and_every_known_one_counts(pieces: list[str]) -> None:
    mask, strange = OF_BAKE.bits(";".join(pieces))
    assert mask == sum(BIT[text] for text in set(pieces) & set(BIT))
    assert strange == [text for text in pieces if text in STRANGE]


def test_ticked_indicators_by_id() -> None:
    assert ticked_indicators(BAKE, 1 + 8 + 16) == {"b1a", "b2s", "b3"}
    assert ticked_indicators(BAKE, NONE_YET) == frozenset()


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("Bread & Baking [I have baked alone]", 4),
        ("I have kneaded a dough", 1),
        ("I have kneaded a dough, and shaped it", 2),  # the longer option, not the one that it contains
        ("Bread: I have hired; and trained, a baker.", 16),
        ("Bread & Baking [Not yet]", NONE_YET),
        ("Bread & Baking: dough is a mystery to me", NONE_YET),
        ("I can name the parts of a dough", 3),  # a statement stands for its level's defining indicators
        ("I bake a loaf without a recipe", 4),  # and not for a supporting one
        ("Bread & Baking", None),
        ("I have baked alone / I own a scale", None),
        ("Bread & Baking (0 = Not yet, 3 = Master)", None),  # the scale spelled out
    ],
)
def test_the_option_that_a_header_names(header: str, part: int | None) -> None:
    assert OF_BAKE.part_named(header) == part


@pytest.mark.parametrize("cell", ["Yes", "y", "X", "TRUE", "1", "Checked", "oui", "\u2713", "I have baked alone"])
def test_ticked_cells(cell: str) -> None:
    assert OF_BAKE.tick(cell, 4) is True


@pytest.mark.parametrize("cell", ["No", "0", "false", "o", "Nein", "", " ", "N/A", "-"])
def test_unticked_cells(cell: str) -> None:
    assert OF_BAKE.tick(cell, 4) is False


@pytest.mark.parametrize("cell", ["maybe", "2", "I own a scale", "Master"])
def test_cells_that_are_neither(cell: str) -> None:
    assert OF_BAKE.tick(cell, 4) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["Yes", "No"], True),
        (["No"], True),  # nobody has it
        (["Yes", "maybe"], True),
        (["maybe", "No"], False),
        (["1", "0"], True),
        (["1", "0", "2"], False),  # levels
        (["I own a scale"], False),
    ],
)
def test_columns_that_hold_ticks(values: list[str], expected: bool) -> None:
    assert OF_BAKE.is_tick_column(values, 4, scale(FROM_0, BAKE, {})) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["3", "Able", "N/A"], False),
        (["I have heated one"], True),
        (["Not yet"], False),  # a level of its own
        (["3", "I have heated one, I have cooked bones"], True),
        (["I juggle"], False),
    ],
)
def test_columns_of_joined_ticks(values: list[str], expected: bool) -> None:
    assert is_checklist_column(values, scale(FROM_0, SOUP, {}), checklist(FROM_0, SOUP)) is expected


def test_without_a_level_0_nothing_says_none() -> None:
    of_joints = checklist(FROM_1, FROM_1.dimensions[0])
    assert of_joints.bits("Not yet, I have cut one") == (2, ["Not yet"])
    assert of_joints.part_named("Joints [Not yet]") is None
