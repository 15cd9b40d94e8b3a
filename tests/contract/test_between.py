"""Rulings between two cycles on the command line: listed, written as a recipe, handed in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.shell import LLM, Shell, csv_file
from tests.test_docs import documented

HEADER = ["Email", "Name", "Team", LLM]


@pytest.fixture
def shell(home: Path, tmp_path: Path) -> Shell:
    """Ada has another address in 2026, and Falcon another name."""
    shell = Shell(home)
    then = [HEADER, ["ada@old.example", "Ada", "Core", "2"], ["bo@n.example", "Bo", "Falcon", "1"]]
    now = [HEADER, ["lane@new.example", "Ada", "Core", "3"], ["bo@n.example", "Bo", "Falke", "1"]]
    for cycle, lines in (("2025", then), ("2026", now)):
        assert "error" not in shell.load(csv_file(tmp_path / f"{cycle}.csv", lines), cycle=cycle)[0]
    return shell


def test_people_and_teams_are_listed_and_ruled_on_by_file(shell: Shell, tmp_path: Path) -> None:
    people, teams = tmp_path / "people.yaml", tmp_path / "teams.yaml"
    [listed] = shell.read("same-people", "--cycle", "2026", "--to", people)
    assert set(listed) == documented("same-people")
    assert (listed["person"], listed["is_person"], listed["state"]) == (
        "ada@old.example",
        "lane@new.example",
        "proposed",
    )
    [ruled] = shell.read("same-people", "--cycle", "2026", "--with", "2025", "--from", people)
    assert ruled["state"] == "ruled"
    [listed] = shell.read("team-map", "--cycle", "2026", "--to", teams)
    assert set(listed) == documented("team-map")
    assert listed == {"team": "Falcon", "people": 1, "now": {"Falke": 1}, "proposed": "Falke", "ruled": None}
    [ruled] = shell.read("team-map", "--cycle", "2026", "--from", teams)
    assert ruled["ruled"] == "Falke"
    company = ("--by", "company,dimension", "--private")
    change = [row for row in shell.read("change", "2025", "2026", *company) if row["dimension"] == "llm-prompting"]
    assert [row["matched"] for row in change] == [2]


def test_a_crosswalk_is_ruled_on_by_file_and_refused_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    recipe = tmp_path / "crosswalk.yaml"
    recipe.write_text("crosswalk:\n  llm-prompting: {2: stricter}\n", "utf-8")
    rows = shell.read("rubric-changes", "--cycle", "2026", "--from", recipe, "--to", tmp_path / "out.yaml")
    ways = {row["dimension"]: row["compared_by"] for row in rows}
    assert (ways["llm-prompting"], ways["ml-fundamentals"]) == ("crosswalk", "same rubric")
    assert set(rows[0]) == {name for name in documented("rubric-changes") if not name.startswith("changes.")}
    assert "stricter" in (tmp_path / "out.yaml").read_text("utf-8")
    recipe.write_text("crosswalk:\n  soup: {2: stricter}\n", "utf-8")
    refused = shell.call("rubric-changes", "--cycle", "2026", "--from", recipe)
    assert refused.exit_code == 1
    assert "The crosswalk names the dimension 'soup'" in refused.err
    for command in ("rubric-changes", "same-people", "team-map"):
        refused = shell.call(command, "--cycle", "2031")
        assert (refused.exit_code, "Nobody has answered in cycle '2031'" in refused.err) == (1, True)
