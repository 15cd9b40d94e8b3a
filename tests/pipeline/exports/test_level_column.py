"""Which column of a long list is the level, where several might be: told, or asked, and never guessed."""

from __future__ import annotations

import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from pipeline.matching.read import matched
from pipeline.matching.recipe import NO_RULINGS
from pipeline.model import Rater, Responses
from tests.pipeline.exports.files import sheet_of
from tests.pipeline.matching.small import FROM_0

KNOWN = frozenset({"soup", "breadbaking"})


def list_of(first: str, *others: str, cells: tuple[str, ...] = ("1", "3")) -> Responses:
    """Two people with a line each: the first of the columns holds 1 and 2, the others 3 or what is given."""
    lines = (("Ann", "Soup", "1", *cells[1:]), ("Bo", "Soup", "2", *cells[1:]))
    return responses_of([sheet_of(("Person", "Skill", first, *others), *lines)], known=KNOWN)


def levels_of(read: Responses) -> list[list[str | None]]:
    return [column.answers.to_pylist() for column in read.columns if column.header.startswith("Soup")]


@pytest.mark.parametrize(
    ("level", "other"),
    [
        ("Current level", "Target level"),
        ("Level (self)", "Target level"),
        ("Ist", "Soll"),
        ("Ist-Stufe", "Soll-Stufe"),
        ("Niveau actuel", "Niveau cible"),
        ("Current level", "Importance"),
        ("Current proficiency", "Years used"),
        ("Level", "Target level"),
        ("Self rating", "Target rating"),
        ("My level", "Level last year"),
        ("Wie gut", "Zielwert"),
        ("Level of mastery", "Required in 2027"),
        ("Rating", "Self-rating gap"),
        ("Level of experience", "Years of experience"),
        ("Self confidence level", "Weight"),
    ],
)
def test_what_is_wanted_or_counted_beside_the_level_is_none(level: str, other: str) -> None:
    assert levels_of(list_of(level, other)) == [["1", "2"]]
    turned = sheet_of(("Person", "Skill", other, level), ("Ann", "Soup", "4", "1"), ("Bo", "Soup", "4", "2"))
    assert levels_of(responses_of([turned], known=KNOWN)) == [["1", "2"]]


def test_what_was_passed_over_is_said() -> None:
    assert list_of("Current level", "Target level").notes == (
        "The column 'Current level' was read as the level, and not 'Target level'.",
    )
    assert list_of("Actual", "Required", "Gap", cells=("1", "3", "2")).notes == (
        "The column 'Actual' was read as the level, and not 'Required' and 'Gap'.",
    )
    assert list_of("Level", "Team", cells=("1", "Owls")).notes == ()


@pytest.mark.parametrize("other", ["Assessed on", "Rated by", "Manager", "Job level", "No."])
def test_dates_names_and_numbers_of_lines_are_no_level(other: str) -> None:
    cells = {"Assessed on": "2026-09-01", "Rated by": "Cy", "Manager": "Cy", "Job level": "3", "No.": "1"}
    assert levels_of(list_of("My level", other, cells=("1", cells[other]))) == [["1", "2"]]


def test_remarks_beside_a_rating_are_no_rival() -> None:
    for header in ("Rating", "Rating (0-4)", "Skill level 0 to 4"):
        assert levels_of(list_of(header, "Note", cells=("1", "quick to learn"))) == [["1", "2"]]


@pytest.mark.parametrize(("rater", "levels"), [("self", [1, 2]), ("manager", [3, 3])])
@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        ("Self-assessment", "Manager assessment"),
        ("Level", "Manager level"),
        ("Self", "Manager"),
        ("Current level (self)", "Current level (manager)"),
    ],
)
def test_of_two_raters_the_one_of_the_load_counts(rater: Rater, levels: list[int], own: str, theirs: str) -> None:
    understood = matched(list_of(own, theirs), FROM_0, NO_RULINGS, rater=rater)
    [soup] = understood.ratings
    assert soup.level.tolist() == levels
    assert understood.problems == ()


@pytest.mark.parametrize(("cycle", "levels"), [("2026", [1, 2]), ("2025", [3, 3])])
@pytest.mark.parametrize("word", ["Rating", "Proficiency", "Level"])
def test_of_two_years_the_one_of_the_cycle_counts(cycle: str, levels: list[int], word: str) -> None:
    [soup] = matched(list_of(f"{word} 2026", f"{word} 2025"), FROM_0, NO_RULINGS, cycle=cycle).ratings
    assert soup.level.tolist() == levels


def test_two_years_of_which_the_cycle_is_none_are_refused_by_the_columns() -> None:
    with pytest.raises(ExportError, match=r"of several: C of '2026'; D of '2025'"):
        matched(list_of("Rating 2026", "Rating 2025"), FROM_0, NO_RULINGS, cycle="spring")


@pytest.mark.parametrize(
    ("first", "second"), [("Rating 1", "Rating 2"), ("Level", "Score"), ("Wert A", "Wert B"), ("Level X", "Level Y")]
)
def test_of_two_that_may_be_the_level_none_is_guessed(first: str, second: str) -> None:
    with pytest.raises(ExportError) as caught:
        list_of(first, second)
    assert caught.value.title == f"Each of the columns {first!r} and {second!r} may hold the level."
    assert caught.value.detail == (
        "Call the one that does 'Level', and the others what they hold, as 'Target level', or delete them."
    )


@pytest.mark.parametrize("header", ["Training wish", "Which topic first?"])
def test_a_matrix_with_a_column_of_dimensions_as_answers_stays_one(header: str) -> None:
    lines = (("Ann", "Soup", "1", "2"), ("Bo", "Bread & Baking", "3", "0"))
    read = responses_of([sheet_of(("Name", header, "Soup", "Bread & Baking"), *lines)], known=KNOWN)
    assert (read.tool, read.rows.tolist()) == ("matrix", [2, 3])
    assert [column.answers.to_pylist() for column in read.columns[2:]] == [["1", "3"], ["2", "0"]]
