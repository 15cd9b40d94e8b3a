"""What it would take to close everything, in words: more quarters of a budget's size, or longer ones.

Decision: only a number that is enough is told, because whoever plans the next year acts on it.
"""

from __future__ import annotations

from pipeline.programme.budget import Budget
from pipeline.programme.growing import Growth
from pipeline.programme.quarters import MOST_QUARTERS


def growth_words(found: Growth, budget: Budget, needed_hours: float, longest: tuple[str, float]) -> str:
    """How far a budget has to grow.

    Parameters
    ----------
    found
        The budget that closes everything.
    budget
        One that does not.
    needed_hours
        The hours of everybody in everything.
    longest
        The name and the hours of the longest module that somebody needs.

    Returns
    -------
    str
        For 4 seats of 5 hours in one quarter, where 50 hours are needed: "All of it takes 30 hours more: 2 more
        quarters of this size are enough, and fewer are not."
    """
    more = found.quarters - budget.quarters
    quarter = budget.minutes / 60
    lacking = needed_hours - quarter * budget.quarters
    if found.hours > budget.hours:
        head = (
            f"No number of quarters of this size is enough: one has {_hours(quarter)} and {longest[0]!r} takes "
            f"{longest[1]:,g}. With {_hours(found.hours)} a seat instead of {budget.hours:,g}, {_quarters(found, more)}"
        )
    elif lacking > 0:
        head = f"All of it takes {_hours(lacking)} more: {_quarters(found, more, ' of this size')}"
    else:
        head = (
            f"The hours would suffice, but modules do not fill the quarters: {_quarters(found, more, ' of this size')}"
        )
    return head + _surely(found, more) + _too_many(found)


def _hours(hours: float) -> str:
    """Hours to a hundredth; the zeros after the point are left out."""
    text = f"{hours:,.2f}".rstrip("0").rstrip(".")
    return f"{text} {'hour' if text == '1' else 'hours'}"


def _quarters(found: Growth, more: int, size: str = "") -> str:
    if not found.is_enough:
        return f"at least {more:,} more quarters{size} are needed"
    if more < 1:
        return "these quarters are enough"
    return f"1 more quarter{size} is enough" if more == 1 else f"{more:,} more quarters{size} are enough"


def _surely(found: Growth, more: int) -> str:
    if more <= 1 or not found.is_enough:
        return "."
    return ", and fewer are not." if found.is_least else "; perhaps fewer are too."


def _too_many(found: Growth) -> str:
    if found.quarters <= MOST_QUARTERS:
        return ""
    return f" A plan has {MOST_QUARTERS} at most: give a quarter more hours or seats."
