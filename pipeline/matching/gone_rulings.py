"""Rulings on columns that a file does not have: asked again, by the column that took their place where one may have.

Decision: a column is proposed by its answers, because a new wording is what made the ruling miss it; of several the
one whose header is most alike. It is never read unasked. Where nothing can be proposed, the ruling itself is a problem,
so that nobody takes the file for wholly read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from pipeline.matching.answers import is_no_answer
from pipeline.matching.questions import IDENTIFYING, Question, Reader, column_problem, is_ruled
from pipeline.matching.recipe import IGNORED, Rulings
from pipeline.matching.text import squeezed, words
from pipeline.model import Problem, Responses

ANSWERS_FROM = 0.9
"""Share of the written cells of a column that are answers in a dimension, from which it may be that dimension."""

_NAMING = IDENTIFYING - {"manager"}


def with_gone_rulings(
    responses: Responses, understood: list[Question], reader: Reader, rulings: Rulings
) -> tuple[list[Question], list[Problem]]:
    """Ask again what was ruled on columns that are not there.

    Parameters
    ----------
    responses
        What was read.
    understood
        Every column, in file order.
    reader, rulings
        What answers look like, and what was ruled.

    Returns
    -------
    tuple
        The same columns, those that may have taken the place of a ruled one as ``similar``, with a problem
        ``similar_header`` each; and a problem ``stale_ruling`` for each ruling whose place nothing took. None for what
        is served: a dimension or an attribute that another column tells, and columns that were ignored.
    """
    gone = _gone(responses, understood, reader, rulings)
    chosen = _chosen({header: ruling for header, ruling in gone.items() if ":" not in ruling}, understood, reader)
    names = {dimension.id: dimension.name for dimension in reader.framework.dimensions}
    found, problems = list(understood), list[Problem]()
    for header, place in chosen.items():
        found[place] = replace(understood[place], dimension=gone[header], how="similar")
        message = (
            f"A ruling reads the column {header!r}, which this file does not have, as {names[gone[header]]!r}; this "
            "column's answers fit, so it may have taken its place. It stays unread until somebody rules on it."
        )
        problems.append(column_problem(responses, found[place], "similar_header", message))
    lost = {header: ruling for header, ruling in gone.items() if header not in chosen}
    return found, [*problems, *(_lost(responses, header, names.get(what, what)) for header, what in lost.items())]


def _gone(responses: Responses, understood: list[Question], reader: Reader, rulings: Rulings) -> dict[str, str]:
    """Ruled headers that are not there, each with a dimension's id or an attribute that no column tells."""
    there = {squeezed(text) for column in responses.columns for text in (column.header, column.question)}
    ids = {name: dimension.id for dimension in reader.framework.dimensions for name in (dimension.id, dimension.name)}
    served = set(_told_by(understood))
    gone: dict[str, str] = {}
    for header, ruling in rulings.columns.items():
        what = ids.get(ruling, ruling)
        if ruling != IGNORED and squeezed(header) not in there and what not in served:
            served.add(what)  # halves of one question are asked about once
            gone[header] = what
    return gone


def _told_by(understood: list[Question]) -> Iterator[str]:
    """The dimensions that columns answer or may answer, and the attributes that they tell."""
    for question in understood:
        if question.dimension or question.unread:
            yield str(question.dimension or question.unread)
        elif question.attribute and question.role != "ignored":
            yield f"attribute:{question.attribute}"
            if question.attribute in _NAMING:
                yield from ("attribute:person", "attribute:name")


def _chosen(gone: dict[str, str], understood: list[Question], reader: Reader) -> dict[str, int]:
    """Per ruled header the place of the column that may have taken its place, the most alike pairs first."""
    pairs = [
        (fuzz.token_set_ratio(words(header), words(question.column.question)), -place, header)
        for place, question in enumerate(understood)
        if _is_open(question)
        for header, dimension in gone.items()
        if _is_answered(question, dimension, reader)
    ]
    chosen: dict[str, int] = {}
    for _, place, header in sorted(pairs, key=lambda pair: (-pair[0], -pair[1])):
        if header not in chosen and -place not in chosen.values():
            chosen[header] = -place
    return chosen


def _is_open(question: Question) -> bool:
    is_read = question.role != "ignored" or question.dimension or question.unread or question.column.metadata
    return not (is_read or is_ruled(question) or question.is_beside) and bool(question.column.header.strip())


def _is_answered(question: Question, dimension: str, reader: Reader) -> bool:
    """Whether nearly every written cell that says something is an answer in a dimension."""
    values, codes = question.cells.values, question.cells.codes
    if not any(not is_no_answer(value) for value in values) or not reader.is_answered(dimension, question.cells):
        return False
    scale, ticks = reader.scales[dimension], reader.checklists[dimension]
    says = np.array([not is_no_answer(value) for value in values])
    fits = np.array([scale.level(value) >= 0 or bool(ticks.bits(value)[0]) for value in values])
    written = np.bincount(codes[codes >= 0], minlength=len(values))
    return bool(written[says & fits].sum() >= ANSWERS_FROM * written[says].sum())


def _lost(responses: Responses, header: str, what: str) -> Problem:
    plain = what.removeprefix("attribute:")
    return Problem(
        responses.sheet.name,
        responses.header_row,
        None,
        header,
        header,
        "stale_ruling",
        f"A ruling reads the column {header!r} as {plain!r}, and the file has neither that column nor another one that "
        "tells it; rule on the column that took its place, or take the ruling back.",
    )
