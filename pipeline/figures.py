"""Every figure of a cycle, from the warehouse's counts: what analysts see and ``publish`` protects.

The only place where the cube, the targets and the framework of a cycle meet the formulas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.library import cycle_framework
from pipeline.matching.needs import resolved_needs
from pipeline.matching.resolve import group_names, resolved_targets
from pipeline.metrics.gaps import gaps
from pipeline.metrics.indicators import indicators
from pipeline.metrics.levels import distributions
from pipeline.metrics.priority import priorities
from pipeline.metrics.projects import Roadmap, staffed
from pipeline.metrics.staffing import Marks
from pipeline.model import Framework, Grouping, Kind, Rater
from pipeline.settings import Home, Settings, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.counted import counted
from pipeline.warehouse.profiles import profiles


@dataclass(frozen=True)
class CycleCounts:
    """What the figures of a cycle are made of; ``targets`` is None where no file was loaded.

    ``rater`` says whose ratings they are; ``respondents`` counts the people whom that rater rated.
    ``needs`` and ``profiles`` are the roadmap and the people to staff it from; both are None where no
    line of a roadmap can be used.
    """

    entry: read.CycleEntry
    framework: Framework
    cube: pd.DataFrame
    indicator_cube: pd.DataFrame
    targets: pd.DataFrame | None
    company: str
    respondents: int
    rater: Rater
    projects_per_person: int = 1
    needs: pd.DataFrame | None = None
    profiles: pd.DataFrame | None = None

    def levels(self, grouping: Grouping) -> pd.DataFrame:
        """Level distributions; the columns of the ``levels`` JSON."""
        return distributions(self.cube, self.framework, grouping, self.company, self.entry.has_roster)

    def gaps(self, grouping: Grouping) -> pd.DataFrame:
        """Gap figures; the columns of the ``gaps`` JSON."""
        return gaps(self.cube, self.targets, self.framework, grouping, self.company, self.entry.has_roster)

    def indicators(self, kind: Kind) -> pd.DataFrame:
        """Who ticked which indicator; the columns of the ``indicators`` of a snapshot."""
        return indicators(self.indicator_cube, self.cube, self.framework, kind, self.company)

    def roadmap(self, is_shown: Marks | None = None) -> Roadmap | None:
        """The roadmap staffed as well as can be, of the needs that are shown (default: all); None without one."""
        if self.needs is None or self.profiles is None:
            return None
        chosen = np.ones(len(self.needs), dtype=bool) if is_shown is None else is_shown
        return staffed(self.profiles, self.needs, self.framework, self.projects_per_person, chosen)

    def priorities(self, dimensions: Sequence[str], common_from: float, roadmap: Roadmap | None) -> pd.DataFrame:
        """The company's gaps in the order of their priority; without a roadmap no gap is critical."""
        criticality: Mapping[str, float] = {}
        if roadmap is not None:
            criticality = dict(
                zip(roadmap.criticality["dimension"], roadmap.criticality["criticality"].tolist(), strict=True)
            )
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
    with counted(connection, entry.cycle, rater):
        return _counts(connection, entry, framework, rater, settings)


def _counts(
    connection: Connection, entry: read.CycleEntry, framework: Framework, rater: Rater, settings: Settings
) -> CycleCounts:
    cube = read.cube(connection, entry.cycle, framework, rater)
    targets = None
    if entry.has_targets:
        lines = read.lines_of(connection, "target", entry.cycle)
        targets, _ = resolved_targets(lines, framework, group_names(cube))
    respondents = read.respondents(connection, entry.cycle, rater)
    indicator_cube = read.indicator_cube(connection, entry.cycle, framework, rater)
    needs = people = None
    if entry.has_roadmap:
        lines = read.lines_of(connection, "need", entry.cycle)
        found = resolved_needs(lines, framework, group_names(cube))
        if len(found):
            needs = found
            people = profiles(connection, entry.cycle, framework, rater, set(found["dimension"]))
    return CycleCounts(
        entry,
        framework,
        cube,
        indicator_cube,
        targets,
        settings.company,
        respondents,
        rater,
        settings.projects_per_person,
        needs,
        people,
    )


def used_rater(home: Home, cycle: str) -> Rater:
    """Whose ratings the figures of a cycle use: the setting, until its first publication keeps it."""
    with opened(home) as connection:
        entry = read.cycle_entry(connection, cycle)
    return (entry.rater if entry else None) or settings_of(home).rater
