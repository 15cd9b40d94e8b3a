"""Whether the numbers of a line called Max, Sum or Média are what the lines of the people come to.

The words are names too, so the word alone says nothing: a line that adds up sums up, any other is somebody.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.masks import Mask
from pipeline.exports.summary_words import NAMES_TOO
from pipeline.exports.table import Rows, answers_at, row_texts
from pipeline.model import Sheet

MOST = 20
"""So many lines of one table sum up at most; of more that are called so, each is somebody."""

_NUMBER = r"^[\s\p{Z}]*\(?(?P<number>[-+]?\d+(?:[.,]\d+)?)\)?(?:\s*$|\s*[-:–=]?\s*\pL)"
_ROUNDED = 0.05 + 1e-9
_WHOLE = 0.5 + 1e-9

_Numbers = npt.NDArray[np.float64]


def are_of_people(sheet: Sheet, rows: Rows, is_total: Mask, named: dict[int, str]) -> list[int]:
    """Which of the lines that may be somebody's sum up those of the people.

    Parameters
    ----------
    sheet, rows
        The sheet and its rows below the header.
    is_total
        Which of the rows sum up for certain.
    named
        Word by place among the rows, of lines of numbers only that are called by one of `NAMES_TOO`.

    Returns
    -------
    list of int
        Places among the rows: lines with a formula, and those whose numbers fit the people above them (of the
        first line, below it). A word without arithmetic sums up first or last, and is somebody among people.
    """
    if not 0 < len(named) <= MOST:
        return []
    is_person = ~is_total
    is_person[[*named]] = False
    return [at for at, word in named.items() if _sums_up(sheet, rows, is_total, is_person, at, NAMES_TOO[word])]


def _sums_up(sheet: Sheet, rows: Rows, is_total: Mask, is_person: Mask, at: int, kind: str) -> bool:
    if any(row == rows[at] for row, _ in sheet.formulas):
        return True
    place = np.arange(len(rows))
    is_first, is_last = not is_person[:at].any(), not is_person[at:].any()
    if not kind:
        return is_first or is_last
    own, cells = _own_and_all(sheet, rows, at)
    if kind == "spread" and (own % 1 != 0).any():
        return True
    side = place > at if is_first else place < at
    in_part = side & is_person & (place > max(np.flatnonzero(~is_person[:at]), default=-1))
    near = _WHOLE if is_last and kind == "mean" and (own % 1 == 0).all() else _ROUNDED
    summed = (side & is_person, in_part, side & ~is_total)
    return any(_fits(kind, own, cells[chosen], near) for chosen in summed if chosen.any())


def _own_and_all(sheet: Sheet, rows: Rows, at: int) -> tuple[_Numbers, _Numbers]:
    """The numbers of a line, and those of all lines in its columns."""
    own = _numbers(pa.array(row_texts(sheet, int(rows[at])), pa.string()))
    columns = np.flatnonzero(~np.isnan(own)) + 1
    return own[columns - 1], np.stack([_numbers(answers_at(sheet, int(each), rows)) for each in columns], axis=1)


def _numbers(texts: pa.Array) -> _Numbers:
    """The number that each text is, or begins with before a level's name; NaN for others, as for "4?" and "3-4"."""
    found = pc.struct_field(pc.extract_regex(texts, _NUMBER), "number")
    numbers: _Numbers = pc.replace_substring(found, ",", ".").cast(pa.float64()).to_numpy(zero_copy_only=False)
    return numbers


def _fits(kind: str, own: _Numbers, cells: _Numbers, near: float) -> bool:
    """Whether every number is that of its column; a column without numbers comes to 0.

    A last column may be the total or the average of each line, and so is of this one.
    """
    if len(own) > 2 and min(abs(own[-1] - own[:-1].sum()), abs(own[-1] - own[:-1].mean())) <= _ROUNDED:
        own, cells = own[:-1], cells[:, :-1]
    for number, column in zip(own, cells.T, strict=True):
        held = column[~np.isnan(column)]
        if not any(abs(number - result) <= near for result in _results(kind, held if len(held) else np.zeros(1))):
            return False
    return True


def _results(kind: str, held: _Numbers) -> tuple[float, ...]:
    if kind == "max":
        return (float(held.max()),)
    if kind == "min":
        return (float(held.min()),)
    if kind == "sum":
        return (float(held.sum()),)
    if kind == "mean":
        return (float(held.mean()),)
    return float(held.std()), float(held.std(ddof=1)) if len(held) > 1 else 0.0
