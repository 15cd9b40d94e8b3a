"""Columns that name a dimension and are not its level: averages, targets, wishes, importance, a manager's view.

Decision: what says of itself that it is about something else is no half of an edited question: it is left out beside
the column of the level, and asked where it is alone. Two columns that say nothing of the kind are both the level's, and
a row in which both are filled is a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

import yaml

from pipeline.frameworks.loader import SAFE_LOADER
from pipeline.matching.derived import is_beside
from pipeline.matching.naming import words_beside
from pipeline.matching.question import Question
from pipeline.matching.text import words
from pipeline.model import DEFAULT_RATER, Framework, Rater

_ELSEWHERE = "another column gives the level, and this asks for something else; rule on it if it is the level"
_OWN_VIEW = "what people say of themselves, and the load is of what managers say"
_ALONE = (
    "This header names the dimension {name!r} and says {said!r}, so it may ask for something else than the level; "
    "the column stays unread until somebody rules on it."
)


def without_wishes(understood: list[Question], framework: Framework) -> list[Question]:
    """The columns without averages, targets, wishes and importance, which are nobody's level.

    Parameters
    ----------
    understood
        One per column, in file order, as each is understood alone.
    framework
        Whose dimensions they name.

    Returns
    -------
    list of Question
        In the same order. Left out (``is_beside``, ``left_out``) is what stands beside a column of the level, proposed
        what is alone.
    """
    return _without_elsewhere(_without_beside(understood, framework), framework, ("wish", "importance"))


def without_others(asked: list[Question], framework: Framework, rater: Rater = DEFAULT_RATER) -> list[Question]:
    """The columns without another rater's or year's.

    Parameters
    ----------
    asked
        The questions of the rater and the cycle, as far as plain headings tell them (`halves`).
    framework
        Whose dimensions they name.
    rater
        Whose levels are meant: where managers rate, a heading that says so is about the level.

    Returns
    -------
    list of Question
        In the same order, as `without_wishes` does.
    """
    left = _without_elsewhere(asked, framework, ("earlier",) if rater == "manager" else ("manager", "earlier"))
    return _without_own_view(left, rater)


def _without_beside(understood: list[Question], framework: Framework) -> list[Question]:
    """Leave averages, totals and targets of a dimension out where a column of its own answers it."""
    names = {dimension.id: (dimension.name, dimension.id) for dimension in framework.dimensions}
    is_left = [
        question.how == "alias"
        and any(is_beside(question.column.question, name) for name in names.get(question.dimension or "", ()))
        for question in understood
    ]
    served = _served(understood, is_left)
    return [
        replace(_left_out(question), is_beside=True) if is_out and question.dimension in served else question
        for question, is_out in zip(understood, is_left, strict=True)
    ]


def _without_elsewhere(asked: list[Question], framework: Framework, kinds: Sequence[str]) -> list[Question]:
    """Leave out what says of itself that it asks for something else; propose it where nothing else gives the level."""
    shared = frozenset(words_of_all(asked, framework))
    said = [_said(each, framework, kinds) - shared if _is_free(each) else frozenset[str]() for each in asked]
    served = _served(asked, [bool(each) for each in said])
    found = []
    for question, told in zip(asked, said, strict=True):
        if told and question.dimension in served:
            question = replace(_left_out(question), left_out=_ELSEWHERE)
        elif told and question.role == "dimension":
            question = _proposed(question, _ALONE, framework, said=sorted(told)[0])
        found.append(question)
    return found


def _without_own_view(asked: list[Question], rater: Rater) -> list[Question]:
    """Where managers rate, leave out what people say of themselves beside a column that names the manager."""
    if rater != "manager":
        return asked
    manager = _vocabulary()["manager"]
    is_theirs = [_is_free(each) and bool(_found(f" {words(each.column.question)} ", manager)) for each in asked]
    rated = {each.dimension for each, is_rated in zip(asked, is_theirs, strict=True) if is_rated}
    return [
        replace(_left_out(each), left_out=_OWN_VIEW)
        if _is_free(each) and each.dimension in rated and not is_rated
        else each
        for each, is_rated in zip(asked, is_theirs, strict=True)
    ]


def words_of_all(asked: Sequence[Question], framework: Framework, kinds: Sequence[str] = ()) -> list[str]:
    """Words for something else than the level that stand in the headings of all dimensions, and so tell none apart."""
    said = [_said(question, framework, kinds or [*_vocabulary()]) for question in asked if _is_free(question)]
    return sorted(frozenset.intersection(*said)) if said else []


def _is_free(question: Question) -> bool:
    """Whether a whole column names a dimension by the rules alone, and nobody ruled on it."""
    return question.dimension is not None and question.how in ("exact", "alias") and question.part is None


def _served(understood: list[Question], is_left: list[bool]) -> set[str]:
    named = [question.dimension if question.how != "similar" else None for question in understood]
    return {dimension for dimension, is_out in zip(named, is_left, strict=True) if dimension and not is_out}


def _left_out(question: Question) -> Question:
    return replace(question, role="ignored", dimension=None, how=None, is_checklist=False)


def _proposed(question: Question, told: str, framework: Framework, said: str = "") -> Question:
    name = next(dimension.name for dimension in framework.dimensions if dimension.id == question.dimension)
    proposal = told.format(name=name, said=said)
    return replace(question, role="ignored", how="similar", is_checklist=False, proposal=proposal)


def _said(question: Question, framework: Framework, kinds: Sequence[str]) -> frozenset[str]:
    """The words for something else than the level that a heading has beside the names in it."""
    if question.how == "exact":
        return frozenset()
    beside = words_beside(question.column.question, framework)
    return frozenset().union(*(_found(beside, _vocabulary()[kind]) for kind in kinds))


def _found(beside: str, phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if f" {phrase} " in beside)


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """Kind of question -> its words and phrases."""
    text = resources.files("pipeline.matching").joinpath("other_questions.yaml").read_text("utf-8")
    written = yaml.load(text, SAFE_LOADER)  # noqa: S506 -- a safe loader
    return {kind: frozenset(map(words, phrases.split(","))) - {""} for kind, phrases in written.items()}
