"""Teams that have another name in the later of two cycles, under one name in both.

Decision: teams are renamed whole and never person by person: part of a published group would be a figure that nobody
decided to show. Divisions stay as they were, for a team that changed its division is part of either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

Team = tuple[str | None, str]
"""Division and name of a team."""


def renamed(teams: pd.DataFrame) -> dict[Team, Team]:
    """The teams of the earlier cycle, and what they are now, out of division, team, now_division, now_team."""
    rows = teams.itertuples(index=False, name=None)
    return {(division, team): (now_division, now_team) for division, team, now_division, now_team in rows}


def as_now(people: pd.DataFrame, cube: pd.DataFrame, names: Mapping[Team, Team]) -> pd.DataFrame:
    """The earlier cycle's people in the teams of the later one.

    Parameters
    ----------
    people
        Rows with before_team and before_owner (the division of the team).
    cube
        The same rows with before_division and before_team as that cycle named them.
    names
        Team then -> team now.

    Examples
    --------
    With Falcon -> Falke the people who were in Falcon were in Falke; of two teams that became one, both were.
    """
    return _named(people, cube, names, "before")


def as_then(people: pd.DataFrame, cube: pd.DataFrame, names: Mapping[Team, Team]) -> pd.DataFrame:
    """The later cycle's people in the teams of the earlier one, where one team and no other became theirs.

    A team that several became, or that there was before, keeps its name: nobody knows which of its people would be in
    which. Parameters as in ``as_now``, of the later cycle.
    """
    often = Counter(names.values())
    there = set(zip(cube["before_division"], cube["before_team"], strict=True))
    back = {now: team for team, now in names.items() if often[now] == 1 and now not in there}
    return _named(people, cube, back, "after")


def _named(people: pd.DataFrame, cube: pd.DataFrame, names: Mapping[Team, Team], side: str) -> pd.DataFrame:
    if not names:
        return people
    own = zip(cube[f"{side}_division"], cube[f"{side}_team"], strict=True)
    kept = zip(people[f"{side}_owner"], people[f"{side}_team"], strict=True)
    found = [names.get(team, given) for team, given in zip(own, kept, strict=True)]
    return people.assign(
        **{
            f"{side}_owner": pd.Series([division for division, _ in found], people.index, dtype=object),
            f"{side}_team": pd.Series([team for _, team in found], people.index, dtype=object),
        }
    )
