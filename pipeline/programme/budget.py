"""The best plan that a budget allows: which module for how many people in which quarter, by an exact solver.

Decision: learners who gain the same from a module are one whole number, so that the size of a company does not
matter; and a plan is exact for any people, because nobody is assumed to share prerequisites with anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.errors import SurveyError
from pipeline.programme.quarters import MOST_QUARTERS

CLASS_WEIGHTS: Mapping[str | None, int] = {"A": 4, "B": 3, "C": 2, "D": 1, None: 1}
"""What one level closed counts by the class of its gap: four times where it blocks a project and is common."""

_OPTIMAL = 0
_FINEST = 60
"""Hours are compared in minutes."""

_MOST = 1_000_000
"""Hours of a seat, and seats: more than any company has."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Offer:
    """A module as the plan sees it.

    ``people`` by the levels it closes for them; ``weight`` of one level; ``builds_on`` the places of its prerequisites
    among the offers. One that is not given has no seats, and what builds on it goes without.
    """

    module: str
    hours: float
    weight: int
    people: Mapping[int, int]
    builds_on: tuple[int, ...] = ()
    is_given: bool = True

    @property
    def asked(self) -> int:
        """People who need it."""
        return sum(self.people.values())


@dataclass(frozen=True)
class Budget:
    """``seats`` people at a time, each with ``hours`` a quarter, for so many ``quarters``."""

    hours: float
    seats: int
    quarters: int

    @property
    def minutes(self) -> int:
        """What all seats of one quarter hold."""
        return round(self.hours * _FINEST) * self.seats

    def check(self) -> None:
        """Refuse what is no budget, or one that nobody means.

        Raises
        ------
        SurveyError
            Hours, seats or quarters that are not above 0, or more of them than any company has.
        """
        if not self.hours > 0 or self.seats < 1 or self.quarters < 1:  # what is no number is not above 0 either
            raise SurveyError("A budget needs hours, seats and quarters above 0.", "For example --hours 20 --seats 60.")
        if max(self.hours, self.seats) > _MOST:
            raise SurveyError(
                f"The budget is too large: hours {self.hours:g}, seats {self.seats}.",
                f"Write {_MOST:,} of each at most.",
            )
        if self.quarters > MOST_QUARTERS:
            raise SurveyError(f"{self.quarters} quarters are too many.", f"A plan has {MOST_QUARTERS} at most.")


@dataclass(frozen=True)
class Plan:
    """``value`` is the weighted levels closed; ``seats`` per offer and quarter."""

    value: int
    seats: tuple[tuple[int, ...], ...]


def best_plan(offers: Sequence[Offer], budget: Budget) -> Plan:
    """The plan of highest value within a budget, as early as it can be.

    Parameters
    ----------
    offers
        The modules, in the order of the curriculum.
    budget
        Each quarter holds ``hours`` x ``seats`` hours of learning.

    Returns
    -------
    Plan
        Of one module of 5 hours, weight 2, that closes 2 levels for 3 people and 1 for 4: with 10 hours, 2 seats and
        one quarter there are 20 hours, so 4 seats: 3 x 2 x 2 + 1 x 2 = value 14.

    Raises
    ------
    SurveyError
        The budget is no budget, or the solver gave up.
    """
    budget.check()
    model = _Model(offers, budget)
    if not model.columns:
        return Plan(0, tuple((0,) * budget.quarters for _ in offers))
    best = model.solved(-model.worth)
    value = round(float(model.worth @ best))
    early = model.solved(model.lateness, LinearConstraint(model.worth[None, :], value - 0.5, np.inf))
    return Plan(value, model.seats(early))


def regrets(offers: Sequence[Offer], budget: Budget, best: int) -> list[int]:
    """What the value of the best plan loses if a module is not offered at all, per module."""
    lost = []
    for place, offer in enumerate(offers):
        without = [*offers[:place], replace(offer, is_given=False), *offers[place + 1 :]]
        lost.append(best - best_plan(without, budget).value if offer.asked else 0)
    return lost


class _Model:
    """Columns: seats of an offer, for people of one gain, in one quarter."""

    def __init__(self, offers: Sequence[Offer], budget: Budget) -> None:
        self.offers, self.budget = offers, budget
        self.columns = [
            (place, gain, quarter)
            for place, offer in enumerate(offers)
            if offer.is_given
            for gain in sorted(offer.people, reverse=True)
            for quarter in range(budget.quarters)
        ]
        minutes = [round(offer.hours * _FINEST) for offer in offers]
        self.worth = np.array([offers[place].weight * gain for place, gain, _ in self.columns], dtype=np.float64)
        self.lateness = np.array([(quarter + 1) * minutes[place] for place, _, quarter in self.columns], np.float64)
        self.minutes = np.array([minutes[place] for place, _, _ in self.columns], dtype=np.float64)
        self.held = self._constraints() if self.columns else []

    def solved(self, cost: Floats, *more: LinearConstraint) -> Floats:
        most = np.array([self.offers[place].people[gain] for place, gain, _ in self.columns], dtype=np.float64)
        found = milp(
            cost,
            integrality=np.ones(len(cost), dtype=np.int64),
            bounds=Bounds(np.zeros(len(cost)), most),
            constraints=[*self.held, *more],
            options={"mip_rel_gap": 0.0},
        )
        if found.status != _OPTIMAL or found.x is None:
            raise SurveyError(f"The plan could not be worked out: {found.message}", "Ask for fewer quarters.")
        whole: Floats = np.rint(found.x)
        return whole

    def seats(self, found: Floats) -> tuple[tuple[int, ...], ...]:
        table = np.zeros((len(self.offers), self.budget.quarters), dtype=np.int64)
        for (place, _, quarter), count in zip(self.columns, found.tolist(), strict=True):
            table[place, quarter] += round(count)
        return tuple(tuple(row) for row in table.tolist())

    def _constraints(self) -> list[LinearConstraint]:
        rows, high = [], []
        for place, offer in enumerate(self.offers):  # nobody takes a module twice
            for gain, people in offer.people.items():
                rows.append(self._mask(place, gain))
                high.append(people)
        for quarter in range(self.budget.quarters):
            rows.append(self.minutes * self._until(quarter, is_exactly=True))
            high.append(self.budget.minutes)
        for place, offer in enumerate(self.offers):
            for before in offer.builds_on:
                for quarter in range(self.budget.quarters):  # no later than this quarter
                    until = self._until(quarter)
                    rows.append((self._mask(place) - self._mask(before)) * until)
                    high.append(max(0, offer.asked - self.offers[before].asked))
        return [LinearConstraint(np.array(rows, dtype=np.float64), -np.inf, np.array(high, dtype=np.float64))]

    def _mask(self, place: int, gain: int | None = None) -> Floats:
        return np.array([c[0] == place and gain in (None, c[1]) for c in self.columns], dtype=np.float64)

    def _until(self, quarter: int, is_exactly: bool = False) -> Floats:
        return np.array([c[2] == quarter if is_exactly else c[2] <= quarter for c in self.columns], dtype=np.float64)
