"""Which rows of a cycle are shown, decided once per dimension: groups, small teams together, roles, gap figures.

Levels of a group are shown with its units. Gap figures of a group with several targets tell the people of
each target apart: a further release that the oracle has to pass. Then the roles, which cut across the teams,
are tried, the largest first, and last the counts of ticks, which tell apart who answered by checklist. In
that order, because who is below target is asked for most.

A second publication is held against every earlier one too: units as `republication` settles them, and what
goes beyond units only where of each part that was told before nobody changed, or enough, and where the oracle
finds no way to few people from both publications together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.members import NO_TARGET, Members, by_checklist
from pipeline.disclosure.oracle import leak, taking_part, unanimous
from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Decision, Group, Part, unit_group
from pipeline.disclosure.republication import Settled, settled
from pipeline.disclosure.units import Answers, Rule, Team, Unit, UnitMap, shown_with, unit_map


def decisions(
    atoms: pd.DataFrame, rule: Rule, company: str, pasts: Mapping[str, Sequence[Past]] | None = None
) -> dict[str, Decision]:
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
    pasts
        The earlier publications of each dimension, the latest first (default: this is the first).

    Returns
    -------
    dict
        A `Decision` per dimension id.
    """
    earlier = pasts or {}
    return {
        str(dimension): _decision(_Board(of_dimension, rule, earlier.get(str(dimension), ())), company)
        for dimension, of_dimension in atoms.groupby("dimension", sort=False)
    }


def _decision(board: _Board, company: str) -> Decision:
    units, contested = board.units()
    shown = _nodes(units, company)
    contested |= board.contested(shown, units)
    if contested:
        return Decision(units=units.units, contested=contested)
    gaps = board.with_gaps(shown, shown)
    roles = board.roles([*shown, *_parts(gaps)])
    gaps |= board.with_gaps(roles, [*shown, *_parts(gaps), *roles])
    shown += roles
    ticks = board.with_ticks(shown, [*shown, *_parts(gaps)])
    return Decision(_groups(shown), _groups(gaps), _groups(ticks), units.units, contested)


def _nodes(units: UnitMap, company: str) -> list[Part]:
    """The shown company, divisions, teams and units of several teams."""
    whole = [Part(("company", None, company))] if units.has_company else []
    divisions = [Part(("division", None, division)) for division in sorted(units.divisions)]
    shown = [frozenset([team]) for team in units.teams] + list(units.together)
    return [*whole, *divisions, *(Part(unit_group(unit), unit) for unit in shown)]


def _parts(told: Mapping[Part, Sequence[Part]]) -> list[Part]:
    return [part for parts in told.values() for part in parts]


def _groups(wholes: Iterable[Part]) -> frozenset[Group]:
    return frozenset(whole.group for whole in wholes)


class _Board:
    """The atoms of one dimension, and what was told of it before."""

    def __init__(self, atoms: pd.DataFrame, rule: Rule, pasts: Sequence[Past]) -> None:
        self.rule = rule
        self.people = atoms["assessed"].to_numpy(np.int64)
        self.below = atoms["below"].to_numpy(np.int64)
        self.members = Members(atoms)
        self.is_below = _wholly_below(atoms)
        self.pasts = pasts

    def units(self) -> tuple[UnitMap, frozenset[Unit]]:
        """The units, and those of them that are contested."""
        answers = self._answers()
        fresh = unit_map(answers, self.rule)
        if not self.pasts:
            return fresh, frozenset()
        found: Settled = settled(fresh.units, answers, [past.since for past in self.pasts], self.rule)
        return shown_with(answers, self.rule, found.units), found.contested

    def contested(self, nodes: Sequence[Part], units: UnitMap) -> frozenset[Unit]:
        """The units that tell few people apart beside parts of groups that were told before."""
        leaks = ((past.after, past.leaked(nodes, self.rule.min_group)) for past in self.pasts)
        found = [(members, atoms) for members, atoms in leaks if atoms is not None]
        teams = {team for members, atoms in found for team, is_in in zip(members.teams, atoms, strict=True) if is_in}
        return frozenset(unit for unit in units.units if unit & teams) or frozenset(units.units if found else ())

    def roles(self, released: Sequence[Part]) -> list[Part]:
        """The roles that can be released too, those of the most people tried first, then by name."""
        found: list[Part] = []
        every = [Part(("role", None, name)) for name in self.members.role_names()]
        large = [role for role in every if released and self._is_safe(role)]
        for role in sorted(large, key=lambda role: -self._people(role)):
            if self._is_fit(role) and self._leaked([*released, *found, role]) is None:
                found.append(role)
        return found

    def with_gaps(self, wholes: Sequence[Part], released: Sequence[Part]) -> dict[Part, list[Part]]:
        """The groups whose gap figures tell nobody apart either, with the parts that they tell apart.

        With one target for all, they follow from the levels. With several, every target's people must be
        enough, and the oracle must find no way to fewer.
        """
        told = self._passed({whole: self.members.by_target(whole) for whole in wholes}, released)
        return {whole: parts for whole, parts in told.items() if self._aimed(whole) >= self.rule.min_group}

    def with_ticks(self, wholes: Sequence[Part], released: Sequence[Part]) -> dict[Part, list[Part]]:
        """The groups whose counts of ticks tell nobody apart, with those who were asked and the others."""
        return self._passed({whole: by_checklist(whole) for whole in wholes}, released)

    def _passed(self, parts: dict[Part, list[Part]], released: Sequence[Part]) -> dict[Part, list[Part]]:
        """The groups whose parts may be told: each is enough people or nobody, and the oracle finds no leak.

        Where it does, the smallest group gives way that the leak is made of: a division less its other teams tells
        of the one that is hidden, and without one of these teams it no longer does, while the division stays.
        """
        told = {whole: [part for part in of_group if self._people(part)] for whole, of_group in parts.items()}
        told = {
            whole: of_group
            for whole, of_group in told.items()
            if min(map(self._people, of_group)) >= self.rule.min_group and all(map(self._is_fit, of_group))
        }
        parted = {whole: of_group for whole, of_group in told.items() if len(of_group) > 1}
        while parted:
            found = self._leaked([*released, *_parts(parted)])
            if found is None:
                break
            nearest = self._nearest(self._concerned(parted, released, *found) or parted)
            del parted[nearest], told[nearest]
        return told

    def _concerned(
        self, parted: Mapping[Part, Sequence[Part]], released: Sequence[Part], members: Members, atoms: Mask
    ) -> list[Part]:
        """The groups that a leak is made of; between publications, those that have people of it."""
        if members is not self.members:
            return [whole for whole in parted if (members.mask(whole) & atoms).any()]
        masks = members.masks([*released, *_parts(parted)])
        is_part = dict(zip(_parts(parted), taking_part(masks, atoms, self.people)[len(released) :], strict=True))
        return [whole for whole, parts in parted.items() if any(is_part[part] for part in parts)]

    def _leaked(self, parts: Sequence[Part]) -> tuple[Members, Mask] | None:
        """Who is told apart by what is released, with what was told before or without it; None where nobody is."""
        masks = self.members.masks(parts)
        found = leak(masks, self.people, self.rule.min_group)
        if found is None and self.rule.suppresses_unanimous:
            found = unanimous(masks, self.people, self.is_below)
        if found is not None:
            return self.members, found
        for past in self.pasts:
            found = past.leaked(parts, self.rule.min_group)
            if found is not None:
                return past.after, found
        return None

    def _is_fit(self, part: Part) -> bool:
        return all(past.is_fit(part, self.rule.min_group) for past in self.pasts)

    def _answers(self) -> dict[Team, Answers]:
        """The people of every team."""
        found: dict[Team, Answers] = {}
        aimed = np.where(self.members.targets > NO_TARGET, self.people, 0)
        for team, *figures in zip(self.members.teams, self.people, aimed, self.below, strict=True):
            if team is not None:
                before = found.get(team, Answers(0))
                found[team] = Answers(*(was + int(more) for was, more in zip(before, figures, strict=True)))
        return found

    def _nearest(self, wholes: Iterable[Part]) -> Part:
        """The smallest group; of equals by name."""
        return min(wholes, key=lambda whole: (self._people(whole), whole.group[2], whole.group[1] or ""))

    def _people(self, part: Part) -> int:
        return int(self.people[self.members.mask(part)].sum())

    def _aimed(self, part: Part) -> int:
        return int(self.people[self.members.mask(part) & (self.members.targets > NO_TARGET)].sum())

    def _is_safe(self, part: Part) -> bool:
        below = int(self.below[self.members.mask(part)].sum())
        return self.rule.is_safe(Answers(self._people(part), self._aimed(part), below))


def _wholly_below(atoms: pd.DataFrame) -> Mask:
    """Of each atom, whether all of its people have a target and are below it, whether asked by checklist or not."""
    sums = atoms.groupby(["division", "team", "role", "target"], dropna=False, sort=False)[["assessed", "below"]]
    whole = sums.transform("sum")
    return np.asarray((atoms["target"].notna() & whole["assessed"].eq(whole["below"])).to_numpy(bool))
