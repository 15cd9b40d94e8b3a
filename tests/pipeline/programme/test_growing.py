"""How far a budget has to grow: who does as it says has everything closed, and who does less has not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.programme.budget import Budget, Offer, best_plan
from pipeline.programme.curriculum import curriculum
from pipeline.programme.growing import Growth, growth
from pipeline.programmes import plan_words, planned
from tests.pipeline.programme.learners import CATALOGUE, framework


def test_quarters_are_counted_by_a_plan_and_not_by_hours() -> None:
    two = [Offer("a", 3, 1, {1: 1}), Offer("b", 3, 1, {1: 1})]
    assert growth(two, Budget(5, 1, 1)) == Growth(5, 2, True)
    assert growth(two, Budget(3, 2, 1)) == Growth(3, 1, True)
    long = [Offer("a", 13, 1, {1: 2})]
    assert growth(long, Budget(10, 1, 1)) == Growth(13, 2, True)
    assert growth(long, Budget(4, 3, 1)) == Growth(4.34, 2, True)  # three seats of 4 hours 20 minutes hold one
    assert growth([Offer("a", 5, 1, {})], Budget(1, 1, 1)) == Growth(1, 1, True)


def test_the_number_is_the_least_where_filling_up_would_take_more() -> None:
    # the longest first: 6+3, 5+3, 4+2, 2; but 6+4, 5+3+2, 3+2+... = 25 hours fill three quarters of 10
    sizes = (6, 5, 4, 3, 3, 2, 2)
    offers = [Offer(str(place), hours, 1, {1: 1}) for place, hours in enumerate(sizes)]
    assert growth(offers, Budget(10, 1, 1)) == Growth(10, 3, True)
    chain = [Offer("a", 6, 1, {1: 1}), Offer("b", 6, 1, {1: 1}, (0,)), Offer("c", 4, 1, {1: 1}, (1,))]
    assert growth(chain, Budget(10, 1, 1)) == Growth(10, 2, True)


offers_with_a_chain = st.lists(
    st.tuples(st.sampled_from([1.0, 2.5, 4.0, 6.0]), st.integers(0, 2), st.integers(0, 2), st.booleans()),
    min_size=1,
    max_size=4,
)


@settings(max_examples=30)
@given(offers_with_a_chain, st.sampled_from([3.0, 4.5, 5.0]), st.integers(1, 2))
def test_who_does_as_it_says_has_everything_closed_and_who_does_less_has_not(
    drawn: list[tuple[float, int, int, bool]], hours: float, seats: int
) -> None:
    offers = [
        Offer(str(place), long, 1, {1: ones, 2: twos}, (place - 1,) if builds and place else ())
        for place, (long, ones, twos, builds) in enumerate(drawn)
    ]
    everything = sum(gain * people for offer in offers for gain, people in offer.people.items())
    found = growth(offers, Budget(hours, seats, 1))
    grown = Budget(found.hours, seats, found.quarters)
    assert found.is_least
    assert best_plan(offers, grown).value == everything
    if found.quarters > 1 and everything:
        assert best_plan(offers, replace(grown, quarters=found.quarters - 1)).value < everything
    if found.hours > hours:
        assert best_plan(offers, Budget(hours, seats, 12)).value < everything


def told(budget: Budget, people: int = 10, **hours: float) -> str:
    """One module of the foundation, of 5 hours, for some people, a level each."""
    served = {("base", "a1"): {1: people}, **({("base", "b2"): {1: 2}} if hours else {})}
    modules = tuple(replace(each, hands_on_hours=hours.get(each.id, 3.0)) for each in CATALOGUE.modules)
    order = pd.DataFrame({"dimension": ["a"], "class": ["D"], "rank": [1]})
    rows = curriculum(replace(CATALOGUE, modules=modules), framework("a", "b"), order, served)
    return plan_words("Company", planned(rows, budget), budget).removeprefix("Company: the best plan has ")


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (Budget(5, 10, 1), "10 seats and closes 10 of 10 weighted levels; this is proven."),
        (
            Budget(5, 4, 1),
            "4 seats and closes 4 of 10 weighted levels; this is proven. All of it takes 30 hours more: "
            "2 more quarters of this size are enough, and fewer are not.",
        ),
        (
            Budget(8, 1, 7),
            "7 seats and closes 7 of 10 weighted levels; this is proven. The hours would suffice, but modules do not "
            "fill the quarters: 3 more quarters of this size are enough, and fewer are not.",
        ),
        (
            Budget(4, 1, 3),
            "0 seats and closes 0 of 10 weighted levels; this is proven. No number of quarters of this size is enough: "
            "one has 4 hours and 'A1' takes 5. With 5 hours a seat instead of 4, 7 more quarters are enough, "
            "and fewer are not.",
        ),
        (
            Budget(1, 4, 10),
            "0 seats and closes 0 of 10 weighted levels; this is proven. No number of quarters of this size is enough: "
            "one has 4 hours and 'A1' takes 5. With 1.25 hours a seat instead of 1, these quarters are enough.",
        ),
        (
            Budget(5, 1, 9),
            "9 seats and closes 9 of 10 weighted levels; this is proven. All of it takes 5 hours more: "
            "1 more quarter of this size is enough.",
        ),
        (
            Budget(5, 1, 1),
            "1 seat and closes 1 of 10 weighted levels; this is proven. All of it takes 45 hours more: "
            "9 more quarters of this size are enough, and fewer are not.",
        ),
    ],
)
def test_a_budget_that_does_not_suffice_says_what_would(budget: Budget, said: str) -> None:
    assert told(budget) == said


def test_more_quarters_than_a_plan_may_have_are_said_to_be_so() -> None:
    assert told(Budget(5, 1, 1), people=50).endswith(
        "at least 49 more quarters of this size are needed. A plan has 40 at most: give a quarter more hours or seats."
    )


def test_a_needed_module_that_is_longer_than_a_quarter_is_named_beside_others_that_fit() -> None:
    assert told(Budget(10, 1, 6), a1=3.0, b2=11.0).endswith(
        "No number of quarters of this size is enough: one has 10 hours and 'B2' takes 13. With 13 hours a seat "
        "instead of 10, 1 more quarter is enough."
    )


def test_more_quarters_than_a_plan_has_are_not_filled_one_by_one() -> None:
    # 5,000 people x 24 modules x 10 hours at 20 hours a quarter: 60,000 quarters by the hours alone
    offers = [Offer(f"m{n}", 10, 1, {1: 5_000}) for n in range(24)]
    assert growth(offers, Budget(20, 1, 1)) == Growth(20, 60_000, is_least=False, is_enough=False)
