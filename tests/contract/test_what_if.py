"""A published what-if says nothing that the published people per level do not, and agrees with counting them."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest

from tests import brute_force
from tests.contract.organisation import DIMENSIONS, answered, files, organisation, roster_file, targets_file
from tests.contract.shell import Json, Shell
from tests.contract.test_organisation import agree, expected_people

LEVELS = [0, 1, 2, 3, 4]
KEY = ("kind", "division", "group", "dimension")
NAMES = {*KEY, "cycle", "dimension_name", "headcount", "shown", "target", "target_source", "place"}
DETAIL_FROM = 9


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Some teams of the organisation are hidden, and more show no people per level."""
    folder = tmp_path_factory.mktemp("what_if")
    shell = Shell(folder / "home")
    asked = organisation(1)
    shell.load(*files(folder, answered(asked, 1, has_roster=True), 1))
    shell.load(roster_file(folder, asked))
    shell.load(targets_file(folder))
    assert shell.call("config", "min_group_detail", DETAIL_FROM).exit_code == 0
    assert shell.call("publish", "--cycle", "2026").exit_code == 0
    return shell


def _stored(shell: Shell, table: str) -> list[Json]:
    path = shell.home / "snapshots" / (shell.home / "snapshots" / "CURRENT").read_text()
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(f"select * from {table}")
        columns = [name for name, *_ in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def test_every_stored_figure_follows_from_the_stored_levels_of_the_same_group(published: Shell) -> None:
    levels = {tuple(row[name] for name in KEY): row for row in _stored(published, "levels")}
    supposed = _stored(published, "what_if")
    assert len(supposed) == len(levels) * len(LEVELS)
    without = [row for row in supposed if levels[tuple(row[name] for name in KEY)]["levels"] is None]
    assert any(levels[tuple(row[name] for name in KEY)]["shown"] for row in without)  # shown, and brief
    assert {row[name] for row in without for name in row.keys() - NAMES} == {None}
    assert not any(row["shown"] for row in without)
    company = {(r["dimension"], r["target"]): r["below"] for r in supposed if r["kind"] == "company"}
    for row in supposed:
        own = levels[tuple(row[name] for name in KEY)]
        if own["levels"] is not None:
            told = {name: row[name] for name in row.keys() - {*KEY, "cycle", "dimension_name", "place"}}
            least = {"mean_shortfall_low", "mean_shortfall_high", "prevalence_low", "prevalence_high"}
            expected = _recomputed(own, row["target"], company[row["dimension"], row["target"]])
            assert told.keys() - least - {"contribution_p1", "contribution_p2"} == expected.keys()
            for name, value in expected.items():
                assert told[name] == (pytest.approx(value) if isinstance(value, float) else value), (row, name)


def _recomputed(own: Json, target: int, company_below: int) -> dict[str, Any]:
    """The figures of one row, from nothing but a published row of levels (and of the company's)."""
    people = {int(level): count for level, count in json.loads(own["levels"]).items()}
    n, asked = own["assessed"], own["headcount"]
    short = {target - level: count for level, count in people.items() if level < target and count}
    below, steps = sum(short.values()), sum(size * count for size, count in short.items())
    least, most = below / asked, (below + asked - n) / asked
    return {
        **{name: own[name] for name in ("headcount", "assessed", "no_answer", "shown")},
        "target": target,
        "target_source": "what-if",
        "below": below,
        "shortfall": steps,
        "prevalence": below / n,
        "mean_shortfall": steps / n,
        "depth": steps / below if below else None,
        "p1": sum(size / max(1, target) * count for size, count in short.items()) / n,
        "p2": sum((size / max(1, target)) ** 2 * count for size, count in short.items()) / n,
        "coverage": 1 - below / n,
        "response": n / asked,
        "prevalence_min": least,
        "prevalence_max": most,
        "fragile": least < 0.5 < most,
        "contribution": below / company_below if company_below and own["dimension"] else None,
    }


def test_the_command_agrees_with_a_count_person_by_person(published: Shell) -> None:
    asked = organisation(1)
    answered(asked, 1, has_roster=True)
    people = expected_people(asked, has_roster=True)
    everybody = [{"role": None, "team": None, "division": None, "dimension": d, "level": 3} for d in DIMENSIONS]
    for by in ("team,dimension", "division"):
        kind, _, rest = by.partition(",")
        expected = brute_force.gap_rows(
            people, everybody, 2, list(DIMENSIONS), LEVELS, kind, bool(rest), True, "Company"
        )
        expected = [row | {"target_source": "what-if"} for row in brute_force.plain(expected)]
        private = published.read("gaps", "--cycle", "2026", "--by", by, "--what-if", "Proficient", "--private")
        agree(private, expected)
        public = published.read("gaps", "--cycle", "2026", "--by", by, "--what-if", "3")
        assert [row.keys() for row in public] == [row.keys() for row in private]
        shown = {tuple(row[name] for name in KEY): row for row in public if row["shown"]}
        assert (len(shown) < len(public)) == (kind == "team")
        agree(list(shown.values()), [row for row in expected if tuple(row[name] for name in KEY) in shown])


def test_what_cannot_be_asked_is_refused(published: Shell) -> None:
    told = published.refused("gaps", "--cycle", "2026", "--what-if", "Expart")
    assert "'Expart' is no level" in told
    assert "3 Proficient" in told
    assert published.read("gaps", "--cycle", "1999", "--what-if", "nonsense") == []
