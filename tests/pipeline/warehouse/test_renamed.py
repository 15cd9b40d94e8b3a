"""People of two cycles who may be the same under another address: proposed with care, used only while it is sound."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.settings import opened_home
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.renamed import (
    Sides,
    keep_same_people,
    proposed_people,
    remove_same_people,
    ruled_people,
    same_people,
)
from tests.pipeline.warehouse.stored import Asked, Record, store_responses, store_roster, undone_after

SIDES = Sides(1, 2, "self", "self")
NAME_AND_TEAM, NAME, ADDRESS = "same name and team", "same name", "same address before the @"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with opened(opened_home(tmp_path_factory.mktemp("renamed"))) as connection:
        for cycle in ("2025", "2026", "2027"):
            write.cycle_number(connection, cycle)
        yield connection


@pytest.fixture
def undone(connection: Connection) -> Iterator[None]:
    with undone_after(connection):
        yield


def proposals(connection: Connection) -> set[tuple[str, str, str]]:
    return {(row["known_as"], row["is_known_as"], row["reason"]) for row in proposed_people(connection, SIDES)}


def person(connection: Connection, identifier: str) -> int:
    [(number,)] = connection.execute("select person from people where identifier = ?", [identifier]).fetchall()
    return int(number)


def used(connection: Connection, sides: Sides = SIDES) -> set[tuple[str, str]]:
    with same_people(connection, sides):
        rows = connection.execute(
            """
            select one.identifier, other.identifier
            from temp.pair_same
            join people as one on one.person = pair_same.person
            join people as other on other.person = pair_same.is_person
            """
        ).fetchall()
    return set(rows)


def rule(connection: Connection, *pairs: tuple[str, str], sides: Sides = SIDES) -> None:
    keep_same_people(connection, sides, [(person(connection, a), person(connection, b)) for a, b in pairs])


@pytest.mark.usefixtures("undone")
def test_the_same_name_in_the_same_team_is_proposed_and_whoever_is_in_both_is_not(connection: Connection) -> None:
    store_roster(connection, [Asked("a@x", "Ada  Lane", "Core"), Asked("b@x", "Bo Brook", "Core")], cycle=1)
    store_roster(connection, [Asked("c@x", "ada lane", "core"), Asked("b@x", "Bo Brook", "Core")], cycle=2)
    assert proposals(connection) == {("a@x", "c@x", NAME_AND_TEAM)}
    [row] = proposed_people(connection, SIDES)
    assert (row["name"], row["team"], row["now_team"]) == ("ada lane", "Core", "Core")


@pytest.mark.usefixtures("undone")
def test_a_name_alone_has_to_be_the_only_one_in_both_cycles(connection: Connection) -> None:
    before = [Asked("a@x", "Ada Lane", "Core"), Asked("b@x", "Bo Brook", "Core"), Asked("e@x", "Eve", "Core")]
    after = [
        Asked("c@x", "Ada Lane", "Edge"),
        Asked("d@x", "Bo Brook", "Edge"),
        Asked("dd@x", "Bo Brook", "Core 2"),
        Asked("ee@x", "Eva", "Core"),
    ]
    store_roster(connection, before, cycle=1)
    store_roster(connection, after, cycle=2)
    assert proposals(connection) == {("a@x", "c@x", NAME)}


@pytest.mark.usefixtures("undone")
def test_of_namesakes_in_one_team_nobody_is_proposed(connection: Connection) -> None:
    store_roster(connection, [Asked("a@x", "Ada", "Core"), Asked("b@x", "Ada", "Core")], cycle=1)
    store_roster(connection, [Asked("c@x", "Ada", "Core"), Asked("b@x", "Ada", "Core")], cycle=2)
    assert proposals(connection) == set()


@pytest.mark.usefixtures("undone")
def test_the_same_address_at_another_domain_is_proposed_unless_the_names_differ(connection: Connection) -> None:
    store_responses(connection, [Record("a.lane@old"), Record("b@old", name="Bo"), Record("c@old", name="Cy")], cycle=1)
    store_responses(connection, [Record("A.Lane@new"), Record("b@new"), Record("c@new", name="Di")], cycle=2)
    assert proposals(connection) == {("a.lane@old", "A.Lane@new", ADDRESS), ("b@old", "b@new", ADDRESS)}


@pytest.mark.usefixtures("undone")
def test_who_has_a_second_identifier_of_the_other_cycle_is_known_already(connection: Connection) -> None:
    store_roster(connection, [Asked("K17", "Ada", "Core")], cycle=1)
    store_roster(connection, [Asked("a@x", "Ada", "Core", other="K17")], cycle=2)
    assert proposals(connection) == set()


@pytest.mark.usefixtures("undone")
def test_a_ruling_is_used_listed_and_taken_back(connection: Connection) -> None:
    store_roster(connection, [Asked("a@x", "Ada", "Core"), Asked("b@x", "Bo", "Core")], cycle=1)
    store_roster(connection, [Asked("c@x", "Ada", "Core"), Asked("d@x", "Bo", "Core")], cycle=2)
    rule(connection, ("a@x", "c@x"))
    assert used(connection) == {("a@x", "c@x")}
    assert proposals(connection) == {("b@x", "d@x", NAME_AND_TEAM)}
    assert [(row["known_as"], row["is_known_as"], row["is_used"]) for row in ruled_people(connection, SIDES)] == [
        ("a@x", "c@x", True)
    ]
    rule(connection, ("a@x", "d@x"))  # in place of the ruling before
    assert used(connection) == {("a@x", "d@x")}
    remove_same_people(connection, SIDES, [person(connection, "a@x")])
    assert (used(connection), ruled_people(connection, SIDES)) == (set(), [])


@pytest.mark.usefixtures("undone")
def test_a_ruling_rests_while_the_two_are_not_one_in_either_cycle(connection: Connection) -> None:
    store_roster(connection, [Asked("a@x"), Asked("b@x")], cycle=1)
    store_roster(connection, [Asked("c@x"), Asked("d@x")], cycle=2)
    rule(connection, ("a@x", "c@x"))
    corrected = store_roster(connection, [Asked("a@x")], cycle=2)  # the old address is asked as well now
    assert used(connection) == set()
    assert [row["is_used"] for row in ruled_people(connection, SIDES)] == [False]
    write.remove_upload(connection, corrected)
    assert used(connection) == {("a@x", "c@x")}
    rule(connection, ("b@x", "c@x"))  # two people would become one
    assert used(connection) == set()


@pytest.mark.usefixtures("undone")
def test_rulings_of_two_years_lead_over_the_cycle_between(connection: Connection) -> None:
    for cycle, address in ((1, "a@x"), (2, "b@x"), (3, "c@x")):
        store_roster(connection, [Asked(address)], cycle=cycle)
    rule(connection, ("a@x", "b@x"))
    rule(connection, ("b@x", "c@x"), sides=Sides(2, 3, "self", "self"))
    assert used(connection, Sides(1, 3, "self", "self")) == {("a@x", "c@x")}
    rule(connection, ("c@x", "a@x"), sides=Sides(2, 3, "self", "self"))  # a circle comes to an end
    assert used(connection) == {("a@x", "b@x")}


@pytest.mark.usefixtures("undone")
def test_who_is_ruled_on_outlives_the_upload_that_named_them(connection: Connection) -> None:
    first = store_roster(connection, [Asked("a@x")], cycle=1)
    store_roster(connection, [Asked("c@x")], cycle=2)
    rule(connection, ("a@x", "c@x"))
    write.remove_upload(connection, first)
    assert used(connection) == set()
    store_roster(connection, [Asked("a@x")], cycle=1)
    assert used(connection) == {("a@x", "c@x")}
