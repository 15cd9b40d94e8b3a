"""Whether the numbers in a file's cells show that they are of another scale than the levels.

Decision: a number off the scale is a slip where it is rare, and shows another scale where it is not. Of 300 numbers
on other scales 53 (0 to 5), 132 (-2 to 2), 150 (hours), 160 (years), 227 (0, 33, 66, 100) and 286 (0 to 100) are no
levels. What repeats is told from slips by who wrote it where, not by its height. Of 400 drawn files with a slip in
twenty cells none is doubted, with one in ten 12 are; of 300 files with even answers of 0 to 5, 276 are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.matching.answers import Doubt, is_no_answer
from pipeline.matching.question import Question
from pipeline.matching.text import Numbers, squeezed
from pipeline.model import Framework

REPEATED_CELLS, REPEATED_SHARE = 3, 0.12
"""From how many cells, and which share of a file's numbers, numbers that repeat are no slips."""

MANY_CELLS, MANY_SHARE = 8, 0.3
"""From how many cells, and which share of the numbers of a file or a column, any numbers off the scale are none; the
first also for a single number that repeats and does not stand next to the levels, as a code for "not asked" does."""

SHIFTED_SHARE = 0.02
"""That share where only the next number above the levels stands and 0 never does: few people rate themselves 5 of 5."""

FEW_CELLS, FEW_SHARE = 4, 0.5
"""The same in a small file, where they stand in several columns and with several people."""

_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d+)*")
_PERCENT = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?%")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+")
_SIGN = re.compile(r"\(?(?:\++|-{2,}|\+/?-|-/\+|\u00b1)\)?")
_SHOWN = 6


@dataclass(frozen=True)
class _Stand:
    """One number, or sign, of one column: how many cells hold it, and where they are."""

    text: str
    number: float
    column: int
    code: int
    cells: int
    codes: Numbers

    @property
    def first(self) -> int:
        """The first record that has it."""
        return int(np.argmax(self.codes == self.code))


def off_scale(dimensions: list[Question], framework: Framework, none: frozenset[str]) -> Doubt | None:
    """Why the numbers of a file are no levels; None where what is off the scale are slips.

    Parameters
    ----------
    dimensions
        The columns whose numbers would be levels.
    framework
        The levels.
    none
        Answers, `squeezed`, ruled to be none: no evidence.
    """
    numbers = [each for each in _stands(dimensions, _NUMBER) if each.text not in none and _is_number(each.text)]
    signs = [each for each in _stands(dimensions, _SIGN) if each.text not in none]
    if _are_signs(signs, numbers):
        return Doubt(f"its answers are signs ({_shown(signs)})", frozenset({"-"}))
    if any(not _is_off(each.number, framework) for each in numbers):
        numbers += [each for each in _stands(dimensions, _PERCENT) if each.text not in none]
    off = [each for each in numbers if each.text.endswith("%") or _is_off(each.number, framework)]
    if not off or not _is_another_scale(off, numbers, framework, len(dimensions)):
        return None
    levels = f"{framework.lowest} to {framework.highest}"
    total, cells = _cells(numbers), _cells(off)
    return Doubt(f"{cells} of its {total} numbers are none of the levels {levels} ({_shown(off)})")


def number_cells(question: Question, framework: Framework) -> tuple[int, int]:
    """How many cells of a column are numbers or percentages, and how many of these are none of the levels."""
    numbers = [each for each in _stands([question], _NUMBER) if _is_number(each.text)]
    percent = list(_stands([question], _PERCENT))
    off = [each for each in numbers if _is_off(each.number, framework)]
    return _cells([*numbers, *percent]), _cells([*off, *percent])


def number_in(text: str) -> float:
    """The number that a text is: ``"2,5"`` is 2.5, ``"1,000"`` and ``"1000"`` are a thousand."""
    plain = text.removesuffix("%")
    return float(plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", "."))


def _is_another_scale(off: list[_Stand], numbers: list[_Stand], framework: Framework, columns: int) -> bool:
    total = _cells(numbers)
    if _are_many(off, numbers) or _are_few_but_most(off, total) or _is_shifted(off, numbers, framework):
        return True
    by_number: dict[float, list[_Stand]] = defaultdict(list)
    for each in off:
        by_number[each.number].append(each)
    repeated = {number: stands for number, stands in by_number.items() if _repeats(stands, min(2, columns))}
    cells = sum(map(_cells, repeated.values()))
    is_alone = len(repeated) == 1 and not any(_is_near(number, framework) for number in repeated)
    return bool(repeated) and cells >= max(MANY_CELLS if is_alone else REPEATED_CELLS, REPEATED_SHARE * total)


def _are_many(off: list[_Stand], numbers: list[_Stand]) -> bool:
    """Whether they are `MANY_SHARE` of all numbers, or of the numbers of one column."""
    of_column, off_column = Counter[int](), Counter[int]()
    for each in numbers:
        of_column[each.column] += each.cells
    for each in off:
        off_column[each.column] += each.cells
    pairs = [(off_column.total(), of_column.total()), *((off_column[at], of_column[at]) for at in off_column)]
    return any(cells >= max(MANY_CELLS, MANY_SHARE * total) for cells, total in pairs)


def _are_few_but_most(off: list[_Stand], total: int) -> bool:
    return _cells(off) >= max(FEW_CELLS, FEW_SHARE * total) and _is_spread(off, 2)


def _is_shifted(off: list[_Stand], numbers: list[_Stand], framework: Framework) -> bool:
    """Whether only the next number above the levels stands and 0 never does: 1 to 5 beside the levels 0 to 4."""
    is_next = {each.number for each in off} == {framework.highest + 1} and not framework.lowest
    if not is_next or any(each.number == 0 for each in numbers):
        return False
    return _cells(off) >= max(REPEATED_CELLS, SHIFTED_SHARE * _cells(numbers))


def _repeats(stands: list[_Stand], columns: int) -> bool:
    return _cells(stands) >= REPEATED_CELLS and _is_spread(stands, columns)


def _is_spread(stands: list[_Stand], columns: int) -> bool:
    """Whether they stand in so many columns, and with more than one person."""
    if len({each.column for each in stands}) < columns:
        return False
    return any(each.cells > 1 for each in stands) or len({each.first for each in stands}) > 1


def _is_off(number: float, framework: Framework) -> bool:
    """Whether a number is outside the levels, or a share of 1; halves between levels are of the same scale."""
    return 0 < number < 1 or not framework.lowest <= number <= framework.highest


def _is_near(number: float, framework: Framework) -> bool:
    """Whether a number is what a slightly other scale would begin or end with, or a share of 1."""
    return 0 < number < 1 or number in (framework.lowest - 1, framework.highest + 1)


def _are_signs(signs: list[_Stand], numbers: list[_Stand]) -> bool:
    cells = _cells(signs)
    has_plus = any("+" in each.text or "\u00b1" in each.text for each in signs)
    return has_plus and cells >= max(REPEATED_CELLS, REPEATED_SHARE * (cells + _cells(numbers)))


def _stands(dimensions: list[Question], form: re.Pattern[str]) -> Iterator[_Stand]:
    for column, question in enumerate(dimensions):
        codes = question.cells.codes
        plain = [squeezed(text) for text in question.cells.values]
        found = [at for at, text in enumerate(plain) if form.fullmatch(text) and not is_no_answer(text)]
        if not found:
            continue
        counts = np.bincount(codes[codes >= 0], minlength=len(plain))
        for code in found:
            number = number_in(plain[code]) if _is_number(plain[code]) else 0.0
            if counts[code]:
                yield _Stand(plain[code], number, column, code, int(counts[code]), codes)


def _is_number(text: str) -> bool:
    """Whether a text that looks like one is a number: ``1.2.3`` is none."""
    try:
        number_in(text)
    except ValueError:
        return False
    return True


def _cells(stands: Iterable[_Stand]) -> int:
    return sum(each.cells for each in stands)


def _shown(stands: list[_Stand]) -> str:
    ordered = sorted(stands, key=lambda each: (each.number, each.text))
    return ", ".join(list(dict.fromkeys(each.text for each in ordered))[:_SHOWN])
