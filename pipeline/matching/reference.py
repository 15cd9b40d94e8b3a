"""Roster, targets and roadmap: spreadsheets with known columns, in any order, under many names.

Lines are kept as written. What a dimension, a level or a team in them means is resolved when
figures are read (``resolved_targets``), so that loading order changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from pipeline.errors import ExportError
from pipeline.matching.attributes import meaning
from pipeline.matching.questions import IDENTIFYING
from pipeline.matching.recipe import NO_RULINGS, Rulings
from pipeline.matching.reference_header import FIELDS, REQUIRED, ReferenceKind, header_of, recognised, rows_from
from pipeline.matching.text import label_key, squeezed
from pipeline.model import Problem, Sheet, letter


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


def reference_table(
    sheets: list[Sheet],
    kind: ReferenceKind,
    file: str,
    asked: str | None = None,
    rulings: Rulings = NO_RULINGS,
) -> ReferenceTable:
    """Read a file as a roster, targets or roadmap; rulings on people and teams hold in it too.

    Raises
    ------
    ExportError
        Where no sheet has the required columns, or nothing stands under them.
    """
    chosen = [sheet for sheet in sheets if asked is None or sheet.name == asked]
    for sheet in chosen:
        header = header_of(sheet, kind)
        if header:
            return _without_unusable(_ruled(_read(sheet, kind, *header, file), rulings))
    needed = ", ".join(REQUIRED[kind])
    raise ExportError(
        f"{file!r} has no row with the columns of a {kind} file ({needed}).",
        f"Compare it with the empty spreadsheet on the Upload page, or 'skillgap template {kind} --to FILE.xlsx'.",
    )


def _read(sheet: Sheet, kind: ReferenceKind, header_row: int, columns: dict[str, int], file: str) -> ReferenceTable:
    names = sheet.cells.column_names
    texts = rows_from(sheet, header_row - 1, 1)[0]
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
    return ReferenceTable(
        kind,
        sheet,
        header_row,
        columns,
        tuple((place, text) for place, text in enumerate(texts, 1) if text),
        lines.astype(object).where(lines.notna(), None),
        len(lines),
        (),
    )


def _ruled(table: ReferenceTable, rulings: Rulings) -> ReferenceTable:
    lines = table.lines.copy()
    for field, known in (("person", rulings.person), ("manager", rulings.person), ("team", rulings.team)):
        if field in lines:
            lines[field] = pd.Series(
                [None if text is None else known(text) for text in lines[field]], index=lines.index, dtype=object
            )
    return replace(table, lines=lines)


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


def identifying_columns(table: ReferenceTable) -> dict[int, bool]:
    """The columns of a roster whose cells name somebody, read or not, and whether they hold names."""
    if table.kind != "roster":
        return {}
    meant = {column: meaning(header) for column, header in table.headers}
    named = {column: "name" in str(what) for column, what in meant.items() if what in IDENTIFYING}
    read = {"person": False, "other": False, "name": True, "manager": False}
    return named | {table.columns[field]: is_name for field, is_name in read.items() if field in table.columns}


def is_yes(text: str | None) -> bool:
    """Whether a cell of the ``shared`` column says yes."""
    return text is not None and squeezed(text) in ("yes", "y", "x", "true", "1", "ja", "oui", "si")


__all__ = ["ReferenceKind", "ReferenceTable", "identifying_columns", "is_yes", "recognised", "reference_table"]
