"""Managers rate their people too: figures use one rater, and the two are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import DIMENSIONS, LLM, ML, Json, Shell, cell_of, csv_file, places

HEADER = ["Timestamp", "Email Address", "Team", ML, LLM]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def lines(*levels: tuple[Any, Any]) -> list[list[Any]]:
    """One row per person p0, p1, ... of the team Core: levels in two dimensions."""
    return [
        [f"3/14/2026 10:{number:02}:00", f"p{number}@n.example", "Core", *answers]
        for number, answers in enumerate(levels)
    ]


def load_both(shell: Shell, folder: Path) -> None:
    """Twenty-one people; p20 is not rated by a manager in the first dimension, and nobody in the second."""
    own = [(1, 2)] * 10 + [(2, 2)] * 5 + [(1, 2)] * 5 + [(4, 2)]
    managers = [(1, "")] * 10 + [(2, "")] * 10 + [("", 3)]
    shell.load(csv_file(folder / "own.csv", [HEADER, *lines(*own)]))
    shell.load(csv_file(folder / "managers.csv", [HEADER, *lines(*managers)]), options=("--rater", "manager"))


def test_agreement_gives_the_worked_example_of_the_docs(shell: Shell, tmp_path: Path) -> None:
    load_both(shell, tmp_path)
    rows: list[Json] = shell.read("agreement", "--cycle", "2026")
    assert [row["dimension"] for row in rows] == list(DIMENSIONS)
    assert rows[0] == {
        "dimension": "ml-fundamentals",
        "dimension_name": ML,
        "n": 20,
        "same": 15,
        "manager_lower": 0,
        "manager_higher": 5,
        "agreement": 0.75,
        "mean_difference": 0.25,
        "kappa": 0.5,
        "reason": None,
    }
    empty = dict.fromkeys(["same", "manager_lower", "manager_higher", "agreement", "mean_difference", "kappa"])
    why = {"reason": "fewer than 20 people have both ratings"}
    assert rows[1] == {"dimension": "llm-prompting", "dimension_name": LLM, "n": 1} | empty | why
    assert [row["n"] for row in rows[2:]] == [0, 0, 0]
    [header, first, *_] = shell.call("agreement", "--cycle", "2026", "--csv").out.splitlines()
    assert header == ",".join(rows[0])
    assert first == "ml-fundamentals,AI/ML Fundamentals,20,15,0,5,0.75,0.25,0.5,"


def test_a_cycle_without_answers_has_nothing_to_compare(shell: Shell, tmp_path: Path) -> None:
    assert shell.read("agreement", "--cycle", "2026") == []
    load_both(shell, tmp_path)
    assert shell.read("agreement", "--cycle", "2031") == []


def rated(shell: Shell, *command: object) -> dict[str, int]:
    """How many people of the team Core the figures count at each level of the first dimension."""
    counts: dict[str, int] = cell_of(shell.read("levels", "--cycle", "2026", *command), "Core", DIMENSIONS[0])["levels"]
    return {level: people for level, people in counts.items() if people}


OWN, MANAGERS = {"1": 15, "2": 5, "4": 1}, {"1": 10, "2": 10}


def test_figures_use_one_rater_and_the_first_publication_keeps_it(shell: Shell, tmp_path: Path) -> None:
    load_both(shell, tmp_path)
    assert rated(shell, "--private") == OWN
    shell.read("config", "rater", "manager")
    assert shell.read("publish", "--cycle", "2026", "--draft")["rater"] == "manager"
    assert rated(shell, "--private") == MANAGERS
    shell.read("config", "rater", "self")
    assert rated(shell, "--private") == OWN  # a draft fixes nothing
    shell.read("config", "rater", "manager")
    assert shell.read("publish", "--cycle", "2026")["rater"] == "manager"
    shell.read("config", "rater", "self")
    assert rated(shell, "--private") == MANAGERS
    assert shell.read("publish", "--cycle", "2026")["rater"] == "manager"
    assert rated(shell) == MANAGERS


def test_another_cycle_takes_the_setting(shell: Shell, tmp_path: Path) -> None:
    load_both(shell, tmp_path)
    shell.read("config", "rater", "manager")
    shell.read("publish", "--cycle", "2026")
    shell.load(csv_file(tmp_path / "2027.csv", [HEADER, *lines(*[(3, 3)] * 6)]), cycle="2027")
    assert "Only 0 people are rated by their managers in cycle 2027" in shell.refused("publish", "--cycle", "2027")
    shell.read("config", "rater", "self")
    assert shell.read("publish", "--cycle", "2027")["rater"] == "self"
    assert rated(shell) == MANAGERS  # carried over as it was published


def test_cells_problems_and_checklists_are_of_the_rater_that_counts(shell: Shell, tmp_path: Path) -> None:
    load_both(shell, tmp_path)
    other = [[*line[:2], "Other", *line[3:]] for line in lines(*[(3, 3)] * 6)]
    shell.load(csv_file(tmp_path / "other.csv", [HEADER, *other]), options=("--rater", "manager"))
    targets = [["team", "dimension", "level"], ["Other", ML, 2]]
    shell.load(csv_file(tmp_path / "targets.csv", targets), options=("--as", "targets"))
    assert [problem["problem"] for problem in shell.read("problems")] == ["unknown_team"]
    traced = ("trace", "--cycle", "2026", "--dimension", ML, "--team")
    assert {cell["file"] for cell in shell.read(*traced, "Core")} == {"own.csv"}
    shell.read("config", "rater", "manager")
    assert shell.read("problems") == []
    assert {cell["file"] for cell in shell.read(*traced, "Other")} == {"other.csv"}


def test_a_form_filled_in_by_managers_counts_for_the_people_they_name(shell: Shell, tmp_path: Path) -> None:
    shell.load(
        csv_file(tmp_path / "roster.csv", [["person", "team"], ["p0@n.example", "Core"], ["p1@n.example", "Core"]])
    )
    form = [
        ["Timestamp", "Email Address", "Employee", ML],
        ["3/14/2026 10:00:00", "boss@n.example", "p0@n.example", 3],
        ["3/14/2026 10:05:00", "boss@n.example", "P1@n.example", 4],
        ["3/14/2026 10:09:00", "boss@n.example", "p9@n.example", 1],
    ]
    [report] = shell.load(csv_file(tmp_path / "form.csv", form), options=("--rater", "manager"))
    assert (report["tool"], report["responses"], report["superseded"]) == ("google-forms", 3, 0)
    assert places(report["problems"]) == [(None, 4, "C", "Employee", "p9@n.example", "not_on_roster")]
    shell.read("config", "rater", "manager")
    assert rated(shell, "--private") == {"3": 1, "4": 1}
