"""``skillgap load`` of a large workbook beside calamine, and of a large csv file beside DuckDB, that merely read it.

Both are whole fresh processes, in turn, and every load begins with a copy of the same home.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.comparison import Comparison
from tests.benchmarks.csv_export import written_csv
from tests.benchmarks.whole import Usage, usage
from tests.benchmarks.workbook import written_export, written_rubric

MOST_TIME, MOST_MEMORY = 1.6, 2.0
MOST_MEMORY_MB = 1_536
"""Of a csv file: whatever DuckDB takes, a load fits a small server."""

_CALAMINE = (
    "import sys, python_calamine;"
    "workbook = python_calamine.CalamineWorkbook.from_path(sys.argv[1]);"
    "print(len(workbook.get_sheet_by_index(0).to_python()))"
)
_DUCKDB = (
    "import sys, duckdb;"
    "connection = duckdb.connect(sys.argv[2]);"
    "connection.execute('create table cells as from read_csv(?, all_varchar = true)', [sys.argv[1]]);"
    "connection.close()"
)


def load_comparisons(folder: Path, cache: Path, people: int, rounds: int) -> list[Comparison]:
    """Wall time, processor time and peak memory of loading ``people`` rows of 40 columns.

    Parameters
    ----------
    folder
        For what is thrown away.
    cache
        Where the workbook is kept for the next run.
    rounds
        How often each is run; the medians are compared.
    """
    export = _export(cache, people)
    floor = [sys.executable, "-c", _CALAMINE, str(export)]
    return _comparisons(f"load xlsx {people:,} x 40 beside calamine", export, floor, folder, rounds)


def csv_comparisons(folder: Path, people: int, rounds: int) -> list[Comparison]:
    """The same of a csv file, beside a bare table of its cells in a file of DuckDB; the csv file is thrown away."""
    export = written_csv(folder / "answers.csv", people)
    floor = [sys.executable, "-c", _DUCKDB, str(export), str(folder / "cells.duckdb")]
    *times, memory = _comparisons(f"load csv {people:,} x 40 beside DuckDB", export, floor, folder, rounds)
    return [*times, replace(memory, bar=MOST_MEMORY_MB / memory.floor)]


def _comparisons(rows: str, export: Path, floor: list[str], folder: Path, rounds: int) -> list[Comparison]:
    template = folder / "template"
    _run(["--home", template, "framework", "import", _rubric(folder)], folder)
    floors, loads = [], []
    for turn in range(rounds):
        (folder / "cells.duckdb").unlink(missing_ok=True)
        floors.append(usage(floor, folder / "floor.log"))
        home = shutil.copytree(template, folder / f"home{turn}")
        loads.append(_run(["--home", home, "load", export, "--cycle", "2026"], folder))
        shutil.rmtree(home)
    shutil.rmtree(template)
    return [
        _compared(f"{rows}: wall time", "wall_s", "s", MOST_TIME, floors, loads),
        _compared(f"{rows}: CPU", "cpu_s", "s", None, floors, loads),
        _compared(f"{rows}: memory", "peak_mb", "MB", MOST_MEMORY, floors, loads),
    ]


def _export(cache: Path, people: int) -> Path:
    cache.mkdir(exist_ok=True)
    export = cache / f"answers-{people}.xlsx"
    return export if export.exists() else written_export(export, people)


def _rubric(folder: Path) -> Path:
    return written_rubric(folder / "crafts.csv")


def _run(arguments: list[str | Path], folder: Path) -> Usage:
    command = Path(sys.executable).with_name("skillgap")
    return usage([str(command), *map(str, arguments)], folder / "skillgap.log")


def _compared(
    name: str, what: str, unit: str, bar: float | None, floors: list[Usage], loads: list[Usage]
) -> Comparison:
    floor, measured = (statistics.median(getattr(each, what) for each in runs) for runs in (floors, loads))
    return Comparison(name, floor, measured, unit, bar)
