"""Why somebody waits, and what would seat more: true also of people who are kept out of some or all quarters."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.programme.cohorts import Class
from pipeline.programme.relaxing import MORE_QUARTERS, Relaxed, relaxed_rules
from pipeline.programme.rules import Rules
from pipeline.programme.seats import CohortPlan, cohort_plan

EVERY = frozenset(range(2 + MORE_QUARTERS))
"""Every quarter of a plan of two, and of the longer plans that are tried."""

NEVER: frozenset[int] = frozenset()


def people(*lines: tuple[int, int, str, frozenset[int]]) -> pd.DataFrame:
    """Lines of person, turn, course and the quarters that the person is kept out of."""
    made = pd.DataFrame(list(lines), columns=["person", "turn", "course", "barred"])
    return made.assign(team="A", role="web", level=0, steps=1, weight=1)


def planned(learners: pd.DataFrame, rules: Rules) -> CohortPlan:
    return cohort_plan(learners, {"A": 99}, rules)


def test_a_longer_plan_is_no_way_out_for_people_who_are_kept_out_of_it_too() -> None:
    assert relaxed_rules([Class(0, 0, 9, 1, EVERY)], [9], Rules(2), 0) == {}
    until_later = frozenset(range(4))  # free from the fifth quarter on
    assert relaxed_rules([Class(0, 0, 9, 1, until_later)], [9], Rules(2), 0) == {"quarters": Relaxed(2, 5, 9, True)}


def test_everybody_has_a_seat_only_where_nobody_waits() -> None:
    classes = [Class(0, 0, 7), Class(0, 0, 2, 1, EVERY)]
    assert relaxed_rules(classes, [9], Rules(2), 0) == {"smallest": Relaxed(8, 7, 7, False)}


barred_quarters = st.sampled_from([NEVER, EVERY, frozenset({0}), frozenset({1, 2}), frozenset({0, 1, 2, 3})])


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from("xy"), barred_quarters), min_size=1, max_size=8), st.integers(1, 3))
def test_who_follows_a_way_out_gets_the_seats_that_it_promised(
    wishes: list[tuple[str, frozenset[int]]], away: int
) -> None:
    learners = people(*[(person, 1, course, barred) for person, (course, barred) in enumerate(wishes)])
    rules = Rules(2, 2, 3, away_people=away, away_share=None)
    plan = planned(learners, rules)
    for rule, each in plan.relaxed.items():
        assert each is not None
        changed = {"away_people": away + each.needed} if rule == "away" else {rule: each.needed}
        then = planned(learners, replace(rules, **changed))
        assert then.seated >= plan.seated + each.more
        assert each.is_enough is (plan.seated + each.more == plan.learners)


def test_too_few_counts_only_those_who_could_start_together() -> None:
    lines = [(person, 1, "one", NEVER) for person in range(3)] + [(9, 1, "one", EVERY)]
    plan = planned(people(*lines), Rules(2, 4, 4))
    assert plan.waiting[["person", "reason", "wanted"]].values.tolist() == [
        *([person, "too few", 3] for person in range(3)),
        [9, "kept out", 0],
    ]
    halves = [(person, 1, "one", frozenset({person % 2})) for person in range(5)]  # 3 are free in the second quarter
    apart = planned(people(*halves), Rules(2, 4, 4))
    assert apart.waiting[["person", "reason", "wanted"]].values.tolist() == [
        [person, "too few", 2 if person % 2 else 3] for person in range(5)
    ]


def test_a_course_after_one_that_is_early_is_not_said_to_come_after_the_last_quarter() -> None:
    lines = [(person, 1, "one", frozenset({1}) if person == 0 else NEVER) for person in range(4)]
    lines += [(person, 2, "two", barred) for person, _, _, barred in lines]
    plan = planned(people(*lines), Rules(2, 3, 4))
    assert plan.later[["person", "course", "reason"]].values.tolist() == [[0, "two", "kept out after"]]
    last = planned(people(*lines), Rules(1, 3, 4))
    assert set(last.later["reason"]) == {"order"}


def test_enough_people_whose_teams_have_too_few_places_are_not_said_to_be_too_few() -> None:
    wishes = people(*[(person, 1, "one", NEVER) for person in range(9)])
    teams = wishes.assign(team=[each for each in "ABC" for _ in range(3)])
    plan = cohort_plan(teams, dict.fromkeys("ABC", 9), Rules(2, 8, 12, away_people=2, away_share=None))
    assert set(plan.waiting["reason"]) == {"places"}  # nine would be enough, and six may be away
    assert plan.relaxed["smallest"] == Relaxed(8, 4, 9, True)
    left = planned(people(*[(person, 1, "one", NEVER) for person in range(11)]), Rules(1, 8, 8))
    assert left.waiting["reason"].tolist() == ["sizes"] * 3  # beside a cohort that is full
