"""A home with one published cycle per shipped framework, from questionnaires that somebody filled in.

The levels are made by plain arithmetic, so that a test can say what a page has to show without asking the pipeline.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl

from pipeline.frameworks.loader import shipped
from pipeline.frameworks.questionnaire import write_questionnaire
from pipeline.load import LoadRequest, loaded
from pipeline.model import Framework, QuestionnaireStyle
from pipeline.publish import published
from pipeline.settings import Home, opened_home

TEAMS = ("Harbour", "Lighthouse", "Windmill")
MEMBERS = 7
STYLES: dict[str, QuestionnaireStyle] = {"ml-engineer": "indicators"}
"""The others are asked by statements."""


def level_of(team: int, member: int, dimension: int) -> int:
    """The level of a member (from 0) of a team (from 0) in a dimension (from 0) of whatever framework.

    The first team's seven stand in the first dimension at 0, 1, 2, 3, 4, 0, 1; in the second at 1, 2, 3, 4, 0, 1, 2.
    """
    return (member + dimension + 2 * team) % 5 if (team, dimension) != (1, 2) else int(member == 0)


def people() -> list[tuple[int, int, str, str]]:
    """Everybody: team and member as numbers, address, name of the team."""
    return [
        (team, member, f"p{team}{member}@example.com", name)
        for team, name in enumerate(TEAMS)
        for member in range(MEMBERS)
    ]


def filled(framework: Framework, folder: Path) -> Path:
    """A framework's questionnaire with everybody's answers, as it comes back."""
    style = STYLES.get(framework.id, "statements")
    path = folder / f"{framework.id}.xlsx"
    write_questionnaire(framework, path, style)
    book = openpyxl.load_workbook(path)
    for row, (team, member, person, name) in enumerate(people(), start=2):
        levels = [level_of(team, member, at) for at in range(len(framework.dimensions))]
        answers = in_ticks(framework, levels) if style == "indicators" else in_statements(framework, levels)
        for column, cell in enumerate([person, name, "engineer", *answers], start=1):
            book["Answers"].cell(row, column).value = cell
    book.save(path)
    book.close()
    return path


def in_statements(framework: Framework, levels: list[int]) -> list[str | None]:
    """What somebody chooses who has these levels, in the order of the dimensions."""
    pairs = zip(framework.dimensions, levels, strict=True)
    return [f"{framework.levels[level].name}: {dimension.levels[level].statement}" for dimension, level in pairs]


def in_ticks(framework: Framework, levels: list[int]) -> list[str | None]:
    """What somebody ticks who has these levels: everything up to them, or "none of these"."""
    cells: list[str | None] = []
    for dimension, level in zip(framework.dimensions, levels, strict=True):
        cells += ["x" if entry.level <= level else None for entry in dimension.levels for _ in entry.indicators]
        cells.append(None if level else "x")
    return cells


def home_of_frameworks(folder: Path, ids: tuple[str, ...] = ()) -> Home:
    """The home: a cycle per framework, called after its id; all of them where none is named."""
    home = opened_home(folder / "home")
    for framework in shipped():
        if not ids or framework.id in ids:
            path = filled(framework, folder)
            loaded(home, LoadRequest(path, path.name, framework.id))
            published(home, framework.id)
    return home
