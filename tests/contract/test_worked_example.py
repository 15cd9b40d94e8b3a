"""The worked example: a company's own framework without a level 0, two cycles, every cell to the fraction."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import Json, Shell, cell_of, csv_file, xlsx_file

EXAMPLE: Json = json.loads((Path(__file__).parents[1] / "worked_example.json").read_text("utf-8"))
LEVELS = ("Novice", "User", "Maker", "Guide")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path_factory.mktemp("worked")
    shell = Shell(folder / "home")
    rubric = [["dimension", "dimension_id", "level", "level_name", "statement", "default_target"]]
    for place, dimension in enumerate(("D1", "D2"), 1):
        for level, name in enumerate(LEVELS, 1):
            rubric.append([f"Topic {place}", dimension, level, name, f"{name} in topic {place}.", 2])
    shell.read("framework", "import", xlsx_file(folder / "worked.xlsx", rubric))
    for year in ("2025", "2026"):
        teams = {person: team for team, people in EXAMPLE["roster"][year].items() for person in people}
        roster = [["person", "team"], *([f"{p}@worked.example", team] for p, team in teams.items())]
        targets = [["role", "team", "dimension", "level"], ["", "", "D1", 3], ["", "", "D2", "User"]]
        answers = EXAMPLE["responses"][year]
        survey = [["Timestamp", "Email Address", "D1", "Topic 2"]]
        for minute, (person, given) in enumerate(answers.items()):
            name = LEVELS[given["D2"] - 1]
            survey.append([f"3/14/{year} 10:{minute:02}:00", f"{person}@worked.example", given["D1"], name])
        shell.load(
            csv_file(folder / f"survey_{year}.csv", survey),
            xlsx_file(folder / f"targets_{year}.xlsx", targets),
            csv_file(folder / f"roster_{year}.csv", roster),
            cycle=year,
        )
    roadmap = [["project", "priority", "weight", "dimension", "level", "people", "shared"]]
    for asked, priority in zip(EXAMPLE["demand"]["projects"], ("high", "medium"), strict=True):
        place = asked["dimension"][1]
        level = LEVELS[asked["min_level"] - 1]
        roadmap.append([asked["project"], priority, "", f"Topic {place}", level, asked["needed"], "no"])
    shell.load(csv_file(folder / "roadmap.csv", roadmap), cycle="2026")
    return shell


def rows(shell: Shell, command: str, year: int, by: str) -> list[Json]:
    found: list[Json] = shell.read(command, "--cycle", year, "--private", "--by", by)
    return found


def value(written: Any) -> float:
    return float(Fraction(written["frac"]))


CELLS = [pytest.param(cell, id=f"{cell['year']}-{cell['group']}-{cell['dimension']}") for cell in EXAMPLE["cells"]]


def of_cell(shell: Shell, command: str, cell: Json) -> Json:
    is_all = cell["group"] == "ALL"
    found = rows(shell, command, cell["year"], "company,dimension" if is_all else "team,dimension")
    return cell_of(found, "Company" if is_all else cell["group"], cell["dimension"])


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_of_levels(loaded: Shell, cell: Json) -> None:
    row = of_cell(loaded, "levels", cell)
    place = cell["dimension"][1]
    assert row == {
        "group": "Company" if cell["group"] == "ALL" else cell["group"],
        "kind": "company" if cell["group"] == "ALL" else "team",
        "division": None,
        "dimension": cell["dimension"],
        "dimension_name": f"Topic {place}",
        "headcount": cell["N"],
        "assessed": cell["n"],
        "no_answer": cell["N"] - cell["n"],
        "levels": cell["levels"],
        "shown": True,
    }


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_of_gaps(loaded: Shell, cell: Json) -> None:
    row = of_cell(loaded, "gaps", cell)
    assert (row["headcount"], row["assessed"], row["no_answer"]) == (cell["N"], cell["n"], cell["N"] - cell["n"])
    assert (row["target"], row["target_source"]) == (EXAMPLE["targets"][cell["dimension"]], "file")
    assert row["shortfall"] == cell["shortfall_sum"]
    assert row["below"] == round(value(cell["P0"]) * cell["n"])
    exact = {
        "prevalence": cell["P0"],
        "p1": cell["P1"],
        "p2": cell["P2"],
        "mean_shortfall": cell["mean_shortfall"],
        "coverage": cell["at_or_above"],
        "response": cell["response_rate"],
        "prevalence_min": cell["prev_bounds"][0],
        "prevalence_max": cell["prev_bounds"][1],
    }
    assert {name: row[name] for name in exact} == pytest.approx({n: value(v) for n, v in exact.items()}, abs=1e-9)
    depth = cell["mean_shortfall_if_gap"]
    assert row["depth"] == (None if depth is None else pytest.approx(value(depth), abs=1e-9))
    interval = cell["betabin_jeffreys_95"]
    assert [row["prevalence_low"], row["prevalence_high"]] == pytest.approx(interval, abs=1e-6)
    low, high = map(value, cell["short_bounds"])
    assert low - 1e-9 <= row["mean_shortfall_low"] <= row["mean_shortfall_high"] <= high + 1e-9


@pytest.mark.parametrize("year", [2025, 2026])
def test_pooled_figures_count_person_dimension_pairs(loaded: Shell, year: int) -> None:
    cells = [cell for cell in EXAMPLE["cells"] if cell["year"] == year and cell["group"] == "ALL"]
    [row] = rows(loaded, "gaps", year, "company")
    n = sum(cell["n"] for cell in cells)
    assert (row["dimension"], row["target"]) == (None, None)
    assert (row["headcount"], row["assessed"]) == (sum(cell["N"] for cell in cells), n)
    assert row["shortfall"] == sum(cell["shortfall_sum"] for cell in cells)
    assert row["p1"] == pytest.approx(sum(value(cell["P1"]) * cell["n"] for cell in cells) / n, abs=1e-9)


def test_every_row_has_the_fields_of_the_contract(loaded: Shell) -> None:
    shared = "group kind division dimension dimension_name headcount assessed no_answer shown".split()
    figures = (
        "target target_source below prevalence prevalence_low prevalence_high prevalence_min prevalence_max "
        "shortfall mean_shortfall mean_shortfall_low mean_shortfall_high depth p1 p2 coverage response fragile"
    ).split()
    assert all(set(row) >= {*shared, "levels"} for row in rows(loaded, "levels", 2026, "team,dimension"))
    assert all(set(row) >= {*shared, *figures} for row in rows(loaded, "gaps", 2026, "team,dimension"))


def test_a_cycle_keeps_the_framework_it_was_loaded_with(loaded: Shell) -> None:
    frameworks = {framework["id"]: framework for framework in loaded.read("frameworks")}
    assert [level["level"] for level in frameworks["worked"]["levels"]] == [1, 2, 3, 4]
    assert {upload["cycle"] for upload in loaded.read("uploads")} == {"2025", "2026"}


def test_what_the_projects_are_short_of(loaded: Shell) -> None:
    found = {row["project"]: row for row in loaded.read("projects", "--cycle", 2026, "--private")}
    demand = EXAMPLE["demand"]
    for asked in demand["projects"]:
        row = found[asked["project"]]
        key = f"{asked['project']}:{asked['dimension']}>={asked['min_level']}"
        [need] = row["needs"]
        assert row["weight"] == asked["weight"]
        assert (need["dimension"], need["level"], need["team"]) == (asked["dimension"], asked["min_level"], None)
        assert (need["people"], need["qualified"]) == (asked["needed"], len(demand["qualified"][key]))
        assert (need["naive_unmet"], need["unmet"]) == (demand["naive_unmet"][key], demand["unmet_at_optimum"][key])
        assert row["blocked"] is demand["fate"][asked["project"]].startswith("blocked")
        assert (row["contended"], row["bus_factor"]) == (False, 1)
    # p5 and p6 are at level 2 of D2, and needed for nothing
    assert [found[name]["unlock"] for name in "XY"] == [[], [{"dimension": "D2", "from": 2, "to": 3, "people": 1}]]
    assert [found[name]["unlock_place"] for name in "XY"] == [None, 1]


def test_the_gaps_in_the_order_of_their_priority(loaded: Shell) -> None:
    for options in (["--private"], []):
        if not options:
            loaded.read("publish", "--cycle", "2026")
        found = loaded.read("gaps", "--cycle", 2026, "--by", "company,dimension", *options)
        assert {row["dimension"]: row["criticality"] for row in found} == EXAMPLE["demand"]["criticality"]
        classes = {row["dimension"]: row["class"] for row in found}
        assert classes == {name: told[0] for name, told in EXAMPLE["ranking"]["classes"].items()}
        assert (
            sorted(classes, key=lambda d: next(r["rank"] for r in found if r["dimension"] == d))
            == (EXAMPLE["ranking"]["combined"])
        )


def test_published_projects_are_those_of_everybody_where_nothing_is_hidden(loaded: Shell) -> None:
    loaded.read("publish", "--cycle", "2026")
    private = loaded.read("projects", "--cycle", 2026, "--private")
    for project in private:
        for need in project["needs"]:
            need.pop("rests_on")  # names, which are in no snapshot
    assert loaded.read("projects", "--cycle", 2026) == private


def test_a_cycle_without_a_roadmap_has_no_projects_and_nothing_critical(loaded: Shell) -> None:
    assert loaded.read("projects", "--cycle", 2025, "--private") == []
    assert {row["criticality"] for row in rows(loaded, "gaps", 2025, "company,dimension")} == {0}


@pytest.mark.parametrize("dimension", ["D1", "D2"])
def test_the_change_and_what_it_is_made_of(loaded: Shell, dimension: str) -> None:
    wanted = EXAMPLE["change_2025_2026_ALL"][dimension]
    found = loaded.read("change", 2025, 2026, "--private", "--by", "company,dimension")
    [row] = [row for row in found if row["dimension"] == dimension]
    entries = {
        "within": "within",
        "leaver": "leaver_effect",
        "new_hire": "new_joiner_effect",
        "first_answer": "first_response_effect",
    }
    assert row["change"] == pytest.approx(value(wanted["total_change_mean_shortfall"]), abs=1e-9)
    told = {name: row["ledger"].pop(name) for name in entries}
    assert told == pytest.approx({name: value(wanted[there]) for name, there in entries.items()}, abs=1e-9)
    assert set(row["ledger"].values()) == {0.0}
    assert len(row["ledger"]) == 5
    moves = ("improved", "same", "declined", "transitions")
    assert {name: row[name] for name in moves} == {name: wanted[name] for name in moves}
    assert (row["matched"], row["p_value"], row["verdict"]) == (5, None, None)


def test_cycles_that_cannot_be_compared_are_refused_or_empty(loaded: Shell) -> None:
    assert loaded.read("change", 2025, 2030, "--private") == []
    assert loaded.read("change", 2025, 2026) == []  # not published
    assert "itself" in loaded.refused("change", 2026, 2026)
