"""Two publications of random companies, held against somebody who kept the first one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure.decision import decisions
from pipeline.disclosure.members import Members, by_checklist
from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Decision, Part
from pipeline.disclosure.units import Rule
from tests.pipeline.disclosure.test_units import told_apart


class Place(NamedTuple):
    """Where somebody's answer stands, what is expected of them, and whether they answered by checklist."""

    division: str | None
    team: str
    role: str | None
    target: int | None
    is_asked: bool = True


class Person(NamedTuple):
    """Where a person stood in the first publication and stands in the second (None: without an answer)."""

    before: Place | None
    after: Place | None
    is_same: bool


COLUMNS = ["division", "team", "role", "target", "is_asked"]


def atoms_of(places: Iterable[Place]) -> pd.DataFrame:
    counts = Counter(places)
    rows = pd.DataFrame([(*place, people) for place, people in counts.items()], columns=[*COLUMNS, "assessed"])
    return rows.assign(dimension="d", below=0, target=rows["target"].astype("Int64"))


def crossings_of(people: Iterable[Person]) -> pd.DataFrame:
    ways = Counter(people)
    nowhere = (None,) * len(COLUMNS)
    rows = [(*(way.before or nowhere), *(way.after or nowhere), way.is_same, count) for way, count in ways.items()]
    names = [f"{side}_{name}" for side in ("before", "after") for name in COLUMNS]
    return pd.DataFrame(rows, columns=[*names, "is_same", "people"])


def decided(people: list[Person], min_group: int) -> tuple[Decision, Decision]:
    """The decisions of both publications."""
    then = atoms_of(person.before for person in people if person.before)
    first = decisions(then, Rule(min_group), "Acme").get("d", Decision())
    now = atoms_of(person.after for person in people if person.after)
    second = decisions(now, Rule(min_group), "Acme", {"d": [Past(first, crossings_of(people))]}).get("d", Decision())
    return first, second


def told_parts(found: Decision, places: list[Place | None]) -> dict[Part, set[int]]:
    """The people of everything that a publication tells of."""
    members = Members(pd.DataFrame([place or (None,) * len(COLUMNS) for place in places], columns=COLUMNS))
    parts = [found.part(group) for group in found.levels]
    parts += [part for group in found.gaps for part in members.by_target(found.part(group))]
    parts += [part for group in found.ticks for part in by_checklist(found.part(group))]
    return {part: {int(at) for at in members.mask(part).nonzero()[0]} for part in parts}


places = st.builds(
    lambda team, *rest: Place(*team, *rest),
    st.sampled_from([("A", "u"), ("A", "v"), ("B", "w")]),
    st.sampled_from(["x", "y"]),
    st.sampled_from([2, 3]),
    st.booleans(),
)
stays = st.builds(lambda place: Person(place, place, True), places)
changes = st.one_of(
    st.builds(lambda before, after: Person(before, after, False), places, places),
    st.builds(lambda place: Person(None, place, False), places),
    st.builds(lambda place: Person(place, None, False), places),
)
companies = st.builds(
    lambda stay, change: stay + change,
    st.lists(st.tuples(stays, st.integers(1, 8)), min_size=2, max_size=8),
    st.lists(st.tuples(changes, st.sampled_from([1, 3, 4, 5, 6])), max_size=3),
)


@settings(max_examples=120)
@given(companies, st.integers(2, 4))
def test_two_publications_together_tell_nobody_apart(company: list[tuple[Person, int]], min_group: int) -> None:
    people = [person for person, count in company for _ in range(count)]
    first, second = decided(people, min_group)
    before = told_parts(first, [person.before for person in people])
    after = told_parts(second, [person.after for person in people])
    for part in before.keys() & after.keys():
        changed = {
            at
            for at in before[part] | after[part]
            if not (people[at].is_same and at in before[part] and at in after[part])
        }
        assert not 0 < len(changed) < min_group
    # Whoever changed is another number now; people in the same sets are one atom to the attacker.
    now = {part: {at if people[at].is_same else at + len(people) for at in those} for part, those in after.items()}
    sets = [those for those in (*before.values(), *now.values()) if those]
    patterns = Counter(tuple(at in those for those in sets) for at in range(2 * len(people)))
    seen = [pattern for pattern in patterns if any(pattern)]
    known = [{at for at, pattern in enumerate(seen) if pattern[place]} for place in range(len(sets))]
    assert told_apart(known, [patterns[pattern] for pattern in seen], min_group) is None


def stayed(count: int, *place: str | int | None) -> list[Person]:
    return [Person(Place(*place), Place(*place), True)] * count  # type: ignore[arg-type]


def test_a_role_that_few_joined_is_not_shown_again() -> None:
    # Team u grows by five; two of them are of role x, which was shown: the difference would be these two.
    people = stayed(9, "A", "u", "x", 2) + stayed(9, "A", "v", "y", 2) + stayed(7, "A", "u", "y", 2)
    people += stayed(8, "A", "v", "x", 2)
    joined = [Person(None, Place("A", "u", role, 2), False) for role in "xxyyy"]
    first, second = decided(people + joined, 5)
    roles = {("role", None, "x"), ("role", None, "y")}
    assert roles <= first.levels
    assert ("team", "A", "u") in second.levels
    assert not roles & second.levels


def test_people_who_get_another_target_are_few_or_enough() -> None:
    # Three of target 2 have 3 now: team u's gap figures before less those now would be these three.
    here, there = Place("A", "u", "x", 2), Place("A", "u", "x", 3)
    people = stayed(6, "A", "u", "y", 2) + stayed(6, "A", "u", "z", 3) + [Person(here, there, True)] * 3
    first, second = decided(people, 5)
    assert ("team", "A", "u") in first.gaps
    assert ("team", "A", "u") in second.levels
    assert ("team", "A", "u") not in second.gaps
