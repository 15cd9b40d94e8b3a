"""Who of one team goes when, by name: the rows of a plan of cohorts that a reader may see.

Decision: a reader gets rows of people whom they may see by name, and nothing else of the plan; how many others of the
team are away is not told beside them, because a name more or less would then tell a seat.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.cohort_lists import CohortList, team_key
from pipeline.cohort_rows import cohort_rows, later_rows, waiting_rows
from pipeline.model import Json

SEAT_COLUMNS = (
    "person name role turn course course_name gaps class quarter starts ends cohort reason next_quarter".split()
)


@dataclass(frozen=True)
class Waiting:
    """People without a seat in their first course, for one reason, until the quarter in which it is looked again."""

    reason: str
    again: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class TeamSeats:
    """The seats of one team.

    ``rows`` has one row per person and course that has a seat or is waited for, ``SEAT_COLUMNS``: ``gaps`` are the
    dimensions that the course is about for that person, ``class`` the most urgent of them; without a seat ``quarter``
    is null and ``reason`` says why. ``headcount`` and ``most_away`` are the whole team's. ``is_whole``: the reader may
    see everybody of the team; then ``unanswered`` is how many of it gave no answer at all, else 0.
    """

    team: str
    headcount: int
    most_away: int
    quarters: tuple[str, ...]
    rows: pd.DataFrame
    is_whole: bool
    unanswered: int = 0

    @property
    def people(self) -> int:
        """How many people have a row."""
        return int(self.rows["person"].nunique())

    @property
    def seated(self) -> int:
        """How many of these people have a seat in at least one course."""
        return int(self.rows.loc[self.rows["quarter"].notna(), "person"].nunique())

    @property
    def away(self) -> dict[str, int]:
        """How many of these people are away in each quarter."""
        counts = self.rows["quarter"].value_counts()
        return {quarter: int(counts.get(quarter, 0)) for quarter in self.quarters}

    @property
    def waiting(self) -> list[Waiting]:
        """Who has no seat at all, by reason."""
        part = self.rows[self.rows["quarter"].isna() & (self.rows["turn"] == 1)]
        return [
            Waiting(str(reason), str(each["next_quarter"].iloc[0]), tuple(each["name"]))
            for reason, each in part.groupby("reason", sort=False)
        ]

    @property
    def later(self) -> int:
        """How many have a seat, but none in the course after it."""
        return int((self.rows["quarter"].isna() & (self.rows["turn"] > 1)).sum())


def team_seats(found: CohortList, division: str | None, team: str, people: frozenset[int] | None) -> TeamSeats:
    """The seats of a team, as far as a reader may see its people by name.

    Parameters
    ----------
    people
        The numbers (people.person) of whom the reader may see; None: everybody, for analysts.

    Returns
    -------
    TeamSeats
        Without rows where the reader may see nobody of the team.
    """
    key = team_key(division, team)
    members = found.people[found.people["team_key"] == key]
    seen = members if people is None else members[members["person"].isin(people)]
    names = {each.id: each.name for each in found.framework.dimensions}
    gaps = [
        (", ".join(dict.fromkeys(names[module.dimension] for module in modules)), urgent)
        for modules, urgent in zip(seen["modules"], seen["class"], strict=True)
    ]
    who = seen["identifier"].where(seen["identifier"].notna(), seen["name"])
    of = dict(zip(zip(who, seen["course"], strict=True), gaps, strict=True))
    lines = [_line(row, *of[_who(row)]) for row in _plan_rows(found) if _who(row) in of]
    rows = pd.DataFrame(lines, columns=SEAT_COLUMNS, dtype=object).sort_values(["name", "turn"], kind="stable")
    headcount = found.headcounts.get(key, 0)
    quarters = tuple(str(found.begins.later(place)) for place in range(found.rules.quarters))
    most_away = found.rules.most_away(headcount)
    unanswered = found.unanswered.get(key, 0) if people is None else 0
    return TeamSeats(team, headcount, most_away, quarters, rows.reset_index(drop=True), people is None, unanswered)


def _plan_rows(found: CohortList) -> list[Json]:
    """Every seat, and everybody who waits for one, alike."""
    seats = [
        {**person, **{name: row[name] for name in ("course", "course_name", "quarter", "starts", "ends", "cohort")}}
        for row in cohort_rows(found)
        for person in row["people"]
    ]
    return [*seats, *waiting_rows(found), *later_rows(found)]


def _who(row: Json) -> tuple[str | None, str]:
    return row["person"] or row["name"], row["course"]


def _line(row: Json, gaps: str, urgent: str) -> list[object]:
    told = {**row, "name": row["name"] or row["person"], "gaps": gaps, "class": urgent}
    return [told.get(name) for name in SEAT_COLUMNS]
