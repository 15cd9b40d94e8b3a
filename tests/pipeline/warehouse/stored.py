"""Uploads put into a warehouse without any file, and what stands in its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from pipeline.model import Description, Dimension, Framework, Level
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, Rollback, transaction
from pipeline.warehouse.labels import label_numbers
from pipeline.warehouse.people import People

KEY = b"not much of a secret"
START = datetime(2026, 3, 1, 9)

LEVELS = tuple(Level(level, f"Level name {level}") for level in range(3))
FRAMEWORK = Framework(
    "two",
    "Two dimensions",
    1,
    LEVELS,
    tuple(
        Dimension(id_, id_, tuple(Description(level, f"{id_} at {level}") for level in range(3)))
        for id_ in ("first", "second")
    ),
    1,
)


@dataclass(frozen=True)
class Record:
    """One row of an export; ``levels`` per dimension, ``key`` tells the response apart in newer exports.

    ``ticks`` are the bits of a checklist per dimension, 0 where none was answered.
    """

    person: str | None = None
    other: str | None = None
    name: str | None = None
    minute: int | None = None
    state: str = "response"
    key: int | None = None
    team: str | None = None
    division: str | None = None
    role: str | None = None
    levels: tuple[int | None, int | None] = (1, None)
    ticks: tuple[int, int] = (0, 0)
    is_namesake: bool = False


@dataclass(frozen=True)
class Asked:
    """One line of a roster."""

    person: str
    name: str | None = None
    team: str | None = None
    division: str | None = None
    role: str | None = None
    other: str | None = None


@contextmanager
def undone_after(connection: Connection) -> Iterator[None]:
    """Whatever the block stores is gone after it."""
    try:
        with transaction(connection):
            yield
            raise Rollback
    except Rollback:
        pass


def store_responses(
    connection: Connection, records: Sequence[Record], cycle: int = 1, rater: str = "self", survey_key: int = 7
) -> int:
    """One upload of responses; records stand in rows 2, 3, ..."""
    entry = write.UploadEntry(cycle, "responses", "made.csv", "00", rater=rater, survey_key=survey_key)
    upload = write.new_upload(connection, entry)
    rows = np.arange(2, len(records) + 2, dtype=np.int64)
    own_keys = [upload * 1000 + row for row in rows.tolist()]
    texts = {
        name: np.array([getattr(record, name) for record in records], dtype=object)
        for name in ("person", "other", "name", "team", "division", "role")
    }
    times = [None if r.minute is None else START + timedelta(minutes=r.minute) for r in records]
    frame = pd.DataFrame(
        {
            "row": rows,
            "is_namesake": [record.is_namesake for record in records],
            "completed_at": pd.Series(times, dtype="datetime64[us]"),
            "state": [record.state for record in records],
            "content": 0,
            "response_key": [o if r.key is None else r.key for r, o in zip(records, own_keys, strict=True)],
        }
    )
    stated = {name: texts[name] for name in ("team", "division", "role")}
    named = {what: (texts[what], texts[what]) for what in ("person", "other", "name")}
    write.insert_responses(connection, upload, frame, People(connection, KEY), named, stated)
    ratings = [
        (upload, row, row, 1, place, level, record.ticks[place - 1], False)
        for row, record in zip(rows.tolist(), records, strict=True)
        if record.state == "response"
        for place, level in enumerate(record.levels, 1)
        if level is not None
    ]
    names = ["upload", "record", "row", "column", "dimension", "level", "ticks", "is_inconsistent"]
    write.insert_rows(connection, "single_rating", pd.DataFrame(ratings, columns=names))
    return upload


def store_roster(connection: Connection, lines: Sequence[Asked], cycle: int = 1) -> int:
    """One upload of a roster; lines stand in rows 2, 3, ..."""
    upload = write.new_upload(connection, write.UploadEntry(cycle, "roster", "roster.csv", "01"))
    people = People(connection, KEY)
    persons, names = [line.person for line in lines], [line.name for line in lines]
    others = [line.other for line in lines]
    frame = pd.DataFrame(
        {
            "upload": upload,
            "row": range(2, len(lines) + 2),
            "person": people.of_identifiers(persons, persons, names),
            "other": people.of_identifiers(others, others),
            "name_person": people.of_names(names, names),
            "team": label_numbers(connection, [line.team for line in lines]),
            "division": label_numbers(connection, [line.division for line in lines]),
            "role": label_numbers(connection, [line.role for line in lines]),
        }
    )
    write.insert_rows(connection, "roster", frame)
    return upload


def tables(connection: Connection) -> list[str]:
    """The names of the warehouse's tables, raw cells included."""
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'warehouse' order by all"
    ).fetchall()
    return [name for (name,) in rows]


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {name: connection.execute(f'select * from "{name}" order by all').fetchall() for name in tables(connection)}


def faulty_keys(connection: Connection, of: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a table or view by which its key is not unique or null."""
    key = ", ".join(columns)
    is_null = " or ".join(f"{column} is null" for column in columns)
    return connection.execute(
        f"select {key}, count(*) from {of} group by {key} having count(*) > 1 or {is_null}"
    ).fetchall()


VIEW_KEYS = {
    "stg_alias": ("cycle", "other"),
    "stg_roster": ("cycle", "person"),
    "stg_response": ("upload", "row"),
    "current_responses": ("cycle", "rater", "respondent"),
    "members": ("cycle", "rater", "respondent"),
}
"""The grain of each view: what its first line promises."""
