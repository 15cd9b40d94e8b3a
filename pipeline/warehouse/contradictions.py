"""Where respondents say otherwise than the roster, with the cell that says it; for analysts.

The roster decides who is in which group. What a person states against it is kept and listed, since
either of the two may be out of date.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from pipeline.model import Json
from pipeline.warehouse.connection import sql
from pipeline.warehouse.read import rows_of

_ALSO = {"team": "department", "division": "department"}
"""What a column of another meaning may have been read as, where a row says nothing else."""


@dataclass(frozen=True)
class Contradiction:
    """One attribute of one response that differs from the roster.

    ``row`` and ``column`` are the cell and ``stated`` its text; where people stand in columns, the cell
    that names the person, and the group's usual spelling. ``listed`` is what the roster says.
    """

    upload: int
    sheet: str | None
    row: int
    column: int | None
    header: str | None
    attribute: str
    stated: str
    listed: str


_Columns = list[tuple[int, str]]
"""Position and header of columns that tell one thing, in file order."""

_Cell = tuple[int, int | None, str | None, str]
"""Row, column and header of a cell, and its text."""


def roster_contradictions(connection: duckdb.DuckDBPyConnection, cycle: int) -> list[Contradiction]:
    """Every attribute that a response of the cycle states otherwise than the roster, in file order.

    Only what both state is compared, and only responses that count; case and blanks make no difference.
    """
    found: dict[tuple[int, str], list[Json]] = defaultdict(list)
    for row in rows_of(connection, "roster_contradictions.sql", {"cycle": cycle}):
        found[row["upload"], row["attribute"]].append(row)
    contradictions = [
        contradiction
        for (upload, attribute), rows in found.items()
        for contradiction in _in_one_upload(connection, rows, _stated_columns(connection, upload, attribute))
    ]
    return sorted(contradictions, key=lambda each: (each.upload, each.row, each.column or 0))


def _stated_columns(connection: duckdb.DuckDBPyConnection, upload: int, attribute: str) -> _Columns:
    return connection.execute(
        """
        select "column", header from question
        where upload = $upload and role in ('attribute', 'metadata') and attribute in ($attribute, $also)
        order by attribute = $attribute desc, "column"
        """,
        {"upload": upload, "attribute": attribute, "also": _ALSO.get(attribute)},
    ).fetchall()


def _naming_columns(connection: duckdb.DuckDBPyConnection, upload: int) -> set[int]:
    """Columns that name people: headings over people stand there too, which state their team, beside pseudonyms."""
    found = connection.execute(
        """select distinct "column" from question where upload = ? and role = 'metadata' and attribute is not null""",
        [upload],
    ).fetchall()
    return {column for (column,) in found}


def _in_one_upload(connection: duckdb.DuckDBPyConnection, rows: list[Json], columns: _Columns) -> list[Contradiction]:
    """The contradictions of one upload in one attribute; ``rows`` are those of the query."""
    upload, people_row = rows[0]["upload"], rows[0]["people_row"]
    cells: dict[int, _Cell] = {}
    if people_row is None:
        naming = _naming_columns(connection, upload)
        own = [each for each in columns if each[0] not in naming]
        cells = _stated_cells(connection, upload, own, [row["row"] for row in rows])
    column, header = columns[0] if columns else (None, None)
    found = []
    for row in rows:
        elsewhere = (row["row"], column) if people_row is None else (people_row, row["row"])
        line, at, heading, stated = cells.get(row["row"], (*elsewhere, header, row["stated"]))
        found.append(Contradiction(upload, row["sheet"], line, at, heading, row["attribute"], stated, row["listed"]))
    return found


def _stated_cells(
    connection: duckdb.DuckDBPyConnection, upload: int, columns: _Columns, records: list[int]
) -> dict[int, _Cell]:
    """The cell of each record that states it: on its own row, else on another line that gave it a rating."""
    cells = _filled(connection, upload, columns, records)
    missing = [record for record in records if record not in cells]
    if missing:
        asked = {"upload": upload, "records": missing}
        lines = connection.execute(sql("queries", "record_lines.sql"), asked).fetchall()
        others = _filled(connection, upload, columns, [line for _, line in lines])
        for record, line in lines:
            if line in others:
                cells.setdefault(record, others[line])
    return cells


def _filled(connection: duckdb.DuckDBPyConnection, upload: int, columns: _Columns, rows: list[int]) -> dict[int, _Cell]:
    cells: dict[int, _Cell] = {}
    for column, header in columns:
        texts = connection.execute(
            f"select row, c{column:03d} from raw_{upload:04d} where row in (select unnest(?::integer[]))", [rows]
        ).fetchall()
        for row, text in texts:
            if text is not None and text.strip():
                cells.setdefault(row, (row, column, header, text))
    return cells
