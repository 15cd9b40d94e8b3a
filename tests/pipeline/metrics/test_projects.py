"""The roadmap as it may be shown: what a hidden need leaves of the others."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.demand import demand
from pipeline.metrics.projects import Roadmap, staffed
from tests.pipeline.metrics.examples import framework, plain_rows
from tests.pipeline.metrics.roadmaps import PEOPLE, needs, profiles, roadmaps
from tests.staffings import Need, Person

ALL_ROUND: Person = ("A", (4, 4))


def of(people: list[Person], asked: list[Need], weights: list[int], shown: list[bool]) -> Roadmap:
    frame = needs(asked, [float(weight) for weight in weights])
    return staffed(profiles(people, 2), frame, framework(), 1, np.array(shown, dtype=bool))


def flags(found: Roadmap) -> list[list[Any]]:
    return [[row[name] for name in ("blocked", "contended", "blocked_low")] for row in plain_rows(found.projects)]


def test_a_hidden_need_has_no_figures_and_leaves_its_project_none() -> None:
    asked = [Need(0, 0, 3, 1, "A"), Need(0, 1, 3, 1), Need(1, 1, 3, 1)]
    found = of([ALL_ROUND, ("B", (1, 1))], asked, [2, 1], [False, True, True])
    hidden, *others = plain_rows(found.needs)
    figures = ("qualified", "qualified_high", "naive_unmet", "unmet", "rests_on_everybody")
    assert [hidden[name] for name in figures] == [None] * 5
    assert [(row["qualified"], row["unmet"]) for row in others] == [(1, 0), (1, 1)]
    first, second = plain_rows(found.projects)
    assert [first[name] for name in ("unmet", "unmet_low", "bus_factor", "shown")] == [None, None, None, False]
    assert [second[name] for name in ("unmet", "unmet_low", "bus_factor", "shown")] == [1, 1, 1, True]


def test_what_a_project_is_called_is_open_where_the_hidden_need_could_decide_it() -> None:
    asked = [Need(0, 0, 3, 1, "A"), Need(1, 1, 3, 1), Need(2, 1, 2, 9)]
    # with somebody for the hidden need, the one all-round person of team A may be that somebody
    found = of([ALL_ROUND], asked, [3, 2, 1], [False, True, True])
    assert flags(found) == [[None, False, None], [None, False, None], [True, False, True]]


def test_a_hidden_need_elsewhere_leaves_what_is_certain() -> None:
    asked = [Need(0, 0, 3, 1, "B"), Need(1, 1, 3, 1, "A")]
    assert flags(of([ALL_ROUND], asked, [3, 2], [False, True]))[1] == [False, False, False]


def test_nothing_is_shown() -> None:
    found = of([ALL_ROUND], [Need(0, 0, 3, 1)], [3], [False])
    assert plain_rows(found.projects)[0]["unmet"] is None
    assert found.criticality["criticality"].tolist() == [0, 0]


@settings(max_examples=30)
@given(PEOPLE, roadmaps())
def test_where_all_is_shown_nothing_is_lost(people: list[Person], plan: tuple[list[Need], list[int]]) -> None:
    asked, weights = plan
    found = of(people, asked, weights, [True] * len(asked))
    whole = demand(profiles(people, 2), needs(asked, [float(w) for w in weights]), framework(), 1)
    assert plain_rows(found.needs.drop(columns="shown")) == plain_rows(whole.needs)
    assert plain_rows(found.projects.drop(columns="shown")) == plain_rows(whole.projects)


@settings(max_examples=40)
@given(PEOPLE, roadmaps(), st.data())
def test_what_hidden_people_can_do_changes_nothing_that_is_shown(
    people: list[Person], plan: tuple[list[Need], list[int]], data: st.DataObject
) -> None:
    """Hidden are the needs of team A in the first dimension; whatever its people answered there, all stays."""
    asked, weights = plan
    shown = [not (need.team == "A" and need.dimension == 0) for need in asked]
    # needs of everybody count these people too: leave them to the other dimension and team
    kept = [i for i, need in enumerate(asked) if need.dimension or need.team]
    asked, shown = [asked[i] for i in kept], [shown[i] for i in kept]
    if not asked:
        return
    order = {project: place for place, project in enumerate(dict.fromkeys(need.project for need in asked))}
    asked = [Need(order[n.project], n.dimension, n.level, n.people, n.team, n.shared) for n in asked]
    weights = [weights[project] for project in order]
    other = [
        (team, (data.draw(st.one_of(st.none(), st.integers(1, 4))) if team == "A" else levels[0], levels[1]))
        for team, levels in people
    ]
    before, after = of(people, asked, weights, shown), of(other, asked, weights, shown)
    assert plain_rows(before.needs) == plain_rows(after.needs)
    assert plain_rows(before.projects) == plain_rows(after.projects)
    assert plain_rows(before.criticality) == plain_rows(after.criticality)
