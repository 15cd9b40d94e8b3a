"""The dirt of real files, planted on purpose and written down.

Decision: dirt is put in after the answers, cell by cell with its place, so that the manifest in
README.md is a fact about the files and not a hope.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model import letter
from sample_data.surveys import GUESTS, Cell, Grid

NBSP = "\u00a0"
OTHER_TICK = "I read a newsletter about it"
NO_LEVEL = "Somewhere between aware and practicing"


@dataclass(frozen=True)
class Planted:
    """One thing planted in a file.

    ``row`` and ``column`` count as a spreadsheet does; ``column`` is None where it is the whole
    row. ``is_problem`` tells whether loading the file must report it.
    """

    file: str
    row: int
    column: str | None
    what: str
    value: str
    is_problem: bool


@dataclass(frozen=True)
class Spot:
    """Where to plant: in the first row from ``row`` on whose person stands once, in a column."""

    row: int
    column: int
    what: str
    change: Callable[[str], Cell]
    is_problem: bool = False
    is_ticked: bool = False
    """Whether the cell must hold ticked indicators."""


STATEMENT_SPOTS = (
    Spot(20, 2, "address in capitals", str.upper),
    Spot(45, 4, "non-breaking space in an answer", lambda text: text.replace(" ", NBSP, 1)),
    Spot(70, 5, "blank answer", lambda _: None),
    Spot(95, 6, "N/A, which is no answer", lambda _: "N/A"),
    Spot(140, 7, "answer that is no level", lambda _: NO_LEVEL, is_problem=True),
)
TICK_SPOTS = (
    Spot(25, 2, "address in capitals", str.upper),
    Spot(50, 5, "non-breaking space in an answer", lambda text: text.replace(" ", NBSP, 1), is_ticked=True),
    Spot(75, 6, "blank answer", lambda _: None),
    Spot(130, 8, "N/A, which is no answer", lambda _: "N/A"),
    Spot(150, 4, "tick of one's own (Other)", lambda text: f"{text}, {OTHER_TICK}", is_problem=True, is_ticked=True),
    Spot(
        180,
        5,
        "none of these, and others beside it",
        lambda text: f"None of these yet, {text}",
        is_problem=True,
        is_ticked=True,
    ),
)
MATRIX_SPOTS = (
    Spot(6, 5, "level that does not exist", lambda _: 5, is_problem=True),
    Spot(8, 4, "non-breaking space after a level", lambda _: f"Practicing{NBSP}"),
    Spot(10, 6, "N/A, which is no answer", lambda _: "N/A"),
    Spot(12, 8, "blank answer", lambda _: None),
    Spot(19, 7, "half a level", lambda _: 2.5, is_problem=True),
)


def soiled(
    file: str, grid: Grid, spots: tuple[Spot, ...], address: int, empty_before: int
) -> tuple[Grid, list[Planted]]:
    """Plant an empty line and dirty cells; list them with what the layout has planted already.

    Parameters
    ----------
    file
        Its name, for the manifest.
    grid
        The sheet's rows from row 1 on.
    address
        The column of the address, from 1.
    empty_before
        The row (from 1) that becomes a wholly empty line.
    """
    rows = [*(list(row) for row in grid[: empty_before - 1]), [], *(list(row) for row in grid[empty_before - 1 :])]
    planted = [Planted(file, empty_before, None, "wholly empty line", "", False)]
    planted += _people(file, rows, address)
    for spot in spots:
        row = _row(rows, spot, address)
        value = spot.change(str(rows[row - 1][spot.column - 1]))
        rows[row - 1][spot.column - 1] = value
        shown = "" if value is None else str(value)
        planted.append(Planted(file, row, letter(spot.column), spot.what, shown, spot.is_problem))
    return rows, sorted(planted, key=lambda entry: (entry.row, entry.what))


def _people(file: str, rows: Grid, address: int) -> list[Planted]:
    """List the first lines of those who answered twice, and the guests whom no roster knows."""
    addresses = _addresses(rows, address)
    times = Counter(addresses)
    firsts = [addresses.index(text) + 1 for text, count in times.items() if count > 1 and text]
    twice = [Planted(file, row, None, "answered again later", addresses[row - 1], False) for row in firsts]
    guests = [
        Planted(file, addresses.index(guest) + 1, letter(address), "respondent who is not on the roster", guest, True)
        for guest in GUESTS
        if guest in times
    ]
    return [*twice, *guests]


def _addresses(rows: Grid, address: int) -> list[str]:
    return [str(row[address - 1]) if len(row) >= address else "" for row in rows]


def _row(rows: Grid, spot: Spot, address: int) -> int:
    times = Counter(_addresses(rows, address))
    for row in range(spot.row, len(rows) + 1):
        cells = rows[row - 1]
        is_usable = cells and times[str(cells[address - 1])] == 1 and cells[address - 1] != GUESTS
        if is_usable and (not spot.is_ticked or str(cells[spot.column - 1]).startswith("I ")):
            return row
    raise ValueError(f"there is no row for {spot.what!r} from row {spot.row} on")
