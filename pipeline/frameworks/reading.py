"""The ``reading:`` section of a framework: from YAML and JSON, back, and whether it fits the rubric.

Decision: the same section is kept with a cycle's framework, so a publication is read as it was meant then. A
framework that was kept before there were readings has none, and loads as before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt

from pipeline.framework_reading import MOST_IMPACT, FrameworkReading, Goal, Phase, Point, Profile, ReadingKind, Section
from pipeline.frameworks.words import fault
from pipeline.model import Dimension, Json


def _plain(text: str) -> str:
    complaint = fault(text)
    if complaint:
        raise ValueError(f"{text[:60]!r} {complaint}")
    return text


Text = Annotated[str, Field(strict=True), AfterValidator(_plain)]


class _Schema(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Goal(_Schema):
    dimension: Text
    level: StrictInt
    impact: Annotated[StrictInt, Field(ge=1, le=MOST_IMPACT)]


class _Profile(_Schema):
    id: Text
    name: Text
    goals: tuple[_Goal, ...]


class _Phase(_Schema):
    id: Text
    name: Text
    indicators: tuple[Text, ...]


class _Point(_Schema):
    id: Text
    text: Text
    choices: tuple[Text, ...] = ()


class _Section(_Schema):
    id: Text
    name: Text
    intro: Text
    points: tuple[_Point, ...]


class ReadingSchema(_Schema):
    """The section as it is written; `reading_of` makes the value of it."""

    kind: ReadingKind
    bar: tuple[Text, ...] = ()
    profiles: tuple[_Profile, ...] = ()
    phases: tuple[_Phase, ...] = ()
    sections: tuple[_Section, ...] = ()


def reading_of(schema: ReadingSchema | None) -> FrameworkReading | None:
    """The section as a value; None where there is none."""
    if schema is None:
        return None
    return FrameworkReading(
        schema.kind,
        schema.bar,
        tuple(
            Profile(each.id, each.name, tuple(Goal(**vars(goal)) for goal in each.goals)) for each in schema.profiles
        ),
        tuple(Phase(**vars(each)) for each in schema.phases),
        tuple(_section(each) for each in schema.sections),
    )


def _profile(schema: _Profile) -> Profile:
    return Profile(schema.id, schema.name, tuple(Goal(**vars(goal)) for goal in schema.goals))


def _section(schema: _Section) -> Section:
    return Section(schema.id, schema.name, schema.intro, tuple(Point(**vars(point)) for point in schema.points))


def reading_json(reading: FrameworkReading) -> Json:
    """The section as ``frameworks --json`` shows it, and as it is kept."""
    document: Json = json.loads(json.dumps(asdict(reading)))  # tuples become lists, as in every other document
    return document


def reading_faults(reading: FrameworkReading, dimensions: Sequence[Dimension], levels: Sequence[int]) -> Iterator[str]:
    """What of a reading does not fit the rubric, a clause each: a dimension, level or indicator that there is not."""
    known = {dimension.id for dimension in dimensions}
    for dimension in (*reading.bar, *(goal.dimension for each in reading.profiles for goal in each.goals)):
        if dimension not in known:
            yield f"the reading names the dimension {dimension!r}, which there is not"
    for profile in reading.profiles:
        for goal in profile.goals:
            if goal.level not in levels:
                yield f"profile {profile.name!r} expects level {goal.level}, but the levels are {list(levels)!r}"
    if reading.kind == "t-shape" and not 0 < len(known & set(reading.bar)) < len(known):
        yield "a T needs dimensions in its bar, and others as its stem"
    yield from _faults_of_phases(reading, dimensions)
    yield from _twice("dimension of the bar", reading.bar)
    yield from _twice("profile", (each.id for each in reading.profiles))
    yield from _twice("section", (each.id for each in reading.sections))


def _faults_of_phases(reading: FrameworkReading, dimensions: Sequence[Dimension]) -> Iterator[str]:
    known = {indicator.id for dimension in dimensions for indicator in dimension.indicators}
    for phase in reading.phases:
        for indicator in phase.indicators:
            if indicator not in known:
                yield f"phase {phase.name!r} names the indicator {indicator!r}, which there is not"
    if reading.kind == "phases" and not reading.phases:
        yield "there is no phase to read by"
    yield from _twice("phase", (phase.id for phase in reading.phases))
    yield from _twice("indicator in phases", (each for phase in reading.phases for each in phase.indicators))


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield f"{what} {id!r} stands twice"


def fitted(reading: FrameworkReading, dimensions: Sequence[Dimension], levels: Sequence[int]) -> FrameworkReading:
    """A reading over a rubric that changed: what it says of dimensions, levels and indicators that are gone goes too.

    Examples
    --------
    A profile with a goal in a dimension that the new version leaves out loses that goal and keeps the others.
    """
    known = {dimension.id for dimension in dimensions}
    indicators = {indicator.id for dimension in dimensions for indicator in dimension.indicators}
    return replace(
        reading,
        bar=tuple(each for each in reading.bar if each in known),
        profiles=tuple(
            replace(each, goals=tuple(g for g in each.goals if g.dimension in known and g.level in levels))
            for each in reading.profiles
        ),
        phases=tuple(
            replace(each, indicators=tuple(i for i in each.indicators if i in indicators)) for each in reading.phases
        ),
    )
