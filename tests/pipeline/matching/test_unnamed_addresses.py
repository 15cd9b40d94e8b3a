"""A column of addresses that no header names: read where it can only be who answered, and said either way."""

from __future__ import annotations

import pytest

from pipeline.matching.read import matched
from pipeline.matching.recipe import Rulings
from tests.pipeline.matching.small import FROM_0, export, read

OURS = "B 'Deine Kontaktangabe' holds addresses and nothing else"
READ = f"{OURS}, and no other column says who answered: it is read as the address of each."
ASKED = "it was left out. If it says who answered, rule that it is the person."
OTHER = f"{OURS}, but another column says who answered: {ASKED}"
DOUBT = f"{OURS}, but it is not certain that they are of those who answered: {ASKED}"


def rows(*contacts: str | None, first: str | None = None) -> list[list[str | None]]:
    return [[first, contact, "1"] for contact in contacts]


FIVE = ("a@k.example", "B@k.example", " c@k.example", "d@k.example", "b@K.example ")


def test_it_is_the_address_where_nothing_else_tells_and_a_person_counts_once() -> None:
    found = read(export(["Remark", "Deine Kontaktangabe", "Soup"], *rows(*FIVE)))
    assert found.notes == (READ,)
    assert found.who.person.tolist() == ["a@k.example", "b@k.example", "c@k.example", "d@k.example", "b@k.example"]
    assert found.is_superseded.tolist() == [False, True, False, False, False]
    assert [(q.role, q.attribute) for q in found.questions][:2] == [("ignored", None), ("metadata", "address")]


def test_who_stays_unnamed_is_nobody() -> None:
    found = read(export(["Remark", "Deine Kontaktangabe", "Soup"], *rows("a@k.example", "anonym", "-", None)))
    assert (found.notes, found.who.person.tolist()) == ((READ,), ["a@k.example", None, None, None])


@pytest.mark.parametrize(
    ("first", "cells", "told"),
    [
        ("Name", ["Ada"], OTHER),
        ("Employee ID", ["K7"], OTHER),
        ("Name", ["anonymous"], READ),
        ("ID", ["1"], READ),
        ("Line manager", ["Ada"], READ),
    ],
)
def test_only_a_column_that_says_of_somebody_who_it_is_goes_before(first: str, cells: list[str], told: str) -> None:
    found = read(export([first, "Deine Kontaktangabe", "Soup"], *rows("a@k.example", "b@k.example", first=cells[0])))
    assert found.notes == (told,)


def test_addresses_that_repeat_are_of_others() -> None:
    # 4 of 6 differ: less than four fifths
    contacts = ("a@k.example", "a@k.example", "a@k.example", "b@k.example", "c@k.example", "d@k.example")
    found = read(export(["Remark", "Deine Kontaktangabe", "Soup"], *rows(*contacts)))
    assert (found.notes, found.who.person.tolist()) == ((DOUBT,), [None] * 6)


def test_of_two_such_columns_neither_is_chosen() -> None:
    found = read(export(["Remark", "Deine Kontaktangabe", "Soup"], *rows("a@k.example", first="x@k.example")))
    assert len(found.notes) == 2
    assert found.notes[1] == DOUBT
    assert found.who.person.tolist() == [None]


@pytest.mark.parametrize("text", ["write to a@k.example", "a@k.example, b@k.example", "a@k", "me", "@handle"])
def test_other_texts_are_no_addresses(text: str) -> None:
    found = read(export(["Remark", "Deine Kontaktangabe", "Soup"], *rows("a@k.example", text)))
    assert (found.notes, found.who.person.tolist()) == ((), [None, None])


def test_a_ruling_goes_before() -> None:
    ruled = Rulings({"Deine Kontaktangabe": "ignored"})
    found = matched(export(["Remark", "Deine Kontaktangabe", "Soup"], *rows(*FIVE)), FROM_0, ruled)
    assert (found.notes, found.who.person.tolist()) == ((), [None] * 5)
    assert found.questions[1].is_of_others  # left out, and still kept as pseudonyms
