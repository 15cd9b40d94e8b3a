"""What is expected of whom: the most specific row of the targets file, or the assumed target.

A role without a row has no target, which is not the same as having no gap. Eight kinds of rows
(role, team, division named or not) are looked up one after the other, most specific first.
"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from pipeline.errors import SurveyError
from pipeline.model import Framework

TargetSource = Literal["file", "assumed", "none"]

_NAMES = ("role", "team", "division")
_MOST_SPECIFIC_FIRST: tuple[tuple[str, ...], ...] = (
    ("team", "role", "division"),
    ("team", "role"),
    ("team", "division"),
    ("team",),
    ("role", "division"),
    ("role",),
    ("division",),
    (),
)


def source_of_targets(targets: pd.DataFrame | None) -> TargetSource:
    """Where targets come from: ``file``, or ``assumed`` where there is no targets file."""
    return "assumed" if targets is None else "file"


def with_targets(cube: pd.DataFrame, targets: pd.DataFrame | None, framework: Framework) -> pd.DataFrame:
    """Set beside every row of the cube the level that is expected of its people.

    Parameters
    ----------
    cube
        Columns division, team, role, dimension, level, people. With a ``target`` already, it stays as it is: parts of
        one cube need not be looked up again.
    targets
        Columns role, team, division (null = any), dimension, level; names as in the cube. The most
        specific row wins: team and role, team, role, division, none of them; at equal rank the one
        that also names the division. None where there is no targets file.
    framework
        Gives the assumed target where there is no targets file.

    Returns
    -------
    DataFrame
        The cube with ``target`` (Int8, null = nothing is expected).

    Raises
    ------
    SurveyError
        Two rows for the same people and dimension ask for different levels.

    Examples
    --------
    Rows "role Engineer: 2" and "role Engineer, team Falcon: 3": an engineer of Falcon has target 3,
    another engineer 2, a designer none.
    """
    if "target" in cube:
        return cube
    if targets is None:
        assumed = pd.Series(framework.default_target, index=cube.index, dtype="Int8")
        return cube.assign(target=assumed)
    levels = dict(enumerate(targets["level"]))
    held = holding_lines(cube, targets).map(levels, na_action="ignore")
    return cube.assign(target=held.astype("Int8"))


def holding_lines(cube: pd.DataFrame, targets: pd.DataFrame) -> pd.Series[Any]:
    """Which row of the targets holds for the people of each row of the cube.

    Returns
    -------
    Series
        Position of the row in ``targets`` (Int64, from 0), null where none holds; of two equal rows the first.
        Raises as `with_targets` does.
    """
    numbered = targets.assign(line=range(len(targets)))
    line = pd.Series(pd.NA, index=cube.index, dtype="Int64")
    for named in _MOST_SPECIFIC_FIRST:
        rows = _rows_that_name(numbered, named)
        if len(rows):
            line = line.fillna(_lines_by(cube, rows, [*named, "dimension"]))
    return line


def _rows_that_name(targets: pd.DataFrame, named: tuple[str, ...]) -> pd.DataFrame:
    """Rows of the targets file that name exactly these, and leave the rest open."""
    is_exact = pd.Series(True, index=targets.index)
    for name in _NAMES:
        is_exact &= targets[name].notna() == (name in named)
    return targets[is_exact]


def _lines_by(cube: pd.DataFrame, rows: pd.DataFrame, keys: list[str]) -> pd.Series[Any]:
    """Position of the matching row for every row of the cube, null where none matches."""
    distinct = rows.drop_duplicates([*keys, "level"])
    is_contradicted = distinct.duplicated(keys)
    if is_contradicted.any():
        names = distinct.loc[is_contradicted, keys].iloc[0].to_dict()
        raise SurveyError(f"Two targets contradict each other for {names!r}.", "Keep one of the two rows.")
    named = distinct[[*keys, "line"]].astype(dict.fromkeys(keys, "string"))
    matches = cube[keys].astype("string").merge(named, "left", keys)
    return matches["line"].astype("Int64").set_axis(cube.index)
