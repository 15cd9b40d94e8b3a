"""How many people stand at each level, and the level that a ticked checklist amounts to.

A level that nobody chose keeps its 0: leaving it out would shift the others. No answer is counted
beside the levels and never as level 0.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd

from pipeline.metrics.groups import Counts, nullable, placed, positions, tally
from pipeline.model import Description, Dimension, Framework, Grouping


def distributions(
    cube: pd.DataFrame, framework: Framework, grouping: Grouping, company: str, has_headcount: bool
) -> pd.DataFrame:
    """People at each level, for every group and dimension.

    Parameters
    ----------
    cube
        Columns division, team, role, dimension, level (null = no answer), people.
    framework
        Gives the dimensions and the levels.
    grouping
        By which kind of group, and by dimension or pooled (then (person, dimension) pairs count).
    company
        What to call the whole company.
    has_headcount
        Whether a roster says who was asked.

    Returns
    -------
    DataFrame
        One row per group and dimension: group, kind, division, dimension, dimension_name, headcount
        (people on the roster, null without one), assessed (people with a level), no_answer (people),
        levels (``{"0": people, ...}`` with every level of the framework), shown (True).

    Raises
    ------
    SurveyError
        The cube has a dimension or a level that the framework does not know.

    Examples
    --------
    Of 4 people on the roster one chose level 1, two level 3 and one nothing: headcount 4,
    assessed 3, no_answer 1, levels ``{"1": 1, "2": 0, "3": 2, "4": 0}``.
    """
    cells, members = placed(cube, framework, grouping, company)
    people = _level_counts(members, framework, len(cells))
    answered, no_answer = people[:, :-1], people[:, -1]
    assessed = answered.sum(axis=1)
    names = [str(level.level) for level in framework.levels]
    return cells.assign(
        headcount=nullable(assessed + no_answer, np.full(len(cells), not has_headcount), "Int64"),
        assessed=nullable(assessed, np.zeros(len(cells)), "Int64"),
        no_answer=nullable(no_answer, np.zeros(len(cells)), "Int64"),
        levels=pd.Series([dict(zip(names, row, strict=True)) for row in answered.tolist()], dtype=object),
        shown=pd.Series(True, index=cells.index, dtype="boolean"),
    )


class Reading(NamedTuple):
    """What a ticked checklist amounts to: a level (or none), and whether the pattern has a hole."""

    level: int | None
    is_inconsistent: bool


def level_from_ticks(dimension: Dimension, ticked: Collection[str], tau: float = 1.0) -> Reading:
    """Level of a person from the indicators that were ticked in one dimension.

    The highest level l for which every level up to l is met; a level is met where the share of its
    defining indicators that are ticked is at least ``tau``. Supporting indicators hold nobody back.
    A level without a defining indicator holds nobody back either, and is nobody's level.

    Parameters
    ----------
    dimension
        The dimension with its indicators; it describes level 0 where its framework has one.
    ticked
        Ids of the ticked indicators.
    tau
        Share of a level's defining indicators that has to be ticked, above 0 and up to 1.

    Returns
    -------
    Reading
        ``level`` is None where nothing is ticked (no answer), and where something is but level 1 is
        not met in a framework without level 0 (the caller makes it a problem). ``is_inconsistent``
        where a level above is met all the same: counted and shown, never altered.

    Examples
    --------
    Levels 1 and 3 of 1..4 are met: level 1, inconsistent. None is met, but one of the two indicators
    of level 1 is ticked: level 0.
    """
    if not ticked:
        return Reading(None, is_inconsistent=False)
    reached = 0 if dimension.levels[0].level == 0 else None
    is_met = [(each.level, _is_met(each, ticked, tau)) for each in dimension.levels if _is_asked(each)]
    for place, (level, is_level_met) in enumerate(is_met):
        if not is_level_met:
            return Reading(reached, is_inconsistent=any(met for _, met in is_met[place:]))
        reached = level
    return Reading(reached, is_inconsistent=False)


def _is_asked(description: Description) -> bool:
    """Level 0 is the absence of the others: ticking "none of these" meets nothing."""
    return description.level > 0 and any(not each.supporting for each in description.indicators)


def _is_met(description: Description, ticked: Collection[str], tau: float) -> bool:
    defining = [each.id for each in description.indicators if not each.supporting]
    met = sum(each in ticked for each in defining)
    return met / len(defining) >= tau  # tau * count may come out a little above a whole number


def _level_counts(members: pd.DataFrame, framework: Framework, cells: int) -> Counts:
    """Array cells x levels of people; the last column counts those without an answer."""
    levels = [level.level for level in framework.levels]
    level = positions(members["level"], levels, f"level of framework {framework.id!r}")
    codes = (members["cell"].to_numpy(np.int64), np.where(level < 0, len(levels), level))
    return tally(codes, (cells, len(levels) + 1), members["people"])
