"""What a decision releases: groups, the parts of them that their figures tell apart, and the units behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.disclosure.units import Team, Unit
from pipeline.model import Kind

Group = tuple[Kind, str | None, str]
"""Kind, division and name of a group, as its rows carry them."""


class Part(NamedTuple):
    """People of a group who are told apart from its others.

    ``teams`` are those of a team's row or of small teams together, None for other kinds; ``target`` (-1: none)
    and ``is_asked``, who answered by checklist, narrow the group down where they are not None.
    """

    group: Group
    teams: Unit | None = None
    target: float | None = None
    is_asked: bool | None = None


@dataclass(frozen=True)
class Decision:
    """The groups of one dimension whose levels, whose gap figures and whose counts of ticks are shown.

    ``units`` part the teams; ``contested`` are those of them of which a second publication would tell too much:
    where there are any, nothing is shown.
    """

    levels: frozenset[Group] = frozenset()
    gaps: frozenset[Group] = frozenset()
    ticks: frozenset[Group] = frozenset()
    units: tuple[Unit, ...] = ()
    contested: frozenset[Unit] = frozenset()

    @property
    def together(self) -> tuple[Unit, ...]:
        """The units of several teams; their rows are in no set unless they are shown."""
        return tuple(unit for unit in self.units if len(unit) > 1)

    def part(self, group: Group) -> Part:
        """A released group as a whole."""
        kind, division, name = group
        if kind == "together":
            return Part(group, next(unit for unit in self.together if together_group(unit) == group))
        return Part(group, frozenset([Team(division, name)]) if kind == "team" else None)


def unit_group(unit: Unit) -> Group:
    """The row that shows a unit: of its team, or of small teams together."""
    [first, *more] = unit
    return together_group(unit) if more else ("team", first.division, first.team)


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
