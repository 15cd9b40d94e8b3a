"""Made-up frameworks, cubes and targets that the tests of the metrics share."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.model import Description, Dimension, Framework, Level

LEVEL_NAMES = ("None of these yet", "Aware", "Practicing", "Proficient", "Expert")


def framework(dimensions: int = 2, lowest: int = 1, default_target: int = 2) -> Framework:
    """D1, D2, ... on the levels lowest..4."""
    levels = tuple(Level(level, LEVEL_NAMES[level]) for level in range(lowest, 5))
    described = tuple(Description(level.level, f"I am at {level.name}") for level in levels)
    return Framework(
        id="sample",
        name="Sample",
        version=1,
        levels=levels,
        dimensions=tuple(Dimension(f"D{k}", f"Dimension {k}", described) for k in range(1, dimensions + 1)),
        default_target=default_target,
    )


def cube(rows: list[Any]) -> pd.DataFrame:
    """Rows (division, team, role, dimension, level, people), typed as the warehouse hands them out."""
    columns = ["division", "team", "role", "dimension", "level", "people"]
    names = dict.fromkeys(("division", "team", "role", "dimension"), "str")
    return pd.DataFrame(rows, columns=columns).astype({**names, "level": "Int8", "people": "int64"})


def targets(rows: list[Any]) -> pd.DataFrame:
    """Rows (role, team, division, dimension, level); None = any."""
    columns = ["role", "team", "division", "dimension", "level"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[:4], "str") | {"level": "int64"})


def plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON would have them: null is None."""
    return [
        {str(name): None if value is None or value is pd.NA else value for name, value in row.items()}
        for row in rows.astype(object).to_dict("records")
    ]
