"""Teams that have other names in a later cycle: proposed from where their people are now, and ruled on.

Decision: an earlier team becomes one later team or none, so that its people who have left and its silent ones can be
placed too; of a team that was split the ruling names the part that goes on. A team whose name only one team has in
either cycle is the same team, in whichever division, and needs no ruling.
"""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.between import Between, between
from pipeline.errors import ExportError
from pipeline.matching.recipe_file import recipe_from_text
from pipeline.matching.text import label_key
from pipeline.model import Json, Rater
from pipeline.settings import Home, settings_of
from pipeline.warehouse import team_moves, write
from pipeline.warehouse.connection import Connection, opened, transaction
from pipeline.warehouse.crosswalks import newest_recipe
from pipeline.warehouse.renamed import Sides
from pipeline.warehouse.team_moves import Team, TeamMove

MOST_OF = 0.5
"""Share of a team's recognised people who have to be in one later team for it to be proposed: more than this."""


@dataclass(frozen=True)
class MovedTeam:
    """A team of the earlier cycle that the later one does not have.

    ``people`` counts those who are recognised in the later cycle, ``now`` where they are, the most frequent first;
    ``proposed`` is the one that a recipe of the later cycle names, else that of most of them; ``ruled`` the one that
    somebody named for the two cycles.
    """

    team: Team
    name: str
    people: int
    now: tuple[tuple[str, int], ...]
    proposed: str | None
    ruled: str | None


@dataclass(frozen=True)
class TeamMap:
    """The teams of an earlier cycle that a later one does not have, and the names of all of the later one's."""

    earlier: str
    later: str
    teams: tuple[MovedTeam, ...]
    later_names: tuple[str, ...]

    def rows(self) -> list[Json]:
        """What the command prints."""
        return [
            {
                "team": each.name,
                "people": each.people,
                "now": dict(each.now),
                "proposed": each.proposed,
                "ruled": each.ruled,
            }
            for each in self.teams
        ]


def team_map(home: Home, later: str, earlier: str | None = None) -> TeamMap:
    """What became of the teams of an earlier cycle, by default of the one before. Raises as ``between``."""
    with opened(home) as connection:
        return _team_map(connection, between(connection, later, earlier), settings_of(home).rater)


def kept_teams(
    home: Home, later: str, earlier: str | None, teams: Mapping[str, str | None], actor: str = ""
) -> TeamMap:
    """Keep what earlier teams are called now, by name; None takes a ruling back.

    Raises
    ------
    ExportError
        Where one of the cycles has no team of a name, or the earlier team's name goes on in the later cycle.
    """
    with opened(home) as connection, transaction(connection):
        cycles, rater = between(connection, later, earlier), settings_of(home).rater
        before, after = _teams(connection, cycles, rater)
        gone = {team for team in before.values() if not _goes_on(team, before.values(), after.values())}
        pairs = [
            (_moved(one, before, gone, cycles), _named(now, after, cycles.later.name) if now else None)
            for one, now in teams.items()
        ]
        team_moves.keep_teams(connection, cycles.earlier.cycle, cycles.later.cycle, pairs)
        told = f"what {len(pairs)} team{'' if len(pairs) == 1 else 's'} of cycle {cycles.earlier.name} became"
        write.note_action(connection, actor or getpass.getuser(), "rule", f"{told} in cycle {cycles.later.name}")
        return _team_map(connection, cycles, rater)


def _team_map(connection: Connection, cycles: Between, rater: Rater) -> TeamMap:
    before, after = _teams(connection, cycles, rater)
    ruled = team_moves.ruled_teams(connection, cycles.earlier.cycle, cycles.later.cycle)
    moves = team_moves.team_moves(connection, _sides(cycles, rater))
    names = {team: name for name, team in after.items()}
    said = _said(connection, cycles, after)
    return TeamMap(
        cycles.earlier.name,
        cycles.later.name,
        tuple(
            _moved_team(team, name, [move for move in moves if move.team == team], names, ruled.get(team), said)
            for name, team in before.items()
            if not _goes_on(team, before.values(), after.values())
        ),
        tuple(after),
    )


def _moved_team(
    team: Team,
    name: str,
    moves: Sequence[TeamMove],
    names: Mapping[Team, str],
    ruled: Team | None,
    said: Mapping[str, str],
) -> MovedTeam:
    people = sum(move.people for move in moves)
    there = sorted(moves, key=lambda move: (-move.people, names.get(move.now, "")))
    now = tuple((names[move.now], move.people) for move in there if move.now in names)
    is_clear = bool(now) and now[0][1] > MOST_OF * people
    proposed = said.get(team.key) or (now[0][0] if is_clear else None)
    return MovedTeam(team, name, people, now, proposed, names.get(ruled) if ruled else None)


def _said(connection: Connection, cycles: Between, after: Mapping[str, Team]) -> dict[str, str]:
    """What a recipe that the later cycle was loaded with calls teams now: in anonymous surveys the only sign."""
    stored = newest_recipe(connection, cycles.later.cycle, "teams") if cycles.is_next else None
    renamed = recipe_from_text(*stored).teams if stored else {}
    there = {label_key(name): name for name in after}
    return {label_key(one): there[label_key(now)] for one, now in renamed.items() if label_key(now) in there}


def _goes_on(team: Team, before: Collection[Team], after: Collection[Team]) -> bool:
    """Whether the later cycle has the team: in its division, or by a name that only one team has in either."""
    if team in after:
        return True
    of_name = [sum(each.key == team.key for each in teams) for teams in (before, after)]
    return of_name == [1, 1]


def _teams(connection: Connection, cycles: Between, rater: Rater) -> tuple[dict[str, Team], dict[str, Team]]:
    """The teams of either cycle by name; where two divisions have a team of one name, with the division behind."""
    sides = _sides(cycles, rater)
    return (
        _by_name(team_moves.teams_of(connection, sides.before, sides.before_rater)),
        _by_name(team_moves.teams_of(connection, sides.after, sides.after_rater)),
    )


def _by_name(teams: Sequence[Team]) -> dict[str, Team]:
    often = Counter(team.key for team in teams)
    return {
        team.name if often[team.key] == 1 else f"{team.name} ({team.division_name or 'no division'})": team
        for team in teams
    }


def _named(name: str, teams: Mapping[str, Team], cycle: str) -> Team:
    found = {label_key(text): team for text, team in teams.items()}.get(label_key(name))
    if found is None:
        raise ExportError(f"Cycle {cycle!r} has no team {name!r}.", f"It has {', '.join(list(teams)[:12]) or 'none'}.")
    return found


def _moved(name: str, before: Mapping[str, Team], gone: set[Team], cycles: Between) -> Team:
    team = _named(name, before, cycles.earlier.name)
    if team not in gone:
        raise ExportError(
            f"The team {name!r} is in cycle {cycles.later.name!r} too.", "A team that goes on has no other name."
        )
    return team


def _sides(cycles: Between, rater: Rater) -> Sides:
    earlier, later = cycles.earlier, cycles.later
    return Sides(earlier.cycle, later.cycle, earlier.rater or rater, later.rater or rater)
