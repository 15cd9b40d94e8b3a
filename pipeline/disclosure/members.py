"""Who is in which part of which group: atoms, the smallest sets of people that any figure tells apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.released import Decision, Part
from pipeline.disclosure.units import Team

NO_TARGET = -1.0
"""No target is a class of its own, told apart by a number that no level has."""

_NOWHERE, _UNKNOWN = -1, -2


class Members:
    """The atoms of one dimension: where their people stand, what is aimed at, whether they were asked by checklist.

    Parameters
    ----------
    atoms
        division, team (null: these people are nowhere), role (null: none), target (null: none), is_asked.
    """

    def __init__(self, atoms: pd.DataFrame) -> None:
        self.teams = [
            None if pd.isna(team) else Team(None if pd.isna(division) else str(division), str(team))
            for division, team in zip(atoms["division"], atoms["team"], strict=True)
        ]
        self.is_there = np.array([team is not None for team in self.teams], bool)
        self._team_numbers, self._of_team = _numbered(self.teams)
        self._division_numbers, self._of_division = _numbered([team and team.division for team in self.teams])
        self._role_numbers, self._of_role = _numbered(atoms["role"].astype(object).where(atoms["role"].notna(), None))
        self.targets = atoms["target"].astype("Float64").fillna(NO_TARGET).to_numpy(float)
        self.is_asked = atoms["is_asked"].fillna(False).to_numpy(bool)  # noqa: FBT003 -- pandas has no keyword for it

    def mask(self, part: Part) -> Mask:
        """Which atoms are of a part of a group."""
        mask = self._of_group(part)
        if part.target is not None:
            mask = mask & (self.targets == part.target)
        if part.is_asked is not None:
            mask = mask & (self.is_asked == part.is_asked)
        return mask

    def masks(self, parts: Sequence[Part]) -> Mask:
        """One row per part."""
        return np.array([self.mask(part) for part in parts], bool).reshape(len(parts), len(self.teams))

    def by_target(self, whole: Part) -> list[Part]:
        """The parts of a group that its gap figures tell apart."""
        return [whole._replace(target=float(target)) for target in np.unique(self.targets[self._of_group(whole)])]

    def told_apart(self, decision: Decision) -> list[Part]:
        """Every part that a decision tells of: whole groups, their people by target, those asked by checklist."""
        wholes = [decision.part(group) for group in decision.levels]
        of_gaps = [part for group in decision.gaps for part in self.by_target(decision.part(group))]
        of_ticks = [part for group in decision.ticks for part in by_checklist(decision.part(group))]
        return [*wholes, *of_gaps, *of_ticks]

    def role_names(self) -> list[str]:
        """Every role, by name."""
        return sorted(self._of_role)

    def _of_group(self, part: Part) -> Mask:
        kind, _, name = part.group
        if kind == "role":
            return np.asarray(self.is_there & (self._role_numbers == self._of_role.get(name, _UNKNOWN)))
        if kind == "division":
            return np.asarray(self._division_numbers == self._of_division.get(name, _UNKNOWN))
        if part.teams is None:
            return self.is_there
        wanted = [self._of_team.get(team, _UNKNOWN) for team in part.teams]
        return np.asarray(self._team_numbers == wanted[0] if len(wanted) == 1 else np.isin(self._team_numbers, wanted))


def _numbered(values: Iterable[Hashable | None]) -> tuple[npt.NDArray[np.int64], dict[Any, int]]:
    """A number for each value, -1 where there is none, so that equal ones are found at once."""
    numbers: dict[Any, int] = {}
    found = [_NOWHERE if value is None else numbers.setdefault(value, len(numbers)) for value in values]
    return np.array(found, np.int64), numbers


def by_checklist(whole: Part) -> list[Part]:
    """The parts of a group that its counts of ticks tell apart: who was asked, and the others."""
    return [whole._replace(is_asked=True), whole._replace(is_asked=False)]
