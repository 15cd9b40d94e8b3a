"""The words of the field as values: what every other room of the pipeline hands around.

Frozen dataclasses without behaviour worth a test of its own. Nothing here knows a file, a
database or a screen; everything above may import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.framework_reading import FrameworkReading

Kind = Literal["company", "division", "team", "role", "together"]
"""What a group is."""

KINDS: tuple[Kind, ...] = ("company", "division", "team", "role")

NO_TEAM = "(no team)"
"""The group of everybody whose team nobody stated."""

QuestionRole = Literal["dimension", "attribute", "metadata", "ignored"]
How = Literal["exact", "alias", "similar", "recipe", "manual"]
Attribute = Literal["person", "name", "team", "division", "role", "location", "manager"]
"""What a column can tell of a respondent; ``person`` is an e-mail address or an employee id."""

Promise = Literal["groups", "managers", "open"]
"""What the people who answer were told: who sees a person's answers (nobody, the manager, everybody)."""

DEFAULT_PROMISE: Promise = "groups"

Rater = Literal["self", "manager"]
"""Who rates: people themselves, or their managers."""

DEFAULT_RATER: Rater = "self"

Series = Literal["as_now", "as_then"]
"""Which names a team has in figures over two cycles that renamed it: those of the later or of the earlier one."""

DEFAULT_SERIES: Series = "as_now"

QuestionnaireStyle = Literal["statements", "indicators"]
"""How a questionnaire asks: one level per dimension, or one tick per behaviour."""

MetadataKind = Literal[
    "completed_at",
    "started_at",
    "email",
    "employee_id",
    "name",
    "given_name",
    "family_name",
    "response_id",
    "status",
    "other",
]


@dataclass(frozen=True)
class Level:
    """One point of a framework's scale, e.g. ``Level(2, "Practicing")``."""

    level: int
    name: str


@dataclass(frozen=True)
class Indicator:
    """A behaviour that is true of a person or not; supporting ones hold nobody back."""

    id: str
    text: str
    supporting: bool = False


@dataclass(frozen=True)
class Description:
    """What one level means in one dimension: a statement and its indicators."""

    level: int
    statement: str
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """What is rated, with its description per level, lowest first."""

    id: str
    name: str
    levels: tuple[Description, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all levels, lowest first; ticks are kept as bits in this order."""
        return tuple(indicator for description in self.levels for indicator in description.indicators)


@dataclass(frozen=True)
class Framework:
    """What is assessed: dimensions, levels (lowest first) and the target assumed without a file.

    ``reading`` is how its results are read, where it has a way of its own.
    """

    id: str
    name: str
    version: int
    levels: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    default_target: int
    reading: FrameworkReading | None = None

    @property
    def lowest(self) -> int:
        """Lmin of docs/metrics.md: the lowest level of the scale."""
        return self.levels[0].level

    @property
    def highest(self) -> int:
        """Lmax of docs/metrics.md: the highest level of the scale."""
        return self.levels[-1].level


@dataclass(frozen=True)
class Problem:
    """Something in an export that could not be used.

    ``column`` is the spreadsheet's letter, ``row`` counts as the spreadsheet does (from 1, header
    rows included), ``value`` is the raw cell, ``problem`` a short stable code and ``message`` one
    sentence that says what to do.
    """

    sheet: str | None
    row: int | None
    column: str | None
    header: str | None
    value: str | None
    problem: str
    message: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file as text, exactly as large as the file says.

    ``cells`` has text columns ``c001, c002, ...`` (position, not header) and one row per row of
    the spreadsheet from row 1 on, title and header rows included; an empty cell is null. Of a large file a column
    of few different texts is dictionary-encoded text.
    ``name`` is None for a csv file. ``formulas`` are those of which the file keeps no result, by (row,
    column) from 1; their cells are empty. ``merged`` cells are (top, left, bottom, right), from 1; only the
    first of each holds its text.
    """

    name: str | None
    cells: pa.Table
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    merged: tuple[tuple[int, int, int, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Column:
    """One question (or metadata) of an export with the answers of every record.

    Parameters
    ----------
    column
        Position in the sheet, from 1.
    header
        The text that tells the column apart, as it stands in the file.
    answers
        Arrow text (of a large file perhaps dictionary-encoded), one per record; null where the cell is empty.
    metadata
        What the survey tool itself wrote here, or None for a question.
    rows
        The sheet row of each answer where that is not the record's own row (long files, people in columns).
    columns
        The sheet column of each answer where that is not ``column`` (people in columns).
    asked
        The question's own text where the header holds more than that, else ''.
    code
        The text that says "chosen" in a column of one option where the export writes codes, else ''.
    """

    column: int
    header: str
    answers: pa.Array = field(repr=False)
    metadata: MetadataKind | None = None
    rows: npt.NDArray[np.int64] | None = field(default=None, repr=False)
    asked: str = ""
    columns: npt.NDArray[np.int64] | None = field(default=None, repr=False)
    code: str = ""

    @property
    def question(self) -> str:
        """The text that is matched: what was asked, without what the tool added to tell columns apart."""
        return self.asked or self.header


@dataclass(frozen=True)
class Responses:
    """An export, read: metadata, questions and answers, nothing lost.

    Parameters
    ----------
    tool
        Id of the reader, e.g. ``google-forms``.
    sheet
        The sheet that holds the responses, whole.
    rows
        The sheet row of each record (the last of its lines in a long file), in file order; where people
        stand in columns, the position of each one's column.
    completed_at
        ``datetime64[us]`` per record, NaT where the export has no time.
    excluded
        Arrow text per record: why the tool does not count it as submitted, else null.
    columns
        Every column that has a header or a cell, in file order.
    header_row
        Sheet row of the (last) header line.
    refused
        How many records were wholly refused; each has a problem and is not among ``rows``.
    problems
        What the reader itself could not use.
    notes
        What the reader decided and a person may want to know, a sentence each.
    framework, promise
        What a questionnaire of ours says of itself; None for every other file.
    people_row
        The row in which people stand side by side; None where they stand one below the other.
    is_part
        Which records are further lines of a record before them, which holds what they say; they count as
        superseded. None where no record has several lines.
    """

    tool: str
    sheet: Sheet
    rows: npt.NDArray[np.int64]
    completed_at: npt.NDArray[np.datetime64]
    excluded: pa.Array
    columns: tuple[Column, ...]
    header_row: int
    refused: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    framework: str | None = None
    promise: Promise | None = None
    people_row: int | None = None
    is_part: npt.NDArray[np.bool_] | None = None

    @property
    def is_counted(self) -> npt.NDArray[np.bool_]:
        """Per record, whether it was submitted and is no part of another."""
        counted: npt.NDArray[np.bool_] = self.excluded.is_null().to_numpy(zero_copy_only=False)
        return counted if self.is_part is None else counted & ~self.is_part


class Grouping(NamedTuple):
    """How figures are grouped: by one kind of group, and by dimension or pooled over all."""

    kind: Kind
    by_dimension: bool = True


def letter(column: int) -> str:
    """Spreadsheet letters of a column position from 1, e.g. 1 -> A, 28 -> AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def position(letters: str) -> int:
    """Column position, from 1, of spreadsheet letters: A -> 1, AB -> 28; undoes `letter`."""
    found = 0
    for each in letters:
        found = 26 * found + ord(each) - ord("A") + 1
    return found


Json = dict[str, Any]
