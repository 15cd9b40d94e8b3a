"""Column -> dimension, attribute, metadata or ignored: the reading rules for headers.

What a rule decides is applied; what is merely similar is proposed and stays unread, with a
problem, until somebody rules on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from pipeline.matching.answers import UNKNOWN, Scale, is_no_answer
from pipeline.matching.attributes import meaning
from pipeline.matching.derived import is_beside
from pipeline.matching.places import header_cell
from pipeline.matching.recipe import IGNORED, Rulings
from pipeline.matching.text import Encoded, encoded, words
from pipeline.matching.ticks import Checklist, is_checklist_column
from pipeline.model import Column, Dimension, Framework, How, Problem, QuestionRole, Responses

SIMILAR_FROM = 85.0
"""Likeness (0..100, rapidfuzz) from which a header is proposed for a dimension."""

SIMILAR_WITH_ANSWERS_FROM = 75.0
"""The same where every cell is an answer: "AI in Prod" over a column of levels."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Question:
    """One column, understood.

    ``attribute`` says what an attribute or identifying column tells; ``part`` is the bit of the one
    indicator or statement that the header itself names (spread checkboxes), else None;
    ``is_checklist`` says that cells hold ticks rather than a level. ``unread`` is the dimension of a
    column that is meant as one but holds no answer that is known. ``is_beside`` says that it holds an
    average, a total or a target of a dimension that another column answers.
    """

    column: Column
    cells: Encoded
    role: QuestionRole = "ignored"
    dimension: str | None = None
    how: How | None = None
    attribute: str | None = None
    part: int | None = None
    is_checklist: bool = False
    unread: str | None = None
    is_beside: bool = False


@dataclass(frozen=True)
class Reader:
    """What a framework's dimensions look like in headers and cells; ``doubt`` is why bare numbers are no levels."""

    framework: Framework
    scales: dict[str, Scale]
    checklists: dict[str, Checklist]
    doubt: str | None = None

    def is_answered(self, dimension: str, cells: Encoded) -> bool:
        """Whether any non-blank cell is an answer in this dimension; "no answer" is none."""
        dimension_scale, checklist = self.scales[dimension], self.checklists[dimension]
        return any(dimension_scale.level(v) >= 0 or checklist.bits(v)[0] for v in cells.values)

    def is_wholly_answered(self, dimension: str, cells: Encoded) -> bool:
        """Whether every non-blank cell is a level of this dimension, or says that there is no answer."""
        return all(self.scales[dimension].level(value) != UNKNOWN for value in cells.values)


def questions(responses: Responses, reader: Reader, rulings: Rulings) -> tuple[list[Question], list[Problem]]:
    """Every column of an export, understood, with what could not be.

    Returns
    -------
    tuple
        One ``Question`` per column in file order, and the problems of whole columns.
    """
    understood = _without_beside([_question(column, reader, rulings) for column in responses.columns], reader)
    served = {q.dimension for q in understood if q.role == "dimension"}
    problems = []
    for place, question in enumerate(understood):
        if question.how == "similar":
            problems.append(column_problem(responses, question, "similar_header", _proposal(question, reader)))
            continue
        is_missed = question.role == "ignored" and _is_missed(question, served)
        if is_missed:
            problems.append(
                column_problem(
                    responses,
                    question,
                    "other_scale" if reader.doubt else "no_known_answer",
                    _unanswered(question, reader),
                )
            )
        if question.dimension and question.role == "ignored":
            unread = question.dimension if is_missed else None
            understood[place] = replace(question, dimension=None, how=None, unread=unread)
    return understood, problems


def _without_beside(understood: list[Question], reader: Reader) -> list[Question]:
    """Leave averages, totals and targets of a dimension out where a column of its own answers it."""
    names = {dimension.id: (dimension.name, dimension.id) for dimension in reader.framework.dimensions}
    beside = [
        question.how == "alias"
        and any(is_beside(question.column.question, name) for name in names.get(question.dimension or "", ()))
        for question in understood
    ]
    named = [q.dimension if q.how != "similar" else None for q in understood]
    served = {dimension for dimension, is_left in zip(named, beside, strict=True) if dimension and not is_left}
    return [
        replace(question, role="ignored", dimension=None, how=None, is_checklist=False, is_beside=True)
        if is_left and question.dimension in served
        else question
        for question, is_left in zip(understood, beside, strict=True)
    ]


def _is_missed(question: Question, served: set[str | None]) -> bool:
    """Whether a column without an answer must be told: nothing else serves its dimension, or it is no comment.

    A comment on a dimension is prose beside the question itself; the dimension's very name, or a
    number that is no level, is meant as an answer.
    """
    if not question.dimension or not _says_something(question):
        return False
    is_meant = (
        question.how == "exact"
        or is_ruled(question)
        or any(_NUMBER.fullmatch(value.strip()) for value in question.cells.values)
    )
    return question.dimension not in served or is_meant


def is_ruled(question: Question) -> bool:
    """Whether a person decided what the column is."""
    return question.how in ("recipe", "manual")


def matched_dimensions(headers: list[str], framework: Framework) -> int:
    """How many of a framework's dimensions the headers name (exactly or by alias)."""
    named = {named_dimension(header, framework) for header in headers}
    return len({dimension.id for dimension in named if dimension})


def _question(column: Column, reader: Reader, rulings: Rulings) -> Question:
    blank = Question(column, encoded(column))
    for text in (column.header, column.question):
        ruling = rulings.column(text)
        if ruling is not None:
            return _ruled(blank, ruling, reader, rulings.how(text))
    if column.metadata is not None:
        return replace(blank, role="metadata", attribute=_metadata_meaning(column.metadata))
    dimension = named_dimension(column.question, reader.framework)
    if dimension:
        how: How = "exact" if column.question.strip() in (dimension.id, dimension.name) else "alias"
        return _as_dimension(blank, dimension, how, reader)
    attribute = meaning(column.question)
    if attribute:
        identifies = attribute in IDENTIFYING
        return replace(blank, role="metadata" if identifies else "attribute", attribute=attribute)
    return _similar(blank, reader)


IDENTIFYING = frozenset(["address", "employee_id", "id", "person", "name", "given_name", "family_name", "manager"])
"""Meanings whose cells name a person; the warehouse keeps a pseudonym instead."""


def _metadata_meaning(metadata: str) -> str | None:
    """What the tool's own column tells of the respondent; None for times, states and the like."""
    told = {"email": "address"}.get(metadata, metadata)
    return told if told in IDENTIFYING else None


def _ruled(question: Question, ruling: str, reader: Reader, how: How) -> Question:
    if ruling == IGNORED:
        return replace(question, how=how)
    if ruling.startswith("attribute:"):
        attribute = ruling.removeprefix("attribute:")
        identifies = attribute in IDENTIFYING
        return replace(question, role="metadata" if identifies else "attribute", how=how, attribute=attribute)
    dimension = next((d for d in reader.framework.dimensions if ruling in (d.id, d.name)), None)
    if dimension is None:
        return question
    return _as_dimension(question, dimension, how, reader)


def _as_dimension(question: Question, dimension: Dimension, how: How, reader: Reader) -> Question:
    checklist, cells = reader.checklists[dimension.id], question.cells
    part = checklist.part_named(question.column.question)
    named = replace(question, dimension=dimension.id, how=how)
    scale, code = reader.scales[dimension.id], question.column.code
    if part is not None and checklist.is_tick_column(cells.values, part, scale, code):
        return replace(named, role="dimension", part=part, is_checklist=True)
    if not reader.is_answered(dimension.id, cells):
        return named
    ticked = is_checklist_column(cells.values, scale, checklist)
    return replace(named, role="dimension", is_checklist=ticked)


def named_dimension(header: str, framework: Framework) -> Dimension | None:
    """The one dimension that a header names; a name inside a longer name is not a mention of its own."""
    exact = [d for d in framework.dimensions if header.strip() in (d.id, d.name)]
    if exact:
        return exact[0]
    text, named = f" {words(header)} ", list[frozenset[str]]()
    for alias, dimensions in _aliases(framework):
        if f" {alias} " in text:
            named.append(dimensions)
            text = text.replace(f" {alias} ", " | ")
    # An indicator of two dimensions is told by the name of one beside it.
    common = frozenset[str]().union(*named).intersection(*named)
    return next(d for d in framework.dimensions if d.id in common) if len(common) == 1 else None


@cache
def _aliases(framework: Framework) -> tuple[tuple[str, frozenset[str]], ...]:
    """Names, ids, statements and indicators in words, longest first, with the dimensions they stand for."""
    dimensions: dict[str, set[str]] = {}
    for dimension in framework.dimensions:
        texts = [dimension.name, dimension.id]
        for description in dimension.levels:
            texts += [description.statement, *(indicator.text for indicator in description.indicators)]
        for alias in filter(None, map(words, texts)):
            dimensions.setdefault(alias, set()).add(dimension.id)
    longest_first = sorted(dimensions, key=lambda alias: (-len(alias), alias))
    return tuple((alias, frozenset(dimensions[alias])) for alias in longest_first)


def _similar(question: Question, reader: Reader) -> Question:
    header = words(question.column.question)
    likeness = {
        dimension: max(_likeness(header, words(name)) for name in (dimension.name, dimension.id))
        for dimension in reader.framework.dimensions
        if header
    }
    near = sorted(((like, d.id) for d, like in likeness.items() if like >= SIMILAR_WITH_ANSWERS_FROM), reverse=True)
    answered = [
        dimension
        for like, dimension in near
        if reader.is_answered(dimension, question.cells)
        and (like >= SIMILAR_FROM or reader.is_wholly_answered(dimension, question.cells))
    ]
    return replace(question, dimension=answered[0], how="similar") if answered else question


def _likeness(header: str, name: str) -> float:
    """How alike a header and a name are, 0..100: as a whole, or the best stretch of a longer header."""
    whole = float(fuzz.token_set_ratio(header, name))
    return max(whole, float(fuzz.partial_ratio(header, name))) if len(header) >= len(name) else whole


def _proposal(question: Question, reader: Reader) -> str:
    return (
        f"This header is similar to the dimension {_name(question, reader)!r} but not the same; "
        "the column stays unread until somebody rules on it."
    )


def _unanswered(question: Question, reader: Reader) -> str:
    if reader.doubt:
        return f"{_name(question, reader)!r} is rated on another scale: {reader.doubt}. Rule what each answer means."
    return (
        f"This header names the dimension {_name(question, reader)!r}, but none of its cells is a level of the "
        "framework; rule on its answers, or rate on the framework's levels."
    )


def _says_something(question: Question) -> bool:
    """Whether a cell holds more than blanks and "no answer": a question that was never shown is no problem."""
    return not all(is_no_answer(value) for value in question.cells.values)


def _name(question: Question, reader: Reader) -> str:
    return next(d.name for d in reader.framework.dimensions if d.id == question.dimension)


def column_problem(responses: Responses, question: Question, problem: str, message: str) -> Problem:
    """A problem of a whole column, placed at its header."""
    column = question.column
    row, at = header_cell(responses, column)
    return Problem(
        sheet=responses.sheet.name,
        row=row,
        column=at,
        header=column.header,
        value=column.header,
        problem=problem,
        message=message,
    )
