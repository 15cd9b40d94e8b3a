"""A recipe: rulings as a small YAML file that can be read, mailed and replayed.

Keys are taken as they are written: the answers ``yes``, ``1.0`` and ``2026-01-01`` are texts of
cells, whatever YAML would make of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from pipeline.errors import ExportError
from pipeline.matching.recipe import Rulings
from pipeline.matching.text import label_key, squeezed

MAX_BYTES = 1 << 20
_KEYS = (
    "It may hold 'columns' (header: dimension, attribute:team or ignored), 'answers' (text: level), 'people' "
    "(identifier: the one that counts), 'teams' (old name: new name) and 'crosswalk' (dimension: level: same, "
    "stricter, looser, split or new)."
)

_Crossed = Annotated[str, Field(pattern=r"^((same|stricter|looser)( \d{1,3})?|split( \d{1,3}){0,2}|new)$")]
"""What became of a level: a word, perhaps with the levels of the later rubric that it stands for."""


class _Recipe(BaseModel):
    """The file as it may be written; keys of later versions are refused rather than skipped."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    columns: dict[str, str] = {}
    # Strict: "yes" would else be level 1.
    answers: dict[str, StrictInt | None | dict[str, StrictInt | None]] = {}
    people: dict[str, str] = {}
    teams: dict[str, str] = {}
    crosswalk: dict[str, dict[int, _Crossed]] = {}


class _Loader(yaml.SafeLoader):
    """YAML whose keys are texts and stand only once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Give a mapping with its keys as they are written."""
        found: dict[Any, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a text", key.start_mark)
            if key.value in found:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
            found[key.value] = self.construct_object(value, deep=deep)
        return found


def recipe_from_file(path: Path) -> Rulings:
    """Rulings from a YAML file.

    Raises
    ------
    ExportError
        Where the file is not a recipe; says which line.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ExportError(f"The recipe {path.name!r} is larger than 1 MB.", "A recipe holds rulings only.")
        content = path.read_bytes()
    except OSError as e:
        raise ExportError(f"The recipe {path.name!r} cannot be opened: {e.strerror}.") from e
    return recipe_from_bytes(content, path.name)


def recipe_from_bytes(content: bytes, name: str) -> Rulings:
    """Rulings from the bytes of a YAML file called ``name``.

    Raises
    ------
    ExportError
        As ``recipe_from_file`` does; where two rulings on one thing contradict each other, too. Recipes that are kept
        with uploads are not asked that, for nobody could mend them.
    """
    try:
        rulings = recipe_from_text(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as e:
        raise ExportError(f"The recipe {name!r} is not YAML: it is not UTF-8 text.", "Save it as UTF-8.") from e
    _refuse_contradictions(rulings, name)
    return rulings


def recipe_from_text(text: str, name: str) -> Rulings:
    """Rulings from YAML; ``name`` is what the file is called in messages. Raises as ``recipe_from_file`` does."""
    try:
        recipe = _Recipe.model_validate(yaml.load(text, _Loader) or {})  # noqa: S506 -- a safe loader
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        what = getattr(e, "problem", None) or str(e).splitlines()[0]
        raise ExportError(f"The recipe {name!r} is not YAML: {where}{what}.", "Correct that line.") from e
    except ValidationError as e:
        fault = e.errors()[0]
        path = [str(part) for part in fault["loc"]]
        line = _line(yaml.compose(text, yaml.SafeLoader), path)
        key = ".".join(path[:2])
        raise ExportError(f"The recipe {name!r} is wrong at {key!r} (line {line}): {fault['msg']}.", _KEYS) from e
    _refuse_circles(recipe.people, name)
    crosswalk: dict[str, dict[int, str]] = {dimension: {**levels} for dimension, levels in recipe.crosswalk.items()}
    return Rulings(recipe.columns, recipe.answers, recipe.people, recipe.teams, crosswalk)


def recipe_text(rulings: Rulings) -> str:
    """The rulings as YAML, readable and stable; empty where nothing is ruled."""
    names = ("columns", "answers", "people", "teams", "crosswalk")
    kept = {name: getattr(rulings, name) for name in names if getattr(rulings, name)}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=True, width=1_000) if kept else ""


def _line(node: yaml.Node | None, path: list[str]) -> int:
    """The line, from 1, of the deepest key of a path that the document holds."""
    line = node.start_mark.line if node else 0
    for name in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next((pair for pair in pairs if pair[0].value == name), None)
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return line + 1


def _refuse_circles(people: dict[str, str], name: str) -> None:
    pairs = [(label_key(one), label_key(other)) for one, other in people.items()]
    known = {one: other for one, other in pairs if one != other}  # a name that stands for itself is one person
    for start in known:
        at, steps = start, 0
        while at in known and steps <= len(known):
            at, steps = known[at], steps + 1
        if steps > len(known):
            raise ExportError(
                f"The recipe {name!r} says of {start!r} in a circle who it is.",
                "Let every identifier of a person point at the one that counts.",
            )


def _refuse_contradictions(rulings: Rulings, name: str) -> None:
    """Refuse two rulings on one thing that say different things, of which the last would hold unseen."""
    ruled: tuple[tuple[str, Mapping[str, object], Callable[[str], str]], ...] = (
        ("column", rulings.columns, squeezed),
        ("answer", rulings.answers, squeezed),
        ("person", rulings.people, label_key),
        ("team", rulings.teams, label_key),
    )
    for what, section, key_of in ruled:
        first: dict[str, list[str]] = {}
        for text, said in section.items():
            for earlier in first.setdefault(key_of(text), []):
                if _differ(section[earlier], said):
                    raise ExportError(
                        f"The recipe {name!r} rules twice on one {what}: {earlier!r} is {_shown(section[earlier])}, "
                        f"and {text!r} is {_shown(said)}.",
                        "Case and blanks do not count there, so keep one of the two.",
                    )
            first[key_of(text)].append(text)


def _differ(one: object, other: object) -> bool:
    """Whether two rulings cannot hold together; those on different dimensions can."""
    if isinstance(one, str) and isinstance(other, str):
        return label_key(one) != label_key(other)
    if isinstance(one, dict) and isinstance(other, dict):
        return any(other[dimension] != level for dimension, level in one.items() if dimension in other)
    levels = {level for said in (one, other) for level in (said.values() if isinstance(said, dict) else [said])}
    return len(levels) > 1


def _shown(said: object) -> str:
    return "no answer" if said is None else repr(said)
