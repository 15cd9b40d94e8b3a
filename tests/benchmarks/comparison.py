"""One line of the report: what was measured beside its floor, in the same run.

Absolute times do not carry from one machine to another, so the bars are on ratios; the figures
themselves are printed too, because a ratio alone does not say where to look.
"""

from __future__ import annotations

from dataclasses import dataclass

_HEADER = ("what", "floor", "measured", "ratio", "bar", "")
_WIDTHS = (52, 12, 12, 8, 8, 4)


@dataclass(frozen=True)
class Comparison:
    """A measurement beside its floor, both in ``unit``; no ``bar`` (a ratio) means: for knowledge only."""

    name: str
    floor: float
    measured: float
    unit: str
    bar: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor was needed, e.g. 30 ms beside 20 ms is 1.5."""
        return self.measured / self.floor

    @property
    def verdict(self) -> str:
        """``ok`` or ``over``; nothing where there is no bar."""
        if self.bar is None:
            return ""
        return "ok" if self.ratio <= self.bar else "over"

    def line(self) -> str:
        """The comparison as a line of the table."""
        bar = "" if self.bar is None else f"{self.bar:.1f}x"
        figures = (f"{self.floor:.4g} {self.unit}", f"{self.measured:.4g} {self.unit}")
        return _row((self.name, *figures, f"{self.ratio:.2f}x", bar, self.verdict))


def table(comparisons: list[Comparison]) -> str:
    """All comparisons under one header."""
    return "\n".join([_row(_HEADER), "-" * (sum(_WIDTHS) + 5), *(each.line() for each in comparisons)])


def _row(cells: tuple[str, ...]) -> str:
    first, *others = (
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return " ".join([first, *others]).rstrip()
