"""``skillgap publish`` of a company of 400 teams and ten dimensions beside the bare count of its ratings.

All are whole fresh processes on copies of the same warehouse. What a publication needs beyond counting must not
grow with the people: it is compared at two sizes, a tenth and the whole.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.companies import CYCLE, Shape, wide_answers
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.whole import Usage, usage

MOST_TIME, MOST_GROWTH = 20.0, 1.2
_DIMENSIONS = 10
_FLOOR = """
import sys, duckdb
connection = duckdb.connect()
connection.execute(f"attach '{sys.argv[1]}/warehouse.duckdb' as warehouse (read_only)")
connection.execute("use warehouse")
print(len(connection.execute(
    "select division, team, role, dimension, level, count(*) from rating "
    "join response on response.upload = rating.upload and response.row = rating.record group by all"
).fetchall()))
"""
_COUNTING = """
import sys
from pathlib import Path
from pipeline.figures import cycle_counts
from pipeline.settings import opened_home, settings_of
from pipeline.warehouse.connection import opened
home = opened_home(Path(sys.argv[1]))
with opened(home) as connection:
    print(cycle_counts(connection, sys.argv[2], settings_of(home)).respondents)
"""


@dataclass(frozen=True)
class _Runs:
    """The medians of one size: the bare count, the product's own counting, and the publication."""

    floor: Usage
    counting: Usage
    publication: Usage


def publish_comparisons(folder: Path, people: int, shape: Shape, rounds: int) -> list[Comparison]:
    """Time, memory and growth of publishing the answers of ``people``, and of a tenth of them."""
    small, large = (_runs(folder / f"people{size}", size, shape, rounds) for size in (people // 10, people))
    name = f"publish {people * _DIMENSIONS:,} ratings, {shape.teams} teams x 10"
    rest = [max(runs.publication.cpu_s - runs.counting.cpu_s, 0.001) for runs in (small, large)]
    return [
        Comparison(f"{name}: wall time", large.floor.wall_s, large.publication.wall_s, "s", MOST_TIME),
        Comparison(f"{name}: CPU", large.floor.cpu_s, large.publication.cpu_s, "s"),
        Comparison(f"{name}: memory", large.floor.peak_mb, large.publication.peak_mb, "MB"),
        Comparison(f"{name}: counting alone, CPU", large.floor.cpu_s, large.counting.cpu_s, "s"),
        Comparison(f"{name}: all but counting, to a tenth", *rest, "s", MOST_GROWTH),
    ]


def _runs(folder: Path, people: int, shape: Shape, rounds: int) -> _Runs:
    template = wide_answers(folder / "template", people, shape).path
    floors, countings, publications = [], [], []
    skillgap = str(Path(sys.executable).with_name("skillgap"))
    for turn in range(rounds):
        home = shutil.copytree(template, folder / f"home{turn}")
        floors.append(usage([sys.executable, "-c", _FLOOR, str(home)], folder / "floor.log"))
        countings.append(usage([sys.executable, "-c", _COUNTING, str(home), CYCLE], folder / "counting.log"))
        publications.append(usage([skillgap, "--home", str(home), "publish", "--cycle", CYCLE], folder / "publish.log"))
        shutil.rmtree(home)
    shutil.rmtree(template)
    return _Runs(_median(floors), _median(countings), _median(publications))


def _median(runs: Sequence[Usage]) -> Usage:
    figures = (statistics.median(getattr(run, name) for run in runs) for name in ("wall_s", "cpu_s", "peak_mb"))
    return Usage(0, *figures)
