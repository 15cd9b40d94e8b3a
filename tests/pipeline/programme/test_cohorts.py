"""Cohorts: equal to trying every seating, dealt out by name, with reasons and ways out."""

from __future__ import annotations

from itertools import product
from math import ceil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SurveyError
from pipeline.programme.cohorts import Class, seating
from pipeline.programme.relaxing import Relaxed, relaxed_rules
from pipeline.programme.rules import Rules
from pipeline.programme.seats import CohortPlan, Likeness, cohort_plan


def cohorts_needed(
    classes: list[Class], seats: tuple[tuple[int, ...], ...], stream: int, quarter: int, most: int
) -> int:
    people = sum(row[quarter] for each, row in zip(classes, seats, strict=True) if each.stream == stream)
    return ceil(people / most)


def holds(classes: list[Class], away: list[int], rules: Rules, seats: tuple[tuple[int, ...], ...]) -> bool:
    pairs = list(zip(classes, seats, strict=True))
    quarters = range(rules.quarters)
    streams = {each.stream for each in classes}
    return (
        all(sum(row) <= each.people for each, row in pairs)
        and not any(row[q] for each, row in pairs for q in each.barred if q < rules.quarters)
        and all(
            sum(row[q] for each, row in pairs if each.team == team) <= limit
            for team, limit in enumerate(away)
            for q in quarters
        )
        and all(
            sum(row[q] for each, row in pairs if each.stream == stream)
            >= rules.smallest * cohorts_needed(classes, seats, stream, q, rules.largest)
            for stream in streams
            for q in quarters
        )
        and all(
            sum(cohorts_needed(classes, seats, stream, q, rules.largest) for stream in streams)
            <= (rules.at_once or 10**6)
            for q in quarters
        )
    )


def worth(classes: list[Class], seats: tuple[tuple[int, ...], ...]) -> tuple[int, int]:
    """Weighted seats, and how early: the larger the better, one after the other."""
    pairs = list(zip(classes, seats, strict=True))
    late = sum(each.weight * q * count for each, row in pairs for q, count in enumerate(row))
    return sum(each.weight * sum(row) for each, row in pairs), -late


def by_trying(classes: list[Class], away: list[int], rules: Rules) -> tuple[int, int]:
    rows = [list(product(range(each.people + 1), repeat=rules.quarters)) for each in classes]
    return max(worth(classes, seats) for seats in product(*rows) if holds(classes, away, rules, seats))


some_class = st.builds(
    Class,
    team=st.integers(0, 1),
    stream=st.integers(0, 1),
    people=st.integers(1, 3),
    weight=st.integers(1, 4),
    barred=st.frozensets(st.integers(0, 1), max_size=1),
)


@given(
    st.lists(some_class, min_size=1, max_size=3),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.sampled_from([(1, 2), (2, 2), (2, 3), (3, 4)]),
    st.sampled_from([None, 1]),
)
def test_the_seating_equals_trying_every_one(
    classes: list[Class], away: tuple[int, int], sizes: tuple[int, int], at_once: int | None
) -> None:
    rules = Rules(2, *sizes, at_once=at_once)
    found = seating(classes, away, rules)
    assert (found.gap, found.early_gap) == (0.0, 0.0)
    assert holds(classes, list(away), rules, found.seats)
    assert worth(classes, found.seats) == by_trying(classes, list(away), rules)


def test_two_hundred_people_are_seated_and_that_is_proven() -> None:
    generator = np.random.default_rng(7)
    classes = [Class(team, int(generator.integers(3)), 2, 1 + team % 4) for team in range(20) for _ in range(5)]
    rules = Rules()
    found = seating(classes, [rules.most_away(12)] * 20, rules)
    assert found.gap == 0.0
    assert holds(classes, [3] * 20, rules, found.seats)


@pytest.mark.parametrize(
    ("rules", "headcount", "most"),
    [
        (Rules(), 10, 2),
        (Rules(), 3, 1),
        (Rules(away_people=2, away_share=None), 10, 2),
        (Rules(away_people=1), 40, 1),
        (Rules(away_share=0.29), 100, 29),
        (Rules(away_share=None), 5, 5),
    ],
)
def test_how_many_of_a_team_may_be_away(rules: Rules, headcount: int, most: int) -> None:
    assert rules.most_away(headcount) == most


def test_what_would_seat_more_people_is_said_with_how_many_more() -> None:
    assert relaxed_rules([Class(0, 0, 10)], [3], Rules(2, 4, 5), 0) == {
        "away": Relaxed(0, 2, 10, True),
        "smallest": Relaxed(4, 3, 6, False),
    }
    more = relaxed_rules([Class(0, 0, 12)], [12], Rules(2, 4, 4, at_once=1), 8)
    assert more["at_once"] == Relaxed(1, 2, 4, True)
    assert more["quarters"] == Relaxed(2, 3, 4, True)
    assert more["largest"] == Relaxed(4, 6, 4, True)


@pytest.mark.parametrize("rules", [Rules(0), Rules(smallest=5, largest=4), Rules(at_once=0), Rules(smallest=0)])
def test_rules_that_no_cohort_can_keep_are_refused(rules: Rules) -> None:
    with pytest.raises(SurveyError):
        seating([Class(0, 0, 9)], [9], rules)


def people(*lines: tuple[str, str | None, str, int, int, frozenset[int]]) -> pd.DataFrame:
    columns = ["team", "role", "course", "level", "weight", "barred"]
    return pd.DataFrame(list(lines), columns=columns).assign(
        person=range(1, len(lines) + 1), turn=1, steps=[9 - line[3] for line in lines]
    )


def planned(learners: pd.DataFrame, rules: Rules, likeness: Likeness = "mixed") -> CohortPlan:
    return cohort_plan(learners, {"A": 12, "B": 12}, rules, likeness)


NEVER: frozenset[int] = frozenset()


def test_a_cohort_is_dealt_out_by_role_and_the_same_people_get_the_same_seats() -> None:
    learners = people(*[("A" if n % 2 else "B", "data" if n < 4 else "web", "one", n % 3, 1, NEVER) for n in range(8)])
    rules = Rules(1, 4, 4, away_share=None)
    plan = planned(learners, rules)
    assert plan.cohorts["roles"].tolist() == [{"data": 2, "web": 2}, {"data": 2, "web": 2}]
    assert plan.cohorts["people"].tolist() == [4, 4]
    shuffled = planned(learners.sample(frac=1, random_state=3), rules)
    pd.testing.assert_frame_equal(shuffled.seats, plan.seats)
    alike = planned(learners, rules, "role")
    assert alike.cohorts["roles"].tolist() == [{"data": 4}, {"web": 4}]


def test_who_has_no_seat_is_told_why() -> None:
    lines = [("A", "web", "one", 1, 1, NEVER)] * 5
    lines += [("B", "web", "rare", 0, 4, NEVER), ("B", "web", "one", 0, 1, frozenset({0, 1}))]
    plan = planned(people(*lines), Rules(2, 2, 2, away_people=2, away_share=None))
    assert len(plan.seats) == 4
    assert plan.waiting[["person", "place", "reason"]].values.tolist() == [
        [6, 1, "too few"],
        [7, 2, "kept out"],
        [5, 3, "team"],
    ]
    left = planned(people(*[("A", "web", "one", 1, 1, NEVER)] * 5), Rules(1, 2, 2, away_share=None))
    assert left.waiting["reason"].tolist() == ["sizes"]
    full = planned(people(*[("A", "web", "one", 1, 1, NEVER)] * 5), Rules(1, 2, 2, away_share=None, at_once=1))
    assert full.waiting["reason"].tolist() == ["cohorts"] * 3


def test_what_comes_after_waits_until_the_first_is_done_and_fills_what_is_left() -> None:
    first = people(*[("A", "web", "one", 0, 1, NEVER)] * 4)
    second = first.assign(turn=2, course="two", weight=4, level=1)
    plan = planned(pd.concat([first, second]), Rules(2, 2, 4, away_share=None))
    seats = plan.seats[["turn", "course", "quarter"]].drop_duplicates().values.tolist()
    assert seats == [[1, "one", 0], [2, "two", 1]]
    assert (plan.seated, plan.learners, len(plan.seats)) == (4, 4, 8)
    short = planned(pd.concat([first, second]), Rules(1, 2, 4, away_share=None))
    assert (len(short.waiting), short.later["reason"].tolist()) == (0, ["order"] * 4)


def test_who_waits_for_company_gets_it_when_others_have_come_that_far() -> None:
    lines = people(*[("A", "web", "two", 1, 1, NEVER)], *[("B", "web", "one", 0, 1, NEVER)] * 2)
    later = lines[lines["course"] == "one"].assign(turn=2, course="two", level=1)
    plan = planned(pd.concat([lines, later]), Rules(2, 2, 4, away_share=None))
    assert plan.seats[["person", "course", "quarter"]].values.tolist() == [
        [2, "one", 0],
        [3, "one", 0],
        [1, "two", 1],
        [2, "two", 1],
        [3, "two", 1],
    ]
    assert (len(plan.waiting), plan.relaxed) == (0, {})


@settings(max_examples=10)
@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.permutations(["x", "y", "z"])), min_size=1, max_size=12),
    st.integers(1, 3),
    st.sampled_from([(1, 2), (2, 3), (2, 4)]),
    st.sampled_from([None, 2]),
)
def test_no_round_breaks_a_rule_that_another_kept(
    wishes: list[tuple[str, list[str]]], away: int, sizes: tuple[int, int], at_once: int | None
) -> None:
    rows = [
        (person, turn, team, "web", turn, course, 1 + person % 4, NEVER)
        for person, (team, order) in enumerate(wishes)
        for turn, course in enumerate(order, 1)
    ]
    columns = ["person", "turn", "team", "role", "level", "course", "weight", "barred"]
    rules = Rules(3, *sizes, away_people=away, away_share=None, at_once=at_once)
    plan = planned(pd.DataFrame(rows, columns=columns).assign(steps=1), rules)
    seats = plan.seats.merge(pd.DataFrame(rows, columns=columns), on=["person", "turn", "course"])
    assert len(seats) == len(plan.seats)
    assert seats.groupby(["team", "quarter"]).size().max() <= away if len(seats) else True
    assert plan.cohorts["people"].between(*sizes).all()
    assert plan.cohorts.groupby("quarter").size().max() <= (at_once or 99) if len(seats) else True
    for _, own in seats.sort_values("turn").groupby("person"):
        assert own["turn"].tolist() == list(range(1, len(own) + 1))
        assert own["quarter"].is_monotonic_increasing
        assert own["quarter"].is_unique
    assert plan.learners == len(wishes)


def test_a_way_out_that_the_time_cut_short_says_so() -> None:
    classes = [Class(0, 0, 12)]
    assert relaxed_rules(classes, [12], Rules(2, 4, 4, at_once=1), 8, seconds=0.0) == dict.fromkeys(
        ("away", "quarters", "smallest", "largest", "at_once")
    )
    ticks = iter([0.0, 0.0, *[9.0] * 99])  # the first look is in time, no other is
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.programme.relaxing.monotonic", lambda: next(ticks))
        cut = relaxed_rules(classes, [2], Rules(2, 4, 5), 0, seconds=5.0)
    assert cut["away"] == Relaxed(0, 12, 12, True, is_least=False)


def test_nobody_to_seat_is_a_plan_without_cohorts() -> None:
    plan = planned(people(), Rules())
    assert (len(plan.cohorts), len(plan.seats), len(plan.waiting), plan.gap) == (0, 0, 0, 0.0)
