"""On whom a need rests: the names of exactly as many people as it asks for, and nobody's otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.resting import resting_on
from tests.pipeline.warehouse.stored import FRAMEWORK, Asked, Record, store_responses, store_roster, undone_after


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("resting"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


def found(connection: Connection, *needs: tuple[Any, ...]) -> list[list[tuple[Any, ...]]]:
    asked = pd.DataFrame(needs, columns=["dimension", "level", "division", "team", "people"])
    people = resting_on(connection, 1, "self", FRAMEWORK, asked)
    return [[(person["identifier"], person["name"]) for person in of_need] for of_need in people]


def test_names_are_told_where_nobody_may_leave(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(
            connection,
            [
                Record("zoe", team="Heron", division="North", levels=(2, 1)),
                Record("ada", team="Heron", division="South", levels=(2, 2)),
                Record(name="Ben", levels=(0, 2)),
                Record(levels=(None, 2)),
            ],
        )
        both = [("ada", None), ("zoe", None)]
        assert found(
            connection,
            ("first", 2, None, None, 2),
            ("first", 2, None, None, 1),
            ("first", 2, None, None, 3),
            ("first", 1, "South", "Heron", 1),
            ("second", 2, None, None, 3),
            ("second", 2, None, "(no team)", 2),
        ) == [both, [], [], both[:1], [both[0], (None, "Ben"), (None, None)], [(None, "Ben"), (None, None)]]


def test_the_roster_says_where_people_are_and_what_they_are_called(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("ada", name="Ada Lark", team="Egret"), Asked("ben", name="Ben", team="Egret")])
        store_responses(connection, [Record("ada", team="Heron", levels=(2, None)), Record("ben", levels=(1, None))])
        assert found(connection, ("first", 2, None, "Egret", 1), ("first", 2, None, "Heron", 1)) == [
            [("ada", "Ada Lark")],
            [],
        ]
