"""``targets``: every line of a cycle's targets with its people, what stands out, and what the cycle before had."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import LLM, ML, NAMES, PROD, Shell, csv_file

ROSTER = [["person", "team", "role"], ["p1@n.example", "Core", "Dev"], ["p2@n.example", "Core", "Dev"]]
ROSTER += [["p3@n.example", "Edge", "Lead"], ["p4@n.example", "Edge", "Tester"]]
SURVEY = [["Timestamp", "Email Address", *NAMES], ["3/1/2026 9:00:00", "p1@n.example", *["2"] * 5]]
SURVEY += [["3/2/2026 9:00:00", "p2@n.example", *["3"] * 5], ["3/3/2026 9:00:00", "p3@n.example", *["1"] * 5]]
HEAD = ["role", "team", "dimension", "level"]
BEFORE = [HEAD, ["DEV", "", ML, "1"], ["Lead", "", LLM, "1"], ["Dev", "", PROD, "2"]]
NOW = [
    HEAD,
    ["Dev", "", ML, "2"],
    ["Lead", "", LLM, "1"],
    ["Lead", "", ML, "3"],
    ["Dve", "", ML, "1"],
    ["Dev", "", ML, "9"],
]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path / "home")
    for cycle, lines in (("2025", BEFORE), ("2026", NOW)):
        files = {"roster": ROSTER, "targets": lines, "survey": SURVEY}
        found.load(*(csv_file(tmp_path / f"{name}.csv", rows) for name, rows in files.items()), cycle=cycle)
    return found


def brief(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_lines_people_findings_and_changes(shell: Shell) -> None:
    rows = shell.read("targets", "--cycle", "2026")
    counts = "role", "dimension", "target", "people", "assessed", "reached", "finding", "change", "target_before"
    assert brief(rows, *counts) == [
        ("Dev", "ml-fundamentals", 2, 2, 2, 2, "everybody_reaches", "changed", 1),
        ("Lead", "llm-prompting", 1, 1, 1, 1, "everybody_reaches", "same", 1),
        ("Lead", "ml-fundamentals", 3, 1, 1, 0, "nobody_reaches", "new", None),
        ("Dve", "ml-fundamentals", None, 0, 0, 0, "holds_for_nobody", None, None),
        ("Dev", "ml-fundamentals", None, 0, 0, 0, "holds_for_nobody", None, None),
        ("Tester", None, None, 1, None, None, "no_target", None, None),
        ("Dev", "ai-production", None, None, None, None, None, "gone", 2),
    ]
    assert "Nobody in this cycle is in the role 'Dve'" in rows[3]["message"]
    assert "'9' is no level of the framework" in rows[4]["message"]
    told = shell.call("targets", "--cycle", "2026").err.splitlines()
    assert told == [
        "1 target is reached by nobody who answered.",
        "2 targets are reached by everybody who answered.",
        "2 lines hold for nobody: a name is spelled otherwise than in the roster, or other lines come before.",
        "1 person has no target in any dimension, by role: Tester 1.",
        "Since cycle 2025: 1 changed, 1 new, 1 gone.",
    ]


def test_the_first_cycle_has_nothing_to_be_compared_with(shell: Shell) -> None:
    assert {row["change"] for row in shell.read("targets", "--cycle", "2025")} == {None}
    assert "No earlier cycle has targets" in shell.call("targets", "--cycle", "2025").err


def test_the_assumed_target_is_audited_too(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "home")
    assert shell.read("targets", "--cycle", "2026") == []
    shell.load(csv_file(tmp_path / "survey.csv", SURVEY))
    rows = shell.read("targets", "--cycle", "2026")
    assert set(brief(rows, "role", "target", "target_source", "people", "reached")) == {(None, 2, "assumed", 3, 2)}
    assert "held against the framework's own target" in shell.call("targets", "--cycle", "2026").err
