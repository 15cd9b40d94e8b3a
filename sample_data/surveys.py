"""What Larkspur Robotics answered, laid out as survey tools and people lay it out.

Decision: each layout states its answers in other words (statements, ticked indicators, numbers and
names), so that the sample shows that the levels do not depend on the tool.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.model import Description, Dimension, Framework
from sample_data.company import Person, Roster
from sample_data.standing import Levels

Cell = str | int | float | datetime | None
Grid = list[list[Cell]]

GUESTS = tuple(
    f"guest.{work}@example.com" for work in ("reviewer", "auditor", "tester", "writer", "trainer", "planner")
)
"""Addresses that are on no roster; enough of them to be shown as a group, so that they hide no other."""

_TEAM_QUESTION = "Which team are you in?"
_OPENED = {2025: datetime(2025, 3, 3, 8), 2026: datetime(2026, 3, 2, 8)}
_OPEN_DAYS = 18
_WORKING_SECONDS = 10 * 3600
_COMMENTS = ("More time to try things, please.", "Thanks for asking!", "Could the course be in the mornings?")


def statement_survey(people: Roster, levels: dict[str, Levels], framework: Framework, twice: int) -> Grid:
    """Lay 2025 out as the csv of Google Forms: one statement chosen per dimension."""
    chance = random.Random("larkspur 2025")
    questions = [f"How would you describe yourself in {dimension.name}?" for dimension in framework.dimensions]
    answered: dict[str, list[Cell]] = {
        person.address: [_statement(d, levels[person.address][d.id]) for d in framework.dimensions] for person in people
    }
    lowest: list[Cell] = [_statement(dimension, 1) for dimension in framework.dimensions]
    lines = _lines(2025, people, answered, lowest, twice, chance)
    return [
        ["Timestamp", "Email Address", _TEAM_QUESTION, *questions],
        *([_forms_time(time), *cells] for time, cells in lines),
    ]


def indicator_survey(people: Roster, levels: dict[str, Levels], framework: Framework, twice: int) -> Grid:
    """Lay 2026 out as Google Forms' spreadsheet: ticked indicators, joined in one cell."""
    chance = random.Random("larkspur 2026")
    questions = [f"Which of these are true of you in {dimension.name}?" for dimension in framework.dimensions]
    none = framework.levels[0].name
    answered: dict[str, list[Cell]] = {
        person.address: [
            *(_ticks(d, levels[person.address][d.id], none, chance) for d in framework.dimensions),
            chance.choice(_COMMENTS) if chance.random() < 0.03 else None,
        ]
        for person in people
    }
    lowest: list[Cell] = [none] * len(questions) + [None]
    lines = _lines(2026, people, answered, lowest, twice, chance)
    return [
        ["Timestamp", "Email Address", _TEAM_QUESTION, *questions, "Anything else you want to tell us?"],
        *([time, *cells] for time, cells in lines),
    ]


def skill_matrix(people: Roster, levels: dict[str, Levels], framework: Framework) -> Grid:
    """Lay the teams without the form out as a matrix: two title lines, a person a line, any notation."""
    chance = random.Random("larkspur matrix")
    names = [dimension.name.replace("&", "and") for dimension in framework.dimensions]
    names[0] = framework.dimensions[0].id
    lines: Grid = [
        [
            person.name,
            person.address,
            person.team,
            *(_notation(framework, levels[person.address][d.id], chance) for d in framework.dimensions),
        ]
        for person in people
    ]
    return [
        ["Larkspur Robotics: what we can do with AI, 2026"],
        ["Filled in together, each for themselves, in the team meetings of March 2026"],
        [],
        ["Name", "E-mail", "Team", *names],
        *lines,
    ]


def _lines(
    cycle: int,
    people: Roster,
    answered: dict[str, list[Cell]],
    lowest: list[Cell],
    twice: int,
    chance: random.Random,
) -> Iterable[tuple[datetime, list[Cell]]]:
    """Give every line its time; add the guests, and first tries of some who later answered again."""
    lines = [(_time(cycle, chance), [person.address, person.team, *answered[person.address]]) for person in people]
    first_tries = [
        (_OPENED[cycle] + timedelta(seconds=60 + number), [person.address, person.team, *lowest])
        for number, person in enumerate(chance.sample(people, twice))
    ]
    guests = [
        (_time(cycle, chance), [address, person.team, *answered[person.address]])
        for address, person in zip(GUESTS, people, strict=False)
    ]
    return sorted([*lines, *first_tries, *guests], key=lambda line: line[0])


def _time(cycle: int, chance: random.Random) -> datetime:
    # nobody answers in the first hour: it belongs to those who answer twice
    seconds = 3600 + chance.randrange(_WORKING_SECONDS)
    return _OPENED[cycle] + timedelta(days=chance.randrange(_OPEN_DAYS), seconds=seconds)


def _forms_time(time: datetime) -> str:
    return f"{time:%Y/%m/%d} {time.hour % 12 or 12}:{time:%M:%S} {'AM' if time.hour < 12 else 'PM'} GMT+1"


def _statement(dimension: Dimension, level: int) -> str:
    return next(entry.statement for entry in dimension.levels if entry.level == level)


def _ticks(dimension: Dimension, level: int, none: str, chance: random.Random) -> str:
    """Tick all defining indicators up to a level, some supporting ones, at times one further up."""
    ticked = [text for entry in dimension.levels for text in _ticked(entry, level, chance)]
    return ", ".join(ticked) or none


def _ticked(entry: Description, level: int, chance: random.Random) -> list[str]:
    defining = [indicator.text for indicator in entry.indicators if not indicator.supporting]
    supporting = [indicator.text for indicator in entry.indicators if indicator.supporting]
    if entry.level <= level:
        return defining + [text for text in supporting if chance.random() < 0.6]
    # one of two is not the level; two levels up, all of them is a pattern worth a question
    if entry.level == level + 1:
        return defining[:1] if len(defining) > 1 and level > 0 and chance.random() < 0.2 else []
    return defining if entry.level == level + 2 and level > 0 and chance.random() < 0.02 else []


def _notation(framework: Framework, level: int, chance: random.Random) -> Cell:
    name = next(known.name for known in framework.levels if known.level == level)
    notations: tuple[Cell, ...] = (
        level,
        level,
        name,
        f"{level} - {name}",
        f"({level}) {name}",
        f"Level {level}: {name}",
    )
    return chance.choice(notations)


def answered_in_form(people: Roster, teams_with_matrix: tuple[str, ...]) -> Roster:
    """People who filled in the form: not those whose team keeps a matrix."""
    return tuple(person for person in people if person.team not in teams_with_matrix)


def kept_in_matrix(roster: Iterable[Person], teams_with_matrix: tuple[str, ...]) -> Roster:
    """People whose team keeps a matrix; the first of each team was away and is not in it."""
    by_team = [[person for person in roster if person.team == team] for team in teams_with_matrix]
    return tuple(person for team in by_team for person in team[1:])
