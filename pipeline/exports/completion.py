"""When a response was completed, where a table says so in a column of its own.

Tools of which only the generic readers know call that column by many names; it counts only where every
written cell is a time, so that a question about dates is left alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.exports.masks import is_written
from pipeline.exports.table import squeezed
from pipeline.exports.times import Moments, moments
from pipeline.model import Column, MetadataKind

_COMPLETED_ENGLISH = (
    "Completion time", "Completed", "Completed at", "Completed on", "Date submitted",
    "submitdate. Date submitted", "Submit Date (UTC)", "Submitted at", "Submitted on", "Submitted",
    "Submission Date", "Submission time", "submitdate", "RecordedDate", "Timestamp", "End Date",
    "End time", "Date", "Assessed on", "Assessment date",
)  # fmt: skip
_COMPLETED_OTHER = (
    "Fertigstellungszeit", "Abgeschlossen am", "Abgesendet am", "Zeitstempel", "Heure de fin",
    "Date de soumission", "Horodateur", "Hora de finalización", "Fecha de envío", "Tijd van voltooien",
    "Godzina ukończenia", "Ora di completamento", "Hora de conclusão", "Datum",
)  # fmt: skip
_STARTED = (
    "Start time", "Started", "Started at", "Start Date", "Start Date (UTC)", "Time Started", "Date started",
    "StartDate", "startdate", "Startzeit", "Heure de début", "Hora de inicio", "Begintijd",
    "Godzina rozpoczęcia",
)  # fmt: skip
_ENGLISH = tuple(map(squeezed, _COMPLETED_ENGLISH))
_COMPLETED = _ENGLISH + tuple(map(squeezed, _COMPLETED_OTHER))


def with_times(columns: tuple[Column, ...], count: int) -> tuple[tuple[Column, ...], Moments]:
    """Find the columns that are clearly times of submission and of start.

    Parameters
    ----------
    columns
        The columns of a table.
    count
        How many records they have.

    Returns
    -------
    tuple of columns and times
        The columns with those two marked, and ``datetime64[us]`` per record, NaT without such a column.
        A column counts only where every written cell is a time, and completion goes before start.
    """
    completed, times = _time_column(columns, _COMPLETED)
    started, _ = _time_column(columns, tuple(map(squeezed, _STARTED)))
    kinds: dict[int | None, MetadataKind] = {started: "started_at", completed: "completed_at"}
    marked = tuple(
        replace(column, metadata=kinds[column.column]) if column.column in kinds else column for column in columns
    )
    return marked, np.full(count, np.datetime64("NaT", "us")) if times is None else times


def _time_column(columns: tuple[Column, ...], headers: tuple[str, ...]) -> tuple[int | None, Moments | None]:
    named = [column for column in columns if squeezed(column.header) in headers]
    for column in sorted(named, key=lambda column: headers.index(squeezed(column.header))):
        times = moments(column.answers, is_month_first=squeezed(column.header) in _ENGLISH)
        written = is_written(column.answers)
        if written.any() and not np.isnat(times[written]).any():
            return column.column, times
    return None, None
