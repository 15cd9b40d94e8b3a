"""Where the ratings of a dimension come from: a column of levels, of joined ticks, or a set of yes/no columns.

Works on whole columns: a level per distinct value (or mask), then one number per record. All three
end as the same arrays, so that an answer means the same whatever the encoding of the export.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.matching.answers import NO_ANSWER, UNKNOWN
from pipeline.matching.places import cell_columns, cell_rows
from pipeline.matching.questions import Question, Reader
from pipeline.matching.text import Numbers
from pipeline.matching.ticks import NONE_YET, ticked_indicators
from pipeline.matching.unread import cell_problems, level_message, tick_message
from pipeline.metrics.levels import level_from_ticks
from pipeline.model import Problem, Responses

_NONE_AND_OTHERS = "The option that says none applies is ticked together with others, so there is no rating."
_BELOW_LOWEST = "These ticks do not reach the framework's lowest level, so there is no rating."


@dataclass(frozen=True)
class Source:
    """One column of levels or ticks, or all yes/no columns of a dimension together.

    Arrays with one entry per record: ``level`` (``NO_ANSWER`` where blank, ``UNKNOWN`` where filled
    without a level), ``mask`` (ticks) and ``place``, which of ``questions`` holds the cell that speaks.
    """

    level: Numbers
    mask: Numbers
    place: Numbers
    problems: list[Problem]
    questions: tuple[Question, ...]

    def columns(self, responses: Responses) -> Numbers:
        """Position of the column that each record's level came from."""
        if len(self.questions) == 1:
            return cell_columns(responses, self.questions[0].column)
        of_questions = np.array([cell_columns(responses, question.column) for question in self.questions])
        return np.asarray(of_questions[self.place, np.arange(len(self.place))], dtype=np.int64)

    def rows(self, responses: Responses) -> Numbers:
        """Sheet row of the cell that each record's level came from."""
        if len(self.questions) == 1:
            return cell_rows(responses, self.questions[0].column)
        of_questions = np.array([cell_rows(responses, question.column) for question in self.questions])
        return np.asarray(of_questions[self.place, np.arange(len(self.place))], dtype=np.int64)


def sources(
    asked: list[Question], responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]
) -> list[Source]:
    """The sources of one dimension in file order, yes/no columns last; problems of counted records only."""
    whole = [question for question in asked if question.part is None]
    spread = [question for question in asked if question.part is not None]
    found = [
        (_joined_source if question.is_checklist else _level_source)(question, responses, reader, counted)
        for question in whole
    ]
    return found + ([_spread_source(spread, responses, reader, counted)] if spread else [])


def is_inconsistent(reader: Reader, dimension: str, masks: Numbers) -> npt.NDArray[np.bool_]:
    """Per mask, whether a level above the one that it amounts to is met."""
    if not masks.any():
        return np.broadcast_to(np.False_, len(masks))
    distinct, where = np.unique(masks, return_inverse=True)
    flags = np.array([_mask_level(int(mask), reader, dimension)[1] for mask in distinct], dtype=bool)
    return flags[where]


def _level_source(question: Question, responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]) -> Source:
    scale = reader.scales[str(question.dimension)]
    per_value = np.array([scale.level(value) for value in question.cells.values], dtype=np.int8)
    level = question.cells.mapped(per_value, NO_ANSWER)
    told = level_message(reader.framework, reader.doubt)
    problems = cell_problems(responses, question, (level == UNKNOWN) & counted, "unknown_answer", told)
    none = np.broadcast_to(np.int64(0), len(level))
    return Source(level, none, none, problems, (question,))


def _joined_source(question: Question, responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]) -> Source:
    dimension, cells = str(question.dimension), question.cells
    scale, checklist = reader.scales[dimension], reader.checklists[dimension]
    read = [checklist.bits(value) for value in cells.values]
    # A form that was changed during the survey leaves plain levels among the ticks.
    plain = np.array(
        [NO_ANSWER if mask else scale.level(v) for v, (mask, _) in zip(cells.values, read, strict=True)], dtype=np.int64
    )
    is_strange = np.array(
        [bool(odd) and (mask > 0 or level == UNKNOWN) for (mask, odd), level in zip(read, plain, strict=True)],
        dtype=np.int64,
    )
    masks = cells.mapped(np.array([mask for mask, _ in read], dtype=np.int64), 0)
    level = np.where(masks != 0, _levels_of_masks(masks, reader, dimension), cells.mapped(plain, NO_ANSWER))
    has_unknown = (cells.mapped(is_strange, 0) == 1) & counted
    told = tick_message({value: odd for value, (_, odd) in zip(cells.values, read, strict=True)})
    problems = cell_problems(responses, question, has_unknown, "unknown_tick", told)
    problems += _mask_problems(question, level, masks, counted, responses)
    return Source(level, masks, np.zeros_like(level), problems, (question,))


def _spread_source(
    spread: list[Question], responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]
) -> Source:
    dimension = str(spread[0].dimension)
    checklist = reader.checklists[dimension]
    masks = np.zeros(len(responses.rows), dtype=np.int64)
    place = np.zeros_like(masks)
    problems: list[Problem] = []
    for at, question in reversed(list(enumerate(spread))):
        part = int(question.part or 0)
        ticks = [checklist.tick(value, part, question.column.code) for value in question.cells.values]
        is_odd = question.cells.mapped(np.array([tick is None for tick in ticks], dtype=np.int64), 0) == 1
        problems += cell_problems(responses, question, is_odd & counted, "unknown_tick", tick_message({}))
        is_ticked = question.cells.mapped(np.array([bool(tick) for tick in ticks], dtype=np.int64), 0) == 1
        masks = np.where(is_ticked, masks | part, masks)
        place = np.where(is_ticked, at, place)
    level = _levels_of_masks(masks, reader, dimension)
    for at, question in enumerate(spread):
        problems += _mask_problems(question, level, masks, counted & (place == at), responses)
    return Source(level, masks, place, problems, tuple(spread))


def _levels_of_masks(masks: Numbers, reader: Reader, dimension: str) -> Numbers:
    distinct, where = np.unique(masks, return_inverse=True)
    levels = np.array([_mask_level(int(mask), reader, dimension)[0] for mask in distinct], dtype=np.int64)
    return levels[where]


def _mask_level(mask: int, reader: Reader, dimension: str) -> tuple[int, bool]:
    """Level and inconsistency of one mask; UNKNOWN where the ticks contradict or give no level."""
    if mask == 0:
        return NO_ANSWER, False
    if mask & NONE_YET:
        return (0 if mask == NONE_YET else UNKNOWN), False
    of = reader.checklists[dimension].dimension
    reading = level_from_ticks(of, ticked_indicators(of, mask))
    return (UNKNOWN if reading.level is None else reading.level), reading.is_inconsistent


def _mask_problems(
    question: Question, level: Numbers, masks: Numbers, counted: npt.NDArray[np.bool_], responses: Responses
) -> list[Problem]:
    is_contradiction = (masks & NONE_YET != 0) & (masks != NONE_YET) & counted
    has_no_level = (level == UNKNOWN) & (masks != 0) & ~is_contradiction & counted
    return cell_problems(
        responses, question, is_contradiction, "none_and_others", lambda _: _NONE_AND_OTHERS
    ) + cell_problems(responses, question, has_no_level, "below_lowest_level", lambda _: _BELOW_LOWEST)
