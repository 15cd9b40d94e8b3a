"""Frameworks as YAML and JSON become `pipeline.model.Framework`, or one clear refusal.

Decision: one pydantic schema serves the shipped YAML, the JSON of the command line and the
rubric spreadsheets, so a framework that holds together in one form holds together in all.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from pipeline.errors import RubricError
from pipeline.frameworks.coherence import require_coherence
from pipeline.frameworks.reading import ReadingSchema, Text, reading_json, reading_of
from pipeline.model import Description, Dimension, Framework, Indicator, Json, Level

DEFAULT_FRAMEWORK = "ai-upskilling"
"""The framework that holds where nobody chose one."""

SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where there is one, for our own files; of a file from outside it names the line less well."""


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Level(_Schema):
    level: StrictInt
    name: Text


class _Indicator(_Schema):
    id: Text
    text: Text
    supporting: StrictBool = False


class _Description(_Schema):
    level: StrictInt
    statement: Text
    indicators: tuple[_Indicator, ...] = ()


class _Dimension(_Schema):
    id: Text
    name: Text
    levels: tuple[_Description, ...]


class _Framework(_Schema):
    id: Text
    name: Text
    version: Annotated[StrictInt, Field(ge=1)]
    levels: tuple[_Level, ...]
    dimensions: tuple[_Dimension, ...]
    default_target: StrictInt
    reading: ReadingSchema | None = None


def shipped() -> tuple[Framework, ...]:
    """All frameworks that come with the product.

    Returns
    -------
    tuple of Framework
        The default framework ``ai-upskilling`` first, the others by id.
    """
    return _shipped()


@cache
def _shipped() -> tuple[Framework, ...]:
    files = [file for file in resources.files(__package__).iterdir() if file.name.endswith(".yaml")]
    documents = [(yaml.load(file.read_text(encoding="utf-8"), SAFE_LOADER), file.name) for file in files]  # noqa: S506
    frameworks = [from_json(document, name) for document, name in documents]
    return tuple(sorted(frameworks, key=lambda each: (each.id != DEFAULT_FRAMEWORK, each.id)))


def framework_from_yaml(text: str, source: str) -> Framework:
    """Read one framework from YAML.

    Parameters
    ----------
    text
        The YAML; its keys are those of the ``frameworks`` JSON.
    source
        Where it came from, for messages, e.g. the name of the file.

    Raises
    ------
    RubricError
        The text is no YAML, lacks something, or does not hold together.
    """
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as e:
        raise RubricError(f"{source} is not readable as YAML: {_one_line(e)}.", "Correct that line.") from e
    if not isinstance(document, dict):
        raise RubricError(f"{source} is not a framework: it holds no keys.", "Begin with id, name, version.")
    return from_json(document, source)


def to_json(framework: Framework) -> Json:
    """One framework as the command line's ``frameworks --json`` shows it.

    >>> to_json(shipped()[0])["levels"][1]
    {'level': 1, 'name': 'Aware'}
    """
    return {
        "id": framework.id,
        "name": framework.name,
        "version": framework.version,
        "levels": [{"level": level.level, "name": level.name} for level in framework.levels],
        "dimensions": [_dimension_json(dimension) for dimension in framework.dimensions],
        "default_target": framework.default_target,
        **({} if framework.reading is None else {"reading": reading_json(framework.reading)}),
    }


def from_json(document: Json, source: str = "The framework") -> Framework:
    """Read one framework from the JSON that `to_json` writes.

    Parameters
    ----------
    document
        Keys as in `to_json`; unknown keys are refused.
    source
        Where it came from, for messages.

    Raises
    ------
    RubricError
        Something is missing or of the wrong type, ids or names stand twice, levels are not
        consecutive, a dimension lacks a level's statement, the default target is no level, or
        there is no dimension.
    """
    try:
        schema = _Framework.model_validate(document)
    except ValidationError as e:
        raise RubricError(f"{source} is not a framework: {_complaints(e)}.") from e
    framework = _framework(schema)
    require_coherence(framework, source)
    return framework


def _framework(schema: _Framework) -> Framework:
    return Framework(
        id=schema.id,
        name=schema.name,
        version=schema.version,
        levels=tuple(Level(level.level, level.name) for level in schema.levels),
        dimensions=tuple(_dimension(dimension) for dimension in schema.dimensions),
        default_target=schema.default_target,
        reading=reading_of(schema.reading),
    )


def _dimension(schema: _Dimension) -> Dimension:
    return Dimension(schema.id, schema.name, tuple(_description(entry) for entry in schema.levels))


def _description(schema: _Description) -> Description:
    indicators = tuple(Indicator(entry.id, entry.text, entry.supporting) for entry in schema.indicators)
    return Description(schema.level, schema.statement, indicators)


def _dimension_json(dimension: Dimension) -> Json:
    levels = [_description_json(description) for description in dimension.levels]
    return {"id": dimension.id, "name": dimension.name, "levels": levels}


def _description_json(description: Description) -> Json:
    indicators = [
        {"id": indicator.id, "text": indicator.text, "supporting": indicator.supporting}
        for indicator in description.indicators
    ]
    return {"level": description.level, "statement": description.statement, "indicators": indicators}


def _complaints(e: ValidationError) -> str:
    """List the first three faults, each as ``dimensions.0.name: Field required``."""
    faults = [
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg'].removeprefix('Value error, ')}"
        for fault in e.errors(include_url=False)
    ]
    more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""
    return "; ".join(faults[:3]) + more


def _one_line(e: yaml.YAMLError) -> str:
    return re.sub(r"\s+", " ", str(e)).strip()
