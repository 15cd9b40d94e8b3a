"""A made-up organisation of 400 people, every figure against a count person by person."""

from __future__ import annotations

import random
from typing import Any

import pytest

from pipeline.metrics.gaps import gaps
from pipeline.metrics.levels import distributions
from pipeline.model import KINDS, Grouping, Kind
from tests import brute_force
from tests.pipeline.metrics.examples import cube, framework, plain_rows, targets

FRAMEWORK = framework(dimensions=4, lowest=0)
DIMENSIONS = [dimension.id for dimension in FRAMEWORK.dimensions]
LEVELS = [level.level for level in FRAMEWORK.levels]
TEAMS = [
    ("North", "Kestrel"),
    ("South", "Kestrel"),
    ("North", "Osprey"),
    ("South", "Heron"),
    (None, "(no team)"),
    (None, "Egret"),
]
ROLES = ("Engineer", "Designer", "Writer", None)
# D4 has targets of writers only, Egret none in D1, and Heron's writers are to be at the lowest level.
TARGETS = [
    ("Engineer", None, None, "D1", 3),
    ("Engineer", "Kestrel", None, "D1", 4),
    ("Designer", None, None, "D1", 2),
    (None, None, "South", "D1", 1),
    (None, None, None, "D2", 2),
    (None, "Kestrel", None, "D2", 3),
    (None, "Kestrel", "South", "D2", 4),
    (None, None, None, "D3", 3),
    ("Writer", None, None, "D4", 2),
    ("Writer", "Heron", None, "D4", 0),
]


def organisation(size: int, seed: int) -> list[brute_force.Person]:
    """People of whom one in twelve says nothing; in D3 nobody is at level 2."""
    chance = random.Random(seed)
    people = []
    for number in range(size):
        division, team = chance.choice(TEAMS)
        is_silent = chance.random() < 1 / 12
        levels = {
            dimension: None
            if is_silent or chance.random() < 0.02
            else chance.choice([0, 1, 3, 4] if dimension == "D3" else LEVELS)
            for dimension in DIMENSIONS
        }
        person = {"person": f"p{number}", "division": division, "team": team, "role": chance.choice(ROLES)}
        people.append(person | {"levels": levels})
    return people


LARGE = organisation(400, seed=1)
SMALL = organisation(50, seed=2)
COLUMNS = ["role", "team", "division", "dimension", "level"]
TARGET_ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in TARGETS]


def by_cell(rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {
        (row["group"], row["division"], row["dimension"]): {
            name: value for name, value in row.items() if name != "dimension_name"
        }
        for row in rows
    }


@pytest.mark.parametrize("has_roster", [True, False])
@pytest.mark.parametrize("by_dimension", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_levels_are_those_counted_person_by_person(kind: Kind, by_dimension: bool, has_roster: bool) -> None:
    counts = cube([tuple(row.values()) for row in brute_force.cube_rows(LARGE, DIMENSIONS)])
    found = distributions(counts, FRAMEWORK, Grouping(kind, by_dimension), "Acme", has_roster)
    expected = brute_force.level_rows(LARGE, DIMENSIONS, LEVELS, kind, by_dimension, has_roster, "Acme")
    assert by_cell(plain_rows(found)) == by_cell(expected)


@pytest.mark.parametrize("aims", [TARGET_ROWS, None], ids=["file", "assumed"])
@pytest.mark.parametrize("has_roster", [True, False])
@pytest.mark.parametrize("by_dimension", [True, False])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("people", [LARGE, SMALL], ids=["400", "50"])
def test_gaps_are_those_counted_person_by_person(
    people: list[brute_force.Person],
    kind: Kind,
    by_dimension: bool,
    has_roster: bool,
    aims: list[dict[str, Any]] | None,
) -> None:
    counts = cube([tuple(row.values()) for row in brute_force.cube_rows(people, DIMENSIONS)])
    rows = None if aims is None else targets(TARGETS)
    found = by_cell(plain_rows(gaps(counts, rows, FRAMEWORK, Grouping(kind, by_dimension), "Acme", has_roster)))
    expected = by_cell(
        brute_force.plain(
            brute_force.gap_rows(people, aims, 2, DIMENSIONS, LEVELS, kind, by_dimension, has_roster, company="Acme")
        )
    )
    assert found.keys() == expected.keys()
    for cell, row in expected.items():
        assert {name: found[cell][name] for name in row} == pytest.approx(row, abs=1e-9), cell


def test_the_organisation_holds_what_the_comparison_is_about() -> None:
    rows = brute_force.gap_rows(
        LARGE, TARGET_ROWS, 2, DIMENSIONS, LEVELS, "team", True, has_roster=True, company="Acme"
    )
    assert {row["target_source"] for row in rows} == {"file"}
    assert {row["target"] for row in rows} >= {None, 2, 3, 4}
    enumerated = [row for row in rows if "mean_shortfall_low" in row]
    assert any(row["no_answer"] > 1 and row["target"] is None for row in enumerated)
    roles = brute_force.gap_rows(
        LARGE, TARGET_ROWS, 2, DIMENSIONS, LEVELS, "role", True, has_roster=True, company="Acme"
    )
    assert "none" in {row["target_source"] for row in roles}
