"""Whether the numbers of a file are a framework's levels at all, or another scale that only looks like them.

A scale is never guessed. Where a file's legend contradicts the framework, or many of its numbers are off the
scale, no bare number is read before somebody rules what each means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from pipeline.matching.answers import is_no_answer
from pipeline.matching.questions import Question
from pipeline.matching.recipe import Rulings
from pipeline.matching.text import squeezed, words
from pipeline.model import Framework, Responses

OFF_CELLS, OFF_CELLS_OF_THE_NEXT = 8, 3
"""Numbers off the scale from which they may be more than slips; the second where only the next number is off and
0 never stands: levels 0 to 4 beside answers 1 to 5."""

OFF_SHARE, OFF_SHARE_OF_THE_NEXT = 0.3, 0.02
"""Share of a file's numbers from which they are, in the same two cases: few people rate themselves 5 of 5."""

MOST_POINTS = 10
"""The highest number of a scale of points; what is above it is a slip, and so is 2.5."""

_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")
_ENTRY = re.compile(r"(?:^|[,;|\n(/]|\s)\(?(\d{1,2})\)?\s*[=:\u2013-]\s*([^\W\d_][^,;|\n=/()]*)")
_MOST_TEXT = 400
_HIGH = frozenset(
    "expert experts experte expertin master advanced proficient fluent excellent strong high sehr".split()
)
_LOW = frozenset(
    "none no nothing novice beginner unaware aware basic low weak keine kein anfanger rien aucun nada".split()
)


def scale_doubt(asked: Iterable[Question], responses: Responses, framework: Framework, rulings: Rulings) -> str | None:
    """Why bare numbers cannot be read as levels; None where they can.

    Parameters
    ----------
    asked
        The columns as they are understood where numbers are levels.
    responses, framework, rulings
        The file, what it is read with, and answers ruled to be none, which are no evidence.

    Returns
    -------
    str or None
        What contradicts the levels, as the begin of a sentence: ``"its legend says 1 = Expert"``.
    """
    dimensions = [q for q in asked if (q.role == "dimension" or q.unread) and q.part is None]
    if not dimensions:
        return None
    told = legend([*_texts_around(responses), *(question.column.header for question in dimensions)])
    return _contradiction(told, framework) or _off_scale(dimensions, framework, rulings)


def legend(texts: Iterable[str]) -> dict[int, str]:
    """What texts say that numbers mean: ``"1 = expert, 2 = good"`` is ``{1: "expert", 2: "good"}``."""
    found: dict[int, str] = {}
    for text in texts:
        entries = [(int(number), said.strip()) for number, said in _ENTRY.findall(text[:_MOST_TEXT])]
        for number, said in entries:
            found.setdefault(number, said)
    return found


def downward_legend(responses: Responses) -> str | None:
    """That what stands around a matrix says that its numbers run down; None where nothing says so."""
    return _runs_down(legend(_texts_around(responses)))


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
    numbers = {text: _number(said) for text, said in plain.items() if _NUMBER.fullmatch(said)}
    count = len(framework.levels)
    if count not in numbers.values() or 0 in numbers.values():
        return None
    places = {text: int(number) for text, number in numbers.items() if number in range(1, count + 1)}
    upwards = {text: framework.lowest + place - 1 for text, place in places.items()}
    return upwards, {text: framework.lowest + count - place for text, place in places.items()}


def _contradiction(told: dict[int, str], framework: Framework) -> str | None:
    names = {words(level.name): level.level for level in framework.levels}
    if len(told) < 2:
        return None
    other = {number: said for number, said in told.items() if names.get(words(said), number) != number}
    if other:
        number, said = next(iter(other.items()))
        return f"its legend says {number} = {said}, and the framework {names[words(said)]} = {said}"
    if down := _runs_down(told):
        return down
    beyond = [number for number in told if not framework.lowest <= number <= framework.highest]
    if beyond and len(told) >= 3:
        return f"its legend has {beyond[-1]} = {told[beyond[-1]]}, and the levels are {_span(framework)}"
    return None


def _runs_down(told: dict[int, str]) -> str | None:
    """That a legend has a word for much at a lower number than every word for little."""
    high = [number for number, said in told.items() if _HIGH & set(words(said).split())]
    low = [number for number, said in told.items() if _LOW & set(words(said).split())]
    if not high or not low or max(high) > min(low):
        return None
    return f"its legend runs down, {max(high)} = {told[max(high)]} and {min(low)} = {told[min(low)]}"


def _off_scale(dimensions: list[Question], framework: Framework, rulings: Rulings) -> str | None:
    none = {squeezed(text) for text, ruled in rulings.answers.items() if ruled is None}
    counts: Counter[str] = Counter()
    for question in dimensions:
        codes = question.cells.codes[question.cells.codes >= 0]
        cells = np.bincount(codes, minlength=len(question.cells.values)).tolist()
        for text, count in zip(question.cells.values, cells, strict=True):
            plain = squeezed(text)
            if _NUMBER.fullmatch(plain) and not is_no_answer(text) and plain not in none:
                counts[plain] += count
    off = {text: count for text, count in counts.items() if count and _is_off(_number(text), framework)}
    stand = {_number(text) for text, count in counts.items() if count}
    is_next = {_number(text) for text in off} == {framework.highest + 1} and not framework.lowest and 0 not in stand
    enough, share = (OFF_CELLS_OF_THE_NEXT, OFF_SHARE_OF_THE_NEXT) if is_next else (OFF_CELLS, OFF_SHARE)
    cells_off = sum(off.values())
    if cells_off < enough or cells_off < share * counts.total():
        return None
    shown = ", ".join(sorted(off, key=_number)[:6])
    return f"{cells_off} of its {counts.total()} numbers are none of the levels {_span(framework)} ({shown})"


def _is_off(number: float, framework: Framework) -> bool:
    """Whether a number is of another scale: points above the levels, or a share of 1."""
    return 0 < number < 1 or (number.is_integer() and framework.highest < number <= MOST_POINTS)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _span(framework: Framework) -> str:
    return f"{framework.lowest} to {framework.highest}"


def _texts_around(responses: Responses) -> list[str]:
    """What stands above a matrix and beside it; a number and the text right of it are one text."""
    if responses.tool != "matrix":
        return []
    beside = {column.column for column in responses.columns if not column.header or column.metadata == "other"}
    top = responses.people_row or responses.header_row
    columns = [column.to_pylist() for column in responses.sheet.cells.slice(0, 500).columns]
    texts = []
    for at, cells in enumerate(columns, start=1):
        right = columns[at] if at < len(columns) else [None] * len(cells)
        is_beside = at in beside and responses.people_row is None
        for text, next_to in zip(cells if is_beside else cells[: top - 1], right, strict=False):
            texts += [text] if text else []
            texts += [f"{text} = {next_to}"] if text and next_to and text.strip().isdecimal() else []
    notes = [p.value for p in responses.problems if p.problem in ("heading_line", "line_beside_table") and p.value]
    return texts + notes
