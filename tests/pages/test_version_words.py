"""What the setup page says of two versions of a rubric."""

from __future__ import annotations

from dataclasses import replace

from pages.shared.version_words import command, has_changed, headline, rows
from pipeline.frameworks.crosswalk import Ruled, Span
from pipeline.frameworks.versions import Comparison, LevelChange
from pipeline.model import Framework
from pipeline.rubric_changes import RubricChange, RubricChanges

EMPTY = Framework("bakery", "Bakery", 1, (), (), 0)
SAME = Comparison("pan", "Pan", "same rubric", {})
COMMON = Comparison(
    "oven",
    "Oven",
    "common indicators",
    {1: frozenset("a"), 2: frozenset(["c", "d"])},
    (LevelChange(1, came=("x",), went=("b", "e")), LevelChange(2, turned=("f",), is_reworded=True)),
)
BREAK = replace(COMMON, compared_by="not comparable", changes=(LevelChange(4, is_new=True),))


def told(*dimensions: RubricChange) -> RubricChanges:
    return RubricChanges("2025", "2026", EMPTY, EMPTY, dimensions)


def test_one_sentence_counts_the_ways() -> None:
    assert headline(told(RubricChange(SAME))) == (
        "Cycle 2026 beside cycle 2025: the same rubric in 1 dimension; every level means what it meant."
    )
    assert headline(told(RubricChange(SAME), RubricChange(COMMON), RubricChange(BREAK), RubricChange(BREAK))) == (
        "Cycle 2026 beside cycle 2025, 4 dimensions: 1 the same rubric, 1 scored again on what is in common, "
        "2 not comparable."
    )


def test_each_dimension_says_what_changed_and_how_it_is_compared() -> None:
    spans = {1: Span(0, 1), 2: Span(2, 2)}
    walked = replace(BREAK, compared_by="crosswalk")
    changes = told(
        RubricChange(SAME),
        RubricChange(COMMON),
        RubricChange(BREAK),
        RubricChange(BREAK, is_chosen=True),
        RubricChange(BREAK, {1: "same"}, Ruled(spans, (3, 4))),
        RubricChange(walked, {1: "stricter", 2: "same"}, Ruled(spans)),
        RubricChange(BREAK, {1: "new"}, fault="No such level."),
        RubricChange(Comparison("tin", "Tin", "not comparable", {}, is_new=True)),
        RubricChange(Comparison("lid", "Lid", "not comparable", {}, is_gone=True)),
    )
    assert [(row["What changed"], row["How it is compared"]) for row in rows(changes)] == [
        ("Nothing", "Level by level"),
        (
            "level 1: 1 behaviour new (x), 2 behaviours gone (b, e); level 2: 1 behaviour that had to be ticked for "
            "the level turned into one that only supports it, or the other way round (f), "
            "the statement has other words",
            "Both cycles are scored again on the 3 behaviours in common",
        ),
        ("level 4: new", "Not comparable: some level has nothing in common in the two rubrics"),
        (
            "level 4: new",
            "Not comparable: people chose a level instead of ticking behaviours, so nothing can be scored again",
        ),
        ("level 4: new", "Not comparable: nobody has ruled on level 3, 4 yet"),
        (
            "level 4: new",
            "As ruled on: level 1 of before counts as 0 or 1 now, level 2 of before counts as 2 now. "
            "Where two are possible, the change is worked out for both",
        ),
        ("level 4: new", "Not comparable: No such level."),
        ("New in this rubric", "Not comparable: cycle 2025 did not have it"),
        ("Not in this rubric any more", "Not comparable: cycle 2026 does not have it"),
    ]


def test_the_command_is_told_where_there_is_something_to_rule_on() -> None:
    assert [has_changed(told(RubricChange(each))) for each in (SAME, COMMON)] == [False, True]
    changes = replace(told(), later="spring 2026; ls")
    assert command(changes) == "skillgap rubric-changes --cycle 'spring 2026; ls' --with 2025 --from recipe.yaml"
