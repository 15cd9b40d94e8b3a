"""By how much a budget would have to grow so that everybody has a seat in everything: more quarters, or longer ones.

Decision: where everybody takes everything it does not matter what they gain, so the question is smaller than that of
the best plan, and its answer is a plan that was found, not hours divided by hours: modules do not fill quarters evenly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from pipeline.programme.budget import Budget, Offer
from pipeline.programme.quarters import MOST_QUARTERS

_INFEASIBLE = 2
_SECONDS_A_LOOK = 1.0
_MOST_COLUMNS = 4_000
"""A larger problem is not looked at: the plan that fills quarter by quarter stands."""

_HUNDREDTHS = 100


@dataclass(frozen=True)
class Growth:
    """A budget that closes everything: ``hours`` of a seat, and so many ``quarters``, or at least so many.

    The hours are those of the budget where every module fits a quarter of it, else the least, in hundredths, with which
    the longest one does. ``is_least``: it is proven that no fewer quarters of these hours would do. ``is_enough``: so
    many are enough; where even the hours take more quarters than a plan may have, it is not worked out how many are.
    """

    hours: float
    quarters: int
    is_least: bool
    is_enough: bool = True


def growth(offers: Sequence[Offer], budget: Budget) -> Growth:
    """The least budget of this kind with which everybody has a seat in everything they need.

    Parameters
    ----------
    offers
        The modules as `best_plan` takes them, all of them given; nobody is served by one that builds on itself.
    budget
        One that holds.

    Returns
    -------
    Growth
        Two modules of 3 hours for one person each, in quarters of 5 hours with one seat: two quarters, although
        6 hours are one quarter and a little. One of 13 hours for two people, in quarters of 10: 13 hours, two quarters.
    """
    asked = [offer for offer in offers if offer.asked]
    longest = max((_minutes(offer) for offer in asked), default=0)
    if longest > budget.minutes:
        hours = ceil(ceil(longest / budget.seats) / 60 * _HUNDREDTHS - 1e-9) / _HUNDREDTHS
        budget = replace(budget, hours=hours)
    if not asked:
        return Growth(budget.hours, 1, True)
    low = max(1, ceil(sum(_minutes(offer) * offer.asked for offer in asked) / max(1, budget.minutes)))
    if low > MOST_QUARTERS:  # to fill them one by one would take as long as there are many
        return Growth(budget.hours, low, is_least=False, is_enough=False)
    longest_first = sorted(range(len(offers)), key=lambda place: -_minutes(offers[place]))
    high = min(_filled(offers, budget, order) for order in (longest_first, range(len(offers))))
    is_least = True
    while low < high:
        middle = (low + high) // 2
        fits = _fits(offers, replace(budget, quarters=middle))
        low, high = (low, middle) if fits else (middle + 1, high)
        is_least = is_least and fits is not None
    return Growth(budget.hours, high, is_least)


def _minutes(offer: Offer) -> int:
    return round(offer.hours * 60)


def _spare(offers: Sequence[Offer], place: int, before: int) -> int:
    """How many may have had an offer who have not had the one it builds on: those who do not need that."""
    return max(0, offers[place].asked - offers[before].asked)


def _filled(offers: Sequence[Offer], budget: Budget, order: Sequence[int]) -> int:
    """How many quarters it takes to fill one after the other, always with the first of an order that may be taken."""
    taken = [0] * len(offers)
    quarters = 0
    while any(count < offer.asked for count, offer in zip(taken, offers, strict=True)):
        quarters += 1
        left, is_more = budget.minutes, True
        while is_more:
            is_more = False
            for place in order:
                seats = min(left // max(1, _minutes(offers[place])), _open(offers, taken, place))
                taken[place] += seats
                left -= seats * _minutes(offers[place])
                is_more = is_more or seats > 0
    return quarters


def _open(offers: Sequence[Offer], taken: Sequence[int], place: int) -> int:
    """How many more may take an offer now."""
    ready = [taken[before] + _spare(offers, place, before) for before in offers[place].builds_on]
    return min([offers[place].asked, *ready]) - taken[place]


def _fits(offers: Sequence[Offer], budget: Budget) -> bool | None:
    """Whether everybody can have everything within a budget; None where it was not found out in time."""
    columns = len(offers) * budget.quarters
    if columns > _MOST_COLUMNS:
        return None
    rows = list(_rows(offers, budget))
    places = [place for place, (named, _, _) in enumerate(rows) for _ in named]
    named_columns = [column for named, _, _ in rows for column in named]
    factors = [factor for named, _, _ in rows for factor in named.values()]
    table = coo_array((factors, (places, named_columns)), shape=(len(rows), columns)).tocsr()
    found = milp(
        np.zeros(columns),
        integrality=np.ones(columns, dtype=np.int64),
        bounds=Bounds(np.zeros(columns), np.repeat([float(offer.asked) for offer in offers], budget.quarters)),
        constraints=LinearConstraint(table, [low for _, low, _ in rows], [high for _, _, high in rows]),
        options={"time_limit": _SECONDS_A_LOOK},
    )
    if found.x is not None:
        return True
    return False if found.status == _INFEASIBLE else None


def _rows(offers: Sequence[Offer], budget: Budget) -> Iterator[tuple[dict[int, float], float, float]]:
    """Every rule: the seats of an offer in a quarter with their factors, and between what their sum lies."""
    many = budget.quarters
    for place, offer in enumerate(offers):
        yield {place * many + q: 1.0 for q in range(many)}, offer.asked, offer.asked
        for before in offer.builds_on:
            for last in range(many):
                until = range(last + 1)
                later, earlier = {place * many + q: 1.0 for q in until}, {before * many + q: -1.0 for q in until}
                yield {**later, **earlier}, -np.inf, _spare(offers, place, before)
    for q in range(many):
        minutes = {place * many + q: float(_minutes(offer)) for place, offer in enumerate(offers)}
        yield minutes, -np.inf, budget.minutes
