"""The cube: everybody counted once in their group, whoever they are known by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.settings import opened_home
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened
from tests.pipeline.warehouse.stored import (
    FRAMEWORK,
    VIEW_KEYS,
    Asked,
    Record,
    faulty_keys,
    store_responses,
    store_roster,
    undone_after,
)

Cell = tuple[str | None, str, str | None, str, int | None]
"""Division, team, role, dimension and level (None: no answer)."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("marts"))) as connection:
        write.cycle_number(connection, "2026")
        yield connection


def cube(connection: Connection, rater: str = "self") -> Counter[Cell]:
    rows = read.cube(connection, 1, FRAMEWORK, rater)
    columns = ["division", "team", "role", "dimension", "level"]
    assert not rows.duplicated(columns).any()
    assert (rows["people"] > 0).all()
    level = rows["level"].astype(object).where(rows["level"].notna(), None)
    cells = zip(rows["division"], rows["team"], rows["role"], rows["dimension"], level, strict=True)
    return Counter(dict(zip(cells, rows["people"].tolist(), strict=True)))


def counted(*people: tuple[str | None, str | None, str | None, int | None, int | None]) -> Counter[Cell]:
    """The cube of people, one by one: division, team, role and the level in each of two dimensions."""
    return Counter(
        (division, team or "(no team)", role, dimension, level)
        for division, team, role, *levels in people
        for dimension, level in zip(("first", "second"), levels, strict=True)
    )


def test_without_a_roster_respondents_count_where_they_say_they_are(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(
            connection,
            [
                Record("a", team="Oven", division="North", role="cook", levels=(2, None)),
                Record("b", team=" oven", role="cook", levels=(2, 0)),
                Record(levels=(None, None)),
                Record("c", state="excluded"),
            ],
        )
        assert cube(connection) == counted(
            ("North", "Oven", "cook", 2, None), (None, "Oven", "cook", 2, 0), (None, None, None, None, None)
        )


def test_with_a_roster_everybody_on_it_counts_there_and_strangers_beside(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("a", None, "Oven", "North", "cook"), Asked("b", None, "Oven"), Asked("c")])
        store_responses(
            connection, [Record("a", team="Hob", levels=(1, 2)), Record("x", team="Oven"), Record(levels=(0, None))]
        )
        assert cube(connection) == counted(
            ("North", "Oven", "cook", 1, 2),
            (None, "Oven", None, None, None),
            (None, None, None, None, None),
            (None, None, None, 1, None),
            (None, None, None, 0, None),
        )
        assert cube(connection, "manager") == counted(
            ("North", "Oven", "cook", None, None), (None, "Oven", None, None, None), (None, None, None, None, None)
        )


def test_a_name_joins_only_where_the_roster_has_it_once(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(
            connection,
            [Asked("a", "ada", "Oven"), Asked("b", "bo", "Oven"), Asked("c", "bo", "Hob"), Asked("d", "dee", "Hob")],
        )
        store_responses(
            connection,
            [
                Record(name="ada", levels=(2, 2)),
                Record(name="bo", levels=(1, 1)),  # two of them
                Record("z", name="dee", levels=(0, 0)),  # an address that is not hers
                Record(name="dee", levels=(2, 1), is_namesake=True),
                Record("unknown", other="d", levels=(2, 0)),
            ],
        )
        rows = connection.execute("select row, is_on_roster from current_responses order by row").fetchall()
        assert rows == [(2, True), (3, False), (4, False), (5, False), (6, True)]
        assert cube(connection) == counted(
            (None, "Oven", None, 2, 2),
            (None, "Oven", None, None, None),
            (None, "Hob", None, None, None),
            (None, "Hob", None, 2, 0),
            (None, None, None, 1, 1),
            (None, None, None, 0, 0),
            (None, None, None, 2, 1),
        )


def test_a_name_and_an_address_of_one_person_are_one_respondent(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("a", "ada", "Oven")])
        store_responses(connection, [Record("a", minute=1, levels=(1, None))])
        store_responses(connection, [Record(name="ada", minute=2, levels=(2, None))])
        assert cube(connection) == counted((None, "Oven", None, 2, None))


def test_a_later_roster_line_of_a_person_counts(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("a", "ada", "Oven"), Asked("a", "ada", "Hob")])
        assert cube(connection) == counted((None, "Hob", None, None, None))
        store_roster(connection, [Asked("a", "ada", "Bar"), Asked("b", "bo", "Bar")])
        assert cube(connection) == counted((None, "Bar", None, None, None), (None, "Bar", None, None, None))


def test_either_identifier_of_a_roster_line_meets_a_response(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("a@k", None, "Oven", other="k1"), Asked("b@k", None, "Hob", other="k2")])
        store_responses(connection, [Record("a@k", minute=1, levels=(1, None)), Record("k2", levels=(2, 0))])
        store_responses(connection, [Record("k1", minute=2, levels=(0, 0)), Record("z", other="k2", minute=5)])
        assert cube(connection) == counted((None, "Oven", None, 0, 0), (None, "Hob", None, 1, None))


def test_a_second_identifier_of_two_people_is_nobodys(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("a", None, "Oven", other="-"), Asked("b", None, "Hob", other="-")])
        store_responses(connection, [Record("-", levels=(2, 2))])
        assert cube(connection) == counted(
            (None, "Oven", None, None, None), (None, "Hob", None, None, None), (None, None, None, 2, 2)
        )


def test_lines_under_two_identifiers_of_one_person_are_one_person(connection: Connection) -> None:
    with undone_after(connection):
        store_roster(connection, [Asked("k1", None, "Oven")])
        store_roster(connection, [Asked("a", None, "Hob", other="k1")])
        assert cube(connection) == counted((None, "Hob", None, None, None))
        store_roster(connection, [Asked("k1", None, "Bar")])  # the latest line counts, whatever it calls her
        assert cube(connection) == counted((None, "Bar", None, None, None))
        store_responses(connection, [Record("k1", minute=1), Record("a", minute=2, levels=(2, 2))])
        assert cube(connection) == counted((None, "Bar", None, 2, 2))


def test_respondents_are_people_with_at_least_one_level(connection: Connection) -> None:
    with undone_after(connection):
        store_responses(connection, [Record("a", minute=0), Record("b", levels=(None, None)), Record(levels=(None, 0))])
        store_responses(connection, [Record("a", minute=1, levels=(1, 1))])
        assert (read.respondents(connection, 1, "self"), read.respondents(connection, 1, "manager")) == (2, 0)


asked = st.builds(
    Asked,
    person=st.sampled_from("abcd"),
    name=st.sampled_from([None, "ada", "bo"]),
    team=st.sampled_from([None, "Oven", "Hob"]),
    division=st.sampled_from([None, "North"]),
    role=st.sampled_from([None, "cook"]),
    other=st.sampled_from([None, None, "b", "c", "x"]),
)
level = st.sampled_from([None, 0, 1, 2])
records = st.builds(
    Record,
    person=st.sampled_from([None, "a", "b", "x"]),
    other=st.sampled_from([None, None, "c"]),
    name=st.sampled_from([None, "ada", "bo", "zoe"]),
    minute=st.integers(0, 2),
    team=st.sampled_from([None, "Oven", "Bar"]),
    levels=st.tuples(level, level),
    is_namesake=st.booleans(),
)


def expected(roster: list[Asked], answers: list[Record]) -> Counter[Cell]:
    """The reading rules for who is who, person by person."""
    latest = {line.person: line.other for line in roster if line.other not in (None, line.person)}
    shared = Counter(other for person, other in latest.items() if person not in latest.values())
    first = {o: p for p, o in latest.items() if shared[o] == 1 and p not in latest.values()}
    on_roster = {str(first.get(line.person, line.person)): line for line in roster}
    names = Counter(line.name for line in on_roster.values())
    of_name = {line.name: who for who, line in on_roster.items() if line.name and names[line.name] == 1}
    champions: dict[object, Record] = {}
    known = {**{person: person for person in on_roster}, **first}
    for place, record in enumerate(answers):
        if record.person in known:
            who: object = known[record.person]
        elif record.other in known:
            who = known[record.other]
        elif record.person:
            who = record.person
        elif record.name and not record.is_namesake:
            who = of_name.get(record.name, ("name", record.name))
        else:
            who = place
        champion = champions.get(who)
        if champion is None or (record.minute or 0) >= (champion.minute or 0):
            champions[who] = record
    if not roster:
        return counted(*[(r.division, r.team, r.role, *r.levels) for r in champions.values()])
    people = [
        (line.division, line.team, line.role, *(champions[who].levels if who in champions else (None, None)))
        for who, line in on_roster.items()
    ]
    people += [(None, None, None, *record.levels) for who, record in champions.items() if who not in on_roster]
    return counted(*people)


@settings(max_examples=25, deadline=None)
@given(st.lists(asked, max_size=5), st.lists(records, max_size=6))
@example([Asked("a", "ada", "Oven")], [Record(name="ada", minute=1), Record("a", minute=0, levels=(2, 2))])
def test_the_cube_counts_everybody_once(connection: Connection, roster: list[Asked], answers: list[Record]) -> None:
    with undone_after(connection):
        if roster:
            store_roster(connection, roster)
        store_responses(connection, answers)
        found = cube(connection)
        assert found == expected(roster, answers)
        assert {view: faulty_keys(connection, view, *key) for view, key in VIEW_KEYS.items()} == dict.fromkeys(
            VIEW_KEYS, []
        )
        # every dimension adds up to everybody
        [(everybody,)] = connection.execute("select count(*) from members where rater = 'self'").fetchall()
        assert [sum(n for cell, n in found.items() if cell[3] == of) for of in ("first", "second")] == [everybody] * 2
