"""A made-up framework for tests of change."""

from __future__ import annotations

from pipeline.model import Description, Dimension, Framework, Level

LEVELS = range(5)
DIMENSIONS = ("D1", "D2")


def framework() -> Framework:
    """Two topics with the levels 0 to 4."""
    described = tuple(Description(level, f"At {level}.") for level in LEVELS)
    dimensions = tuple(Dimension(each, f"Topic {each[1]}", described) for each in DIMENSIONS)
    return Framework("made-up", "Made up", 1, tuple(Level(each, f"L{each}") for each in LEVELS), dimensions, 3)
