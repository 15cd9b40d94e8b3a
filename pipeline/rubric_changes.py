"""How a cycle's rubric differs from an earlier cycle's, and by what their levels are compared.

Decision: a ruling made for the two cycles wins, dimension by dimension, over the crosswalk of a recipe that a file
of the later cycle was loaded with; that one speaks of the cycle directly before and of no other.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.between import Between, between
from pipeline.errors import RubricError
from pipeline.frameworks.crosswalk import Crosswalk, Ruled, ruled_crosswalk, with_crosswalk
from pipeline.frameworks.versions import Comparison, LevelChange, comparisons
from pipeline.library import cycle_framework
from pipeline.matching.recipe_file import recipe_from_text
from pipeline.model import Framework, Json, Rater
from pipeline.settings import Home, settings_of
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened, transaction
from pipeline.warehouse.crosswalks import crosswalk_rulings, dimensions_chosen, keep_crosswalk, newest_recipe
from pipeline.warehouse.read import CycleEntry

Rulings = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True)
class RubricChange:
    """One dimension of two cycles.

    Parameters
    ----------
    comparison
        What changed, and by what the two are compared when everything is taken into account.
    rulings
        Level of the earlier rubric -> what was ruled of it; empty where nothing was.
    ruled
        What the earlier levels may mean in the later rubric, and those left open; None where nothing was ruled.
    is_chosen
        Whether somebody chose a level instead of ticking, so that nothing can be scored again.
    fault
        Why a recipe's crosswalk cannot be followed, else ''.
    """

    comparison: Comparison
    rulings: Mapping[int, str] = field(default_factory=dict)
    ruled: Ruled | None = None
    is_chosen: bool = False
    fault: str = ""

    @property
    def crosswalk(self) -> Crosswalk:
        """What each earlier level may mean now; empty where the dimension is not compared by a crosswalk."""
        return self.ruled.spans if self.ruled and self.comparison.compared_by == "crosswalk" else {}

    def as_json(self) -> Json:
        """The row that the command prints."""
        return {
            "dimension": self.comparison.dimension,
            "dimension_name": self.comparison.name,
            "compared_by": self.comparison.compared_by,
            "is_new": self.comparison.is_new,
            "is_gone": self.comparison.is_gone,
            "is_chosen": self.is_chosen,
            "changes": [_change_json(change) for change in self.comparison.changes],
            "common": {str(level): sorted(ids) for level, ids in self.comparison.common.items()},
            "crosswalk": {str(level): ruling for level, ruling in self.rulings.items()},
            "open_levels": list(self.ruled.open_levels) if self.ruled else [],
            "fault": self.fault,
        }


@dataclass(frozen=True)
class RubricChanges:
    """The rubrics of two cycles side by side, dimension by dimension."""

    earlier: str
    later: str
    before: Framework
    after: Framework
    dimensions: tuple[RubricChange, ...]


def rubric_changes(home: Home, later: str, earlier: str | None = None) -> RubricChanges:
    """How a cycle's rubric differs from that of an earlier one, by default the one before. Raises as ``between``."""
    with opened(home) as connection:
        return rubrics_between(connection, between(connection, later, earlier), settings_of(home).rater)


def rubrics_between(connection: Connection, cycles: Between, rater: Rater) -> RubricChanges:
    """As ``rubric_changes``, over a warehouse that is open already; ``rater`` of cycles that are not published."""
    before, after = _framework(connection, cycles, is_later=False), _framework(connection, cycles, is_later=True)
    rulings = _rulings(connection, cycles, after)
    found = [_ruled(each, rulings.get(each.dimension, {}), before, after) for each in comparisons(before, after)]
    if any(each.comparison.compared_by == "common indicators" for each in found):
        chosen = _chosen(connection, ((cycles.earlier, before), (cycles.later, after)), rater)
        found = [_without_ticks(each) if each.comparison.dimension in chosen else each for each in found]
    return RubricChanges(cycles.earlier.name, cycles.later.name, before, after, tuple(found))


def kept_crosswalk(home: Home, later: str, earlier: str | None, rulings: Rulings, actor: str = "") -> RubricChanges:
    """Keep rulings on dimensions between two cycles, and give what follows.

    Raises
    ------
    RubricError
        Where a dimension or a level is not in the rubrics; nothing is kept then.
    WarehouseError
        As ``between``.
    """
    with opened(home) as connection, transaction(connection):
        cycles = between(connection, later, earlier)
        before, after = _framework(connection, cycles, is_later=False), _framework(connection, cycles, is_later=True)
        ids = {name: each.id for each in after.dimensions for name in (each.name, each.id)}
        for dimension, levels in rulings.items():
            ruled_crosswalk(dimension, levels, before, after)
        own = {ids[dimension]: levels for dimension, levels in rulings.items()}
        keep_crosswalk(connection, cycles.earlier.cycle, cycles.later.cycle, own)
        told = f"crosswalk of {', '.join(own)} from cycle {cycles.earlier.name} to {cycles.later.name}"
        write.note_action(connection, actor or getpass.getuser(), "rule", told)
        return rubrics_between(connection, cycles, settings_of(home).rater)


def _framework(connection: Connection, cycles: Between, is_later: bool) -> Framework:
    entry = cycles.later if is_later else cycles.earlier
    framework = cycle_framework(connection, entry)
    if framework is None:
        raise RubricError(
            f"The framework of cycle {entry.name!r} is not kept any more.", "Load the cycle's answers anew."
        )
    return framework


def _rulings(connection: Connection, cycles: Between, after: Framework) -> dict[str, dict[int, str]]:
    own = crosswalk_rulings(connection, cycles.earlier.cycle, cycles.later.cycle)
    stored = newest_recipe(connection, cycles.later.cycle, "crosswalk") if cycles.is_next else None
    if stored is None:
        return own
    ids = {name: each.id for each in after.dimensions for name in (each.name, each.id)}
    recipe = recipe_from_text(*stored).crosswalk
    return {ids[name]: dict(levels) for name, levels in recipe.items() if name in ids} | own


def _ruled(comparison: Comparison, rulings: Mapping[int, str], before: Framework, after: Framework) -> RubricChange:
    if not rulings or comparison.is_new or comparison.is_gone:
        return RubricChange(comparison)
    try:
        ruled = ruled_crosswalk(comparison.dimension, rulings, before, after)
    except RubricError as e:  # a recipe is loaded before anybody knows the earlier rubric
        return RubricChange(replace(comparison, compared_by="not comparable"), rulings, fault=str(e))
    return RubricChange(with_crosswalk(comparison, ruled), rulings, ruled)


def _chosen(connection: Connection, cycles: Iterable[tuple[CycleEntry, Framework]], rater: Rater) -> set[str]:
    return {
        framework.dimensions[place - 1].id
        for entry, framework in cycles
        for place in dimensions_chosen(connection, entry.cycle, entry.rater or rater)
    }


def _without_ticks(change: RubricChange) -> RubricChange:
    if change.comparison.compared_by != "common indicators":
        return change
    return replace(change, comparison=replace(change.comparison, compared_by="not comparable"), is_chosen=True)


def _change_json(change: LevelChange) -> Json:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(change).items()}
