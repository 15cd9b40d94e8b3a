"""Lines of a table that are no records: totals and averages, and the header repeated further down.

They are refused with a problem each, never skipped in silence, for a person may be called Total.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.masks import Mask, mask
from pipeline.exports.table import Rows, answers_at, row_texts
from pipeline.model import Problem, Sheet, letter

_TOTALS = (
    "total", "totals", "grand total", "subtotal", "sum", "average", "averages", "avg", "mean", "median",
    "team average", "average score", "gesamt", "gesamtsumme", "summe", "durchschnitt", "mittelwert",
    "moyenne", "somme", "médiane", "total général", "promedio", "media", "suma", "totale", "somma",
    "target", "targets", "required", "requirement", "goal", "soll", "ziel", "cible", "objectif",
    "soma", "média", "gemiddelde", "totaal", "średnia", "razem", "среднее", "итого", "合計", "平均",
)  # fmt: skip
_OF_LETTERS = r"^[^0-9@]+$"
"""What the words for a total are made of; most cells of a large file are addresses, times and levels."""
_MAY_NAME_A_LINE = 3
_NUMBER = r"^\s*[-+]?[\d.,\s\x{a0}\x{202f}]*\d\s*%?\s*$"


def records(sheet: Sheet, header: int, filled: Rows) -> tuple[Rows, tuple[Problem, ...]]:
    """Part the lines below a header into records and refused lines.

    Parameters
    ----------
    sheet, header
        The sheet and its header row.
    filled
        Its rows that hold something.

    Returns
    -------
    tuple of rows and problems
        Rows of records, ascending, and a problem ``total_line`` or ``repeated_header`` per refused line.
    """
    rows = filled[filled > header]
    if not len(rows):
        return rows, ()
    is_total, is_header = _is_total(sheet, rows), _is_header(sheet, header, rows)
    problems = [
        _refused(sheet, header, int(rows[at]), is_header=bool(is_header[at]))
        for at in np.flatnonzero(is_total | is_header)
    ]
    return rows[~(is_total | is_header)], tuple(problems)


def _is_total(sheet: Sheet, rows: Rows) -> Mask:
    """Whether one of the first cells is a word for a total and every other is a number, a formula or empty."""
    is_total = np.zeros(len(rows), bool)
    words, formula_rows = pa.array(_TOTALS), {row for row, _ in sheet.formulas}
    for column in range(1, min(_MAY_NAME_A_LINE, sheet.cells.num_columns) + 1):
        texts = answers_at(sheet, column, rows)
        wordy = np.flatnonzero(mask(pc.match_substring_regex(texts, _OF_LETTERS)))
        named = pc.utf8_lower(pc.utf8_trim(texts.take(pa.array(wordy)), characters=" \u00a0:*=Ø"))
        for at in wordy[mask(pc.is_in(named, value_set=words))]:
            others = [text for text in row_texts(sheet, int(rows[at])) if text]
            numbers = mask(pc.match_substring_regex(pa.array(others, pa.string()), _NUMBER))
            is_calculated = len(others) > 1 or int(rows[at]) in formula_rows
            is_total[at] = numbers.sum() == len(others) - 1 and is_calculated
    return is_total


def _is_header(sheet: Sheet, header: int, rows: Rows) -> Mask:
    headers = row_texts(sheet, header)
    written = [column for column, text in enumerate(headers, start=1) if text]
    candidates = rows
    for column in written:
        texts = pc.utf8_trim_whitespace(answers_at(sheet, column, candidates))
        candidates = candidates[mask(pc.equal(texts, pa.scalar(headers[column - 1])))]
        if not len(candidates):
            break
    return np.isin(rows, candidates)


def _refused(sheet: Sheet, header: int, row: int, *, is_header: bool) -> Problem:
    column, value = next((at, text) for at, text in enumerate(row_texts(sheet, row), start=1) if text)
    title = row_texts(sheet, header)[column - 1]
    if is_header:
        message = "This line repeats the header; it was left out."
        return Problem(sheet.name, row, letter(column), title, value, "repeated_header", message)
    message = f"This line ({value!r}) is a total, an average or a target, not a person; it was left out."
    return Problem(sheet.name, row, letter(column), title, value, "total_line", message)
