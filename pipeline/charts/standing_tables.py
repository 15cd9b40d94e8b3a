"""Where a team stands as a table to read and as one to take along."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.measures import NO_TARGET, NOT_SHOWN, counted, measure_of
from pipeline.charts.segments import aims
from pipeline.model import Framework

_COVERAGE = measure_of("At or above target")
NOBODY_ANSWERED = "Nobody answered"


def standing_table(dimensions: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Everything that the team page draws: one row per dimension, every figure as text.

    Parameters
    ----------
    dimensions
        One team by dimension with the columns of `pipeline.snapshot.teams.dimensions`.
    framework
        Whose levels, in which order and by which names.

    Returns
    -------
    pandas.DataFrame
        ``Dimension``, ``Split at`` (the target), ``Answered``, one column per level by its name,
        ``Below target``, ``At or above target``, ``Share`` of the latter, ``Its division``, ``The
        company``, ``Steps to target`` and ``Response``. A figure that is missing says why.
    """
    why = _why(dimensions)
    people = {level.name: _at_level(dimensions, level.level) for level in framework.levels}
    figures = {
        "Below target": counted(dimensions["below"]),
        "At or above target": counted(dimensions["reached"]),
        "Share": _COVERAGE.text(dimensions),
        "Its division": _share(dimensions["division_coverage"]),
        "The company": _share(dimensions["company_coverage"]),
        "Steps to target": counted(dimensions["shortfall"]),
        "Response": _share(dimensions["response"]),
    }
    own = {name for name in figures if name not in ("Its division", "The company", "Response")}
    return pd.DataFrame(
        {
            "Dimension": dimensions["dimension_name"],
            "Split at": aims(dimensions, framework),
            "Answered": _answered(dimensions),
            **{name: column.fillna(NOT_SHOWN) for name, column in people.items()},
            **{name: _or_why(column, why if name in own else None) for name, column in figures.items()},
        }
    )


def standing_rows(dimensions: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The published figures themselves: the columns of `dimensions`, each level a column of its own.

    ``levels`` becomes ``level_0``, ``level_1`` and so on, in people; null where hidden.
    """
    levels = {f"level_{level.level}": _people(dimensions, level.level) for level in framework.levels}
    return dimensions.drop(columns="levels").assign(**levels)


def _why(dimensions: pd.DataFrame) -> pd.Series:
    why = pd.Series(NOBODY_ANSWERED, dimensions.index, dtype=object)
    why[dimensions["target_source"] == "none"] = NO_TARGET
    why[~dimensions["shown"]] = NOT_SHOWN
    return why


def _or_why(column: pd.Series, why: pd.Series | None) -> pd.Series:
    texts = column.astype(object)
    known = column.notna() if why is None else column.notna() & (why == NOBODY_ANSWERED)
    return texts.where(known, "–" if why is None else why)


def _people(dimensions: pd.DataFrame, level: int) -> pd.Series:
    people = [own.get(str(level), 0) if isinstance(own, dict) else None for own in dimensions["levels"]]
    return pd.Series(people, dimensions.index, dtype="Int64")


def _at_level(dimensions: pd.DataFrame, level: int) -> pd.Series:
    return counted(_people(dimensions, level)).astype(object)


def _answered(dimensions: pd.DataFrame) -> pd.Series:
    of = " of " + counted(dimensions["asked"])
    return (counted(dimensions["rated"]) + of.fillna("")).astype(object).fillna(NOT_SHOWN)


def _share(shares: pd.Series) -> pd.Series:
    return _COVERAGE.text(pd.DataFrame({_COVERAGE.column: shares}))
