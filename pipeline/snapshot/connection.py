"""Which published file is served, and how it is opened: read-only, with no way out of it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import duckdb

from pipeline.errors import WarehouseError
from pipeline.settings import Home

SCHEMA_VERSION = 6
"""The newest layout of a snapshot that this program reads: raised with every change of ``schema.sql``.

Older ones are served as far as they go; what they lack is refused with `outdated`.
"""

HARD: Mapping[str, bool | str | int] = {
    "enable_external_access": False,
    "lock_configuration": True,
    "disabled_optimizers": "top_n_window_elimination,common_subplan",
    "memory_limit": "2GB",
    "threads": 2,
}
"""No file, no network, no setting can be reached from a query on a snapshot; no row is lost and none mistaken (as in
the warehouse)."""

_REMEDY = "Publish the cycle again, or go back to an earlier snapshot with 'skillgap rollback'."


def current_path(home: Home) -> Path | None:
    """The published file that ``CURRENT`` names; None before the first publication.

    Raises
    ------
    WarehouseError
        Where ``CURRENT`` names something that is not a file of the snapshots folder.
    """
    try:
        name = (home.snapshots / "CURRENT").read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    path = home.snapshots / name
    if Path(name).name != name or not path.is_file():
        raise WarehouseError(
            f"The published snapshot {name!r} is missing.",
            _REMEDY,
        )
    return path


def opened_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file; take a cursor of it for every question.

    Raises
    ------
    WarehouseError
        Where the file cannot be read, or is newer than this program.
    """
    try:
        root = duckdb.connect(str(path), read_only=True, config=dict(HARD))
        newest = root.execute("select max(schema_version) from publication").fetchone()
    except duckdb.Error as e:
        raise WarehouseError(
            f"The published snapshot {path.name!r} cannot be read: {str(e).splitlines()[0]}", _REMEDY
        ) from e
    if newest is None or newest[0] is None or newest[0] > SCHEMA_VERSION:
        raise WarehouseError(
            f"The published snapshot {path.name!r} was written by another version of Skillgap.",
            "Publish the cycle again with this version, or update Skillgap.",
        )
    return root


def outdated(what: str) -> WarehouseError:
    """The refusal of a question that a publication of an earlier version has no figures for."""
    return WarehouseError(
        f"{what} was published by an earlier version of Skillgap and lacks figures that are asked for.",
        "Publish the cycle again.",
    )


def question_sql(question: str) -> str:
    """The text of the ``.sql`` file that answers a question, e.g. ``question_sql("cells")``."""
    return resources.files(__package__).joinpath("sql", f"{question}.sql").read_text("utf-8")
