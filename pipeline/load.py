"""A file goes in: bytes -> cells -> tool -> questions and answers -> one transaction in the warehouse.

A preview is the same load, rolled back, so that what is announced is what happens.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from pipeline.exports.sheet import sheets
from pipeline.exports.table import squeezed
from pipeline.keep import keep_reference, keep_responses
from pipeline.library import available_frameworks, chosen_framework, fixed_framework_text
from pipeline.load_report import LoadReport, LoadRequest, NoQuestionMatches, QuestionReading, question_reading
from pipeline.matching.read import Matched, matched
from pipeline.matching.reference import ReferenceTable, recognised, reference_table
from pipeline.model import Framework, Sheet, letter
from pipeline.problems import derived_problems
from pipeline.settings import Home
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, Rollback, opened, transaction
from pipeline.warehouse.people import People, people_of

__all__ = ["LoadReport", "LoadRequest", "NoQuestionMatches", "QuestionReading", "loaded", "previewed", "undone"]

KINDS = ("responses", "roster", "targets", "roadmap")
REPEATED_FROM = 0.5
"""Share of a file's records that repeat an upload from which it is said."""

Progress = Callable[[str], None]


def previewed(home: Home, request: LoadRequest) -> LoadReport:
    """What loading would do; nothing is stored. Raises as ``loaded`` does."""
    return _run(home, request, lambda _: None, is_kept=False)


def loaded(home: Home, request: LoadRequest, progress: Progress = lambda _: None) -> LoadReport:
    """Load one file in one transaction.

    Raises
    ------
    ExportError
        Where the file cannot be used at all, or was loaded before; the warehouse is unchanged.
    WarehouseError
        Where the warehouse is held by another process, full or damaged.
    """
    return _run(home, request, progress, is_kept=True)


def undone(home: Home, upload: int, actor: str = "") -> None:
    """Take one upload back whole.

    Raises
    ------
    WarehouseError
        Where there is no such upload.
    """
    with opened(home) as connection, transaction(connection):
        write.remove_upload(connection, upload)
        write.note_action(connection, actor or getpass.getuser(), "undo", f"upload {upload}", upload)


def _run(home: Home, request: LoadRequest, progress: Progress, is_kept: bool) -> LoadReport:
    _check(request)
    progress("Reading the file")
    read_sheets = sheets(request.path, request.name)
    file_hash = _hash(request.path)
    with opened(home) as connection:
        report: LoadReport | None = None
        try:
            with transaction(connection):
                _check_new(connection, request, file_hash)
                report = _stored(connection, home, request, read_sheets, file_hash, progress)
                if not is_kept:
                    raise Rollback
        except Rollback:
            pass
    assert report is not None
    return report if is_kept else LoadReport(**(vars(report) | {"upload": None}))


def _check(request: LoadRequest) -> None:
    if not request.cycle.strip() or len(request.cycle) > 40 or not request.cycle.isprintable():
        raise ExportError(f"The cycle cannot be called {request.cycle!r}.", "Use a short name such as 2026.")
    if request.kind is not None and request.kind not in KINDS:
        raise ExportError(f"A file cannot be loaded as {request.kind!r}.", f"It can be one of {', '.join(KINDS)}.")
    if request.path.is_dir():
        raise ExportError(f"{request.name!r} is a folder.", "Name the files in it.")
    if not request.path.is_file():
        raise ExportError(f"There is no file {request.name!r}.", "Check the name and the folder.")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_new(connection: Connection, request: LoadRequest, file_hash: str) -> None:
    same = read.upload_of_file(connection, request.cycle.strip(), file_hash, request.rater)
    if same is not None and same != request.replaces and not request.again:
        raise ExportError(
            f"{request.name!r} is already loaded in cycle {request.cycle} as upload {same}.",
            "Nothing was stored; --again loads it anew, 'skillgap undo' takes it back.",
        )


def _stored(
    connection: Connection,
    home: Home,
    request: LoadRequest,
    read_sheets: list[Sheet],
    file_hash: str,
    progress: Progress,
) -> LoadReport:
    known = available_frameworks(connection)
    kind = request.kind or _recognised(request, read_sheets, known)
    if request.replaces is not None:
        _take_back_replaced(connection, request, kind)
    cycle = write.cycle_number(connection, request.cycle.strip())
    entry = write.UploadEntry(cycle, kind, request.name, file_hash, rater=request.rater)
    people = people_of(connection, home)
    progress("Matching questions and answers")
    if kind == "responses":
        report = _stored_responses(connection, request, read_sheets, entry, people, progress)
    else:
        table = reference_table(read_sheets, kind, request.name, request.sheet)  # type: ignore[arg-type]
        report = _stored_reference(connection, request, table, entry, people)
    assert report.upload is not None
    write.note_action(connection, request.actor or getpass.getuser(), "load", f"{kind} {request.name}", report.upload)
    progress("Checking against the rest of the cycle")
    derived = [d.problem for d in derived_problems(connection, request.cycle.strip()) if d.upload == report.upload]
    notes = (*report.notes, *_repeat_notes(connection, report))
    return LoadReport(**(vars(report) | {"problems": (*report.problems, *derived), "notes": notes}))


def _recognised(request: LoadRequest, read_sheets: list[Sheet], known: list[Framework]) -> str:
    if request.tool is not None:
        return "responses"
    return recognised(read_sheets, known) or "responses"


def _take_back_replaced(connection: Connection, request: LoadRequest, kind: str) -> None:
    found = read.upload_kind(connection, int(request.replaces or 0))
    if found not in (None, (kind, request.cycle.strip())):
        raise ExportError(
            f"Upload {request.replaces} holds {' of cycle '.join(found)}; "
            f"this file holds {kind} of cycle {request.cycle}.",
            "A file replaces only an upload of its own kind and cycle.",
        )
    write.remove_upload(connection, int(request.replaces or 0))


def _stored_responses(
    connection: Connection,
    request: LoadRequest,
    read_sheets: list[Sheet],
    entry: write.UploadEntry,
    people: People,
    progress: Progress,
) -> LoadReport:
    names = _dimension_names(available_frameworks(connection))
    found = responses_of(read_sheets, request.tool, request.sheet, names)
    headers = [column.header for column in found.columns]
    framework = chosen_framework(connection, entry.cycle, request.framework, headers, request.rulings, request.name)
    understood = matched(found, framework, request.rulings)
    _check_matched(understood, framework, request)
    progress("Storing cells and ratings")
    write.fix_framework(connection, entry.cycle, framework.id, framework.version, fixed_framework_text(framework))
    upload = keep_responses(connection, entry, understood, people, request.rulings, framework)
    return LoadReport(
        upload,
        request.name,
        "responses",
        found.tool,
        found.sheet.name,
        request.cycle.strip(),
        framework.id,
        len(found.rows) + found.refused,
        int(understood.is_response.sum()),
        int(understood.is_superseded.sum()),
        int(understood.is_excluded.sum()),
        int(sum((ratings.level >= 0).sum() for ratings in understood.ratings)),
        tuple(question_reading(question) for question in understood.questions),
        understood.problems,
        _unasked_notes(understood, framework),
    )


def _unasked_notes(understood: Matched, framework: Framework) -> tuple[str, ...]:
    read_dimensions = {question.dimension for question in understood.questions if question.role == "dimension"}
    unread = [dimension.name for dimension in framework.dimensions if dimension.id not in read_dimensions]
    return (f"No column was read for {', '.join(unread)}.",) if unread else ()


def _dimension_names(known: list[Framework]) -> frozenset[str]:
    texts = [text for framework in known for d in framework.dimensions for text in (d.id, d.name)]
    return frozenset(squeezed(text) for text in texts)


def _check_matched(understood: Matched, framework: Framework, request: LoadRequest) -> None:
    if any(question.role == "dimension" for question in understood.questions):
        return
    proposals = [
        f"{question.column.header!r} (similar to {question.dimension})"
        for question in understood.questions
        if question.how == "similar"
    ]
    unanswered = [p.message for p in understood.problems if p.problem == "no_known_answer"]
    hint = (
        f"Rule on {', '.join(proposals[:5])} with --recipe or on the upload page."
        if proposals
        else (unanswered[0] if unanswered else "Name the columns after the dimensions, or import your own framework.")
    )
    dimensions = ", ".join(dimension.name for dimension in framework.dimensions)
    raise NoQuestionMatches(
        f"No question of {request.name!r} is a dimension of {framework.name!r} ({dimensions}).",
        hint,
        understood,
    )


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


def _repeat_notes(connection: Connection, report: LoadReport) -> tuple[str, ...]:
    records = report.responses + report.superseded + report.excluded
    notes = []
    for repeat in read.rows_of(connection, "repeats.sql", {"upload": report.upload}):
        if records and repeat["records"] >= REPEATED_FROM * records:
            told = f"{repeat['records']} of {records} rows repeat upload {repeat['upload']}"
            # Swapping would lose what only the earlier upload holds.
            is_later_export = repeat["records"] >= repeat["theirs"]
            notes.append(
                f"{told}; --replaces {repeat['upload']} swaps the two."
                if is_later_export
                else f"{told}, which holds {repeat['theirs']}; 'skillgap undo' takes this one back."
            )
    return tuple(notes)
