"""What respondents state against the roster, compared with counting person by person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.contradictions import roster_contradictions
from tests.pipeline.warehouse.stored import Asked, Record, store_responses, store_roster, undone_after

PEOPLE = ("a", "b", "c", "d")
GROUPS = st.sampled_from([None, "One", " one", "Two"])
LINES = st.lists(st.builds(Asked, st.sampled_from(PEOPLE), team=GROUPS, division=GROUPS, role=GROUPS), max_size=4)
RECORDS = st.lists(
    st.builds(
        Record,
        st.sampled_from([None, *PEOPLE]),
        team=GROUPS,
        division=GROUPS,
        role=GROUPS,
        state=st.sampled_from(["response", "excluded"]),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("contradictions"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


def plain(text: str | None) -> str:
    return "" if text is None else text.strip().casefold()


def expected(lines: list[Asked], records: list[Record]) -> set[tuple[int, str]]:
    """Row and attribute of what a person's last response that counts states otherwise than the last roster line."""
    roster = {line.person: line for line in lines}
    latest = {r.person: (row, r) for row, r in enumerate(records, 2) if r.state == "response" and r.person in roster}
    found = set()
    for person, (row, record) in latest.items():
        line = roster[str(person)]
        for attribute in ("team", "division", "role"):
            stated, listed = plain(getattr(record, attribute)), plain(getattr(line, attribute))
            # without a column that asks for a team, what is read as one may be the division
            is_division = attribute == "team" and stated == plain(line.division)
            if stated and listed and stated != listed and not is_division:
                found.add((row, attribute))
    return found


@given(LINES, RECORDS)
@settings(max_examples=60)
def test_only_what_both_state_and_differs_is_found(
    connection: Connection, lines: list[Asked], records: list[Record]
) -> None:
    with undone_after(connection):
        store_responses(connection, records)
        store_roster(connection, lines)
        found = roster_contradictions(connection, 1)
        assert sorted((each.row, each.attribute) for each in found) == sorted(expected(lines, records))
        assert all(plain(each.stated) != plain(each.listed) for each in found)
