"""Every figure of a cycle, from the warehouse's counts: what ``--private`` prints and ``publish`` protects.

The only place where the cube, the targets and the framework of a cycle meet the formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.library import cycle_framework
from pipeline.matching.resolve import group_names, resolved_targets
from pipeline.metrics.gaps import gaps
from pipeline.metrics.indicators import indicators
from pipeline.metrics.levels import distributions
from pipeline.metrics.priority import priorities
from pipeline.model import KINDS, Framework, Grouping, Kind, Rater
from pipeline.settings import Home, Settings, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened

GROUPINGS = tuple(Grouping(kind, by_dimension) for kind in KINDS for by_dimension in (True, False))
"""Every grouping that is published."""

RANKED = Grouping("company")
"""The grouping whose gaps have a class and a rank."""


@dataclass(frozen=True)
class CycleCounts:
    """What the figures of a cycle are made of; ``targets`` is None where no file was loaded.

    ``rater`` says whose ratings they are; ``respondents`` counts the people whom that rater rated.
    """

    entry: read.CycleEntry
    framework: Framework
    cube: pd.DataFrame
    indicator_cube: pd.DataFrame
    targets: pd.DataFrame | None
    company: str
    respondents: int
    rater: Rater

    def levels(self, grouping: Grouping) -> pd.DataFrame:
        """Level distributions; the columns of the ``levels`` JSON."""
        return distributions(self.cube, self.framework, grouping, self.company, self.entry.has_roster)

    def gaps(self, grouping: Grouping) -> pd.DataFrame:
        """Gap figures; the columns of the ``gaps`` JSON."""
        return gaps(self.cube, self.targets, self.framework, grouping, self.company, self.entry.has_roster)

    def indicators(self, kind: Kind) -> pd.DataFrame:
        """Who ticked which indicator; the columns of the ``indicators`` of a snapshot."""
        return indicators(self.indicator_cube, self.cube, self.framework, kind, self.company)

    def priorities(self, dimensions: Sequence[str], common_from: float) -> pd.DataFrame:
        """The company's gaps in the order of their priority; criticality is unknown where there is a roadmap.

        A cycle without a roadmap has nothing that a gap could block: criticality is then 0.
        """
        criticality: dict[str, float] | None = None if self.entry.has_roadmap else {}
        return priorities(
            self.cube, self.targets, self.framework, dimensions, criticality, common_from, self.entry.has_roster
        )


def cycle_counts(connection: Connection, cycle: str, settings: Settings) -> CycleCounts | None:
    """The counts of one cycle; None where nobody has answered in it yet."""
    entry = read.cycle_entry(connection, cycle)
    framework = cycle_framework(connection, entry) if entry else None
    if entry is None or framework is None:
        return None
    rater = entry.rater or settings.rater  # the one of its first publication, from then on
    cube = read.cube(connection, entry.cycle, framework, rater)
    targets = None
    if entry.has_targets:
        lines = read.lines_of(connection, "target", entry.cycle)
        targets, _ = resolved_targets(lines, framework, group_names(cube))
    respondents = read.respondents(connection, entry.cycle, rater)
    indicator_cube = read.indicator_cube(connection, entry.cycle, framework, rater)
    return CycleCounts(entry, framework, cube, indicator_cube, targets, settings.company, respondents, rater)


def used_rater(home: Home, cycle: str) -> Rater:
    """Whose ratings the figures of a cycle use: the setting, until its first publication keeps it."""
    with opened(home) as connection:
        entry = read.cycle_entry(connection, cycle)
    return (entry.rater if entry else None) or settings_of(home).rater


def private_levels(home: Home, cycle: str, grouping: Grouping) -> pd.DataFrame | None:
    """Level distributions straight from the warehouse, unprotected, for analysts; None without data."""
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings_of(home))
    return counts.levels(grouping) if counts else None


def private_gaps(home: Home, cycle: str, grouping: Grouping) -> pd.DataFrame | None:
    """Gap figures straight from the warehouse, unprotected, for analysts; None without data.

    Those of the company by dimension have their class and rank beside them.
    """
    settings = settings_of(home)
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings)
    if counts is None:
        return None
    figures = counts.gaps(grouping)
    if grouping != RANKED:
        return figures
    return figures.merge(counts.priorities(figures["dimension"].tolist(), settings.common_from), on="dimension")
