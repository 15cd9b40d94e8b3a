"""Back from figures and problems to the cells of the files; for analysts only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from pipeline.model import NO_TEAM, Framework, Json, Kind, letter
from pipeline.warehouse.read import rows_of

EVERY = 2**31 - 1
"""More cells than any figure has."""


@dataclass(frozen=True)
class Behind:
    """Whose cells are asked for: one group of a cycle in one dimension.

    ``division`` says which of several teams of one name; with ``is_any_division`` all of them.
    """

    cycle: int
    rater: str
    kind: Kind
    group: str
    division: str | None
    is_any_division: bool
    dimension: str


def cells_behind(
    connection: duckdb.DuckDBPyConnection, asked: Behind, framework: Framework, passed: int = 0, most: int = EVERY
) -> list[Json]:
    """The cells behind one group's figure in one dimension, in file order, with their raw text.

    ``upload, file, sheet, row, column, header, value, level, is_inconsistent, ticks, division, team``; at most
    ``most`` of them after the first ``passed``. ``ticks`` are the indicators as bits, 0 without a checklist.
    """
    bound = _bound(asked, framework) | {"dimension_id": asked.dimension, "passed": passed, "most": most}
    cells = rows_of(connection, "trace.sql", bound)
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for cell in cells:
        rows[cell["upload"], cell["column"]].append(cell["row"])
    values = {place: _column_cells(connection, *place, wanted) for place, wanted in rows.items()}
    return [
        cell | {"column": letter(cell["column"]), "value": values[cell["upload"], cell["column"]][cell["row"]]}
        for cell in cells
    ]


def unread_behind(
    connection: duckdb.DuckDBPyConnection, asked: Behind, framework: Framework, most: int
) -> tuple[list[Json], int]:
    """The problems in the cells of the dimension that kept somebody of the group from counting.

    ``upload, file, sheet, row, column, header, value, problem, message``: whole columns, then at most
    ``most`` cells; and how many there are of both. In a long list a line's problem is not known to be a
    person's, and is not here.
    """
    columns = _dimension_columns(connection, asked)
    of_cycle = {"cycle": asked.cycle, "rater": asked.rater}
    whole = [
        problem
        for problem in rows_of(connection, "unread_columns.sql", of_cycle)
        if _named(problem["upload"], problem["column"]) in columns
    ]
    single = rows_of(connection, "unread.sql", _bound(asked, framework) | {"columns": columns, "most": most})
    found = single[0]["found"] if single else 0
    cells = [{name: value for name, value in problem.items() if name != "found"} for problem in single]
    return [*whole, *cells], len(whole) + found


def raw_row(connection: duckdb.DuckDBPyConnection, upload: int, row: int) -> list[str | None] | None:
    """One row of a file as it was kept, by position of the column from 1; None where the file has no such row."""
    found = connection.execute(f"select * exclude (row) from raw_{upload:04d} where row = ?", [row]).fetchall()
    return list(found[0]) if found else None


def _bound(asked: Behind, framework: Framework) -> Json:
    return {
        "cycle": asked.cycle,
        "rater": asked.rater,
        "kind": asked.kind,
        "dimension": [d.id for d in framework.dimensions].index(asked.dimension) + 1,
        "no_team": NO_TEAM,
        "group_key": " ".join(asked.group.casefold().split()),
        "division_key": " ".join(asked.division.casefold().split()) if asked.division else None,
        "is_any_division": asked.is_any_division,
    }


def _column_cells(
    connection: duckdb.DuckDBPyConnection, upload: int, column: int, rows: list[int]
) -> dict[int, str | None]:
    found = connection.execute(
        f"select row, c{column:03d} from raw_{upload:04d} where row in (select unnest(?))", [rows]
    ).fetchall()
    return dict(found)


def _dimension_columns(connection: duckdb.DuckDBPyConnection, asked: Behind) -> list[str]:
    rows = connection.execute(
        """
        select question.upload, question."column"
        from question join upload on upload.upload = question.upload
        where upload.cycle = ? and question.dimension = ?
        """,
        [asked.cycle, asked.dimension],
    ).fetchall()
    return [_named(upload, letter(column)) for upload, column in rows]


def _named(upload: int, column: str | None) -> str:
    return f"{upload} {column}"
