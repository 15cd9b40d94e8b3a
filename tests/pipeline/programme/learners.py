"""Small companies and catalogues for the tests of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.model import Description, Dimension, Framework, Level
from pipeline.programme.modules import Catalogue, Module, Track

LEVELS = tuple(Level(level, f"L{level}") for level in range(5))


def framework(*dimensions: str) -> Framework:
    """Levels 0 to 4, and the dimensions of these ids."""
    described = tuple(Description(level, f"S{level}") for level in range(5))
    made = tuple(Dimension(each, each.title(), described) for each in dimensions)
    return Framework("own", "Own", 1, LEVELS, made, 2)


def module(id: str, dimension: str, levels: tuple[int, int], *tracks: str, **more: Any) -> Module:
    """A module of 1 + 3 + 1 hours that says what to apply."""
    hours = {"instruction_hours": 1.0, "hands_on_hours": 3.0, "presentation_hours": 1.0}
    return Module(id, id.title(), dimension, *levels, **{**hours, "tracks": tracks, "apply": "Try it.", **more})


FOUNDATION = Track("base", "Foundation", (), is_whole=True)
BACKEND = Track("backend", "Backend", ("backend",))
DATA = Track("data", "Data", ("data",))

CATALOGUE = Catalogue(
    None,
    (FOUNDATION, BACKEND, DATA),
    (
        module("a1", "a", (0, 1), "base"),
        module("b2", "b", (0, 2), "base", prerequisites=("a1",)),
        module("a2", "a", (1, 2), "backend", "data", prerequisites=("a1",)),
        module("b3", "b", (2, 3), "backend", prerequisites=("b2",)),
        module("b3d", "b", (2, 3), "data", prerequisites=("b2", "a2")),
    ),
)


def learners(*lines: Sequence[Any]) -> pd.DataFrame:
    """Lines of role, dimension, level, target, people; None is no answer, no target, no role."""
    columns = ["role", "dimension", "level", "target", "people"]
    made = pd.DataFrame(list(lines), columns=columns, dtype=object)
    return made.astype({"level": "Int8", "target": "Int8", "people": "int64"})
