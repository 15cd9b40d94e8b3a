"""The raw cells of every upload held against what was read from them.

Decision: that nothing was lost is asked of the texts, not of a count: a cell of a dimension that has neither a rating
nor a problem must say "no answer". Few different texts are left, so the closed list of them is asked in Python.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.model import letter
from pipeline.warehouse.audit import LOAD_ANEW, Finding
from pipeline.warehouse.connection import sql
from pipeline.warehouse.raw_cells import raw_columns

_RECORDS = {"responses": "response", "roster": "roster", "targets": "target", "roadmap": "need"}


@dataclass(frozen=True)
class Silent:
    """A text that stands in cells of one dimension's only column without a rating or a problem, and how often."""

    upload: int
    column: int
    dimension: str
    text: str
    cells: int


def raw_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Raw tables that are missing, have gaps, belong to no upload, or lack a row that was read."""
    uploads = connection.execute("select upload, kind from upload order by upload").fetchall()
    kept = raw_columns(connection)
    findings = [
        Finding(f"raw_{upload:04d}", "the raw cells of no upload", "the whole table", "It does no harm.")
        for upload in sorted(set(kept) - {upload for upload, _ in uploads})
    ]
    for upload, kind in uploads:
        if upload in kept:
            findings += _row_findings(connection, upload, str(kind))
        else:
            findings.append(Finding(f"raw_{upload:04d}", "the raw cells are missing", f"upload {upload}", LOAD_ANEW))
    return findings


def _row_findings(connection: duckdb.DuckDBPyConnection, upload: int, kind: str) -> list[Finding]:
    table = f"raw_{upload:04d}"
    [(rows, different, last)] = connection.execute(
        f'select count(*), count(distinct row), coalesce(max(row), 0) from "{table}"'
    ).fetchall()
    findings = []
    if not rows == different == last:
        what = f"{rows} rows, {different} of them different, the last of which is row {last}"
        findings.append(Finding(table, what, f"upload {upload}", LOAD_ANEW))
    across = "people_row is null and " if kind == "responses" else ""
    [(lost, first)] = connection.execute(
        f"""
        select count(*), min(read.row) from "{_RECORDS[kind]}" as read
        join upload on upload.upload = read.upload
        where {across}read.upload = ? and not exists (select 1 from "{table}" as raw where raw.row = read.row)
        """,
        [upload],
    ).fetchall()
    if lost:
        what = f"{lost} of the rows that were read are missing"
        findings.append(Finding(table, what, f"upload {upload}; row {first}", LOAD_ANEW))
    return findings


def cell_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Ratings whose cell is empty or not there."""
    findings = []
    kept = raw_columns(connection)
    places = connection.execute('select distinct upload, "column" from rating order by all').fetchall()
    for upload, column in places:
        if upload not in kept:
            continue
        is_there = "false" if column > kept[upload] else f"raw.c{column:03d} is not null"
        [(lost, first)] = connection.execute(
            f"""
            select count(*), min(row) from rating
            where upload = ? and "column" = ?
            and not exists (select 1 from raw_{upload:04d} as raw where raw.row = rating.row and {is_there})
            """,
            [upload, column],
        ).fetchall()
        if lost:
            what = f"{lost} ratings whose cell is empty or missing"
            findings.append(Finding("rating", what, f"upload {upload}; row {first}; column {column}", LOAD_ANEW))
    return findings


def cells_read(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], list[Silent]]:
    """Cells of dimensions that have a column of their own: how many say what, and the texts of the silent ones.

    Gives ``cells, ratings, problems, silent`` (cells with neither), and every silent text once per column.
    """
    counted = dict.fromkeys(("cells", "ratings", "problems", "silent"), 0)
    texts: list[Silent] = []
    kept = raw_columns(connection)
    for upload, column, dimension in connection.execute(sql("queries", "own_columns.sql")).fetchall():
        if upload in kept and column <= kept[upload]:
            query = sql("queries", "silent_cells.sql").format(raw=f"raw_{upload:04d}", cell=f"c{column:03d}")
            rows = connection.execute(query, {"upload": upload, "column": column, "letters": letter(column)}).fetchall()
            for text, is_rated, has_problem, cells in rows:
                state = "ratings" if is_rated else "problems" if has_problem else "silent"
                counted["cells"] += cells
                counted[state] += cells
                if state == "silent":
                    texts.append(Silent(upload, column, dimension, text, cells))
    return counted, texts
