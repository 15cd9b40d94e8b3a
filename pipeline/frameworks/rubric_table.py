"""The cells of a rubric spreadsheet, each of which can say where it stands.

Decision: a rubric is refused at its first fault and nothing is guessed or filled down, because a
misread rubric would give every later answer another level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import RubricError
from pipeline.frameworks.words import fault, normalised
from pipeline.model import letter

REQUIRED = ("dimension", "level", "level_name", "statement")
OPTIONAL = ("dimension_id", "indicator", "indicator_id", "supporting", "default_target", "part", "phase")

_WHOLE = re.compile(r"(\d{1,4})(?:\.0+)?")
_YES = frozenset({"yes", "y", "true", "x", "1", "1.0"})
_NO = frozenset({"no", "n", "false", "0", "0.0"})

Rows = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class Line:
    """One filled row of a rubric spreadsheet: its number from 1 and its cells by column name."""

    row: int
    texts: dict[str, str]
    columns: dict[str, int]

    def refusal(self, column: str, complaint: str) -> RubricError:
        """Build the error that points at this line's cell in one sentence."""
        place = f"Row {self.row}, column {letter(self.columns[column])} ({column})"
        return RubricError(f"{place}: {complaint}.")

    def required(self, column: str) -> str:
        """Text of a cell that must not be blank."""
        if column not in self.texts:
            raise self.refusal(column, "this cell must not be blank")
        return self.texts[column]

    def whole_number(self, column: str) -> int:
        """Level in a cell: ``3`` and ``3.0`` are 3, everything else is refused."""
        text = self.required(column)
        match = _WHOLE.fullmatch(text)
        if match is None:
            raise self.refusal(column, f"{text!r} is not a level number such as 3")
        return int(match[1])

    def is_yes(self, column: str) -> bool:
        """Whether a yes/no cell says yes; blank is no."""
        text = self.texts.get(column, "no")
        if text.casefold() not in _YES | _NO:
            raise self.refusal(column, f"{text!r} is neither yes nor no")
        return text.casefold() in _YES


def header_position(rows: Rows) -> int | None:
    """Index of the row with all columns that a rubric must have, if one of the first ten has them."""
    for position, row in enumerate(rows[:10]):
        if set(REQUIRED) <= {_column_name(cell) for cell in row}:
            return position
    return None


def lines(rows: Rows) -> list[Line]:
    """Cells of a rubric spreadsheet below its header, wholly empty rows left out.

    Raises
    ------
    RubricError
        No header row, a header twice, no row below it, or a cell that no text can be made of.
    """
    position = header_position(rows)
    if position is None:
        raise _no_header(rows)
    columns = _columns(rows[position], position + 1)
    filled = [_line(rows[index], index + 1, columns) for index in range(position + 1, len(rows))]
    found = [line for line in filled if line.texts]
    if not found:
        raise RubricError(f"There is no row below the header in row {position + 1}.", "Add one per level.")
    return found


def agreed(of: Sequence[Line], column: str) -> str | None:
    """Text that these lines have in common in a column, blank ones aside; None if all are blank."""
    filled = [line for line in of if column in line.texts]
    for line in filled[1:]:
        if line.texts[column] != filled[0].texts[column]:
            first = f"{filled[0].texts[column]!r} in row {filled[0].row}"
            raise line.refusal(column, f"{line.texts[column]!r} contradicts {first}")
    return filled[0].texts[column] if filled else None


def require_distinct(texts: Iterable[tuple[Line, str]], column: str, key: Callable[[str], str] = normalised) -> None:
    """Refuse the second of two texts that are the same by a key."""
    seen: dict[str, int] = {}
    for line, text in texts:
        earlier = seen.setdefault(key(text), line.row)
        if earlier != line.row:
            raise line.refusal(column, f"{text!r} already stands in row {earlier}")


def _column_name(cell: str | None) -> str:
    return re.sub(r"[\s_-]+", "_", (cell or "").strip().casefold())


def _columns(header: Sequence[str | None], row: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(header, start=1):
        name = _column_name(cell)
        if name in columns:
            places = f"columns {letter(columns[name])} and {letter(column)}"
            raise RubricError(f"Row {row}: the header {name!r} stands in {places}.", "Remove one.")
        if name in REQUIRED + OPTIONAL:
            columns[name] = column
    return columns


def _line(cells: Sequence[str | None], row: int, columns: dict[str, int]) -> Line:
    texts = {name: _text(cells[column - 1]) for name, column in columns.items() if column <= len(cells)}
    line = Line(row, {name: text for name, text in texts.items() if text}, columns)
    for name, text in line.texts.items():
        complaint = fault(text)
        if complaint:
            raise line.refusal(name, f"{text[:60]!r} {complaint}")
    return line


def _text(cell: str | None) -> str:
    return (cell or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _no_header(rows: Rows) -> RubricError:
    headers = max((_named(row) for row in rows[:10]), key=len, default=set())
    missing = [name for name in REQUIRED if name not in headers]
    return RubricError(
        f"This is not a rubric: no row has the headers {', '.join(REQUIRED)}.",
        f"Name the columns so, in any order, in one row (missing: {', '.join(missing)}).",
    )


def _named(row: Sequence[str | None]) -> set[str]:
    return {_column_name(cell) for cell in row} & set(REQUIRED)
