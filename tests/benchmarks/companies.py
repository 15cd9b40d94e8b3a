"""Made-up companies of any number of people in the same 24 teams, and files of their answers.

Everything is arithmetic on a person's number, so a company of one size is always the same one.
DuckDB writes the answers as csv and ``skillgap load`` reads them: what a page of a million people
costs is measured behind the real load and the real publication.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.frameworks.loader import shipped
from pipeline.load import LoadRequest, loaded
from pipeline.publish import published
from pipeline.settings import Home, opened_home

CYCLE = "2026"
TEAMS = 24
DIVISIONS = 4


def company_home(folder: Path, people: int) -> Home:
    """A home in which so many people have answered, each in one of 24 teams of 4 divisions, and are published."""
    home = opened_home(folder)
    answers = home.spool / "answers.csv"
    _write_answers(answers, people)
    loaded(home, LoadRequest(answers, answers.name, CYCLE))
    answers.unlink()
    published(home, CYCLE)
    return home


def _write_answers(path: Path, people: int) -> None:
    framework = shipped()[0]
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
                    'Division ' || chr((65 + person % {TEAMS} % {DIVISIONS})::integer) as "Division",
                    'Team ' || chr((65 + person % {TEAMS})::integer) as "Team",
                    {levels}
                from range({people}) as people(person)
            ) to '{path.as_posix().replace("'", "''")}' (header, delimiter ',')
            """
        )
