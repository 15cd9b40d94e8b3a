"""Which rows of a cycle are shown, decided once per dimension: groups, small teams together, roles, gap figures.

Levels of a group are shown with its units. A role cuts across the teams, so it is released only
where the oracle finds no leak, the largest first. Gap figures of a group with several targets tell the
people of each target apart, and counts of ticks those who answered by checklist; they are further
releases that the oracle has to pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.disclosure.oracle import Mask, leak
from pipeline.disclosure.units import Answers, Rule, Team, Unit, UnitMap, unit_map
from pipeline.model import Kind

Group = tuple[Kind, str | None, str]
"""Kind, division and name of a group, as its rows carry them."""


@dataclass(frozen=True)
class Decision:
    """The groups of one dimension whose levels, whose gap figures and whose counts of ticks are shown.

    ``together`` are the units of several teams; their rows are in no set unless they are shown.
    """

    levels: frozenset[Group] = frozenset()
    gaps: frozenset[Group] = frozenset()
    ticks: frozenset[Group] = frozenset()
    together: tuple[Unit, ...] = ()


def decisions(atoms: pd.DataFrame, rule: Rule, company: str) -> dict[str, Decision]:
    """Decide for every dimension which groups are shown.

    Parameters
    ----------
    atoms
        Columns division, team, role (null: none), dimension, target (null: none), is_asked (whether they
        answered by checklist), assessed and below: people with a level, and those of them below their
        target. One row per combination; only the sum of ``below`` over both values of is_asked counts.
    rule
        What is safe to show.
    company
        The name of the company's row.

    Returns
    -------
    dict
        A `Decision` per dimension id.
    """
    return {
        str(dimension): _decision(of_dimension, rule, company)
        for dimension, of_dimension in atoms.groupby("dimension", sort=False)
    }


def together_name(unit: Unit) -> str:
    """What the row of several small teams is called: ``Small teams together (Atlas, Beacon)``."""
    names = sorted(team.team for team in unit)
    if len(set(names)) < len(names):
        names = sorted(f"{team.team} of {team.division or 'no division'}" for team in unit)
    return f"Small teams together ({', '.join(names)})"


def together_group(unit: Unit) -> Group:
    """The row of several small teams; its division is theirs where they share one."""
    divisions = {team.division for team in unit}
    return ("together", divisions.pop() if len(divisions) == 1 else None, together_name(unit))


def _decision(atoms: pd.DataFrame, rule: Rule, company: str) -> Decision:
    board = _Board(atoms, rule)
    units = unit_map(board.answers(), rule)
    shown = board.nodes(units, company)
    for role, mask in board.roles():
        if leak(np.vstack([*shown.values(), mask]), board.people, rule.min_group) is None and shown:
            shown[("role", None, role)] = mask
    gaps = board.with_gaps(shown)
    return Decision(frozenset(shown), frozenset(gaps), board.with_ticks(shown, gaps), units.together)


class _Board:
    """The atoms of one dimension, and the groups as masks over them."""

    def __init__(self, atoms: pd.DataFrame, rule: Rule) -> None:
        self.rule = rule
        self.people = atoms["assessed"].to_numpy(np.int64)
        self.below = atoms["below"].to_numpy(np.int64)
        self.teams = [
            Team(None if pd.isna(division) else str(division), str(team))
            for division, team in zip(atoms["division"], atoms["team"], strict=True)
        ]
        self.role_names = atoms["role"].to_numpy(object)
        self.is_asked = atoms["is_asked"].to_numpy(bool)
        # No target is a class of its own, told apart by a number that no level has.
        self.targets = atoms["target"].astype("Float64").fillna(-1.0).to_numpy(float)

    def answers(self) -> dict[Team, Answers]:
        """The people of every team."""
        found: dict[Team, Answers] = {}
        aimed = np.where(self.targets >= 0, self.people, 0)
        for team, assessed, with_target, below in zip(self.teams, self.people, aimed, self.below, strict=True):
            before = found.get(team, Answers(0))
            found[team] = Answers(
                before.assessed + int(assessed), before.aimed + int(with_target), before.below + int(below)
            )
        return found

    def nodes(self, units: UnitMap, company: str) -> dict[Group, Mask]:
        """The shown company, divisions, teams and units of several teams."""
        shown: dict[Group, Mask] = {}
        if units.has_company:
            shown[("company", None, company)] = np.ones(len(self.people), bool)
        for division in sorted(units.divisions):
            shown[("division", None, division)] = np.array([team.division == division for team in self.teams], bool)
        for unit in (*(frozenset([team]) for team in units.teams), *units.together):
            [first, *more] = unit
            group: Group = together_group(unit) if more else ("team", first.division, first.team)
            shown[group] = np.array([team in unit for team in self.teams], bool)
        return shown

    def roles(self) -> Iterable[tuple[str, Mask]]:
        """The roles that are large enough, those of the most people first, then by name."""
        names = {str(role) for role in self.role_names if not pd.isna(role)}
        masks = {name: np.asarray(self.role_names == name, bool) for name in names}
        large = [name for name in names if self._is_safe(masks[name])]
        for name in sorted(large, key=lambda name: (-self._people(masks[name]), name)):
            yield name, masks[name]

    def with_gaps(self, shown: dict[Group, Mask]) -> dict[Group, list[Mask]]:
        """The shown groups whose gap figures tell nobody apart either, with the parts they tell apart.

        With one target for all, they follow from the levels. With several, every target's people must be
        enough, and the oracle must find no way to fewer.
        """
        released = self._passed(shown, {group: self._by_target(mask) for group, mask in shown.items()}, [])
        return {group: parts for group, parts in released.items() if self._aimed(shown[group]) >= self.rule.min_group}

    def with_ticks(self, shown: dict[Group, Mask], gaps: dict[Group, list[Mask]]) -> frozenset[Group]:
        """The shown groups whose counts of ticks tell nobody apart, beside the gap figures that are shown."""
        beside = [part for parts in gaps.values() for part in parts]
        parts = {group: [mask & self.is_asked, mask & ~self.is_asked] for group, mask in shown.items()}
        return frozenset(self._passed(shown, parts, beside))

    def _passed(
        self, shown: dict[Group, Mask], parts: dict[Group, list[Mask]], beside: list[Mask]
    ) -> dict[Group, list[Mask]]:
        """The groups whose parts may be told: each is enough people or nobody, and the oracle finds no leak.

        Where it does, the smallest group concerned gives way.
        """
        told = {group: [part for part in parts[group] if self._people(part)] for group in shown}
        told = {group: found for group, found in told.items() if min(map(self._people, found)) >= self.rule.min_group}
        parted = [group for group, found in told.items() if len(found) > 1]
        while parted:
            released = [*shown.values(), *beside, *(part for group in parted for part in told[group])]
            found = leak(np.array(released), self.people, self.rule.min_group)
            if found is None:
                break
            nearest = self._nearest(found, parted, shown)
            parted.remove(nearest)
            del told[nearest]
        return told

    def _nearest(self, found: Mask, parted: list[Group], shown: dict[Group, Mask]) -> Group:
        """The smallest group that has somebody of a leak in it; of equals by name."""
        touching = [group for group in parted if (shown[group] & found).any()] or parted
        return min(touching, key=lambda group: (self._people(shown[group]), group[2], group[1] or ""))

    def _by_target(self, mask: Mask) -> list[Mask]:
        return [mask & (self.targets == target) for target in np.unique(self.targets[mask])]

    def _people(self, mask: Mask) -> int:
        return int(self.people[mask].sum())

    def _aimed(self, mask: Mask) -> int:
        return self._people(mask & (self.targets >= 0))

    def _is_safe(self, mask: Mask) -> bool:
        return self.rule.is_safe(Answers(self._people(mask), self._aimed(mask), int(self.below[mask].sum())))
