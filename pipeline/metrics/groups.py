"""Which cell of a table each row of the cube belongs to, and how many people each cell counts.

A cell is a group and a dimension (or a group, where dimensions are pooled). Counts become plain
arrays here: a table of ten thousand cells is then a handful of sums, however many people it holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.errors import SurveyError
from pipeline.model import Framework, Grouping, Kind

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

CELL = ["group", "kind", "division", "dimension", "dimension_name"]


def placed(
    cube: pd.DataFrame, framework: Framework, grouping: Grouping, company: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay out the cells of a grouping and tell which of them counts each row of the cube.

    Parameters
    ----------
    cube
        One row per division, team, role, dimension and level; see ``docs/metrics.md``.
    framework
        Gives the dimensions and their order; every group has a cell for each of them.
    grouping
        By which kind of group, and by dimension or pooled.
    company
        What to call the one group of kind ``company``.

    Returns
    -------
    cells, members
        ``cells``: group, kind, division (of a team, else None), dimension, dimension_name, ordered by
        the group's name, its division and the framework's dimensions. ``members``: the cube's rows
        of people who are in some group, with their position in ``cells`` as ``cell``.

    Raises
    ------
    SurveyError
        The cube has a dimension that the framework does not know.
    """
    names = names_of(cube, grouping.kind, company)
    is_member = names["group"].notna()
    members, names = cube[is_member], names[is_member]
    order, position = _groups(names)
    dimensions = framework.dimensions if grouping.by_dimension else (None,)
    cells = pd.DataFrame(
        [
            (group, grouping.kind, division, dimension and dimension.id, dimension and dimension.name)
            for group, division in order
            for dimension in dimensions
        ],
        columns=CELL,
        dtype=object,
    )
    ids = [dimension.id for dimension in framework.dimensions]
    within = positions(members["dimension"], ids, f"dimension of framework {framework.id!r}")
    cell = position * len(dimensions) + (within if grouping.by_dimension else 0)
    return cells, members.assign(cell=cell)


def positions(values: pd.Series[Any], known: list[str] | list[int], what: str) -> Counts:
    """Position of every value in a list of what is allowed; blank is -1.

    For example the levels 2, blank, 1 of a scale 1..4 stand at 1, -1, 0.

    Raises
    ------
    SurveyError
        A value is not in the list: leaving its people out would shrink every count in silence.
    """
    places = pd.Index(known).get_indexer(pd.Index(values))
    is_unknown = (places < 0) & values.notna().to_numpy()
    if is_unknown.any():
        value = values[is_unknown].tolist()[0]
        raise SurveyError(f"{value!r} is not a {what}.", f"Known are {', '.join(repr(name) for name in known)}.")
    return np.asarray(places, dtype=np.int64)


def tally(codes: Sequence[Counts], shape: tuple[int, ...], people: pd.Series[Any]) -> Counts:
    """People at each combination of codes, as an array of the given shape.

    For example 3 people at cell 0, level 1 and 2 people at cell 1, level 0 of a 2 x 2 table are
    ``[[0, 3], [2, 0]]``.
    """
    places = np.ravel_multi_index(tuple(codes), shape)
    sums = np.bincount(places, weights=people.to_numpy(np.float64), minlength=math.prod(shape))
    return np.rint(sums).astype(np.int64).reshape(shape)


def nullable(values: object, is_null: object, dtype: str) -> pd.Series[Any]:
    """Make a column of one nullable dtype that is null wherever it is said to be."""
    column = pd.array(values, dtype=dtype)  # type: ignore[call-overload]
    column[np.asarray(is_null, dtype=bool)] = pd.NA  # ``Series.mask`` takes ten times as long on a small column
    return pd.Series(column, copy=False)


def quotients(sums: Counts | Shares, counts: Counts) -> Shares:
    """Divide, with 0 where there is nobody to divide by (the caller makes those null)."""
    return np.divide(sums, counts, out=np.zeros(len(counts)), where=counts > 0)


def names_of(cube: pd.DataFrame, kind: Kind, company: str) -> pd.DataFrame:
    """The group of that kind that the people of each row belong to.

    Parameters
    ----------
    cube
        Columns division, team, role; for small teams together also together and together_division.
    kind
        The kind of group.
    company
        What to call the whole company.

    Returns
    -------
    DataFrame
        ``group`` and ``division`` (of a team, or of small teams together) of every row; ``group`` is null
        where the people are in no such group.
    """
    if kind == "company":
        return pd.DataFrame({"group": company, "division": None}, index=cube.index, dtype="string")
    owner = {"team": "division", "together": "together_division"}.get(kind)
    return pd.DataFrame(
        {"group": cube[kind], "division": cube[owner] if owner else None}, index=cube.index, dtype="string"
    )


def _groups(names: pd.DataFrame) -> tuple[list[tuple[str, str | None]], Counts]:
    """List the groups in reading order, with the position in it of every row of ``names``."""
    group_codes, groups = pd.factorize(names["group"])
    division_codes, divisions = pd.factorize(names["division"])  # -1 where there is none
    pairs, pair_of = np.unique(group_codes * (len(divisions) + 1) + division_codes + 1, return_inverse=True)
    owners = [*divisions, None]
    seen = [(str(groups[pair // len(owners)]), owners[pair % len(owners) - 1]) for pair in pairs.tolist()]
    reading = sorted(range(len(seen)), key=lambda place: reading_key(*seen[place]))
    place_of = np.empty(len(seen), dtype=np.int64)
    place_of[reading] = np.arange(len(seen))
    return [seen[place] for place in reading], place_of[pair_of]


def reading_key(group: str, division: str | None) -> tuple[str, str, str, str]:
    """The order in which groups are read: by name, then by division."""
    owner = division or ""
    return group.casefold(), group, owner.casefold(), owner
