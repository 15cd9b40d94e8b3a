"""A cycle goes out: counts -> figures -> protection -> one new snapshot.

The decision what may be shown is made here once; whatever reads the snapshot cannot undo it.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.disclosure.needs import is_need_shown
from pipeline.errors import PublicationError
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.frameworks.loader import to_json
from pipeline.metrics.contributions import contributions
from pipeline.metrics.projects import Roadmap
from pipeline.metrics.ranking import rankings
from pipeline.model import DEFAULT_PROMISE, Json, Rater
from pipeline.problems import derived_problems
from pipeline.protection import protected, rule_of
from pipeline.settings import Home, Settings, settings_of
from pipeline.snapshot.write import CyclePublication, point_to, snapshots, written_draft, written_snapshot
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened, transaction
from pipeline.warehouse.frozen import freeze

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Publication:
    """What was published, or drafted: its number, the cycle, and how much of it is shown.

    Snapshots and drafts have numbers of their own. ``teams_shown`` of ``teams`` have at least one
    dimension that is shown. ``notes`` say what analysts would not expect, and what to do.
    """

    number: int
    is_draft: bool
    cycle: str
    min_group: int
    rater: Rater
    teams: int
    teams_shown: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The draft that is kept: its file, what it is of, and whether the warehouse has changed since."""

    path: Path
    cycle: str
    drafted_by: str
    drafted_at: str
    is_outdated: bool


def published(home: Home, cycle: str, progress: Progress = lambda _: None, actor: str = "") -> Publication:
    """Publish a cycle: everybody with the link sees it from now on.

    Raises
    ------
    PublicationError
        Where nobody answered in the cycle, or fewer people than the smallest group that is shown.
    """
    with opened(home) as connection, transaction(connection):
        computed = _computed(connection, home, cycle, progress)
        freeze(connection, _cycle_number(connection, cycle), computed.min_group, computed.rater)
        progress("Writing the snapshot")
        number = written_snapshot(home, computed)
        write.note_action(connection, actor or getpass.getuser(), "publish", f"cycle {cycle} as snapshot {number}")
    return _told(computed, number, is_draft=False)


def drafted(home: Home, cycle: str, progress: Progress = lambda _: None, actor: str = "") -> Publication:
    """What publishing a cycle now would serve, as a file that only analysts look at; nothing is published.

    The draft is computed and protected like a publication. Raises as `published` does.
    """
    with opened(home) as connection, transaction(connection):
        computed = _computed(connection, home, cycle, progress)
        progress("Writing the draft")
        number = written_draft(home, computed)
        write.note_action(connection, actor or getpass.getuser(), "draft", f"cycle {cycle} as draft {number}")
    return _told(computed, number, is_draft=True)


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
    point_to(home, f"{number:04d}.duckdb")
    with opened(home) as connection, transaction(connection):
        write.note_action(connection, actor or getpass.getuser(), "rollback", f"snapshot {number}")


def _computed(connection: Connection, home: Home, cycle: str, progress: Progress) -> CyclePublication:
    settings = settings_of(home)
    progress("Counting")
    counts = cycle_counts(connection, cycle, settings)
    if counts is None:
        raise PublicationError(f"There are no responses in cycle {cycle!r}.", "Load an export first.")
    min_group = rule_of(settings, counts.entry).min_group
    _check_size(counts, min_group)
    progress("Computing and protecting the figures")
    return _publication(counts, settings, min_group, _problem_count(connection, cycle, settings))


def _cycle_number(connection: Connection, cycle: str) -> int:
    entry = read.cycle_entry(connection, cycle)
    assert entry is not None  # it was counted a moment ago, in this transaction
    return entry.cycle


def _told(computed: CyclePublication, number: int, is_draft: bool) -> Publication:
    gaps = computed.tables["gaps"]
    teams = gaps[(gaps["kind"] == "team") & gaps["dimension"].notna()]
    by_team = teams.groupby(["division", "group"], dropna=False)["shown"].any()
    return Publication(
        number,
        is_draft,
        computed.cycle,
        computed.min_group,
        computed.rater,
        len(by_team),
        int(by_team.sum()),
        tuple(_remarks(computed)),
    )


def _remarks(computed: CyclePublication) -> Iterator[str]:
    """Why the whole company has no gap in a dimension in which its levels are shown and somebody has a target."""
    levels, gaps = computed.tables["levels"], computed.tables["gaps"]
    shown = set(levels.loc[(levels["kind"] == "company") & levels["shown"].astype(bool), "dimension"])
    is_missing = (gaps["kind"] == "company") & ~gaps["shown"].astype(bool) & gaps["target_source"].ne("none")
    missing = gaps.loc[is_missing & gaps["dimension"].notna() & gaps["dimension"].isin(shown), "dimension_name"]
    if len(missing):
        yield (
            f"The whole company's gap is not shown in {', '.join(missing)}: so few people have one of its targets, or "
            "none, that they could be told apart. A line of targets without role, team and division is for everybody."
        )


def _check_size(counts: CycleCounts, min_group: int) -> None:
    if counts.respondents < min_group:
        is_own = counts.rater == "self"
        raise PublicationError(
            f"Only {counts.respondents} people {'answered' if is_own else 'are rated by their managers'} "
            f"in cycle {counts.entry.name}; figures of fewer than {min_group} are never published.",
            "Wait for more answers." if is_own else "Load more of the managers' ratings, with --rater manager.",
        )


def _problem_count(connection: Connection, cycle: str, settings: Settings) -> int:
    return read.stored_problems(connection, cycle) + len(derived_problems(connection, cycle, settings))


def _publication(counts: CycleCounts, settings: Settings, min_group: int, problems: int) -> CyclePublication:
    shown = protected(counts, settings)
    by_dimension = shown.gaps[shown.gaps["dimension"].notna()]
    entry = counts.entry
    roadmap = None if counts.needs is None else counts.roadmap(is_need_shown(counts.needs, shown.levels))
    return CyclePublication(
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
        problems,
        entry.promise or DEFAULT_PROMISE,
        counts.rater,
        {
            "levels": shown.levels,
            "gaps": shown.gaps,
            "ranking": rankings(by_dimension, counts.framework),
            "contributions": contributions(by_dimension),
            "indicators": shown.indicators,
            "priority": counts.priorities(_shown_of_company(shown.gaps), settings.common_from, roadmap),
            **({} if roadmap is None else _of_roadmap(roadmap)),
        },
    )


def _of_roadmap(roadmap: Roadmap) -> dict[str, pd.DataFrame]:
    return {"need": roadmap.needs, "project": roadmap.projects, "unlock": roadmap.unlocks}


def _shown_of_company(gaps: pd.DataFrame) -> list[str]:
    """The dimensions to rank; a place left free by a hidden one would tell where it stands."""
    is_ranked = (gaps["kind"] == "company") & gaps["dimension"].notna() & gaps["shown"].astype(bool)
    return [str(dimension) for dimension in gaps.loc[is_ranked, "dimension"]]


def _headcount(counts: CycleCounts) -> int | None:
    if not counts.entry.has_roster:
        return None
    first = counts.framework.dimensions[0].id
    return int(counts.cube.loc[counts.cube["dimension"] == first, "people"].sum())
