"""A column, understood: what it asks, and what answers look like; the words that the rooms of matching share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.matching.answers import UNKNOWN, Doubt, Scale, is_no_answer
from pipeline.matching.text import Encoded
from pipeline.matching.ticks import Checklist
from pipeline.model import Column, Framework, How, QuestionRole


@dataclass(frozen=True)
class Question:
    """One column, understood.

    ``attribute`` says what an attribute or identifying column tells; ``part`` is the bit of the one
    indicator or statement that the header itself names (spread checkboxes), else None;
    ``is_checklist`` says that cells hold ticks rather than a level. ``unread`` is the dimension of a
    column that is meant as one but holds no answer that is known. ``is_beside`` says that it holds an
    average, a total or a target of a dimension that another column answers. ``left_out`` is why a column of a
    dimension is not read: it asks something else, or is of another rater or cycle; ``proposal`` is why one is
    only proposed. ``is_of_others`` says that it holds addresses which tell nobody's answers.
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
    left_out: str = ""
    proposal: str = ""
    is_of_others: bool = False


@dataclass(frozen=True)
class Reader:
    """What a framework's dimensions look like in headers and cells; ``doubt`` is why bare numbers are no levels."""

    framework: Framework
    scales: dict[str, Scale]
    checklists: dict[str, Checklist]
    doubt: Doubt | None = None

    def is_answered(self, dimension: str, cells: Encoded) -> bool:
        """Whether any non-blank cell is an answer in this dimension; "no answer" is none."""
        dimension_scale, checklist = self.scales[dimension], self.checklists[dimension]
        return any(dimension_scale.level(v) >= 0 or checklist.bits(v)[0] for v in cells.values)

    def is_wholly_answered(self, dimension: str, cells: Encoded) -> bool:
        """Whether every non-blank cell is a level of this dimension, or says that there is no answer."""
        return all(self.scales[dimension].level(value) != UNKNOWN for value in cells.values)


def is_ruled(question: Question) -> bool:
    """Whether a person decided what the column is."""
    return question.how in ("recipe", "manual")


def left_out(question: Question, why: str = "") -> Question:
    """The column as one that is not read; ``why`` is what is said of it."""
    return replace(question, role="ignored", dimension=None, how=None, is_checklist=False, left_out=why)


def proposed(question: Question, proposal: str) -> Question:
    """The column as one that stays unread until somebody rules on it; ``proposal`` is what is asked."""
    return replace(question, role="ignored", how="similar", is_checklist=False, proposal=proposal)


def is_filled_twice(asked: Sequence[Question]) -> bool:
    """Whether any record has an answer in two of some columns; "no answer" is none."""
    if len(asked) < 2:  # nearly always; nobody looks at the cells of a million records for that
        return False
    answered = [
        each.cells.mapped(np.array([not is_no_answer(value) for value in each.cells.values], dtype=np.int8), 0)
        for each in asked
    ]
    return bool((np.sum(answered, axis=0, dtype=np.int64) > 1).any())
