"""The sentences of the team page, from hand-made figures."""

from dataclasses import replace
from typing import Any

import pytest

from pages.shared import team_captions
from pipeline.frameworks.loader import shipped
from pipeline.snapshot.teams import Standing
from tests.pages.test_captions import FACTS

FRAMEWORK = shipped()[0]
STANDING = Standing(
    name="**Atlas**",
    division="North",
    asked=15,
    fewest_answered=12,
    most_answered=13,
    response=0.8,
    dimensions=5,
    total=5,
    pairs=64,
    reached=40,
    shortfall=31,
    singles=1,
    division_share=0.555,
    company_share=0.6,
)
ROW: dict[str, Any] = {
    "dimension_name": "AI *in* Production",
    "shown": True,
    "target": 2,
    "target_source": "file",
    "assessed": 12,
    "rated": 12,
    "levels": {"0": 2, "1": 9, "2": 1},
    "below": 11,
    "reached": 1,
    "shortfall": 13,
    "is_single": True,
}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "80 % or more answered: good"),
        ({"fewest_answered": 12, "most_answered": 12}, "80 % answered: good"),
        ({"response": 0.79}, "79 % or more answered: partial"),
        ({"response": 0.6}, "60 % or more answered: partial"),
        ({"response": 0.59}, "59 % or more answered: low, this may not represent the team"),
        ({"response": None}, "No roster: response unknown"),
    ],
)
def test_a_response_comes_with_the_word_for_it(change: dict[str, Any], told: str) -> None:
    assert team_captions.response(replace(STANDING, **change)) == told


def test_the_head_figures() -> None:
    assert team_captions.answered(STANDING) == "12–13 of 15"
    assert team_captions.answered(replace(STANDING, asked=None)) == "12–13"
    assert team_captions.reached(STANDING) == "63 %"  # 40 / 64 = 62.5 %
    assert team_captions.reached_of(STANDING) == "40 of 64 answers; division 56 %, company 60 %"
    assert team_captions.reached_of(replace(STANDING, division_share=None)) == "40 of 64 answers; company 60 %"
    assert team_captions.steps(STANDING) == "31"
    assert team_captions.singles(STANDING) == "1 of 5"


def test_without_any_target_there_is_no_figure() -> None:
    nothing = replace(STANDING, dimensions=0, pairs=0, reached=0, shortfall=0, singles=0)
    head = (team_captions.reached, team_captions.steps, team_captions.singles)
    assert [figure(nothing) for figure in head] == ["–", "–", "–"]
    assert team_captions.counted(nothing) == "No dimension has both a target and enough answers."
    assert team_captions.what_it_takes([ROW | {"target_source": "none", "assessed": 0}]) == [
        "There is no figure against a target."
    ]


def test_the_line_under_the_charts_says_of_whom_they_are() -> None:
    assert team_captions.of_whom(FACTS, STANDING) == (
        "Cycle 2026, people's own ratings: 12–13 of 15 people of this team answered; those who did not are not drawn."
    )
    less = replace(STANDING, asked=None, dimensions=4)
    assert team_captions.of_whom(replace(FACTS, has_targets=False), less) == (
        "Cycle 2026, people's own ratings: 12–13 people of this team answered. Over 4 of 5 dimensions; "
        "the others have no target or are not shown. Assumed target: Practicing."
    )


def test_what_it_takes_is_told_in_all_and_by_dimension() -> None:
    one = ROW | {"dimension_name": "Data", "shortfall": 1, "below": 1}
    none = ROW | {"dimension_name": "Prompting", "shortfall": 0, "below": 0}
    hidden = ROW | {"dimension_name": "Hidden", "shown": False, "shortfall": None, "assessed": None, "below": None}
    assert team_captions.what_it_takes([one, ROW, none, hidden]) == [
        "**14 steps of one level would bring everybody who answered to the target.** "
        "One step is one person, one level up.",
        r"- **AI \*in\* Production**: 13 steps, 11 people below target",
        "- **Data**: 1 step, 1 person below target",
    ]
    assert team_captions.what_it_takes([none]) == [
        "Everybody who answered has reached the target in every dimension shown."
    ]


def test_on_how_few_people_a_dimension_rests_is_told() -> None:
    nobody = ROW | {"dimension_name": "Data", "reached": 0, "target": None}
    many = ROW | {"dimension_name": "Prompting", "reached": 2, "is_single": False}
    assert team_captions.rests_on([ROW, nobody, many], FRAMEWORK) == [
        r"- **AI \*in\* Production**: one person has reached Practicing, of 12 who answered",
        "- **Data**: nobody has reached their target, of 12 who answered",
    ]
    assert team_captions.rests_on([many], FRAMEWORK) == [
        "In every dimension shown two people or more have reached the target."
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"target": None}, [r"In AI \*in\* Production targets differ within the team; each person is counted against "
                            "their own."]),
        ({"levels": None}, [r"In AI \*in\* Production too few people answered to show each level."]),
        ({"assessed": 9}, [r"In AI \*in\* Production 3 of 12 who answered have no target."]),
        ({"shown": False, "target": None}, []),
        ({"target_source": "none", "target": None, "assessed": 0}, []),
    ],
)  # fmt: skip
def test_what_is_particular_about_a_dimension_is_told(change: dict[str, Any], told: list[str]) -> None:
    assert team_captions.exceptions([ROW | change]) == told


def test_how_it_is_computed_comes_with_its_numbers() -> None:
    told = team_captions.computed(STANDING)
    for part in ("40 ÷ 64", "added up: 31.", "at most one person is at or above target: 1.", "good from 80 %"):
        assert part in told
