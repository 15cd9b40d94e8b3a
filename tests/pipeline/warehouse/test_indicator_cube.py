"""Who answered by checklist and who ticked what, against counting the respondents one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.matching.ticks import NONE_YET
from pipeline.model import Description, Indicator
from pipeline.settings import opened_home
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened
from tests.pipeline.warehouse.stored import (
    FRAMEWORK,
    Asked,
    Record,
    store_responses,
    store_roster,
    undone_after,
)

TICKED = replace(
    FRAMEWORK,
    dimensions=tuple(
        replace(
            dimension,
            levels=(
                Description(0, "nothing"),
                Description(1, "some", (Indicator("a", "A"), Indicator("b", "B"))),
                Description(2, "all", (Indicator("c", "C", supporting=True),)),
            ),
        )
        for dimension in FRAMEWORK.dimensions
    ),
)
INDICATORS = {"a": 1, "b": 2, "c": 4}
"""Every indicator with its bit, the same in both dimensions."""

Cell = tuple[str | None, str, str | None, str, str]
"""Division, team, role, dimension and indicator."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("indicators"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


def counted(connection: Connection, rater: str = "self") -> dict[Cell, tuple[int, int]]:
    rows = read.indicator_cube(connection, 1, TICKED, rater)
    columns = ["division", "team", "role", "dimension", "indicator"]
    assert not rows.duplicated(columns).any()
    cells = zip(*(rows[column].tolist() for column in columns), strict=True)
    return dict(zip(cells, zip(rows["asked"].tolist(), rows["ticked"].tolist(), strict=True), strict=True))


def test_only_checklists_are_counted_and_each_indicator_of_them(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(
            connection,
            [
                Record("p", team="Oven", levels=(1, 2), ticks=(0b011, 0)),  # the second was a statement
                Record("q", team="Oven", levels=(1, None), ticks=(0b111, 0)),
                Record("r", team="Hob", levels=(0, None), ticks=(NONE_YET, 0)),
                Record("s", team="Hob", levels=(2, 2)),
            ],
        )
        oven, hob = (None, "Oven", None, "first"), (None, "Hob", None, "first")
        assert counted(connection) == {
            (*oven, "a"): (2, 2),
            (*oven, "b"): (2, 2),
            (*oven, "c"): (2, 1),
            **{(*hob, indicator): (1, 0) for indicator in "abc"},
        }
        assert counted(connection, "manager") == {}


def test_a_framework_without_indicators_counts_nothing(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(connection, [Record("p", ticks=(1, 0))])
        rows = read.indicator_cube(connection, 1, FRAMEWORK, "self")
    assert rows.columns.tolist() == ["division", "team", "role", "dimension", "indicator", "asked", "ticked"]
    assert rows.empty


def expected(roster: list[Asked], answers: list[Record]) -> dict[Cell, tuple[int, int]]:
    """The latest answer of everybody, tick by tick, where the roster has them or where they say they are."""
    latest: dict[str, Record] = {}
    for record in answers:  # without a time the later line counts
        latest[str(record.person)] = record
    lines = {line.person: line for line in roster}
    asked: Counter[Cell] = Counter()
    ticked: Counter[Cell] = Counter()
    for person, record in latest.items():
        line = lines.get(person) if roster else record
        where = (line.division, line.team or "(no team)", line.role) if line else (None, "(no team)", None)
        for dimension, level, mask in zip(("first", "second"), record.levels, record.ticks, strict=True):
            if level is None or not mask:
                continue
            for indicator, bit in INDICATORS.items():
                asked[*where, dimension, indicator] += 1
                ticked[*where, dimension, indicator] += bool(mask & bit)
    return {cell: (people, ticked[cell]) for cell, people in asked.items()}


records = st.builds(
    Record,
    person=st.sampled_from("abcx"),
    team=st.sampled_from([None, "Oven", "Bar"]),
    division=st.sampled_from([None, "North"]),
    levels=st.tuples(st.sampled_from([None, 0, 1]), st.sampled_from([None, 0, 2])),
    ticks=st.tuples(*[st.sampled_from([0, 0, 1, 2, 3, 5, 7, NONE_YET])] * 2),
)
lines = st.builds(
    Asked,
    person=st.sampled_from("abcd"),
    team=st.sampled_from([None, "Oven", "Hob"]),
    role=st.sampled_from([None, "cook"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(lines, max_size=4, unique_by=lambda line: line.person), st.lists(records, max_size=8))
def test_the_counts_are_those_of_current_answers_one_by_one(
    connection: Connection, roster: list[Asked], answers: list[Record]
) -> None:
    with undone_after(connection):
        if roster:
            store_roster(connection, roster)
        store_responses(connection, answers)
        found = counted(connection)
        assert found == expected(roster, answers)
        assert all(0 <= ticked <= asked for asked, ticked in found.values())
