"""Everything that could not be used, in one list.

What was stored with an upload, and what only the rest of its cycle reveals: a respondent who is not
on the roster, a target for a team that nobody is in.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.library import cycle_framework
from pipeline.matching.resolve import Unresolved, group_names, resolved_targets, unresolved_needs
from pipeline.model import Json, Problem, letter
from pipeline.settings import Home
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened

_STRANGER = (
    "This respondent is not on the roster and counts in the group (no team); add the person to the roster, "
    "or correct the address."
)
_AMBIGUOUS = (
    "This name alone does not say which person of the roster answered, so the row counts in the group (no team); "
    "add the address or employee id."
)
_NOBODY = "This row does not say who answered, so it counts in the group (no team)."


def problems(home: Home, upload: int | None = None) -> list[Json]:
    """Every problem of every upload (or of one), in the order of the file; for analysts only."""
    with opened(home) as connection:
        stored = read.rows_of(connection, "problems.sql")
        files = {u["upload"]: u for u in read.rows_of(connection, "uploads.sql")}
        derived = [
            {"upload": d.upload, "cycle": entry.name, "file": files[d.upload]["file"], **vars(d.problem)}
            for entry in read.cycle_entries(connection)
            for d in derived_problems(connection, entry.name)
        ]
    found = [*stored, *derived]
    if upload is not None:
        found = [problem for problem in found if problem["upload"] == upload]
    return sorted(found, key=lambda p: (p["upload"], p["row"] or 0, len(p["column"] or ""), p["column"] or ""))


def derived_problems(connection: Connection, cycle: str) -> list[Unresolved]:
    """What only the cycle as a whole reveals, per upload."""
    entry = read.cycle_entry(connection, cycle)
    if entry is None:
        return []
    strangers = [
        Unresolved(row["upload"], _stranger(row))
        for row in read.rows_of(connection, "strangers.sql", {"cycle": entry.cycle})
    ]
    framework = cycle_framework(connection, entry)
    if framework is None or not (entry.has_targets or entry.has_roadmap):
        return strangers
    names = group_names(read.cube(connection, entry.cycle, framework, "self"))
    _, targets = resolved_targets(read.lines_of(connection, "target", entry.cycle), framework, names)
    needs = unresolved_needs(read.lines_of(connection, "need", entry.cycle), framework, names)
    return strangers + _placed(connection, [*targets, *needs])


def _stranger(row: Json) -> Problem:
    column = row["person_column"]
    return Problem(
        row["sheet"],
        row["row"],
        letter(column) if column else None,
        row["header"],
        row["value"],
        "not_on_roster",
        _stranger_message(row),
    )


def _stranger_message(row: Json) -> str:
    if not row["value"]:
        return _NOBODY
    return _AMBIGUOUS if row["is_ambiguous"] else _STRANGER


def _placed(connection: Connection, found: list[Unresolved]) -> list[Unresolved]:
    """The problems of lines with the column and header that their field has in the file."""
    places = read.field_places(connection)
    placed = []
    for each in found:
        column, header = places.get((each.upload, str(each.problem.header)), (None, each.problem.header))
        placed.append(Unresolved(each.upload, replace(each.problem, column=column, header=header)))
    return placed


__all__ = ["derived_problems", "problems"]
