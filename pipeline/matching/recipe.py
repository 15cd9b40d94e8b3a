"""Rulings: what a person decided where the reading rules do not decide.

A recipe is a small YAML file of rulings that can be read, mailed and replayed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import ExportError
from pipeline.matching.attributes import MEANINGS
from pipeline.matching.text import squeezed
from pipeline.model import Attribute, Framework


class _Recipe(BaseModel):
    """The file as it may be written; keys of later versions are refused rather than skipped."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    columns: dict[str, str] = {}
    answers: dict[str, int | None] = {}


@dataclass(frozen=True)
class Rulings:
    """What a person decided about one export.

    Parameters
    ----------
    columns
        Header -> dimension id, ``attribute:team`` (or another attribute) or ``ignored``.
    answers
        Answer text -> level, or None for "no answer".
    """

    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[str, int | None] = field(default_factory=dict)

    def column(self, header: str) -> str | None:
        """What was ruled for a header; case and blanks do not count."""
        return {squeezed(known): ruling for known, ruling in self.columns.items()}.get(squeezed(header))


def require_known(rulings: Rulings, framework: Framework) -> None:
    """Refuse rulings that a framework cannot follow, rather than leave a column unread in silence.

    Raises
    ------
    ExportError
        Where a ruling names a dimension, an attribute or a level that does not exist.
    """
    names = {name for dimension in framework.dimensions for name in (dimension.id, dimension.name)}
    for header, ruling in rulings.columns.items():
        attribute = ruling.removeprefix("attribute:")
        if ruling not in names | {"ignored"} and (attribute == ruling or attribute not in MEANINGS):
            raise ExportError(
                f"The recipe reads the column {header!r} as {ruling!r}, which is nothing that is known.",
                f"It can be ignored, attribute:{', attribute:'.join(get_args(Attribute))}, "
                f"or a dimension: {', '.join(dimension.id for dimension in framework.dimensions)}.",
            )
    for text, level in rulings.answers.items():
        if level is not None and level not in [each.level for each in framework.levels]:
            raise ExportError(
                f"The recipe reads the answer {text!r} as level {level!r}, which {framework.name!r} does not have.",
                f"Its levels are {framework.lowest} to {framework.highest}.",
            )


def recipe_from_file(path: Path) -> Rulings:
    """Rulings from a YAML file.

    Raises
    ------
    ExportError
        Where the file is not a recipe; says which line or key.
    """
    try:
        stored = yaml.safe_load(path.read_text("utf-8")) or {}
        recipe = _Recipe.model_validate(stored)
    except OSError as e:
        raise ExportError(f"The recipe {path.name!r} cannot be opened: {e.strerror}.") from e
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        raise ExportError(f"The recipe {path.name!r} is not YAML: {str(e).splitlines()[0]}.") from e
    except ValidationError as e:
        fault = e.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise ExportError(
            f"The recipe {path.name!r} is wrong at {where!r}: {fault['msg']}.",
            "It may hold 'columns' (header: dimension, attribute:team or ignored) and 'answers' (text: level).",
        ) from e
    return Rulings(recipe.columns, recipe.answers)


def recipe_text(rulings: Rulings) -> str:
    """The rulings as YAML, readable and stable."""
    kept = {"columns": rulings.columns, "answers": rulings.answers}
    return yaml.safe_dump({key: part for key, part in kept.items() if part}, allow_unicode=True, sort_keys=True)
