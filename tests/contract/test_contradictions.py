"""A file states another team, division, role or site than the roster: the roster counts, the difference is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import ML, NAMES, Json, Shell, csv_file, places

ROSTER = ["person", "name", "team", "division", "role", "location", "employee_id"]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def roster(folder: Path, *lines: list[Any]) -> Path:
    return csv_file(folder / "roster.csv", [ROSTER, *lines])


def person(
    number: int, team: str = "Core", division: str = "North", role: str = "data", site: str = "Berlin"
) -> list[Any]:
    return [f"p{number}@n.example", f"P {number}", team, division, role, site, f"K{number}"]


def survey(folder: Path, header: list[str], *lines: list[Any], name: str = "survey.csv") -> Path:
    """Answers of p1, p2, ... with a level of 2 in one dimension; ``lines`` are what they state of themselves."""
    rows = [[f"3/14/2026 10:{n:02}:00", f"p{n}@n.example", *line, 2] for n, line in enumerate(lines, 1)]
    return csv_file(folder / name, [["Timestamp", "Email Address", *header, ML], *rows])


def differing(found: list[Json]) -> list[tuple[Any, ...]]:
    """Row, column, header and value of every difference from the roster."""
    return [place[1:5] for place in places(found) if place[5] == "differs_from_roster"]


def test_the_roster_counts_and_every_difference_has_its_cell(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path, person(1), person(2), person(3, role=""), person(4)))
    [report] = shell.load(
        survey(
            tmp_path,
            ["Team", "Division", "Role", "Location"],
            ["Crew", "north", "Data", "Paris"],
            [" core ", "South", "", ""],  # case and blanks make no difference, nor does saying nothing
            ["Core", "North", "design", "Berlin"],  # of the role the roster says nothing
            ["N/A", "", "data", "berlin"],
            ["Elsewhere", "", "", ""],  # p5 is not on the roster
        )
    )
    assert differing(report["problems"]) == [
        (2, "C", "Team", "Crew"),
        (2, "F", "Location", "Paris"),
        (3, "D", "Division", "South"),
    ]
    [first, *_] = [found for found in report["problems"] if found["problem"] == "differs_from_roster"]
    assert first["message"].startswith("On the roster this person's team is 'Core', and the roster ")
    assert differing(shell.read("problems")) == differing(report["problems"])
    rows = shell.read("levels", "--cycle", "2026", "--private", "--by", "team")
    assert {row["group"]: row["headcount"] for row in rows} == {"Core": 20, "(no team)": 5}


def test_whichever_file_comes_first_the_same_is_listed(shell: Shell, tmp_path: Path) -> None:
    [report] = shell.load(survey(tmp_path, ["Team"], ["Crew"], ["Core"], ["Crew"]))
    assert report["problems"] == []
    [report] = shell.load(roster(tmp_path, person(1), person(2), person(3)))
    assert (report["problems"], report["notes"]) == (
        [],
        [
            "2 answers of the cycle say otherwise than the roster, which counts; "
            "the Review page and 'skillgap problems' list where."
        ],
    )
    assert differing(shell.read("problems", "--upload", 1)) == [(2, "C", "Team", "Crew"), (4, "C", "Team", "Crew")]
    shell.load(roster(tmp_path, person(1, "Crew"), person(2), person(3, "Crew")), options=("--replaces", 2))
    assert shell.read("problems") == []


def test_only_what_counts_is_compared(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path, person(1)))
    rows = [["3/14/2026 10:01:00", "p1@n.example", "Crew", 2], ["3/14/2026 10:02:00", "P1@n.example", "Core", 2]]
    [report] = shell.load(csv_file(tmp_path / "twice.csv", [["Timestamp", "Email Address", "Team", ML], *rows]))
    assert (report["superseded"], report["problems"]) == (1, [])
    other = [["3/13/2026 10:01:00", "p1@n.example", "Crew", 2]]
    [report] = shell.load(csv_file(tmp_path / "before.csv", [["Timestamp", "Email Address", "Team", ML], *other]))
    assert report["problems"] == []  # an earlier answer, which does not count
    [report] = shell.load(
        csv_file(tmp_path / "managers.csv", [["Employee ID", "Team", ML], ["k1", "Crew", 3]]),
        options=("--rater", "manager"),
    )
    assert differing(report["problems"]) == [(2, "B", "Team", "Crew")]


def test_a_department_may_mean_the_team_or_the_division(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path, person(1), person(2), person(3)))
    [report] = shell.load(survey(tmp_path, ["Department"], ["North"], ["Core"], ["Crew"]))
    assert differing(report["problems"]) == [(4, "C", "Department", "Crew")]
    lines = (["Core", "North"], ["North", "North"], ["Core", "West"])
    [report] = shell.load(survey(tmp_path, ["Team", "Department"], *lines, name="both.csv"), options=("--replaces", 2))
    assert differing(report["problems"]) == [(3, "C", "Team", "North"), (4, "D", "Department", "West")]


def test_a_ruling_on_a_team_is_not_a_difference(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path, person(1), person(2)))
    rulings = tmp_path / "rulings.yaml"
    rulings.write_text("teams:\n  Crew: Core\n")
    [report] = shell.load(survey(tmp_path, ["Team"], ["Crew"], ["Band"]), options=("--recipe", rulings))
    assert differing(report["problems"]) == [(3, "C", "Team", "Band")]


def test_a_person_on_several_lines_or_in_a_column_is_named_too(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path, person(1), person(2)))
    lines = [
        ["p1@n.example", "Crew", ML, 2],
        ["p1@n.example", "", "AI in Production", 1],
        ["p2@n.example", "Core", ML, 2],
    ]
    [report] = shell.load(
        csv_file(tmp_path / "long.csv", [["Email", "Team", "Skill", "Level"], *lines]), options=("--tool", "long")
    )
    assert differing(report["problems"]) == [(2, "B", "Team", "Crew")]
    skills = [[name, 2, 3] for name in NAMES]
    beside = csv_file(tmp_path / "beside.csv", [["Skill", "P 1", "P 2"], ["Team", "Core", "Band"], *skills])
    [report] = shell.load(beside, options=("--tool", "matrix"))
    assert differing(report["problems"]) == [(1, "C", "Team", "Band")]


def test_nobody_outside_reads_them(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path, *(person(n) for n in range(1, 7))))
    shell.load(survey(tmp_path, ["Team"], *([["Crew"]] * 6)))
    shell.read("publish", "--cycle", "2026")
    assert b"Crew" not in (shell.home / "snapshots" / "0001.duckdb").read_bytes()
