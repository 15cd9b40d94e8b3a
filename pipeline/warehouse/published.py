"""What earlier publications of a cycle told, and of whom: kept so that a later one can be held against them.

A publication notes groups, units, targets and counts, whose number does not grow with the people. Whose answers
they were is kept only when the first change comes after it: until then the cycle's own answers are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from pipeline.model import NO_TEAM, Json, Rater
from pipeline.warehouse.connection import sql
from pipeline.warehouse.read import rows_of
from pipeline.warehouse.write import insert_rows

TABLES = ("published_group", "published_unit", "published_target", "published_count", "published_tick")
"""What a publication notes, each a frame without its number."""


@dataclass(frozen=True)
class PublicationEntry:
    """What the warehouse notes of a publication as a whole; the columns of the ``publication`` table."""

    publication: int
    cycle: int
    rater: Rater
    way: str
    framework: str
    framework_version: int


def note_publication(
    connection: duckdb.DuckDBPyConnection, entry: PublicationEntry, tables: Mapping[str, pd.DataFrame]
) -> None:
    """Note a publication with what it told."""
    connection.execute("insert into publication values (?, ?, ?, ?, ?, ?, false)", list(vars(entry).values()))
    for table in TABLES:
        insert_rows(connection, table, tables[table].assign(publication=entry.publication))


def earlier_publications(connection: duckdb.DuckDBPyConnection, cycle: int) -> list[Json]:
    """The publications of a cycle, the latest first, as far back as the last correction: what it told is said.

    Each has ``publication, rater, way, framework, framework_version``.
    """
    return rows_of(connection, "earlier_publications.sql", {"cycle": cycle})


def told(connection: duckdb.DuckDBPyConnection, table: str, publication: int) -> pd.DataFrame:
    """What a publication noted in one of ``TABLES``."""
    rows = connection.execute(
        f'select * exclude (publication) from "{table}" where publication = ?', [publication]
    ).df()
    return rows.astype(object).where(rows.notna(), None)


def keep_answers(connection: duckdb.DuckDBPyConnection, cycle: int) -> None:
    """Keep whose answers the last publication told, before the first change after it."""
    connection.execute(
        """
        insert into published_answer by name
        select publication.publication, answer.* exclude (cycle, rater)
        from current_answers as answer
        join publication on publication.cycle = answer.cycle and publication.rater = answer.rater
        where answer.cycle = $cycle and not publication.has_answers
        """,
        {"cycle": cycle},
    )
    connection.execute("update publication set has_answers = true where cycle = ?", [cycle])


def keep_candidate(connection: duckdb.DuckDBPyConnection, publication: int) -> None:
    """Keep whose answers a publication tells that holds some figures back: the cycle's own are others already."""
    connection.execute(
        "insert into published_answer by name select $publication::integer as publication, * from candidate_answer",
        {"publication": publication},
    )
    connection.execute("update publication set has_answers = true where publication = ?", [publication])


def crossings(
    connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, publications: list[int], held: pd.DataFrame
) -> dict[int, pd.DataFrame]:
    """Everybody's way from each publication to what would be told now.

    Parameters
    ----------
    publications
        The earlier ones, the latest first.
    held
        ``dimension`` (its place in the framework), ``division``, ``team``: what stays as the latest told it.

    Returns
    -------
    dict
        For each publication a frame: ``dimension``; ``before_`` and ``after_`` each with ``division``,
        ``team`` (null: not there), ``role`` and ``is_asked``; ``is_same``; ``people``.
    """
    connection.register("held", held.astype({"division": "string", "team": "string", "dimension": "int16"}))
    bound = {"cycle": cycle, "rater": rater, "latest": publications[0], "no_team": NO_TEAM}
    connection.execute(sql("queries", "candidate_answers.sql"), bound)
    connection.unregister("held")
    query = sql("queries", "crossings.sql")
    return {
        publication: connection.execute(query, {"publication": publication, "no_team": NO_TEAM}).df()
        for publication in publications
    }


def are_answers_changed(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, publication: int) -> bool:
    """Whether anybody's answer, or place, is another than when a cycle was published."""
    has_answers = connection.execute(
        "select has_answers from publication where publication = ?", [publication]
    ).fetchone()
    if has_answers is None or not has_answers[0]:
        return False  # kept before the first change, which has not come
    bound = {"cycle": cycle, "rater": rater, "publication": publication}
    return bool(rows_of(connection, "answers_changed.sql", bound)[0]["is_changed"])


def told_pairs(connection: duckdb.DuckDBPyConnection, earlier: int, later: int) -> list[Json]:
    """The dimensions in which ledgers of two cycles were told, each with the ``fingerprint`` of what they were."""
    return rows_of(connection, "told_pairs.sql", {"earlier": earlier, "later": later})


def told_ledgers(connection: duckdb.DuckDBPyConnection, cycles: Sequence[int]) -> pd.DataFrame:
    """Whose ledgers were told of pairs of cycles with one of these.

    Returns
    -------
    DataFrame
        ``earlier, later`` (names), ``dimension, fingerprint, kind, division, name, has_levels, has_shortfall,
        is_merged``; name is None where a publication of before did not note whose.
    """
    rows = connection.execute(sql("queries", "told_ledgers.sql"), {"cycles": list(cycles)}).df()
    return rows.astype(object).where(rows.notna(), None)


def note_pairs(
    connection: duckdb.DuckDBPyConnection, publication: int, pairs: pd.DataFrame, ledgers: pd.DataFrame
) -> None:
    """Note the ledgers that a publication tells.

    Parameters
    ----------
    pairs
        ``earlier, later`` (cycles by number), ``dimension, fingerprint``.
    ledgers
        ``earlier, later, dimension, kind, division, name, has_levels, has_shortfall, is_merged``.
    """
    insert_rows(connection, "published_pair", pairs.assign(publication=publication))
    insert_rows(connection, "published_ledger", ledgers.assign(publication=publication))
