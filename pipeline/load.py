"""A file goes in: bytes -> cells -> tool -> questions and answers -> one transaction in the warehouse.

A preview is the same load, rolled back, so that what is announced is what happens.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from pipeline.errors import ExportError
from pipeline.exports.opened import Opened, OpenedFile, file_of
from pipeline.exports.read import responses_of
from pipeline.exports.table import squeezed
from pipeline.keep import cells_kept, keep_reference, keep_responses
from pipeline.known import known_of
from pipeline.library import available_frameworks, chosen_framework, fixed_framework_text
from pipeline.load_notes import leaving_notes, reading_notes, repeat_notes, roster_notes, team_notes
from pipeline.load_report import (
    AlreadyLoaded,
    Changes,
    CycleState,
    LoadReport,
    LoadRequest,
    NoQuestionMatches,
    QuestionReading,
    question_reading,
    require_loadable,
    require_matched,
)
from pipeline.matching.mistaken import require_no_rubric, require_no_survey
from pipeline.matching.read import asked_in, matched
from pipeline.matching.reference import ReferenceKind, ReferenceTable, recognised, reference_table
from pipeline.matching.seen import Seen
from pipeline.model import Framework, Promise, Sheet, letter
from pipeline.problems import derived_problems
from pipeline.promises import fixed_promise
from pipeline.recipes import earlier_rulings, followed, stored_text
from pipeline.settings import Home, settings_of
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, Rollback, opened, transaction
from pipeline.warehouse.people import People, people_of
from pipeline.warehouse.promise import promise_of
from pipeline.warehouse.published import keep_answers
from pipeline.warehouse.recipes import StoredRecipe, stored_recipes

__all__ = [
    "AlreadyLoaded",
    "LoadReport",
    "LoadRequest",
    "NoQuestionMatches",
    "QuestionReading",
    "loaded",
    "previewed",
    "replaceable",
    "undone",
]

Progress = Callable[[str], None]


def previewed(
    home: Home, request: LoadRequest, file: Opened | None = None, progress: Progress = lambda _: None
) -> LoadReport:
    """What loading would do, and what changes for the cycle; nothing is stored. Raises as ``loaded`` does."""
    return _run(home, request, progress, file, is_kept=False)


def loaded(
    home: Home, request: LoadRequest, progress: Progress = lambda _: None, file: Opened | None = None
) -> LoadReport:
    """Load one file in one transaction.

    Parameters
    ----------
    home, request
        Where to, and what is asked.
    progress
        Is told each step.
    file
        The request's file, where it was read before or is being read.

    Raises
    ------
    ExportError
        Where the file cannot be used at all, or was loaded before; the warehouse is unchanged.
    WarehouseError
        Where the warehouse is held by another process, full or damaged.
    """
    return _run(home, request, progress, file, is_kept=True)


def undone(home: Home, upload: int, actor: str = "") -> None:
    """Take one upload back whole.

    Raises
    ------
    WarehouseError
        Where there is no such upload.
    """
    with opened(home) as connection, transaction(connection):
        keep_answers(connection, write.cycle_of(connection, upload))
        write.remove_upload(connection, upload)
        write.note_action(connection, actor or getpass.getuser(), "undo", f"upload {upload}", upload)


def _run(home: Home, request: LoadRequest, progress: Progress, opening: Opened | None, is_kept: bool) -> LoadReport:
    require_loadable(request)
    progress("Reading the file")
    file = file_of(opening, request.path, request.name)
    with opened(home) as connection:
        report: LoadReport | None = None
        try:
            with transaction(connection):
                _check_new(connection, request, file.file_hash)
                before = None if is_kept else _state(connection, request)
                report = _stored(connection, home, request, file, progress)
                if before:
                    changes = Changes(before, _state(connection, request))
                    known = known_of(connection, request.cycle.strip())
                    report = replace(report, upload=None, changes=changes, known=known)
                    raise Rollback
        except Rollback:
            pass
    assert report is not None
    return report if report.changes else replace(report, seen=None)


def _state(connection: Connection, request: LoadRequest) -> CycleState:
    asked = {"cycle": request.cycle.strip(), "rater": request.rater}
    [state] = read.rows_of(connection, "cycle_state.sql", asked)
    return CycleState(**state)


def _check_new(connection: Connection, request: LoadRequest, file_hash: str) -> None:
    same = read.upload_of_file(connection, request.cycle.strip(), file_hash, request.rater)
    if same is not None and same not in request.replaced and not request.again:
        raise AlreadyLoaded(
            f"{request.name!r} is already loaded in cycle {request.cycle} as upload {same}.",
            "Nothing was stored; --again loads it anew, 'skillgap undo' takes it back.",
            same,
        )


def _stored(
    connection: Connection, home: Home, request: LoadRequest, file: OpenedFile, progress: Progress
) -> LoadReport:
    read_sheets = list(file.sheets)
    known = available_frameworks(connection)
    kind = request.kind or (None if request.tool else recognised(read_sheets, known)) or "responses"
    stored = stored_recipes(connection)  # before the upload that is replaced goes, for its rulings hold on
    told = promise_of(connection, request.cycle.strip())  # before it goes with the upload that is replaced
    cycle = write.cycle_number(connection, request.cycle.strip())
    keep_answers(connection, cycle)
    asked = read.asked_people(connection, cycle) if kind == "roster" and request.replaced else {}
    for upload in request.replaced:
        _take_back_replaced(connection, request, kind, upload)
    entry = write.UploadEntry(cycle, kind, request.name, file.file_hash, rater=request.rater)
    people = people_of(connection, home)
    progress("Matching questions and answers")
    if kind == "responses":
        report = _stored_responses(connection, request, read_sheets, entry, people, stored, told, progress)
    else:
        table = _reference_table(request, read_sheets, cast(ReferenceKind, kind), known)
        entry = replace(entry, recipe=stored_text(request.rulings, people))
        fixed_promise(connection, request.cycle.strip(), request.promise)
        report = _stored_reference(connection, request, table, entry, people)
    assert report.upload is not None
    write.note_action(connection, request.actor or getpass.getuser(), "load", f"{kind} {request.name}", report.upload)
    progress("Checking against the rest of the cycle")
    derived = derived_problems(connection, request.cycle.strip(), settings_of(home))
    derived_here = tuple(each.problem for each in derived if each.upload == report.upload)
    records = report.responses + report.superseded
    notes = (*report.notes, *repeat_notes(connection, report.upload, records), *roster_notes(kind, derived))
    left = leaving_notes(asked, read.asked_people(connection, cycle)) if asked else ()
    return replace(report, problems=report.problems + derived_here, notes=notes + left)


def _reference_table(
    request: LoadRequest, sheets: list[Sheet], kind: ReferenceKind, known: list[Framework]
) -> ReferenceTable:
    chosen = [sheet for sheet in sheets if request.sheet in (None, sheet.name)]
    require_no_rubric(chosen, kind, request.name)
    if request.kind:  # what was recognised by itself was told from surveys there
        require_no_survey(chosen, kind, request.name, known, request.is_insisted)
    return reference_table(sheets, kind, request.name, request.sheet, request.rulings)


def _take_back_replaced(connection: Connection, request: LoadRequest, kind: str, upload: int) -> None:
    found = read.upload_kind(connection, upload)
    if found not in (None, (kind, request.cycle.strip())):
        raise ExportError(
            f"Upload {upload} holds {' of cycle '.join(found)}; this file holds {kind} of cycle {request.cycle}.",
            "A file replaces only an upload of its own kind and cycle.",
        )
    write.remove_upload(connection, upload)


def _stored_responses(
    connection: Connection,
    request: LoadRequest,
    read_sheets: list[Sheet],
    entry: write.UploadEntry,
    people: People,
    stored: list[StoredRecipe],
    told: Promise | None,
    progress: Progress,
) -> LoadReport:
    names = _dimension_names(available_frameworks(connection))
    found = responses_of(read_sheets, request.tool, request.sheet, names)
    name = request.cycle.strip()
    promise = fixed_promise(connection, name, request.promise or told, found.promise, are_answers=True)
    headers = [column.question for column in found.columns if column.metadata is None]
    reused = earlier_rulings(connection, stored, found, request.unruled, entry.cycle) if request.is_reusing else None
    asked = request.rulings.over(reused.rulings) if reused else request.rulings
    chosen = request.framework, headers, asked, request.name, found.framework
    framework = chosen_framework(connection, entry.cycle, *chosen)
    ruled = followed(request.rulings, reused, framework, found)
    found = replace(found, problems=(*found.problems, *ruled.problems))
    alone = asked_in(found, framework, ruled.rulings)
    progress("Storing cells and ratings")
    with cells_kept(connection, found, alone.questions, people) as named:  # a second core writes them meanwhile
        understood = matched(found, framework, ruled.rulings, request.rater, alone, name)
        seen = Seen(understood, framework, ruled.rulings)
        require_matched(seen, request.name)
    teams_told = () if read.asked_people(connection, entry.cycle) else team_notes(understood)
    write.fix_framework(connection, entry.cycle, framework.id, framework.version, fixed_framework_text(framework))
    entry = replace(entry, recipe=stored_text(ruled.rulings, people))
    upload = keep_responses(connection, entry, understood, named, people, framework)
    return LoadReport(
        upload,
        request.name,
        "responses",
        found.tool,
        found.sheet.name,
        name,
        framework.id,
        len(found.rows) + found.refused,
        int(understood.is_response.sum()),
        int(understood.is_superseded.sum()),
        int(understood.is_excluded.sum()),
        int(sum((ratings.level >= 0).sum() for ratings in understood.ratings)),
        tuple(question_reading(question) for question in understood.questions),
        understood.problems,
        found.notes + ruled.notes + reading_notes(understood, framework) + teams_told,
        seen=seen,
        promise=promise,
    )


def _dimension_names(known: list[Framework]) -> frozenset[str]:
    texts = [text for framework in known for d in framework.dimensions for text in (d.id, d.name)]
    return frozenset(squeezed(text) for text in texts)


def _stored_reference(
    connection: Connection,
    request: LoadRequest,
    table: ReferenceTable,
    entry: write.UploadEntry,
    people: People,
) -> LoadReport:
    upload = keep_reference(connection, entry, table, people)
    fields = {column: field for field, column in table.columns.items()}
    readings = tuple(
        QuestionReading(
            letter(column), header, "attribute" if column in fields else "ignored", None, None, fields.get(column)
        )
        for column, header in table.headers
    )
    return LoadReport(
        upload,
        request.name,
        table.kind,
        None,
        table.sheet.name,
        request.cycle.strip(),
        None,
        table.rows,
        0,
        0,
        0,
        0,
        readings,
        table.problems,
    )


def replaceable(home: Home, cycle: str) -> dict[int, str]:
    """The uploads of a cycle that a file could take the place of: number -> what it is, newest first."""
    with opened(home) as connection:
        uploads = read.rows_of(connection, "uploads.sql")
    return {
        upload["upload"]: f"Upload {upload['upload']}: {upload['file']} ({upload['as']}, {upload['rows']} rows)"
        for upload in reversed(uploads)
        if upload["cycle"] == cycle
    }
