"""What one click costs on every page of a company of 400 teams, ten dimensions and twelve divisions.

The floor of a page is a bare one with as many charts of as many rows as the page itself sends after
that click; what a chart of the product is made of beyond its longest list of rows is not copied.
Both options have been looked at before they are measured: the product keeps what it has drawn and the
bare page draws anew, so a page of large charts can cost less than its floor.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from streamlit.proto.VegaLiteChart_pb2 import VegaLiteChart

from tests.benchmarks.bare import Drawn, written_charts
from tests.benchmarks.client import reading
from tests.benchmarks.companies import Shape, wide_home
from tests.benchmarks.comparison import Comparison
from tests.benchmarks.reruns import MOST_BESIDE_BARE, Effort, compared, take_turns, visited
from tests.browser import Server, serving, serving_command


@dataclass(frozen=True)
class Clicked:
    """A page, what is chosen on it once, and the box of which two options (from ``first`` on) are clicked in turn."""

    page: str
    title: str
    box: str
    first: int
    once: tuple[tuple[str, str], ...] = ()


PAGES = (
    Clicked("", "overview", "Division", 1),
    Clicked("heatmap", "heatmap", "Measure", 0, (("Show", "Teams"),)),
    Clicked("gaps", "gaps", "Dimension", 0, (("Show", "Teams"),)),
    Clicked("team", "team", "Team", 0),
    Clicked("dimension", "dimension", "Dimension", 0, (("Show", "Teams"),)),
)


def wide_comparisons(folder: Path, effort: Effort, people: int, shape: Shape) -> list[Comparison]:
    """Every page of the wide company beside a bare page with as much on it."""
    home = wide_home(folder / "wide", people, shape)
    with serving(home.path, folder / "wide.log") as product:
        return [line for page in PAGES for line in _beside_bare(product, page, folder, effort, shape)]


def _beside_bare(product: Server, clicked: Clicked, folder: Path, effort: Effort, shape: Shape) -> list[Comparison]:
    charts = _drawn(product, clicked)
    options = tuple(charts)
    script = written_charts(folder / f"bare_{clicked.title}", clicked.box, charts)
    with ExitStack() as open_things:
        command = [sys.executable, "-m", "tests.benchmarks.bare", str(script)]
        bare = open_things.enter_context(serving_command(command, folder / f"bare_{clicked.title}.log"))
        floor = open_things.enter_context(visited(bare, "", clicked.box, options))
        measured = open_things.enter_context(visited(product, clicked.page, clicked.box, options))
        for box, option in clicked.once:
            measured.reader.choose(box, option)
        take_turns([floor, measured], effort)
    return compared(f"{clicked.title}, {shape.teams} teams x 10", floor, measured, MOST_BESIDE_BARE)


def _drawn(product: Server, clicked: Clicked) -> dict[str, list[Drawn]]:
    """What the page draws for each of the two options."""
    with reading(product.url, clicked.page) as reader:
        for box, option in clicked.once:
            reader.choose(box, option)
        found = {}
        for option in reader.boxes[clicked.box].options[clicked.first : clicked.first + 2][::-1]:
            reader.choose(clicked.box, option)
            found[option] = [_longest(chart) for chart in reader.charts]
        return dict(reversed(found.items()))


def _longest(chart: bytes) -> Drawn:
    """The longest list of rows of a chart as it is sent."""
    datasets = [pa.ipc.open_stream(each.data.data).read_all() for each in VegaLiteChart.FromString(chart).datasets]
    longest = max(datasets, key=len)
    place = next(field.name for field in longest.schema if pa.types.is_string(field.type))
    length = next(
        field.name for field in longest.schema if pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
    )
    rows: list[dict[str, Any]] = longest.to_pylist()
    return Drawn(rows, place, length)
