"""Columns that name a dimension and ask something else: never the level, and never a reason to lose it."""

import pytest

from pipeline.load_notes import reading_notes
from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import Rulings
from tests.pipeline.exports.files import brief
from tests.pipeline.matching.small import FROM_0, export, levels_of, read

SELF, OTHER = ["2", None, "1", None], ["3", "3", "3", "3"]
ROWS = list(zip(SELF, OTHER, strict=True))


def roles(found: Matched) -> list[tuple[str, str | None, str | None]]:
    return [(each.role, each.dimension, each.how) for each in found.questions]


@pytest.mark.parametrize(
    "header",
    [
        "Which level of Soup would you like to reach?",
        "How important is Soup for your role?",
        "Your manager's view: Soup",
        "Where did you stand in Soup a year ago?",
        "Wie gut? [Soup][Ziel]",
        "Wunschniveau Soup",
        "Ihre Führungskraft: Soup",
        "Wie wichtig ist Soup für Sie?",
        "Soup : niveau souhaité",
        "Intérêt pour Soup",
        "Nivel deseado: Soup",
        "Soup (livello desiderato)",
        "Gewenst niveau Soup",
    ],
)
def test_another_question_beside_the_level_is_left_out_and_said(header: str) -> None:
    found = read(export(["Soup", header], *ROWS))
    assert (levels_of(found), found.problems) == ({"soup": [2, -1, 1, -1]}, ())
    assert roles(found)[1] == ("ignored", None, None)
    [told, _] = reading_notes(found, FROM_0)
    assert told.startswith(f"B {header[:40]!r} left out: another column gives the level")


def test_a_second_scale_is_told_by_the_words_that_part_the_columns() -> None:
    """A word that stands above all of them, as in a preamble, parts nothing."""
    headers = [
        f"Honesty is important! [{name}][{which}]" for name in ("Soup", "Bread & Baking") for which in ("A", "Goal")
    ]
    found = read(export(headers, ["1", "3", None, "2"], ["2", "3", "0", "2"]))
    assert (levels_of(found), found.problems) == ({"bread-baking": [-1, 0], "soup": [1, 2]}, ())


def test_a_word_that_all_headings_share_is_no_reason_and_said() -> None:
    found = read(export(["How important is Soup?", "How important is Bread & Baking?"], ["1", "3"]))
    assert levels_of(found) == {"bread-baking": [3], "soup": [1]}
    [told] = reading_notes(found, FROM_0)
    assert told.startswith("Every column of a dimension says 'important' in its heading")


def test_a_wish_alone_is_asked_about_among_levels() -> None:
    found = read(export(["Bread & Baking", "Which level of Soup would you like to reach?"], ["1", "3"]))
    assert levels_of(found) == {"bread-baking": [1]}
    assert roles(found)[1] == ("ignored", "soup", "similar")
    [problem] = found.problems
    assert (problem.problem, problem.column) == ("similar_header", "B")
    assert "says 'reach'" in problem.message


def test_words_of_the_name_itself_are_none_of_another_question() -> None:
    """A statement of the framework in the heading may hold any word."""
    found = read(export(["Bread & Baking", "Skill: soup comes from a tin"], ["1", "3"]))
    assert levels_of(found) == {"bread-baking": [1], "soup": [3]}


def test_a_ruling_makes_any_column_the_level() -> None:
    ruled = Rulings({"Soup wanted": "soup"})
    found = read(export(["Soup", "Soup wanted"], ["1", None], [None, "3"]), FROM_0, ruled)
    assert levels_of(found) == {"soup": [1, 3]}


def test_of_two_columns_of_the_level_a_row_with_both_is_a_problem_and_the_others_count() -> None:
    headers = ["Soup", "Soup in the eyes of your team"]
    found = read(export(headers, ["1", "3"], ["2", "2"], ["0", None], [None, "3"]))
    assert levels_of(found) == {"soup": [-1, -1, 0, 3]}
    assert [each[0] for each in brief(found.problems)] == ["two_answers", "two_answers"]
    ruled = read(export(headers, ["1", "3"], ["2", "2"]), FROM_0, Rulings({headers[1]: "ignored"}))
    assert (levels_of(ruled), ruled.problems) == ({"soup": [1, 2]}, ())


def test_a_comment_with_some_levels_is_no_rival() -> None:
    lines = [["1", "2"], ["2", "1"], ["0", "3"], *[["3", "hot"]] * 4]
    found = read(export(["Soup please", "Why this soup?"], *lines))
    assert levels_of(found) == {"soup": [1, 2, 0, 3, 3, 3, 3]}


def test_where_managers_rate_their_column_is_the_level() -> None:
    responses = export(["Soup", "Your manager's view: Soup"], *ROWS)
    assert levels_of(matched(responses, FROM_0, Rulings(), "manager")) == {"soup": [3, 3, 3, 3]}
    assert levels_of(matched(responses, FROM_0, Rulings(), "self")) == {"soup": [2, -1, 1, -1]}
