"""Figures straight from the warehouse, unprotected, for analysts: what ``--private`` prints.

Small teams together are those that a publication now would put together.
"""

from __future__ import annotations

import pandas as pd

from pipeline.changes import cycle_pair
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.matching.answers import level_called
from pipeline.metrics.change import changes
from pipeline.metrics.gaps import COLUMNS as GAP_COLUMNS
from pipeline.metrics.ledger import Measure
from pipeline.metrics.projects import Roadmap
from pipeline.metrics.what_if import what_if
from pipeline.model import Grouping, Json
from pipeline.protection import Decisions, decisions_of, of_units, with_small_teams
from pipeline.settings import Home, settings_of
from pipeline.warehouse.connection import opened
from pipeline.warehouse.resting import resting_on

_OF_NEED = ["project", "dimension", "level", "division", "team", "people"]
RANKED = Grouping("company")
"""The grouping whose gaps have a class and a rank."""


def private_levels(home: Home, cycle: str, grouping: Grouping) -> pd.DataFrame | None:
    """Level distributions, unprotected; None without data."""
    found = _counted(home, cycle, grouping)
    return found and of_units(found[0].levels(grouping), found[1])


def private_gaps(home: Home, cycle: str, grouping: Grouping) -> pd.DataFrame | None:
    """Gap figures, unprotected; None without data. Those of the company by dimension have their class and rank."""
    found = _counted(home, cycle, grouping)
    if found is None:
        return None
    counts, decisions = found
    figures = of_units(counts.gaps(grouping), decisions)
    if grouping != RANKED:
        return figures
    common_from = settings_of(home).common_from
    order = counts.priorities(figures["dimension"].tolist(), common_from, counts.roadmap())
    return figures.merge(order, on="dimension")


def private_what_if(home: Home, cycle: str, grouping: Grouping, wanted: str) -> pd.DataFrame | None:
    """Gap figures if one level, by name or number, were everybody's target, unprotected; None without data.

    Raises
    ------
    SettingsError
        Where the cycle's framework has no such level.
    """
    found = _counted(home, cycle, grouping)
    if found is None:
        return None
    counts, decisions = found
    level = level_called(counts.framework, wanted)
    figures = what_if(of_units(counts.levels(grouping), decisions), counts.framework, counts.entry.has_roster)
    return figures.loc[figures["target"] == level, GAP_COLUMNS].reset_index(drop=True)


def private_roadmap(home: Home, cycle: str) -> Roadmap | None:
    """The roadmap staffed from everybody, unprotected; None without data or a usable need."""
    found = _counted(home, cycle, RANKED)
    return found and found[0].roadmap()


def private_resting(home: Home, cycle: str) -> list[tuple[Json, list[Json]]]:
    """Every need of the roadmap with the people it rests on, by name; for analysts, and never kept.

    A need has ``project dimension level division team people`` and stands in the order of the roadmap. Its people
    are empty unless they are exactly as many as it asks for. Empty without data or a usable need.
    """
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings_of(home))
        if counts is None or counts.needs is None:
            return []
        people = resting_on(connection, counts.entry.cycle, counts.rater, counts.framework, counts.needs)
    needs = counts.needs[_OF_NEED].astype(object)
    lines = needs.where(needs.notna(), None).itertuples(index=False, name=None)
    return [(dict(zip(_OF_NEED, line, strict=True)), named) for line, named in zip(lines, people, strict=True)]


def _counted(home: Home, cycle: str, grouping: Grouping) -> tuple[CycleCounts, Decisions] | None:
    """The counts, and where small teams are asked for the decision which of them stand together."""
    settings = settings_of(home)
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings)
    if counts is None:
        return None
    if grouping.kind != "together":
        return counts, {}
    decisions = decisions_of(counts, settings)
    return with_small_teams(counts, decisions), decisions


def private_changes(home: Home, before: str, after: str, measure: Measure, grouping: Grouping) -> pd.DataFrame | None:
    """What changed between two cycles, unprotected; None where one of them has no answers.

    Raises
    ------
    SettingsError
        Where the two cannot be compared: one cycle, two frameworks, or two kinds of raters.
    """
    with opened(home) as connection:
        found = cycle_pair(connection, before, after, settings_of(home))
    return None if found is None else changes(found.pair, measure, grouping.kind, grouping.by_dimension)
