"""Two cycles side by side: the only place where their counts, targets and frameworks meet the formulas of change.

The earlier cycle's people are looked at under the later cycle's names and targets; what they were under their own
stands beside it, so that a new target is an entry of the ledger and not an improvement.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from pipeline.between import Between, earlier_cycles
from pipeline.errors import SettingsError
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.matching.resolve import GroupNames, group_names, resolved_targets
from pipeline.matching.text import label_key
from pipeline.metrics.pairs import SIDES, Pair
from pipeline.metrics.rescoring import read_through, rescored_patterns
from pipeline.metrics.series import as_now, as_then, renamed
from pipeline.metrics.targets import with_targets
from pipeline.model import Framework
from pipeline.rubric_changes import RubricChange, rubrics_between
from pipeline.settings import Settings
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection
from pipeline.warehouse.pairs import Rescoring, pair_cube
from pipeline.warehouse.team_moves import renamed_teams

MARKS = ("before_mark", "after_mark")
"""What tells people apart by the ledgers of other pairs of cycles (columns of ``CyclePair.cube``)."""

_WHERE = ("division", "team", "role")


@dataclass(frozen=True)
class CyclePair:
    """Two cycles that can be compared: the counts of each and of both together.

    ``cube`` has each cycle's groups as that cycle names them, row by row those of ``pair.people``, and each side's
    ``mark``. ``persons`` says who is counted in which row, where that was asked for.
    """

    before: CycleCounts
    after: CycleCounts
    cube: pd.DataFrame
    pair: Pair
    persons: pd.DataFrame = field(default_factory=pd.DataFrame)


def cycle_pair(connection: Connection, before: str, after: str, settings: Settings) -> CyclePair | None:
    """Two cycles side by side, the earlier one first; None where one of them has no answers.

    Raises
    ------
    SettingsError
        Where the two are the same or the later one is named first, where they have different frameworks, or are rated
        by different people.
    """
    if before == after:
        raise SettingsError(f"Cycle {before!r} cannot be compared with itself.", "Name two different cycles.")
    if before > after:
        raise SettingsError(
            f"Cycle {before!r} comes after {after!r}: cycles are in the order of their names.",
            f"Name the earlier one first: {after!r}, then {before!r}.",
        )
    earlier = cycle_counts(connection, before, settings)
    later = cycle_counts(connection, after, settings)
    if earlier is None or later is None:
        return None
    return paired(connection, earlier, later, settings)


def paired(
    connection: Connection,
    before: CycleCounts,
    after: CycleCounts,
    settings: Settings,
    marks: pd.DataFrame | None = None,
    is_by_person: bool = False,
) -> CyclePair:
    """The counts of two cycles side by side, people with other ``marks`` apart. Raises as `cycle_pair` does."""
    if reason := incomparable(before, after):
        raise SettingsError(reason, "Compare cycles of one framework and one kind of rater.")
    entries, frameworks = (before.entry, after.entry), (before.framework, after.framework)
    rubrics = _rubrics(connection, before, after)
    counted = pair_cube(
        connection,
        entries,
        frameworks,
        (before.rater, after.rater),
        _rescoring(rubrics, before, after),
        marks,
        is_by_person,
    )
    cube = counted.counts
    names = renamed(renamed_teams(connection, before.entry.cycle, after.entry.cycle))
    spelled = _spelled(cube.drop(columns=list(MARKS)), group_names(after.cube))
    people = _aimed(spelled, as_now(spelled, cube, names), connection, before, after)
    has_rosters = before.entry.has_roster and after.entry.has_roster
    compared = {each.comparison.dimension: each.comparison.compared_by for each in rubrics}
    follow = as_now if (after.entry.series or settings.series) == "as_now" else as_then
    people = follow(_read(people, rubrics), cube, names)
    pair = Pair(people, after.framework, after.company, has_rosters, compared)
    return CyclePair(before, after, cube, pair, counted.persons)


def incomparable(before: CycleCounts, after: CycleCounts) -> str:
    """Why two cycles cannot be compared, as a sentence; empty where they can."""
    names = f"Cycles {before.entry.name} and {after.entry.name}"
    if before.framework.id != after.framework.id:
        return f"{names} were rated by different frameworks, {before.framework.id!r} and {after.framework.id!r}."
    if before.rater != after.rater:
        return f"{names} count different raters, people themselves in one and their managers in the other."
    return ""


def _rubrics(connection: Connection, before: CycleCounts, after: CycleCounts) -> list[RubricChange]:
    """How each dimension that both versions of the framework have compares."""
    is_next = earlier_cycles(connection, after.entry.name)[:1] == [before.entry.name]
    found = rubrics_between(connection, Between(before.entry, after.entry, is_next), after.rater)
    return [each for each in found.dimensions if not (each.comparison.is_new or each.comparison.is_gone)]


def _rescoring(rubrics: list[RubricChange], before: CycleCounts, after: CycleCounts) -> Rescoring | None:
    """How the ticks of dimensions that changed in part are scored again; None where there are none."""
    changed = [each.comparison for each in rubrics if each.comparison.compared_by == "common indicators"]
    common = {each.dimension: each.common for each in changed}

    def levels(patterns: pd.DataFrame) -> pd.DataFrame:
        sides = [
            rescored_patterns(patterns[patterns["is_later"] == is_later], counts.framework, common)
            for is_later, counts in ((False, before), (True, after))
        ]
        return pd.concat(sides, ignore_index=True)

    return Rescoring(frozenset(common), levels) if common else None


def _read(people: pd.DataFrame, rubrics: list[RubricChange]) -> pd.DataFrame:
    """The earlier levels as those of the later rubric, where somebody ruled on a crosswalk."""
    lowest, highest = people["before_scored"].copy(), people["before_scored"].copy()
    for each in rubrics:
        if each.crosswalk:
            is_here = people["dimension"] == each.comparison.dimension
            levels = people.loc[is_here, "before_level"]
            lowest[is_here] = read_through(levels, each.crosswalk, "lowest")
            highest[is_here] = read_through(levels, each.crosswalk, "highest")
    return people.assign(before_scored=lowest, before_highest=highest)


def _spelled(cube: pd.DataFrame, names: GroupNames) -> pd.DataFrame:
    """The earlier cycle's groups as the later one spells them, and the division that a team's row carries.

    A team whose name both cycles have once is the same team, whichever division it belongs to.
    """
    spelled = cube.copy()
    for what in _WHERE:
        known = names.spelled(what)
        spelled[f"before_{what}"] = [name and known.get(label_key(name), name) for name in cube[f"before_{what}"]]
    owners = {side: _only_owner(spelled, side) for side in SIDES}
    moved = {team: owner for team, owner in owners["after"].items() if team in owners["before"]}
    spelled["after_owner"] = spelled["after_division"]
    spelled["before_owner"] = [
        moved.get(team, division)
        for team, division in zip(spelled["before_team"], spelled["before_division"], strict=True)
    ]
    return spelled


def _only_owner(cube: pd.DataFrame, side: str) -> dict[str, str | None]:
    """The division of every team whose name stands in one division only."""
    teams = cube[[f"{side}_team", f"{side}_division"]].dropna(subset=[f"{side}_team"]).drop_duplicates()
    names = teams[f"{side}_team"]
    only = teams[~names.duplicated(keep=False)]
    return dict(only.itertuples(index=False, name=None))


def _aimed(
    people: pd.DataFrame, now: pd.DataFrame, connection: Connection, before: CycleCounts, after: CycleCounts
) -> pd.DataFrame:
    """The people with the targets of their own cycle, and those of the later one for where they stood.

    ``now`` has the same people in the teams of the later cycle, which its targets name.
    """
    own = {"before": before.targets, "after": after.targets}
    aimed = people.copy()
    for side, counts in (("before", before), ("after", after)):
        aimed[f"{side}_target"] = _target(people, side, _respelled(own[side], after), counts.framework)
    later = after.targets
    if later is not None:
        later, _ = resolved_targets(
            read.lines_of(connection, "target", after.entry.cycle), after.framework, _all_names(now)
        )
    aimed["before_aim"] = _target(now, "before", later, after.framework)
    return aimed


def _target(people: pd.DataFrame, side: str, targets: pd.DataFrame | None, framework: Framework) -> pd.Series[int]:
    where = people[["dimension", *(f"{side}_{field}" for field in _WHERE)]].set_axis(["dimension", *_WHERE], axis=1)
    return with_targets(where, targets, framework)["target"]


def _respelled(targets: pd.DataFrame | None, after: CycleCounts) -> pd.DataFrame | None:
    if targets is None:
        return None
    names = group_names(after.cube)
    return targets.assign(
        **{
            field: [name and names.spelled(field).get(label_key(name), name) for name in targets[field]]
            for field in ("role", "team", "division")
        }
    )


def _all_names(people: pd.DataFrame) -> GroupNames:
    """The names of the groups of both cycles."""
    both = [people[[f"{side}_{field}" for field in _WHERE]].set_axis(list(_WHERE), axis=1) for side in SIDES]
    return group_names(pd.concat(both, ignore_index=True))
