"""How is this computed: the words, the numbers in them, and the SQL that is really run."""

from pathlib import Path
from typing import Any

import pytest

from pages.shared import computed_captions
from pipeline.charts.measures import MEASURES
from pipeline.snapshot.connection import question_sql
from pipeline.snapshot.shapes import Head
from pipeline.warehouse.connection import sql
from tests.helpers import open_page
from tests.pages.conftest import texts
from tests.pages.test_captions import CELL, FRAMEWORK

# 14 people at level 0 are two levels short of 2, 12 at level 1 are one short: 28 + 12 = 40 levels, 26 people.
LEVELS = {"0": 14, "1": 12, "2": 10, "3": 5, "4": 0}
FULL: dict[str, Any] = CELL | {
    "levels": LEVELS,
    "below": 26,
    "prevalence": 26 / 41,
    "coverage": 15 / 41,
    "depth": 40 / 26,
    "p1": 40 / 82,
    "p2": (14 + 12 / 4) / 41,
}


def test_every_measure_is_worked_out_with_its_numbers() -> None:
    assert computed_captions.worked(FULL, FRAMEWORK) == [
        "Below target (P0) = 26 people below ÷ 41 people assessed = 63 %",
        "At or above target = (41 − 26) ÷ 41 people assessed = 37 %",
        "Average shortfall = 40 levels missing ÷ 41 people assessed = 0.98 levels",
        "Depth = 40 levels missing ÷ 26 people below = 1.54 levels",
        "Share of the way missing (P1) = 40 levels missing ÷ (2 levels to the target × 41 people) = 0.49",
        "The same, those far below weighing more (P2) = (14 × (2 ÷ 2)² + 12 × (1 ÷ 2)²) ÷ 41 people = 0.41",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"target": None}, "each person's missing levels ÷ the levels from the lowest to that person's target"),
        ({"rated": 42}, "(P2) = the square of each person's share of the way, averaged over 41 people = 0.41"),
        ({"levels": None}, "(P2) = the square of each person's share of the way"),
    ],
)
def test_a_sum_is_spelt_out_only_where_its_terms_are_known(change: dict[str, Any], told: str) -> None:
    assert told in "\n".join(computed_captions.worked(FULL | change, FRAMEWORK))


def test_nobody_below_has_no_depth() -> None:
    nobody = FULL | {
        "below": 0,
        "prevalence": 0.0,
        "coverage": 1.0,
        "shortfall": 0,
        "depth": None,
        "p1": 0.0,
        "p2": 0.0,
    }
    assert not any(line.startswith("Depth") for line in computed_captions.worked(nobody, FRAMEWORK))


def test_who_is_counted_and_who_is_left_out_adds_up() -> None:
    # 53 people: 41 counted, 9 with a target and silent, 3 without a target, of whom 2 answered (43 - 41).
    assert computed_captions.counted(FULL | {"asked": 53, "rated": 43}) == [
        "Counted: 41 of 53 people: with an answer and a target in this dimension.",
        "Left out: 9 with a target and without an answer.",
        "Left out: 3 without a target, of whom 2 answered.",
    ]
    assert computed_captions.counted(FULL | {"asked": None, "headcount": None, "rated": 43}) == [
        "Counted: 41 people with an answer and a target in this dimension.",
        "Left out: 2 who answered and have no target.",
    ]


def test_a_hidden_cell_is_explained_without_a_number_of_its_own() -> None:
    hidden = dict.fromkeys(FULL, None) | {
        "shown": False,
        "target": 2,
        "target_source": "file",
        "headcount": 3,
        "asked": 3,
    }
    told = computed_captions.cell_words(hidden, FRAMEWORK, MEASURES[0])
    assert "tell of too few people" in told
    assert "÷ 41" not in told


@pytest.mark.parametrize("source", ["file", "assumed", "none"])
def test_every_measure_has_a_definition(source: str) -> None:
    for measure in MEASURES:
        words = computed_captions.cell_words(FULL | {"target_source": source}, FRAMEWORK, measure)
        assert words.startswith(f"*{measure.meaning}*")
        assert "a step is a step" in words


def test_the_overview_s_figures_are_worked_out() -> None:
    head = Head(50, 38, 41, dimensions=5, common=2, pairs=200, pairs_asked=250, reached=90, common_from=0.5)
    told = computed_captions.head_words(head, FRAMEWORK)
    assert "= 90 answers at or above target ÷ 200 answers with a target = 45 %." in told
    assert "in which 50 % or more of the people assessed are below target = 2 of 5." in told
    assert "Left out: 50 of 250" in told
    assert computed_captions.head_words(Head(None, None, None, 0, 0, None, None, None, 0.5), FRAMEWORK).startswith(
        "No "
    )


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("path", "question"), [("app.py", "head"), ("pages/heatmap.py", "cells")])
def test_the_sql_shown_is_the_sql_that_is_run(home: Path, path: str, question: str) -> None:
    page = open_page(path, home)
    shown = [code.value for code in page.code]
    assert shown[:2] == [sql("marts", "cube.sql").rstrip(), question_sql(question).rstrip()]
    assert "Left out: " in texts(page)
