"""One team's people by dimension as pieces of a bar that is split at the target.

A dimension is split by level only where everybody who answered has the same target there; where
targets differ the gap row's two sums are all that is known, and without a target nothing is split.
"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from pipeline.charts.measures import NO_TARGET, NOT_SHOWN
from pipeline.model import Framework

BELOW = "Below target"
REACHED = "At or above target"

_AIM_WORDS = {"assumed": "Assumed target", "what-if": "What if"}

State = Literal["by level", "two sums", "whole", "hidden"]
Row = dict[str, Any]

COLUMNS = {
    **dict.fromkeys(("dimension_name", "part", "side"), "str"),
    **dict.fromkeys(("people", "start", "end"), "int64"),
    "level": "Int64",
    "label": "str",
}
"""The columns of ``segments`` with their types, which a frame without rows has too."""


def states(dimensions: pd.DataFrame) -> pd.Series:
    """How each dimension can be drawn: ``by level``, ``two sums``, ``whole`` (not split) or ``hidden``."""
    return pd.Series([row["state"] for row in _rows(dimensions)], dimensions.index, dtype=object)


def segments(dimensions: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The pieces of every bar, from the target outwards: people below to the left, the others to the right.

    Parameters
    ----------
    dimensions
        One team by dimension with the columns of `pipeline.snapshot.teams.dimensions`.
    framework
        Whose levels, in which order and by which names.

    Returns
    -------
    pandas.DataFrame
        One row per piece with somebody in it: ``dimension_name``, ``part`` (a level's name, or
        ``Below target`` and ``At or above target`` where targets differ), ``side`` (``below``,
        ``reached``, ``plain`` where the bar is not split), ``people``, ``start`` and ``end`` in
        people from the target (below it negative), ``level`` (its place from 0; null where targets
        differ) and ``label``. A bar that is not split begins where the longest left half does.
        A hidden dimension has no rows.

    Examples
    --------
    Two people at level 0, three at 1, four at 2, target 2: pieces from -5 to -3, -3 to 0 and 0 to 4.
    """
    rows = _rows(dimensions)
    split = [piece for row in rows if row["state"] != "whole" for piece in _split(row, framework)]
    left = min([piece["start"] for piece in split], default=0)
    order = {row["dimension_name"]: place for place, row in enumerate(rows)}
    whole = [piece for row in rows if row["state"] == "whole" for piece in _whole(row, framework, left)]
    pieces = sorted(split + whole, key=lambda piece: (order[piece["dimension_name"]], piece["start"]))
    columns = {column: [piece[column] for piece in pieces] for column in COLUMNS}
    return pd.DataFrame(columns).astype(COLUMNS)


def aims(dimensions: pd.DataFrame, framework: Framework) -> list[str]:
    """What each dimension is split at, as the second line of its label."""
    names = {level.level: level.name for level in framework.levels}
    return [_aim(row, names) for row in _rows(dimensions)]


def remarks(dimensions: pd.DataFrame) -> list[str | None]:
    """What stands in place of a bar, or None where there is one."""
    told: list[str | None] = []
    for row in _rows(dimensions):
        people = row["rated"] if row["state"] == "whole" else row["assessed"]
        if row["state"] == "hidden":
            told.append(NO_TARGET if row["shown"] else NOT_SHOWN)
        else:
            told.append(None if people else "Nobody answered")
    return told


def _rows(dimensions: pd.DataFrame) -> list[Row]:
    rows = [{str(column): cell for column, cell in row.items()} for row in dimensions.to_dict("records")]
    return [{**row, "state": _state(row)} for row in rows]


def _state(row: Row) -> State:
    has_levels = isinstance(row["levels"], dict)
    has_gap = row["shown"] and row["target_source"] != "none"
    if not has_gap:
        return "whole" if has_levels else "hidden"
    is_one_target = has_levels and not pd.isna(row["target"]) and bool(row["assessed"] == row["rated"])
    return "by level" if is_one_target else "two sums"


def _aim(row: Row, names: dict[int, str]) -> str:
    if row["target_source"] == "none":
        return "No target: not split"
    if row["state"] == "whole":
        return "Below target: not shown"
    if pd.isna(row["target"]):
        return "Targets differ"
    word = _AIM_WORDS.get(row["target_source"], "Target")
    return f"{word}: {names[int(row['target'])]}"


def _split(row: Row, framework: Framework) -> list[Row]:
    if row["state"] == "hidden":
        return []
    if row["state"] == "two sums":
        below, reached = int(row["below"]), int(row["reached"])
        return _chain(row, [(BELOW, None, below)], -below, "below") + _chain(
            row, [(REACHED, None, reached)], 0, "reached"
        )
    parts = _levels(row, framework)
    left = [part for part, level in zip(parts, framework.levels, strict=True) if level.level < row["target"]]
    right = parts[len(left) :]
    return _chain(row, left, -sum(people for _, _, people in left), "below") + _chain(row, right, 0, "reached")


def _whole(row: Row, framework: Framework, left: int) -> list[Row]:
    return _chain(row, _levels(row, framework), left, "plain")


def _levels(row: Row, framework: Framework) -> list[tuple[str, int | None, int]]:
    return [
        (level.name, place, int(row["levels"].get(str(level.level), 0))) for place, level in enumerate(framework.levels)
    ]


def _chain(row: Row, parts: list[tuple[str, int | None, int]], start: int, side: str) -> list[Row]:
    """Pieces one after the other from `start` to the right; parts without people take no room."""
    pieces = []
    for part, level, people in parts:
        if people:
            key = {"dimension_name": row["dimension_name"], "part": part, "side": side, "level": level}
            pieces.append({**key, "people": people, "start": start, "end": start + people, "label": f"{people:,}"})
        start += people
    return pieces
