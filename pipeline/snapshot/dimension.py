"""What the page of one dimension asks of a published file: its groups, its indicators, who contributes.

The parts of hidden groups are null in the file. What they amount to together is not asked for either:
of a single hidden group it would be the figure itself.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pipeline.model import NO_TEAM
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import CELL_COLUMNS, Columns, Rows, Shown, people_per_level, typed

_KEY = ["kind", "division", "group"]
_SHARES = ["contribution", "contribution_p1", "contribution_p2"]
_PEOPLE: Columns = {
    **dict.fromkeys(_KEY, object),
    "asked": "Int64",
    "rated": "Int64",
    "levels": object,
    **dict.fromkeys(_SHARES, "Float64"),
}
_PARTS: Columns = {**dict.fromkeys(_KEY, object), **dict.fromkeys(_SHARES, "Float64")}
GROUP_COLUMNS: Columns = {**CELL_COLUMNS, **_PEOPLE}
CONTRIBUTION_COLUMNS: Columns = {**dict.fromkeys(_KEY, object), "dimension": object, "contribution": "Float64"}
INDICATOR_COLUMNS: Columns = {
    "level": "int64",
    "indicator": object,
    "indicator_text": object,
    "supporting": bool,
    **dict.fromkeys(("asked", "ticked", "missing"), "Int64"),
    "missing_share": "Float64",
    "shown": bool,
}


def groups(snapshot: Snapshot, cycle: str, rows: Rows) -> pd.DataFrame:
    """Where the groups stand in the dimension of `rows`.

    Returns
    -------
    pandas.DataFrame
        One row per group: the columns of `Snapshot.cells`, then of everybody, with a target or
        without, ``asked`` (null without a roster), ``rated`` and ``levels`` (a dict from level to
        people, None where hidden), and the group's part of the company's gap (0..1):
        ``contribution``, ``contribution_p1``, ``contribution_p2``. The company and the chosen division
        come first (``line`` 0), then the groups, the largest gap first and the hidden ones last by name.
    """
    cells = snapshot.cells(cycle, rows)
    stored = snapshot.ask("dimension_people", {"cycle": cycle, "kind": rows.kind, "dimension": rows.dimension})
    people = pd.Series(people_per_level(stored["levels"]), stored.index, dtype=object)
    everybody = typed(stored.assign(levels=people), _PEOPLE)
    if rows.what_if is not None:
        asked = {"cycle": cycle, "kind": rows.kind, "dimension": rows.dimension, "what_if": rows.what_if}
        parts = typed(snapshot.ask("what_if_parts", asked), _PARTS)
        everybody = everybody.drop(columns=_SHARES).merge(parts, how="left", on=_KEY)
    return typed(cells.merge(everybody, how="left", on=_KEY), GROUP_COLUMNS)


def as_it_is(snapshot: Snapshot, cycle: str, rows: Rows, what_if: pd.DataFrame) -> pd.DataFrame:
    """The groups of a what-if, in its order, against the targets that hold; columns as in `groups`."""
    holding = all_groups(snapshot, cycle, replace(rows, what_if=None))
    return typed(what_if[["name"]].merge(holding, how="left", on="name"), GROUP_COLUMNS)


def all_groups(snapshot: Snapshot, cycle: str, rows: Rows) -> pd.DataFrame:
    """The groups of all pages of `rows`; columns as in `groups`."""
    return groups(snapshot, cycle, replace(rows, first=1, size=len(snapshot.names(cycle, rows))))


def contributors(snapshot: Snapshot, cycle: str, rows: Rows, most: int) -> pd.DataFrame:
    """The groups with the largest parts of the company's gap, at most so many; columns as in `groups`.

    Hidden groups, groups without a target and those with nobody below it are not among them.
    """
    largest = groups(snapshot, cycle, replace(rows, measure="below", first=1, size=most))
    has_part = (largest["line"] > 0) & largest["contribution"].gt(0).fillna(False)
    return largest[has_part].reset_index(drop=True)


def contributions(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """Every group's part (0..1) of everybody below target in the company, by dimension.

    Returns
    -------
    pandas.DataFrame
        One row per group and dimension: ``kind division group dimension contribution``, null where hidden.
    """
    return typed(snapshot.ask("contributions", {"cycle": cycle}), CONTRIBUTION_COLUMNS)


def indicators(snapshot: Snapshot, cycle: str, rows: Rows, name: str, dimension_name: str) -> pd.DataFrame:
    """The indicators of one dimension, and how many people of one group have not ticked them.

    Returns
    -------
    pandas.DataFrame
        One row per indicator in the order of the rubric: ``level indicator indicator_text supporting
        asked ticked missing missing_share shown``. ``asked`` is 0 where nobody of the group answered
        by checklist and null where that is hidden. Empty for a dimension without indicators.

    Raises
    ------
    PublicationError
        Where there is no such group.
    """
    cell = snapshot.cell(cycle, rows, name, dimension_name)
    asked = {key: cell[key] for key in (*_KEY, "dimension")}
    return typed(snapshot.ask("indicators", {"cycle": cycle} | asked), INDICATOR_COLUMNS)


def shown(snapshot: Snapshot, cycle: str, rows: Rows) -> Shown:
    """How many groups of a kind are shown in the dimension of `rows`, and of how many, whatever is searched for.

    The people without a team are no team.
    """
    cells = snapshot.all_cells(cycle, replace(rows, search=""))
    is_group = (cells["kind"] == rows.kind) & ((cells["line"] > 0) | (rows.kind == "company"))
    of_kind = cells[is_group & ~((rows.kind == "team") & (cells["group"] == NO_TEAM))]
    return Shown(int(of_kind["shown"].sum()), len(of_kind))
