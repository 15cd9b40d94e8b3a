"""Lines of a table that are no records: totals and averages, and the header repeated further down.

They are refused with a problem each, never skipped in silence, for a person may be called Total.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.masks import Mask, mask
from pipeline.exports.summary_numbers import are_of_people
from pipeline.exports.summary_words import BESIDE_PEOPLE, NAMES_TOO, SUMMARY, TARGETS, TOTALS
from pipeline.exports.table import Rows, answers_at, row_texts
from pipeline.model import Problem, Sheet, letter

_DATE = r"\b(?:(?:19|20)\d\d|[qh][1-4])\b"
_OF_LETTERS = r"^(?:(?:19|20)\d\d\s|[QqHh][1-4]\s)?[^0-9@]+(?:(?:(?:19|20)\d\d|\d)[^0-9@]*){0,2}$"
"""What the words for a total are made of; most cells of a large file are addresses, times and levels."""
_MARKS = r"[0-9()\[\]'’]"
_MAY_NAME_A_LINE = 3
_NUMBER = r"^\s*[-+]?[\d.,\s\x{a0}\x{202f}]*\d\s*%?\s*$"


def records(sheet: Sheet, header: int, filled: Rows, *, is_turned: bool = False) -> tuple[Rows, tuple[Problem, ...]]:
    """Part the lines below a header into records and refused lines.

    Parameters
    ----------
    sheet, header
        The sheet and its header row.
    filled
        Its rows that hold something.
    is_turned
        Whether the sheet was turned: then a line is a column of the file, and "Target" one beside the people.

    Returns
    -------
    tuple of rows and problems
        Rows of records, ascending, and a problem ``total_line`` or ``repeated_header`` per refused line.
    """
    rows = filled[filled > header]
    if not len(rows):
        return rows, ()
    is_total, is_header = _is_total(sheet, header, rows, is_turned), _is_header(sheet, header, rows)
    problems = [
        _refused(sheet, header, int(rows[at]), is_header=bool(is_header[at]), is_turned=is_turned)
        for at in np.flatnonzero(is_total | is_header)
    ]
    return rows[~(is_total | is_header)], tuple(problems)


def _is_total(sheet: Sheet, header: int, rows: Rows, is_turned: bool) -> Mask:
    """Whether one of the first cells is a word for a total and every other is a number, a formula or empty."""
    is_total, may_be_names = np.zeros(len(rows), bool), dict[int, str]()
    words, beside = pa.array(TOTALS + TARGETS), pa.array(BESIDE_PEOPLE if is_turned else (), pa.string())
    for column in _first_columns(sheet, header):
        texts = answers_at(sheet, column, rows)
        wordy = np.flatnonzero(mask(pc.match_substring_regex(texts, _OF_LETTERS)))
        coded = texts.take(pa.array(wordy)).dictionary_encode()  # of a million lines few words differ
        written, of = _undated(pc.utf8_lower(coded.dictionary)), coded.indices.to_numpy()
        named = pc.utf8_trim(written, characters=" \u00a0ø")
        is_called, is_made = mask(pc.is_in(named, value_set=words)), mask(pc.match_substring_regex(written, SUMMARY))
        for place in np.flatnonzero((is_called | is_made)[of]):
            at, word = int(wordy[place]), written[int(of[place])].as_py()
            if not _sums_up(sheet, int(rows[at]), column, is_usual=bool(is_called[of[place]])):
                continue
            if word in NAMES_TOO and word == texts[at].as_py().strip().lower():
                may_be_names[at] = word
            else:
                is_total[at] = True
        for at in wordy[mask(pc.is_in(named, value_set=beside))[of]]:
            is_total[at] |= not any(row_texts(sheet, int(rows[at]))[: column - 1])
    is_total[are_of_people(sheet, rows, is_total, may_be_names)] = True
    return is_total


def _undated(written: pa.Array) -> pa.Array:
    """Lower-case words without the year, the quarter, the brackets and the marks around them."""
    is_marked = pc.match_substring_regex(written, _MARKS)
    rest = written.filter(is_marked)
    for pattern in (r"['’]s\b", _DATE, r"[()\[\]]"):
        rest = pc.replace_substring_regex(rest, pattern, " ")
    rest = pc.replace_substring_regex(rest, r"\s+", " ")
    return pc.utf8_trim(pc.replace_with_mask(written, is_marked, rest), characters=" \u00a0:*=.,/–-")


def _sums_up(sheet: Sheet, row: int, column: int, *, is_usual: bool) -> bool:
    """Whether a line that is named like a total has numbers only; "1042 | Max" is somebody, as "Max" may be a name."""
    texts = row_texts(sheet, row)
    if not is_usual and any(texts[: column - 1]):
        return False
    others = [text for text in texts if text]
    numbers = mask(pc.match_substring_regex(pa.array(others, pa.string()), _NUMBER))
    is_calculated = len(others) > 1 or any(at == row for at, _ in sheet.formulas)
    return bool(numbers.sum() == len(others) - 1) and is_calculated


def _first_columns(sheet: Sheet, header: int) -> list[int]:
    """Where the name of a line may stand: the first columns, and the first that have a header."""
    headed = [at for at, text in enumerate(row_texts(sheet, header), start=1) if text]
    first = range(1, min(_MAY_NAME_A_LINE, sheet.cells.num_columns) + 1)
    return sorted({*first, *headed[:_MAY_NAME_A_LINE]})


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


def _refused(sheet: Sheet, header: int, row: int, *, is_header: bool, is_turned: bool) -> Problem:
    column, value = next((at, text) for at, text in enumerate(row_texts(sheet, row), start=1) if text)
    title = row_texts(sheet, header)[column - 1]
    if is_header:
        message = f"This {'column' if is_turned else 'line'} repeats the header; it was left out."
        return Problem(sheet.name, row, letter(column), title, value, "repeated_header", message)
    what = "column" if is_turned else "line"
    meant = ", a target or a remark" if is_turned else " or a target"
    message = f"This {what} ({value!r}) is a total, an average{meant}, not a person; it was left out."
    return Problem(sheet.name, row, letter(column), title, value, "total_line", message)
