"""Publication units: the parts of a company that are only ever shown whole.

Whatever a reader adds up or subtracts of what is shown is made of whole units, so nothing smaller
than a unit can be worked out. Built from the teams upwards; a remainder too small to stand alone joins
the unit by which the fewest groups cease to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Team(NamedTuple):
    """What tells a team apart: two divisions may have a team of one name."""

    division: str | None
    team: str


class Answers(NamedTuple):
    """People of one dimension: with a level, with a level and a target, and below that target."""

    assessed: int
    aimed: int = 0
    below: int = 0


Unit = frozenset[Team]


@dataclass(frozen=True)
class Rule:
    """What makes a set of people safe to show.

    ``min_group`` is the fewest assessed people; with ``suppresses_unanimous`` not everybody with a target
    may be below it either.
    """

    min_group: int
    suppresses_unanimous: bool = False

    def is_safe(self, answers: Answers) -> bool:
        """Whether a set of people may be shown on its own."""
        is_unanimous = answers.aimed > 0 and answers.below == answers.aimed
        return answers.assessed >= self.min_group and not (self.suppresses_unanimous and is_unanimous)


@dataclass(frozen=True)
class UnitMap:
    """The units of one dimension and the groups that are shown with them.

    ``units`` part all teams with an answer (empty where nothing may be shown); ``divisions`` and
    ``teams`` are the shown ones, ``has_company`` says whether the whole is shown.
    """

    units: tuple[Unit, ...] = ()
    has_company: bool = False
    divisions: frozenset[str] = frozenset()
    teams: frozenset[Team] = frozenset()

    @property
    def together(self) -> tuple[Unit, ...]:
        """The units of several teams, each shown as one row."""
        return tuple(unit for unit in self.units if len(unit) > 1)


@dataclass
class _Builder:
    """The partition as it grows."""

    answers: dict[Team, Answers]
    rule: Rule
    units: list[Unit] = field(default_factory=list)

    def of(self, teams: Iterable[Team]) -> Answers:
        """The answers of several teams added up."""
        return Answers(*(sum(figures) for figures in zip(*(self.answers[team] for team in teams), strict=True)))

    def is_safe(self, teams: Unit) -> bool:
        return self.rule.is_safe(self.of(teams))

    def settled(self, teams: Sequence[Team], passed_up: Unit) -> Unit:
        """Settle the teams right below a node with what its children passed up; gives what it passes up itself.

        Units of the node's children stand in ``units`` already.
        """
        below = {team for unit in self.units for team in unit} | set(teams) | passed_up
        small = [team for team in teams if not self.is_safe(frozenset([team]))]
        self.units += [frozenset([team]) for team in teams if team not in small]
        pool = passed_up | frozenset(small)
        while pool and not self.is_safe(pool):
            candidates = [unit for unit in self.units if unit <= below]
            if not candidates:
                return pool
            cheapest = min(candidates, key=lambda unit: self._cost(unit, pool))
            self.units.remove(cheapest)
            pool = pool | cheapest
        self.units += [pool] if pool else []
        return frozenset()

    def _cost(self, unit: Unit, pool: Unit) -> tuple[int, int, int, list[tuple[str, str]]]:
        """Teams and divisions that cease to be shown if a pool joins a unit; then its people, then its names."""
        divisions = {team.division for team in unit}
        lost = [
            division
            for division in divisions
            if division is not None and self._is_shown(division) and {team.division for team in pool} != {division}
        ]
        return int(len(unit) == 1), len(lost), self.of(unit).assessed, _names(unit)

    def _is_shown(self, division: str) -> bool:
        """Whether every unit that touches a division lies inside it, and it is safe as a whole."""
        touching = [unit for unit in self.units if any(team.division == division for team in unit)]
        teams = frozenset(team for team in self.answers if team.division == division)
        return all(unit <= teams for unit in touching) and self.is_safe(teams)


def _names(unit: Unit) -> list[tuple[str, str]]:
    return sorted((team.division or "", team.team) for team in unit)


def unit_map(answers: dict[Team, Answers], rule: Rule) -> UnitMap:
    """Part the teams of a company, in one dimension, into publication units.

    Parameters
    ----------
    answers
        The people of every team; teams without a division stand right below the company.
    rule
        What is safe to show.

    Returns
    -------
    UnitMap
        Without units where the whole company is unsafe.

    Examples
    --------
    With ``min_group`` 5, North (N1 12, N2 7, N3 3), South (S1 9, S2 6) and West (W1 4): N3 joins N2, as the
    smaller of two that cost a team each; W1 joins {N2, N3}, which costs North alone. Shown are the
    company, South, N1, S1 and S2, and {N2, N3, W1} together.
    """
    answered = {team: figures for team, figures in answers.items() if figures.assessed}
    builder = _Builder(answered, rule)
    left: Unit = frozenset()
    settled: list[Unit] = []
    for division in sorted({team.division for team in answered if team.division is not None}):
        builder.units = []
        left |= builder.settled([team for team in answered if team.division == division], frozenset())
        settled += builder.units
    builder.units = settled
    without_division = [team for team in answered if team.division is None]
    if builder.settled(without_division, left):
        return UnitMap()
    return _shown(builder)


def shown_with(answers: dict[Team, Answers], rule: Rule, units: Iterable[Unit]) -> UnitMap:
    """The groups that are shown with units that were settled otherwise."""
    answered = {team: figures for team, figures in answers.items() if figures.assessed}
    return _shown(_Builder(answered, rule, list(units)))


def _shown(builder: _Builder) -> UnitMap:
    whole = frozenset(builder.answers)
    divisions = {team.division for team in whole if team.division is not None}
    return UnitMap(
        tuple(sorted(builder.units, key=_names)),
        bool(builder.units) and builder.is_safe(whole),
        frozenset(division for division in divisions if builder._is_shown(division)),
        frozenset(team for unit in builder.units if len(unit) == 1 for team in unit),
    )
