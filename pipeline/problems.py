"""Everything that could not be used, in one list.

What was stored with an upload, and what only the rest of its cycle reveals: a respondent who is not
on the roster, or says otherwise than it does; a target for a team that nobody is in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pipeline.errors import WarehouseError
from pipeline.library import cycle_framework
from pipeline.matching.needs import contradicting_needs
from pipeline.matching.resolve import GroupNames, Unresolved, group_names, resolved_targets, unresolved_needs
from pipeline.model import Json, Problem, letter
from pipeline.settings import Home, Settings, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.contradictions import Contradiction, roster_contradictions

_STRANGER = (
    "This respondent is not on the roster and counts in the group (no team); add the person to the roster, "
    "or correct the address."
)
_AMBIGUOUS = (
    "This name alone does not say which person of the roster answered, so the row counts in the group (no team); "
    "add the address or employee id."
)
_NOBODY = "This row does not say who answered, so it counts in the group (no team)."


@dataclass(frozen=True)
class ProblemKind:
    """All problems of one kind: its code, how many there are, and the first one's message."""

    problem: str
    count: int
    message: str


def problems(home: Home, upload: int | None = None) -> list[Json]:
    """Every problem of every upload (or of one), in the order of the file; for analysts only.

    Raises
    ------
    WarehouseError
        Where there is no such upload.
    """
    settings = settings_of(home)
    with opened(home) as connection:
        if upload is not None:
            require_upload(connection, upload)
        every = {"cycle": None, "problem": None, "upload": upload, "passed": 0, "most": None}
        stored = read.rows_of(connection, "problems.sql", every)
        files = {u["upload"]: u for u in read.rows_of(connection, "uploads.sql")}
        derived = [
            {"upload": d.upload, "cycle": entry.name, "file": files[d.upload]["file"], **vars(d.problem)}
            for entry in read.cycle_entries(connection)
            for d in derived_problems(connection, entry.name, settings)
        ]
    found = [*stored, *derived]
    if upload is not None:
        found = [problem for problem in found if problem["upload"] == upload]
    return sorted(found, key=lambda p: (p["upload"], p["row"] or 0, len(p["column"] or ""), p["column"] or ""))


def problem_kinds(home: Home, cycle: str, upload: int | None = None) -> tuple[ProblemKind, ...]:
    """The kinds of problems of a cycle (or of one of its uploads), the most frequent first."""
    with opened(home) as connection:
        stored = read.rows_of(connection, "problem_kinds.sql", {"cycle": cycle, "upload": upload})
        derived = _derived_of(connection, cycle, upload, settings_of(home))
    counts = Counter({kind["problem"]: kind["problems"] for kind in stored})
    counts.update(each.problem.problem for each in derived)
    messages = {each.problem.problem: each.problem.message for each in reversed(derived)}
    messages |= {kind["problem"]: kind["message"] for kind in stored}
    kinds = [ProblemKind(problem, count, messages[problem]) for problem, count in counts.items()]
    return tuple(sorted(kinds, key=lambda kind: (-kind.count, kind.problem)))


def problem_part(
    home: Home, cycle: str, problem: str, upload: int | None = None, passed: int = 0, most: int = 50
) -> list[Json]:
    """At most ``most`` problems of one kind after the first ``passed``; keys as in `problems`.

    Those that were stored with an upload come first, then those that only the cycle reveals.
    """
    with opened(home) as connection:
        bound = {"cycle": cycle, "upload": upload}
        stored = {k["problem"]: k["problems"] for k in read.rows_of(connection, "problem_kinds.sql", bound)}
        found = read.rows_of(connection, "problems.sql", {**bound, "problem": problem, "passed": passed, "most": most})
        if len(found) == most:
            return found
        files = {each["upload"]: each["file"] for each in read.rows_of(connection, "uploads.sql")}
        derived = _derived_of(connection, cycle, upload, settings_of(home))
    derived = [each for each in derived if each.problem.problem == problem]
    first = max(passed - stored.get(problem, 0), 0)
    return found + [
        {"upload": each.upload, "cycle": cycle, "file": files[each.upload], **vars(each.problem)}
        for each in derived[first : first + most - len(found)]
    ]


def require_upload(connection: Connection, upload: int) -> None:
    """Refuse a number that no upload has.

    Raises
    ------
    WarehouseError
        Says which there are.
    """
    known = [each["upload"] for each in read.rows_of(connection, "uploads.sql")]
    if upload not in known:
        named = ", ".join(str(number) for number in known[-12:])
        hint = f"There are {'..., ' if len(known) > 12 else ''}{named}." if known else "Nothing is loaded yet."
        raise WarehouseError(f"There is no upload {upload}.", hint)


def _derived_of(connection: Connection, cycle: str, upload: int | None, settings: Settings) -> list[Unresolved]:
    return [each for each in derived_problems(connection, cycle, settings) if upload in (None, each.upload)]


def derived_problems(
    connection: Connection, cycle: str, settings: Settings, names: GroupNames | None = None
) -> list[Unresolved]:
    """What only the cycle as a whole reveals, per upload.

    ``names`` are the groups that the cycle's figures count, where somebody has counted them already.
    """
    entry = read.cycle_entry(connection, cycle)
    if entry is None:
        return []
    by_person = _against_roster(connection, entry.cycle) if entry.has_roster else []
    framework = cycle_framework(connection, entry)
    if framework is None or not (entry.has_targets or entry.has_roadmap):
        return by_person
    names = names or group_names(read.cube(connection, entry.cycle, framework, entry.rater or settings.rater))
    _, targets = resolved_targets(read.lines_of(connection, "target", entry.cycle), framework, names)
    lines = read.lines_of(connection, "need", entry.cycle)
    needs = [*unresolved_needs(lines, framework, names), *contradicting_needs(lines, framework, names)]
    return by_person + _placed(connection, [*targets, *needs])


def _against_roster(connection: Connection, cycle: int) -> list[Unresolved]:
    strangers = read.rows_of(connection, "strangers.sql", {"cycle": cycle})
    contradictions = roster_contradictions(connection, cycle)
    return [
        *(Unresolved(row["upload"], _stranger(row)) for row in strangers),
        *(Unresolved(each.upload, _contradiction(each)) for each in contradictions),
    ]


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


def _contradiction(found: Contradiction) -> Problem:
    return Problem(
        found.sheet,
        found.row,
        letter(found.column) if found.column else None,
        found.header,
        found.stated,
        "differs_from_roster",
        f"On the roster this person's {found.attribute} is {found.listed!r}, and the roster counts; "
        "correct whichever of the two is wrong.",
    )


def _placed(connection: Connection, found: list[Unresolved]) -> list[Unresolved]:
    """The problems of lines with the column and header that their field has in the file."""
    places = read.field_places(connection)
    placed = []
    for each in found:
        column, header = places.get((each.upload, str(each.problem.header)), (None, each.problem.header))
        placed.append(Unresolved(each.upload, replace(each.problem, column=column, header=header)))
    return placed


__all__ = ["ProblemKind", "derived_problems", "problem_kinds", "problem_part", "problems", "require_upload"]
