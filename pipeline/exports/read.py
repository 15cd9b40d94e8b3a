"""A file from outside as `Responses`: the two steps, cells and then meaning, in one call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.exports.detect import READERS, detected
from pipeline.exports.formulas import uncalculated
from pipeline.exports.listed import with_plain_names
from pipeline.exports.questionnaire import mark_among
from pipeline.exports.sheet import sheets
from pipeline.exports.table import filled_rows
from pipeline.exports.twice import with_plain_questions
from pipeline.model import Responses, Sheet


def responses(
    path: Path,
    name: str,
    tool: str | None = None,
    sheet: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Responses:
    """Read an export whole: which tool wrote it, its questions, its answers, nothing lost.

    Parameters
    ----------
    path
        The bytes.
    name
        What the user calls the file, for messages.
    tool, sheet
        What the user says it is; None to have it recognised.
    known
        Names that headers or cells may carry (of dimensions), `table.squeezed`.

    Returns
    -------
    Responses
        ``len(rows) + refused`` is the number of data rows of the file.

    Raises
    ------
    ExportError
        What is wrong with the file, and what to do.
    """
    return responses_of(sheets(path, name), tool, sheet, known)


def responses_of(
    cells: list[Sheet],
    tool: str | None = None,
    sheet: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Responses:
    """Read sheets that were opened before (to see what kind of file they are); see `responses`."""
    found, chosen = detected(cells, tool, sheet, known)
    read = next(reader for reader in READERS if reader.tool == found).responses(chosen, known)
    read = with_plain_questions(with_plain_names(read), known)
    read = replace(read, problems=(*read.problems, *uncalculated(read)))
    mark = mark_among(cells)
    if mark:
        return replace(read, framework=mark.framework, promise=mark.promise)
    return replace(read, notes=(*read.notes, *_sheet_notes(cells, chosen)))


def _sheet_notes(cells: list[Sheet], chosen: Sheet) -> tuple[str, ...]:
    """Which of several filled sheets was read, and what the others hold."""
    others = [(sheet.name, len(filled_rows(sheet))) for sheet in cells if sheet is not chosen]
    told = ", ".join(f"{name!r} ({lines} filled lines)" for name, lines in others if lines)
    return (f"The sheet {chosen.name!r} was read, and not: {told}.",) if told else ()
