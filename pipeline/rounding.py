"""Numbers as a reader meets them, rounded as people round: a half goes up.

Python and pandas round a half to the even neighbour, so that 5 of 8 would read 62 % and 3 of 8 38 %.
"""

from __future__ import annotations

import math

_NOISE_DIGITS = 9
"""Digits up to which a float stands for the fraction behind it: 57/200 is stored a little below 0.285."""


def half_up(value: float, digits: int = 0) -> float:
    """Round a number that is not negative: 62.5 to 63, and with one digit 1.25 to 1.3."""
    scale = float(10**digits)
    return math.floor(round(value * scale, _NOISE_DIGITS) + 0.5) / scale


def percent(share: float) -> str:
    """A share of 0..1 in words: 0.625 is ``63 %``."""
    return f"{half_up(share * 100):.0f} %"


def small_percent(share: float) -> str:
    """A part of many, which may be less than one in a hundred: 0.0048 is ``0.5 %``, 0.12 is ``12 %``."""
    return f"{tenths(share * 100)} %" if 0 < half_up(share * 100, 1) < 1 else percent(share)


def tenths(value: float) -> str:
    """A number of levels with one digit: 1.25 is ``1.3``."""
    return f"{half_up(value, 1):.1f}"


def signed_tenths(value: float) -> str:
    """A difference in levels with its sign: 0.25 is ``+0.3``, -1.5 is ``−1.5``, and what rounds to nothing ``0.0``."""
    size = tenths(abs(value))
    if size == "0.0":
        return size
    return ("+" if value > 0 else "\N{MINUS SIGN}") + size


def hundredths(value: float) -> str:
    """A coefficient with two digits: 0.7142 is ``0.71``, -0.2 is ``−0.20``."""
    size = f"{half_up(abs(value), 2):.2f}"
    return f"\N{MINUS SIGN}{size}" if value < 0 and size != "0.00" else size


def signed_hundredths(value: float) -> str:
    """A difference in levels with its sign and two digits: 0.7142 is ``+0.71``, -0.2 ``−0.20``, nothing ``0.00``."""
    size = hundredths(abs(value))
    if size == "0.00":
        return size
    return ("+" if value > 0 else "\N{MINUS SIGN}") + size


def percent_tenths(share: float) -> str:
    """A share of 0..1 with one digit, where small differences of shares count: 0.5787 is ``57.9 %``."""
    return f"{tenths(share * 100)} %"


def signed_points(difference: float) -> str:
    """A difference of two shares in percentage points: -0.0862 is ``−8.6 points``, nothing ``0.0 points``."""
    return f"{signed_tenths(difference * 100)} points"


def ordinal(place: int) -> str:
    """A place in a row: 1 is ``1st``, 12 is ``12th``, 22 is ``22nd``."""
    endings = {} if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{endings.get(place % 10, 'th')}"
