"""A cycle is published again: held against what was told of it before, so that no difference tells of few people.

Where it would, nothing is published unless somebody says how: the groups concerned keep their earlier figures
until more have answered, or an error is corrected and every page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Group, unit_group
from pipeline.disclosure.republication import held
from pipeline.errors import PublicationError
from pipeline.figures import CycleCounts
from pipeline.model import Json
from pipeline.pasts import note_told, pasts_of, teams_of, told_units
from pipeline.protection import Decisions, decisions_of, rule_of
from pipeline.sentences.cycles import listed
from pipeline.settings import Settings
from pipeline.warehouse import published
from pipeline.warehouse.connection import Connection

Way = Literal["first", "again", "hold", "correct"]
"""How a cycle is published: for the first time; again; again with some figures held back; to correct an error."""

Held = tuple[str, str | None, str]
"""Dimension, division and team whose figures are those of the publication before."""

_HELD = ["dimension", "division", "team"]
_WHERE = ["division", "team", "role"]
_ROUNDS = 3
"""What is held back can make its neighbours contested; more rounds than this were never seen to be needed."""


@dataclass(frozen=True)
class Decided:
    """What a publication is to tell: its counts, what is shown of them, and how it is published.

    ``held`` has a row per dimension (id) and team whose counts are those of the publication before.
    ``contested`` are the groups of which it tells too much, which only a draft may. ``is_corrected`` says whether
    this publication, or an earlier one, corrects an error. ``pasts`` are the earlier publications of each
    dimension that it was held against.
    """

    counts: CycleCounts
    shown: Decisions
    way: Way
    held: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=_HELD, dtype=object))
    contested: tuple[Group, ...] = ()
    is_corrected: bool = False
    pasts: Mapping[str, Sequence[Past]] = field(default_factory=dict)

    @property
    def held_groups(self) -> list[Group]:
        """The rows that keep their earlier figures, by name."""
        found = {
            unit_group(unit)
            for dimension, of_dimension in self.held.groupby("dimension", sort=False)
            for unit in self.shown[str(dimension)].units
            if unit & teams_of(of_dimension)
        }
        return sorted(found, key=lambda group: (group[2], group[1] or ""))

    def asks_held(self, needs: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Which needs ask a group with a held team in it: who could staff them is known of today's people only."""
        asked = needs[_HELD].astype(object).where(needs[_HELD].notna(), None)
        rows = [tuple(row) for row in self.held.itertuples(index=False)]
        return np.array(
            [any(_is_within(row, need) for row in rows) for need in asked.itertuples(index=False, name=None)], bool
        )


def decided(connection: Connection, counts: CycleCounts, settings: Settings, way: Way) -> Decided:
    """Decide what a publication may tell beside the earlier ones of its cycle.

    Parameters
    ----------
    way
        ``hold`` or ``correct`` where somebody has said so, else ``again``.

    Raises
    ------
    PublicationError
        Where a group's difference to an earlier publication would tell of fewer people than ``min_group``,
        and nobody said what to do about it.
    """
    earlier = published.earlier_publications(connection, counts.entry.cycle)
    if not earlier:
        return Decided(counts, decisions_of(counts, settings), "first")
    published.keep_answers(connection, counts.entry.cycle)
    if way == "correct":
        return Decided(counts, decisions_of(counts, settings), "correct", is_corrected=True)
    _check_comparable(counts, earlier[0])
    found = _again(connection, counts, settings, earlier, [])
    for _ in range(_ROUNDS if way == "hold" else 0):
        if not found.contested:
            break
        found = _again(connection, counts, settings, earlier, _contested_teams(connection, found, earlier[0]))
    if found.contested:
        raise _refusal(found.contested, rule_of(settings, counts.entry).min_group, earlier[0]["publication"])
    return found


def drafted(connection: Connection, counts: CycleCounts, settings: Settings) -> Decided:
    """What publishing would tell if it corrected an error where it is refused otherwise; for analysts only."""
    earlier = published.earlier_publications(connection, counts.entry.cycle)
    if not earlier:
        return Decided(counts, decisions_of(counts, settings), "first")
    published.keep_answers(connection, counts.entry.cycle)
    found = _again(connection, counts, settings, earlier, [])
    if not found.contested:
        return found
    return Decided(counts, decisions_of(counts, settings), "correct", contested=found.contested, is_corrected=True)


def noted(connection: Connection, publication: int, told: Decided) -> None:
    """Note what a publication told, for the next one to be held against."""
    note_told(connection, publication, told.way, told.counts, told.shown)
    if len(told.held):
        published.keep_candidate(connection, publication)


def _again(
    connection: Connection, counts: CycleCounts, settings: Settings, earlier: Sequence[Json], kept: Sequence[Held]
) -> Decided:
    held_rows = pd.DataFrame(kept, columns=_HELD, dtype=object)
    current = counts if held_rows.empty else _with_held(connection, counts, held_rows, earlier[0]["publication"])
    pasts = pasts_of(connection, current, held_rows, earlier)
    shown = decisions_of(current, settings, pasts)
    contested = {unit_group(unit) for decision in shown.values() for unit in decision.contested}
    by_name = tuple(sorted(contested, key=lambda group: (group[2], group[1] or "")))
    is_corrected = earlier[-1]["way"] == "correct"
    return Decided(current, shown, "hold" if len(held_rows) else "again", held_rows, by_name, is_corrected, pasts)


def _contested_teams(connection: Connection, found: Decided, latest: Json) -> list[Held]:
    """What is held already and what has to be held too."""
    before = told_units(connection, latest["publication"])
    rows: set[Held] = {tuple(row) for row in found.held.itertuples(index=False)}
    for dimension, decision in found.shown.items():
        teams = held(decision.contested, decision.units, before.get(dimension, ()))
        rows |= {(dimension, team.division, team.team) for team in teams}
    return sorted(rows, key=lambda row: (row[0], row[1] or "", row[2]))


def _with_held(connection: Connection, counts: CycleCounts, kept: pd.DataFrame, latest: int) -> CycleCounts:
    """The counts with those of some teams, in some dimensions, as the latest publication told them."""

    def replaced(cube: pd.DataFrame, table: str) -> pd.DataFrame:
        before = published.told(connection, table, latest)
        both = pd.concat([cube[~_is_held(cube, kept)], before[_is_held(before, kept)]], ignore_index=True)
        return both.astype(cube.dtypes.to_dict())

    return replace(
        counts,
        cube=replaced(counts.cube, "published_count"),
        indicator_cube=replaced(counts.indicator_cube, "published_tick"),
    )


def _is_held(rows: pd.DataFrame, kept: pd.DataFrame) -> npt.NDArray[np.bool_]:
    wanted = set(kept.itertuples(index=False, name=None))
    plain = rows[_HELD].astype(object).where(rows[_HELD].notna(), None)
    return np.array([row in wanted for row in plain.itertuples(index=False, name=None)], bool)


def _is_within(place: tuple[Any, ...], need: tuple[Any, ...]) -> bool:
    """Whether a dimension, division and team are among those that a need asks for; None asks for any."""
    return all(wanted is None or wanted == found for wanted, found in zip(need, place, strict=True))


def _check_comparable(counts: CycleCounts, latest: Json) -> None:
    if (latest["framework"], latest["framework_version"]) != (counts.entry.framework, counts.entry.framework_version):
        raise PublicationError(
            f"Snapshot {latest['publication']} was published of this cycle with framework {latest['framework']!r}, "
            f"version {latest['framework_version']}; what it told cannot be held against today's.",
            "If the earlier framework was an error, --correct publishes anew, and every page of the cycle says so.",
        )


def _refusal(contested: Sequence[Group], min_group: int, latest: int) -> PublicationError:
    return PublicationError(
        f"Since snapshot {latest} fewer than {min_group} people were added, removed or changed in "
        f"{listed([name for _, _, name in contested])}; whoever compares the two would learn about these few.",
        "--hold leaves the earlier figures of these groups until more have answered; --correct publishes the new ones "
        "where an error is put right, and every page of the cycle says so.",
    )
