"""Columns that name a dimension and are not its level: averages, targets, wishes, importance, a manager's view.

Decision: what says of itself that it is about something else is no half of an edited question: it is left out beside
the column of the level, and asked where it is alone. A heading may well describe its dimension, so a lone column is
asked about only where it says so plainly, or where the same word parts other columns of the file. Two columns that say
nothing of the kind are both the level's, and a row in which both are filled is a problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.matching.derived import is_beside
from pipeline.matching.other_words import KINDS, Said, said, words_for
from pipeline.matching.question import Question, is_filled_twice, left_out, proposed
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
        replace(left_out(question), is_beside=True) if is_out and question.dimension in served else question
        for question, is_out in zip(understood, is_left, strict=True)
    ]


def _without_elsewhere(asked: list[Question], framework: Framework, kinds: Sequence[str]) -> list[Question]:
    """Leave out what says of itself that it asks for something else; propose it where nothing else gives the level."""
    told = _told_apart(asked, framework, kinds)
    served = _served(asked, [bool(each.all) for each in told])
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    found = []
    for question, each, weak in zip(asked, told, _telling(asked, told, served), strict=True):
        asking = each.explicit or each.clear or weak
        if each.all and question.dimension in served:
            question = left_out(question, _ELSEWHERE)
        elif asking and question.dimension and question.role == "dimension":
            question = proposed(question, _ALONE.format(name=names[question.dimension], said=min(asking)))
        found.append(question)
    return found


def _told_apart(asked: list[Question], framework: Framework, kinds: Sequence[str]) -> list[Said]:
    """What each heading says that not all of them say.

    What all headings say, as a preamble does, tells nothing, unless each asks plainly for a wish and has no other
    column beside it.
    """
    columns: dict[str, list[Question]] = {}
    for question in _heard(asked):
        columns.setdefault(str(question.dimension), []).append(question)
    rivals = {dimension: several if is_filled_twice(several) else [] for dimension, several in columns.items()}
    told = [_said(each, rivals.get(each.dimension or "", []), framework, kinds) for each in asked]
    shared = frozenset(words_of_all(asked, framework, kinds))
    is_one_each = all(len(several) == 1 for several in columns.values())
    return [each.without(shared - each.explicit if is_one_each else shared) for each in told]


def _telling(asked: list[Question], told: list[Said], served: set[str]) -> list[frozenset[str]]:
    """The weak words of each heading that tell of a column alone: no words of one description among plain headings.

    They do where its dimension has another column, several headings have the word, or words part other columns.
    """
    named = Counter(question.dimension for question in asked if _is_free(question))
    times = Counter(word for each in told for word in each.weak)
    is_parted = any(each.all and question.dimension in served for question, each in zip(asked, told, strict=True))
    return [
        frozenset(word for word in each.weak if is_parted or named[question.dimension] > 1 or times[word] > 1)
        for question, each in zip(asked, told, strict=True)
    ]


def _without_own_view(asked: list[Question], rater: Rater) -> list[Question]:
    """Where managers rate, leave out what people say of themselves beside a column that names the manager."""
    if rater != "manager":
        return asked
    is_theirs = [_is_free(each) and bool(words_for("manager", each.column.question)) for each in asked]
    rated = {each.dimension for each, is_rated in zip(asked, is_theirs, strict=True) if is_rated}
    return [
        left_out(each, _OWN_VIEW) if _is_free(each) and each.dimension in rated and not is_rated else each
        for each, is_rated in zip(asked, is_theirs, strict=True)
    ]


def words_of_all(asked: Sequence[Question], framework: Framework, kinds: Sequence[str] = KINDS) -> list[str]:
    """Words for something else than the level that stand in the headings of all dimensions, and so tell none apart."""
    told = [_said(question, [], framework, kinds).all for question in _heard(asked)]
    return sorted(frozenset.intersection(*told)) if told else []


def _said(question: Question, rivals: list[Question], framework: Framework, kinds: Sequence[str]) -> Said:
    """What a heading says; beside rivals that somebody filled too, also in descriptions, but not what all rivals say.

    Two columns of a dimension that are both filled are no halves of one question, and a description parts them.
    """
    if not _is_free(question) or question.how == "exact":
        return Said()
    plain = said(question.column.question, framework, kinds)
    if not rivals:
        return plain
    of_rivals = [said(each.column.question, framework, kinds, with_descriptions=True) for each in rivals]
    common = frozenset.intersection(*(each.all for each in of_rivals))
    return said(question.column.question, framework, kinds, with_descriptions=True).without(common - plain.all)


def _heard(asked: Sequence[Question]) -> list[Question]:
    """The columns that are told by their headings: those with answers, and where none has any, all."""
    free = [question for question in asked if _is_free(question)]
    return [question for question in free if question.role == "dimension"] or free


def _is_free(question: Question) -> bool:
    """Whether a whole column names a dimension by the rules alone, and nobody ruled on it."""
    return question.dimension is not None and question.how in ("exact", "alias") and question.part is None


def _served(understood: list[Question], is_left: list[bool]) -> set[str]:
    """The dimensions that another column gives: one with answers, where any has some."""
    is_answered = any(question.role == "dimension" for question in understood)
    return {
        question.dimension
        for question, is_out in zip(understood, is_left, strict=True)
        if question.dimension and question.how != "similar" and not is_out
        if question.role == "dimension" or not is_answered
    }
