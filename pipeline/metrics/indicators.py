"""Which behaviours are missing most: how many people have not ticked each indicator of a dimension.

Only people who answered a dimension by checklist are counted: whoever chose a statement was never asked
for single behaviours and misses none of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.metrics.groups import CELL, Counts, nullable, placed, positions, quotients, tally
from pipeline.model import Framework, Grouping, Kind

COLUMNS = [
    *CELL, "level", "indicator", "indicator_text", "supporting",
    "asked", "ticked", "missing", "missing_share", "shown",
]  # fmt: skip
"""The columns of ``indicators``, in their order."""


def indicators(
    indicator_cube: pd.DataFrame, cube: pd.DataFrame, framework: Framework, kind: Kind, company: str
) -> pd.DataFrame:
    """People who ticked each indicator, and who did not, for every group and dimension.

    Parameters
    ----------
    indicator_cube
        Columns division, team, role, dimension, indicator, asked (people who answered the dimension by
        checklist), ticked (people of those who ticked the indicator).
    cube
        Columns division, team, role, dimension, level, people: a group that answered no checklist has
        its rows too.
    framework
        Gives the dimensions and their indicators, in the order of the rubric.
    kind
        By which kind of group.
    company
        What to call the whole company.

    Returns
    -------
    DataFrame
        One row per group, dimension and indicator with the columns ``COLUMNS``. ``level`` is the level
        that the indicator describes, ``supporting`` whether it holds nobody back. asked, ticked and
        missing = asked - ticked are people, missing_share = missing / asked a share 0..1, null where
        nobody answered by checklist. A dimension without indicators has no row.

    Raises
    ------
    SurveyError
        A cube has a dimension or an indicator that the framework does not know.

    Examples
    --------
    8 people answered the dimension by checklist and 6 of them ticked the indicator: asked 8, ticked 6,
    missing 2, missing share 0.25.
    """
    nobody = cube.drop(columns=["level", "people"]).drop_duplicates().assign(indicator=None, asked=0, ticked=0)
    cells, members = placed(pd.concat([indicator_cube, nobody], ignore_index=True), framework, Grouping(kind), company)
    known = _catalogue(framework)
    counted = members[members["indicator"].notna()]
    rows = _rows(cells, known, framework)
    places = _places(counted, known, framework)
    asked = tally((places,), (len(rows),), counted["asked"])
    ticked = tally((places,), (len(rows),), counted["ticked"])
    never = np.zeros(len(rows), dtype=bool)
    figures = {
        "asked": nullable(asked, never, "Int64"),
        "ticked": nullable(ticked, never, "Int64"),
        "missing": nullable(asked - ticked, never, "Int64"),
        "missing_share": nullable(quotients(asked - ticked, asked), asked == 0, "Float64"),
        "shown": nullable(~never, never, "boolean"),
    }
    return rows.assign(**figures)[COLUMNS]


def _catalogue(framework: Framework) -> pd.DataFrame:
    """One row per indicator of the framework, in the order of the rubric; ``within`` is its dimension's place."""
    known: list[tuple[Any, ...]] = [
        (within, dimension.id, described.level, indicator.id, indicator.text, indicator.supporting)
        for within, dimension in enumerate(framework.dimensions)
        for described in dimension.levels
        for indicator in described.indicators
    ]
    columns = ["within", "dimension", "level", "indicator", "indicator_text", "supporting"]
    return pd.DataFrame(known, columns=columns).astype({"within": "int64", "level": "int64", "supporting": "bool"})


def _rows(cells: pd.DataFrame, known: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Every group's cells, each as often as its dimension has indicators, beside those indicators."""
    groups = len(cells) // len(framework.dimensions)
    of_group = np.repeat(np.arange(groups), len(known))
    within = np.tile(known["within"].to_numpy(np.int64), groups)
    heads = cells.iloc[of_group * len(framework.dimensions) + within].reset_index(drop=True)
    tiled = known.iloc[np.tile(np.arange(len(known)), groups)].reset_index(drop=True)
    rows: pd.DataFrame = pd.concat([heads, tiled.drop(columns=["within", "dimension"])], axis=1)
    return rows


def _places(counted: pd.DataFrame, known: pd.DataFrame, framework: Framework) -> Counts:
    """The row of every count: its group's first, and its indicator's place in the catalogue beyond that."""
    keys = [f"{each.dimension}/{each.indicator}" for each in known.itertuples()]
    asked = counted["dimension"].astype(object) + "/" + counted["indicator"].astype(object)
    group = counted["cell"].to_numpy(np.int64) // len(framework.dimensions)
    places: Counts = group * len(known) + positions(asked, keys, f"known indicator of framework {framework.id!r}")
    return places
