"""``python -m tests.benchmarks``: how far the product is from its floors, on this machine, now.

It measures and does not judge: it ends with 0 whatever it finds. ``--quick`` is the same with
small companies, to see that the benchmarks themselves work; its ratios mean nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.companies import LESS_WIDE, WIDE, Shape
from tests.benchmarks.comparison import Comparison, table
from tests.benchmarks.loading import csv_comparisons, load_comparisons
from tests.benchmarks.publishing import publish_comparisons
from tests.benchmarks.reruns import Effort, bare_comparisons, size_comparisons
from tests.benchmarks.staffing import staffing_comparison
from tests.benchmarks.wide import wide_comparisons

CACHE = Path(__file__).parents[2] / ".bench"


@dataclass(frozen=True)
class Sizes:
    """How large everything is."""

    effort: Effort
    many_people: int
    export_rows: int
    export_rounds: int
    wide: Shape
    wide_people: int
    roadmap: tuple[int, int, int, int]
    published_people: int


FULL = Sizes(
    Effort(blocks=5, reruns=30, warm_up=10), 1_000_000, 100_000, 3, WIDE, 4_800, (100_000, 10, 60, 200), 1_000_000
)
QUICK = Sizes(Effort(blocks=1, reruns=4, warm_up=2), 3_000, 1_000, 1, LESS_WIDE, 240, (1_000, 4, 6, 12), 4_000)


def comparisons(folder: Path, sizes: Sizes) -> Iterator[list[Comparison]]:
    """Every benchmark in turn; ``folder`` is for what is thrown away."""
    yield bare_comparisons(folder, sizes.effort)
    yield size_comparisons(folder, sizes.effort, sizes.many_people)
    yield wide_comparisons(folder, sizes.effort, sizes.wide_people, sizes.wide)
    yield staffing_comparison(*sizes.roadmap)
    yield publish_comparisons(folder / "publish", sizes.published_people, sizes.wide, sizes.export_rounds)
    yield load_comparisons(folder, CACHE, sizes.export_rows, sizes.export_rounds)
    yield csv_comparisons(folder, sizes.many_people, sizes.export_rounds)


def main() -> None:
    """Run the benchmarks; a line each as it is known, and all of them once more at the end."""
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="Small sizes; the ratios mean nothing.")
    sizes = QUICK if arguments.parse_args().quick else FULL
    found: list[Comparison] = []
    with tempfile.TemporaryDirectory(prefix="skillgap-bench-") as folder:
        for some in comparisons(Path(folder), sizes):
            found += some
            print(*(comparison.line() for comparison in some), sep="\n", flush=True)  # noqa: T201
    print(f"\n{table(found)}")  # noqa: T201


if __name__ == "__main__":
    main()
