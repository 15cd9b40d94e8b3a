"""What a checklist's cell ticked, in words: on one line, and indicator by indicator.

A cell lists whole sentences, so the cells of all levels begin alike; the ticks are what tells them apart.
"""

from __future__ import annotations

from pages.shared.notices import escaped
from pipeline.matching.ticks import NONE_YET
from pipeline.model import Dimension, Framework


def ticked(ticks: int, dimension: Dimension) -> str:
    """The ticks of a cell by level, e.g. ``3 of 9 (level 1: 2/2, level 2: 1/3)``; empty without a checklist."""
    if not ticks:
        return ""
    every = len(dimension.indicators)
    if not _count(ticks, 0, every):
        return f"0 of {every}: none of these" if ticks & NONE_YET else f"0 of {every}"
    parts, first = [], 0
    for description in dimension.levels:
        size = len(description.indicators)
        if found := _count(ticks, first, size):
            parts.append(f"level {description.level}: {found}/{size}")
        first += size
    return f"{_count(ticks, 0, every)} of {every} ({', '.join(parts)})"


def tick_rows(ticks: int, dimension: Dimension, framework: Framework) -> list[dict[str, str]]:
    """Every indicator of a dimension and whether it was ticked, as markdown; none without a checklist."""
    if not ticks:
        return []
    names = {level.level: level.name for level in framework.levels}
    pairs = [(level.level, indicator) for level in dimension.levels for indicator in level.indicators]
    return [
        {
            "Level": f"{level} {escaped(names[level])}",
            "Indicator": escaped(indicator.text) + (" (supporting)" if indicator.supporting else ""),
            "": "ticked" if ticks >> place & 1 else "**not ticked**",
        }
        for place, (level, indicator) in enumerate(pairs)
    ]


def _count(ticks: int, first: int, size: int) -> int:
    """How many of some indicators, by their place, are ticked."""
    return (ticks >> first & (1 << size) - 1).bit_count()
