"""The second look at a publication finds what a wrong decision would let through, and nothing in a right one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure import second_look as looking
from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Decision, Group
from pipeline.disclosure.second_look import FewPeople, SecondLook, second_look
from pipeline.disclosure.units import Team
from tests.pipeline.disclosure.test_past import Person, Place, atoms_of, companies, crossings_of, decided, stayed

COMPANY: Group = ("company", None, "Acme")
NORTH, SOUTH, WEST = (("division", None, name) for name in ("North", "South", "West"))


def lines(*parts: tuple[str, str, str, int | None, int]) -> pd.DataFrame:
    """Atoms by division, team, role and target."""
    return atoms_of([Place(*place) for *place, people in parts for _ in range(people)])


THREE = lines(("North", "u", "x", 2, 22), ("South", "v", "x", 2, 15), ("West", "w", "x", 2, 4))


def test_the_four_people_of_a_difference_are_found() -> None:
    shown = Decision(levels=frozenset({COMPANY, NORTH, SOUTH}))
    assert second_look(THREE, shown, [], 5) == SecondLook(3, FewPeople(4, (Team("West", "w"),)))
    assert second_look(THREE, shown, [], 4) == SecondLook(3, None)
    assert second_look(THREE, Decision(levels=frozenset({COMPANY, NORTH})), [], 5) == SecondLook(2, None)


def test_gap_figures_tell_the_people_of_each_target() -> None:
    people = lines(("North", "u", "x", 2, 9), ("North", "u", "y", 3, 4))
    levels = Decision(levels=frozenset({COMPANY}))
    assert second_look(people, levels, [], 5).found is None
    gaps = Decision(levels=levels.levels, gaps=levels.levels)
    assert second_look(people, gaps, [], 5) == SecondLook(3, FewPeople(4, (Team("North", "u"),)))


def test_counts_of_ticks_tell_who_answered_by_checklist() -> None:
    asked = [Place("North", "u", "x", 2, is_asked=True)] * 9 + [Place("North", "u", "x", 2, is_asked=False)] * 3
    ticks = Decision(levels=frozenset({COMPANY}), ticks=frozenset({COMPANY}))
    assert second_look(atoms_of(asked), ticks, [], 5) == SecondLook(3, FewPeople(3, (Team("North", "u"),)))


def test_with_what_was_told_before_the_newcomers_are_found() -> None:
    place = Place("North", "u", "x", 2)
    before, after = stayed(9, *place), [Person(None, place, False)] * 2
    people = before + after
    shown = Decision(levels=frozenset({COMPANY}))
    past = Past(shown, crossings_of(people))
    now = atoms_of(person.after for person in people if person.after)
    assert second_look(now, shown, [], 5).found is None
    assert second_look(now, shown, [past], 5).found == FewPeople(2, (Team("North", "u"),))


def test_a_search_without_an_end_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "leak", lambda *_: np.array([True, True, False]))
    found = second_look(THREE, Decision(levels=frozenset({COMPANY})), [], 5).found
    assert found == FewPeople(37, (Team("North", "u"), Team("South", "v")), is_doubt=True)


@settings(max_examples=60)
@given(companies, st.integers(2, 4))
def test_nothing_is_found_in_what_was_decided(company: list[tuple[Person, int]], min_group: int) -> None:
    people = [person for person, count in company for _ in range(count)]
    first, second = decided(people, min_group)
    now = atoms_of(person.after for person in people if person.after)
    assert second_look(now, second, [Past(first, crossings_of(people))], min_group).found is None
