"""What an analyst looks at before storing: samples of columns, answers to rule on, rows beside what they became.

Everything is worked out from a file that was understood, on demand and only for what is looked at, so
that a page of a large file costs no more than one of a small file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from pipeline.matching.answers import NO_ANSWER, UNKNOWN, is_no_answer
from pipeline.matching.places import cell_columns, cell_rows
from pipeline.matching.questions import Question, Reader
from pipeline.matching.ratings import Ratings
from pipeline.matching.read import Matched, reader_of
from pipeline.matching.recipe import Rulings
from pipeline.matching.text import squeezed, unmarked
from pipeline.matching.unread import cut
from pipeline.model import Framework, letter

SAMPLES = 3
SAMPLE_CHARACTERS = 40


@dataclass(frozen=True)
class Seen:
    """A file that was understood, the framework that read it, and the rulings that held."""

    understood: Matched
    framework: Framework
    rulings: Rulings

    @cached_property
    def problem_cells(self) -> frozenset[tuple[int, str]]:
        """Row and column letter of every cell with a problem."""
        return frozenset((p.row, p.column) for p in self.understood.problems if p.row and p.column)

    @cached_property
    def problem_records(self) -> npt.NDArray[np.int64]:
        """Which records have a problem in one of their cells, in file order."""
        questions, found = self.understood.questions, self.understood.responses
        if found.people_row is not None:
            columns = {column for _, column in self.problem_cells}
            return np.flatnonzero([letter(record) in columns for record in found.rows.tolist()])
        rows = np.array(sorted({row for row, _ in self.problem_cells}), dtype=np.int64)
        has_problem = np.isin(found.rows, rows)
        for question in questions:
            if question.column.rows is not None:
                has_problem |= np.isin(question.column.rows, rows)
        return np.flatnonzero(has_problem)

    @cached_property
    def reader(self) -> Reader:
        """What levels look like in this file."""
        return reader_of(self.framework, self.rulings, self.understood.scale_doubt)

    @cached_property
    def ratings(self) -> dict[str, Ratings]:
        """The ratings by dimension."""
        return {ratings.dimension: ratings for ratings in self.understood.ratings}


@dataclass(frozen=True)
class AnswerReading:
    """A distinct answer that is no level, or was ruled on: where it stands, in how many cells, what it means.

    ``level`` is what was ruled (None: no answer); it says nothing where ``is_ruled`` is false.
    """

    text: str
    dimension: str
    cells: int
    is_ruled: bool
    level: int | None


def samples(seen: Seen) -> dict[tuple[str, str], str]:
    """The first different values of each column, by its letter and header: ``"3, 4, 2"``."""
    questions = seen.understood.questions
    return {(letter(each.column.column), each.column.header): _sample(each) for each in questions}


def _sample(question: Question) -> str:
    used = np.unique(question.cells.codes[question.cells.codes >= 0])[:SAMPLES]
    return ", ".join(cut(question.cells.values[code], SAMPLE_CHARACTERS) for code in used.tolist())


def answers_to_rule(seen: Seen) -> list[AnswerReading]:
    """Every distinct answer that is no level, or was ruled on, the most frequent first.

    Answers that differ in case and blanks only are one.
    """
    found: dict[tuple[str, str], AnswerReading] = {}
    for question in seen.understood.questions:
        for reading in _readings(seen, question):
            key = (squeezed(reading.text), reading.dimension)
            known = found.get(key)
            cells = reading.cells + (known.cells if known else 0)
            text = known.text if known else reading.text
            found[key] = AnswerReading(text, reading.dimension, cells, reading.is_ruled, reading.level)
    return sorted(found.values(), key=lambda reading: -reading.cells)


def _readings(seen: Seen, question: Question) -> Iterator[AnswerReading]:
    name = question.dimension if question.role == "dimension" and question.part is None else question.unread
    dimension = next((dimension for dimension in seen.framework.dimensions if dimension.id == name), None)
    if dimension is None:
        return
    ruled = {squeezed(unmarked(text)): level for text, level in seen.rulings.answers_in(dimension).items()}
    known = replace(seen.reader.scales[dimension.id], ruled={})
    ticks = seen.reader.checklists[dimension.id]
    codes = question.cells.codes[seen.understood.is_response & (question.cells.codes >= 0)]
    counts = np.bincount(codes, minlength=len(question.cells.values))
    for text, cells in zip(question.cells.values, counts.tolist(), strict=True):
        plain = squeezed(text)
        is_open = known.level(text) == UNKNOWN and not ticks.bits(text)[0]
        if cells and (plain in ruled or is_open):
            yield AnswerReading(text, dimension.id, cells, plain in ruled, ruled.get(plain))


Became = Literal["level", "tick", "attribute", "no answer", "problem", "not counted", "not used"]


@dataclass(frozen=True)
class CellReading:
    """A cell as it stands in the file, what became of it, and that in words."""

    text: str
    became: Became
    words: str


@dataclass(frozen=True)
class RowReading:
    """One record: its row, whether it is a response, superseded or excluded, and its cells in file order.

    Where people stand in columns, ``row`` is the position of the record's column.
    """

    row: int
    state: str
    cells: tuple[CellReading, ...]


def shown_questions(seen: Seen) -> list[Question]:
    """The columns that were read as something, in file order."""
    return [q for q in seen.understood.questions if q.role == "dimension" or q.attribute]


def rows_with_problems(seen: Seen) -> int:
    """How many records have a cell that could not be used."""
    return len(seen.problem_records)


def row_readings(seen: Seen, first: int, count: int, is_problems_only: bool) -> list[RowReading]:
    """Some rows with what became of each cell that was read; ``first`` counts from 0."""
    records = seen.problem_records if is_problems_only else np.arange(len(seen.understood.responses.rows))
    questions = shown_questions(seen)
    return [
        RowReading(
            int(seen.understood.responses.rows[record]),
            _state(seen.understood, record),
            tuple(_cell(seen, question, record) for question in questions),
        )
        for record in records[first : first + count].tolist()
    ]


def _state(understood: Matched, record: int) -> str:
    if understood.is_excluded[record]:
        return "excluded"
    return "superseded" if understood.is_superseded[record] else "response"


def _cell(seen: Seen, question: Question, record: int) -> CellReading:
    text = str(question.column.answers[record].as_py() or "")
    place = _place(seen, question, record)
    if place in seen.problem_cells:
        return CellReading(text, "problem", "could not be used")
    became, words = _dimension_cell(seen, question, record, text) if question.dimension else _told(seen, question, text)
    return CellReading(text, became, words)


def _dimension_cell(seen: Seen, question: Question, record: int, text: str) -> tuple[Became, str]:
    dimension = str(question.dimension)
    level = _level_of_cell(seen, question, record)
    if level >= 0:
        name = next((each.name for each in seen.framework.levels if each.level == level), "")
        return "level", f"{level} {name}"
    if question.part is not None:
        is_ticked = seen.reader.checklists[dimension].tick(text, question.part, question.column.code)
        return ("tick", "ticked") if is_ticked else ("no answer", "not ticked")
    if not text.strip() or seen.reader.scales[dimension].level(text) == NO_ANSWER:
        return "no answer", "no answer"
    return ("not used", "not used") if seen.understood.is_response[record] else ("not counted", "row does not count")


def _place(seen: Seen, question: Question, record: int) -> tuple[int, str]:
    """Row and column letter of a record's cell."""
    found, column = seen.understood.responses, question.column
    return int(cell_rows(found, column)[record]), letter(int(cell_columns(found, column)[record]))


def _level_of_cell(seen: Seen, question: Question, record: int) -> int:
    """The level that came from this very cell, else ``NO_ANSWER``."""
    ratings = seen.ratings[str(question.dimension)]
    source = int(ratings.row[record]), letter(int(ratings.column[record]))
    return int(ratings.level[record]) if source == _place(seen, question, record) else NO_ANSWER


def _told(seen: Seen, question: Question, text: str) -> tuple[Became, str]:
    what = str(question.attribute).replace("_", " ")
    plain = " ".join(text.split())
    if is_no_answer(text):
        return "no answer", f"no {what}"
    return "attribute", f"{what}: {seen.rulings.team(plain) if what == 'team' else plain}"
