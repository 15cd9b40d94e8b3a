"""Columns of two raters or two cycles in one file: a blank of one is never filled with the other's level."""

from __future__ import annotations

import pytest

from pipeline.errors import ExportError
from pipeline.load_notes import reading_notes
from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import Rulings
from pipeline.model import Rater
from tests.pipeline.matching.small import FROM_0, export, levels_of

ROWS = (("Ada", "1", "3"), ("Bo", None, "2"), ("Cy", "0", None))
FIRST, SECOND, BOTH = [1, -1, 0], [3, 2, -1], [-1, 2, 0]
"""The levels of the columns alone, and of both as halves of one question: in the first row neither counts."""


def understood(
    first: str, second: str, rater: Rater = "self", cycle: str = "2026", rulings: Rulings | None = None
) -> Matched:
    return matched(export(("Name", first, second), *ROWS), FROM_0, rulings or Rulings(), rater, cycle=cycle)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Soup: self", "Soup: manager"),
        ("Soup (Selbst)", "Soup (Führungskraft)"),
        ("Self: Soup", "Lead: Soup"),
        ("Soup - Selbsteinschätzung", "Soup - Fremdeinschätzung"),
        ("Self-assessment of soup", "Manager's rating of soup"),
        ("Soup", "Soup (supervisor)"),
        ("Soup: own", "Soup: team lead"),
    ],
)
def test_of_two_raters_the_one_that_is_asked_is_read(first: str, second: str) -> None:
    for rater, levels, left in (("self", FIRST, second), ("manager", SECOND, first)):
        read = understood(first, second, rater)  # type: ignore[arg-type]
        assert levels_of(read) == {"soup": levels}
        assert read.problems == ()
        [question] = [each for each in read.questions if each.left_out]
        assert (question.column.header, question.role, question.dimension) == (left, "ignored", None)


def test_what_neither_rater_says_is_left_out_too() -> None:
    assert levels_of(understood("Soup: self", "Soup: agreed")) == {"soup": FIRST}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Soup: self", "Soup"),  # a question that was worded anew during the survey
        ("Soup 1", "Soup 2"),
        ("Soup (self)", "Soup: self"),
        ("Soup in 2026", "Soup (2026)"),
    ],
)
def test_halves_of_one_question_are_read_as_before(first: str, second: str) -> None:
    read = understood(first, second)
    assert levels_of(read) == {"soup": BOTH}
    assert [(problem.row, problem.problem) for problem in read.problems] == [(2, "two_answers")]


def test_a_file_of_one_rater_is_of_whomever_it_is_loaded_as() -> None:
    answers = export(("Name", "Manager: Soup", "Manager: Bread & Baking"), *ROWS)
    for rater, notes in (("self", ("All headers say that managers rated; if so, load",)), ("manager", ())):
        read = matched(answers, FROM_0, Rulings(), rater)  # type: ignore[arg-type]
        assert levels_of(read) == {"soup": FIRST, "bread-baking": SECOND}
        assert [note.split(" the file")[0] for note in read.notes] == [*notes]


def test_a_dimension_that_the_asked_rater_does_not_have_is_not_read() -> None:
    answers = export(("Name", "Soup: self", "Bread & Baking: manager"), *ROWS)
    assert levels_of(matched(answers, FROM_0, Rulings(), "self")) == {"soup": FIRST}
    assert levels_of(matched(answers, FROM_0, Rulings(), "manager")) == {"bread-baking": SECOND}


@pytest.mark.parametrize(
    ("first", "second", "cycle", "levels"),
    [
        ("Soup: 2025", "Soup: 2026", "2026", SECOND),
        ("Soup: 2025", "Soup: 2026", "2025", FIRST),
        ("2025: Soup", "2026: Soup", "AI survey 2026", SECOND),
        ("Soup (Q1 2026)", "Soup (Q3 2026)", "2026-Q3", SECOND),
        ("Soup", "Soup (last year)", "2026", FIRST),
        ("Soup now", "Soup last year", "spring", FIRST),
        ("Soup 2025", "Soup", "2026", SECOND),
    ],
)
def test_of_two_cycles_the_one_that_is_loaded_is_read(first: str, second: str, cycle: str, levels: list[int]) -> None:
    read = understood(first, second, cycle=cycle)
    assert levels_of(read) == {"soup": levels}
    assert read.problems == ()


@pytest.mark.parametrize(
    ("first", "second", "cycle"),
    [
        ("Soup: 2025", "Soup: 2026", "spring"),
        ("Soup: 2025", "Soup: 2026", "2027"),
        ("Soup: 2025", "Soup: 2026", "2025/26"),
        ("Soup (Q1 2026)", "Soup (Q3 2026)", "2026"),
        ("Soup round 1", "Soup round 2", "2026"),
        ("Soup", "Soup 2025", "spring"),
    ],
)
def test_where_nobody_can_tell_which_cycle_is_meant_it_is_asked(first: str, second: str, cycle: str) -> None:
    with pytest.raises(ExportError, match="One file holds one cycle") as caught:
        understood(first, second, cycle=cycle)
    assert "B of " in caught.value.title
    assert "C of " in caught.value.title


def test_what_somebody_ruled_holds() -> None:
    ruled = Rulings(columns={"Soup: manager": "soup", "Soup: 2025": "ignored"})
    assert levels_of(understood("Soup: self", "Soup: manager", rulings=ruled)) == {"soup": BOTH}
    assert levels_of(understood("Soup: 2025", "Soup: 2026", cycle="spring", rulings=ruled)) == {"soup": SECOND}


APART = (("Ada", "1", None), ("Bo", None, "2"), ("Cy", "0", "N/A"))


def apart(first: str, second: str, rater: Rater = "self", cycle: str = "2026") -> Matched:
    return matched(export(("Name", first, second), *APART), FROM_0, Rulings(), rater, cycle=cycle)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Soup (from May)", "Soup (before May)"),
        ("Soup round 1", "Soup round 2"),
        ("Soup (team lead)", "Soup (employee)"),
        ("Soup (Mitarbeitende)", "Soup (Teamleitung)"),
    ],
)
def test_columns_of_which_nobody_filled_both_are_halves_of_one_question_and_said(first: str, second: str) -> None:
    for cycle in ("2026", "spring"):
        read = apart(first, second, cycle=cycle)
        assert (levels_of(read), read.problems) == ({"soup": [1, 2, 0]}, ())
        assert "Soup is read from column B" in " ".join(reading_notes(read, FROM_0))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Soup: self", "Soup: manager"),
        ("Soup", "Soup (supervisor)"),
        ("Soup (Selbstbild)", "Soup (Fremdbild)"),
        ("Soup: own", "Soup: agreed"),
        ("Soup (employee)", "Soup (manager)"),
    ],
)
def test_another_raters_level_fills_no_blank_and_is_asked_about(first: str, second: str) -> None:
    read = apart(first, second)
    assert levels_of(read) == {"soup": [1, -1, 0]}
    [problem] = read.problems
    assert (problem.problem, problem.column) == ("similar_header", "C")
    assert "nobody filled both" in problem.message


def test_of_two_years_one_is_meant_also_where_nobody_filled_both() -> None:
    assert levels_of(apart("Soup: 2025", "Soup: 2026", cycle="2026")) == {"soup": [-1, 2, -1]}
    assert levels_of(apart("Soup: 2025", "Soup: 2026", cycle="2025")) == {"soup": [1, -1, 0]}
    with pytest.raises(ExportError, match="of several"):
        apart("Soup: 2025", "Soup: 2026", cycle="spring")


def test_a_year_of_which_somebody_filled_both_columns_in_another_dimension_is_no_half() -> None:
    headers = ("Name", "Soup: 2025", "Soup: 2026", "Bread & Baking: 2025", "Bread & Baking: 2026")
    rows = (("Ada", "1", None, "1", "2"), ("Bo", None, "2", "0", None))
    read = matched(export(headers, *rows), FROM_0, Rulings(), cycle="2026")
    assert levels_of(read) == {"soup": [-1, 2], "bread-baking": [2, -1]}


def test_what_managers_say_in_a_column_of_their_own_is_read_as_theirs() -> None:
    read = apart("Soup (employee)", "Soup (team lead)", "manager")
    assert levels_of(read) == {"soup": [-1, 2, -1]}
    assert [problem.column for problem in read.problems] == ["B"]


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        ("Soup (Selbsteinschätzung)", "Soup (Einschätzung durch die Führungskraft)"),
        ("Soup (Auto-évaluation)", "Soup (Évaluation du responsable)"),
        ("Soup (Autoevaluación)", "Soup (Evaluación del jefe)"),
        ("Soup: my view", "Soup: assessment by my boss"),
    ],
)
def test_articles_beside_a_rater_tell_nothing(own: str, theirs: str) -> None:
    assert levels_of(apart(own, theirs)) == {"soup": [1, -1, 0]}
    both = export(("Name", own, theirs), ("Ada", "1", "3"), ("Bo", "2", "3"))
    assert levels_of(matched(both, FROM_0, Rulings())) == {"soup": [1, 2]}
