"""A matrix with skills of its own becomes a framework: its columns as dimensions, its answers as the scale.

Numbers and percentages are their own order; which end of marks and words is the low one is asked for, and
where the answers contradict the level numbers, rulings are written beside the rubric.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.exports.matrix import people_on_top
from pipeline.exports.read import responses
from pipeline.frameworks.loader import from_json, to_json
from pipeline.frameworks.words import normalised, slug
from pipeline.frameworks.workbook import write_framework
from pipeline.matching.other_scale import downward_legend
from pipeline.matching.own_skills import OwnSkills, counted_answers, number_in, own_skills, turned_skills
from pipeline.matching.places import place_of
from pipeline.matching.recipe import Ruled, Rulings
from pipeline.matching.recipe_file import recipe_text
from pipeline.matching.text import squeezed
from pipeline.model import Column, Description, Dimension, Framework, Json, Level, Responses, position

MOST_LEVELS = 12


@dataclass(frozen=True)
class MatrixRequest:
    """A matrix, and what its owner says of it; empty means: find out.

    ``skills`` are ``L:AP,AR`` (columns) or ``3:40`` (rows, where people stand in columns); ``scale`` the
    answers, lowest first.
    """

    path: Path
    to: Path
    sheet: str | None = None
    skills: str = ""
    scale: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatrixFramework:
    """What was written: the rubric, and rulings beside it where the rubric alone does not read the answers."""

    framework: Framework
    file: str
    recipe: str | None
    columns: tuple[str, ...]
    other_answers: int

    def as_json(self) -> Json:
        """What was written, under the names of docs/cli.md."""
        levels = [{"level": level.level, "name": level.name} for level in self.framework.levels]
        return {
            "framework": self.framework.id,
            "file": self.file,
            "recipe": self.recipe,
            "dimensions": len(self.framework.dimensions),
            "levels": levels,
            "columns": list(self.columns),
            "other_answers": self.other_answers,
        }

    def told(self) -> str:
        """What was written and what to do with it."""
        lowest, highest = self.framework.levels[0].name, self.framework.levels[-1].name
        beside = f", and load the matrix with --recipe {self.recipe}" if self.recipe else ", and load the matrix"
        others = f" {self.other_answers} cells hold other answers." if self.other_answers else ""
        return (
            f"{self.file} holds {len(self.framework.dimensions)} dimensions ({self.columns[0]} to {self.columns[-1]}), "
            f"{lowest!r} the lowest level and {highest!r} the highest.{others} If that is right, write what each level "
            f"means, 'skillgap framework import {self.file}'{beside}."
        )


def written_matrix_framework(asked: MatrixRequest) -> MatrixFramework:
    """Write the framework that a matrix follows as a rubric spreadsheet.

    Parameters
    ----------
    asked
        The file, where to write, and what is known of it.

    Returns
    -------
    MatrixFramework
        ``columns`` are the places of the skills, ``other_answers`` the cells whose answer is not on the scale.

    Raises
    ------
    ExportError
        Where no columns look like skills, two have one name, or nobody can tell which answer is the lowest.
    """
    skills = _skills(asked)
    _refuse_repeated(skills.columns)
    levels = _levels(asked, skills)
    framework = _framework(asked.to.stem, skills.columns, levels)
    of_answers = _levels_of_answers(levels, skills)
    # Shares beside 0 and 1 make bare numbers doubtful, so each is ruled on.
    rulings = Rulings(answers={**of_answers}) if skills.kind == "share" else _rulings(levels, of_answers)
    write_framework(framework, asked.to)
    recipe = asked.to.with_suffix(".recipe.yaml")
    if rulings:
        recipe.write_text(recipe_text(rulings), "utf-8")
    counts = counted_answers(skills.columns)
    return MatrixFramework(
        framework,
        str(asked.to),
        str(recipe) if rulings else None,
        tuple(map(place_of, skills.columns)),
        sum(count for text, count in counts.items() if text not in of_answers),
    )


def _skills(asked: MatrixRequest) -> OwnSkills:
    found = responses(asked.path, asked.path.name, sheet=asked.sheet)
    chosen = chosen_places(asked.skills)
    if chosen and asked.skills.strip()[0].isdigit():
        found = _in_columns(found, asked.path.name)
    skills = own_skills(found, chosen) if chosen else turned_skills(found, asked.scale)
    if skills is None:
        raise ExportError(
            f"No columns of {asked.path.name!r} look like skills.",
            "Name them with --skills, e.g. --skills L:AP, or --skills 3:40 where people stand in columns.",
        )
    return skills


def _in_columns(found: Responses, name: str) -> Responses:
    turned = people_on_top(found.sheet)
    if turned is None:
        raise ExportError(f"People cannot stand in columns in {name!r}.", "Name the skills by their columns' letters.")
    return turned


def chosen_places(skills: str) -> tuple[int, ...]:
    """Positions of columns or rows: ``"B:D,F"`` are 2, 3, 4 and 6, and so are ``"2:4,6"``.

    Raises
    ------
    ExportError
        Where a part is neither a letter nor a number, nor two of one kind.
    """
    places: list[int] = []
    for part in filter(None, (part.strip().upper() for part in skills.split(","))):
        ends = [end.strip() for end in part.split(":")]
        is_plain = all(end.isascii() and (end.isdigit() or (end.isalpha() and len(end) <= 3)) for end in ends)
        if not is_plain or len(ends) > 2 or len({end.isdigit() for end in ends}) > 1:
            raise ExportError(f"{part!r} names no columns.", "Write letters such as L:AP, or rows such as 3:40.")
        first, last = (int(end) if end.isdigit() else position(end) for end in (ends[0], ends[-1]))
        places.extend(range(first, min(last, 1 << 14) + 1))
    return tuple(places)


def _refuse_repeated(columns: Iterable[Column]) -> None:
    seen: dict[str, Column] = {}
    for column in columns:
        earlier = seen.setdefault(normalised(column.header), column)
        if earlier is not column:
            raise ExportError(
                f"{column.header.strip()!r} heads both {place_of(earlier)} and {place_of(column)}.",
                "Rename one of them in the file, or name the skills that you mean with --skills.",
            )


def _levels(asked: MatrixRequest, skills: OwnSkills) -> list[tuple[str, int]]:
    """The answers with their levels, lowest first."""
    if asked.scale:
        _refuse_scale(asked.scale, skills)
        return [(text, level) for level, text in enumerate(asked.scale)]
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
