"""Two versions of a rubric: what is the same, what is in common, and what a crosswalk makes of the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RubricError
from pipeline.frameworks.crosswalk import Span, ruled_crosswalk, with_crosswalk
from pipeline.frameworks.versions import Comparison, LevelChange, comparisons
from pipeline.model import Description, Dimension, Framework, Indicator, Level
from tests.pipeline.frameworks.strategies import frameworks


def rubric(levels: dict[int, str], lowest: int = 0, name: str = "baking") -> Framework:
    """One dimension; of each level the ids of its indicators, ``(in brackets)`` where supporting."""
    described = tuple(
        Description(
            level,
            f"I am at {level}",
            tuple(Indicator(each.strip("()"), f"I do {each}", each.startswith("(")) for each in ids.split()),
        )
        for level, ids in levels.items()
    )
    scale = tuple(Level(level, f"Level {level}") for level in levels)
    return Framework("bakery", "Bakery", 1, scale, (Dimension(name, name.title(), described),), lowest)


def compared(before: dict[int, str], after: dict[int, str]) -> Comparison:
    [found] = comparisons(rubric(before), rubric(after))
    return found


BEFORE = {0: "", 1: "a b", 2: "c (d)", 3: "e"}


def test_the_same_ids_are_the_same_rubric_in_any_order_and_with_any_words() -> None:
    assert compared(BEFORE, {0: "", 1: "b a", 2: "(d) c", 3: "e"}) == Comparison(
        "baking",
        "Baking",
        "same rubric",
        {1: frozenset("ab"), 2: frozenset("c"), 3: frozenset("e")},
    )


def test_a_reworded_statement_is_told_and_changes_nothing() -> None:
    later = rubric(BEFORE)
    [dimension] = later.dimensions
    levels = tuple(
        replace(each, statement="Other words") if each.level in (0, 2) else each for each in dimension.levels
    )
    [found] = comparisons(rubric(BEFORE), replace(later, dimensions=(replace(dimension, levels=levels),)))
    assert found.compared_by == "same rubric"
    assert found.changes == (LevelChange(0, is_reworded=True), LevelChange(2, is_reworded=True))


def test_what_is_left_at_every_level_is_in_common() -> None:
    assert compared(BEFORE, {0: "", 1: "a x", 2: "c", 3: "e (y)"}) == Comparison(
        "baking",
        "Baking",
        "common indicators",
        {1: frozenset("a"), 2: frozenset("c"), 3: frozenset("e")},
        (
            LevelChange(1, came=("x",), went=("b",)),
            LevelChange(2, went=("d",)),
            LevelChange(3, came=("y",)),
        ),
    )


@pytest.mark.parametrize(
    "after",
    [
        {0: "", 1: "x", 2: "c", 3: "e"},  # nothing in common at level 1
        {0: "", 1: "a b", 2: "(c) (d)", 3: "e"},  # what was defining is supporting now
        {0: "", 1: "a b c", 2: "", 3: "e"},  # moved down a level
        {0: "", 1: "a b", 2: "c (d)"},  # a shorter scale
        {0: "", 1: "a b", 2: "c (d)", 3: "e", 4: "f"},  # a longer one
        {0: "", 1: "", 2: "", 3: ""},
    ],
)
def test_a_level_without_anything_in_common_is_a_break(after: dict[int, str]) -> None:
    assert compared(BEFORE, after).compared_by == "not comparable"


def test_a_level_that_never_had_a_defining_indicator_is_no_break() -> None:
    found = compared({0: "", 1: "a b", 2: "(c)"}, {0: "", 1: "a", 2: "(d)"})
    assert (found.compared_by, found.common) == ("common indicators", {1: frozenset("a")})


def test_an_indicator_that_turned_is_told() -> None:
    found = compared({1: "a b"}, {1: "a (b)"})
    assert (found.compared_by, found.changes) == ("common indicators", (LevelChange(1, turned=("b",)),))


def test_a_dimension_without_indicators_is_compared_by_its_statements() -> None:
    plain = {0: "", 1: "", 2: ""}
    assert compared(plain, plain).compared_by == "same rubric"
    later = rubric(plain)
    [dimension] = later.dimensions
    levels = (*dimension.levels[:2], replace(dimension.levels[2], statement="I do it blindfold"))
    [found] = comparisons(rubric(plain), replace(later, dimensions=(replace(dimension, levels=levels),)))
    assert (found.compared_by, found.common) == ("not comparable", {})
    spaced = (*dimension.levels[:2], replace(dimension.levels[2], statement="i am  at 2."))
    [found] = comparisons(rubric(plain), replace(later, dimensions=(replace(dimension, levels=spaced),)))
    assert (found.compared_by, found.changes) == ("same rubric", ())


def test_dimensions_that_only_one_has_are_not_comparable_and_come_in_order() -> None:
    before = rubric(BEFORE)
    after = replace(
        rubric(BEFORE, name="frying"),
        dimensions=(*rubric(BEFORE, name="frying").dimensions, *rubric(BEFORE, name="icing").dimensions),
    )
    before = replace(before, dimensions=(*before.dimensions, *rubric(BEFORE, name="icing").dimensions))
    told = [(each.dimension, each.compared_by, each.is_new, each.is_gone) for each in comparisons(before, after)]
    assert told == [
        ("frying", "not comparable", True, False),
        ("icing", "same rubric", False, False),
        ("baking", "not comparable", False, True),
    ]


@given(frameworks(), frameworks())
def test_a_comparison_is_the_same_from_either_side(one: Framework, other: Framework) -> None:
    there = {each.dimension: (each.compared_by, each.common) for each in comparisons(one, other)}
    back = {each.dimension: (each.compared_by, each.common) for each in comparisons(other, one)}
    assert there == back
    assert {each.compared_by for each in comparisons(one, one)} == {"same rubric"}


def test_what_the_words_of_a_crosswalk_mean() -> None:
    framework = rubric({0: "", 1: "a", 2: "b", 3: "c", 4: "d"})
    ruled = ruled_crosswalk("Baking", {1: "stricter", 2: "looser", 3: "split", 4: "same"}, framework, framework)
    assert ruled.spans == {0: Span(0, 0), 1: Span(0, 1), 2: Span(2, 3), 3: Span(3, 4), 4: Span(4, 4)}
    assert ruled.open_levels == ()
    edges = ruled_crosswalk("baking", {0: "stricter", 4: "looser"}, framework, framework)
    assert (edges.spans[0], edges.spans[4]) == (Span(0, 0), Span(4, 4))


def test_a_crosswalk_may_lead_to_other_numbers() -> None:
    before, after = rubric({0: "", 1: "a", 2: "b", 3: "c"}), rubric({1: "x", 2: "y", 3: "z", 4: "w"})
    rulings = {0: "same 1", 1: "stricter 2", 2: "split 2 3", 3: "looser 3", 4: "new"}
    ruled = ruled_crosswalk("baking", rulings, before, after)
    assert ruled.spans == {0: Span(1, 1), 1: Span(1, 2), 2: Span(2, 3), 3: Span(3, 4)}


def test_a_level_that_changed_and_was_not_ruled_on_stays_open() -> None:
    before, after = rubric({0: "", 1: "a", 2: "b", 3: "c"}), rubric({0: "", 1: "a", 2: "x", 3: "y"})
    [comparison] = comparisons(before, after)
    half = ruled_crosswalk("baking", {2: "stricter"}, before, after)
    assert (half.spans, half.open_levels) == ({0: Span(0, 0), 1: Span(1, 1), 2: Span(1, 2)}, (3,))
    assert with_crosswalk(comparison, half).compared_by == "not comparable"
    whole = ruled_crosswalk("baking", {2: "stricter", 3: "same"}, before, after)
    assert with_crosswalk(comparison, whole).compared_by == "crosswalk"


@pytest.mark.parametrize(
    ("dimension", "rulings", "message"),
    [
        ("soup", {1: "same"}, "the dimension 'soup'"),
        ("baking", {7: "same"}, "level 7, which the earlier rubric does not have. Its levels are 0, 1, 2, 3"),
        ("baking", {2: "new"}, "level 2, which the earlier rubric has"),
        ("baking", {2: "same 9"}, "level 9, which the later rubric does not have"),
        ("baking", {9: "new"}, "level 9, which the later rubric does not have"),
        ("baking", {2: "harder"}, "'harder' on level 2"),
        ("baking", {2: " "}, "' ' on level 2"),
        ("baking", {2: "same two"}, "'same two'"),
        ("baking", {2: "same 1 2"}, "'same 1 2'"),
    ],
)
def test_what_a_crosswalk_cannot_say_is_refused(dimension: str, rulings: dict[int, str], message: str) -> None:
    framework = rubric(BEFORE)
    with pytest.raises(RubricError) as refusal:
        ruled_crosswalk(dimension, rulings, framework, framework)
    assert message in str(refusal.value)


@given(st.dictionaries(st.integers(0, 3), st.sampled_from(["same", "stricter", "looser", "split"])))
def test_a_span_lies_on_the_scale_and_never_more_than_a_step_around_its_level(rulings: dict[int, str]) -> None:
    framework = rubric(BEFORE)
    for level, span in ruled_crosswalk("baking", rulings, framework, framework).spans.items():
        assert 0 <= span.lowest <= level <= span.highest <= 3
        assert span.highest - span.lowest <= 1
