"""A made-up organisation of a few hundred people, written as four layouts, and what they then should count.

The people who count are worked out here in plain Python, person by person, without the pipeline.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.contract.shell import LEVEL_NAMES, NAMES, csv_file, written

DIMENSIONS = ("ml-fundamentals", "llm-prompting", "ai-assisted-dev", "data-engineering", "ai-production")
USED_LEVELS = (0, 1, 3, 4)
BLANKS = ("", "N/A", "Don't know", "-")
START = datetime(2026, 3, 1)
LAYOUTS = ("forms.csv", "forms.xlsx", "matrix.csv", "long.csv")

Person = dict[str, Any]


@dataclass
class Organisation:
    """People with their group; ``levels`` is what counts of them, empty for the silent."""

    people: list[Person]
    strangers: list[Person] = field(default_factory=list)
    superseded: int = 0


def organisation(seed: int, size: int = 400) -> Organisation:
    """Draw people in 2 divisions, some 20 teams (one name in both divisions) and 4 roles."""
    chance = random.Random(seed)
    people: list[Person] = []
    for number in range(size):
        division = chance.choice(("North", "South"))
        team = chance.choice(("Core", *(f"{division} {n}" for n in range(chance.randint(1, 10)))))
        people.append(
            {
                "person": f"p{number}@llama.example",
                "name": f"Name {number // 2}",  # every name twice: namesakes
                "division": division,
                "team": team,
                "role": chance.choice(("Dev", "Lead", "Tester", "Analyst")),
                "levels": {},
                "answers": {},
            }
        )
    return Organisation(people)


def answers(chance: random.Random) -> dict[str, Any]:
    """Level per dimension, None where the cell says nothing; level 2 is never used."""
    given = (None if chance.random() < 0.15 else chance.choice(USED_LEVELS) for _ in DIMENSIONS)
    return dict(zip(DIMENSIONS, given, strict=True))


def answered(asked: Organisation, seed: int, has_roster: bool) -> list[tuple[str, Person, datetime, dict[str, Any]]]:
    """Every line of every file, in random order: layout, person, time and answers.

    Most people answer once; some twice in one layout, times out of order; strangers answer once.
    The people's ``levels`` are set to what counts.
    """
    chance = random.Random(seed + 1)
    lines = []
    for number in range(7):
        stranger = {"person": f"s{number}@elsewhere.example", "division": "West", "team": "Guests", "role": "Dev"}
        asked.strangers.append(stranger | {"levels": {}, "answers": {}})
    for person in [*asked.people, *asked.strangers]:
        if person in asked.people and chance.random() < 0.25:
            continue
        layout = chance.choice(LAYOUTS)
        times = 2 if chance.random() < 0.2 and layout.startswith("forms") else 1
        minutes = chance.sample(range(40_000), times)
        given = [answers(chance) for _ in range(times)]
        person["levels"] = given[minutes.index(max(minutes))]
        person["answered"] = True
        asked.superseded += times - 1
        for minute, each in zip(minutes, given, strict=True):
            lines.append((layout, person, START + timedelta(minutes=minute), each))
    chance.shuffle(lines)
    if has_roster:
        for stranger in asked.strangers:
            stranger.update(division=None, team="(no team)", role=None)
    return lines


def files(folder: Path, lines: list[tuple[str, Person, datetime, dict[str, Any]]], seed: int) -> list[Path]:
    """The four files; groups are stated as they are before a roster says otherwise."""
    chance = random.Random(seed + 2)
    stated = ("Team", "Division", "Role")
    sheets: dict[str, list[list[Any]]] = {
        "forms.csv": [["Timestamp", "Email Address", *stated, *NAMES]],
        "forms.xlsx": [["Timestamp", "Email Address", *stated, *(f"Rate yourself [{name}]" for name in NAMES)]],
        "matrix.csv": [["Skills of the spring"], [], ["E-mail", *stated, *NAMES]],
        "long.csv": [["email", *(s.lower() for s in stated), "dimension", "level"]],
    }
    for layout, person, time, given in lines:
        who = person["person"].upper() if chance.random() < 0.2 else person["person"]
        group = [person.get("said", person)[name] or "" for name in ("team", "division", "role")]
        cells = [_cell(given[dimension], layout, chance) for dimension in DIMENSIONS]
        if layout == "long.csv":
            sheets[layout] += [[who, *group, name, cell] for name, cell in zip(NAMES, cells, strict=True)]
        elif layout == "matrix.csv":
            sheets[layout].append([who, *group, *cells])
        else:
            sheets[layout].append([time, who, *group, *cells])
    return [written(folder / layout, table) for layout, table in sheets.items()]


def roster_file(folder: Path, asked: Organisation) -> Path:
    """The roster of the people who were asked."""
    head = ["person", "name", "team", "division", "role"]
    return csv_file(folder / "roster.csv", [head, *([person[name] for name in head] for person in asked.people)])


TARGETS: list[dict[str, Any]] = [
    {"role": None, "team": None, "division": None, "dimension": "ml-fundamentals", "level": 1},
    {"role": "Dev", "team": None, "division": None, "dimension": "ml-fundamentals", "level": 3},
    {"role": None, "team": "Core", "division": None, "dimension": "ml-fundamentals", "level": 2},
    {"role": "Dev", "team": "Core", "division": None, "dimension": "ml-fundamentals", "level": 4},
    {"role": "Lead", "team": None, "division": None, "dimension": "llm-prompting", "level": 2},
    {"role": None, "team": None, "division": None, "dimension": "ai-assisted-dev", "level": 0},
    {"role": None, "team": None, "division": "North", "dimension": "data-engineering", "level": 3},
    {"role": "Tester", "team": "North 0", "division": None, "dimension": "data-engineering", "level": 4},
]
"""By all, role, team, team and role, division; one dimension nobody has a target in, one of the lowest level."""


def targets_file(folder: Path) -> Path:
    """The targets as a file, the most specific first."""
    head = ["dimension", "team", "role", "division", "level"]
    lines = [[target[name] if target[name] is not None else "" for name in head] for target in reversed(TARGETS)]
    return csv_file(folder / "targets.csv", [head, *lines])


def _cell(level: int | None, layout: str, chance: random.Random) -> Any:
    if level is None:
        return chance.choice(BLANKS)
    name = LEVEL_NAMES[level]
    forms = [
        level,
        name,
        name.upper(),
        f"{level} - {name}",
        f"Level {level}: {name}",
        f"({level}) {name}",
        f"{level}.0",
    ]
    return level if layout == "matrix.csv" else chance.choice(forms)
