"""What the readers of survey tools share: a table whose tool wrote some columns itself.

A reader says where the header ends, what tells each column apart, which columns are the tool's own
and which records were never submitted; the rest is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.lines import records
from pipeline.exports.masks import Mask, is_written, mask
from pipeline.exports.table import Rows, answers_at, filled_rows, first_rows, squeezed, stray_cells, table_columns
from pipeline.exports.times import Moments, moments
from pipeline.model import Column, MetadataKind, Problem, Responses, Sheet, letter


@dataclass(frozen=True)
class Heading:
    """The header of a tool's export.

    Parameters
    ----------
    row
        Sheet row of its last line.
    own
        Columns (from 1) that the tool wrote itself.
    texts
        Per column what tells it apart, '' where nothing does; empty where the last line's own cells do.
    """

    row: int
    own: Mapping[int, MetadataKind]
    texts: tuple[str, ...] = ()

    def column(self, kind: MetadataKind) -> int | None:
        """The first column of a kind; None without one."""
        return next((column for column, own in sorted(self.own.items()) if own == kind), None)


SEARCHED_LINES = 6

Reasons = Sequence[tuple[Mask, str]]
"""Records that were never submitted, with the reason; of two reasons the first one is told."""


def tool_responses(
    tool: str,
    sheet: Sheet,
    heading: Heading,
    reasons: Callable[[Rows], Reasons] = lambda _: (),
    *,
    is_month_first: bool = False,
) -> Responses:
    """Read the table of a survey tool.

    Parameters
    ----------
    tool, sheet, heading
        Whose it is, where, and under which header.
    reasons
        From the rows of the records to those that do not count as submitted.
    is_month_first
        What ``03/04/2026`` means where no value of the time column tells.

    Returns
    -------
    Responses
        A record per line below the header with anything in it.
    """
    rows, refused = records(sheet, heading.row, filled_rows(sheet))
    columns = table_columns(sheet, heading.row, rows, heading.own, heading.texts)
    completed = next((column for column in columns if column.metadata == "completed_at"), None)
    excluded = _told(reasons(rows), len(rows))
    times: Moments = np.full(len(rows), np.datetime64("NaT", "us"))
    unread: tuple[Problem, ...] = ()
    if completed is not None:
        times = moments(completed.answers, is_month_first=is_month_first)
        unread = unreadable_times(sheet, completed, np.isnat(times) & ~mask(pc.is_valid(excluded)), rows)
    return Responses(
        tool,
        sheet,
        rows,
        times,
        excluded,
        columns,
        heading.row,
        refused=len(refused),
        problems=refused + unread + stray_cells(sheet, columns, rows),
    )


def unreadable_times(sheet: Sheet, column: Column, is_timeless: Mask, rows: Rows) -> tuple[Problem, ...]:
    """Name each cell that is written and yet no time."""
    timeless = np.flatnonzero(is_timeless)
    unread = timeless[is_written(column.answers.take(pa.array(timeless)))]
    return tuple(
        Problem(
            sheet.name,
            int(rows[record]),
            letter(column.column),
            column.header,
            column.answers[int(record)].as_py(),
            "unreadable_time",
            "This is no date or time that can be read; the response counts, as one without a time.",
        )
        for record in unread
    )


def named_line(sheet: Sheet, is_header: Callable[[tuple[str, ...]], bool]) -> tuple[int, tuple[str, ...]] | None:
    """The first line, with its texts, whose `squeezed` names say that it is the tool's header; None without one.

    People insert a title or a note above it, so it need not be the very first.
    """
    for row, texts in first_rows(sheet, SEARCHED_LINES).items():
        if is_header(tuple(map(squeezed, texts))):
            return row, texts
    return None


def own_columns(texts: Sequence[str], own: Mapping[str, MetadataKind]) -> dict[int, MetadataKind]:
    """The columns (from 1) whose `squeezed` names are the tool's own; of two of one kind the first has it."""
    found: dict[int, MetadataKind] = {}
    for at, text in enumerate(texts, start=1):
        kind = own.get(squeezed(text))
        if kind is not None:
            found[at] = "other" if kind in found.values() else kind
    return found


def cells_that(sheet: Sheet, column: int | None, rows: Rows, is_meant: Callable[[str], bool]) -> Mask:
    """Per row whether a column's cell, stripped and folded, is meant; a blank cell is ''.

    Asked once per distinct text. Without the column, no row is.
    """
    if column is None:
        return np.zeros(len(rows), bool)
    folded = pc.utf8_lower(pc.utf8_trim_whitespace(pc.fill_null(answers_at(sheet, column, rows), "")))
    meant = [text for text in pc.unique(folded).to_pylist() if is_meant(text)]
    return mask(pc.is_in(folded, value_set=pa.array(meant, pa.string())))


def _told(reasons: Reasons, count: int) -> pa.Array:
    told = np.full(count, None, dtype=object)
    for is_meant, reason in reversed(reasons):
        told[is_meant] = reason
    return pa.array(told, pa.string())
