"""What keys and references would guard in another database: looked for in the whole warehouse, by SQL.

The schema has neither (a shared warehouse refuses them), so nothing here is known to hold before it is asked. A
finding is a kind of fault in one table, with its first places: a broken disk makes thousands of one kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from pipeline.warehouse.connection import VIEWS, sql
from pipeline.warehouse.read import rows_of

_NAMED_PLACES = 3

_FROM_BACKUP = "Put the home back from a backup ('skillgap restore FILE --replace')."
LOAD_ANEW = "Take the upload back ('skillgap undo UPLOAD') and load its file anew, or put the home back from a backup."
"""What to do where one upload is concerned."""


@dataclass(frozen=True)
class Finding:
    """Something that is wrong in a table or file: what, where (the first places) and what to do."""

    table: str
    what: str
    where: str
    remedy: str


KEYS = (
    ("framework", ("framework", "version")),
    ("cycle", ("cycle",)),
    ("cycle", ("name",)),
    ("upload", ("upload",)),
    ("label", ("label",)),
    ("label", ("label_key",)),
    ("people", ("person",)),
    ("people", ("person_key",)),
    ("cell_text", ("upload", "column")),
    ("response", ("upload", "row")),
    ("rating", ("upload", "record", "dimension")),
    ("record_levels", ("upload", "record")),
    ("level_column", ("upload", "place")),
    ("roster", ("upload", "row")),
    ("publication", ("publication",)),
    ("published_group", ("publication", "dimension", "kind", "division", "name")),
    ("published_unit", ("publication", "dimension", "division", "team")),
    ("published_target", ("publication", "dimension", "division", "team", "role")),
    ("published_count", ("publication", "division", "team", "role", "dimension", "level")),
    ("published_tick", ("publication", "division", "team", "role", "dimension", "indicator")),
    ("published_pair", ("publication", "earlier", "later", "dimension")),
    ("published_ledger", ("publication", "earlier", "later", "dimension", "kind", "division", "name")),
    ("crosswalk", ("cycle", "earlier", "dimension", "level")),
    ("same_person", ("cycle", "earlier", "person")),
    ("team_map", ("cycle", "earlier", "division", "team")),
    ("gap_action", ("cycle", "dimension")),
    ("launch_step", ("cycle", "step")),
)
"""What each row of a table is told apart by."""

_OF_UPLOAD = (
    "question",
    "cell_text",
    "response",
    "single_rating",
    "record_levels",
    "level_column",
    "problem",
    "roster",
    "target",
    "need",
)
_OF_PUBLICATION = (
    "published_group",
    "published_unit",
    "published_target",
    "published_answer",
    "published_count",
    "published_tick",
    "published_pair",
    "published_ledger",
)
_PLACES = ("team", "division", "role", "location")

REFERENCES = (
    *((table, ("upload",), "upload", ("upload",)) for table in _OF_UPLOAD),
    *((table, ("publication",), "publication", ("publication",)) for table in _OF_PUBLICATION),
    *((table, ("cycle",), "cycle", ("cycle",)) for table in ("upload", "publication", "crosswalk", "same_person")),
    *((table, ("earlier",), "cycle", ("cycle",)) for table in ("crosswalk", "same_person", "team_map")),
    *((table, ("cycle",), "cycle", ("cycle",)) for table in ("team_map", "gap_action", "launch_step")),
    ("cycle", ("framework", "framework_version"), "framework", ("framework", "version")),
    *((table, ("upload", "record"), "response", ("upload", "row")) for table in ("single_rating", "record_levels")),
    ("record_levels", ("upload",), "level_column", ("upload",)),
    *(("response", (column,), "people", ("person",)) for column in ("person", "other", "name_person")),
    *(("roster", (column,), "people", ("person",)) for column in ("person", "other", "name_person", "manager")),
    ("problem", ("person",), "people", ("person",)),
    *(("same_person", (column,), "people", ("person",)) for column in ("person", "is_person")),
    *((table, (column,), "label", ("label",)) for table in ("response", "roster") for column in _PLACES),
    *(("team_map", (name,), "label", ("label",)) for name in ("division", "team", "now_division", "now_team")),
    *(("published_answer", (name,), "label", ("label",)) for name in ("division", "team", "role")),
)
"""Table, columns -> the table and columns in which they have to stand; null stands for nothing."""


def structure_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Tables, columns and views of the schema that are missing; the other questions need them."""
    with duckdb.connect() as fresh:
        fresh.execute(sql("schema.sql"))
        wanted = set(fresh.execute(_COLUMNS, [fresh.execute("select current_database()").fetchall()[0][0]]).fetchall())
    found = set(connection.execute(_COLUMNS, ["warehouse"]).fetchall())
    missing = sorted(wanted - found)
    views = {
        name
        for (name,) in connection.execute(
            "select view_name from duckdb_views() where database_name = 'warehouse'"
        ).fetchall()
    }
    findings = [Finding(table, "a column is missing", str(column), _FROM_BACKUP) for table, column, _ in missing]
    gone = [path.removesuffix(".sql") for _, path in VIEWS if path.removesuffix(".sql") not in views]
    return findings + [Finding(view, "the view is missing", "the whole view", _FROM_BACKUP) for view in gone]


_COLUMNS = "select table_name, column_name, data_type from duckdb_columns() where database_name = ? and not internal"


def damage_findings(connection: duckdb.DuckDBPyConnection) -> tuple[list[Finding], dict[str, int]]:
    """Every row of every table is read once, so that a broken block is met; gives the rows of each table too."""
    findings, rows = [], {}
    for table in _tables(connection):
        try:
            [(count, _)] = connection.execute(f'select count(*), bit_xor(hash(t)) from "{table}" as t').fetchall()
            rows[table] = int(count)
        except duckdb.Error as e:
            findings.append(Finding(table, "the table cannot be read", str(e).splitlines()[0][:200], _FROM_BACKUP))
    return findings, rows


def key_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Rows that are there twice."""
    found = []
    for table, columns in KEYS:
        key = ", ".join(f'"{column}"' for column in columns)
        twice = connection.execute(
            f'with twice as (select {key} from "{table}" group by {key} having count(*) > 1) '
            f"select *, (select count(*) from twice) from twice order by all limit {_NAMED_PLACES}"
        ).fetchall()
        if twice:
            what = f"{_counted(twice[0][-1], 'key')} ({' + '.join(columns)}) more than once"
            remedy = LOAD_ANEW if "upload" in columns else _FROM_BACKUP
            found.append(Finding(table, what, _places(columns, twice), remedy))
    return found


def reference_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Rows that point at something that is not there."""
    found = []
    for table, columns, target, aims in REFERENCES:
        pointed = ", ".join(f'one."{column}"' for column in columns)
        is_set = " and ".join(f'one."{column}" is not null' for column in columns)
        is_aim = " and ".join(f'other."{aim}" = one."{column}"' for column, aim in zip(columns, aims, strict=True))
        astray = connection.execute(
            f'with astray as (select {pointed} from "{table}" as one '
            f'where {is_set} and not exists (select 1 from "{target}" as other where {is_aim})) '
            f"select distinct *, (select count(*) from astray) from astray order by all limit {_NAMED_PLACES}"
        ).fetchall()
        if astray:
            what = f"{_counted(astray[0][-1], 'row')} pointing at no row of {target}"
            remedy = LOAD_ANEW if "upload" in columns and target != "upload" else _FROM_BACKUP
            found.append(Finding(table, what, _places(columns, astray), remedy))
    return found


def rating_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Ratings of a dimension or level that the cycle's framework does not have."""
    rows = rows_of(connection, "impossible_ratings.sql")
    if not rows:
        return []
    columns = ("upload", "record", "dimension", "level")
    total = sum(row["ratings"] for row in rows)
    places = [[*(row[column] for column in columns), len(rows)] for row in rows[:_NAMED_PLACES]]
    what = f"{_counted(total, 'rating')} outside the cycle's framework"
    return [Finding("rating", what, _places(columns, places), LOAD_ANEW)]


def count_findings(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Uploads whose counts are not those of their rows."""
    findings = []
    for row in rows_of(connection, "upload_counts.sql"):
        for noted, found, name in _compared(row):
            if noted != found:
                what = f"{found} {name}, where the upload says {noted}"
                findings.append(Finding("upload", what, f"upload {row['upload']}", LOAD_ANEW))
    return findings


def _compared(row: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """What is noted, what is found, and of what, for one upload."""
    if row["kind"] == "responses":
        yield row["rows"], row["parts"], "responses, superseded, excluded and refused rows together"
        for name in ("responses", "superseded", "excluded", "ratings"):
            yield row[name], row[f"found_{name}"], name if name in ("responses", "ratings") else f"{name} responses"
    elif row["kind"] == "roster":
        lines = row["found_lines"]
        at_most = row["rows"] - lines <= row["rows_with_problems"]  # a line that is left out has a problem
        yield row["rows"], row["rows"] if at_most and lines <= row["rows"] else lines, "lines"


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'warehouse' order by all"
    ).fetchall()
    return [str(name) for (name,) in rows]


def _counted(count: int, thing: str) -> str:
    return f"1 {thing}" if count == 1 else f"{count} {thing}s"


def _places(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The first places; the last value of each row is how many there are in all."""
    told = ["; ".join(f"{column} {value}" for column, value in zip(columns, row, strict=False)) for row in rows]
    return " / ".join(told) + (" / ..." if rows[0][-1] > len(rows) else "")
