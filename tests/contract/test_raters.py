"""Managers rate their people too: figures use one rater, and the two are compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import DIMENSIONS, LLM, ML, Json, Shell, csv_file

HEADER = ["Timestamp", "Email Address", "Team", ML, LLM]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def lines(*levels: tuple[Any, Any]) -> list[list[Any]]:
    """One row per person p0, p1, ... of the team Core: levels in two dimensions."""
    return [
        [f"3/14/2026 10:{number:02}:00", f"p{number}@n.example", "Core", *answers]
        for number, answers in enumerate(levels)
    ]


def load_both(shell: Shell, folder: Path) -> None:
    """Twenty-one people; p20 is not rated by a manager in the first dimension, and nobody in the second."""
    own = [(1, 2)] * 10 + [(2, 2)] * 5 + [(1, 2)] * 5 + [(4, 2)]
    managers = [(1, "")] * 10 + [(2, "")] * 10 + [("", 3)]
    shell.load(csv_file(folder / "own.csv", [HEADER, *lines(*own)]))
    shell.load(csv_file(folder / "managers.csv", [HEADER, *lines(*managers)]), options=("--rater", "manager"))


def test_agreement_gives_the_worked_example_of_the_docs(shell: Shell, tmp_path: Path) -> None:
    load_both(shell, tmp_path)
    rows: list[Json] = shell.read("agreement", "--cycle", "2026")
    assert [row["dimension"] for row in rows] == list(DIMENSIONS)
    assert rows[0] == {
        "dimension": "ml-fundamentals",
        "dimension_name": ML,
        "n": 20,
        "same": 15,
        "manager_lower": 0,
        "manager_higher": 5,
        "agreement": 0.75,
        "mean_difference": 0.25,
        "kappa": 0.5,
        "reason": None,
    }
    empty = dict.fromkeys(["same", "manager_lower", "manager_higher", "agreement", "mean_difference", "kappa"])
    why = {"reason": "fewer than 20 people have both ratings"}
    assert rows[1] == {"dimension": "llm-prompting", "dimension_name": LLM, "n": 1} | empty | why
    assert [row["n"] for row in rows[2:]] == [0, 0, 0]
    [header, first, *_] = shell.call("agreement", "--cycle", "2026", "--csv").out.splitlines()
    assert header == ",".join(rows[0])
    assert first == "ml-fundamentals,AI/ML Fundamentals,20,15,0,5,0.75,0.25,0.5,"


def test_a_cycle_without_answers_has_nothing_to_compare(shell: Shell, tmp_path: Path) -> None:
    assert shell.read("agreement", "--cycle", "2026") == []
    load_both(shell, tmp_path)
    assert shell.read("agreement", "--cycle", "2031") == []
