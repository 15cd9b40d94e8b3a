"""The roadmap through the command line: what is published of it, and what a small team hides."""

from __future__ import annotations

import pytest

from tests.contract.shell import DATA, ML, Json, Shell, csv_file

TEAMS = {"Heron": 8, "Osprey": 6, "Egret": 3}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Three teams, of which Egret is too small; in each the first person can do everything, the others little."""
    folder = tmp_path_factory.mktemp("projects")
    shell = Shell(folder / "home")
    people = [(f"{team}{place}@lark.example", team, place) for team, size in TEAMS.items() for place in range(size)]
    survey = [["Timestamp", "Email Address", "Team", ML, DATA]]
    survey += [
        [f"3/2/2026 9:{at:02}:00", who, team, 4 if not place else 2, 4 if not place else 1]
        for at, (who, team, place) in enumerate(people)
    ]
    roadmap = [["project", "priority", "team", "dimension", "level", "people"]]
    roadmap += [
        ["Harvest", "high", "Heron", ML, 3, 1],
        ["Orchard", "medium", "Heron", DATA, 3, 1],
        ["Mill", "low", "Egret", ML, 3, 2],
        ["Press", "low", "", ML, 2, 5],
    ]
    shell.load(csv_file(folder / "survey.csv", survey), csv_file(folder / "roadmap.csv", roadmap))
    shell.read("publish", "--cycle", "2026")
    return shell


def projects(shell: Shell, *options: str) -> dict[str, Json]:
    return {row["project"]: row for row in shell.read("projects", "--cycle", "2026", *options)}


def test_enough_on_paper_and_not_at_the_same_time(loaded: Shell) -> None:
    found = projects(loaded)
    assert [(name, row["unmet"], row["blocked"]) for name, row in found.items()] == [
        ("Harvest", 0, False),
        ("Orchard", 1, True),
        ("Mill", None, None),
        ("Press", 0, False),
    ]
    assert found["Orchard"]["enough_on_paper"] is True
    # a colleague takes Harvest over, which is nearer than Orchard's own need: from 2 to 3 in its dimension
    assert found["Orchard"]["unlock"] == [{"dimension": "ml-fundamentals", "from": 2, "to": 3, "people": 1}]
    assert (found["Orchard"]["unlock_steps"], found["Orchard"]["weight_per_step"]) == (1, 2)


def test_a_need_out_of_a_small_team_tells_nothing(loaded: Shell) -> None:
    mill = projects(loaded)["Mill"]
    [need] = mill["needs"]
    hidden = ("qualified", "qualified_high", "naive_unmet", "unmet", "rests_on_everybody")
    assert [need[name] for name in hidden] == [None] * 5
    assert (need["shown"], need["people"], mill["shown"]) == (False, 2, False)
    assert [mill[name] for name in ("bus_factor", "unlock", "unmet", "unlock_steps")] == [None] * 4


def test_analysts_see_it_all(loaded: Shell) -> None:
    mill = projects(loaded, "--private")["Mill"]
    assert [(need["qualified"], need["unmet"]) for need in mill["needs"]] == [(1, 1)]
    assert (mill["blocked"], mill["bus_factor"], mill["shown"]) == (True, 0, True)
    assert mill["unlock"] == [{"dimension": "ml-fundamentals", "from": 2, "to": 3, "people": 1}]


def test_analysts_alone_see_on_whom_a_need_rests(loaded: Shell) -> None:
    # Press asks for 5 where all 17 qualify, Mill for 2 where one does.
    private = [(name, need["rests_on"]) for name, row in projects(loaded, "--private").items() for need in row["needs"]]
    first = ["Heron0@lark.example"]
    assert private == [("Harvest", first), ("Orchard", first), ("Mill", []), ("Press", [])]
    assert not any("rests_on" in need for row in projects(loaded).values() for need in row["needs"])


def test_what_blocks_a_project_is_critical(loaded: Shell) -> None:
    found = loaded.read("gaps", "--cycle", "2026", "--by", "company,dimension")
    critical = {row["dimension"]: row["criticality"] for row in found}
    assert (critical["ml-fundamentals"], critical["data-engineering"]) == (2, 2)
    private = loaded.read("gaps", "--cycle", "2026", "--by", "company,dimension", "--private")
    # with Mill's need too: it is short of one, whatever the others do
    assert {row["dimension"]: row["criticality"] for row in private}["ml-fundamentals"] == 3


def test_projects_at_once_is_a_setting(loaded: Shell) -> None:
    loaded.call("config", "projects_per_person", "2")
    assert projects(loaded, "--private")["Orchard"]["blocked"] is False
    loaded.call("config", "projects_per_person", "1")


def test_csv_and_a_cycle_that_is_not_there(loaded: Shell) -> None:
    lines = loaded.call("projects", "--cycle", "2026", "--csv").out.splitlines()
    assert lines[0].startswith("project,weight,needs,unlock,unmet")
    assert len(lines) == 5
    assert loaded.read("projects", "--cycle", "1999") == []
