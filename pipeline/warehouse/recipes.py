"""The rulings that uploads were stored with; whom they name is kept as a pseudonym, as everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from pipeline.warehouse.read import rows_of


@dataclass(frozen=True)
class StoredRecipe:
    """What was ruled for an upload (YAML), and what tells whether another file is of the same shape."""

    upload: int
    cycle: int
    file: str
    kind: str
    tool: str | None
    recipe: str
    headers: list[str]


def stored_recipes(connection: duckdb.DuckDBPyConnection, upload: int | None = None) -> list[StoredRecipe]:
    """The rulings of every upload, or of one, newest first."""
    return [StoredRecipe(**row) for row in rows_of(connection, "recipes.sql", {"upload": upload})]


def people_behind(connection: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> dict[str, str]:
    """Pseudonym -> address, employee id or name, as far as they are known."""
    rows = connection.execute(
        "select person_key, coalesce(identifier, name) from people where list_contains(?, person_key)", [list(keys)]
    ).fetchall()
    return {key: text for key, text in rows if text is not None}
