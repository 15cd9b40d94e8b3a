"""One person's plan: worked by hand, and what holds for every person."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.frameworks.loader import shipped
from pipeline.programme.modules import Module
from pipeline.programme.personal import (
    FEWEST,
    MOST,
    MOST_STEPS,
    QUARTERS,
    Given,
    Judgement,
    Plan,
    Step,
    Wish,
    plan,
)

FRAMEWORK = shipped()[0]
IDS = [dimension.id for dimension in FRAMEWORK.dimensions]
ML, LLM, DEV, DATA, PROD = IDS


def steps(made: Plan) -> list[tuple[int, str, int]]:
    """Quarter, dimension and level reached, of every step of the year."""
    return [(each.quarter, step.dimension, step.to_level) for each in made.quarters for step in each.steps]


def test_priority_is_shortfall_times_impact_and_the_first_three_are_the_plan() -> None:
    levels = {ML: 1, LLM: 2, DEV: 0, DATA: 3, PROD: 1}
    targets = {ML: 3, LLM: 3, DEV: 2, DATA: 2, PROD: 2}
    impacts = {ML: 4, LLM: 5, DEV: 3, PROD: 1}
    made = plan(FRAMEWORK, Given(levels, targets=targets, impacts=impacts))
    # 2 x 4, 1 x 5, 2 x 3, 0 x 3, 1 x 1
    assert [each.priority for each in made.standings] == [8, 5, 6, 0, 1]
    assert [each.place for each in made.standings] == [1, 3, 2, None, None]
    # five levels to go, spread over four quarters: 2, 1, 1, 1
    assert steps(made) == [(1, ML, 2), (1, ML, 3), (2, DEV, 1), (3, DEV, 2), (4, LLM, 3)]
    assert made.later == ()
    assert [each.dimension for each in made.standings if each.is_strength] == [DATA]


def test_the_persons_own_judgement_goes_before_what_is_proposed() -> None:
    given_levels = Given({ML: 1, LLM: 2}, targets={ML: 2, LLM: 2})
    made = plan(FRAMEWORK, given_levels, Judgement(severity={LLM: 2}, impact={LLM: 5, ML: 1}))
    assert [(each.severity, each.impact, each.priority, each.place) for each in made.standings[:2]] == [
        (1, 1, 1, 2),
        (2, 5, 10, 1),
    ]
    assert [step.to_level for each in made.quarters for step in each.steps if step.dimension == LLM] == [3, 4]


def test_gaps_that_weigh_as_much_as_the_third_are_in_the_plan_too() -> None:
    made = plan(FRAMEWORK, Given(dict.fromkeys(IDS, 1), targets=dict.fromkeys(IDS, 2)))
    assert [each.place for each in made.standings] == [1, 2, 3, 4, 5]
    more = plan(FRAMEWORK, Given(dict.fromkeys(IDS, 1), targets=dict.fromkeys(IDS, 2), impacts={PROD: 2}))
    assert [each.place for each in more.standings] == [1, 2, 3, 4, None]


def test_no_answer_is_not_level_0() -> None:
    made = plan(FRAMEWORK, Given({ML: 0}, targets=dict.fromkeys(IDS, 2)))
    assert made.standings[0].severity == 2
    assert [each.severity for each in made.standings[1:]] == [None] * 4
    assert plan(FRAMEWORK, Given({}, targets=dict.fromkeys(IDS, 2))).quarters == ()


def test_what_is_met_already_is_not_asked_for_again() -> None:
    at_2 = next(each for each in FRAMEWORK.dimensions[0].levels if each.level == 2)
    met = frozenset([at_2.indicators[0].id])
    made = plan(FRAMEWORK, Given({ML: 1}, {ML: met}, {ML: 2}))
    assert made.standings[0].behaviours == tuple(each.text for each in at_2.indicators[1:])
    assert made.quarters[0].milestone == at_2.indicators[1].text


def test_modules_and_projects_stand_beside_the_steps_that_they_serve() -> None:
    wishes = [Wish("Dawn", ML, 3), Wish("Dusk", ML, 1), Wish("Noon", LLM, 2)]
    module = Module("m", "Models at work", ML, 1, 2, 2.0, 3.0, 0.0, ())
    made = plan(FRAMEWORK, Given({ML: 1, LLM: 2}, targets={ML: 3, LLM: 2}, wishes=wishes), modules=[module])
    assert made.standings[0].projects == ("Dawn",)
    assert [each.activities[:1] for each in made.quarters] == [
        ("Models at work (5 hours)",),
        ("Offer it to the project Noon.",),
        (),
        ("Offer it to the project Noon.",),
    ]
    assert [each.strength for each in made.quarters] == [None, FRAMEWORK.dimensions[1].name] * 2


levels = st.dictionaries(st.sampled_from(IDS), st.integers(0, 4))
numbers = st.dictionaries(st.sampled_from(IDS), st.integers(1, 5))


@given(levels, levels, numbers)
def test_every_level_between_a_chosen_gap_and_its_target_is_taken_once(
    levels: dict[str, int], targets: dict[str, int], impacts: dict[str, int]
) -> None:
    made = plan(FRAMEWORK, Given(levels, targets=targets, impacts=impacts))
    chosen = [each for each in made.standings if each.place]
    assert len(chosen) <= MOST
    assert len(chosen) >= min(FEWEST, sum(bool(each.priority) for each in made.standings))
    taken = [step for each in made.quarters for step in each.steps]
    expected = {
        Step(each.dimension, each.dimension_name, level, level + 1)
        for each in chosen
        for level in range(levels[each.dimension], targets[each.dimension])
    }
    assert set(taken) | set(made.later) == expected
    assert len(taken) + len(made.later) == len(expected)
    assert len(taken) <= MOST_STEPS
    assert all(len(each.steps) <= MOST_STEPS // QUARTERS and each.milestone for each in made.quarters)
    left_out = [each.priority for each in made.standings if each.priority and not each.place]
    assert not left_out or max(left_out) <= min(each.priority or 0 for each in chosen)
