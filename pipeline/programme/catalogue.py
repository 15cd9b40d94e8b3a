"""The catalogue of modules: what can be taught, read from YAML or a spreadsheet's rows.

Decision: one faulty module is left out, with one sentence, and the others are used; a company's catalogue is long, and
who corrects it wants to hear of every fault at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.errors import SurveyError
from pipeline.frameworks.words import normalised
from pipeline.model import Framework, Json
from pipeline.programme.coherence import left_out, track_faults, whole
from pipeline.programme.faults import fault_of, shown
from pipeline.programme.modules import Catalogue, Module, Track

_HOURS_OF_A_YEAR = 2_000
_ADDED = "its hours of instruction, hands-on work and presentation add up to {sum:g}, not to {stated:g}"


@dataclass(frozen=True)
class ReadCatalogue:
    """A catalogue as far as it can be used, and a sentence for each thing that was left out or does not fit."""

    catalogue: Catalogue
    problems: tuple[str, ...] = ()


def _parts(value: Any) -> Any:
    """A cell's list, divided by commas, as a list."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


_Text = Annotated[str, Field(min_length=1, max_length=600, strict=True)]
_Texts = Annotated[tuple[_Text, ...], BeforeValidator(_parts)]
_Hours = Annotated[float, Field(ge=0, le=_HOURS_OF_A_YEAR, allow_inf_nan=False)]
_Level = Annotated[int, Field(ge=0, le=20)]


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Track(_Schema):
    id: _Text
    name: _Text
    roles: _Texts = ()
    is_whole: bool = False
    total_hours: _Hours | None = None


class _Module(_Schema):
    id: _Text
    name: _Text
    dimension: _Text
    from_level: _Level
    to_level: _Level
    instruction_hours: _Hours
    hands_on_hours: _Hours
    presentation_hours: _Hours = 0
    total_hours: _Hours | None = None
    tracks: _Texts
    prerequisites: _Texts = ()
    about: str = Field("", max_length=2000)
    apply: str = Field("", max_length=2000)


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the product: a foundation of 20 hours and four role tracks."""
    text = resources.files(__package__).joinpath("catalogue.yaml").read_text("utf-8")
    read = read_catalogue(yaml.safe_load(text))
    if read.problems:
        raise SurveyError(f"The shipped catalogue does not hold together: {read.problems[0]}")
    return read.catalogue


def read_catalogue(document: Json) -> ReadCatalogue:
    """Read a catalogue from its keys: ``framework``, ``tracks``, ``modules``.

    Parameters
    ----------
    document
        As in the shipped YAML. A module may state ``total_hours``, which must be the sum of its hours, as a track may.

    Returns
    -------
    ReadCatalogue
        Modules with a fault are left out, and so are those that build on them; each has its sentence.

    Raises
    ------
    SurveyError
        Where there is no list of modules at all.
    """
    if not isinstance(document, dict) or not isinstance(document.get("modules"), list):
        raise SurveyError("This is no catalogue: it has no list of modules.", "Begin with 'modules:', one entry each.")
    problems: list[str] = []
    tracks = _distinct(_valid(document.get("tracks") or [], _Track, "Track", problems), "track", problems)
    kept = _distinct(_valid(document["modules"], _Module, "Module", problems), "module", problems)
    named = tuple(Track(**each.model_dump()) for each in tracks)
    modules = whole([_module(each) for each in kept if not _faulty(each, problems)], named, problems)
    framework = document.get("framework")
    catalogue = Catalogue(str(framework) if framework else None, named, modules)
    problems.extend(track_faults(catalogue))
    return ReadCatalogue(catalogue, tuple(problems))


def fitted(catalogue: Catalogue, framework: Framework) -> ReadCatalogue:
    """The modules that fit a framework, by its dimensions' ids; dimensions may be named in the catalogue.

    A module for a dimension, or up to a level, that the framework does not have is left out, and so are those that
    build on it. A catalogue for another framework has no module left.
    """
    if catalogue.framework not in (None, framework.id):
        reason = (
            f"The catalogue is for the framework {catalogue.framework!r} and the cycle uses {framework.id!r}: "
            "import a catalogue of your own for it."
        )
        return ReadCatalogue(replace(catalogue, modules=()), (reason,))
    ids = {normalised(text): each.id for each in framework.dimensions for text in (each.id, each.name)}
    problems: list[str] = []
    kept = []
    for module in catalogue.modules:
        dimension = ids.get(normalised(module.dimension))
        if dimension is None:
            problems.append(left_out(module.id, f"the framework has no dimension {module.dimension!r}"))
        elif not framework.lowest <= module.from_level < module.to_level <= framework.highest:
            scale = f"{framework.lowest} to {framework.highest}"
            problems.append(
                left_out(module.id, f"levels go from {scale}, not {module.from_level} to {module.to_level}")
            )
        else:
            kept.append(replace(module, dimension=dimension))
    modules = whole(kept, catalogue.tracks, problems)
    return ReadCatalogue(replace(catalogue, modules=modules), tuple(problems))


def to_document(catalogue: Catalogue) -> Json:
    """A catalogue as `read_catalogue` reads it."""
    return {
        "framework": catalogue.framework,
        "tracks": [{**vars(track), "roles": list(track.roles)} for track in catalogue.tracks],
        "modules": [
            {**vars(module), "tracks": list(module.tracks), "prerequisites": list(module.prerequisites)}
            for module in catalogue.modules
        ],
    }


def _valid(entries: Any, schema: type[Any], what: str, problems: list[str]) -> list[Any]:
    found = []
    for place, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        try:
            found.append(schema.model_validate(entry))
        except ValidationError as e:
            name = entry.get("id") if isinstance(entry, dict) else None
            named = shown(name) if name else f"number {place}"
            problems.append(f"{what} {named} is left out: {fault_of(e)}.")
    return found


def _distinct(entries: list[Any], what: str, problems: list[str]) -> list[Any]:
    """Of entries with the same id the first; the others have their sentence."""
    seen: dict[str, Any] = {}
    for entry in entries:
        if entry.id in seen:
            problems.append(f"The second {what} {entry.id!r} is left out: an id may stand once.")
        else:
            seen[entry.id] = entry
    return list(seen.values())


def _faulty(module: _Module, problems: list[str]) -> bool:
    hours = module.instruction_hours + module.hands_on_hours + module.presentation_hours
    if module.from_level >= module.to_level:
        problems.append(
            left_out(module.id, f"it leads from level {module.from_level} to {module.to_level}, not upwards")
        )
    elif hours <= 0:
        problems.append(left_out(module.id, "it has no hours"))
    elif module.total_hours is not None and abs(module.total_hours - hours) > 1e-9:
        problems.append(left_out(module.id, _ADDED.format(sum=hours, stated=module.total_hours)))
    else:
        return False
    return True


def _module(schema: _Module) -> Module:
    return Module(**schema.model_dump(exclude={"total_hours"}))
