"""Whether the numbers of a file are a framework's levels at all, or another scale that only looks like them.

A scale is never guessed. Where a file's legend contradicts the framework (`legend`), or its numbers are off the scale
too often to be slips (`off_scale`), no bare number is read before somebody rules what each means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.matching.answers import Doubt
from pipeline.matching.legend import contradiction, downward
from pipeline.matching.off_scale import number_in, off_scale
from pipeline.matching.other_quantities import without_comments
from pipeline.matching.questions import Question
from pipeline.matching.recipe import Rulings
from pipeline.matching.text import squeezed
from pipeline.matching.texts_around import texts_around
from pipeline.model import Framework, Responses

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")


def scale_doubt(
    asked: Iterable[Question], responses: Responses, framework: Framework, rulings: Rulings
) -> Doubt | None:
    """Why bare numbers cannot be read as levels; None where they can.

    Parameters
    ----------
    asked
        The columns as they are understood where numbers are levels.
    responses, framework, rulings
        The file, what it is read with, and answers ruled to be none, which are no evidence.

    Returns
    -------
    Doubt or None
        What contradicts the levels.
    """
    whole = [q for q in asked if (q.role == "dimension" or q.unread) and q.part is None]
    dimensions = without_comments(whole, framework)
    if not dimensions:
        return None
    headers = dict.fromkeys(question.column.header for question in dimensions)
    if told := contradiction([*texts_around(responses, dimensions), *headers], framework):
        return Doubt(told)
    none = frozenset(squeezed(text) for text, ruled in rulings.answers.items() if ruled is None)
    return off_scale(dimensions, framework, none)


def downward_legend(responses: Responses) -> str | None:
    """That what stands around a matrix says that its numbers run down; None where nothing says so."""
    return downward(texts_around(responses, []))


def scales_from_one(texts: Iterable[str], framework: Framework) -> tuple[dict[str, int], dict[str, int]] | None:
    """What numbers from 1 on mean where there are as many as levels: upwards, and the other way round.

    Parameters
    ----------
    texts
        Answers as written; those that are none of these numbers are left out.

    Returns
    -------
    tuple of dict or None
        Answer -> level, for five levels from 0 on ``({"1": 0, ..., "5": 4}, {"1": 4, ..., "5": 0})``. None
        where 0 is among the answers, or the highest number is not.
    """
    plain = {text: squeezed(text) for text in texts}
    numbers = {text: number_in(said) for text, said in plain.items() if _NUMBER.fullmatch(said)}
    count = len(framework.levels)
    if count not in numbers.values() or 0 in numbers.values():
        return None
    places = {text: int(number) for text, number in numbers.items() if number in range(1, count + 1)}
    upwards = {text: framework.lowest + place - 1 for text, place in places.items()}
    return upwards, {text: framework.lowest + count - place for text, place in places.items()}
