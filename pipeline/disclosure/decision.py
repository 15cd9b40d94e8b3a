"""Which rows of a cycle are shown, decided once per dimension: groups, small teams together, roles, gap figures.

Levels of a group are shown with its units. A role cuts across the teams, so it is released only
where the oracle finds no leak, the largest first. Gap figures of a group with several targets tell the
people of each target apart; they are a further release that the oracle has to pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.disclosure.oracle import Mask, leak
from pipeline.disclosure.units import Answers, Rule, Team, Unit, UnitMap, unit_map
from pipeline.model import Kind

Group = tuple[Kind, str | None, str]
"""Kind, division and name of a group, as its rows carry them."""


@dataclass(frozen=True)
class Decision:
    """The groups of one dimension whose levels, and whose gap figures, are shown.

    ``together`` are the units of several teams; their rows are in neither set unless they are shown.
    """

    levels: frozenset[Group] = frozenset()
    gaps: frozenset[Group] = frozenset()
    together: tuple[Unit, ...] = ()


def decisions(atoms: pd.DataFrame, rule: Rule, company: str) -> dict[str, Decision]:
    """Decide for every dimension which groups are shown.

    Parameters
    ----------
    atoms
        Columns division, team, role (null: none), dimension, target (null: none), assessed and below:
        people with a level, and those of them below their target. One row per combination.
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
        str(dimension): _decision(of_dimension[of_dimension["assessed"] > 0], rule, company)
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
    return Decision(frozenset(shown), board.with_gaps(shown), units.together)


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
        for name in sorted(large, key=lambda name: (-int(self.people[masks[name]].sum()), name)):
            yield name, masks[name]

    def with_gaps(self, shown: dict[Group, Mask]) -> frozenset[Group]:
        """The shown groups whose gap figures tell nobody apart either.

        With one target for all, they follow from the levels. With several, every target's people must be
        enough, and the oracle must find no way to fewer; where it does, the smallest group concerned gives way.
        """
        plain = {group for group, mask in shown.items() if len(np.unique(self.targets[mask])) == 1}
        mixed = {
            group: self._classes(mask) for group, mask in shown.items() if group not in plain and self._is_parted(mask)
        }
        while mixed:
            released = [*shown.values(), *(mask for classes in mixed.values() for mask in classes)]
            found = leak(np.array(released), self.people, self.rule.min_group)
            if found is None:
                break
            del mixed[self._nearest(found, mixed, shown)]
        return frozenset(group for group in plain | set(mixed) if self._aimed(shown[group]) >= self.rule.min_group)

    def _nearest(self, found: Mask, mixed: dict[Group, list[Mask]], shown: dict[Group, Mask]) -> Group:
        """The smallest group that has somebody of a leak in it; of equals by name."""
        touching = [group for group in mixed if (shown[group] & found).any()] or list(mixed)
        return min(touching, key=lambda group: (int(self.people[shown[group]].sum()), group[2], group[1] or ""))

    def _classes(self, mask: Mask) -> list[Mask]:
        return [mask & (self.targets == target) for target in np.unique(self.targets[mask])]

    def _is_parted(self, mask: Mask) -> bool:
        return all(self.people[part].sum() >= self.rule.min_group for part in self._classes(mask))

    def _aimed(self, mask: npt.NDArray[np.bool_]) -> int:
        return int(self.people[mask & (self.targets >= 0)].sum())

    def _is_safe(self, mask: Mask) -> bool:
        return self.rule.is_safe(Answers(int(self.people[mask].sum()), self._aimed(mask), int(self.below[mask].sum())))
