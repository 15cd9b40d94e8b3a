"""What people were promised: once per cycle, printed, carried, refused where it contradicts, and ``open`` shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.contract.shell import ML, Shell, csv_file, xlsx_file


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def matrix(path: Path, people: int = 2, level: int = 1) -> Path:
    lines: list[list[Any]] = [["E-mail", "Team", ML]]
    return csv_file(path, lines + [[f"p{n}@northwind.example", "Core", level] for n in range(people)])


def promises(shell: Shell) -> list[str | None]:
    return [upload["promise"] for upload in shell.read("uploads")]


def test_the_first_answers_fix_it_and_another_is_refused(shell: Shell, tmp_path: Path) -> None:
    [report] = shell.load(matrix(tmp_path / "a.csv"))
    assert (report["promise"], promises(shell)) == ("groups", ["groups"])
    message = shell.refused("load", matrix(tmp_path / "b.csv", 3), "--cycle", "2026", "--promise", "open")
    assert message.startswith("b.csv: The people of cycle 2026 were promised 'groups', not 'open'.")
    assert promises(shell) == ["groups"]
    [later] = shell.load(matrix(tmp_path / "b.csv", 3), options=["--promise", "groups"])
    assert later["promise"] == "groups"


def test_a_roster_may_name_it_first_and_a_dry_run_fixes_nothing(shell: Shell, tmp_path: Path) -> None:
    roster = xlsx_file(tmp_path / "roster.xlsx", [["person", "team"], ["p1@northwind.example", "Core"]])
    shell.load(matrix(tmp_path / "a.csv"), options=["--promise", "open", "--dry-run"])
    shell.load(roster)
    assert promises(shell) == [None]
    shell.load(roster, options=["--promise", "managers", "--again"])
    [report] = shell.load(matrix(tmp_path / "a.csv"))
    assert report["promise"] == "managers"


def test_it_outlives_a_replacement_and_ends_with_the_last_answers(shell: Shell, tmp_path: Path) -> None:
    shell.load(matrix(tmp_path / "a.csv"), options=["--promise", "open"])
    [report] = shell.load(matrix(tmp_path / "b.csv", 3), options=["--replaces", "1"])
    assert (report["promise"], promises(shell)) == ("open", ["open"])
    shell.read("undo", "2")
    [report] = shell.load(matrix(tmp_path / "c.csv", 4))
    assert report["promise"] == "groups"


def test_an_open_cycle_shows_groups_of_any_size_and_another_does_not(shell: Shell, tmp_path: Path) -> None:
    shell.load(matrix(tmp_path / "a.csv", 1, 3), options=["--promise", "open"])
    assert shell.read("publish", "--cycle", "2026")["min_group"] == 1
    [row] = [r for r in shell.read("levels", "--cycle", "2026") if r["dimension"] == "ml-fundamentals"]
    assert (row["shown"], row["levels"]) == (True, {"0": 0, "1": 0, "2": 0, "3": 1, "4": 0})
    shell.load(matrix(tmp_path / "b.csv", 4), cycle="2027")
    assert "fewer than 5" in shell.refused("publish", "--cycle", "2027")
    # The same people promised something else: the small groups go with the promise.
    shell.read("undo", "1")
    shell.load(matrix(tmp_path / "c.csv", 2))
    assert "fewer than 5" in shell.refused("publish", "--cycle", "2026")


def test_it_is_printed_carried_and_fixed_by_a_questionnaire(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    written = shell.read("survey", "--framework", "ai-upskilling", "--promise", "managers", "--to", path)
    assert written["promise"] == "managers"
    book = openpyxl.load_workbook(path)
    told = [row[1] for row in book["How to fill in"].iter_rows(values_only=True)]
    assert any(str(text).startswith("Your manager sees your answers") for text in told)
    assert all("Your manager" in str(v.prompt) for v in book["Answers"].data_validations.dataValidation)
    book["Answers"].append(["ada@northwind.example", "Core", None, 3])
    book.save(path)
    assert "promises 'managers'" in shell.refused("load", path, "--cycle", "2026", "--promise", "open")
    [report] = shell.load(path)
    assert report["promise"] == "managers"
    assert "were promised 'managers', not 'open'" in shell.refused(
        "survey", "--cycle", "2026", "--promise", "open", "--to", tmp_path / "other.xlsx"
    )
    kept = shell.read("survey", "--cycle", "2026", "--to", tmp_path / "other.xlsx")
    assert kept["promise"] == "managers"


def test_a_questionnaire_for_a_cycle_fixes_its_promise(shell: Shell, tmp_path: Path) -> None:
    shell.read("survey", "--cycle", "2026", "--promise", "open", "--to", tmp_path / "q.xlsx")
    assert "were promised 'open'" in shell.refused(
        "load", matrix(tmp_path / "a.csv"), "--cycle", "2026", "--promise", "groups"
    )
    [report] = shell.load(matrix(tmp_path / "a.csv"))
    assert report["promise"] == "open"
