"""A plan of cohorts as a workbook: who goes when, who waits and why, cohorts and mentors; for analysts only.

Decision: it names people and how they stand, so it is made from the warehouse when an analyst asks and never published.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from pipeline.cohort_lists import CohortList
from pipeline.cohort_rows import cohort_rows, mentor_rows, seat_rows, summary, waiting_rows, ways_out
from pipeline.frameworks.styled import empty_workbook, put_table
from pipeline.model import Json

_SEATS = {
    "quarter": ("Quarter", 12),
    "starts": ("Starts", 12),
    "cohort": ("Cohort", 9),
    "course_name": ("Course", 40),
    "name": ("Name", 26),
    "person": ("Person", 34),
    "division": ("Division", 18),
    "team": ("Team", 18),
    "role": ("Role", 16),
    "level": ("From level", 11),
}
_COHORTS = {
    "cohort": ("Cohort", 9),
    "course_name": ("Course", 40),
    "quarter": ("Quarter", 12),
    "starts": ("Starts", 12),
    "ends": ("Ends", 12),
    "hours": ("Hours", 8),
    "size": ("People", 8),
    "teams": ("Teams", 8),
}
_WAITING = {
    "place": ("Place", 8),
    "name": ("Name", 26),
    "person": ("Person", 34),
    "team": ("Team", 18),
    "course_name": ("Course", 40),
    "reason": ("Why", 70),
    "next_quarter": ("Looked at again", 16),
}
_MENTORS = {
    "quarter": ("Quarter", 12),
    "dimension_name": ("Dimension", 30),
    "learners": ("Learners", 10),
    "experts": ("Experts", 10),
    "hours_asked": ("Hours asked", 12),
    "hours_offered": ("Hours offered", 13),
    "short": ("Hours short", 12),
}


def cohort_book(found: CohortList) -> bytes:
    """The workbook (.xlsx) of a plan of cohorts."""
    workbook = empty_workbook()
    seats = [row for row in seat_rows(found) if row["cohort"] is not None]
    sheets = (
        ("Who goes when", _SEATS, sorted(seats, key=lambda row: (row["quarter"], row["cohort"]))),
        ("Cohorts", _COHORTS, cohort_rows(found)),
        ("Waiting", _WAITING, waiting_rows(found)),
        ("Mentors", _MENTORS, mentor_rows(found)),
    )
    for title, columns, rows in sheets:
        _put(workbook.create_sheet(title), columns, rows)
    told = [(sentence,) for sentence in (summary(found), *ways_out(found), *found.notes)]
    put_table(workbook.create_sheet("How it was made"), ("What was found",), told, (110,))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _put(sheet: object, columns: dict[str, tuple[str, int]], rows: Sequence[Json]) -> None:
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    titles, widths = zip(*columns.values(), strict=True)
    put_table(sheet, titles, cells, widths)  # type: ignore[arg-type]


def _cell(value: object) -> str | int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else f"{value:g}"
    return value if value is None or isinstance(value, int) else str(value)
