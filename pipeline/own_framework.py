"""A matrix with skills of its own becomes a framework: its columns as dimensions, its answers as the scale.

The command writes a rubric to look through, and rulings beside it where the answers contradict the level
numbers; the upload page may bring the framework in as it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import ExportError, RubricError
from pipeline.exports.matrix import people_on_top
from pipeline.exports.read import responses
from pipeline.frameworks.words import slug
from pipeline.frameworks.workbook import write_framework
from pipeline.library import frameworks, imported_framework
from pipeline.matching.own_rubric import OwnRubric, own_rubric
from pipeline.matching.own_skills import OwnSkills, own_skills, turned_skills
from pipeline.matching.places import place_of
from pipeline.matching.recipe_file import recipe_text
from pipeline.model import Framework, Json, Responses, position
from pipeline.settings import Home


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
    made = own_rubric(skills, asked.to.stem, asked.scale)
    write_framework(made.framework, asked.to)
    recipe = asked.to.with_suffix(".recipe.yaml")
    if made.rulings:
        recipe.write_text(recipe_text(made.rulings), "utf-8")
    return MatrixFramework(
        made.framework,
        str(asked.to),
        str(recipe) if made.rulings else None,
        tuple(map(place_of, skills.columns)),
        made.other_answers,
    )


def taken_framework(home: Home, skills: OwnSkills, name: str, scale: Sequence[str], actor: str = "") -> OwnRubric:
    """Bring the framework that a matrix follows in as it is, as if its rubric had been written and imported.

    Parameters
    ----------
    skills
        The columns, as the load saw them.
    name
        What it is called; its id is made of it.
    scale
        As for ``own_rubric``.

    Raises
    ------
    ExportError
        As ``own_rubric`` does.
    RubricError
        Where there is a framework of that id: another matrix is not its next version.
    """
    identity = slug(name)
    if not identity:
        raise RubricError(f"A framework cannot be called {name!r}.", "Use letters or digits.")
    if any(identity == known.id for known in frameworks(home)):
        raise RubricError(f"There is a framework {identity!r} already.", "Choose another name.")
    made = own_rubric(skills, identity, scale)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{identity}.xlsx"
        write_framework(made.framework, path)
        return replace(made, framework=imported_framework(home, path, path.name, actor, name))


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
