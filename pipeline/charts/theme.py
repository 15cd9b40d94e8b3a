"""The colours and sizes of every chart, once for a light and once for a dark page.

One warm hue means "below target" and one cool hue means "at target" everywhere: the pair stays
apart for people who do not see red and green. A scale has seven steps and a fixed domain, so a
colour means the same on every page and in every year, and the ink on each step is chosen, not
computed: every pair has a contrast of at least 4.5 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MOST_ROWS = 5_000
"""Rows that a chart takes; more is a list to filter, not a picture to read."""


@dataclass(frozen=True)
class Look:
    """The colours of one theme.

    ``steps`` go from no gap to the largest, ``inks`` are the text on them; ``low`` and ``high`` are
    the ends of the two halves of the levels' scale, each with its ink; ``hidden`` fills a cell that
    is not shown, ``quiet`` is the colour of side remarks, ``plain`` of people who have no common
    target, ``ground`` of the page itself.
    """

    steps: tuple[str, ...]
    inks: tuple[str, ...]
    low: tuple[str, str, str]
    high: tuple[str, str, str]
    ground: str
    text: str
    quiet: str
    hidden: str
    line: str
    below: str
    reached: str
    plain: str


_DARK_INK = "#2B2420"
_LIGHT_INK = "#FFFFFF"

LIGHT = Look(
    steps=("#FAF3EB", "#F5E1CC", "#EFC9A3", "#E3A873", "#AD5C28", "#8F4819", "#6B300D"),
    inks=(*[_DARK_INK] * 4, *[_LIGHT_INK] * 3),
    low=("#E3EAF0", "#97B8CE", _DARK_INK),
    high=("#4A7596", "#183B55", _LIGHT_INK),
    ground="#FFFFFF",
    text="#2F2D2B",
    quiet="#6A655F",
    hidden="#E9EBEE",
    line="#C9C4BD",
    below="#AD5C28",
    reached="#3F6A8A",
    plain="#8A8F98",
)
DARK = Look(
    steps=("#2B211A", "#432F22", "#5B4030", "#7C5335", "#CF9463", "#E5B689", "#F7DABB"),
    inks=(*["#F4EFEA"] * 4, *["#1F1A17"] * 3),
    low=("#28343D", "#426480", "#F4EFEA"),
    high=("#86AECA", "#DCEBF6", "#1F1A17"),
    ground="#171614",
    text="#EDEBE8",
    quiet="#A8A29A",
    hidden="#34373B",
    line="#5A564F",
    below="#D08B57",
    reached="#7FA8C6",
    plain="#8A8F98",
)

Theme = Literal["light", "dark"]


def look_of(theme: Theme) -> Look:
    """The colours for a page's theme."""
    return DARK if theme == "dark" else LIGHT


def level_colours(levels: int, look: Look) -> list[tuple[str, str]]:
    """Fill and ink of each of that many levels, lowest first: the further up, the stronger.

    One cool scale for levels on every page, whatever the target: a level keeps its colour where
    dimensions have different targets. Its lower and its upper half leave out the middle greys on
    which no ink has a contrast of 4.5 to 1.
    """
    lower = (levels + 1) // 2
    halves = ((look.low, lower), (look.high, levels - lower))
    return [(_between(half[0], half[1], place, most), half[2]) for half, most in halves for place in range(most)]


def _between(start: str, end: str, place: int, places: int) -> str:
    """The colour at one of `places` even steps from `start` to `end`."""
    share = place / max(1, places - 1)
    ends = zip(bytes.fromhex(start[1:]), bytes.fromhex(end[1:]), strict=True)
    return "#" + bytes(round(low + (high - low) * share) for low, high in ends).hex().upper()


def wrapped(name: str, width: int) -> list[str]:
    """A name in lines of about `width` characters for an axis, never cut inside a word.

    ``wrapped("Data Engineering for AI", 12)`` gives ``["Data", "Engineering", "for AI"]``.
    """
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [name]
