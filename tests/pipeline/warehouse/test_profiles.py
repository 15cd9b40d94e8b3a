"""Profiles: everybody once, with all that they can do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.profiles import profiles
from tests.pipeline.warehouse.stored import FRAMEWORK, Asked, Record, store_responses, store_roster, undone_after

BOTH = ("first", "second")
Profile = tuple[str | None, str, int | None, int | None, int]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("profiles"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


def found(connection: Connection, *asked: str) -> list[Profile]:
    frame = profiles(connection, 1, FRAMEWORK, "self", asked or BOTH)
    assert list(frame.columns) == ["division", "team", "first", "second", "people"]
    levels = frame.astype(object).where(frame.notna(), None)
    return sorted(map(tuple, levels.values.tolist()), key=str)


def test_people_of_one_team_and_the_same_levels_are_one_row(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(
            connection,
            [
                Record("ada", team="Heron", division="North", levels=(1, 2)),
                Record("ben", team="Heron", division="North", levels=(1, 2), role="backend"),
                Record("cy", team="Heron", division="South", levels=(1, 2)),
                Record("dee", team="Heron", division="North", levels=(None, 2)),
                Record("eve", levels=(0, None)),
            ],
        )
        assert found(connection) == [
            ("North", "Heron", 1, 2, 2),
            ("North", "Heron", None, 2, 1),
            ("South", "Heron", 1, 2, 1),
            (None, "(no team)", 0, None, 1),
        ]


def test_the_roster_says_who_counts_and_the_latest_answer_what_they_can(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("ada", team="Heron"), Asked("ben", team="Heron"), Asked("cy", team="Egret")])
        store_responses(connection, [Record("ada", minute=1, levels=(1, 1)), Record("zoe", levels=(2, 2))])
        store_responses(connection, [Record("ada", minute=2, levels=(2, None))])
        assert found(connection) == [
            (None, "(no team)", 2, 2, 1),
            (None, "Egret", None, None, 1),
            (None, "Heron", 2, None, 1),
            (None, "Heron", None, None, 1),
        ]


def test_dimensions_that_nobody_asks_for_tell_nobody_apart(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(connection, [Record("ada", levels=(1, 2)), Record("ben", levels=(2, 2))])
        assert found(connection, "second") == [(None, "(no team)", None, 2, 2)]


def test_nobody_answered(connection: Connection) -> None:
    assert found(connection) == []
