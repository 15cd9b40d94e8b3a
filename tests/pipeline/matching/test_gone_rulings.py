"""Rulings on columns that a file does not have: proposed anew, or a problem, and never read unasked."""

from __future__ import annotations

from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import Rulings
from tests.pipeline.exports.files import brief
from tests.pipeline.matching.small import FROM_0, export

OLD = Rulings(
    {"Brot": "bread-baking", "Suppe": "Soup", "Einheit": "attribute:team", "Bemerkung": "ignored"},
    {"gar nicht": 0, "gut": 2, "top": 3},
)


def read_as(found: Matched) -> list[tuple[str, str | None, str | None]]:
    return [(question.role, question.dimension, question.how) for question in found.questions]


def test_a_reworded_column_is_proposed_by_its_answers_and_stays_unread() -> None:
    rows = [["gut", "top", "Alpha", "none"], ["top", "gar nicht", "Beta", "x"], ["GUT", "-", None, None]]
    found = matched(export(["Suppe", "Brot backen", "Einheit", "Sonst?"], *rows), FROM_0, OLD)
    assert read_as(found) == [
        ("dimension", "soup", "recipe"),
        ("ignored", "bread-baking", "similar"),
        ("attribute", None, "recipe"),
        ("ignored", None, None),
    ]
    assert brief(found.problems) == [("similar_header", 1, "B", "Brot backen", "Brot backen")]
    assert [ratings.dimension for ratings in found.ratings] == ["soup"]


def test_of_several_columns_the_most_alike_takes_each_place() -> None:
    found = matched(export(["Frage zur Suppe", "Frage zum Brot", "Team"], ["gut", "top", "Alpha"]), FROM_0, OLD)
    assert read_as(found)[:2] == [("ignored", "soup", "similar"), ("ignored", "bread-baking", "similar")]
    assert [problem.problem for problem in found.problems] == ["similar_header", "similar_header"]


def test_where_nothing_took_its_place_the_ruling_is_a_problem() -> None:
    # nine in ten of the written cells must be answers: of these it is three in four
    rows = [["gut", "top", "k7"], ["top", "gut", "k8"], ["gut", "no idea", None], [None, "gut", None]]
    found = matched(export(["Suppe", "Brotkunde", "Schrank"], *rows), FROM_0, OLD)
    assert brief(found.problems) == [
        ("stale_ruling", 1, None, "Brot", "Brot"),
        ("stale_ruling", 1, None, "Einheit", "Einheit"),
    ]
    assert "as 'Bread & Baking'" in found.problems[0].message
    assert "as 'team'" in found.problems[1].message


def test_what_another_column_tells_is_not_asked_again() -> None:
    headers = ["Soup", "Bread & Baking", "Team", "gut oder schlecht?"]
    found = matched(export(headers, ["1", "2", "Alpha", "gut"]), FROM_0, OLD)
    assert found.problems == ()
    assert read_as(found)[3] == ("ignored", None, None)


def test_halves_of_one_question_are_asked_about_once() -> None:
    ruled = Rulings({"Soup in spring?!": "soup", "Soup in autumn?!": "soup"}, {"gut": 2})
    found = matched(export(["Broth", "Bread & Baking"], ["gut", "1"]), FROM_0, ruled)
    assert [(problem.problem, problem.column) for problem in found.problems] == [("similar_header", "A")]


def test_who_answered_may_be_told_by_another_column() -> None:
    ruled = Rulings({"Kennung": "attribute:person"})
    assert matched(export(["Email", "Soup"], ["a@k.example", "1"]), FROM_0, ruled).problems == ()
    found = matched(export(["Line manager", "Soup"], ["a@k.example", "1"]), FROM_0, ruled)
    assert [(problem.problem, problem.header) for problem in found.problems] == [("stale_ruling", "Kennung")]
