"""What comes out of the warehouse: counts for the metrics, and lists for analysts.

The cube is all that figures are made of; nothing above it sees a person's row.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from pipeline.model import NO_TEAM, Framework, Json, Promise, Rater, Series, letter
from pipeline.warehouse.connection import sql
from pipeline.warehouse.counted import counted


@dataclass(frozen=True)
class CycleEntry:
    """What the warehouse knows of a cycle as a whole; ``framework`` is None before its first responses.

    ``min_group``, ``rater``, ``min_group_detail``, ``group_disclosure`` and ``series`` are None before its first
    publication.
    """

    cycle: int
    name: str
    framework: str | None
    framework_version: int | None
    min_group: int | None
    has_roster: bool
    has_targets: bool
    has_roadmap: bool
    uploads: int
    promise: Promise | None = None
    rater: Rater | None = None
    min_group_detail: int | None = None
    group_disclosure: str | None = None
    series: Series | None = None


def cycle_entries(connection: duckdb.DuckDBPyConnection) -> list[CycleEntry]:
    """Every cycle that anything was loaded for, by name."""
    rows = connection.execute(
        """
        select
            cycle.cycle, cycle.name, cycle.framework, cycle.framework_version, cycle.min_group,
            coalesce(bool_or(upload.kind = 'roster'), false),
            coalesce(bool_or(upload.kind = 'targets'), false),
            coalesce(bool_or(upload.kind = 'roadmap'), false),
            count(upload.upload),
            cycle.promise, cycle.rater, cycle.min_group_detail, cycle.group_disclosure,
            cycle.series
        from cycle
        join upload on upload.cycle = cycle.cycle
        group by all
        order by cycle.name
        """
    ).fetchall()
    return [CycleEntry(*row) for row in rows]


def cycle_entry(connection: duckdb.DuckDBPyConnection, name: str) -> CycleEntry | None:
    """One cycle by name, None where nothing was loaded for it."""
    return next((entry for entry in cycle_entries(connection) if entry.name == name), None)


def invited(connection: duckdb.DuckDBPyConnection, cycle: str) -> list[tuple[str, str | None]]:
    """Address or employee id, and name, of everybody on a cycle's roster, in its order; empty without one."""
    return connection.execute(sql("queries", "invited.sql"), {"cycle": cycle}).fetchall()


def asked_people(connection: duckdb.DuckDBPyConnection, cycle: int) -> dict[int, bool]:
    """Everybody on a cycle's roster (pseudonym), and whether that person answered."""
    return dict(connection.execute(sql("queries", "asked_people.sql"), {"cycle": cycle}).fetchall())


def framework_definitions(connection: duckdb.DuckDBPyConnection) -> list[Json]:
    """Every framework version that is kept, as JSON, oldest version first."""
    rows = connection.execute("select definition from framework order by framework, version").fetchall()
    return [json.loads(definition) for (definition,) in rows]


def cube(connection: duckdb.DuckDBPyConnection, cycle: int, framework: Framework, rater: str) -> pd.DataFrame:
    """People by division, team, role, dimension and level.

    Returns
    -------
    DataFrame
        ``division`` (text or None), ``team``, ``role`` (text or None), ``dimension`` (id), ``level``
        (Int8, <NA> = no answer), ``people``. With a roster the <NA> rows complete each dimension to
        everybody on it; without one to everybody who responded.
    """
    bound = {"dimensions": len(framework.dimensions), "no_team": NO_TEAM}
    with counted(connection, cycle, rater):
        counts = connection.execute(sql("marts", "cube.sql"), bound).df()
    ids = {place: dimension.id for place, dimension in enumerate(framework.dimensions, 1)}
    return pd.DataFrame(
        {
            **_labels(counts),
            "dimension": counts["dimension"].map(ids).astype(object),
            "level": counts["level"].astype("Int8"),
            "people": counts["people"].astype("int64"),
        }
    )


def indicator_cube(connection: duckdb.DuckDBPyConnection, cycle: int, framework: Framework, rater: str) -> pd.DataFrame:
    """People by division, team, role, dimension and indicator, as far as they answered by checklist.

    Returns
    -------
    DataFrame
        ``division`` (text or None), ``team``, ``role`` (text or None), ``dimension`` (id), ``indicator``
        (id), ``asked`` (people who answered the dimension by checklist), ``ticked`` (those of them who
        ticked the indicator). People who chose a statement or a level are nowhere in it.
    """
    known = [
        (dimension.id, indicator.id, number, place)
        for number, dimension in enumerate(framework.dimensions, 1)
        for place, indicator in enumerate(dimension.indicators)
    ]
    bound = {
        "dimensions": [number for _, _, number, _ in known],
        "places": [place for _, _, _, place in known],
        "no_team": NO_TEAM,
    }
    with counted(connection, cycle, rater):
        counts = connection.execute(sql("marts", "indicator_cube.sql"), bound).df()
    ids = pd.DataFrame(known, columns=["dimension_id", "indicator", "dimension", "place"])
    named = counts.merge(ids, how="left", on=["dimension", "place"])
    return pd.DataFrame(
        {
            **_labels(named),
            "dimension": named["dimension_id"].astype(object),
            "indicator": named["indicator"].astype(object),
            "asked": named["asked"].astype("int64"),
            "ticked": named["ticked"].astype("int64"),
        }
    )


def respondents(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str) -> int:
    """How many people answered at least one dimension."""
    with counted(connection, cycle, rater):
        [(people,)] = connection.execute(
            """
            select count(*) from counted_response
            where exists (
                select 1 from rating
                where rating.upload = counted_response.upload and rating.record = counted_response.row
            )
            """
        ).fetchall()
    return int(people)


def stored_problems(connection: duckdb.DuckDBPyConnection, cycle: str) -> int:
    """How many problems the cycle's uploads were stored with."""
    [(stored,)] = connection.execute(
        """
        select count(*) from problem
        join upload on upload.upload = problem.upload
        join cycle on cycle.cycle = upload.cycle
        where cycle.name = ?
        """,
        [cycle],
    ).fetchall()
    return int(stored)


def upload_of_file(connection: duckdb.DuckDBPyConnection, cycle: str, file_hash: str, rater: str) -> int | None:
    """The last upload of a cycle that held exactly these bytes; None where there is none."""
    [(upload,)] = connection.execute(
        """
        select max(upload.upload) from upload join cycle on cycle.cycle = upload.cycle
        where cycle.name = ? and upload.file_hash = ? and upload.rater = ?
        """,
        [cycle, file_hash, rater],
    ).fetchall()
    return None if upload is None else int(upload)


def upload_kind(connection: duckdb.DuckDBPyConnection, upload: int) -> tuple[str, str] | None:
    """Kind and cycle of an upload; None where there is none."""
    found = connection.execute(
        "select upload.kind, cycle.name from upload join cycle on cycle.cycle = upload.cycle where upload.upload = ?",
        [upload],
    ).fetchall()
    return (str(found[0][0]), str(found[0][1])) if found else None


def field_places(connection: duckdb.DuckDBPyConnection) -> dict[tuple[int, str], tuple[str, str]]:
    """Upload and field -> column letter and header, for every column that was read as a field."""
    rows = connection.execute(
        'select upload, attribute, "column", header from question where attribute is not null'
    ).fetchall()
    return {(upload, field): (letter(column), header) for upload, field, column, header in rows}


def rows_of(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any] | None = None) -> list[Json]:
    """The rows of a query in ``queries/`` as dicts."""
    cursor = connection.execute(sql("queries", query), parameters or {})
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def lines_of(connection: duckdb.DuckDBPyConnection, table: str, cycle: int) -> pd.DataFrame:
    """The lines of every targets (``target``) or roadmap (``need``) file of a cycle, as written."""
    lines = connection.execute(
        f"""
        select "{table}".*, upload.sheet, upload.file
        from "{table}" join upload on upload.upload = "{table}".upload
        where upload.cycle = ?
        order by "{table}".upload, "{table}".row
        """,
        [cycle],
    ).df()
    return lines.astype(object).where(lines.notna(), None)


def _labels(counts: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """Division, team and role of each row, None where nobody stated one."""
    return {
        name: counts[name].astype(object).where(counts[name].notna(), None) for name in ("division", "team", "role")
    }


def raw_cell(connection: duckdb.DuckDBPyConnection, upload: int, row: int, column: int) -> str | None:
    """One cell as it stands in the file (a pseudonym where it names somebody)."""
    found = connection.execute(f"select c{column:03d} from raw_{upload:04d} where row = ?", [row]).fetchall()
    return found[0][0] if found else None
