"""The rubric that Larkspur Robotics asked by in 2026, and how it is held against that of 2025.

Decision: one behaviour holds nobody back any more, so that files, questions and answers stay what they are and only
levels differ. Answers of 2025 were chosen statements and cannot be scored again; a crosswalk says what they may mean.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Description, Dimension, Framework
from sample_data.surveys import Cell, Grid

RUBRIC, CROSSWALK = "rubric_2026.csv", "crosswalk_2026.yaml"
DIMENSION, INDICATOR = "ai-assisted-dev", "dev-3-document"
"""What level 3 does not ask for any more."""

_HEADERS = (
    "dimension", "dimension_id", "level", "level_name", "statement", "indicator", "indicator_id", "supporting",
    "default_target",
)  # fmt: skip

CROSSWALK_TEXT = f"""\
# Since 2026 writing documentation with an assistant is not asked for at level 3 of AI-Assisted Development any more.
# Who described themselves by the statement of level 2 in 2025 may be at 3 by that rubric.
crosswalk:
  {DIMENSION}: {{2: looser, 3: same}}
"""


def later_rubric(framework: Framework) -> Framework:
    """The framework of 2026: the indicator is supporting."""
    return replace(framework, dimensions=tuple(map(_dimension, framework.dimensions)))


def rubric_table(framework: Framework) -> Grid:
    """A framework as the rubric spreadsheet that is imported: a row per indicator, or per level without any."""
    names = {level.level: level.name for level in framework.levels}
    header: list[Cell] = [*_HEADERS]
    return [header] + [
        [
            dimension.name,
            dimension.id,
            entry.level,
            names[entry.level],
            entry.statement,
            *cells,
            framework.default_target,
        ]
        for dimension in framework.dimensions
        for entry in dimension.levels
        for cells in _indicators(entry)
    ]


def _indicators(entry: Description) -> Grid:
    return [[each.text, each.id, "yes" if each.supporting else None] for each in entry.indicators] or [[None] * 3]


def _dimension(dimension: Dimension) -> Dimension:
    if dimension.id != DIMENSION:
        return dimension
    return replace(dimension, levels=tuple(map(_description, dimension.levels)))


def _description(entry: Description) -> Description:
    turned = (replace(each, supporting=True) if each.id == INDICATOR else each for each in entry.indicators)
    return replace(entry, indicators=tuple(turned))
