"""Questions of one dimension -> a rating per respondent, and a problem for every cell that gives none.

Works on whole columns: a level per distinct value (or mask), then one array per source, then one
rule for two sources that are both filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.matching.answers import NO_ANSWER, UNKNOWN
from pipeline.matching.questions import Question, Reader
from pipeline.matching.text import squeezed
from pipeline.matching.ticks import NONE_YET, ticked_indicators
from pipeline.metrics.levels import level_from_ticks
from pipeline.model import Framework, Problem, Responses, letter

Numbers = npt.NDArray[np.int64]
Told = Callable[[str], str]

DOUBTFUL_BELOW = 0.5
"""Share of answers under which a second column of a dimension is taken for a comment on the first."""


@dataclass(frozen=True)
class Ratings:
    """One dimension's reading: arrays with one entry per record.

    ``level`` is ``NO_ANSWER`` where there is none; ``column`` and ``row`` are the cell it came from;
    ``mask`` holds the ticks (0 where the answer was no checklist).
    """

    dimension: str
    level: Numbers
    column: Numbers
    row: Numbers
    mask: Numbers
    is_inconsistent: npt.NDArray[np.bool_]
    problems: list[Problem]


@dataclass(frozen=True)
class _Source:
    """One column of levels or ticks, or all yes/no columns of a dimension together."""

    level: Numbers
    column: Numbers
    row: Numbers
    mask: Numbers
    problems: list[Problem]
    questions: tuple[Question, ...]


def dimension_ratings(
    asked: list[Question], responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]
) -> Ratings:
    """The ratings of one dimension.

    Parameters
    ----------
    asked
        The questions that were read as this dimension, at least one.
    counted
        Per record, whether it is a response; cells of other records give neither rating nor problem.

    Returns
    -------
    Ratings
        Where two sources are filled for one record there is no rating, and a problem.
    """
    dimension = str(asked[0].dimension)
    sources, problems = _without_doubtful(_sources(asked, responses, reader, counted), responses)
    filled = np.array([source.level != NO_ANSWER for source in sources])
    is_double = filled.sum(axis=0) > 1
    problems += [problem for source in sources for problem in source.problems]
    problems += _double_problems(sources, filled, is_double & counted, responses)
    first = filled.argmax(axis=0)
    level, mask = _picked(first, [s.level for s in sources]), _picked(first, [s.mask for s in sources])
    is_rated = (level >= 0) & ~is_double & counted
    level = np.where(is_rated, level, NO_ANSWER)
    inconsistent = _inconsistent(reader, dimension, np.where(is_rated, mask, 0))
    return Ratings(
        dimension,
        level,
        _picked(first, [s.column for s in sources]),
        _picked(first, [s.row for s in sources]),
        np.where(is_rated, mask, 0),
        inconsistent,
        problems,
    )


def _picked(which: Numbers, of_sources: list[Numbers]) -> Numbers:
    return np.asarray(np.array(of_sources)[which, np.arange(len(which))], dtype=np.int64)


def _sources(
    asked: list[Question], responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]
) -> list[_Source]:
    whole = [question for question in asked if question.part is None]
    spread = [question for question in asked if question.part is not None]
    sources = [
        (_joined_source if question.is_checklist else _level_source)(question, responses, reader, counted)
        for question in whole
    ]
    return sources + ([_spread_source(spread, responses, reader, counted)] if spread else [])


def _level_source(question: Question, responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]) -> _Source:
    scale = reader.scales[str(question.dimension)]
    per_value = np.array([scale.level(value) for value in question.cells.values], dtype=np.int64)
    level = question.cells.mapped(per_value, NO_ANSWER)
    told = _level_message(reader.framework)
    problems = _cell_problems(question, (level == UNKNOWN) & counted, responses, told)
    return _source(question, level, np.zeros_like(level), problems, responses)


def _joined_source(question: Question, responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]) -> _Source:
    checklist = reader.checklists[str(question.dimension)]
    read = [checklist.bits(value) for value in question.cells.values]
    scale = reader.scales[str(question.dimension)]
    masks = question.cells.mapped(np.array([mask for mask, _ in read], dtype=np.int64), 0)
    is_strange = np.array(
        [
            bool(unknown) and scale.level(value) != NO_ANSWER
            for (_, unknown), value in zip(read, question.cells.values, strict=True)
        ],
        dtype=np.int64,
    )
    has_unknown = question.cells.mapped(is_strange, 0) == 1
    unknown_of = {value: unknown for (_, unknown), value in zip(read, question.cells.values, strict=True)}
    level = _levels_of_masks(masks, reader, str(question.dimension))
    # An unknown tick beside nothing known is a filled cell without a rating, not a blank one.
    level = np.where((level == NO_ANSWER) & has_unknown, UNKNOWN, level)
    problems = _cell_problems(question, has_unknown & counted, responses, _tick_message(unknown_of))
    problems += _mask_problems(question, level, masks, counted, responses)
    return _source(question, level, masks, problems, responses)


def _spread_source(
    spread: list[Question], responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]
) -> _Source:
    checklist = reader.checklists[str(spread[0].dimension)]
    masks = np.zeros(len(responses.rows), dtype=np.int64)
    column = np.full(len(masks), spread[0].column.column, dtype=np.int64)
    problems: list[Problem] = []
    for question in reversed(spread):
        part = int(question.part or 0)
        ticks = [checklist.tick(value, part) for value in question.cells.values]
        is_odd = question.cells.mapped(np.array([tick is None for tick in ticks], dtype=np.int64), 0) == 1
        problems += _cell_problems(question, is_odd & counted, responses, _tick_message({}))
        is_ticked = question.cells.mapped(np.array([bool(tick) for tick in ticks], dtype=np.int64), 0) == 1
        masks = np.where(is_ticked, masks | part, masks)
        column = np.where(is_ticked, question.column.column, column)
    level = _levels_of_masks(masks, reader, str(spread[0].dimension))
    problems += _mask_problems(spread[0], level, masks, counted, responses)
    return _Source(level, column, _cell_rows(spread[0], responses), masks, problems, tuple(spread))


def _source(
    question: Question, level: Numbers, masks: Numbers, problems: list[Problem], responses: Responses
) -> _Source:
    column = np.full(len(level), question.column.column, dtype=np.int64)
    return _Source(level, column, _cell_rows(question, responses), masks, problems, (question,))


def _levels_of_masks(masks: Numbers, reader: Reader, dimension: str) -> Numbers:
    distinct, where = np.unique(masks, return_inverse=True)
    levels = np.array([_mask_level(int(mask), reader, dimension)[0] for mask in distinct], dtype=np.int64)
    return levels[where]


def _inconsistent(reader: Reader, dimension: str, masks: Numbers) -> npt.NDArray[np.bool_]:
    distinct, where = np.unique(masks, return_inverse=True)
    flags = np.array([_mask_level(int(mask), reader, dimension)[1] for mask in distinct], dtype=bool)
    return flags[where]


def _mask_level(mask: int, reader: Reader, dimension: str) -> tuple[int, bool]:
    """Level and inconsistency of one mask; UNKNOWN where the ticks contradict or give no level."""
    if mask == 0:
        return NO_ANSWER, False
    if mask & NONE_YET:
        return (0 if mask == NONE_YET else UNKNOWN), False
    of = reader.checklists[dimension].dimension
    reading = level_from_ticks(of, ticked_indicators(of, mask))
    return (UNKNOWN if reading.level is None else reading.level), reading.is_inconsistent


def _without_doubtful(sources: list[_Source], responses: Responses) -> tuple[list[_Source], list[Problem]]:
    """Leave out a column that mostly holds no answers where a better one serves the dimension."""
    shares = []
    for source in sources:
        is_filled = source.level != NO_ANSWER
        shares.append((source.level >= 0).sum() / max(int(is_filled.sum()), 1))
    if len(sources) == 1 or max(shares) < DOUBTFUL_BELOW:
        return sources, []
    doubtful = [s for s, share in zip(sources, shares, strict=True) if share < DOUBTFUL_BELOW]
    problems = [
        Problem(
            sheet=responses.sheet.name,
            row=responses.header_row,
            column=letter(source.questions[0].column.column),
            header=source.questions[0].column.header,
            value=source.questions[0].column.header,
            problem="doubtful_column",
            message="Most cells of this column are no levels and another column answers the same dimension; "
            "it stays unread until somebody rules on it.",
        )
        for source in doubtful
        if (source.level != NO_ANSWER).any()
    ]
    kept = [s for s, share in zip(sources, shares, strict=True) if share >= DOUBTFUL_BELOW]
    return kept, problems


def _double_problems(
    sources: list[_Source],
    filled: npt.NDArray[np.bool_],
    is_double: npt.NDArray[np.bool_],
    responses: Responses,
) -> list[Problem]:
    problems: list[Problem] = []
    for record in np.flatnonzero(is_double):
        source = sources[int(np.flatnonzero(filled[:, record])[-1])]
        column = int(source.column[record])
        question = next(q for q in source.questions if q.column.column == column)
        problems.append(
            Problem(
                sheet=responses.sheet.name,
                row=int(source.row[record]),
                column=letter(column),
                header=question.column.header,
                value=question.column.answers[int(record)].as_py(),
                problem="two_answers",
                message="Two columns of this dimension are both filled in this row, so neither counts; "
                "empty one of them, or rule which column to ignore.",
            )
        )
    return problems


def _level_message(framework: Framework) -> Told:
    names = ", ".join(f"{level.level} {level.name}" for level in framework.levels)

    def told(value: str) -> str:
        if re.fullmatch(r"-?\d+(\.0+)?", squeezed(value)):
            return (
                f"{value.strip()!r} is outside the levels {framework.lowest} to {framework.highest}; "
                "correct the cell, or rule what it means."
            )
        return f"{_cut(value)!r} is no level; the framework knows {names}. Correct the cell, or rule what it means."

    return told


def _tick_message(unknown_of: dict[str, list[str]]) -> Told:
    def told(value: str) -> str:
        pieces = ", ".join(repr(_cut(piece)) for piece in unknown_of.get(value, [])) or repr(_cut(value))
        return f"{pieces} is no indicator of this dimension; the ticks that are known count."

    return told


def _mask_problems(
    question: Question, level: Numbers, masks: Numbers, counted: npt.NDArray[np.bool_], responses: Responses
) -> list[Problem]:
    is_contradiction = (masks & NONE_YET != 0) & (masks != NONE_YET) & counted
    has_no_level = (level == UNKNOWN) & (masks != 0) & ~is_contradiction & counted
    return _cell_problems(
        question,
        is_contradiction,
        responses,
        lambda _: "The option that says none applies is ticked together with others, so there is no rating.",
        "none_and_others",
    ) + _cell_problems(
        question,
        has_no_level,
        responses,
        lambda _: "These ticks do not reach the framework's lowest level, so there is no rating.",
        "below_lowest_level",
    )


def _cell_problems(
    question: Question,
    chosen: npt.NDArray[np.bool_],
    responses: Responses,
    told: Told,
    problem: str | None = None,
) -> list[Problem]:
    rows, column, cells = _cell_rows(question, responses), question.column, question.cells
    code = problem or ("unknown_tick" if question.is_checklist else "unknown_answer")
    messages: dict[int, str] = {}
    problems = []
    for record in np.flatnonzero(chosen):
        value_code = int(cells.codes[record])
        value = cells.values[value_code] if value_code >= 0 else None
        if value_code not in messages:
            messages[value_code] = told(value or "")
        problems.append(
            Problem(
                responses.sheet.name,
                int(rows[record]),
                letter(column.column),
                column.header,
                value,
                code,
                messages[value_code],
            )
        )
    return problems


def _cell_rows(question: Question, responses: Responses) -> Numbers:
    rows = question.column.rows
    return responses.rows if rows is None else np.asarray(rows)


def _cut(text: str, at: int = 60) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= at else plain[: at - 1] + "\u2026"
