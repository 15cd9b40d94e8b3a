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
from pipeline.matching.reference_header import (
    GROUPS,
    PEOPLE,
    Header,
    ReferenceKind,
    header_of,
    names_dimensions,
    people_beside,
    rows_from,
)
from pipeline.matching.text import words
from pipeline.model import Framework, Sheet

_PLAIN = ("long", "matrix")
"""Readers of tables that no tool has marked as its own."""

_RUBRIC_WITHIN = 10
_RUBRIC_LINES = 2_000
_DESCRIPTIONS = frozenset(
    "description descriptions descriptor statement statements definition definitions meaning behaviour behaviours "
    "behavior behaviors indicator indicators criteria example examples beschreibung aussage bedeutung verhalten "
    "kriterien enonce signification comportement criteres descripcion definicion comportamiento criterios "
    "descrizione definizione comportamento criteri beschrijving omschrijving betekenis gedrag descricao definicao "
    "opis".split()
)
"""Words of headers over what a level means."""

_PEOPLE = PEOPLE - {"id"}
"""Meanings of a header over people; a bare "ID" as often counts the lines of targets."""


def require_no_rubric(sheets: list[Sheet], kind: ReferenceKind, file: str) -> None:
    """Refuse a rubric spreadsheet: its dimensions and levels are no targets.

    Raises
    ------
    ExportError
        Says where a rubric belongs.
    """
    read = _read_as(sheets, kind)
    if any(is_rubric(rows_from(sheet, 0, _RUBRIC_WITHIN)) or _describes_levels(sheet, kind) for sheet in read):
        raise ExportError(
            f"{file!r} is a rubric, which says what the levels of each dimension are, and no {kind} file.",
            "Bring it in under Setup > Framework, or with 'skillgap framework import'; there its columns are called "
            "dimension, level, level_name and statement.",
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


def _describes_levels(sheet: Sheet, kind: ReferenceKind) -> bool:
    """Whether most dimensions stand at several levels with a description each, and for no role, team or division."""
    header = header_of(sheet, kind) if kind == "targets" else None
    if header is None or not GROUPS.isdisjoint(header[1]):
        return False
    row, columns = header
    texts = rows_from(sheet, row - 1, 1)[0]
    if not any(_DESCRIPTIONS & set(words(text or "").split()) for text in texts):
        return False
    levels: dict[str, set[str]] = {}
    for line in rows_from(sheet, row, _RUBRIC_LINES):
        dimension, level = line[columns["dimension"] - 1], line[columns["level"] - 1]
        if dimension and level:
            levels.setdefault(squeezed(dimension), set()).add(squeezed(level))
    several = sum(len(each) > 1 for each in levels.values())
    return bool(levels) and 2 * several > len(levels)


def _tool_of(sheet: Sheet, sheets: list[Sheet], known: list[Framework]) -> str | None:
    names = frozenset(squeezed(text) for framework in known for d in framework.dimensions for text in (d.id, d.name))
    tools = (reader for reader in READERS if reader.tool not in _PLAIN and reader.is_possible(sheets))
    return next((reader.tool for reader in tools if reader.recognises(sheet, names)), None)


def _has_answers(sheet: Sheet, header: Header, kind: ReferenceKind, known: list[Framework]) -> bool:
    """Whether a column is headed by a dimension, each line gives a person's level in one, or people stand across."""
    texts = [text for text in rows_from(sheet, header[0] - 1, 1)[0] if text and text.strip()]
    if any(matched_dimensions(texts, framework) for framework in known):
        return True
    if kind == "targets" and people_beside(sheet, header, known):
        return True
    is_of_people = kind == "roster" or (kind == "targets" and not _PEOPLE.isdisjoint(map(meaning, texts)))
    return is_of_people and names_dimensions(texts)
