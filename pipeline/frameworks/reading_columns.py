"""What a rubric spreadsheet says of a reading: the part of a T that a dimension is, the phase of an indicator.

Decision: profiles and the words beside the figures are not in the spreadsheet. They stay as they were in the version
before, but for what they say of dimensions and indicators that are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import RubricError
from pipeline.framework_reading import FrameworkReading, Phase
from pipeline.frameworks.reading import fitted
from pipeline.frameworks.rubric_table import Line, agreed
from pipeline.frameworks.words import normalised, slug
from pipeline.model import Framework

BAR, STEM = "bar", "stem"


def with_reading(framework: Framework, found: Sequence[Line], before: FrameworkReading | None) -> Framework:
    """A framework with the reading that its rows, and the version before it, give it.

    Parameters
    ----------
    found
        All rows of the rubric, with the columns ``part`` (bar or stem, once per dimension; blank is stem) and
        ``phase`` (a name, per indicator).
    before
        The reading of the version before; None for a new framework.

    Raises
    ------
    RubricError
        A part that is neither, or parts and phases in one rubric.
    """
    levels = [level.level for level in framework.levels]
    kept = fitted(before, framework.dimensions, levels) if before else None
    has_parts = any("part" in line.texts for line in found)
    has_phases = any("phase" in line.texts for line in found)
    if has_parts and has_phases:
        raise RubricError("A rubric has parts of a T, or phases, but not both.", "Empty the column part or phase.")
    if has_parts:
        kept = replace(kept or FrameworkReading("t-shape"), kind="t-shape", bar=_bar(framework, found))
    if has_phases:
        kept = replace(kept or FrameworkReading("phases"), kind="phases", phases=_phases(framework, found, kept))
    return replace(framework, reading=kept)


def columns_of(reading: FrameworkReading | None) -> tuple[str, ...]:
    """The columns that a spreadsheet needs for a reading."""
    if reading is None:
        return ()
    return (*(["part"] if reading.bar else []), *(["phase"] if reading.phases else []))


def part_of(reading: FrameworkReading, dimension: str) -> str:
    """What is written for a dimension: bar or stem."""
    return BAR if dimension in reading.bar else STEM


def phase_of(reading: FrameworkReading, indicator: str | None) -> str | None:
    """The name of the phase that an indicator belongs to, if any."""
    return next((phase.name for phase in reading.phases if indicator in phase.indicators), None)


def _bar(framework: Framework, found: Sequence[Line]) -> tuple[str, ...]:
    for line in found:
        text = line.texts.get("part", STEM)
        if text.casefold() not in (BAR, STEM):
            raise line.refusal("part", f"{text!r} is neither {BAR} nor {STEM}")
    return tuple(each.id for each in framework.dimensions if _part(each.name, found) == BAR)


def _part(name: str, found: Sequence[Line]) -> str:
    told = agreed([line for line in found if normalised(line.required("dimension")) == normalised(name)], "part")
    return (told or STEM).casefold()


def _phases(framework: Framework, found: Sequence[Line], kept: FrameworkReading | None) -> tuple[Phase, ...]:
    """The phases in the order of the version before, then as they appear; each with its indicators in rubric order."""
    names = {normalised(phase.name): phase.name for phase in (kept.phases if kept else ())}
    ids = {normalised(phase.name): phase.id for phase in (kept.phases if kept else ())}
    phase_at = {
        (normalised(line.required("dimension")), normalised(line.texts["indicator"])): line.texts["phase"]
        for line in found
        if "phase" in line.texts and "indicator" in line.texts
    }
    for name in phase_at.values():
        names.setdefault(normalised(name), name)
    indicators: dict[str, list[str]] = {key: [] for key in names}
    for dimension in framework.dimensions:
        for indicator in dimension.indicators:
            phase = phase_at.get((normalised(dimension.name), normalised(indicator.text)))
            if phase is not None:
                indicators[normalised(phase)].append(indicator.id)
    phases = (Phase(ids.get(key, slug(name)), name, tuple(indicators[key])) for key, name in names.items())
    return tuple(phase for phase in phases if phase.indicators)
