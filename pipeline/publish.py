"""A cycle goes out: counts -> figures -> protection -> one new snapshot.

The decision what may be shown is made here once; whatever reads the snapshot cannot undo it.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline import earlier
from pipeline.actions import actions_told
from pipeline.disclosure.needs import is_need_shown
from pipeline.earlier import Decided, Way
from pipeline.errors import PublicationError
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.frameworks.loader import to_json
from pipeline.matching.resolve import group_names
from pipeline.metrics.contributions import contributions
from pipeline.metrics.projects import Roadmap
from pipeline.metrics.ranking import rankings
from pipeline.metrics.what_if import what_if
from pipeline.model import DEFAULT_PROMISE, NO_TEAM, Json, Rater
from pipeline.pairings import Changes, changes_told
from pipeline.problems import derived_problems
from pipeline.programmes import programme_told
from pipeline.protection import detail_of, protected, rule_of
from pipeline.remarks import remarks
from pipeline.settings import Home, Settings, settings_of
from pipeline.snapshot.write import (
    CyclePublication,
    point_to,
    published_cycles,
    snapshots,
    written_draft,
    written_snapshot,
)
from pipeline.verdicts import verdicts
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened, transaction
from pipeline.warehouse.frozen import Frozen, freeze
from pipeline.warehouse.published import note_pairs

Progress = Callable[[str], None]

_MANNER: dict[Way, str] = {
    "first": "",
    "again": "",
    "hold": "holding some groups back, ",
    "correct": "as a correction, ",
}
"""What is noted before the cycle's name; the snapshot's number stays last."""


@dataclass(frozen=True)
class Publication:
    """What was published, or drafted: its number, the cycle, and how much of it is shown.

    Snapshots and drafts have numbers of their own. ``teams_shown`` of ``teams`` have at least one
    dimension that is shown. ``way`` says how it was published beside the cycle's earlier publications, and
    ``held`` which groups keep their earlier figures. ``notes`` say what analysts would not expect, and what to do.
    """

    number: int
    is_draft: bool
    cycle: str
    min_group: int
    rater: Rater
    teams: int
    teams_shown: int
    way: Way = "first"
    held: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The draft that is kept: its file, what it is of, and whether the warehouse has changed since."""

    path: Path
    cycle: str
    drafted_by: str
    drafted_at: str
    is_outdated: bool


def published(
    home: Home, cycle: str, progress: Progress = lambda _: None, actor: str = "", way: Way = "again"
) -> Publication:
    """Publish a cycle: everybody with the link sees it from now on.

    Parameters
    ----------
    way
        ``hold`` leaves their earlier figures to groups of which the difference would tell too much,
        ``correct`` publishes them all the same.

    Raises
    ------
    PublicationError
        Where nobody answered in the cycle, or fewer people than the smallest group that is shown; where the
        difference to an earlier publication would tell of so few.
    """
    with opened(home) as connection, transaction(connection):
        settings = settings_of(home)
        counts = _counts(connection, cycle, settings, progress)
        progress("Holding it against what was published before")
        told = earlier.decided(connection, counts, settings, way)
        progress("Computing and protecting the figures")
        changes = changes_told(connection, told, settings, _others(home, counts))
        computed, remarked = _publication(home, connection, told, changes, settings)
        freeze(connection, counts.entry.cycle, _frozen(counts, settings))
        progress("Writing the snapshot")
        number = written_snapshot(home, computed)
        earlier.noted(connection, number, told)
        note_pairs(connection, number, changes.told, changes.ledgers)
        write.note_action(
            connection, actor or getpass.getuser(), "publish", f"{_MANNER[told.way]}cycle {cycle} as snapshot {number}"
        )
    point_to(home, number)  # last: a publication that is not noted could not be held against the next one
    return _told(computed, told, (*changes.notes, *remarked), number, is_draft=False)


def drafted(home: Home, cycle: str, progress: Progress = lambda _: None, actor: str = "") -> Publication:
    """What publishing a cycle now would serve, as a file that only analysts look at; nothing is published.

    The draft is computed and protected like a publication. Where that would be refused because of an earlier
    publication, its notes say so. Raises as `published` does otherwise.
    """
    with opened(home) as connection, transaction(connection):
        settings = settings_of(home)
        counts = _counts(connection, cycle, settings, progress)
        told = earlier.drafted(connection, counts, settings)
        progress("Computing and protecting the figures")
        changes = changes_told(connection, told, settings, _others(home, counts))
        computed, remarked = _publication(home, connection, told, changes, settings)
        progress("Writing the draft")
        number = written_draft(home, computed)
        write.note_action(connection, actor or getpass.getuser(), "draft", f"cycle {cycle} as draft {number}")
    return _told(computed, told, (*changes.notes, *remarked), number, is_draft=True)


def latest_draft(home: Home) -> Draft | None:
    """The draft that is kept, whoever made it; None where there is none."""
    with opened(home) as connection:
        noted = read.rows_of(connection, "drafts.sql")
    for row in noted:
        path = home.drafts / f"{row['draft']:04d}.duckdb"
        if path.is_file():
            return Draft(path, row["cycle"], row["drafted_by"], row["drafted_at"], row["is_outdated"])
    return None


def publications(home: Home) -> list[Json]:
    """Every snapshot that is kept, oldest first: ``snapshot, published_at, published_by, cycles, current``."""
    kept = snapshots(home)
    with opened(home) as connection:
        actors = {row["snapshot"]: row["published_by"] for row in read.rows_of(connection, "publishers.sql")}
    return [{**row, "published_by": actors.get(row["snapshot"])} for row in kept]


def rolled_back(home: Home, number: int, actor: str = "") -> None:
    """Serve an earlier (or later) snapshot again.

    Raises
    ------
    PublicationError
        Where there is no such snapshot.
    """
    point_to(home, number)
    with opened(home) as connection, transaction(connection):
        write.note_action(connection, actor or getpass.getuser(), "rollback", f"snapshot {number}")


def _counts(connection: Connection, cycle: str, settings: Settings, progress: Progress) -> CycleCounts:
    progress("Counting")
    counts = cycle_counts(connection, cycle, settings)
    if counts is None:
        raise PublicationError(f"There are no responses in cycle {cycle!r}.", "Load an export first.")
    _check_size(counts, rule_of(settings, counts.entry).min_group)
    return counts


def _frozen(counts: CycleCounts, settings: Settings) -> Frozen:
    rule = rule_of(settings, counts.entry)
    disclosure = "suppress" if rule.suppresses_unanimous else "off"
    series = counts.entry.series or settings.series
    return Frozen(counts.rater, rule.min_group, detail_of(settings, counts.entry), disclosure, series)


def _told(
    computed: CyclePublication, told: Decided, notes: tuple[str, ...], number: int, is_draft: bool
) -> Publication:
    gaps = computed.tables["gaps"]
    teams = gaps[(gaps["kind"] == "team") & (gaps["group"] != NO_TEAM) & gaps["dimension"].notna()]
    by_team = teams.groupby(["division", "group"], dropna=False)["shown"].any()
    return Publication(
        number,
        is_draft,
        computed.cycle,
        computed.min_group,
        computed.rater,
        len(by_team),
        int(by_team.sum()),
        told.way,
        tuple(name for _, _, name in told.held_groups),
        (*remarks(computed, told), *notes),
    )


def _check_size(counts: CycleCounts, min_group: int) -> None:
    if counts.respondents < min_group:
        is_own = counts.rater == "self"
        raise PublicationError(
            f"Only {counts.respondents} people {'answered' if is_own else 'are rated by their managers'} "
            f"in cycle {counts.entry.name}; figures of fewer than {min_group} are never published.",
            "Wait for more answers." if is_own else "Load more of the managers' ratings, with --rater manager.",
        )


def _problem_count(connection: Connection, counts: CycleCounts, settings: Settings) -> int:
    derived = derived_problems(connection, counts.entry.name, settings, group_names(counts.cube))
    return read.stored_problems(connection, counts.entry.name) + len(derived)


def _publication(
    home: Home, connection: Connection, told: Decided, changes: Changes, settings: Settings
) -> tuple[CyclePublication, tuple[str, ...]]:
    """What goes out, and what is to be said of its programme."""
    counts = told.counts
    shown = protected(counts, settings, told.shown)
    by_dimension = shown.gaps[shown.gaps["dimension"].notna()]
    entry = counts.entry
    min_group = rule_of(settings, entry).min_group
    roadmap = None
    if counts.needs is not None:
        roadmap = counts.roadmap(is_need_shown(counts.needs, shown.levels) & ~told.asks_held(counts.needs))
    order = counts.priorities(_shown_of_company(shown.gaps), settings.common_from, roadmap)
    programme, notes = programme_told(home, counts, shown.levels, order)
    computed = CyclePublication(
        entry.name,
        to_json(counts.framework),
        settings.company,
        min_group,
        entry.has_roster,
        entry.has_targets,
        entry.has_roadmap,
        _headcount(counts),
        counts.respondents,
        entry.uploads,
        _problem_count(connection, counts, settings),
        entry.promise or DEFAULT_PROMISE,
        counts.rater,
        told.is_corrected,
        tuple(name for _, _, name in told.held_groups),
        {
            "levels": shown.levels,
            "gaps": shown.gaps,
            "what_if": what_if(shown.levels, counts.framework, entry.has_roster),
            "ranking": rankings(by_dimension, counts.framework),
            "contributions": contributions(by_dimension),
            "indicators": shown.indicators,
            "verdict": verdicts(told, shown, min_group),
            "priority": order,
            "programme": programme,
            **(actions_told(connection, entry.name) | _if_any(roadmap, changes)),
        },
    )
    return computed, notes


def _if_any(roadmap: Roadmap | None, changes: Changes) -> dict[str, pd.DataFrame]:
    """The tables that a cycle has only with a roadmap, or beside another cycle."""
    projects = (
        {} if roadmap is None else {"need": roadmap.needs, "project": roadmap.projects, "unlock": roadmap.unlocks}
    )
    return projects if changes.rows is None else {**projects, "change": changes.rows}


def _shown_of_company(gaps: pd.DataFrame) -> list[str]:
    """The dimensions to rank; a place left free by a hidden one would tell where it stands."""
    is_ranked = (gaps["kind"] == "company") & gaps["dimension"].notna() & gaps["shown"].astype(bool)
    return [str(dimension) for dimension in gaps.loc[is_ranked, "dimension"]]


def _others(home: Home, counts: CycleCounts) -> list[str]:
    """The other cycles that are published."""
    return [cycle for cycle in published_cycles(home) if cycle != counts.entry.name]


def _headcount(counts: CycleCounts) -> int | None:
    if not counts.entry.has_roster:
        return None
    first = counts.framework.dimensions[0].id
    return int(counts.cube.loc[counts.cube["dimension"] == first, "people"].sum())
