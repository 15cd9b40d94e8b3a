"""The cheapest steps that staff a project: by hand, and against every way to take a few."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings

from pipeline.metrics.demand import Demand, demand
from tests.pipeline.metrics.examples import framework
from tests.pipeline.metrics.roadmaps import PEOPLE, needs, profiles, roadmaps
from tests.staffings import Need, Person, cheapest, truth


def of(people: list[Person], asked: list[Need], weights: list[float]) -> Demand:
    return demand(profiles(people, 2), needs(asked, weights), framework(), 1)


def steps(found: Demand) -> list[list[object]]:
    return found.unlocks.values.tolist()


def places(found: Demand) -> list[int | None]:
    return [None if pd.isna(place) else int(place) for place in found.projects["unlock_place"]]


def test_the_nearest_person_comes_up() -> None:
    people: list[Person] = [("A", (1, 1)), ("A", (2, 1)), ("B", (3, 1))]
    assert steps(of(people, [Need(0, 0, 4, 1, "A")], [1])) == [["P1", "D1", 2, 4, 1]]
    assert steps(of(people, [Need(0, 0, 4, 1)], [1])) == [["P1", "D1", 3, 4, 1]]


def test_people_brought_up_alike_are_counted_together() -> None:
    people: list[Person] = [("A", (2, 1))] * 5
    assert steps(of(people, [Need(0, 0, 3, 3)], [1])) == [["P1", "D1", 2, 3, 3]]


def test_the_cheapest_may_be_to_relieve_somebody() -> None:
    # the first can do both; the other is one step from P2's need and two from that of P1, which is short
    people: list[Person] = [("A", (3, 3)), ("A", (1, 2))]
    found = of(people, [Need(0, 0, 3, 1), Need(1, 1, 3, 1)], [1, 2])
    assert found.needs["unmet"].tolist() == [1, 0]
    assert steps(found) == [["P1", "D2", 2, 3, 1]]


def test_nobody_else_may_pay_for_it() -> None:
    # taking the all-round person from P1 would cost nothing but P1
    people: list[Person] = [("A", (3, 3)), ("A", (1, 1))]
    assert steps(of(people, [Need(0, 0, 3, 1), Need(1, 1, 3, 1)], [3, 1])) == [["P2", "D2", 1, 3, 1]]


def test_somebody_who_meets_two_needs_in_one_dimension_comes_up_once() -> None:
    asked = [Need(0, 0, 4, 1), Need(0, 0, 3, 1, shared=True)]
    assert steps(of([("A", (2, 1))], asked, [1])) == [["P1", "D1", 2, 4, 1]]


def test_the_silent_and_other_teams_take_no_steps() -> None:
    found = of([("A", (None, 1)), ("B", (2, 1))], [Need(0, 0, 3, 1, "A")], [1])
    assert (steps(found), places(found)) == ([], [None])
    assert found.projects["unlock_steps"].isna().all()


def test_most_weight_per_step_comes_first_and_ties_share_a_place() -> None:
    people: list[Person] = [("A", (2, None)), ("B", (1, None)), ("C", (2, None)), ("D", (4, None))]
    asked = [Need(place, 0, 3, 1, team) for place, team in enumerate("ABCD")]
    found = of(people, asked, [1, 2, 3, 9])
    assert found.projects["weight_per_step"].tolist()[:3] == [1, 1, 3]
    assert places(found) == [2, 2, 1, None]


def test_nobody_and_nothing() -> None:
    assert steps(of([], [Need(0, 0, 3, 1)], [1])) == []
    assert steps(of([("A", (4, 4))], [Need(0, 0, 3, 1)], [1])) == []


FEW = PEOPLE.filter(lambda people: len(people) <= 4)


@settings(max_examples=120)
@given(FEW, roadmaps())
def test_no_fewer_steps_would_do(people: list[Person], plan: tuple[list[Need], list[int]]) -> None:
    asked, weights = plan
    found = of(people, asked, [float(weight) for weight in weights])
    is_short = truth(people, asked, weights).short
    for project in range(len(weights)):
        name = f"P{project + 1}"
        own = found.unlocks[found.unlocks["project"] == name]
        if not any(u for need, u in zip(asked, is_short, strict=True) if need.project == project):
            assert own.empty
            continue
        taken = int((own["people"] * (own["to"] - own["from"])).sum())
        best = cheapest(people, asked, weights, project, 3)
        if best is None:
            assert own.empty or taken > 3
            continue
        assert taken == best[0]
        listed = sorted(
            (int(row["dimension"][1]) - 1, row["from"], row["to"])
            for row in own.to_dict("records")
            for _ in range(row["people"])
        )
        assert tuple(listed) in best[1]
