"""Who of one team goes when, by name: the rows of a plan of cohorts that a reader may see.

Decision: a reader gets rows of people whom they may see by name, and nothing else of the plan; how many others of the
team are away is not told beside them, because a name more or less would then tell a seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from pipeline.cohort_lists import CohortList, team_key
from pipeline.cohort_rows import calendar_of, cohort_rows, later_rows, waiting_rows, ways_out
from pipeline.model import Json
from pipeline.sentences.seats import gap_words, why_then, why_waiting

SEAT_COLUMNS = (
    "person name role turn course course_name gaps dimensions steps class quarter starts ends cohort reason "
    "next_quarter then"
).split()


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
    dimensions that the course is about for that person, from level to level, ``dimensions`` their ids, ``steps`` how
    many levels these are,
    ``class`` the most urgent of them; ``then`` says why in this quarter; without a seat ``quarter`` is null and
    ``reason`` says why. ``headcount`` and ``most_away`` are the whole team's. ``is_whole``: the reader may see
    everybody of the team; then ``unanswered`` is how many of it gave no answer at all, else 0. ``sizes`` of a cohort
    as ``8 to 12``; ``ways`` are sentences on what would seat more people; ``dates`` is the calendar of the team's
    cohorts.
    """

    team: str
    headcount: int
    most_away: int
    quarters: tuple[str, ...]
    rows: pd.DataFrame
    is_whole: bool
    unanswered: int = 0
    sizes: str = ""
    ways: tuple[str, ...] = ()
    dates: str = ""

    @property
    def people(self) -> int:
        """How many people have a row."""
        return _count(self.rows)

    @property
    def seated(self) -> int:
        """How many of these people have a seat in at least one course."""
        return _count(self.rows[self.rows["quarter"].notna()])

    @property
    def away(self) -> dict[str, int]:
        """How many of these people are away in each quarter."""
        counts = self.rows["quarter"].value_counts()
        return {quarter: int(counts.get(quarter, 0)) for quarter in self.quarters}

    @property
    def weeks(self) -> tuple[int, int]:
        """The fewest and the most weeks that a course of these people takes; one of them has a seat."""
        seated = self.rows[self.rows["quarter"].notna()]
        days = pd.to_datetime(seated["ends"]) - pd.to_datetime(seated["starts"])
        weeks = days.dt.days // 7 + 1
        return int(weeks.min()), int(weeks.max())

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


def team_seats(
    found: CohortList, division: str | None, team: str, people: frozenset[int] | None, stamped: datetime
) -> TeamSeats:
    """The seats of a team, as far as a reader may see its people by name.

    Parameters
    ----------
    people
        The numbers (people.person) of whom the reader may see; None: everybody, for analysts.
    stamped
        When the calendar is made (UTC).

    Returns
    -------
    TeamSeats
        Without rows where the reader may see nobody of the team.
    """
    key = team_key(division, team)
    members = found.people[found.people["team_key"] == key]
    seen = members if people is None else members[members["person"].isin(people)]
    levels = seen[[each.id for each in found.framework.dimensions]].to_dict("records")
    gaps = [
        (
            gap_words({str(name): level for name, level in own.items()}, modules, found.framework),
            tuple(dict.fromkeys(module.dimension for module in modules)),
            steps,
            urgent,
        )
        for own, modules, steps, urgent in zip(levels, seen["modules"], seen["steps"], seen["class"], strict=True)
    ]
    who = seen["identifier"].where(seen["identifier"].notna(), seen["name"])
    of = dict(zip(zip(who, seen["course"], strict=True), gaps, strict=True))
    lines = [_line(row, *of[_who(row)]) for row in _plan_rows(found, people is None) if _who(row) in of]
    rows = pd.DataFrame(lines, columns=SEAT_COLUMNS, dtype=object).sort_values(["name", "turn"], kind="stable")
    return _of_team(found, team, key, rows.reset_index(drop=True), people is None, stamped)


def _of_team(
    found: CohortList, team: str, key: str, rows: pd.DataFrame, is_whole: bool, stamped: datetime
) -> TeamSeats:
    headcount, rules = found.headcounts.get(key, 0), found.rules
    quarters = tuple(str(found.begins.later(place)) for place in range(rules.quarters))
    most_away, sizes = rules.most_away(headcount), f"{rules.smallest} to {rules.largest}"
    then = pd.Series(why_then(rows, quarters, most_away if is_whole else None, sizes), rows.index, dtype=object)
    rows = rows.assign(reason=why_waiting(rows, quarters)) if is_whole else rows
    return TeamSeats(
        team,
        headcount,
        most_away,
        quarters,
        rows.assign(then=then),
        is_whole,
        found.unanswered.get(key, 0) if is_whole else 0,
        sizes,
        tuple(ways_out(found)) if is_whole else (),
        calendar_of(found, stamped, frozenset(rows["cohort"].dropna().astype(int))),
    )


def _plan_rows(found: CohortList, is_whole: bool) -> list[Json]:
    """Every seat, and everybody who waits for one, alike; how many others wait is told to who sees everybody."""
    seats = [
        {**person, **{name: row[name] for name in ("course", "course_name", "quarter", "starts", "ends", "cohort")}}
        for row in cohort_rows(found)
        for person in row["people"]
    ]
    waiting, later = (rows(found, is_counted=is_whole) for rows in (waiting_rows, later_rows))
    return [*seats, *waiting, *later]


def _count(rows: pd.DataFrame) -> int:
    """How many people have these rows, by address, and by name who is known by it alone."""
    return int(rows["person"].fillna(rows["name"]).nunique())


def _who(row: Json) -> tuple[str | None, str]:
    return row["person"] or row["name"], row["course"]


def _line(row: Json, gaps: str, dimensions: tuple[str, ...], steps: int, urgent: str) -> list[object]:
    own = {"gaps": gaps, "dimensions": dimensions, "steps": steps, "class": urgent}
    told = {**row, "name": row["name"] or row["person"], **own}
    return [told.get(name) for name in SEAT_COLUMNS]
