"""Made-up companies of any number of people in the same 24 teams, one of 400 teams, and files of their answers.

Everything is arithmetic on a person's number, so a company of one size is always the same one.
DuckDB writes the answers as csv and ``skillgap load`` reads them: what a page of a million people
costs is measured behind the real load and the real publication.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

import duckdb

from pipeline.frameworks.loader import shipped
from pipeline.library import imported_framework
from pipeline.load import LoadRequest, loaded
from pipeline.model import Framework
from pipeline.publish import published
from pipeline.settings import Home, opened_home
from tests.benchmarks.workbook import written_rubric

CYCLE = "2026"


@dataclass(frozen=True)
class Shape:
    """How many teams a company has, in how many divisions, and what it is called in their names."""

    teams: int
    divisions: int
    place: str = ""


USUAL = Shape(24, 4)
WIDE = Shape(400, 12, " of Larkspur Harbour")
LESS_WIDE = Shape(40, 12, " of Larkspur Harbour")
WIDE_DIMENSIONS = 10


def company_home(folder: Path, people: int) -> Home:
    """A home in which so many people have answered, each in one of 24 teams of 4 divisions, and are published."""
    home = opened_home(folder)
    _load_answers(home, people, shipped()[0], USUAL)
    published(home, CYCLE)
    return home


def wide_home(folder: Path, people: int, shape: Shape) -> Home:
    """A published home of many teams, asked for the ten dimensions of a rubric of their own."""
    home = wide_answers(folder, people, shape)
    published(home, CYCLE)
    return home


def wide_answers(folder: Path, people: int, shape: Shape) -> Home:
    """The same before its publication."""
    home = opened_home(folder)
    rubric = written_rubric(home.spool / "crafts.csv", WIDE_DIMENSIONS)
    framework = imported_framework(home, rubric, rubric.name)
    rubric.unlink()
    _load_answers(home, people, framework, shape)
    return home


def _load_answers(home: Home, people: int, framework: Framework, shape: Shape) -> None:
    answers = home.spool / "answers.csv"
    _write_answers(answers, people, framework, shape)
    loaded(home, LoadRequest(answers, answers.name, CYCLE))
    answers.unlink()


def _write_answers(path: Path, people: int, framework: Framework, shape: Shape) -> None:
    levels = ", ".join(
        f'(hash(person, {place}) % {len(framework.levels)})::varchar as "{dimension.name.replace(chr(34), "")}"'
        for place, dimension in enumerate(framework.dimensions)
    )
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            copy (
                select
                    strftime(timestamp '2026-03-02 08:00:00' + to_seconds(person), '%m/%d/%Y %H:%M:%S') as "Timestamp",
                    'Division ' || {_named("team", shape.divisions)} as "Division",
                    'Team ' || {_named("team", shape.teams)} || '{shape.place}' as "Team",
                    {levels}
                from (select person, {_team(shape)} as team from range({people}) as people(person))
            ) to '{path.as_posix().replace("'", "''")}' (header, delimiter ',')
            """
        )


def _team(shape: Shape) -> str:
    """The number of a person's team: of few teams all are as large, of many some are too small to be shown."""
    return f"person % {shape.teams}" if shape.teams <= len(ascii_uppercase) else f"hash(person) % {shape.teams}"


def _named(number: str, count: int) -> str:
    """A letter for each where there are enough of them, else a number of three digits."""
    place = f"({number} % {count})::integer"
    return f"chr(65 + {place})" if count <= len(ascii_uppercase) else f"format('{{:03d}}', {place})"
