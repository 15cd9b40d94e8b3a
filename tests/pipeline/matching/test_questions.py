"""Which column asks what: applied where a rule decides, proposed where a header is merely alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.frameworks.loader import shipped
from pipeline.matching.questions import matched_dimensions, questions
from pipeline.matching.recipe import Rulings
from pipeline.model import Problem, Responses
from tests.pipeline.exports.files import brief
from tests.pipeline.matching.small import FROM_0, export, reader_of

Understood = list[tuple[str, str | None, str | None, str | None]]


def understood(responses: Responses, **columns: str) -> tuple[Understood, list[Problem]]:
    asked, problems = questions(responses, reader_of(FROM_0), Rulings(columns))
    return [(question.role, question.dimension, question.how, question.attribute) for question in asked], problems


@pytest.mark.parametrize(
    ("header", "how"),
    [
        ("Bread & Baking", "exact"),
        ("bread-baking", "exact"),
        (" Bread & Baking\u00a0", "exact"),
        ("bread and baking", "alias"),
        ("BREAD_BAKING", "alias"),
        ("How good are you at bread &amp; baking?", "alias"),
        ("<div>Rate yourself: <b>Bread&nbsp;&amp;&nbsp;Baking</b></div>", "alias"),
        ("Rate yourself [Bread/and Baking]", "alias"),
        ("I bake a loaf without a recipe", "alias"),
        ("Have you baked alone: I have baked alone", "alias"),
    ],
)
def test_headers_that_name_one_dimension(header: str, how: str) -> None:
    found, problems = understood(export([header], ["2"], ["N/A"]))
    assert (found, problems) == ([("dimension", "bread-baking", how, None)], [])


@pytest.mark.parametrize(
    "header",
    ["Your mood", "Soup or bread & baking?", "Breadth & baking", "Soups", "Bread", "", "&amp;", "I have heated"],
)
def test_headers_that_name_no_dimension_or_two_are_not_read(header: str) -> None:
    [(role, _, how, _)], _ = understood(export([header], ["2"]))
    assert (role, how in (None, "similar")) == ("ignored", True)


def test_every_text_of_the_shipped_framework_names_its_own_dimension_alone() -> None:
    [framework] = [each for each in shipped() if each.id == "ai-upskilling"]
    for dimension in framework.dimensions:
        texts = [dimension.id, dimension.name]
        for description in dimension.levels:
            texts += [description.statement, *(indicator.text for indicator in description.indicators)]
        assert [text for text in texts if matched_dimensions([f"Is it true? {text}."], framework) != 1] == []
    assert matched_dimensions([dimension.name for dimension in framework.dimensions], framework) == len(
        framework.dimensions
    )


def test_a_name_inside_a_longer_name_is_no_mention_of_its_own() -> None:
    baking = replace(FROM_0.dimensions[0], id="baking", name="Baking")
    both = replace(FROM_0, dimensions=(*FROM_0.dimensions, replace(baking, levels=FROM_0.dimensions[1].levels)))
    headers = ["Bread and baking today", "Baking today", "Baking, and bread & baking"]
    assert [matched_dimensions([header], both) for header in headers] == [1, 1, 0]
    asked, _ = questions(export(headers, ["1", "2", "3"]), reader_of(both), Rulings())
    found = [question.dimension if question.role == "dimension" else None for question in asked]
    assert found == ["bread-baking", "baking", None]


def test_a_similar_header_is_proposed_and_stays_unread() -> None:
    found, problems = understood(export(["Bread and bakery"], ["2"]))
    assert found == [("ignored", "bread-baking", "similar", None)]
    assert brief(problems) == [("similar_header", 1, "A", "Bread and bakery", "Bread and bakery")]


def test_a_similar_header_over_prose_is_not_even_proposed() -> None:
    assert understood(export(["Bread and bakery"], ["none at all"])) == ([("ignored", None, None, None)], [])


def test_a_comment_about_a_dimension_is_not_a_dimension() -> None:
    found, problems = understood(export(["Soup", "Comments on soup"], ["2", "too hot"], ["3", "I am a Master cook"]))
    assert found == [("dimension", "soup", "exact", None), ("ignored", None, None, None)]
    assert problems == []


def test_a_dimension_of_which_no_cell_is_a_level_is_a_problem() -> None:
    found, problems = understood(export(["Soup"], ["often"], ["7"]))
    assert found == [("ignored", None, None, None)]
    assert brief(problems) == [("no_known_answer", 1, "A", "Soup", "Soup")]


@pytest.mark.parametrize("cell", [None, " ", "N/A"])
def test_a_dimension_that_nobody_was_shown_is_no_problem(cell: str | None) -> None:
    assert understood(export(["Soup"], [cell])) == ([("ignored", None, None, None)], [])


def test_attributes_metadata_and_the_rest() -> None:
    headers = ["Zeit", "E-Mail-Adresse", "Which team are you in?", "Rolle", "How does your team cook?", "ID", "Soup"]
    row = ["2026-03-01", "ada@kitchen.example", "Oven", "cook", "2", "7", "2"]
    found, problems = understood(export(headers, row, metadata={1: "completed_at"}))
    assert found == [
        ("metadata", None, None, None),
        ("metadata", None, None, "address"),
        ("attribute", None, None, "team"),
        ("attribute", None, None, "role"),
        ("ignored", None, None, None),
        ("metadata", None, None, "id"),
        ("dimension", "soup", "exact", None),
    ]
    assert problems == []


def test_what_the_tool_says_of_a_column_wins_over_its_header() -> None:
    found, _ = understood(export(["Soup", "Bread & Baking"], ["2", "3"], metadata={1: "email", 2: "other"}))
    assert found == [("metadata", None, None, "address"), ("metadata", None, None, None)]


def test_rulings_win_over_everything() -> None:
    headers = ["Soup", "Team", "Cooking skill", "Bakery", "Email"]
    found, problems = understood(
        export(headers, ["2", "Oven", "3", "North", "x@kitchen.example"], metadata={5: "email"}),
        **{
            "Soup": "ignored",
            "team ": "ignored",
            "COOKING SKILL": "soup",
            "Bakery": "attribute:team",
            "Email": "ignored",
        },
    )
    assert found == [
        ("ignored", None, "recipe", None),
        ("ignored", None, "recipe", None),
        ("dimension", "soup", "recipe", None),
        ("attribute", None, "recipe", "team"),
        ("ignored", None, "recipe", None),
    ]
    assert problems == []


def test_a_ruled_dimension_without_a_level_is_still_no_dimension() -> None:
    found, problems = understood(export(["Mood"], ["fine"]), Mood="soup")
    assert found == [("ignored", None, None, None)]
    assert [problem.problem for problem in problems] == ["no_known_answer"]


def test_columns_of_ticks_know_their_option() -> None:
    headers = ["Soup [I have heated one]", "Soup [Not yet]", "Soup"]
    asked, _ = questions(export(headers, ["Yes", "No", "I have heated one"]), reader_of(FROM_0), Rulings())
    assert [(q.role, q.dimension, q.part, q.is_checklist) for q in asked] == [
        ("dimension", "soup", 1, True),
        ("dimension", "soup", 1 << 62, True),
        ("dimension", "soup", None, True),
    ]


def test_a_header_that_spells_the_scale_out_asks_for_a_level() -> None:
    header = "Soup (0 = Not yet, 3 = Master)"
    asked, _ = questions(export([header], ["0"], ["1"]), reader_of(FROM_0), Rulings())
    assert [(q.role, q.dimension, q.part) for q in asked] == [("dimension", "soup", None)]
