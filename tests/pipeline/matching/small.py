"""Two frameworks small enough to read at a glance, and exports built by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from pipeline.matching.answers import scale
from pipeline.matching.questions import Reader
from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import Rulings
from pipeline.matching.ticks import checklist
from pipeline.model import Column, Description, Dimension, Framework, Indicator, Level, MetadataKind, Responses
from tests.pipeline.exports.files import sheet_of

BAKE = Dimension(
    "bread-baking",
    "Bread & Baking",
    (
        Description(0, "Dough is a mystery to me"),
        Description(
            1,
            "I can name the parts of a dough",
            (Indicator("b1a", "I have kneaded a dough"), Indicator("b1b", "I have kneaded a dough, and shaped it")),
        ),
        Description(
            2,
            "I bake a loaf without a recipe",
            (Indicator("b2", "I have baked alone"), Indicator("b2s", "I own a scale", supporting=True)),
        ),
        Description(3, "I run a bakery", (Indicator("b3", "I have hired; and trained, a baker"),)),
    ),
)
SOUP = Dimension(
    "soup",
    "Soup",
    (
        Description(0, "Soup comes from a tin"),
        Description(1, "I can heat a soup", (Indicator("s1", "I have heated one"),)),
        Description(2, "I cook a stock", (Indicator("s2", "I have cooked bones"),)),
        Description(3, "I invent soups", (Indicator("s3", "I have served my own"),)),
    ),
)
LEVELS = (Level(0, "Not yet"), Level(1, "Aware"), Level(2, "Able"), Level(3, "Master"))
FROM_0 = Framework("kitchen", "Kitchen", 1, LEVELS, (BAKE, SOUP), 2)
"""Levels 0 to 3, indicators from 1 on; options hold commas, a semicolon and one another."""

FROM_1 = Framework(
    "bench",
    "Bench",
    1,
    LEVELS[1:],
    (
        Dimension(
            "joints",
            "Joints",
            (
                Description(1, "I know a dovetail", (Indicator("j1", "I have seen one"),)),
                Description(2, "I cut a dovetail", (Indicator("j2", "I have cut one"),)),
                Description(3, "I teach dovetails", (Indicator("j3", "I have taught one"),)),
            ),
        ),
    ),
    2,
)
"""Levels 1 to 3: nothing below the lowest."""


def reader_of(framework: Framework, ruled: Mapping[str, int | None] | None = None) -> Reader:
    return Reader(
        framework,
        {each.id: scale(framework, each, dict(ruled or {})) for each in framework.dimensions},
        {each.id: checklist(framework, each) for each in framework.dimensions},
    )


def export(
    headers: Sequence[str],
    *rows: Sequence[str | None],
    times: Sequence[str | None] | None = None,
    excluded: Sequence[str | None] | None = None,
    metadata: Mapping[int, MetadataKind] | None = None,
    tool: str = "made",
) -> Responses:
    """An export with its headers in row 1; ``metadata`` by column position, times ISO."""
    answers = [pa.array([row[place] for row in rows], pa.string()) for place in range(len(headers))]
    columns = tuple(
        Column(place, header, texts, (metadata or {}).get(place))
        for place, (header, texts) in enumerate(zip(headers, answers, strict=True), 1)
    )
    return Responses(
        tool,
        sheet_of(headers, *rows),
        np.arange(2, len(rows) + 2, dtype=np.int64),
        np.array([time or "NaT" for time in times or [None] * len(rows)], dtype="datetime64[us]"),
        pa.array(excluded or [None] * len(rows), pa.string()),
        columns,
        1,
    )


def read(responses: Responses, framework: Framework = FROM_0, rulings: Rulings | None = None) -> Matched:
    return matched(responses, framework, rulings or Rulings())


def levels_of(understood: Matched) -> dict[str, list[int]]:
    """Levels per dimension and record; -1 for none."""
    return {ratings.dimension: ratings.level.tolist() for ratings in understood.ratings}
