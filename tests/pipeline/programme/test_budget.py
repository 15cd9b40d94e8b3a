"""The best plan under a budget: equal to trying every plan, and as early as can be."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pipeline.programme.budget import Budget, Offer, best_plan, regrets


def by_trying(offers: list[Offer], budget: Budget) -> int:
    """The highest value of any plan: all numbers of seats, by module, gain and quarter."""
    cells = [
        (place, gain, quarter)
        for place, offer in enumerate(offers)
        for gain in offer.people
        for quarter in range(budget.quarters)
    ]
    ranges = [range(offers[place].people[gain] + 1 if offers[place].is_given else 1) for place, gain, _ in cells]
    return max(
        _value(offers, dict(zip(cells, seats, strict=True)))
        for seats in product(*ranges)
        if _holds(offers, budget, dict(zip(cells, seats, strict=True)))
    )


def _value(offers: list[Offer], seats: dict[tuple[int, int, int], int]) -> int:
    return sum(offers[place].weight * gain * count for (place, gain, _), count in seats.items())


def _holds(offers: list[Offer], budget: Budget, seats: dict[tuple[int, int, int], int]) -> bool:
    def taken(place: int, quarter: int) -> int:
        return sum(count for (p, _, q), count in seats.items() if p == place and q <= quarter)

    def used(quarter: int) -> float:
        return sum(offers[place].hours * count for (place, _, q), count in seats.items() if q == quarter)

    is_once = all(
        sum(count for (p, g, _), count in seats.items() if (p, g) == (place, gain)) <= people
        for place, offer in enumerate(offers)
        for gain, people in offer.people.items()
    )
    is_ready = all(
        taken(place, quarter) <= taken(before, quarter) + max(0, offer.asked - offers[before].asked)
        for place, offer in enumerate(offers)
        for before in offer.builds_on
        for quarter in range(budget.quarters)
    )
    return is_once and is_ready and all(used(q) <= budget.hours * budget.seats for q in range(budget.quarters))


offer_lists = st.lists(
    st.tuples(st.sampled_from([1.0, 2.5, 4.0]), st.integers(1, 4), st.integers(0, 2), st.integers(0, 2), st.booleans()),
    min_size=1,
    max_size=3,
)


def offers_of(drawn: list[tuple[float, int, int, int, bool]]) -> list[Offer]:
    return [
        Offer(f"m{place}", hours, weight, {1: ones, 2: twos}, (place - 1,) if builds and place else ())
        for place, (hours, weight, ones, twos, builds) in enumerate(drawn)
    ]


@given(offer_lists, st.sampled_from([2.0, 3.5]), st.integers(1, 2), st.just(1) | st.just(2))
def test_the_best_plan_equals_trying_every_plan(
    drawn: list[tuple[float, int, int, int, bool]], hours: float, seats: int, quarters: int
) -> None:
    offers = offers_of(drawn[:2] if quarters == 2 else drawn)
    budget = Budget(hours, seats, quarters)
    plan = best_plan(offers, budget)
    assert plan.value == by_trying(offers, budget)
    # the regret of a module is what the best plan without it falls short of
    without = [
        by_trying(
            [*offers[:p], Offer(o.module, o.hours, o.weight, o.people, o.builds_on, False), *offers[p + 1 :]], budget
        )
        for p, o in enumerate(offers)
    ]
    assert regrets(offers, budget, plan.value) == [
        plan.value - value if offer.asked else 0 for offer, value in zip(offers, without, strict=True)
    ]


def test_a_plan_is_as_early_as_it_can_be() -> None:
    first, then = Offer("first", 5, 1, {1: 3}), Offer("then", 5, 4, {1: 3}, (0,))
    plan = best_plan([first, then], Budget(5, 3, 3))
    assert plan.value == 15
    assert [sum(quarter) for quarter in zip(*plan.seats, strict=True)] == [3, 3, 0]
    assert plan.seats[0][0] >= plan.seats[1][0]


def test_nobody_to_teach_is_a_plan_without_seats() -> None:
    assert best_plan([Offer("a", 5, 1, {})], Budget(5, 3, 2)).seats == ((0, 0),)
