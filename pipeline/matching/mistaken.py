"""A file that is meant as a roster, targets or roadmap and is something else: a rubric, or a survey's export.

Decision: headers alone would let both through (a rubric has dimensions and levels, a survey has people and
teams), and either would change every figure in silence; so what the file is otherwise known by comes first.
"""

from __future__ import annotations

from pipeline.errors import ExportError
from pipeline.exports.detect import READERS
from pipeline.exports.table import squeezed
from pipeline.frameworks.workbook import is_rubric
from pipeline.matching.attributes import meaning
from pipeline.matching.questions import matched_dimensions
from pipeline.matching.reference_header import Header, ReferenceKind, header_of, names_dimensions, rows_from
from pipeline.model import Framework, Sheet

_PLAIN = ("long", "matrix")
"""Readers of tables that no tool has marked as its own."""

_RUBRIC_WITHIN = 10
_PEOPLE = frozenset(["address", "employee_id", "person", "name", "given_name"])


def require_no_rubric(sheets: list[Sheet], kind: ReferenceKind, file: str) -> None:
    """Refuse a rubric spreadsheet: its dimensions and levels are no targets.

    Raises
    ------
    ExportError
        Says where a rubric belongs.
    """
    if any(is_rubric(rows_from(sheet, 0, _RUBRIC_WITHIN)) for sheet in _read_as(sheets, kind)):
        raise ExportError(
            f"{file!r} is a rubric, which says what the levels of each dimension are, and no {kind} file.",
            "Bring it in under Setup > Framework, or with 'skillgap framework import'.",
        )


def require_no_survey(
    sheets: list[Sheet], kind: ReferenceKind, file: str, known: list[Framework], is_insisted: bool = False
) -> None:
    """Refuse the export of a survey.

    Parameters
    ----------
    known
        The frameworks at hand, whose dimensions answers stand under.
    is_insisted
        Whether somebody says on purpose what the file is: then a table is read so that has the mark of a
        survey tool, or columns of dimensions, but not both.

    Raises
    ------
    ExportError
        Says what makes it an export.
    """
    for sheet in _read_as(sheets, kind):
        tool = _tool_of(sheet, sheets, known)
        header = header_of(sheet, kind)
        told = [f"has the marks of {tool!r}"] if tool else []
        told += ["has columns of answers"] if header and _has_answers(sheet, header, kind, known) else []
        if len(told) > is_insisted:
            way_on = f" If it is the {kind} all the same, load it from a terminal with --as {kind}."
            raise ExportError(
                f"{file!r} is the export of a survey and no {kind} file: it {' and '.join(told)}.",
                f"Load it on the Upload page as survey answers.{way_on if len(told) == 1 else ''}",
            )


def _read_as(sheets: list[Sheet], kind: ReferenceKind) -> list[Sheet]:
    """The sheet that would be read; where none has the columns of its kind, all of them."""
    read = next((sheet for sheet in sheets if header_of(sheet, kind)), None)
    return sheets if read is None else [read]


def _tool_of(sheet: Sheet, sheets: list[Sheet], known: list[Framework]) -> str | None:
    names = frozenset(squeezed(text) for framework in known for d in framework.dimensions for text in (d.id, d.name))
    tools = (reader for reader in READERS if reader.tool not in _PLAIN and reader.is_possible(sheets))
    return next((reader.tool for reader in tools if reader.recognises(sheet, names)), None)


def _has_answers(sheet: Sheet, header: Header, kind: ReferenceKind, known: list[Framework]) -> bool:
    """Whether a column is headed by a dimension, or each line gives somebody's level in one."""
    texts = [text for text in rows_from(sheet, header[0] - 1, 1)[0] if text and text.strip()]
    if any(matched_dimensions(texts, framework) for framework in known):
        return True
    is_of_people = kind == "roster" or (kind == "targets" and not _PEOPLE.isdisjoint(map(meaning, texts)))
    return is_of_people and names_dimensions(texts)
