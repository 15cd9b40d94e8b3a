"""Two cycles side by side as the formulas want them: the counts, what is aimed at, and the groups of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from pipeline.metrics.groups import CELL, Counts, positions, reading_key
from pipeline.model import Framework

Comparison = Literal["same rubric", "common indicators", "crosswalk", "not comparable"]
"""How the levels of two cycles compare in a dimension."""

SIDES = ("before", "after")


@dataclass(frozen=True)
class Pair:
    """The people of two cycles by where they stood and stand, and at which level.

    Parameters
    ----------
    people
        ``dimension, people`` and, with ``before_`` and ``after_``: ``is_asked, division, owner, team, role`` (names as
        in the later cycle; owner is the division that a team's row carries), ``level`` as given in that cycle,
        ``scored`` (the level by which both cycles are compared), ``target`` of that cycle; and ``before_aim``, what
        the later cycle's targets ask of those who stood there. Where a crosswalk is ruled, ``before_scored`` is the
        lowest level that one may mean, and ``before_highest`` the highest. Levels and targets are Int8, null where
        there is none.
    framework
        The later cycle's.
    company
        What to call the whole company.
    has_rosters
        Whether both cycles have one.
    comparisons
        How each dimension (id) compares; one that is not named has the same rubric.
    """

    people: pd.DataFrame
    framework: Framework
    company: str
    has_rosters: bool
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)

    def comparison_of(self, dimension: str | None) -> Comparison:
        """How a dimension compares; of all dimensions together as the one that compares least."""
        if dimension is not None:
            return self.comparisons.get(dimension, "same rubric")
        order: tuple[Comparison, ...] = ("not comparable", "crosswalk", "common indicators")
        found = set(self.comparisons.values())
        return next((each for each in order if each in found), "same rubric")


def cells_of_pair(pair: Pair, kind: str, by_dimension: bool) -> tuple[pd.DataFrame, dict[str, Counts]]:
    """The groups of either cycle, each with the dimensions that both cycles have.

    Returns
    -------
    cells, numbers
        ``cells``: group, kind, division (of a team), dimension, dimension_name, in reading order. ``numbers``: for
        ``before`` and ``after`` the cell of each row of the counts; -1 where its people are in no such group.
    """
    names = {side: _names(pair, side, kind) for side in SIDES}
    keys = {side: list(names[side].itertuples(index=False, name=None)) for side in SIDES}
    groups = sorted(
        {key for side in SIDES for key in keys[side] if key[0] is not None}, key=lambda key: reading_key(*key)
    )
    number = {key: place for place, key in enumerate(groups)}
    dimensions = [each for each in pair.framework.dimensions if (pair.people["dimension"] == each.id).any()]
    columns = dimensions if by_dimension else [None]
    cells = pd.DataFrame(
        [
            (group, kind, division, dimension and dimension.id, dimension and dimension.name)
            for group, division in groups
            for dimension in columns
        ],
        columns=CELL,
        dtype=object,
    )
    within = positions(pair.people["dimension"], [each.id for each in dimensions], "dimension of both cycles")
    return cells, {
        side: _numbered([number.get(key, -1) for key in keys[side]], within, len(columns), by_dimension)
        for side in SIDES
    }


def _numbered(group: list[int], dimension: Counts, width: int, by_dimension: bool) -> Counts:
    numbers = np.array(group, dtype=np.int64)
    return np.where(numbers < 0, -1, numbers * width + (dimension if by_dimension else 0))


def _names(pair: Pair, side: str, kind: str) -> pd.DataFrame:
    """Group and its division of each row; None where its people are in no such group."""
    people = pair.people
    is_there = people[f"{side}_team"].notna()
    if kind == "company":
        group = pd.Series(pair.company, index=people.index, dtype=object)
    else:
        group = people[f"{side}_{kind}"].astype(object)
    owner = people[f"{side}_owner"] if kind == "team" else pd.Series(None, index=people.index, dtype=object)
    is_named = is_there & group.notna()
    return pd.DataFrame(
        {
            "group": group.where(is_named, None),
            "division": owner.astype(object).where(is_named & owner.notna(), None),
        }
    )
