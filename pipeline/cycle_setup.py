"""What a cycle is set up with: framework, roster, targets and roadmap as they are kept, for analysts.

Works before the first responses too: until they fix the framework, the one that is looked at is the
analyst's choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.errors import ExportError
from pipeline.frameworks.templates import TemplateKind, columns, write_template
from pipeline.library import available_frameworks, cycle_framework
from pipeline.matching.resolve import GroupNames, group_names
from pipeline.model import Framework, Json, Promise, Rater
from pipeline.settings import Home, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.read import CycleEntry

_TABLES = {"targets": "target", "roadmap": "need"}


@dataclass(frozen=True)
class CycleSetup:
    """A cycle as it is set up.

    ``targets`` and ``needs`` are their lines as the templates' columns (None where blank), in the
    order that counts; ``uploads`` and ``files`` say which uploads each kind comes from; ``roster`` and
    ``differences`` are counts of people. ``frozen`` has what every published cycle keeps: its group
    size, and what else its first publication fixed (None where that was not kept then). ``undone`` are
    the kinds of which somebody took an upload back, of whatever cycle. ``promise`` is what people were told of who
    sees their answers (None: nothing yet).
    """

    cycle: str
    framework: Framework
    is_fixed: bool
    names: GroupNames
    frozen: dict[str, CycleEntry]
    uploads: dict[TemplateKind, tuple[int, ...]]
    files: dict[TemplateKind, tuple[str, ...]]
    targets: pd.DataFrame
    needs: pd.DataFrame
    roster: tuple[Json, ...]
    differences: Json
    undone: frozenset[str] = frozenset()
    promise: Promise | None = None


def cycle_names(home: Home) -> list[str]:
    """The cycles that anything was loaded for, latest first."""
    with opened(home) as connection:
        return [entry.name for entry in read.cycle_entries(connection)][::-1]


def cycle_setup(home: Home, cycle: str, framework: str | None = None) -> CycleSetup:
    """What a cycle is set up with; a cycle that nothing was loaded for is empty.

    Parameters
    ----------
    framework
        Id of the framework to look at while the cycle has none of its own; else the first at hand.
    """
    with opened(home) as connection:
        return _cycle_setup(connection, cycle, framework, settings_of(home).rater)


def filled_template(home: Home, kind: TemplateKind, cycle: str, path: Path) -> int:
    """Write what a cycle has of a kind as a spreadsheet that loads back; gives the number of lines.

    Raises
    ------
    ExportError
        Where nothing of that kind was loaded for the cycle.
    """
    with opened(home) as connection:
        entry = read.cycle_entry(connection, cycle)
        framework = (cycle_framework(connection, entry) if entry else None) or available_frameworks(connection)[0]
        lines = _lines(connection, kind, entry.cycle if entry else -1)
    if lines.empty:
        raise ExportError(
            f"Cycle {cycle!r} has no {kind} to fill the spreadsheet with.",
            f"Leave --cycle away for an empty one, or load a {kind} file first.",
        )
    records = [{str(field): text for field, text in line.items()} for line in lines.to_dict("records")]
    write_template(kind, path, framework, records)
    return len(lines)


def _cycle_setup(connection: Connection, cycle: str, asked: str | None, rater: Rater) -> CycleSetup:
    entry = read.cycle_entry(connection, cycle)
    rater = (entry.rater if entry else None) or rater
    fixed = cycle_framework(connection, entry) if entry else None
    known = available_frameworks(connection)
    number = entry.cycle if entry else -1
    groups = pd.DataFrame(
        read.rows_of(connection, "group_names.sql", {"cycle": number}), columns=["division", "team", "role"]
    )
    uploads = [row for row in read.rows_of(connection, "uploads.sql") if row["cycle"] == cycle]
    kinds: tuple[TemplateKind, ...] = ("roster", "targets", "roadmap")
    return CycleSetup(
        cycle,
        fixed or next((each for each in known if each.id == asked), known[0]),
        fixed is not None,
        group_names(groups),
        _frozen(connection),
        {kind: tuple(row["upload"] for row in uploads if row["as"] == kind) for kind in kinds},
        {kind: tuple(row["file"] for row in uploads if row["as"] == kind) for kind in kinds},
        _lines(connection, "targets", number),
        _lines(connection, "roadmap", number),
        tuple(read.rows_of(connection, "roster_groups.sql", {"cycle": number})),
        read.rows_of(connection, "roster_differences.sql", {"cycle": number, "rater": rater})[0],
        frozenset(row["kind"] for row in read.rows_of(connection, "undone_kinds.sql")),
        entry.promise if entry else None,
    )


def _frozen(connection: Connection) -> dict[str, CycleEntry]:
    return {each.name: each for each in read.cycle_entries(connection) if each.min_group is not None}


def _lines(connection: Connection, kind: TemplateKind, cycle: int) -> pd.DataFrame:
    if kind == "roster":
        lines = pd.DataFrame(read.rows_of(connection, "roster_lines.sql", {"cycle": cycle}))
    else:
        lines = read.lines_of(connection, _TABLES[kind], cycle)
    lines = lines.reindex(columns=list(columns(kind))).astype(object)
    return lines.where(lines.notna(), None)


__all__ = ["CycleEntry", "CycleSetup", "cycle_names", "cycle_setup", "filled_template"]
