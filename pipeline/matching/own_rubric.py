"""The skills of a matrix and the answers in them -> a framework, and the rulings that the rubric alone leaves open.

Numbers and percentages are their own order; which end of marks and words is the low one has to be said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import ExportError
from pipeline.frameworks.loader import from_json, to_json
from pipeline.frameworks.words import normalised, slug
from pipeline.matching.other_scale import downward_legend
from pipeline.matching.own_skills import OwnSkills, counted_answers, number_in
from pipeline.matching.places import place_of
from pipeline.matching.recipe import Ruled, Rulings
from pipeline.matching.text import squeezed
from pipeline.model import Column, Description, Dimension, Framework, Level

MOST_LEVELS = 12


@dataclass(frozen=True)
class OwnRubric:
    """A framework made of a matrix, the rulings to read the matrix with, and the cells that are not on its scale."""

    framework: Framework
    rulings: Rulings
    other_answers: int


def own_rubric(skills: OwnSkills, identity: str, scale: Sequence[str] = ()) -> OwnRubric:
    """The framework that skills and their answers make.

    Parameters
    ----------
    skills
        The columns, and the answers in them.
    identity
        The framework's id and name.
    scale
        The answers, lowest first; where empty they have to be in an order of their own.

    Raises
    ------
    ExportError
        Where two columns have one name, or nobody can tell which answer is the lowest.
    """
    _refuse_repeated(skills.columns)
    levels = _levels(scale, skills)
    framework = _framework(identity, skills.columns, levels)
    of_answers = _levels_of_answers(levels, skills)
    # Shares beside 0 and 1 make bare numbers doubtful, so each is ruled on.
    rulings = Rulings(answers={**of_answers}) if skills.kind == "share" else _rulings(levels, of_answers)
    counts = counted_answers(skills.columns)
    return OwnRubric(framework, rulings, sum(count for text, count in counts.items() if text not in of_answers))


def own_order(skills: OwnSkills) -> tuple[str, ...]:
    """The scale, lowest first, where the answers are in an order of their own; else empty.

    ``0%, 33%, 66%`` are; ``x`` and ``o`` are not, and neither are numbers beside a legend that runs down.
    """
    if skills.kind in ("mark", "word") or (skills.kind == "number" and downward_legend(skills.found)):
        return ()
    return tuple(text for text, _ in _levels((), skills))


def _refuse_repeated(columns: Iterable[Column]) -> None:
    seen: dict[str, Column] = {}
    for column in columns:
        earlier = seen.setdefault(normalised(column.header), column)
        if earlier is not column:
            raise ExportError(
                f"{column.header.strip()!r} heads both {place_of(earlier)} and {place_of(column)}.",
                "Rename one of them in the file, or name the skills that you mean with --skills.",
            )


def _levels(scale: Sequence[str], skills: OwnSkills) -> list[tuple[str, int]]:
    """The answers with their levels, lowest first."""
    if scale:
        _refuse_scale(scale, skills)
        return [(text, level) for level, text in enumerate(scale)]
    listed = ", ".join(map(repr, skills.answers[:MOST_LEVELS]))
    if skills.kind in ("mark", "word"):
        raise ExportError(
            f"Nobody can tell which of the answers {listed} is the lowest.",
            f'Say it, lowest first: --scale "{",".join(skills.answers[:MOST_LEVELS])}".',
        )
    if skills.kind in ("percent", "share"):
        return [(text, level) for level, text in enumerate(skills.answers)]
    down = downward_legend(skills.found)
    if down:
        downward = ",".join(reversed(skills.answers[:MOST_LEVELS]))
        raise ExportError(f"The scale may run down: {down}.", f'Say it, lowest first, e.g. --scale "{downward}".')
    numbers = [int(number_in(text) or 0) for text in skills.answers]
    return [(str(number), number) for number in range(min(1, *numbers), max(1, *numbers) + 1)]


def _refuse_scale(scale: Sequence[str], skills: OwnSkills) -> None:
    twice = [text for text, count in Counter(map(squeezed, scale)).items() if count > 1]
    if twice or not 2 <= len(scale) <= MOST_LEVELS:
        raise ExportError(
            f"{', '.join(scale)!r} is no scale of 2 to {MOST_LEVELS} different answers.",
            'Write them lowest first, e.g. --scale "0%,33%,66%,100%".',
        )
    levels = [(text, level) for level, text in enumerate(scale)]
    if not _levels_of_answers(levels, skills):
        raise ExportError(
            f"None of {', '.join(scale)!r} is an answer in the file.",
            f"Its answers are {', '.join(map(repr, skills.answers[:MOST_LEVELS]))}.",
        )


def _framework(identity: str, columns: Sequence[Column], levels: list[tuple[str, int]]) -> Framework:
    names = [(level, _level_name(text, level)) for text, level in levels]
    dimensions = [
        Dimension(slug(name), name, tuple(Description(level, f"{name}: {text}") for level, text in names))
        for name in (" ".join(column.header.split()) for column in columns)
    ]
    scale = tuple(Level(level, text) for level, text in names)
    middle = levels[(len(levels) - 1) // 2][1]
    framework = Framework(identity, identity, 1, scale, tuple(dimensions), middle)
    return from_json(to_json(framework), "The framework of this matrix")


def _level_name(text: str, level: int) -> str:
    """An answer as the name of its level; a bare number would be taken for another level's number."""
    if number_in(text) is None or "%" in text:
        return text
    return f"Level {level}" if number_in(text) == level else f"Answer {text}"


def _levels_of_answers(levels: list[tuple[str, int]], skills: OwnSkills) -> dict[str, int]:
    """The level of every answer of the file that is on the scale, as it is written or as a number."""
    of_text = {squeezed(text): level for text, level in levels}
    of_number = {(number_in(text), "%" in text): level for text, level in levels if number_in(text) is not None}
    found = {}
    for text in skills.answers:
        level = of_text.get(squeezed(text), of_number.get((number_in(text), "%" in text)))
        if level is not None:
            found[text] = level
    return found


def _rulings(levels: list[tuple[str, int]], of_answers: dict[str, int]) -> Rulings:
    """What the rubric alone would read otherwise, or not at all."""
    names = {squeezed(_level_name(text, level)): level for text, level in levels}
    answers: dict[str, Ruled] = {}
    for text, level in of_answers.items():
        is_number = "%" not in text and number_in(text) == level
        if not is_number and names.get(squeezed(text)) != level:
            answers[text] = level
    return Rulings(answers=answers)
