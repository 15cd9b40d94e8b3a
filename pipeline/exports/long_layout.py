"""Which columns of a long file hold the person, the dimension and the level, if it is one at all.

Headers tell in most files; where they do not, known names of dimensions do, and at last the shape: two
columns of repeated words of which nearly every pair stands there once. A team or a role that repeats
like a person is none: a file without people is a list of targets or a roadmap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.level_column import LevelColumns, level_columns
from pipeline.exports.listed import names_in, without_links
from pipeline.exports.masks import is_written, mask
from pipeline.exports.spread import has_pairs
from pipeline.exports.table import Rows, answers_at, filled_rows, header_row, known_count, row_texts, squeezed
from pipeline.model import Sheet

MAX_COLUMNS = 8
LINES_FOR_SHAPE = 12
_DIMENSIONS_ACROSS = 2
_UNIQUE_PAIRS = 0.95
_FILLED_PAIRS = 0.5

PERSONS = (
    "email", "emailaddress", "mail", "employeeid", "personid", "staffid", "personnelnumber", "person",
    "employee", "respondent", "respondentid", "participant", "username", "user", "login", "employeename",
    "fullname", "name", "personalnummer", "mitarbeiter", "mitarbeiterin", "mitarbeitende",
    "adressemail", "matricule", "personne", "collaborateur", "salarié", "employé", "nom",
    "correoelectrónico", "empleado", "persona", "nombre", "dipendente", "nome", "funcionário",
    "medewerker", "naam", "pracownik", "сотрудник",
)  # fmt: skip
_DIMENSIONS = (
    "dimension", "dimensionid", "skill", "skillname", "competency", "competence", "capability", "topic",
    "question", "fähigkeit", "kompetenz", "fertigkeit", "thema", "compétence", "savoirfaire",
    "competencia", "habilidad", "competenza", "abilità", "competência", "habilidade", "vaardigheid",
    "competentie", "kompetencja", "umiejętność", "навык", "компетенция",
)  # fmt: skip
NO_PERSONS = frozenset({
    "team", "role", "division", "department", "project", "squad", "location", "group", "rolle",
    "abteilung", "bereich", "projekt", "équipe", "rôle", "service", "projet", "equipo", "rol", "proyecto",
})  # fmt: skip


@dataclass(frozen=True)
class LongLayout:
    """Header row and columns (from 1) of a long sheet; ``level`` has none where it only states presence."""

    header: int
    person: int
    dimension: int
    level: LevelColumns


def long_layout(sheet: Sheet, known: frozenset[str]) -> LongLayout | None:
    """Find the columns of a long sheet.

    Parameters
    ----------
    sheet
        Any sheet.
    known
        Names of dimensions, `squeezed`; may be empty.

    Returns
    -------
    LongLayout or None
        None where the sheet is not long.
    """
    # Known names stand in the lines of a long file, so they must not choose its header.
    header = header_row(sheet, frozenset())
    if header is None:
        return None
    filled = filled_rows(sheet)
    lines = filled[filled > header]
    if not len(lines):
        return None
    texts = row_texts(sheet, header)
    headers = tuple(map(squeezed, texts))
    if has_pairs(headers) or known_count(texts, known) >= _DIMENSIONS_ACROSS:
        return None  # several skills a line, or dimensions in columns
    pair = _named_pair(sheet, lines, headers, known) or _shaped_pair(sheet, lines, headers)
    if pair is None:
        return None
    return LongLayout(header, *pair, level_columns(sheet, lines, texts, pair))


def _named(headers: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """Column with the first of the words that is a header."""
    return next((headers.index(word) + 1 for word in words if word in headers), None)


def _named_pair(sheet: Sheet, lines: Rows, headers: tuple[str, ...], known: frozenset[str]) -> tuple[int, int] | None:
    person = _named(headers, PERSONS)
    if person is None:
        return None
    dimension = _known_column(sheet, lines, headers, known) or _named(headers, _DIMENSIONS)
    if dimension is None or dimension == person:
        return None
    # Where people stand in columns, "Name" heads a column in which no line says whose it is.
    is_theirs = is_written(answers_at(sheet, person, lines)) & is_written(answers_at(sheet, dimension, lines))
    return (person, dimension) if is_theirs.any() else None


def _known_column(sheet: Sheet, lines: Rows, headers: tuple[str, ...], known: frozenset[str]) -> int | None:
    """Column of which at least two names, and half of all different ones, are known dimensions; cells may list them."""
    for column in range(1, len(headers) + 1):
        cells = without_links(answers_at(sheet, column, lines).drop_null().unique()).to_pylist()
        different = {name for text in cells[: 10 * len(known)] for name in names_in(text, known)}
        names = [text for text in different if squeezed(text) in known]
        unseen = max(len(cells) - 10 * len(known), 0)
        if len(names) >= 2 and 2 * len(names) >= len(different) + unseen:
            return column
    return None


def _shaped_pair(sheet: Sheet, lines: Rows, headers: tuple[str, ...]) -> tuple[int, int] | None:
    if len(headers) > MAX_COLUMNS or len(lines) < LINES_FOR_SHAPE:
        return None
    worded = [column for column in range(1, len(headers) + 1) if _is_worded(answers_at(sheet, column, lines))]
    for person in worded:
        if headers[person - 1] in NO_PERSONS:
            continue
        for dimension in worded:
            if dimension > person and _is_pair(sheet, lines, person, dimension):
                return person, dimension
    return None


def _is_worded(texts: pa.Array) -> bool:
    """Whether nearly every cell is written and holds a letter, and values repeat."""
    letters = int(mask(pc.match_substring_regex(texts, r"\p{L}")).sum())
    different = len(texts.unique())
    return letters >= _UNIQUE_PAIRS * len(texts) and 2 <= different <= len(texts) / 2


def _is_pair(sheet: Sheet, lines: Rows, person: int, dimension: int) -> bool:
    """Whether nearly every pair of values stands there once, and most of all possible pairs do."""
    first, second = (answers_at(sheet, column, lines).dictionary_encode() for column in (person, dimension))
    persons, names = len(first.dictionary), len(second.dictionary)
    left, right = (pc.fill_null(codes.indices, -1).to_numpy().astype(np.int64) for codes in (first, second))
    pairs = len(np.unique(left * (names + 1) + right))
    return pairs >= _UNIQUE_PAIRS * len(lines) and pairs >= _FILLED_PAIRS * persons * names
