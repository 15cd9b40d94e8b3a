"""What one click on a page costs the server, beside a bare page and beside a company of another size.

The two servers run side by side and are asked in turn, block by block, so that whatever else the
machine does meets both. The cost is the processor time of the server's process: waiting for a
busy machine is not counted.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from pipeline.commands.dashboard import load_sample
from pipeline.settings import Home, opened_home
from pipeline.snapshot.read import current
from pipeline.snapshot.shapes import Rows
from tests.benchmarks.bare import MEASURES, written_page
from tests.benchmarks.client import Reader, reading
from tests.benchmarks.companies import company_home
from tests.benchmarks.comparison import Comparison
from tests.browser import Server, serving, serving_command

MOST_BESIDE_BARE, MOST_BESIDE_SMALL = 1.5, 1.1
SMALL = 300
_PRODUCT_MEASURES = ("Below target", "Average shortfall")


@dataclass(frozen=True)
class Effort:
    """How much is asked of each server: blocks of reruns, after some to warm up."""

    blocks: int
    reruns: int
    warm_up: int


@dataclass
class Visit:
    """A reader of a page whose choice goes back and forth, and the server's cost per rerun so far."""

    reader: Reader
    process: psutil.Process
    box: str
    choices: Iterator[str]
    cpu_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)

    def click(self, times: int) -> list[float]:
        """Choose anew so many times; milliseconds until the page had run."""
        return [1000 * self.reader.choose(self.box, next(self.choices)) for _ in range(times)]

    def measure(self, times: int) -> None:
        """Note what a block of clicks costs."""
        before = _cpu_s(self.process)
        self.wall_ms += self.click(times)
        time.sleep(0.05)  # what the server still does once the page has run is part of its cost
        self.cpu_ms.append(1000 * (_cpu_s(self.process) - before) / times)


def bare_comparisons(folder: Path, effort: Effort) -> list[Comparison]:
    """The heatmap page of the sample company beside a bare page with as many cells."""
    home = opened_home(folder / "sample")
    load_sample(home)
    script = written_page(folder / "bare", _drawn_cells(home))
    command = [sys.executable, "-m", "tests.benchmarks.bare", str(script)]
    with ExitStack() as open_things:
        bare = open_things.enter_context(serving_command(command, folder / "bare.log"))
        floor = open_things.enter_context(visited(bare, "", "Measure", MEASURES))
        measured = open_things.enter_context(_product_visit(home, folder / "product.log"))
        take_turns([floor, measured], effort)
    return compared("heatmap page beside a bare page", floor, measured, MOST_BESIDE_BARE)


def size_comparisons(folder: Path, effort: Effort, people: int) -> list[Comparison]:
    """The heatmap page of a company of so many people beside one of 300, in the same 24 teams."""
    small, large = (company_home(folder / f"{size}", size) for size in (SMALL, people))
    with ExitStack() as open_things:
        floor = open_things.enter_context(_product_visit(small, folder / "small.log"))
        measured = open_things.enter_context(_product_visit(large, folder / "large.log"))
        take_turns([floor, measured], effort)
    return compared(f"heatmap page, {people:,} beside {SMALL} people", floor, measured, MOST_BESIDE_SMALL)


def _drawn_cells(home: Home) -> list[dict[str, object]]:
    """The cells of the product's first heatmap of teams, for the bare page."""
    snapshot = current(home)
    if snapshot is None:
        raise RuntimeError(f"Nothing is published in {str(home.path)!r}.")
    cells = snapshot.cells(snapshot.cycles()[-1], Rows("team"))
    snapshot.close()
    numbers = cells[list(MEASURES)].astype("float64").fillna(0.0)
    drawn = numbers.assign(name=cells["name"], dimension_name=cells["dimension_name"])
    return [{str(column): value for column, value in row.items()} for row in drawn.to_dict("records")]


@contextmanager
def _product_visit(home: Home, log: Path) -> Iterator[Visit]:
    with serving(home.path, log) as server, visited(server, "heatmap", "Measure", _PRODUCT_MEASURES) as visit:
        visit.reader.choose("Show", "Teams")
        yield visit


@contextmanager
def visited(server: Server, page: str, box: str, options: tuple[str, ...]) -> Iterator[Visit]:
    """A reader of a page who chooses in one box, from the second option on and round again."""
    with reading(server.url, page) as reader:
        if not reader.charts:
            raise RuntimeError(f"The page {page!r} of {server.url} drew no chart.")
        yield Visit(reader, psutil.Process(server.pid), box, itertools.cycle((*options[1:], options[0])))


def take_turns(visits: list[Visit], effort: Effort) -> None:
    """Warm all up, then measure them block by block."""
    for visit in visits:
        visit.click(effort.warm_up)
    for _ in range(effort.blocks):
        for visit in visits:
            visit.measure(effort.reruns)


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def compared(name: str, floor: Visit, measured: Visit, bar: float) -> list[Comparison]:
    """The two lines of a page: the processor time, which has a bar, and the wait."""
    return [
        Comparison(f"{name}: CPU", statistics.median(floor.cpu_ms), statistics.median(measured.cpu_ms), "ms", bar),
        Comparison(f"{name}: wait", statistics.median(floor.wall_ms), statistics.median(measured.wall_ms), "ms"),
    ]
