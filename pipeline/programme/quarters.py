"""Quarters and the days in them on which a cohort meets.

Decision: a session is on a Tuesday morning and the protected work block on the Wednesday after it, the second week of a
quarter being the first to have one: what is learnt on one day is tried on the next. Whoever plans otherwise moves the
entries in the calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from pipeline.errors import SurveyError
from pipeline.programme.modules import Module

SESSION_HOURS = 5.0
"""The longest session; a longer module has one a week."""

MOST_QUARTERS = 40
"""Ten years: so far nobody plans, and the solvers answer in the time that somebody waits."""

_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])", re.IGNORECASE)
_YEARS = (2000, 2199)
_TUESDAY = 1


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year: ``Quarter(2027, 1)`` is 2027-Q1."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    def later(self, quarters: int) -> Quarter:
        """The quarter so many after it."""
        place = self.year * 4 + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)

    def first_session(self) -> date:
        """The first Tuesday from the eighth day on: of 2027-Q1 the 12th of January."""
        day = date(self.year, 3 * self.number - 2, 8)
        return day + timedelta((_TUESDAY - day.weekday()) % 7)


@dataclass(frozen=True)
class Session:
    """One meeting of a cohort; ``part`` of ``parts`` of its module, with a work block the day after."""

    module: Module
    day: date
    hours: float
    part: int
    parts: int

    @property
    def work_day(self) -> date:
        """The day of the protected work block."""
        return self.day + timedelta(1)


def quarter_named(text: str) -> Quarter:
    """A quarter as people write it: ``2027-Q1``, ``2027Q1`` or ``2027 q1``.

    Raises
    ------
    SurveyError
        The text is none, or of a year that nobody plans.
    """
    found = _QUARTER.fullmatch(text.strip())
    if found is None:
        raise SurveyError(f"{text!r} is no quarter.", "Write it as 2027-Q1.")
    if not _YEARS[0] <= int(found[1]) <= _YEARS[1]:
        raise SurveyError(f"{text!r} is no quarter to plan.", f"Write a year from {_YEARS[0]} to {_YEARS[1]}.")
    return Quarter(int(found[1]), int(found[2]))


def next_quarter(today: date) -> Quarter:
    """The quarter after the one that a day is in."""
    return Quarter(today.year, (today.month - 1) // 3 + 1).later(1)


def sessions(modules: tuple[Module, ...], quarter: Quarter) -> list[Session]:
    """The meetings of a course in a quarter, one a week: a module of 12 hours has three of 4 hours."""
    found: list[Session] = []
    for module in modules:
        parts = max(1, ceil(module.hours / SESSION_HOURS))
        for part in range(1, parts + 1):
            day = quarter.first_session() + timedelta(weeks=len(found))
            found.append(Session(module, day, module.hours / parts, part, parts))
    return found
