"""A second publication: what the difference to an earlier one would tell of the few people who changed.

Whoever keeps both can take one from the other. A person whose answer and group stayed the same cancels out
there; the others do not. So a unit may be published anew where none of its people changed, or enough of them,
and a unit may be divided where no mixture of old and new units leaves fewer people than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

from pipeline.disclosure.units import Answers, Rule, Team, Unit

MOST_CELLS = 12
"""Old and new units that overlap are looked at in every mixture; of more than these none is tried."""


class Crossing(NamedTuple):
    """People of one dimension by where their answer stood before and where it stands now.

    ``before`` is None for people who are new, ``after`` for those who are gone; ``is_same`` where team, role,
    level and ticks are what they were.
    """

    before: Team | None
    after: Team | None
    is_same: bool
    people: int


@dataclass(frozen=True)
class Since:
    """What became of an earlier publication, in one dimension: its units and everybody's way from there."""

    units: tuple[Unit, ...]
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True)
class Settled:
    """The units of a second publication, and those of them that cannot be published anew.

    ``contested`` are units with a few changed people; the others may be shown.
    """

    units: tuple[Unit, ...]
    contested: frozenset[Unit] = frozenset()


class _Overlap(NamedTuple):
    """Units of two publications that share teams, as far as that goes."""

    old: frozenset[Unit]
    new: frozenset[Unit]


def settled(units: Sequence[Unit], answers: dict[Team, Answers], since: Sequence[Since], rule: Rule) -> Settled:
    """Part the teams so that what is published now and what was published before tell of nobody together.

    Where the units that today's answers alone would have do not fit those of an earlier publication, its
    units are kept; where these do not either, they are contested.

    Parameters
    ----------
    units
        As `unit_map` parts the teams today.
    answers
        Today's people of every team.
    since
        The dimension's earlier publications, the latest first.
    rule
        What is safe to show.

    Examples
    --------
    With ``min_group`` 5, N3 (3 people) was published with N2 (7). Five more of N3 answer: N3 is large enough,
    but {N2, N3} before less N2 now are the 3 people of then, so {N2, N3} stays a unit. Two more of N2 instead:
    {N2, N3} is contested.
    """
    answered = {team: figures for team, figures in answers.items() if figures.assessed}
    found = set(units)
    was_kept: set[Unit] = set()
    for past in since:
        for overlap in _overlaps(past.units, found):
            if not (was_kept & overlap.new or _is_safe(overlap, past, answered, rule)):
                kept = _kept(overlap, answered, rule)
                found = (found - overlap.new) | kept
                was_kept |= kept
    overlaps = [(overlap, past) for past in since for overlap in _overlaps(past.units, found)]
    contested = [overlap.new for overlap, past in overlaps if not _is_safe(overlap, past, answered, rule)]
    return Settled(tuple(sorted(found, key=sorted_teams)), frozenset(chain.from_iterable(contested)))


def sorted_teams(unit: Unit) -> list[tuple[str, str]]:
    """The teams of a unit in the order of their names."""
    return sorted((team.division or "", team.team) for team in unit)


def held(contested: Iterable[Unit], units: Sequence[Unit], earlier: Sequence[Unit]) -> frozenset[Team]:
    """The teams that keep their earlier figures: those of contested units and whatever a unit joins to them."""
    teams = frozenset(chain.from_iterable(contested))
    while True:
        wider = teams.union(*(unit for unit in (*units, *earlier) if unit & teams))
        if wider == teams:
            return teams
        teams = wider


def _overlaps(old: Iterable[Unit], new: Iterable[Unit]) -> Iterator[_Overlap]:
    left_old, left_new = set(old), set(new)
    while left_old or left_new:
        teams = next(iter(left_old or left_new))
        joined = _Overlap(frozenset(), frozenset())
        while any(touching := _Overlap(_sharing(left_old, teams), _sharing(left_new, teams))):
            left_old -= touching.old
            left_new -= touching.new
            joined = _Overlap(joined.old | touching.old, joined.new | touching.new)
            teams = teams.union(*touching.old, *touching.new)
        yield joined


def _sharing(units: Iterable[Unit], teams: Unit) -> frozenset[Unit]:
    return frozenset(unit for unit in units if unit & teams)


def _is_safe(overlap: _Overlap, past: Since, answers: dict[Team, Answers], rule: Rule) -> bool:
    """Whether every new unit is large enough, and no mixture of old and new ones leaves few people.

    In a mixture a person counts who is in one of its old units by what they said before, or in one of its new
    ones by what they say now; one who is in both and stayed the same cancels out. Other factors than one and
    minus one only add people.
    """
    if not all(rule.is_safe(_of(unit, answers)) for unit in overlap.new):
        return False
    cells = [*((unit, True) for unit in overlap.old), *((unit, False) for unit in overlap.new)]
    if len(cells) > MOST_CELLS:
        return False
    teams = frozenset(chain.from_iterable(unit for unit, _ in cells))
    near = [each for each in past.crossings if each.before in teams or each.after in teams]
    mixtures = chain.from_iterable(combinations(cells, size) for size in range(1, len(cells) + 1))
    return not any(0 < _left(mixture, near) < rule.min_group for mixture in mixtures)


def _left(mixture: Sequence[tuple[Unit, bool]], crossings: Iterable[Crossing]) -> int:
    old = frozenset(chain.from_iterable(unit for unit, is_old in mixture if is_old))
    new = frozenset(chain.from_iterable(unit for unit, is_old in mixture if not is_old))
    people = 0
    for before, after, is_same, count in crossings:
        was_in, is_in = before in old, after in new
        people += count if (was_in != is_in if is_same else was_in or is_in) else 0
    return people


def _kept(overlap: _Overlap, answers: dict[Team, Answers], rule: Rule) -> frozenset[Unit]:
    """The old units, as far as anybody answers in them today, and a place for teams that are new."""
    units = [frozenset(team for team in unit if team in answers) for unit in sorted(overlap.old, key=sorted_teams)]
    units = [unit for unit in units if unit]
    fresh = {team for unit in overlap.new for team in unit} - {team for unit in units for team in unit}
    for team in sorted(fresh, key=lambda team: (team.division or "", team.team)):
        alone = frozenset([team])
        if rule.is_safe(answers[team]) or not units:
            units.append(alone)
        else:
            smallest = min(units, key=lambda unit: (_of(unit, answers).assessed, sorted_teams(unit)))
            units[units.index(smallest)] = smallest | alone
    return frozenset(units)


def _of(unit: Unit, answers: dict[Team, Answers]) -> Answers:
    return Answers(*(sum(figures) for figures in zip(*(answers[team] for team in unit), strict=True)))
