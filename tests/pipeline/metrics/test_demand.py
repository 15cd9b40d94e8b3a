"""The roadmap against the people: by hand, and against every staffing of small companies."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SurveyError
from pipeline.metrics.demand import Demand, demand
from tests.pipeline.metrics.examples import framework
from tests.pipeline.metrics.roadmaps import PEOPLE, needs, profiles, roadmaps
from tests.staffings import Need, Person, meets, truth

EXAMPLE = json.loads((Path(__file__).parents[2] / "worked_example.json").read_text("utf-8"))


def of(people: list[Person], asked: list[Need], weights: list[float], at_once: int = 1) -> Demand:
    return demand(profiles(people, 2), needs(asked, weights), framework(), at_once)


def critical(found: Demand) -> list[float]:
    return found.criticality["criticality"].tolist()


def test_the_worked_example() -> None:
    answers = EXAMPLE["responses"]["2026"]
    people: list[Person] = [("A", (given["D1"], given["D2"])) for given in answers.values()]
    asked = [
        Need(place, int(p["dimension"][1]) - 1, p["min_level"], p["needed"])
        for place, p in enumerate(EXAMPLE["demand"]["projects"])
    ]
    found = of(people, asked, [p["weight"] for p in EXAMPLE["demand"]["projects"]])
    assert found.total == EXAMPLE["demand"]["optimal_weighted_unmet"]
    assert found.needs["qualified"].tolist() == [3, 1]
    assert found.needs["naive_unmet"].tolist() == list(EXAMPLE["demand"]["naive_unmet"].values())
    assert found.needs["unmet"].tolist() == list(EXAMPLE["demand"]["unmet_at_optimum"].values())
    assert critical(found) == list(EXAMPLE["demand"]["criticality"].values())
    assert found.projects.to_dict("list") == {
        "project": ["P1", "P2"],
        "weight": [3.0, 2.0],
        "unmet": [0, 1],
        "unmet_low": [0, 1],
        "enough_on_paper": [False, True],
        "blocked": [False, True],
        "contended": [False, False],
        "blocked_low": [False, True],
        "bus_factor": [1, 1],
        "unlock_steps": [None, 1],
        "weight_per_step": [None, 2.0],
        "unlock_place": [None, 1],
    }
    # p5 and p6 stand at level 2 of D2 and are needed for nothing
    assert found.unlocks.values.tolist() == [["P2", "D2", 2, 3, 1]]


ALL_ROUND: Person = ("A", (4, 4))


def test_one_person_for_two_projects_of_one_weight_leaves_both_contended() -> None:
    found = of([ALL_ROUND], [Need(0, 0, 3, 1), Need(1, 1, 3, 1)], [2, 2])
    assert found.projects[["blocked", "contended", "enough_on_paper"]].to_numpy().tolist() == [[False, True, True]] * 2
    # the first of the roadmap is staffed in what is reported, and each dimension alone would do
    assert (found.needs["unmet"].tolist(), critical(found)) == ([0, 1], [2, 2])


def test_a_person_on_two_projects_at_once_staffs_both() -> None:
    found = of([ALL_ROUND], [Need(0, 0, 3, 1), Need(1, 1, 3, 1)], [2, 2], at_once=2)
    assert (found.total, found.needs["unmet"].tolist()) == (0, [0, 0])


def test_a_shared_need_is_met_by_whoever_works_on_the_project() -> None:
    asked = [Need(0, 0, 3, 1), Need(0, 1, 3, 1)]
    assert of([ALL_ROUND], asked, [1]).needs["unmet"].tolist() == [0, 1]
    assert of([ALL_ROUND], [asked[0], Need(0, 1, 3, 1, shared=True)], [1]).needs["unmet"].tolist() == [0, 0]


def test_weights_with_decimals_are_compared_exactly() -> None:
    # one person is worth 0.3 on the first project and 3 x 0.1 on the second: equal, though not in floating point
    asked = [Need(0, 0, 3, 1), Need(1, 0, 3, 1), Need(1, 1, 3, 1, shared=True), Need(1, 1, 2, 1, shared=True)]
    found = of([ALL_ROUND], asked, [0.3, 0.1])
    assert found.total == pytest.approx(0.3)
    assert found.projects["contended"].tolist() == [True, True]


@pytest.mark.parametrize(
    ("weights", "named"), [([2.123456789], "2.123456789"), ([3.0, 0.000001, 5.0], "0.000001 and 5.0")]
)
def test_weights_with_too_many_digits_are_refused_by_name(weights: list[float], named: str) -> None:
    asked = [Need(place, 0, 3, 1) for place in range(len(weights))]
    with pytest.raises(SurveyError, match=f"too many digits to be compared: {re.escape(named)}[.]"):
        of([ALL_ROUND], asked, weights)


def test_nobody_at_all() -> None:
    found = of([], [Need(0, 0, 3, 2), Need(1, 1, 2, 1)], [3, 1])
    assert (found.total, found.needs["unmet"].tolist(), critical(found)) == (7, [2, 1], [6, 1])
    assert found.projects["bus_factor"].tolist() == [-1, 0]


def test_a_silent_colleague_leaves_a_range() -> None:
    people: list[Person] = [("A", (4, 1)), ("A", (None, 1))]
    found = of(people, [Need(0, 0, 3, 2, "A")], [3])
    assert (found.total, found.total_low) == (3, 0)
    assert found.needs[["qualified", "qualified_high"]].to_numpy().tolist() == [[1, 2]]
    assert found.projects[["blocked", "blocked_low", "unmet", "unmet_low"]].to_numpy().tolist() == [[True, False, 1, 0]]
    assert found.criticality.iloc[0].tolist() == ["D1", 3, 0, 3]


def test_a_team_is_a_team_of_its_division() -> None:
    frame = profiles([("A", (4, 4)), ("A", (4, 4))], 2).assign(division=np.array(["North", "South"], dtype=object))
    asked = needs([Need(0, 0, 3, 2, "A")], [1]).assign(division=np.array(["South"], dtype=object))
    assert demand(frame, asked, framework(), 1).needs["qualified"].tolist() == [1]


@settings(max_examples=150)
@given(PEOPLE, roadmaps(), st.integers(1, 2))
def test_every_figure_is_that_of_all_staffings(
    people: list[Person], plan: tuple[list[Need], list[int]], n: int
) -> None:
    asked, weights = plan
    known = truth(people, asked, weights, n)
    found = of(people, asked, [float(w) for w in weights], n)
    assert found.needs["qualified"].tolist() == [sum(meets(p, need) for p in people) for need in asked]
    assert (found.total, tuple(found.needs["unmet"])) == (known.total, known.short)
    assert tuple(found.projects["blocked"]) == known.blocked
    assert tuple(found.projects["contended"]) == known.contended
    for dimension in (0, 1):
        rest = [need for need in asked if need.dimension != dimension]
        assert critical(found)[dimension] == known.total - truth(people, rest, weights, n).total


@settings(max_examples=60)
@given(PEOPLE, roadmaps())
def test_the_other_end_of_the_range_is_everybody_silent_at_the_top(
    people: list[Person], plan: tuple[list[Need], list[int]]
) -> None:
    asked, weights = plan
    top: list[Person] = [(team, tuple(4 if level is None else level for level in levels)) for team, levels in people]
    known = truth(top, asked, weights)
    found = of(people, asked, [float(w) for w in weights])
    assert found.total_low == known.total
    assert tuple(found.projects["blocked_low"]) == known.blocked
