"""Which rows of a cycle are shown, decided once per dimension: groups, small teams together, roles, gap figures.

Levels of a group are shown with its units. Gap figures of a group with several targets tell the people of
each target apart: a further release that the oracle has to pass. Then the roles, which cut across the teams,
are tried, the largest first, and last the counts of ticks, which tell apart who answered by checklist. In
that order, because who is below target is asked for most.
"""

from __future__ import annotations

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
    gaps = board.with_gaps(shown, list(shown.values()))
    released = [*shown.values(), *_parts(gaps)]
    roles = board.roles(released)
    gaps |= board.with_gaps(roles, [*released, *roles.values()])
    shown |= roles
    ticks = board.with_ticks(shown, [*shown.values(), *_parts(gaps)])
    return Decision(frozenset(shown), frozenset(gaps), frozenset(ticks), units.together)


def _parts(told: dict[Group, list[Mask]]) -> list[Mask]:
    return [part for parts in told.values() for part in parts]


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

    def roles(self, released: list[Mask]) -> dict[Group, Mask]:
        """The roles that can be released too, those of the most people tried first, then by name."""
        found: dict[Group, Mask] = {}
        names = {str(role) for role in self.role_names if not pd.isna(role)}
        masks = {name: np.asarray(self.role_names == name, bool) for name in names}
        large = [name for name in names if released and self._is_safe(masks[name])]
        for name in sorted(large, key=lambda name: (-self._people(masks[name]), name)):
            if leak(np.array([*released, *found.values(), masks[name]]), self.people, self.rule.min_group) is None:
                found[("role", None, name)] = masks[name]
        return found

    def with_gaps(self, groups: dict[Group, Mask], released: list[Mask]) -> dict[Group, list[Mask]]:
        """The groups whose gap figures tell nobody apart either, with the parts that they tell apart.

        With one target for all, they follow from the levels. With several, every target's people must be
        enough, and the oracle must find no way to fewer.
        """
        told = self._passed({group: self._by_target(mask) for group, mask in groups.items()}, released)
        return {group: parts for group, parts in told.items() if self._aimed(groups[group]) >= self.rule.min_group}

    def with_ticks(self, groups: dict[Group, Mask], released: list[Mask]) -> dict[Group, list[Mask]]:
        """The groups whose counts of ticks tell nobody apart, with those who were asked and the others."""
        parts = {group: [mask & self.is_asked, mask & ~self.is_asked] for group, mask in groups.items()}
        return self._passed(parts, released)

    def _passed(self, parts: dict[Group, list[Mask]], released: list[Mask]) -> dict[Group, list[Mask]]:
        """The groups whose parts may be told: each is enough people or nobody, and the oracle finds no leak.

        Where it does, the smallest group concerned gives way.
        """
        told = {group: [part for part in of_group if self._people(part)] for group, of_group in parts.items()}
        told = {
            group: of_group
            for group, of_group in told.items()
            if min(map(self._people, of_group)) >= self.rule.min_group
        }
        parted = {group: of_group for group, of_group in told.items() if len(of_group) > 1}
        while parted:
            found = leak(np.array([*released, *_parts(parted)]), self.people, self.rule.min_group)
            if found is None:
                break
            nearest = self._nearest(found, {group: np.any(masks, axis=0) for group, masks in parted.items()})
            del parted[nearest], told[nearest]
        return told

    def _nearest(self, found: Mask, groups: dict[Group, Mask]) -> Group:
        """The smallest group that has somebody of a leak in it; of equals by name."""
        touching = [group for group, mask in groups.items() if (mask & found).any()] or list(groups)
        return min(touching, key=lambda group: (self._people(groups[group]), group[2], group[1] or ""))

    def _by_target(self, mask: Mask) -> list[Mask]:
        return [mask & (self.targets == target) for target in np.unique(self.targets[mask])]

    def _people(self, mask: Mask) -> int:
        return int(self.people[mask].sum())

    def _aimed(self, mask: Mask) -> int:
        return self._people(mask & (self.targets >= 0))

    def _is_safe(self, mask: Mask) -> bool:
        return self.rule.is_safe(Answers(self._people(mask), self._aimed(mask), int(self.below[mask].sum())))
