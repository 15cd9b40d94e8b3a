"""The frameworks at hand: shipped ones and imported ones, and which of them a cycle uses.

Decision: a shipped framework that nobody here has chosen yet stays out of the way. It is recognised where a fair
part of a file's questions are its own, and never makes a tie with the default or with a framework of the company.
"""

from __future__ import annotations

import getpass
import json
from pathlib import Path

from pipeline.errors import ExportError, RubricError
from pipeline.exports.sheet import sheets
from pipeline.frameworks.loader import DEFAULT_FRAMEWORK, from_json, shipped, to_json
from pipeline.frameworks.workbook import framework_from_rows, is_rubric
from pipeline.matching.questions import matched_dimensions, named_dimension
from pipeline.matching.recipe import Rulings
from pipeline.model import Framework
from pipeline.settings import Home
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened, transaction

RECOGNISED_FROM = 0.25
"""Share of a file's questions that name a dimension of a framework nobody has chosen, for it to be recognised."""


def frameworks(home: Home) -> list[Framework]:
    """The newest version of every framework, shipped ones first, then by id."""
    with opened(home) as connection:
        return available_frameworks(connection)


def framework_of(home: Home, framework: str) -> Framework:
    """The newest version of one framework.

    Raises
    ------
    RubricError
        Where there is none of that id.
    """
    return _named(frameworks(home), framework)


def imported_framework(home: Home, path: Path, name: str, actor: str = "", title: str = "") -> Framework:
    """Bring a company's own framework in from a rubric spreadsheet.

    Its id is the file's stem; an id that exists gets its next version, and cycles that used an
    earlier version keep that one. A new one is called ``title``, else as its id.

    Raises
    ------
    RubricError, ExportError
        Where the file is no rubric; nothing is kept then.
    """
    identity = Path(name).stem
    rows = _rubric_rows(path, name)
    with opened(home) as connection, transaction(connection):
        known = {framework.id: framework for framework in available_frameworks(connection)}
        version = known[identity].version + 1 if identity in known else 1
        title = title or identity.replace("-", " ").replace("_", " ")
        title = known[identity].name if identity in known else title
        before = known[identity].reading if identity in known else None
        framework = framework_from_rows(rows, identity, title, version, before)
        write.keep_framework(connection, identity, version, fixed_framework_text(framework))
        write.note_action(connection, actor or getpass.getuser(), "import", f"framework {identity} version {version}")
    return framework


def available_frameworks(connection: Connection) -> list[Framework]:
    """As ``frameworks``, over a warehouse that is open already."""
    newest = {framework.id: framework for framework in shipped()}
    for document in read.framework_definitions(connection):
        framework = from_json(document)
        if framework.id not in newest or framework.version > newest[framework.id].version:
            newest[framework.id] = framework
    return list(newest.values())


def cycle_framework(connection: Connection, cycle: read.CycleEntry) -> Framework | None:
    """The version that a cycle was first loaded with; None before its first responses."""
    for document in read.framework_definitions(connection):
        if document["id"] == cycle.framework and document["version"] == cycle.framework_version:
            return from_json(document)
    return None


def chosen_framework(
    connection: Connection,
    cycle: int,
    asked: str | None,
    headers: list[str],
    rulings: Rulings,
    file: str,
    printed: str | None = None,
) -> Framework:
    """The framework that reads an export: the cycle's, else the one asked for, else the best match.

    ``printed`` is the id that a questionnaire names; it counts where there is one of that id.

    Raises
    ------
    ExportError
        Where the cycle has another framework, or two frameworks match equally many headers.
    RubricError
        Where there is no framework of the id asked for.
    """
    entry = next((e for e in read.cycle_entries(connection) if e.cycle == cycle), None)
    fixed = cycle_framework(connection, entry) if entry else None
    if fixed:
        if asked not in (None, fixed.id):
            raise ExportError(
                f"Cycle {entry.name if entry else ''} uses the framework {fixed.id!r}, not {asked!r}.",
                "A cycle has one framework; load this file into another cycle.",
            )
        return fixed
    known = available_frameworks(connection)
    wanted = asked or next((each.id for each in known if each.id == printed), None)
    if wanted:
        return _named(known, wanted)
    familiar = {DEFAULT_FRAMEWORK, *(str(document["id"]) for document in read.framework_definitions(connection))}
    return _best(known, familiar, headers, rulings, file)


def asked_framework(connection: Connection, cycle: str | None, asked: str | None) -> Framework:
    """The framework that a questionnaire asks: the cycle's, else the one asked for, else the first that is shipped.

    Raises
    ------
    ExportError
        Where the cycle has another framework.
    RubricError
        Where there is no framework of the id asked for.
    """
    entry = read.cycle_entry(connection, cycle) if cycle else None
    if entry and entry.framework:
        return chosen_framework(connection, entry.cycle, asked, [], Rulings(), "")
    known = available_frameworks(connection)
    return _named(known, asked or known[0].id)


def _best(known: list[Framework], familiar: set[str], headers: list[str], rulings: Rulings, file: str) -> Framework:
    """The framework with most dimensions among the questions; ``familiar`` ids come first where as many match."""
    ruled = [target for target in rulings.columns.values() if not target.startswith("attribute:")]
    told = [*headers, *ruled]
    possible = [each for each in known if each.id in familiar or _is_meant(told, len(headers), each)]
    matches = {framework.id: matched_dimensions(told, framework) for framework in possible}
    most = max(matches.values())
    equal = [framework for framework in possible if matches[framework.id] == most]
    best = [framework for framework in equal if framework.id in familiar] or equal
    if most and len(best) > 1:
        names = ", ".join(framework.id for framework in best)
        raise ExportError(
            f"The questions of {file!r} match {most} dimensions each of {names}.",
            "Say which one with --framework.",
        )
    return best[0]


def _is_meant(told: list[str], questions: int, framework: Framework) -> bool:
    named = sum(named_dimension(text, framework) is not None for text in told)
    return named >= RECOGNISED_FROM * questions


def _named(known: list[Framework], framework: str) -> Framework:
    found = next((each for each in known if each.id == framework), None)
    if found is None:
        names = ", ".join(each.id for each in known)
        raise RubricError(f"There is no framework {framework!r}.", f"There are {names}.")
    return found


def _rubric_rows(path: Path, name: str) -> list[list[str | None]]:
    filled = [sheet for sheet in sheets(path, name) if sheet.cells.num_rows]
    if not filled:
        raise RubricError(f"{name!r} is empty.", "A rubric has one row per dimension and level.")
    tables = [[list(row.values()) for row in sheet.cells.to_pylist()] for sheet in filled]
    return next((rows for rows in tables if is_rubric(rows)), tables[0])


def fixed_framework_text(framework: Framework) -> str:
    """A framework as the stores keep it."""
    return json.dumps(to_json(framework), ensure_ascii=False)
