"""Who is paired with whom when people and their managers have both rated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.raters import rater_pairs
from tests.pipeline.warehouse.stored import FRAMEWORK, Asked, Record, store_responses, store_roster, undone_after

Pair = tuple[str, int, int]
"""Dimension, own level and manager's level."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("raters"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


def pairs(connection: Connection) -> Counter[Pair]:
    rows = rater_pairs(connection, 1, FRAMEWORK)
    columns = ["dimension", "self_level", "manager_level"]
    assert list(rows.columns) == [*columns, "people"]
    assert not rows.duplicated(columns).any()
    return Counter(dict(zip(rows[columns].itertuples(index=False, name=None), rows["people"].tolist(), strict=True)))


def test_only_people_with_both_ratings_of_a_dimension_are_paired(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(
            connection,
            [
                Record("a", levels=(1, 2)),
                Record("b", levels=(1, None)),
                Record("c", levels=(0, 0)),
                Record("only self", levels=(2, 2)),
            ],
        )
        managers = [
            Record("a", levels=(1, 0)),
            Record("b", levels=(2, 2)),
            Record("c", levels=(None, 0)),
            Record("only manager", levels=(2, 2)),
        ]
        store_responses(connection, managers, rater="manager")
        assert pairs(connection) == {("first", 1, 1): 1, ("second", 2, 0): 1, ("first", 1, 2): 1, ("second", 0, 0): 1}


def test_each_raters_latest_counts_and_equal_pairs_are_one_row(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(connection, [Record("a", minute=5, levels=(2, None)), Record("b", levels=(2, None))])
        store_responses(connection, [Record("a", minute=1, levels=(0, None))])
        store_responses(connection, [Record("a", minute=1, levels=(0, None))], rater="manager")
        store_responses(connection, [Record("a", minute=2), Record("b")], rater="manager")
        assert pairs(connection) == {("first", 2, 1): 2}


def test_a_person_is_one_under_either_identifier_and_by_name(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("ada@n.example", other="e7"), Asked("bo@n.example", name="bo")])
        store_responses(connection, [Record("ada@n.example"), Record("bo@n.example")])
        store_responses(connection, [Record("e7"), Record(name="bo")], rater="manager")
        assert pairs(connection) == {("first", 1, 1): 2}


def test_rows_without_anybody_and_other_cycles_are_in_no_pair(connection: Connection) -> None:
    with undone_after(connection):
        write.cycle_number(connection, "2027")
        store_responses(connection, [Record(), Record("a")])
        store_responses(connection, [Record()], rater="manager")
        store_responses(connection, [Record("a")], cycle=2, rater="manager")
        assert pairs(connection) == {}
