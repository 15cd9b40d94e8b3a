"""People whose address or id changed between two cycles: who may be whom, and what was ruled.

Decision: a ruling is kept as two pseudonyms, and is used only while it means one person of either cycle whom the other
cycle does not have: a roster that is corrected later must not make one person of two who both answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from pipeline.model import Json
from pipeline.warehouse.pairs import pair_members
from pipeline.warehouse.read import rows_of


@dataclass(frozen=True)
class Sides:
    """The numbers of an earlier and of a later cycle, and whose ratings each of them counts."""

    before: int
    after: int
    before_rater: str
    after_rater: str


Pairs = Sequence[tuple[int, int]]
"""Person of the earlier cycle, person of the later one (people.person)."""


@contextmanager
def same_people(connection: duckdb.DuckDBPyConnection, sides: Sides) -> Iterator[None]:
    """Keep ``pair_same`` for the block: person of the earlier cycle -> the same person in the later one, as ruled."""
    with pair_members(connection, (sides.before, sides.after), (sides.before_rater, sides.after_rater)):
        yield


def proposed_people(connection: duckdb.DuckDBPyConnection, sides: Sides) -> list[Json]:
    """People of the earlier cycle beside the one of the later whom they may be, the likeliest first.

    Only people whom the other cycle does not have. ``reason``: the same name and team, the same name that nobody else
    has in either cycle, or the same address before the @ while no names speak against it.

    Returns
    -------
    list of dict
        ``person, is_person, known_as, is_known_as, name, team, now_team, reason``; everybody stands in one row at most.
    """
    with same_people(connection, sides):
        return rows_of(connection, "renamed_people.sql")


def ruled_people(connection: duckdb.DuckDBPyConnection, sides: Sides) -> list[Json]:
    """What was ruled between two cycles: ``person, is_person, known_as, is_known_as, name, is_used``."""
    with same_people(connection, sides):
        asked = {"before": sides.before, "after": sides.after}
        return rows_of(connection, "same_people.sql", asked)


def members_among(connection: duckdb.DuckDBPyConnection, cycle: int, rater: str, people: Iterable[int]) -> set[int]:
    """Those of some people who count in a cycle."""
    rows = connection.execute(
        "select respondent from members where cycle = ? and rater = ? and list_contains(?, respondent)",
        [cycle, rater, list(people)],
    ).fetchall()
    return {person for (person,) in rows}


def keep_same_people(connection: duckdb.DuckDBPyConnection, sides: Sides, pairs: Pairs) -> None:
    """Keep rulings between two cycles, each in place of what was ruled on that person."""
    remove_same_people(connection, sides, [person for person, _ in pairs])
    for person, is_person in pairs:
        connection.execute(
            "insert into same_person values (?, ?, ?, ?)", [sides.after, sides.before, person, is_person]
        )


def remove_same_people(connection: duckdb.DuckDBPyConnection, sides: Sides, people: Iterable[int]) -> None:
    """Take the rulings on some people of the earlier cycle back."""
    connection.execute(
        "delete from same_person where cycle = ? and earlier = ? and list_contains(?, person)",
        [sides.after, sides.before, list(people)],
    )


def people_called(connection: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> dict[str, int]:
    """Pseudonym -> person, as far as they are known."""
    rows = connection.execute(
        "select person_key, person from people where list_contains(?, person_key)", [list(keys)]
    ).fetchall()
    return dict(rows)
