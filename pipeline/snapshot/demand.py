"""Unmet demand by group and dimension: what the published roadmap asks of a group and does not find there.

A need belongs to the groups that it names. What names none of the kind that is laid out is the whole company's,
so that every need has a place.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.model import Kind
from pipeline.snapshot.projects import needs
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import Rows


def cells_with_demand(snapshot: Snapshot, cycle: str, rows: Rows) -> pd.DataFrame:
    """The cells of a heatmap with what the roadmap asks of each group.

    Returns
    -------
    pandas.DataFrame
        As `Snapshot.cells`, with ``demand`` (people asked for, <NA> where nothing is), ``unmet`` (people short),
        ``unmet_share`` (0..1) and ``is_demand_shown``; the two before it are null where it is False.
    """
    return with_demand(snapshot.cells(cycle, rows), needs(snapshot, cycle), rows.kind)


def with_demand(cells: pd.DataFrame, asked: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Cells with the demand of the needs that name their group.

    A team has the needs that name it, a division those that name it and no team where teams are laid out, else
    all that name it. The company has the rest: of a heatmap of teams whatever names no team. One hidden need
    of a cell hides its figures: Atlas is asked for 4 people of whom 1 is short, and for 2 more out of sight, so
    its demand is 6 and its unmet null.
    """
    rows = [_demand(cell, asked, kind) for cell in cells[["kind", "division", "group", "dimension"]].itertuples()]
    found = pd.DataFrame(rows, cells.index, columns=["demand", "unmet", "is_demand_shown"])
    figures = found.astype({"demand": "Int64", "unmet": "Int64", "is_demand_shown": bool})
    share = (figures["unmet"] / figures["demand"]).astype("Float64")
    return cells.assign(**figures, unmet_share=share)


def _demand(cell: Any, asked: pd.DataFrame, kind: Kind) -> tuple[int | None, int | None, bool]:
    own = asked[(asked["dimension"] == cell.dimension) & _names(cell, asked, kind)]
    if own.empty:
        return None, None, True
    is_shown = bool(own["shown"].all())
    return int(own["people"].sum()), int(own["unmet"].sum()) if is_shown else None, is_shown


def _names(cell: Any, asked: pd.DataFrame, kind: Kind) -> pd.Series[bool]:
    """Which needs are the group's."""
    names_team, names_division = asked["team"].notna(), asked["division"].notna()
    if cell.kind == "team":
        return names_team & asked["team"].eq(cell.group) & (~names_division | asked["division"].eq(cell.division))
    if cell.kind == "division":
        return names_division & asked["division"].eq(cell.group) & (~names_team | (kind == "division"))
    if cell.kind == "company":
        return {"team": ~names_team, "division": ~names_division}.get(kind, asked["people"].notna())
    return asked["people"].isna()  # small teams together and roles: no need names them
