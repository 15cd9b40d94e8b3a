"""What goes into the warehouse: one upload, whole, inside the caller's transaction; and out again.

Frames are registered and inserted column by column; nothing here loops over people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.coded import Texts
from pipeline.errors import WarehouseError
from pipeline.model import DEFAULT_RATER, Problem, Rater
from pipeline.warehouse.batches import in_row_groups, row_groups
from pipeline.warehouse.connection import sql
from pipeline.warehouse.labels import label_numbers
from pipeline.warehouse.people import People
from pipeline.warehouse.promise import release_promise
from pipeline.warehouse.raw_cells import Identifying, drop_raw_cells

_GROUPS_AT_ONCE = 8


@dataclass(frozen=True)
class UploadEntry:
    """What the warehouse notes of an export as a whole; the columns of the ``upload`` table."""

    cycle: int
    kind: str
    file: str
    file_hash: str
    tool: str | None = None
    sheet: str | None = None
    rater: Rater = DEFAULT_RATER
    rows: int = 0
    responses: int = 0
    superseded: int = 0
    excluded: int = 0
    refused: int = 0
    ratings: int = 0
    survey_key: int = 0
    person_column: int | None = None
    recipe: str = ""
    people_row: int | None = None


def next_upload(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the next upload, one above every number ever given."""
    [(upload,)] = connection.execute(
        "select coalesce(greatest((select max(upload) from upload), (select max(upload) from action)), 0) + 1"
    ).fetchall()
    return int(upload)


def new_upload(connection: duckdb.DuckDBPyConnection, entry: UploadEntry) -> int:
    """Note an upload; gives its number, that of `next_upload`."""
    upload = next_upload(connection)
    connection.execute(
        "insert into upload values "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp::timestamp, ?)",
        [
            upload,
            entry.cycle,
            entry.kind,
            entry.file,
            entry.file_hash,
            entry.tool,
            entry.sheet,
            entry.rater,
            entry.rows,
            entry.responses,
            entry.superseded,
            entry.excluded,
            entry.refused,
            entry.ratings,
            entry.survey_key,
            entry.person_column,
            entry.recipe,
            entry.people_row,
        ],
    )
    return upload


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """Append a frame to a table of the schema, columns by name; ``table`` is never a file's text."""
    if rows.empty:
        return
    columns = ", ".join(f'"{column}"' for column in rows.columns)
    connection.register("rows_in", in_row_groups(pa.Table.from_pandas(rows, preserve_index=False)))
    connection.execute(f'insert into "{table}" ({columns}) select {columns} from rows_in')
    connection.unregister("rows_in")


def insert_batches(connection: duckdb.DuckDBPyConnection, table: str, batches: Iterable[pa.RecordBatch]) -> None:
    """Append batches to a table of the schema, columns by name.

    Each is made when it is its turn, and some row groups at a time are inserted: DuckDB holds on to every batch of a
    statement until its end, and to a whole table until the end of the transaction, but not to a reader's batches.
    """
    groups = row_groups(batches)
    while (first := next(groups, None)) is not None:
        some = chain([first], islice(groups, _GROUPS_AT_ONCE - 1))
        columns = ", ".join(f'"{column}"' for column in first.schema.names)
        connection.register("rows_in", pa.RecordBatchReader.from_batches(first.schema, some))
        connection.execute(f'insert into "{table}" ({columns}) select {columns} from rows_in')
        connection.unregister("rows_in")


def insert_problems(
    connection: duckdb.DuckDBPyConnection,
    upload: int,
    problems: tuple[Problem, ...],
    identifying: list[Identifying],
    people: People,
) -> None:
    """Keep problems; a value that names somebody is kept as the person."""
    if not problems:
        return
    rows = pd.DataFrame([vars(problem) for problem in problems]).assign(upload=upload)
    rows["person"] = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    for place in identifying:
        named = place.holds(rows) & rows["value"].notna()
        if named.any():
            written = rows.loc[named, "value"]
            lowered = written.map(lambda text: " ".join(text.casefold().split()))
            numbers = (
                people.of_names(lowered.tolist(), written.tolist())
                if place.is_name
                else people.of_identifiers(lowered.tolist(), written.tolist())
            )
            rows.loc[named, "person"] = numbers.to_numpy()
            rows.loc[named, "value"] = None
    texts = ["sheet", "column", "header", "value", "problem", "message"]
    rows[texts] = rows[texts].astype("string")
    insert_rows(connection, "problem", rows.astype({"row": "Int64"}))


def insert_responses(
    connection: duckdb.DuckDBPyConnection,
    upload: int,
    records: pd.DataFrame,
    people: People,
    named: Mapping[str, tuple[Texts, Texts]],
    stated: Mapping[str, Texts],
) -> None:
    """Keep one row per record.

    ``records`` has ``row, is_namesake, completed_at, state, content, response_key``; ``named`` has ``person``,
    ``other`` and ``name``, each in lower case and as it stands in the file.
    """
    rows = records.assign(upload=upload)
    rows["person"] = people.of_identifiers(*named["person"], named["name"][1]).array
    rows["other"] = people.of_identifiers(*named["other"]).array
    rows["name_person"] = people.of_names(*named["name"]).array
    for attribute, texts in stated.items():
        rows[attribute] = label_numbers(connection, texts).array
    rows["occurrence"] = _occurrences(rows)
    insert_rows(connection, "response", rows)


def _occurrences(rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The number, from 0, of each record among those of its ``response_key``; excluded ones are counted apart."""
    occurrences = np.zeros(len(rows), np.int64)
    is_shared = rows["response_key"].duplicated(keep=False).to_numpy()
    shared = rows[is_shared]  # few: most keys are of one record
    occurrences[is_shared] = shared.groupby(["response_key", shared["state"] == "excluded"]).cumcount()
    return occurrences


def note_action(
    connection: duckdb.DuckDBPyConnection, actor: str, action: str, detail: str, upload: int | None = None
) -> None:
    """Note who did what, in the same transaction as the deed."""
    connection.execute(
        "insert into action values (current_timestamp::timestamp, ?, ?, ?, ?)",
        [actor, action, upload, detail],
    )


def cycle_number(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """The number of a cycle, noted where it is new."""
    found = connection.execute("select cycle from cycle where name = ?", [name]).fetchall()
    if found:
        return int(found[0][0])
    [(number,)] = connection.execute("select coalesce(max(cycle), 0) + 1 from cycle").fetchall()
    connection.execute("insert into cycle (cycle, name) values (?, ?)", [number, name])
    return int(number)


def fix_framework(
    connection: duckdb.DuckDBPyConnection, cycle: int, framework: str, version: int, definition: str
) -> None:
    """Fix a cycle's framework, and keep the version's definition where it is new."""
    connection.execute(
        "update cycle set framework = ?, framework_version = ? where cycle = ?", [framework, version, cycle]
    )
    keep_framework(connection, framework, version, definition)


def keep_framework(connection: duckdb.DuckDBPyConnection, framework: str, version: int, definition: str) -> None:
    """Keep one version of a framework; a version that is kept is never rewritten."""
    connection.execute(
        """
        insert into framework
        select $framework, $version, $definition
        where not exists (select 1 from framework where framework = $framework and version = $version)
        """,
        {"framework": framework, "version": version, "definition": definition},
    )


_CHILDREN = (
    "question",
    "response",
    "single_rating",
    "record_levels",
    "level_column",
    "problem",
    "roster",
    "target",
    "need",
)


def cycle_of(connection: duckdb.DuckDBPyConnection, upload: int) -> int:
    """The number of an upload's cycle.

    Raises
    ------
    WarehouseError
        Where there is no such upload.
    """
    found = connection.execute("select cycle from upload where upload = ?", [upload]).fetchall()
    if not found:
        raise WarehouseError(f"There is no upload {upload}.", "'skillgap uploads' lists them.")
    return int(found[0][0])


def remove_upload(connection: duckdb.DuckDBPyConnection, upload: int) -> None:
    """Take an upload back whole: its rows, its raw cells, and people nobody else mentions.

    Raises
    ------
    WarehouseError
        Where there is no such upload.
    """
    cycle = cycle_of(connection, upload)
    for table in _CHILDREN:
        connection.execute(f'delete from "{table}" where upload = ?', [upload])
    connection.execute("delete from upload where upload = ?", [upload])
    drop_raw_cells(connection, upload)
    remove_strangers(connection)
    _release_framework(connection, cycle)


def remove_strangers(connection: duckdb.DuckDBPyConnection) -> int:
    """Delete the people whom nothing mentions any more; gives how many."""
    [(removed,)] = connection.execute(sql("queries", "remove_strangers.sql")).fetchall()
    return int(removed)


def _release_framework(connection: duckdb.DuckDBPyConnection, cycle: int) -> None:
    """A cycle without responses has no framework and no promise yet; the next responses fix them."""
    left: list[Any] = connection.execute(
        "select 1 from upload where cycle = ? and kind = 'responses' limit 1", [cycle]
    ).fetchall()
    if not left:
        connection.execute("update cycle set framework = null, framework_version = null where cycle = ?", [cycle])
        release_promise(connection, cycle)
