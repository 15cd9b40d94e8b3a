"""Rulings between two cycles as files: recipes, of which each command takes its own part."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import ExportError
from pipeline.matching.recipe import Rulings
from pipeline.matching.recipe_file import recipe_from_file, recipe_text


def crosswalk_of(path: Path) -> dict[str, dict[int, str]]:
    """The crosswalk of a recipe. Raises ExportError where the file is no recipe or has none."""
    crosswalk = recipe_from_file(path).crosswalk
    if not crosswalk:
        raise _nothing(path, "crosswalk", "dimension: {2: stricter, 3: same}")
    return crosswalk


def people_of(path: Path) -> dict[str, str]:
    """Who somebody is, by a recipe. Raises ExportError where the file is no recipe or says it of nobody."""
    people = recipe_from_file(path).people
    if not people:
        raise _nothing(path, "people", "ada.old@sample.example: ada@sample.example")
    return people


def teams_of(path: Path) -> dict[str, str]:
    """What teams are called now, by a recipe. Raises ExportError where the file is no recipe or says it of none."""
    teams = recipe_from_file(path).teams
    if not teams:
        raise _nothing(path, "teams", "Falcon: Falke")
    return teams


def written_recipe(path: Path, rulings: Rulings, earlier: str, later: str) -> None:
    """Write rulings between two cycles as a recipe.

    Raises
    ------
    ExportError
        Where the file cannot be written.
    """
    head = f"# Rulings between the cycles {' '.join(earlier.split())} and {' '.join(later.split())}\n"
    try:
        path.write_text(head + recipe_text(rulings), "utf-8")
    except OSError as e:
        raise ExportError(f"{path.name!r} cannot be written: {e.strerror}.", "Choose another place.") from e


def _nothing(path: Path, part: str, example: str) -> ExportError:
    return ExportError(
        f"The recipe {path.name!r} has no {part!r}.", f"Write it as '{part}:' with lines like '{example}'."
    )
