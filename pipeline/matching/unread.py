"""What is said of a cell that could not be used: where it stands, what it holds, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from pipeline.matching.answers import Doubt
from pipeline.matching.places import cell_columns, cell_rows
from pipeline.matching.questions import Question
from pipeline.matching.text import squeezed
from pipeline.model import Framework, Problem, Responses, letter

Told = Callable[[str], str]
"""Gives the message for a cell's text."""


def cell_problem(responses: Responses, question: Question, record: int, problem: str, message: str) -> Problem:
    """A problem of one record's cell."""
    return Problem(
        responses.sheet.name,
        int(cell_rows(responses, question.column)[record]),
        letter(int(cell_columns(responses, question.column)[record])),
        question.column.header,
        question.column.answers[record].as_py(),
        problem,
        message,
    )


def cell_problems(
    responses: Responses, question: Question, chosen: npt.NDArray[np.bool_], problem: str, told: Told
) -> list[Problem]:
    """A problem for each chosen record's cell; a message is made once per distinct text."""
    records = np.flatnonzero(chosen)
    codes = question.cells.codes
    messages = {
        code: told(question.cells.values[code] if code >= 0 else "") for code in np.unique(codes[records]).tolist()
    }
    return [cell_problem(responses, question, int(record), problem, messages[int(codes[record])]) for record in records]


def level_message(framework: Framework, doubt: Doubt | None = None) -> Told:
    """What is said of a cell that is no level; ``doubt`` is why numbers are none."""
    names = ", ".join(f"{level.level} {level.name}" for level in framework.levels)

    def told(text: str) -> str:
        if re.fullmatch(r"-?\d+([.,]0+)?", squeezed(text)):
            if doubt:
                return f"{cut(text)!r} may be on another scale: {doubt.reason}. Rule what it means."
            return (
                f"{cut(text)!r} is outside the levels {framework.lowest} to {framework.highest}; "
                "correct the cell, or rule what it means."
            )
        return f"{cut(text)!r} is no level; the framework knows {names}. Correct the cell, or rule what it means."

    return told


def tick_message(unknown_of: dict[str, list[str]]) -> Told:
    """What is said of a cell with ticks that are unknown; ``unknown_of`` lists them where a cell holds several."""

    def told(text: str) -> str:
        pieces = ", ".join(repr(cut(piece)) for piece in unknown_of.get(text, [])) or repr(cut(text))
        return f"{pieces} is no indicator of this dimension; the ticks that are known count."

    return told


def cut(text: str, at: int = 60) -> str:
    """A text short enough for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= at else plain[: at - 1] + "\u2026"
