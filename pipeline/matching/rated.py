"""Whom managers' ratings are of: the person whom a question names, not the manager whom the survey tool notes."""

from __future__ import annotations

from pipeline.matching.questions import IDENTIFYING, Question
from pipeline.model import Rater

_NAMING = IDENTIFYING - {"manager"}


def telling_who(asked: list[Question], rater: Rater) -> list[Question]:
    """The columns among which somebody looks for the person of a record.

    Where managers rate and a question names somebody, the tool's own columns (its address, its name) are
    of the manager and left out; where no question does, they are all there is.
    """
    if rater == "self" or not any(map(_is_naming, asked)):
        return asked
    return [question for question in asked if not _is_noted_by_tool(question)]


def rated_notes(asked: list[Question], rater: Rater) -> tuple[str, ...]:
    """That managers' ratings count for the managers themselves, where no question names whom they rate."""
    if rater == "self" or any(map(_is_naming, asked)) or not any(map(_is_noted_by_tool, asked)):
        return ()
    return ("No question names the person who is rated, so each row counts for whoever filled in the form.",)


def _is_naming(question: Question) -> bool:
    return question.column.metadata is None and question.role != "ignored" and question.attribute in _NAMING


def _is_noted_by_tool(question: Question) -> bool:
    return question.column.metadata is not None and question.attribute in _NAMING
