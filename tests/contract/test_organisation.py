"""A random organisation in four layouts: every level and gap figure agrees with counting person by person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import brute_force
from tests.contract.organisation import (
    DIMENSIONS,
    TARGETS,
    Person,
    answered,
    files,
    organisation,
    roster_file,
    targets_file,
)
from tests.contract.shell import Json, Shell

KINDS = ("company", "division", "team", "role")
LEVELS = [0, 1, 2, 3, 4]
DRAWN = ("mean_shortfall_low", "mean_shortfall_high")


def expected_people(asked: Any, has_roster: bool) -> list[Person]:
    if has_roster:
        return [*asked.people, *asked.strangers]
    return [person for person in [*asked.people, *asked.strangers] if person.get("answered")]


def agree(found: list[Json], expected: list[Json]) -> None:
    key = "group", "division", "dimension"
    there = {tuple(row[name] for name in key): row for row in found}
    assert len(there) == len(found)
    assert set(there) == {tuple(row[name] for name in key) for row in expected}
    for row in expected:
        is_row = there[tuple(row[name] for name in key)]
        for name, value in row.items():
            if name in DRAWN and value is not None:
                # Exact only where few are silent; drawn figures may be off by two hundredths of a level and a step.
                near = 1e-9 if row["no_answer"] <= brute_force.ENUMERATED else 0.02 + 1 / row["headcount"]
                assert is_row[name] == pytest.approx(value, abs=near), (row, name)
            elif isinstance(value, float):
                assert is_row[name] == pytest.approx(value, abs=1e-9), (is_row, row, name)
            else:
                assert is_row[name] == value, (is_row, row, name)


@pytest.mark.parametrize(
    ("seed", "has_roster", "has_targets"), [(1, True, True), (2, True, False), (3, False, True), (4, False, False)]
)
def test_every_figure_of_a_random_organisation(tmp_path: Path, seed: int, has_roster: bool, has_targets: bool) -> None:
    asked = organisation(seed)
    lines = answered(asked, seed, has_roster)
    shell = Shell(tmp_path / "home")
    reports = shell.load(*files(tmp_path, lines, seed))
    assert [report["problems"] for report in reports] == [[]] * 4
    assert sum(report["responses"] for report in reports) == sum(p.get("answered", False) for p in _all(asked))
    assert sum(report["superseded"] for report in reports) == asked.superseded
    if has_roster:
        shell.load(roster_file(tmp_path, asked))
        assert {p["problem"] for p in shell.read("problems")} == {"not_on_roster"}
        assert len(shell.read("problems")) == len(asked.strangers)
    if has_targets:
        shell.load(targets_file(tmp_path))
    people = expected_people(asked, has_roster)
    for kind in KINDS:
        for by_dimension in (True, False):
            by = f"{kind},dimension" if by_dimension else kind
            scope = "--cycle", "2026", "--private", "--by", by
            levels = brute_force.level_rows(people, list(DIMENSIONS), LEVELS, kind, by_dimension, has_roster, "Company")
            agree(shell.read("levels", *scope), brute_force.plain(levels))
            gaps = brute_force.gap_rows(
                people, TARGETS if has_targets else None, 2, list(DIMENSIONS), LEVELS, kind, by_dimension, has_roster,
                "Company",
            )  # fmt: skip
            agree(shell.read("gaps", *scope), brute_force.plain(gaps))


def _all(asked: Any) -> list[Person]:
    return [*asked.people, *asked.strangers]
