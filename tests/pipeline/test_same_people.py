"""People who changed their address between two cycles, from files to rulings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ExportError
from pipeline.load import LoadRequest, loaded
from pipeline.matching.recipe import Rulings
from pipeline.same_people import SamePeople, kept_pairs, kept_people, same_people, undone_pairs
from pipeline.settings import Home, opened_home
from pipeline.warehouse.connection import opened
from tests.contract.shell import LLM, csv_file

HEADER = ["Email", "Name", "Team", LLM]
BEFORE = [HEADER, ["ada@old.example", "Ada Lane", "Core", "2"], ["bo@old.example", "Bo", "Core", "1"]]
AFTER = [HEADER, ["lane@new.example", "Ada Lane", "Core", "3"], ["bo@new.example", "", "Edge", "1"]]


def load(home: Home, folder: Path, cycle: str, lines: list[list[str]], rulings: Rulings | None = None) -> None:
    path = csv_file(folder / f"{cycle}-{len(lines)}.csv", lines)
    loaded(home, LoadRequest(path, path.name, cycle, rulings=rulings or Rulings()))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    here = opened_home(tmp_path / "home")
    load(here, tmp_path, "2025", BEFORE)
    load(here, tmp_path, "2026", AFTER)
    return here


def listed(people: SamePeople) -> list[tuple[str, str, str]]:
    return [(row["person"], row["is_person"], row["state"]) for row in people.rows()]


def test_proposals_become_rulings_that_are_noted_and_undone(home: Home) -> None:
    found = same_people(home, "2026")
    assert listed(found) == [
        ("ada@old.example", "lane@new.example", "proposed"),
        ("bo@old.example", "bo@new.example", "proposed"),
    ]
    assert [row["reason"] for row in found.rows()] == ["same name and team", "same address before the @"]
    first = found.proposed[0]
    ruled = kept_pairs(home, "2026", "2025", [(first["person"], first["is_person"])], "eve")
    assert listed(ruled) == [
        ("ada@old.example", "lane@new.example", "ruled"),
        ("bo@old.example", "bo@new.example", "proposed"),
    ]
    undone = undone_pairs(home, "2026", "2025", [first["person"]], "eve")
    assert undone == found
    with opened(home) as connection:
        actions = connection.execute(
            "select actor, detail from action where action = 'rule' order by acted_at"
        ).fetchall()
    assert actions == [
        ("eve", "1 person the same under another address in the cycles 2025 and 2026"),
        ("eve", "1 person different again in the cycles 2025 and 2026"),
    ]


def test_addresses_and_names_of_a_file_are_ruled_on_in_any_case(home: Home) -> None:
    people = {"ADA@old.example": "lane@new.example", "Bo@Old.example": "bo@new.example"}
    assert [state for _, _, state in listed(kept_people(home, "2026", "2025", people))] == ["ruled", "ruled"]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ({"zoe@old.example": "lane@new.example"}, "Nobody is known as 'zoe@old.example'."),
        ({"lane@new.example": "ada@old.example"}, "not among the people of cycle '2025'"),
        ({"ada@old.example": "lane@new.example", "bo@old.example": "lane@new.example"}, "cycle '2026' twice"),
    ],
)
def test_what_would_join_the_wrong_people_is_refused(home: Home, people: dict[str, str], message: str) -> None:
    with pytest.raises(ExportError) as refusal:
        kept_people(home, "2026", "2025", people)
    assert message in str(refusal.value)
    assert same_people(home, "2026").ruled == ()


def test_who_is_in_both_cycles_cannot_be_somebody_else(home: Home, tmp_path: Path) -> None:
    load(home, tmp_path, "2026", [HEADER, ["ada@old.example", "Ada Lane", "Core", "3"], *AFTER[1:]])
    with pytest.raises(ExportError) as refusal:
        kept_people(home, "2026", "2025", {"ada@old.example": "lane@new.example"})
    assert "a person of cycle '2025' is in cycle '2026' too" in str(refusal.value)


def test_what_a_recipe_says_of_people_at_load_holds_between_the_cycles_too(home: Home, tmp_path: Path) -> None:
    recipe = Rulings(people={"ada@old.example": "lane@new.example"})
    load(home, tmp_path, "2026", [*AFTER, ["cy@new.example", "Cy", "Edge", "1"]], recipe)
    assert listed(same_people(home, "2026")) == [("bo@old.example", "bo@new.example", "proposed")]
