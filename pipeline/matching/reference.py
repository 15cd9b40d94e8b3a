"""Roster, targets and roadmap: spreadsheets with known columns, in any order, under many names.

Lines are kept as written. What a dimension, a level or a team in them means is resolved when
figures are read (``resolved_targets``), so that loading order changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from pipeline.errors import ExportError
from pipeline.matching.attributes import meaning
from pipeline.matching.questions import matched_dimensions
from pipeline.matching.text import label_key, squeezed, words
from pipeline.model import Framework, Problem, Sheet, letter

ReferenceKind = Literal["roster", "targets", "roadmap"]

FIELDS: dict[ReferenceKind, tuple[str, ...]] = {
    "roster": ("person", "name", "team", "division", "role", "location", "manager"),
    "targets": ("role", "team", "division", "dimension", "level", "impact"),
    "roadmap": (
        "project",
        "priority",
        "weight",
        "team",
        "division",
        "dimension",
        "level",
        "people",
        "shared",
    ),
}
REQUIRED: dict[ReferenceKind, tuple[str, ...]] = {
    "roster": ("person",),
    "targets": ("dimension", "level"),
    "roadmap": ("project", "dimension", "level", "people"),
}
HEADER_WITHIN = 15
"""Rows from the top in which the header row is looked for."""

_SYNONYMS = {
    "dimension": "dimension|skill|competency|competence|capability|skill area|dimension id|dimension name",
    "level": "level|target|target level|required level|expected level|minimum level|min level|niveau|nivel",
    "impact": "impact|impact 1 5|career impact",
    "project": "project|ai project|initiative|use case|project name|projekt|projet|proyecto",
    "priority": "priority|prio|prioritat|priorite|prioridad",
    "weight": "weight|gewicht|poids|peso",
    "people": "people|number of people|people needed|headcount|engineers|needed|fte|anzahl|personen|personnes",
    "shared": "shared|can be shared|geteilt|partage",
}
_NAMED = {name: field for field, names in _SYNONYMS.items() for name in names.split("|")}


@dataclass(frozen=True)
class ReferenceTable:
    """A roster, targets or roadmap file as read.

    ``lines`` has ``row`` and the fields of its kind as written (None where blank), one per usable
    line; ``columns`` maps fields to column positions; ``rows`` counts the data lines of the file.
    """

    kind: ReferenceKind
    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    headers: tuple[tuple[int, str], ...]
    lines: pd.DataFrame
    rows: int
    problems: tuple[Problem, ...]


def recognised(sheets: list[Sheet], frameworks: list[Framework]) -> ReferenceKind | None:
    """What kind of reference file this is by its headers, None where it is none."""
    for sheet in sheets:
        for kind in ("roadmap", "targets", "roster"):
            header = _header(sheet, kind)
            if header and _is_of_kind(kind, header, sheet, frameworks):
                return kind
    return None


def reference_table(sheets: list[Sheet], kind: ReferenceKind, file: str, asked: str | None = None) -> ReferenceTable:
    """Read a file as a roster, targets or roadmap.

    Raises
    ------
    ExportError
        Where no sheet has the required columns, or nothing stands under them.
    """
    chosen = [sheet for sheet in sheets if asked is None or sheet.name == asked]
    for sheet in chosen:
        header = _header(sheet, kind)
        if header:
            return _read(sheet, kind, *header, file)
    needed = ", ".join(REQUIRED[kind])
    raise ExportError(
        f"{file!r} has no row with the columns of a {kind} file ({needed}).",
        f"Compare it with 'skillgap template {kind} --to FILE.xlsx'.",
    )


def _header(sheet: Sheet, kind: ReferenceKind) -> tuple[int, dict[str, int]] | None:
    for row, texts in enumerate(_rows(sheet, 0, HEADER_WITHIN), 1):
        columns = _columns(texts, kind)
        if all(field in columns for field in REQUIRED[kind]):
            return row, columns
    return None


def _columns(texts: list[str | None], kind: ReferenceKind) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in enumerate(texts, 1):
        field = _field(text or "", kind)
        if field and field not in columns:
            columns[field] = column
    if "department" in columns:
        department = columns.pop("department")
        columns.setdefault("division" if "team" in columns else "team", department)
    return {field: column for field, column in columns.items() if field in FIELDS[kind]}


def _field(header: str, kind: ReferenceKind) -> str | None:
    if not header.strip():
        return None
    plain = words(header)
    if kind != "roster" and plain in _NAMED:
        return _NAMED[plain]
    if kind == "roster" and plain.startswith("person"):
        return "person"
    found = meaning(header)
    if found in ("address", "employee_id", "id", "person"):
        return "person"
    return found


def _is_of_kind(
    kind: ReferenceKind, header: tuple[int, dict[str, int]], sheet: Sheet, frameworks: list[Framework]
) -> bool:
    row, columns = header
    texts = [text for text in _rows(sheet, row - 1, 1)[0] if text and text.strip()]
    if kind == "roadmap":
        return True
    names_a_person = any(
        meaning(text) in ("address", "employee_id", "person", "name", "id", "given_name") for text in texts
    )
    if kind == "targets":
        return not names_a_person and matched_dimensions_of(texts, frameworks) == 0
    is_grouped = any(field in columns for field in ("team", "division", "role"))
    is_long = any(words(text) in _NAMED and _NAMED[words(text)] == "dimension" for text in texts)
    return (
        is_grouped and not is_long and len(columns) * 2 >= len(texts) and matched_dimensions_of(texts, frameworks) == 0
    )


def matched_dimensions_of(headers: list[str], frameworks: list[Framework]) -> int:
    """The most dimensions that the headers name in any of the frameworks."""
    return max((matched_dimensions(headers, framework) for framework in frameworks), default=0)


def _rows(sheet: Sheet, start: int, count: int) -> list[list[str | None]]:
    part = sheet.cells.slice(start, count)
    return [list(row.values()) for row in part.to_pylist()]


def _read(sheet: Sheet, kind: ReferenceKind, header_row: int, columns: dict[str, int], file: str) -> ReferenceTable:
    names = sheet.cells.column_names
    texts = _rows(sheet, header_row - 1, 1)[0]
    below = sheet.cells.slice(header_row)
    is_filled = pd.DataFrame(
        {name: pd.Series(below.column(name).to_pylist(), dtype=object).map(_stripped) for name in names}
    )
    is_line = is_filled.notna().any(axis=1)
    fields = {field: is_filled[names[column - 1]] for field, column in columns.items()}
    absent = {field: pd.Series(None, index=is_filled.index, dtype=object) for field in FIELDS[kind]}
    lines = pd.DataFrame({**absent, **fields})[list(FIELDS[kind])]
    lines.insert(0, "row", is_filled.index + header_row + 1)
    lines = lines[is_line].reset_index(drop=True)
    if lines.empty:
        raise ExportError(f"{file!r} has headers but no line under them.", "Fill in at least one line.")
    table = ReferenceTable(
        kind,
        sheet,
        header_row,
        columns,
        tuple((place, text) for place, text in enumerate(texts, 1) if text),
        lines.astype(object).where(lines.notna(), None),
        len(lines),
        (),
    )
    return _without_unusable(table)


def _stripped(text: object) -> str | None:
    return str(text).strip() or None if text is not None else None


def _without_unusable(table: ReferenceTable) -> ReferenceTable:
    lines = table.lines
    problems: list[Problem] = []
    usable = pd.Series(True, index=lines.index)
    for field in REQUIRED[table.kind]:
        is_missing = lines[field].isna() & usable
        usable &= ~is_missing
        problems += [
            _problem(
                table,
                line,
                field,
                "missing_value",
                f"This line has no {field}, so it is left out; fill it in.",
            )
            for line in lines[is_missing].itertuples()
        ]
    lines = lines[usable]
    if table.kind == "roster":
        keys = lines["person"].map(label_key)
        is_repeated = keys.duplicated(keep="last")
        problems += [
            _problem(
                table,
                line,
                "person",
                "duplicate_line",
                "This person stands on the roster twice; the later line counts.",
            )
            for line in lines[is_repeated].itertuples()
        ]
        lines = lines[~is_repeated]
    return replace(table, lines=lines.reset_index(drop=True), problems=tuple(problems))


def _problem(table: ReferenceTable, line: object, field: str, problem: str, message: str) -> Problem:
    column = table.columns[field]
    return Problem(
        table.sheet.name,
        int(getattr(line, "row", 0)),
        letter(column),
        dict(table.headers).get(column),
        getattr(line, field, None),
        problem,
        message,
    )


def is_yes(text: str | None) -> bool:
    """Whether a cell of the ``shared`` column says yes."""
    return text is not None and squeezed(text) in ("yes", "y", "x", "true", "1", "ja", "oui", "si")
