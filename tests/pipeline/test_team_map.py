"""Teams that have other names in a later cycle: where their people are, what is proposed and what is ruled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExportError
from pipeline.load import LoadRequest, loaded
from pipeline.matching.recipe import Rulings
from pipeline.same_people import kept_people
from pipeline.settings import Home, opened_home
from pipeline.team_map import TeamMap, kept_teams, team_map
from pipeline.warehouse.connection import opened
from tests.contract.shell import LLM, csv_file

ROSTER = ["person", "team", "division"]
BEFORE = {"Falcon": range(1, 6), "Heron": range(6, 9), "Core": range(9, 11), "Owl": range(11, 13)}
AFTER = {"Falke": [1, 2, 3, 4], "Core": [5, 9, 10, 6], "Ibis": [7, 20], "owl ": [11, 12], "Wren": [8]}


def load(home: Home, folder: Path, cycle: str, teams: dict[str, Any]) -> None:
    lines = [[f"p{n}@n.example", team, "North"] for team, people in teams.items() for n in people]
    survey = [["Email", LLM], *[[line[0], "2"] for line in lines]]
    for kind, table in (("roster", [ROSTER, *lines]), ("survey", survey)):
        path = csv_file(folder / f"{kind}-{cycle}.csv", table)
        loaded(home, LoadRequest(path, path.name, cycle))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    here = opened_home(tmp_path / "home")
    load(here, tmp_path, "2025", BEFORE)
    load(here, tmp_path, "2026", AFTER)
    return here


def told(teams: TeamMap) -> list[tuple[Any, ...]]:
    return [(each.name, each.people, dict(each.now), each.proposed, each.ruled) for each in teams.teams]


FALCON = ("Falcon", 5, {"Falke": 4, "Core": 1}, "Falke", None)
HERON = ("Heron", 3, {"Core": 1, "Ibis": 1, "Wren": 1}, None, None)


def test_most_of_a_teams_people_propose_its_new_name_and_a_split_team_has_none(home: Home) -> None:
    found = team_map(home, "2026")
    assert told(found) == [FALCON, HERON]  # Core goes on, and so does Owl, in whatever case
    assert (found.earlier, found.later, found.later_names) == ("2025", "2026", ("Core", "Falke", "Ibis", "Owl", "Wren"))


def test_rulings_are_kept_noted_and_taken_back(home: Home) -> None:
    ruled = kept_teams(home, "2026", None, {"falcon": "Falke", "Heron": "IBIS"}, "eve")
    assert told(ruled) == [(*FALCON[:4], "Falke"), (*HERON[:4], "Ibis")]
    assert told(kept_teams(home, "2026", "2025", {"Heron": None}, "eve")) == [(*FALCON[:4], "Falke"), HERON]
    assert team_map(home, "2026").rows()[0] == {
        "team": "Falcon",
        "people": 5,
        "now": {"Falke": 4, "Core": 1},
        "proposed": "Falke",
        "ruled": "Falke",
    }
    with opened(home) as connection:
        actions = connection.execute(
            "select actor, detail from action where action = 'rule' order by acted_at"
        ).fetchall()
    assert actions == [
        ("eve", "what 2 teams of cycle 2025 became in cycle 2026"),
        ("eve", "what 1 team of cycle 2025 became in cycle 2026"),
    ]


@pytest.mark.parametrize(
    ("teams", "message"),
    [
        ({"Kite": "Falke"}, "Cycle '2025' has no team 'Kite'. It has Core, Falcon, Heron, Owl."),
        ({"Falcon": "Kite"}, "Cycle '2026' has no team 'Kite'."),
        ({"Core": "Falke"}, "The team 'Core' is in cycle '2026' too."),
    ],
)
def test_teams_that_are_not_there_or_go_on_are_refused(home: Home, teams: dict[str, str | None], message: str) -> None:
    with pytest.raises(ExportError) as refusal:
        kept_teams(home, "2026", None, teams)
    assert message in str(refusal.value)


def test_who_has_another_address_counts_once_that_is_ruled(home: Home, tmp_path: Path) -> None:
    load(home, tmp_path, "2027", {"Kite": [30, 2, 3]})
    load(home, tmp_path, "2026", {"Falke": [1]})  # a later roster adds nothing; p1 is not in 2027
    assert dict(team_map(home, "2027").teams[1].now) == {"Kite": 2}
    kept_people(home, "2027", None, {"p1@n.example": "p30@n.example"})
    assert dict(team_map(home, "2027").teams[1].now) == {"Kite": 3}


def test_teams_of_one_name_in_two_divisions_are_told_apart(tmp_path: Path) -> None:
    here = opened_home(tmp_path / "home")
    for cycle, lines in (
        ("2025", [["a@n.example", "Core", "North"], ["b@n.example", "Core", "South"]]),
        ("2026", [["a@n.example", "Kern", "North"], ["b@n.example", "Core", "South"]]),
    ):
        table = csv_file(tmp_path / f"r{cycle}.csv", [ROSTER, *lines])
        loaded(here, LoadRequest(table, table.name, cycle))
        answers = csv_file(tmp_path / f"s{cycle}.csv", [["Email", LLM], *[[line[0], "2"] for line in lines]])
        loaded(here, LoadRequest(answers, answers.name, cycle))
    assert told(team_map(here, "2026")) == [("Core (North)", 1, {"Kern": 1}, "Kern", None)]
    assert told(kept_teams(here, "2026", None, {"core (north)": "Kern"}))[0][4] == "Kern"


def test_what_a_recipe_called_a_team_at_load_is_proposed_where_nobody_is_recognised(tmp_path: Path) -> None:
    here = opened_home(tmp_path / "home")
    by_person = {"Team": "attribute:team"}  # one person of each team: no summary by team
    for cycle, rulings in (("2025", Rulings(by_person)), ("2026", Rulings(by_person, teams={"falcon": "Falke"}))):
        owl = ["Owl", "2" if cycle == "2025" else "1"]
        table = csv_file(tmp_path / f"{cycle}.csv", [["Team", LLM], ["Falcon", "2"], owl])
        loaded(here, LoadRequest(table, table.name, cycle, rulings=rulings))
    assert told(team_map(here, "2026")) == [("Falcon", 0, {}, "Falke", None)]
