"""Whose answer counts over several uploads, against a fold over them in plain Python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened
from tests.pipeline.warehouse.stored import VIEW_KEYS, Record, faulty_keys, store_responses, undone_after

Place = tuple[int, int]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("latest"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


records = st.builds(
    Record,
    person=st.sampled_from(["a", "b", None]),
    minute=st.one_of(st.none(), st.integers(0, 2)),
    state=st.sampled_from(["response", "response", "response", "superseded", "excluded"]),
    key=st.one_of(st.none(), st.integers(1, 3)),
)
uploads = st.lists(st.lists(records, max_size=4), min_size=1, max_size=4)


def stored(connection: Connection, exports: list[list[Record]]) -> dict[Place, Record]:
    """Every record by upload and row, in the order in which they were loaded."""
    places = {}
    for rows in exports:
        upload = store_responses(connection, rows)
        places |= {(upload, row): record for row, record in enumerate(rows, 2)}
    return places


def replaced(places: dict[Place, Record]) -> set[Place]:
    """Records of which a later state stands elsewhere: the same key, counted within its upload."""
    seen: dict[tuple[int, object, bool], int] = {}
    states: dict[tuple[object, int, bool], list[Place]] = {}
    for place, record in places.items():
        is_excluded = record.state == "excluded"
        key = place if record.key is None else record.key
        occurrence = seen.get((place[0], key, is_excluded), 0)
        seen[(place[0], key, is_excluded)] = occurrence + 1
        states.setdefault((key, occurrence, is_excluded), []).append(place)
    old: set[Place] = set()
    for same in states.values():
        last = same[0]
        for place in same[1:]:
            before, after = places[last].minute, places[place].minute
            if (after is not None and (before is None or after >= before)) or (after is None and before is None):
                last = place
        old |= set(same) - {last}
    return old


def current(places: dict[Place, Record]) -> set[Place]:
    """The record that counts per person: each later one challenges the champion so far."""
    old = replaced(places)
    champions: dict[object, Place] = {}
    for place, record in places.items():
        if record.state != "response" or place in old:
            continue
        who = record.person or place
        champion = champions.setdefault(who, place)
        before, after = places[champion].minute, record.minute
        if before is None or after is None or after >= before:
            champions[who] = place
    return set(champions.values())


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(uploads)
@example([[Record("a", minute=2)], [Record("a", minute=None)], [Record("a", minute=1)]])
@example([[Record("a", minute=1, key=1)], [Record("a", minute=1, key=1), Record("a", minute=0)]])
@example([[Record("a", minute=2, key=1)], [Record("a", minute=1, key=1, state="superseded")]])
@example([[Record(key=1), Record(key=1)], [Record(key=1)]])
def test_the_latest_response_of_a_person_counts_once(connection: Connection, exports: list[list[Record]]) -> None:
    with undone_after(connection):
        places = stored(connection, exports)
        rows = connection.execute("select upload, row from current_responses").fetchall()
        gone = connection.execute("select upload, row from stg_response where is_replaced").fetchall()
        assert (len(rows), set(rows)) == (len(set(rows)), current(places))
        assert set(gone) == replaced(places)
        assert {view: faulty_keys(connection, view, *key) for view, key in VIEW_KEYS.items()} == dict.fromkeys(
            VIEW_KEYS, []
        )


@given(st.permutations([Record("a", minute=0), Record("a", minute=1), Record("b", minute=3), Record("a", minute=2)]))
@settings(max_examples=12, deadline=None)
def test_with_times_the_order_of_loading_does_not_matter(connection: Connection, order: list[Record]) -> None:
    with undone_after(connection):
        places = stored(connection, [[record] for record in order])
        rows = connection.execute("select upload, row from current_responses").fetchall()
        assert sorted(str((places[row].person, places[row].minute)) for row in rows) == ["('a', 2)", "('b', 3)"]


def test_cycles_raters_and_other_surveys_do_not_meet(connection: Connection) -> None:
    with undone_after(connection):
        write.cycle_number(connection, "2027")
        record = Record("a", minute=1, key=5)
        store_responses(connection, [record])
        store_responses(connection, [record], cycle=2)
        store_responses(connection, [record], rater="manager")
        store_responses(connection, [Record("b", minute=1, key=5)], survey_key=8)
        rows = connection.execute(
            "select cycle, rater, survey_key, is_replaced from stg_response order by upload"
        ).fetchall()
        assert rows == [(1, "self", 7, False), (2, "self", 7, False), (1, "manager", 7, False), (1, "self", 8, False)]
        assert connection.execute("select count(*) from current_responses").fetchall() == [(4,)]
