"""How one person's levels read in a framework that has a reading of its own: a T, pillars, phases.

A person is read by themselves and beside nobody. What was not answered stays open: it is neither a gap nor a strength,
and a phase of which something is open is never called ready.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.framework_reading import FrameworkReading, Phase, ReadingKind, Section
from pipeline.model import Dimension, Framework

Part = Literal["bar", "stem"]


@dataclass(frozen=True)
class DimensionStanding:
    """A person in one dimension; ``level`` is None without an answer, ``part`` where there is no T."""

    dimension: str
    dimension_name: str
    level: int | None
    part: Part | None


@dataclass(frozen=True)
class PhaseStanding:
    """A person in one phase, by its defining indicators.

    ``met`` of ``known`` are met, and ``open`` more are in dimensions without an answer. ``missing`` are the texts of
    those that are known and not met, in the order of the rubric. ``by_level`` counts those of ``known`` that nobody
    ticked one by one: a chosen level stands for the indicators up to it.
    """

    phase: str
    phase_name: str
    met: int
    known: int
    open: int
    missing: tuple[str, ...]
    by_level: int

    @property
    def is_ready(self) -> bool:
        """Whether everything that defines the phase is known and met."""
        return self.met == self.known and not self.open


@dataclass(frozen=True)
class PersonalReading:
    """One person's results as their framework reads them.

    Parameters
    ----------
    kind
        The kind of reading.
    standings
        Every dimension, in the framework's order; of a T the bar first.
    bar_reached, bar_known
        Dimensions of the bar at or above the assumed target, and those that were answered.
    deepest
        Names of the areas of the stem that the person is furthest in; none where all are at the lowest level.
    empty
        Ids of the dimensions at the lowest level: pillars that carry nothing yet.
    phases
        In their order.
    sections
        What to read beside it.
    """

    kind: ReadingKind
    standings: tuple[DimensionStanding, ...]
    bar_reached: int
    bar_known: int
    deepest: tuple[str, ...]
    empty: tuple[str, ...]
    phases: tuple[PhaseStanding, ...]
    sections: tuple[Section, ...]


def personal_reading(
    framework: Framework, levels: Mapping[str, int], ticked: Mapping[str, Collection[str]] | None = None
) -> PersonalReading | None:
    """Read one person's results; None where the framework has no reading of its own.

    Parameters
    ----------
    levels
        Level by dimension id; a dimension without an answer is left out.
    ticked
        Ids of the ticked indicators by dimension id, of the dimensions that were answered by a checklist. In the
        others a level stands for the indicators up to it.

    Examples
    --------
    Levels 2, 0, 3 and no answer on four pillars: the second is empty. A bar of six with the levels
    2, 3, 1, 2, 0 and no answer has reached 3 of 5 at the assumed target 2.
    """
    reading = framework.reading
    if reading is None:
        return None
    standings = tuple(
        DimensionStanding(each.id, each.name, levels.get(each.id), _part(reading, each.id))
        for each in _ordered(framework, reading)
    )
    bar = [each.level for each in standings if each.part == "bar" and each.level is not None]
    stem = [(each.level, each.dimension_name) for each in standings if each.part == "stem" and each.level is not None]
    furthest = max((level for level, _ in stem), default=framework.lowest)
    return PersonalReading(
        reading.kind,
        standings,
        sum(level >= framework.default_target for level in bar),
        len(bar),
        tuple(name for level, name in stem if level == furthest > framework.lowest),
        tuple(each.dimension for each in standings if each.level == framework.lowest),
        tuple(_phase(framework, phase, levels, ticked or {}) for phase in reading.phases),
        reading.sections,
    )


def _ordered(framework: Framework, reading: FrameworkReading) -> list[Dimension]:
    """The dimensions of the framework, those of the bar first."""
    return sorted(framework.dimensions, key=lambda each: bool(reading.bar) and each.id not in reading.bar)


def _part(reading: FrameworkReading, dimension: str) -> Part | None:
    if not reading.bar:
        return None
    return "bar" if dimension in reading.bar else "stem"


def _phase(
    framework: Framework, phase: Phase, levels: Mapping[str, int], ticked: Mapping[str, Collection[str]]
) -> PhaseStanding:
    met, known, unanswered, by_level, missing = 0, 0, 0, 0, list[str]()
    for dimension in framework.dimensions:
        for entry in dimension.levels:
            for indicator in entry.indicators:
                if indicator.supporting or indicator.id not in phase.indicators:
                    continue
                if dimension.id not in levels and dimension.id not in ticked:
                    unanswered += 1
                    continue
                is_ticked = dimension.id in ticked
                is_met = indicator.id in ticked[dimension.id] if is_ticked else entry.level <= levels[dimension.id]
                known, met, by_level = known + 1, met + is_met, by_level + (not is_ticked)
                missing += [] if is_met else [indicator.text]
    return PhaseStanding(phase.id, phase.name, met, known, unanswered, tuple(missing), by_level)
