"""The benchmarks themselves: what they count, the files they make, and one small run of all of them."""

from __future__ import annotations

import csv
import datetime
import re
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipeline.exports.sheet import sheets
from pipeline.frameworks.workbook import framework_from_rows
from tests.benchmarks.comparison import Comparison, table
from tests.benchmarks.csv_export import written_csv
from tests.benchmarks.whole import usage
from tests.benchmarks.workbook import LEVELS, QUESTIONS, dimension_names, written_export, written_rubric

ROOT = Path(__file__).parents[2]
HELD = 120 << 20


def test_a_comparison_is_over_only_beyond_its_bar() -> None:
    # 30 beside 20 is 1.5 times as much.
    assert [Comparison("", 20, 30, "ms", bar).verdict for bar in (1.4, 1.5, None)] == ["over", "ok", ""]


def test_a_line_says_floor_measured_ratio_and_bar() -> None:
    line = table([Comparison("a page", 20, 33, "ms", 1.5)]).splitlines()[-1]
    assert line.split() == ["a", "page", "20", "ms", "33", "ms", "1.65x", "1.5x", "over"]


def test_peak_memory_is_of_the_largest_process_and_not_of_whoever_measures(tmp_path: Path) -> None:
    held = bytearray(HELD)
    starts_child = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    child = f"held = bytearray({HELD})"
    large = usage([sys.executable, "-c", starts_child, child], tmp_path / "log")
    small = usage([sys.executable, "-c", "pass"], tmp_path / "log")
    assert small.peak_mb < HELD / 2**20 <= large.peak_mb
    assert len(held) == HELD


def test_processor_time_counts_children(tmp_path: Path) -> None:
    starts_child = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    works = "import time\nwhile time.process_time() < 0.3: pass"
    assert usage([sys.executable, "-c", starts_child, works], tmp_path / "log").cpu_s >= 0.3


def test_a_failing_command_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 3:\nno such craft"):
        usage([sys.executable, "-c", "print('no such craft'); raise SystemExit(3)"], tmp_path / "log")


def test_the_export_is_a_workbook_of_answers(tmp_path: Path) -> None:
    rows = CalamineWorkbook.from_path(written_export(tmp_path / "answers.xlsx", 3)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Timestamp", "Email Address", *dimension_names()]
    # One response a second from 2026-03-02 on; a day's fraction is written to 8 digits, 0.9 ms.
    first, second = rows[1][0], rows[2][0]
    assert isinstance(first, datetime.datetime | datetime.date)
    assert isinstance(second, datetime.datetime)
    assert (first.year, first.month, first.day, round(second.second + second.microsecond / 1e6)) == (2026, 3, 2, 1)
    assert [row[1] for row in rows[1:]] == [f"engineer{person:06}@larkspur.example" for person in range(3)]
    assert {len(row) for row in rows} == {QUESTIONS + 2}
    assert {cell for row in rows[1:] for cell in row[2:]} == {f"{at} - {level}" for at, level in enumerate(LEVELS)}


def test_the_csv_export_is_the_same_each_time_and_holds_every_answer(tmp_path: Path) -> None:
    path = written_csv(tmp_path / "answers.csv", 40)
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["Timestamp", "Email Address", *dimension_names()]
    assert [row[1] for row in rows] == [f"engineer{person:07}@larkspur.example" for person in range(40)]
    assert {cell for row in rows for cell in row[2:]} == {f"Level {at}: {level}" for at, level in enumerate(LEVELS)}
    assert written_csv(tmp_path / "again.csv", 40).read_bytes() == path.read_bytes()


def test_the_rubric_is_a_framework_of_the_exports_questions(tmp_path: Path) -> None:
    [sheet] = sheets(written_rubric(tmp_path / "crafts.csv"), "crafts.csv")
    rows = [list(row.values()) for row in sheet.cells.to_pylist()]
    framework = framework_from_rows(rows, "crafts", "Crafts", 1)
    assert [dimension.name for dimension in framework.dimensions] == dimension_names()
    assert tuple(level.name for level in framework.levels) == LEVELS


@pytest.mark.slow
def test_every_benchmark_runs_and_ends_with_its_table() -> None:
    command = [sys.executable, "-m", "tests.benchmarks", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    summary = done.stdout.split("\n\n")[-1].splitlines()[2:]
    names = [re.split(r"\s{2,}", line)[0] for line in summary]
    assert names == [
        "heatmap page beside a bare page: CPU",
        "heatmap page beside a bare page: wait",
        "heatmap page, 3,000 beside 300 people: CPU",
        "heatmap page, 3,000 beside 300 people: wait",
        *(
            f"{page}, 40 teams x 10: {what}"
            for page in ("overview", "heatmap", "gaps", "team", "dimension")
            for what in ("CPU", "wait")
        ),
        "1,000 people, 6 projects, 12 needs: staffing",
        *(
            f"publish 40,000 ratings, 40 teams x 10: {what}"
            for what in ("wall time", "CPU", "memory", "counting alone, CPU", "all but counting, to a tenth")
        ),
        "load xlsx 1,000 x 40 beside calamine: wall time",
        "load xlsx 1,000 x 40 beside calamine: CPU",
        "load xlsx 1,000 x 40 beside calamine: memory",
        "load csv 3,000 x 40 beside DuckDB: wall time",
        "load csv 3,000 x 40 beside DuckDB: CPU",
        "load csv 3,000 x 40 beside DuckDB: memory",
    ]
