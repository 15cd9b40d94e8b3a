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
    headings = [f"{name}: what everybody should know" for name in ("Soup", "Bread & Baking")]
    found = read(export(headings, ["1", "3"]))
    assert levels_of(found) == {"bread-baking": [3], "soup": [1]}
    [told] = reading_notes(found, FROM_0)
    assert told.startswith("Every column of a dimension says 'should' in its heading")


@pytest.mark.parametrize("asked", ["How important is {}?", "Importance of {} (0-4)", "Wie wichtig ist {}?"])
def test_a_file_that_asks_for_importance_alone_has_no_levels(asked: str) -> None:
    found = read(export(["Name", *(asked.format(name) for name in ("Soup", "Bread & Baking"))], ["Ada", "1", "3"]))
    assert levels_of(found) == {}
    assert [problem.problem for problem in found.problems] == ["similar_header", "similar_header"]


@pytest.mark.parametrize(
    "bracket",
    [
        "wie wichtig ist Ihnen das?",
        "importance for your job",
        "où souhaitez-vous arriver ?",
        "desired by December",
        "Ziel bis Jahresende",
        "last year's self-assessment",
    ],
)
def test_another_question_in_brackets_is_asked_about(bracket: str) -> None:
    found = read(export(["Name", "Bread & Baking", f"Soup ({bracket})"], ["Ada", "1", "3"]))
    assert levels_of(found) == {"bread-baking": [1]}
    assert [problem.problem for problem in found.problems] == ["similar_header"]


@pytest.mark.parametrize("bracket", ["incl. writing to the Manager API", "training, target variables", "required"])
def test_a_description_in_brackets_asks_nothing_else(bracket: str) -> None:
    found = read(export(["Name", "Bread & Baking", f"Soup ({bracket})"], ["Ada", "1", "3"]))
    assert (levels_of(found), found.problems) == ({"bread-baking": [1], "soup": [3]}, ())


def test_a_wish_alone_is_asked_about_among_levels() -> None:
    found = read(export(["Bread & Baking", "Which level of Soup would you like to reach?"], ["1", "3"]))
    assert levels_of(found) == {"bread-baking": [1]}
    assert roles(found)[1] == ("ignored", "soup", "similar")
    [problem] = found.problems
    assert (problem.problem, problem.column) == ("similar_header", "B")
    assert "says 'would you like'" in problem.message


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


DESCRIBED = [
    "Soup (required)",
    "Soup (*required)",
    "Soup required *",
    "Soup *",
    "Soup (Pflichtfeld)",
    "Soup (obligatoire)",
    "Soup (ChatGPT, Claude, Meta Llama)",
    "Soup (Docker, Chef, Puppet)",
    "Soup (training, target variables, metrics)",
    "Soup (Ziel-Variablen)",
    "Soup (no prior experience needed)",
    "Soup (optional - skip if not relevant)",
    "Soup (what everybody should know)",
    "Soup (IA responsable incluse)",
    'Soup (previously "Data Science Basics")',
    "Soup (if you want to add something, use the comment field)",
    "Soup: how well do you reach your results?",
    "If you are interested in production: Soup",
    "Soup tools in use at Meta",
    "Soup: how relevant experience do you have?",
]


@pytest.mark.parametrize("header", DESCRIBED)
def test_a_description_in_one_heading_leaves_its_dimension_read(header: str) -> None:
    for other in ("Bread & Baking", "Bread & Baking: your level"):
        found = read(export([other, header], ["1", "3"]))
        assert (levels_of(found), found.problems) == ({"bread-baking": [1], "soup": [3]}, ())


@pytest.mark.parametrize("header", DESCRIBED[6:])
def test_beside_a_comment_a_described_column_is_read_or_asked_about(header: str) -> None:
    found = read(export(["Bread & Baking", header, "Comments on soup"], ["1", "3", "hot"], ["2", "0", "cold"]))
    assert levels_of(found)["bread-baking"] == [1, 2]
    is_asked = "similar_header" in [each.problem for each in found.problems]
    assert is_asked or levels_of(found)["soup"] == [3, 0]


def test_different_descriptions_in_all_headings_leave_all_read() -> None:
    headers = ["Soup: how well do you reach your results?", "If you are interested: Bread & Baking"]
    assert levels_of(read(export(headers, ["1", "3"]))) == {"bread-baking": [3], "soup": [1]}


@pytest.mark.parametrize(
    "header",
    [
        "Soup (target)",
        "Soup (Ziel 2027)",
        "Soup (your manager's view)",
        "Goal: Soup",
        "Soup: required level",
        "Soup (which level would you like to reach?)",
        "Soup: gewünschtes Niveau",
        "Importance of Soup",
        "How relevant is Soup to you?",
        "Nivel meta de Soup",
        "Votre chef : Soup",
        "Soup, last year",
        "Which level do you expect of your team in Soup?",
    ],
)
def test_what_plainly_asks_for_something_else_is_asked_about_where_it_is_alone(header: str) -> None:
    found = read(export(["Bread & Baking", header], ["1", "3"]))
    assert levels_of(found) == {"bread-baking": [1]}
    assert [(each.problem, each.column) for each in found.problems] == [("similar_header", "B")]


def test_a_weak_word_asks_about_a_column_where_it_parts_others() -> None:
    headers = ["Soup", "Soup: what you want to know", "Bread & Baking: what you want to know"]
    found = read(export(headers, ["1", "3", "2"]))
    assert levels_of(found) == {"soup": [1]}
    assert [(each.problem, each.column) for each in found.problems] == [("similar_header", "C")]


@pytest.mark.parametrize(
    "header",
    ["Team ranking in Soup", "Which level do you expect of your team in Soup?", "What the company expects in Soup"],
)
def test_expectations_and_rankings_are_left_out_beside_the_level(header: str) -> None:
    found = read(export(["Soup: your level", header], *ROWS))
    assert (levels_of(found), found.problems) == ({"soup": [2, -1, 1, -1]}, ())


def test_of_two_columns_that_are_both_filled_a_description_tells_which_is_the_level() -> None:
    headers = ["Soup (what I know today, required)", "Soup (what I should know, required)"]
    found = read(export(headers, ["1", "3"], ["2", "2"]))
    assert (levels_of(found), found.problems) == ({"soup": [1, 2]}, ())


@pytest.mark.parametrize(
    "wish",
    [
        "Desired level: {}",
        "Target: {}",
        "Ziel: {}",
        "Which level of {} would you like to reach?",
        "{}: gewünscht",
        "Zielniveau {}",
        "{}: I wish to reach",
    ],
)
def test_where_all_headings_plainly_ask_for_a_wish_all_are_asked_about(wish: str) -> None:
    found = read(export([wish.format("Soup"), wish.format("Bread & Baking")], ["1", "3"]))
    assert levels_of(found) == {}
    assert [each.problem for each in found.problems] == ["similar_header", "similar_header"]


@pytest.mark.parametrize("shared", ["{} (required)", "{}: what you should know", "What is required: {} in our team"])
def test_a_weak_word_of_all_headings_tells_nothing(shared: str) -> None:
    found = read(export([shared.format("Soup"), shared.format("Bread & Baking")], ["1", "3"]))
    assert (levels_of(found), found.problems) == ({"bread-baking": [3], "soup": [1]}, ())


def test_a_preamble_with_a_wish_parts_no_columns() -> None:
    told = "Where are you, and where would you like to be?"
    headers = [f"{told} [{name}][{which}]" for name in ("Soup", "Bread & Baking") for which in ("Now", "Goal")]
    found = read(export(headers, ["1", "3", "0", "2"]))
    assert (levels_of(found), found.problems) == ({"bread-baking": [0], "soup": [1]}, ())
