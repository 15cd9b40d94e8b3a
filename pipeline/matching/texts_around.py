"""The texts of a matrix or a long list that are nobody's answer: where people write what their numbers mean.

Above the header and beside the table, lines that were left out, lines and columns with nothing but a text, the header
of whatever names people; and a legend that was taken for somebody's answers, "1 = expert" in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipeline.matching.attributes import meaning
from pipeline.matching.derived import is_numbering
from pipeline.matching.question import Question
from pipeline.matching.text import words
from pipeline.model import Column, Responses, position

_ENTRY = re.compile(r"\s*-?\d{1,3}\s*=\s*[^\W\d_]")
_NUMBER = re.compile(r"\s*-?\d{1,3}(?:[.,]0+)?\s*$")
_COUNTS = frozenset(
    "people persons employees headcount count counts personen mitarbeiter mitarbeitende anzahl personnes effectif "
    "personas cantidad".split()
)
_BESIDE_COUNTS = frozenset("of number no nr how many der de nombre numero".split())
_ROWS = 500
_LONE_LINES = 50
_NO_PERSONS = ("heading_line", "line_beside_table", "total_line")

Cells = list[list[str | None]]


def texts_around(responses: Responses, dimensions: list[Question]) -> list[str]:
    """Every such text; a number and the text right of it are one: ``"1 = very strong"``.

    Parameters
    ----------
    responses
        The file; of the export of a survey tool nothing stands around the answers.
    dimensions
        The columns that hold levels, to tell lines in which nobody answered.
    """
    if responses.tool not in ("matrix", "long"):
        return []
    columns = [column.to_pylist() for column in responses.sheet.cells.slice(0, _ROWS).columns]
    blocks = [[*_above(responses, columns)], [*_beside(responses, columns)], [*_left_out(responses, columns)]]
    texts = [text for block in blocks for line in block for text in line if text]
    texts += [pair for block in blocks for pair in _pairs(block)]
    return [*texts, *_headers(responses, columns), *_lone(responses, dimensions), *_entries(dimensions)]


def _entries(dimensions: list[Question]) -> list[str]:
    """Answers that look like a legend: two of them, or one in a line without a number; else it is one cell's slip."""
    if not any(_ENTRY.match(text) for each in dimensions for text in each.cells.values):
        return []  # nearly always; of a million records nothing is compared
    is_entry, is_number = (np.array([_matches(form, each) for each in dimensions]) for form in (_ENTRY, _NUMBER))
    if is_entry.sum() == 1:
        is_entry &= ~is_number.any(axis=0)
    return [
        each.cells.values[code]
        for each, found in zip(dimensions, is_entry, strict=True)
        for code in dict.fromkeys(each.cells.codes[found].tolist())
    ]


def _matches(form: re.Pattern[str], question: Question) -> npt.NDArray[np.bool_]:
    """Per record, whether the answer begins with a form."""
    found = np.array([bool(form.match(text)) for text in question.cells.values], dtype=np.int8)
    return np.asarray(question.cells.mapped(found, 0) == 1)


def _pairs(lines: Cells) -> Iterator[str]:
    """Each number and the text right of it as an entry of a legend, but for counts of people and numbers of rows."""
    heads: dict[int, tuple[str, str]] = {}
    for line in lines:
        for at, (text, right) in enumerate(zip(line, line[1:], strict=False)):
            if not text:
                heads.pop(at, None)
            elif not text.strip().isdecimal():
                heads[at] = (text, right or "")
            elif right and not _is_counted(*heads.get(at, ("", ""))):
                yield f"{text} = {right}"


def _is_counted(header: str, right: str) -> bool:
    """Whether a column of numbers counts people, or numbers teams or people: ``No | Team``."""
    said = set(words(header).split())
    is_count = bool(said & _COUNTS) and said <= _COUNTS | _BESIDE_COUNTS
    return is_count or (is_numbering(header) and meaning(right) is not None)


def _above(responses: Responses, columns: Cells) -> Iterator[list[str | None]]:
    for row in range(_top(responses, columns)):
        yield [cells[row] for cells in columns]


def _beside(responses: Responses, columns: Cells) -> Iterator[list[str | None]]:
    """What stands beside the table, from the header on."""
    if responses.people_row is not None or responses.tool != "matrix":
        return
    outside = {each.column for each in responses.columns if not each.header or each.metadata == "other"}
    for row in range(_top(responses, columns), max(map(len, columns), default=0)):
        yield [columns[at - 1][row] for at in sorted(outside)]


def _top(responses: Responses, columns: Cells) -> int:
    return min((responses.people_row or responses.header_row) - 1, max(map(len, columns), default=0))


def _left_out(responses: Responses, columns: Cells) -> Iterator[list[str | None]]:
    """The lines that were left out as headings, notes or remarks, or for standing beside the table."""
    is_turned = responses.people_row is not None
    lines = columns if is_turned else [list(line) for line in zip(*columns, strict=True)]
    left = [each for each in responses.problems if each.problem in _NO_PERSONS and each.row and each.column]
    for problem in left[:_ROWS]:
        place = position(str(problem.column)) if is_turned else int(problem.row or 0)
        line = lines[place - 1] if place <= len(lines) else [problem.value]
        if is_turned and place < len(lines) and not lines[place][int(responses.people_row or 1) - 1]:
            yield from ([text, right] for text, right in zip(line, lines[place], strict=True))
        elif is_turned or problem.problem == "total_line":
            yield from ([text] for text in line)  # what stands next to it are answers, or another number
        else:
            yield line


def _headers(responses: Responses, columns: Cells) -> list[str]:
    """What stands above the names of people, in the corner, and in a header without any answer below it."""
    if responses.tool == "long":
        return [cells[responses.header_row - 1] or "" for cells in columns if responses.header_row <= len(cells)]
    named = [
        each for each in responses.columns if each.metadata == "name" or each.answers.null_count == len(each.answers)
    ]
    corner = columns[responses.header_row - 1] if responses.people_row and responses.header_row <= len(columns) else []
    at = (responses.people_row or 1) - 1
    return [each.header for each in [*responses.columns[:1], *named]] + [text for text in corner[at : at + 1] if text]


def _lone(responses: Responses, dimensions: list[Question]) -> list[str]:
    """What stands first in lines in which nobody answered anything: a note below the table may look like a name."""
    if responses.tool != "matrix" or not dimensions or not responses.columns:
        return []
    is_lone = np.logical_and.reduce([each.cells.codes < 0 for each in dimensions])
    first: Column = responses.columns[0]
    texts = [first.answers[record].as_py() for record in np.flatnonzero(is_lone)[:_LONE_LINES].tolist()]
    return [text for text in texts if text]
