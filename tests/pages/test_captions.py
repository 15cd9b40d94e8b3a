"""The sentences beside the figures, from hand-made cells."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from pages.shared import captions
from pages.shared.notices import escaped, refusal
from pipeline.errors import SurveyError
from pipeline.frameworks.loader import shipped
from pipeline.sentences.cycles import shown_of
from pipeline.snapshot.shapes import CycleFacts, Head, Rows, Shown

FRAMEWORK = shipped()[0]
FACTS = CycleFacts(
    cycle="2026",
    framework=FRAMEWORK,
    company="Larkspur Robotics",
    min_group=5,
    has_roster=True,
    has_targets=True,
    has_roadmap=True,
    headcount=50,
    respondents=41,
    uploads=1,
    problems=0,
    published_at=datetime(2026, 3, 2),
)
# 27 of 41 below, 9 silent: 27/50 = 54 % if all of them are at target, 36/50 = 72 % if none is
CELL: dict[str, Any] = {
    "shown": True,
    "target": 2,
    "target_source": "file",
    "headcount": 50,
    "assessed": 41,
    "below": 27,
    "prevalence": 27 / 41,
    "prevalence_min": 0.54,
    "prevalence_max": 0.72,
    "prevalence_low": 0.58,
    "prevalence_high": 0.7,
    "shortfall": 40,
    "mean_shortfall": 40 / 41,
    "depth": 40 / 27,
    "response": 0.82,
    "fragile": False,
    "asked": 50,
    "rated": 41,
    "dimension_name": "AI in Production",
}


def test_a_formula_comes_with_its_numbers() -> None:
    assert captions.formula(CELL, FRAMEWORK) == [
        "**27 of 41 below Practicing = 66 %**",
        "9 of 50 did not answer. Whatever they would say, between 54 % and 72 % of the whole group are "
        "below; most likely between 58 % and 70 %.",
        "Together they are 40 levels short: 1.0 per person assessed, 1.5 per person below.",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"shown": False}, "Not shown. Too few people answered"),
        ({"target_source": "none"}, "No target. Nobody in this group has a target"),
        ({"assessed": 0}, "Nobody in this group has answered."),
        ({"target": None}, "**27 of 41 below their target = 66 %**"),
        ({"headcount": None}, "Without a roster it is not known how many did not answer."),
        ({"headcount": 41, "asked": 41}, "Everybody answered (41 of 41)"),
        ({"fragile": True}, "Their answers could decide whether most are below or not."),
        ({"response": 0.59}, "Only 59 % answered: this may not represent the group."),
    ],
)
def test_what_is_particular_about_a_cell_is_said(change: dict[str, Any], told: str) -> None:
    assert told in " ".join(captions.formula(CELL | change, FRAMEWORK))


def test_a_hidden_cell_tells_no_number() -> None:
    hidden = dict.fromkeys(CELL) | {"shown": False, "target_source": "file"}
    assert not any(letter.isdigit() for letter in " ".join(captions.formula(hidden, FRAMEWORK)))
    assert captions.answered(hidden) == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "41 of 50 people answered. 9 did not; they are not counted as level 0."),
        ({"asked": None}, "41 people answered."),
        ({"headcount": 41, "asked": 41}, "41 of 41 people answered."),
        (
            {"headcount": 41, "asked": 41, "target": None},
            "41 of 41 people answered. Their targets differ, so no line is drawn.",
        ),
    ],
)
def test_a_distribution_says_of_whom_it_is(change: dict[str, Any], told: str) -> None:
    assert captions.answered(CELL | change) == told


def test_a_heatmap_says_of_whom_it_is() -> None:
    assert captions.of_whom(FACTS, Shown(7, 12), "Teams") == (
        "Cycle 2026, people's own ratings: 41 of 50 people (82 %) answered in the whole company. "
        "7 of 12 teams are shown; 5 are not: with them, figures of too few people could be worked out."
    )
    bare = replace(FACTS, headcount=None, has_targets=False)
    assert captions.of_whom(bare, Shown(12, 12), "Teams") == (
        "Cycle 2026, people's own ratings: 41 people answered in the whole company. 12 of 12 teams are shown. "
        "Assumed target: Practicing."
    )


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (Shown(0, 1), "The one division is not shown: with it, figures of too few people could be worked out."),
        (Shown(1, 1), "1 of 1 division is shown."),
        (Shown(3, 4), "3 of 4 divisions are shown; 1 is not: with it, figures of too few people could be worked out."),
        (Shown(4, 4), "4 of 4 divisions are shown."),
        (Shown(0, 0), "Nobody's division is known."),
    ],
)
def test_why_groups_are_not_shown_is_true_of_one_and_of_several(shown: Shown, told: str) -> None:
    assert shown_of(shown, "Divisions") == told


def test_a_caption_begins_with_whose_ratings_they_are() -> None:
    assert captions.of_cycle(FACTS) == "Cycle 2026, people's own ratings"
    assert captions.of_cycle(replace(FACTS, cycle="*1*", rater="manager")) == (
        r"Cycle \*1\*, managers' ratings (“answered” means: rated by their manager)"
    )


def test_figures_that_differ_by_dimension_are_a_span() -> None:
    head = Head(50, 38, 41, dimensions=5, common=2, pairs=200, pairs_asked=250, reached=90, common_from=0.5)
    assert captions.people_assessed(FACTS, head, is_company=False) == "38–41 of 50"
    assert captions.people_assessed(FACTS, head, is_company=True) == "41 of 50"
    assert captions.reached(head) == "45 %"
    assert captions.reached_of(head) == "90 of 200 answers"
    assert captions.common_gaps(head) == "2 of 5"
    assert captions.common_of(head) == "Dimensions with 50 % or more below target"
    nothing = Head(None, None, None, 0, 0, None, None, None, 0.5)
    assert captions.people_assessed(FACTS, nothing, is_company=False) == "–"
    assert captions.reached(nothing) == "–"


def test_rows_are_counted_only_where_they_do_not_fit() -> None:
    assert captions.rows_drawn(Rows("team", size=40), 40) == ""
    assert captions.rows_drawn(Rows("team", first=41, size=40), 60) == ("Rows 41 to 60 of 60, the largest gaps first.")


def test_people_without_a_target_are_told_apart_where_the_counts_differ() -> None:
    # 53 in the group and 43 answered; 50 of them have a target and 41 of those answered.
    cell = CELL | {"asked": 53, "rated": 43}
    assert captions.answered(cell) == (
        "43 of 53 people answered. 10 did not; they are not counted as level 0. "
        "3 of the group have no target: counted here, not among those below or above one."
    )
    assert captions.formula(cell, FRAMEWORK)[1].startswith("9 of 50 with a target did not answer.")
    assert "no target" not in captions.answered(CELL)


def test_nothing_of_a_text_from_a_file_is_markup() -> None:
    hostile = "![a](http://x/y.png) **b** <img src=x> $x$ :red[c] # d\n\n---"
    harmless = escaped(hostile)
    for mark in "![]()*<>$:#-":
        assert harmless.count(mark) == harmless.count(f"\\{mark}")
    assert "\n" not in harmless


@pytest.mark.parametrize("text", ["https://x.example/a", "HTTP://x", "www.x.example", "a@x.example", "ftp://x"])
def test_a_bare_address_is_no_link(text: str) -> None:
    # Markdown looks for links once signs are no longer escaped: ://, www. and an address before @.
    printed = re.sub(r"\\(.)", r"\1", escaped(text))
    assert printed.replace("\u2060", "") == text
    assert not re.search(r"[a-z]://|www\.|[\w.]@", printed, re.IGNORECASE)


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    assert refusal(SurveyError("The file *x* is empty.", "Export it again.")) == (
        "The file \\*x\\* is empty\\.\n\nExport it again\\."
    )
    assert refusal(SurveyError("Only this.")) == "Only this\\."
