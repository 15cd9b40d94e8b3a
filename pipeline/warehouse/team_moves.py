"""Teams of an earlier cycle and what became of them in a later one: where their people are, and what was ruled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from pipeline.warehouse.connection import sql
from pipeline.warehouse.pairs import pair_members
from pipeline.warehouse.read import rows_of
from pipeline.warehouse.renamed import Sides


@dataclass(frozen=True)
class Team:
    """A team of a cycle: labels of team and division, and what they are called; ``key`` levels case and blanks."""

    division: int | None
    team: int
    name: str = field(compare=False)
    division_name: str | None = field(compare=False)
    key: str = field(compare=False)


@dataclass(frozen=True)
class TeamMove:
    """How many people who are recognised in both cycles went from a team to a team."""

    team: Team
    now: Team
    people: int


def teams_of(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str) -> list[Team]:
    """The teams of a cycle, by name; people without a team are in none."""
    rows = rows_of(connection, "teams_of_cycle.sql", {"cycle": cycle, "rater": rater})
    return [Team(**row) for row in rows]


def team_moves(connection: duckdb.DuckDBPyConnection, sides: Sides) -> list[TeamMove]:
    """Where the people of every team of the earlier cycle are in the later one."""
    before = {team: team for team in teams_of(connection, sides.before, sides.before_rater)}
    after = {team: team for team in teams_of(connection, sides.after, sides.after_rater)}
    with pair_members(connection, (sides.before, sides.after), (sides.before_rater, sides.after_rater)):
        rows = connection.execute(sql("queries", "team_moves.sql")).fetchall()
    return [
        TeamMove(before[_key(division, team)], after[_key(now_division, now_team)], people)
        for division, team, now_division, now_team, people in rows
    ]


def ruled_teams(connection: duckdb.DuckDBPyConnection, earlier: int, later: int) -> dict[Team, Team]:
    """What was ruled between two cycles: team then -> team now (labels only; names are empty)."""
    rows = connection.execute(
        "select division, team, now_division, now_team from team_map where cycle = ? and earlier = ?", [later, earlier]
    ).fetchall()
    return {_key(division, team): _key(now_division, now_team) for division, team, now_division, now_team in rows}


def renamed_teams(connection: duckdb.DuckDBPyConnection, earlier: int, later: int) -> pd.DataFrame:
    """The same by name: ``division, team, now_division, now_team`` (text or None)."""
    rows = rows_of(connection, "renamed_teams.sql", {"before": earlier, "after": later})
    return pd.DataFrame(rows, columns=["division", "team", "now_division", "now_team"], dtype=object)


def keep_teams(
    connection: duckdb.DuckDBPyConnection, earlier: int, later: int, pairs: Iterable[tuple[Team, Team | None]]
) -> None:
    """Keep what became of some teams in place of what was ruled on them; None takes a ruling back."""
    for team, now in pairs:
        connection.execute(
            """
            delete from team_map
            where cycle = ? and earlier = ? and division is not distinct from ? and team = ?
            """,
            [later, earlier, team.division, team.team],
        )
        if now is not None:
            connection.execute(
                "insert into team_map values (?, ?, ?, ?, ?, ?)",
                [later, earlier, team.division, team.team, now.division, now.team],
            )


def _key(division: int | None, team: int) -> Team:
    return Team(division, team, "", None, "")
