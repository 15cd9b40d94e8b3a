"""Why then: seats of made-up teams, by hand; and what a course leads a person from and to."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.frameworks.loader import shipped
from pipeline.programme.modules import Module
from pipeline.sentences.seats import TEAM_IS_FULL, gap_words, why_then, why_waiting

QUARTERS = ("Q1", "Q2", "Q3")
Seat = tuple[str, int, str, int, str | None, str]
"""Person, turn, course, steps, quarter, class."""

TIE = "of those who have them it is a tie: as urgent, and as far to go; who stands first decides."
THOSE = "Those who have them have"
AS_URGENT = f"{THOSE} gaps as urgent or more,"
BETWEEN = ": between equals it is decided by which cohorts can be filled, and by nothing about the people."
LESS = "Some gaps there are less urgent: full cohorts were possible this way round only."
FRAMEWORK = next(each for each in shipped() if each.id == "ai-upskilling")


def rows(*seats: Seat) -> pd.DataFrame:
    columns = ["person", "name", "turn", "course", "steps", "quarter", "class"]
    return pd.DataFrame([(seat[0], *seat) for seat in seats], columns=columns, dtype=object)


def told(*seats: Seat, places: int | None = 2) -> list[str | None]:
    return why_then(rows(*seats), QUARTERS, places, "8 to 12")


def test_the_first_quarter_that_is_free_needs_no_reason() -> None:
    assert told(("a", 1, "x", 1, "Q1", "A"), ("a", 2, "y", 1, "Q2", "D"), ("b", 1, "x", 1, None, "A")) == [
        "As early as can be.",
        "As soon as the course in Q1 is done.",
        None,
    ]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (("a", 1, "x", 2, "Q1", "A"), ("b", 1, "x", 1, "Q1", "A"), f"With 1 {TIE}"),
        (
            ("a", 1, "x", 2, "Q1", "A"),
            ("b", 1, "x", 3, "Q1", "A"),
            f"{AS_URGENT} and in the same course further to go.",
        ),
        (
            ("a", 1, "y", 1, "Q1", "A"),
            ("b", 1, "z", 1, "Q1", "A"),
            f"{AS_URGENT} in other courses{BETWEEN}",
        ),
        (("a", 1, "x", 9, "Q1", "D"), ("b", 1, "y", 9, "Q1", "A"), LESS),
    ],
)
def test_places_that_are_taken_are_the_reason_and_by_whom(first: Seat, second: Seat, why: str) -> None:
    found = told(first, second, ("c", 1, "x", 1, "Q2", "A"))[2]
    assert found == f"The team's 2 places in Q1 are taken. {why}"


def test_what_is_more_urgent_and_who_has_no_course_yet_goes_before() -> None:
    urgent = told(("a", 1, "x", 1, "Q1", "A"), ("b", 1, "x", 1, "Q1", "A"), ("c", 1, "x", 1, "Q2", "B"))[2]
    assert urgent == "The team's 2 places in Q1 are taken. Those who have them have more urgent gaps."
    alone = told(("a", 1, "x", 1, "Q1", "A"), ("b", 1, "x", 1, "Q2", "D"), ("a", 2, "y", 1, "Q3", "A"), places=1)
    assert alone[1] == "The team's place in Q1 is taken. Those who have them have more urgent gaps."
    assert (
        alone[2]
        == "The team's place in Q2 is taken. First courses come before second ones, and these before third ones."
    )


def test_a_quarter_with_a_place_was_passed_for_want_of_a_cohort() -> None:
    found = told(("a", 1, "x", 1, "Q1", "A"), ("b", 1, "x", 1, "Q2", "A"), ("b", 2, "y", 1, "Q3", "A"))
    assert found[1:] == [
        "In Q1 nobody more could go to this course unless somebody else went later: a cohort has 8 to 12 people.",
        "As soon as the course in Q2 is done.",
    ]
    both = told(("a", 1, "y", 1, "Q1", "A"), ("b", 1, "y", 1, "Q1", "A"), ("c", 1, "x", 1, "Q3", "A"))[2]
    assert both is not None
    assert both.startswith(f"The team's 2 places in Q1 are taken. {AS_URGENT} in other courses{BETWEEN}")
    assert " In Q2 nobody more could go" in both


def test_of_a_team_that_is_seen_in_part_nobody_learns_whose_the_places_are() -> None:
    seats = (("a", 1, "x", 1, "Q1", "A"), ("b", 1, "x", 1, "Q1", "A"), ("c", 1, "x", 1, "Q2", "A"))
    found = told(*seats, places=None)[2]
    assert found is not None
    assert found.startswith("The places before it are taken, or nobody more could go")


def test_a_course_leads_from_the_own_level_to_the_end_of_its_modules() -> None:
    one, two = FRAMEWORK.dimensions[:2]
    hours = (1, 1, 1)
    modules = [Module("x", "X", one.id, 0, 1, *hours, ("t",)), Module("y", "Y", one.id, 1, 2, *hours, ("t",))]
    names = [level.name for level in FRAMEWORK.levels]
    assert gap_words({one.id: 0, two.id: 3}, modules, FRAMEWORK) == f"{one.name}: {names[0]} to {names[2]}"
    later = f"{one.name}: {names[1]} to {names[2]}"  # what is below it another course leads to
    assert gap_words({one.id: 0}, modules[1:], FRAMEWORK) == later
    assert gap_words({one.id: None}, modules, FRAMEWORK) == ""


def test_who_waits_for_a_place_of_the_team_is_told_who_has_it() -> None:
    seats = rows(
        ("a", 1, "x", 1, "Q1", "A"),
        ("a", 2, "y", 1, "Q3", "D"),
        ("b", 1, "x", 1, "Q1", "A"),
        ("b", 2, "z", 1, "Q2", "A"),
        ("b", 3, "y", 1, None, "A"),
        ("c", 1, "v", 1, None, "A"),
    )
    reasons = [None, None, None, None, TEAM_IS_FULL, "Too few to start."]
    seats = seats.assign(reason=pd.Series(reasons, dtype=object))
    told = why_waiting(seats, QUARTERS).tolist()
    # of b only the third quarter is left, and there a has a second course
    second = "First courses come before second ones, and these before third ones."
    assert told == [None, None, None, None, f"{TEAM_IS_FULL} {second}", "Too few to start."]


def test_who_waits_for_a_second_course_is_told_why_another_s_second_course_has_a_place() -> None:
    before = (("a", 1, "x", 1, "Q1", "A"), ("b", 1, "x", 1, "Q1", "A"), ("c", 1, "x", 1, "Q2", "A"))
    first = "The team's 2 places in Q2 are taken. First courses come before second ones, and these before third ones. "
    for taken, why in (
        (("a", 2, "y", 1, "Q2", "A"), "Whoever has a place for a second course has more urgent gaps."),
        (
            ("a", 2, "y", 1, "Q2", "B"),
            f"Whoever has a place for a second course has gaps as urgent or more, in other courses{BETWEEN}",
        ),
        (("a", 2, "z", 1, "Q2", "B"), f"With 1 {TIE}"),
        (("a", 2, "z", 1, "Q2", "D"), LESS),
    ):
        assert told(*before, taken, ("b", 2, "z", 1, "Q3", "B"))[4] == first + why
