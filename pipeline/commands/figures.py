"""``levels`` and ``gaps``: figures from the current snapshot, or from the warehouse with ``--private``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.commands.output import note
from pipeline.errors import SettingsError
from pipeline.model import KINDS, Grouping, Json, Kind
from pipeline.settings import Home

if TYPE_CHECKING:
    from pipeline.snapshot.read import Snapshot

_GROUPS: tuple[Kind, ...] = (*KINDS, "together")


def levels_rows(home: Home, cycle: str, by: str, is_private: bool) -> list[Json]:
    """The rows of ``levels``; empty for a cycle without data, or one that is not published."""
    from pipeline.private import private_levels
    from pipeline.snapshot.read import Snapshot

    return _rows(home, cycle, by, is_private, private_levels, Snapshot.levels)


def gaps_rows(home: Home, cycle: str, by: str, is_private: bool) -> list[Json]:
    """The rows of ``gaps``; empty for a cycle without data, or one that is not published."""
    from pipeline.private import private_gaps
    from pipeline.snapshot.priorities import gaps_with_priorities

    return _rows(home, cycle, by, is_private, private_gaps, gaps_with_priorities)


def what_if_rows(home: Home, cycle: str, by: str, is_private: bool, level: str) -> list[Json]:
    """The rows of ``gaps --what-if``: the figures if one level, by name or number, were everybody's target."""
    from pipeline.matching.answers import level_called
    from pipeline.private import private_what_if
    from pipeline.snapshot.what_if import gaps_if

    def private(home: Home, cycle: str, asked: Grouping) -> pd.DataFrame | None:
        return private_what_if(home, cycle, asked, level)

    def public(snapshot: Snapshot, cycle: str, asked: Grouping) -> pd.DataFrame:
        return gaps_if(snapshot, cycle, asked, level_called(snapshot.cycle(cycle).framework, level))

    return _rows(home, cycle, by, is_private, private, public)


def target_rows(home: Home, cycle: str) -> tuple[list[Json], list[str]]:
    """The rows of ``targets``, and what stands out in sentences; none for a cycle without answers."""
    from pipeline.sentences.targets import stands_out
    from pipeline.target_audit import target_audit

    audit = target_audit(home, cycle)
    if audit is None:
        return [], [f"Nobody has answered in cycle {cycle} yet."]
    rows = json_rows(audit.lines)
    return rows, stands_out(rows, audit.source, audit.compared_with, str)


def grouping(by: str) -> Grouping:
    """``team,dimension`` as a grouping.

    Raises
    ------
    SettingsError
        For anything else; says what is allowed.
    """
    kind, _, rest = by.replace(" ", "").partition(",")
    if kind not in _GROUPS or rest not in ("", "dimension"):
        raise SettingsError(
            f"Figures cannot be grouped by {by!r}.", f"Use one of {', '.join(_GROUPS)}, with or without ',dimension'."
        )
    return Grouping(next(known for known in _GROUPS if known == kind), bool(rest))


def json_rows(frame: pd.DataFrame) -> list[Json]:
    """The rows of a frame with missing values as None and numbers as plain numbers."""
    columns = {
        str(name): [None if _is_missing(value) else value for value in frame[name].tolist()] for name in frame.columns
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def published_snapshot(home: Home, cycle: str) -> Snapshot | None:
    """The snapshot that is served, if the cycle is in it; else None, and a note that it is not published."""
    from pipeline.snapshot.read import current

    snapshot = current(home)
    if snapshot is not None and cycle in snapshot.cycles():
        return snapshot
    note(f"Cycle {cycle} is not published; publish it, or add --private to look at unprotected figures.")
    return None


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def _rows(
    home: Home,
    cycle: str,
    by: str,
    is_private: bool,
    private: Callable[[Home, str, Grouping], pd.DataFrame | None],
    public: Callable[..., pd.DataFrame],
) -> list[Json]:
    asked = grouping(by)
    if is_private:
        frame = private(home, cycle, asked)
        return [] if frame is None else json_rows(frame)
    snapshot = published_snapshot(home, cycle)
    return [] if snapshot is None else json_rows(public(snapshot, cycle, asked))
