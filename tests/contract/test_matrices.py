"""Matrices as people keep them: read where they stand, refused with what to do, never guessed at."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.contract.shell import LLM, ML, PROD, Shell, csv_file, places


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def test_people_in_columns_count_as_people_in_rows(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Skills of the spring", "", "", ""],
        ["", "Skill", "Ada Grey", "Bo Blue", "Cy Stone", "Average"],
        ["", "Team", "Core", "Core", "Edge"],
        ["Basics"],
        ["", ML, 3, 2, "", 2.5],
        ["", LLM, "so so", 1, "4 - Expert", 2],
        [],
        ["Operation"],
        ["", PROD, "", "", "N/A", ""],
    ]
    roster = [["person", "name", "team"], ["k1", "Ada Grey", "Core"], ["k2", "Bo Blue", "Core"]]
    [report] = shell.load(csv_file(tmp_path / "matrix.csv", lines))
    assert [report[name] for name in ("tool", "rows", "responses", "ratings")] == ["matrix", 4, 3, 4]
    assert places(report["problems"]) == [
        (None, 2, "F", "Skill", "Average", "total_line"),
        (None, 6, "C", LLM, "so so", "unknown_answer"),
    ]
    cells = shell.read("trace", "--cycle", "2026", "--team", "Core", "--dimension", ML)
    assert [(c["row"], c["column"], c["header"], c["value"], c["level"]) for c in cells] == [
        (5, "C", ML, "3", 3),
        (5, "D", ML, "2", 2),
    ]
    shell.load(csv_file(tmp_path / "roster.csv", roster))
    assert [p for p in places(shell.read("problems")) if p[5] == "not_on_roster"] == [
        (None, 2, "E", "Skill", "Cy Stone", "not_on_roster")
    ]


def test_names_in_a_row_are_kept_as_pseudonyms(shell: Shell, tmp_path: Path) -> None:
    lines = [["Name", "Ada Grey", "Bo Blue", "Bo Blue"], [ML, 3, 2, 1], [LLM, 1, 1, 0]]
    [report] = shell.load(csv_file(tmp_path / "matrix.csv", lines))
    with duckdb.connect(str(shell.home / "warehouse.duckdb"), read_only=True) as warehouse:
        kept = warehouse.execute(f"select * exclude (row) from raw_{report['upload']:04d} order by row").fetchall()
        stored = warehouse.execute('select "column", value, person is not null from problem order by 1').fetchall()
    assert [row[0] for row in kept] == ["Name", ML, LLM]
    assert not {"Ada Grey", "Bo Blue"} & {str(cell) for row in kept for cell in row}
    assert kept[0][2] == kept[0][3] != kept[0][1]
    assert kept[1][1:] == ("3", "2", "1")
    assert stored == [("C", None, True), ("D", None, True)]
