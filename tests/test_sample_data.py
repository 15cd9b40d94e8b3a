"""The shipped sample is what its maker makes, holds what its manifest says, and loads so."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.figures import cycle_counts
from pipeline.frameworks import shipped
from pipeline.load import LoadReport, LoadRequest, loaded
from pipeline.model import Framework, letter
from pipeline.settings import Home, settings_of
from pipeline.warehouse.connection import opened
from sample_data import make
from sample_data.company import CYCLES, JOINERS, LEAVERS, MOVERS, TEAMS, rosters
from sample_data.dirt import Planted
from sample_data.plans import PROJECTS
from sample_data.standing import standings
from sample_data.surveys import GUESTS

FOLDER = Path(make.__file__).parent
EXPORTS = [file for files in make.SURVEYS.values() for file in files]
FRAMEWORK: Framework = next(framework for framework in shipped() if framework.id == make.FRAMEWORK_ID)


def rows_of(content: bytes, file: str) -> list[list[Any]]:
    """All rows from row 1 on; an empty cell is None."""
    if file.endswith(".csv"):
        return [[cell or None for cell in row] for row in csv.reader(io.StringIO(content.decode("utf-8"), newline=""))]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def shipped_rows(file: str) -> list[list[Any]]:
    return rows_of((FOLDER / file).read_bytes(), file)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return make.made_files()


def test_the_shipped_files_are_what_the_maker_makes(made: dict[str, bytes]) -> None:
    not_made = {".py", ".pyc"}
    assert {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix not in not_made} == set(made)
    for file, content in made.items():
        if file.endswith(".xlsx"):  # the same cells; how they are compressed may differ between machines
            assert shipped_rows(file) == rows_of(content, file), file
        else:
            assert (FOLDER / file).read_bytes() == content, file


def test_another_process_makes_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    script = [sys.executable, str(FOLDER / "make.py"), "--to", str(tmp_path / "sample")]
    subprocess.run(script, check=True, cwd=tmp_path, timeout=60)
    assert {path.name: path.read_bytes() for path in (tmp_path / "sample").iterdir()} == made


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 1_000_000


def test_workbooks_do_not_tell_when_they_were_made() -> None:
    for path in FOLDER.glob("*.xlsx"):
        properties = openpyxl.load_workbook(path).properties
        assert properties.created == properties.modified == datetime(2026, 3, 23, 9)


def test_people_join_leave_and_move_between_the_cycles() -> None:
    before, now = ({person.address: person for person in rosters()[cycle]} for cycle in CYCLES)
    assert len(now.keys() - before.keys()) == JOINERS
    assert len(before.keys() - now.keys()) == LEAVERS
    assert sum(before[address].team != now[address].team for address in before.keys() & now.keys()) == MOVERS
    sizes = {team: size for teams in TEAMS.values() for team, (size, _, _) in teams.items()}
    assert Counter(person.team for person in now.values()) == sizes
    assert (len(sizes), len(TEAMS), sum(sizes.values())) == (24, 4, 302)


@pytest.mark.parametrize("cycle", CYCLES)
def test_rosters_name_everybody_once_and_a_manager_who_is_there(cycle: int) -> None:
    header, *people = shipped_rows(make.TABLES[cycle]["roster"])
    assert header == ["person", "name", "team", "division", "role", "location", "manager"]
    addresses = [person[0] for person in people]
    assert len(set(addresses)) == len(addresses)
    assert len({person[1] for person in people}) == len(people)
    assert {address.split("@")[1] for address in addresses} == {"example.com"}
    assert {person[6] for person in people} <= {*addresses, None}
    assert sum(person[6] is None for person in people) == len(TEAMS)  # the heads of the divisions


@pytest.mark.parametrize("cycle", CYCLES)
def test_everybody_has_a_target_in_every_dimension_and_projects_need_what_exists(cycle: int) -> None:
    names = {dimension.name for dimension in FRAMEWORK.dimensions}
    levels = {str(level.level) for level in FRAMEWORK.levels}
    _, *targets = shipped_rows(make.TABLES[cycle]["targets"])
    assert {name for role, team, division, name, *_ in targets if not (role or team or division)} == names
    assert {role for role, *_ in targets if role} <= {"backend", "frontend", "data", "platform"}
    _, *needs = shipped_rows(make.TABLES[cycle]["roadmap"])
    assert {need[0] for need in needs} == set(PROJECTS)
    teams = {team for teams in TEAMS.values() for team in teams}
    assert {need[3] for need in needs} <= {*teams, None}
    assert {need[5] for need in needs} <= names
    assert {str(row[4]) for row in targets} | {str(need[6]) for need in needs} <= levels


@pytest.mark.parametrize("file", EXPORTS)
def test_everything_planted_stands_where_the_manifest_says(file: str) -> None:
    rows = shipped_rows(file)
    assert [entry for entry in planted(file) if found(rows, entry) != entry.value] == []


def found(rows: list[list[Any]], entry: Planted) -> str:
    """What stands where something was planted."""
    row = rows[entry.row - 1]
    if entry.column is None:  # a whole line: the person's address, or nothing
        return str(next((cell for cell in row if isinstance(cell, str) and "@" in cell), ""))
    cell = row[[letter(column) for column in range(1, len(row) + 1)].index(entry.column)]
    return "" if cell is None else str(cell)


def planted(file: str) -> list[Planted]:
    return [entry for entry in make.planted() if entry.file == file]


@pytest.mark.parametrize("file", EXPORTS)
def test_the_files_have_as_many_rows_and_repeated_people_as_counted(file: str) -> None:
    rows = [row for row in shipped_rows(file) if any(row)]
    answers = [row for row in rows if isinstance(row[1], str) and "@" in row[1]]
    people = {row[1].casefold() for row in answers}
    counts = make.COUNTS[file]
    assert (len(answers), len(answers) - len(people)) == (counts.rows, counts.superseded)
    assert sum(entry.is_problem for entry in planted(file)) == counts.problems


def stated_2025(cell: str, dimension: int) -> int:
    statements = {entry.statement: entry.level for entry in FRAMEWORK.dimensions[dimension].levels}
    return statements[cell.replace("\u00a0", " ")]


def ticked_2026(cell: str, dimension: int) -> int:
    """The highest level up to which every defining indicator is ticked."""
    ticks = set(cell.replace("\u00a0", " ").split(", "))
    level = 0
    for entry in FRAMEWORK.dimensions[dimension].levels[1:]:
        if not {indicator.text for indicator in entry.indicators if not indicator.supporting} <= ticks:
            return level
        level = entry.level
    return level


def noted_2026(cell: object, _: int) -> int:
    number = [character for character in str(cell) if character.isdigit()]
    names = {level.name: level.level for level in FRAMEWORK.levels}
    return int(number[0]) if number else names[str(cell).strip()]


@pytest.mark.parametrize(
    ("file", "cycle", "stated"),
    [
        ("survey_2025.csv", 2025, stated_2025),
        ("survey_2026.xlsx", 2026, ticked_2026),
        ("matrix_2026.xlsx", 2026, noted_2026),
    ],
)
def test_answers_state_each_persons_standing_but_for_what_is_planted(file: str, cycle: int, stated: Any) -> None:
    levels = standings(rosters())[cycle]
    dirty = {(entry.row, entry.column) for entry in planted(file)}
    compared, different = 0, []
    for row, cells in enumerate(shipped_rows(file), start=1):
        address = str(cells[1] or "").casefold()
        if "@" not in address or address in GUESTS or (row, None) in dirty:
            continue
        for position, dimension in enumerate(FRAMEWORK.dimensions):
            if (row, letter(4 + position)) in dirty:
                continue
            compared += 1
            if stated(cells[3 + position], position) != levels[address][dimension.id]:
                different.append((row, dimension.id))
    assert different == []
    of_guests = len(GUESTS) * len(FRAMEWORK.dimensions)
    assert compared > make.COUNTS[file].ratings - of_guests - 5


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def reports(home: Home) -> dict[str, LoadReport]:
    """Everything loaded into a fresh home, as the demo does."""
    files = [(cycle, file) for cycle in CYCLES for file in (*make.TABLES[cycle].values(), *make.SURVEYS[cycle])]
    return {file: loaded(home, LoadRequest(FOLDER / file, file, str(cycle))) for cycle, file in files}


def test_each_file_is_recognised_by_itself(reports: dict[str, LoadReport]) -> None:
    tables = {file: kind for tables in make.TABLES.values() for kind, file in tables.items()}
    assert {file: report.kind for file, report in reports.items()} == dict.fromkeys(EXPORTS, "responses") | tables
    assert {file: reports[file].tool for file in EXPORTS} == {
        "survey_2025.csv": "google-forms",
        "survey_2026.xlsx": "google-forms",
        "matrix_2026.xlsx": "matrix",
    }


def test_each_export_loads_with_the_stated_counts(reports: dict[str, LoadReport]) -> None:
    assert {
        file: make.Counts(
            reports[file].rows,
            reports[file].responses,
            reports[file].superseded,
            reports[file].ratings,
            len(reports[file].problems),
        )
        for file in EXPORTS
    } == make.COUNTS


def test_the_problems_are_the_planted_ones_and_no_others(reports: dict[str, LoadReport]) -> None:
    reported = {(file, entry.row, entry.column) for file, report in reports.items() for entry in report.problems}
    assert reported == {(entry.file, entry.row, entry.column) for entry in make.planted() if entry.is_problem}


@pytest.mark.usefixtures("reports")
def test_the_most_important_project_lacks_people_of_three_teams_and_not_all_of_it_is_certain(home: Home) -> None:
    with opened(home) as connection:
        counts = cycle_counts(connection, "2026", settings_of(home))
    roadmap = counts.roadmap() if counts else None
    assert roadmap is not None
    first = roadmap.projects.loc[roadmap.projects["weight"].idxmax()]
    needs = roadmap.needs[(roadmap.needs["project"] == first["project"]) & (roadmap.needs["unmet"] > 0)]
    assert first["blocked"]
    assert len(needs) == needs["team"].nunique() == needs["dimension"].nunique() == 3
    is_certain = needs["naive_unmet"] > needs["qualified_high"] - needs["qualified"]
    assert set(is_certain) == {True, False}
    assert first["unlock_steps"] >= needs["unmet"].sum()  # nobody is brought up by less than a level
