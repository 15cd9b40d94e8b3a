"""Column -> dimension, attribute, metadata or ignored: the reading rules for headers.

What a rule decides is applied; what is merely similar is proposed and stays unread, with a
problem, until somebody rules on it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.matching.answers import is_no_answer
from pipeline.matching.attributes import meaning
from pipeline.matching.naming import matched_dimensions as matched_dimensions
from pipeline.matching.naming import named_dimension as named_dimension
from pipeline.matching.other_quantities import without_quantities
from pipeline.matching.other_questions import without_wishes
from pipeline.matching.places import header_cell
from pipeline.matching.question import Question as Question
from pipeline.matching.question import Reader as Reader
from pipeline.matching.question import is_ruled as is_ruled
from pipeline.matching.recipe import IGNORED, Rulings
from pipeline.matching.text import encoded, words
from pipeline.matching.ticks import is_checklist_column
from pipeline.model import Column, Dimension, How, Problem, Responses

SIMILAR_FROM = 85.0
"""Likeness (0..100, rapidfuzz) from which a header is proposed for a dimension."""

SIMILAR_WITH_ANSWERS_FROM = 75.0
"""The same where every cell is an answer: "AI in Prod" over a column of levels."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def questions(responses: Responses, reader: Reader, rulings: Rulings) -> tuple[list[Question], list[Problem]]:
    """Every column of an export, understood, with what could not be.

    Returns
    -------
    tuple
        One ``Question`` per column in file order, and the problems of whole columns.
    """
    alone = [_question(column, reader, rulings) for column in responses.columns]
    understood = without_quantities(without_wishes(alone, reader.framework), reader.framework)
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
    return question.proposal or (
        f"This header is similar to the dimension {_name(question, reader)!r} but not the same; "
        "the column stays unread until somebody rules on it."
    )


def _unanswered(question: Question, reader: Reader) -> str:
    if reader.doubt:
        name, reason = _name(question, reader), reader.doubt.reason
        return f"{name!r} is rated on another scale: {reason}. Rule what each answer means."
    return (
        f"This header names the dimension {_name(question, reader)!r}, but none of its cells is a level of the "
        "framework; rule on its answers, or rate on the framework's levels."
    )


def _says_something(question: Question) -> bool:
    """Whether a cell holds more than blanks and "no answer": a question that was never shown is no problem."""
    return not all(is_no_answer(value) for value in question.cells.values)


def _name(question: Question, reader: Reader) -> str:
    return next(d.name for d in reader.framework.dimensions if d.id == question.dimension)


def proposals(responses: Responses, asked: list[Question], before: tuple[Question, ...]) -> list[Problem]:
    """A problem of each column that is proposed now and was not before, both in file order."""
    return [
        column_problem(responses, question, "similar_header", question.proposal)
        for question, earlier in zip(asked, before, strict=True)
        if question.proposal and not earlier.proposal
    ]


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
