"""Everything a publication shows of random companies, held against people who know all of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure.units import Rule
from pipeline.figures import CycleCounts
from pipeline.model import KINDS, Description, Framework, Grouping, Indicator
from pipeline.protection import Protected, atoms, detail_of, protected, rule_of
from pipeline.settings import Settings
from pipeline.warehouse.read import CycleEntry
from tests.pipeline.disclosure.test_units import told_apart
from tests.pipeline.metrics import examples

PLAIN = examples.framework(dimensions=2, lowest=0)
FRAMEWORK: Framework = replace(
    PLAIN,
    dimensions=(
        replace(PLAIN.dimensions[0], levels=(Description(1, "S1", (Indicator("learnt", "I have learnt it"),)),)),
        PLAIN.dimensions[1],
    ),
)
TARGETS = examples.targets([("Engineer", None, None, "D1", 3), ("Designer", None, None, "D1", 1)])
"""Engineers and designers differ in D1, everybody else has no target there; nobody has one in D2."""


class Person(NamedTuple):
    """One respondent: where, and a level per dimension (None: no answer there)."""

    division: str | None
    team: str
    role: str | None
    levels: tuple[int | None, int | None]
    is_asked: bool = True


def counts_of(people: Iterable[Person], targets: pd.DataFrame | None = None, **entry: Any) -> CycleCounts:
    cells: Counter[Any] = Counter()
    ticks: Counter[Any] = Counter()
    for person in people:
        for dimension, level in zip(("D1", "D2"), person.levels, strict=True):
            cells[(person.division, person.team, person.role, dimension, level)] += 1
        if person.is_asked and person.levels[0] is not None:
            ticks[(person.division, person.team, person.role, "D1", "learnt")] += 1
    asked = pd.DataFrame(
        [(*key, number, 0) for key, number in ticks.items()],
        columns=["division", "team", "role", "dimension", "indicator", "asked", "ticked"],
    )
    known = {"min_group": None, "has_roster": False, "has_targets": targets is not None, "has_roadmap": False} | entry
    return CycleCounts(
        CycleEntry(1, "2026", "made", 1, uploads=1, **known),
        FRAMEWORK,
        examples.cube([(*key, number) for key, number in cells.items()]),
        asked.astype({"asked": "int64", "ticked": "int64"}),
        targets,
        "Acme",
        sum(cells.values()),
        "self",
    )


def target_of(person: Person, dimension: str, targets: pd.DataFrame | None) -> int | None:
    if targets is None:
        return FRAMEWORK.default_target
    return {"Engineer": 3, "Designer": 1}.get(person.role or "") if dimension == "D1" else None


def is_member(person: Person, row: Any) -> bool:
    division = None if pd.isna(row.division) else row.division
    if row.kind == "together":
        return person.team in row.group.removeprefix("Small teams together (").removesuffix(")").split(", ")
    return {
        "company": True,
        "division": person.division == row.group,
        "team": (person.division, person.team) == (division, row.group),
        "role": person.role == row.group,
    }[row.kind]


def released(found: Protected, people: list[Person], place: int, targets: pd.DataFrame | None) -> list[set[int]]:
    """The sets of people whose sums in one dimension anybody can read off what is shown."""
    dimension = ("D1", "D2")[place]
    answered = [at for at, person in enumerate(people) if person.levels[place] is not None]
    sets = []
    for row in found.levels[found.levels["shown"] & (found.levels["dimension"] == dimension)].itertuples():
        sets.append({at for at in answered if is_member(people[at], row)})
    for row in found.gaps[found.gaps["shown"] & (found.gaps["dimension"] == dimension)].itertuples():
        members = {at for at in answered if is_member(people[at], row)}
        aims = {at: target_of(people[at], dimension, targets) for at in members}
        sets += [{at for at in members if aims[at] == aim} for aim in set(aims.values())]
    for row in found.indicators[found.indicators["shown"] & (found.indicators["dimension"] == dimension)].itertuples():
        members = {at for at in answered if is_member(people[at], row)}
        ticked = {at for at in members if people[at].is_asked}
        sets += [ticked, members - ticked]
    return [members for members in sets if members]


def is_told_apart(sets: list[set[int]], people: int, min_group: int) -> bool:
    patterns = Counter(tuple(at in members for members in sets) for at in range(people))
    patterns = Counter({pattern: count for pattern, count in patterns.items() if any(pattern)})
    known = [{at for at, pattern in enumerate(patterns) if pattern[place]} for place in range(len(sets))]
    return told_apart(known, list(patterns.values()), min_group) is not None


TEAMS = [("North", "Ash"), ("North", "Elm"), ("North", "Oak"), ("South", "Fir"), ("South", "Yew"), (None, "Bay")]

persons = st.builds(
    lambda team, *rest: Person(*team, *rest),
    st.sampled_from(TEAMS),
    st.sampled_from(["Engineer", "Designer", None]),
    st.tuples(*[st.sampled_from([None, 0, 1, 2, 3, 4])] * 2),
    st.booleans(),
)
# Teams come as blocks of alike people, so that some are large enough to be shown.
companies = st.lists(st.tuples(persons, st.integers(1, 7)), min_size=1, max_size=9).map(
    lambda blocks: [person for person, number in blocks for _ in range(number)]
)


@settings(max_examples=40)
@given(companies, st.integers(2, 5), st.booleans(), st.sampled_from(["off", "suppress"]))
def test_nobody_tells_fewer_people_apart(
    people: list[Person], min_group: int, has_targets: bool, disclosure: Any
) -> None:
    targets = TARGETS if has_targets else None
    found = protected(counts_of(people, targets), Settings(min_group=min_group, group_disclosure=disclosure))
    for place in (0, 1):
        assert not is_told_apart(released(found, people, place, targets), len(people), min_group)


def all_below(sets: list[set[int]], is_below: list[bool]) -> bool:
    """Whether people who are all below target can be told apart: every set of them is held against the sums."""
    patterns: dict[tuple[bool, ...], bool] = {}
    for at, below in enumerate(is_below):
        pattern = tuple(at in members for members in sets)
        patterns[pattern] = patterns.get(pattern, True) and below
    rows = np.array(list(patterns), float).T
    unknown = np.eye(rows.shape[1]) - np.linalg.pinv(rows) @ rows
    alike = [at for at, (pattern, below) in enumerate(patterns.items()) if below and any(pattern)]
    every = np.array(list(product([0.0, 1.0], repeat=len(alike))))[1:]
    return bool((np.abs(every @ unknown[alike]).max(axis=1, initial=0) < 1e-9).any())


@settings(max_examples=40)
@given(companies, st.integers(2, 5), st.booleans())
def test_no_group_wholly_below_target_follows_from_others(
    people: list[Person], min_group: int, has_targets: bool
) -> None:
    targets = TARGETS if has_targets else None
    found = protected(counts_of(people, targets), Settings(min_group=min_group, group_disclosure="suppress"))
    for place, dimension in enumerate(("D1", "D2")):
        aims = [target_of(person, dimension, targets) for person in people]
        levels = [person.levels[place] for person in people]
        is_below = [a is not None and o is not None and o < a for a, o in zip(aims, levels, strict=True)]
        assert not all_below(released(found, people, place, targets), is_below)


@settings(max_examples=20)
@given(companies, st.integers(2, 5), st.booleans())
def test_what_is_shown_is_what_is_there(people: list[Person], min_group: int, has_targets: bool) -> None:
    targets = TARGETS if has_targets else None
    found = protected(counts_of(people, targets), Settings(min_group=min_group))
    for row in found.levels.itertuples():
        members = [person for person in people if is_member(person, row)]
        if pd.isna(row.dimension):
            continue
        place = ("D1", "D2").index(row.dimension)
        levels = Counter(str(person.levels[place]) for person in members if person.levels[place] is not None)
        if row.shown:
            assert {level: count for level, count in row.levels.items() if count} == levels
            assert row.assessed == sum(levels.values()) >= min_group
        else:
            assert row.levels is None
            assert pd.isna(row.assessed)
            assert pd.isna(row.no_answer)
    of_groups = found.levels.groupby(["kind", "division", "group"], dropna=False)
    for _, rows in of_groups:
        [pooled] = rows[rows["dimension"].isna()].itertuples()
        shown = rows[rows["dimension"].notna() & rows["shown"]]
        assert bool(pooled.shown) == bool(len(shown))
        if pooled.shown:
            assert pooled.assessed == shown["assessed"].sum()
            assert Counter(pooled.levels) == sum((Counter(levels) for levels in shown["levels"]), Counter())


def crowd(number: int, division: str, team: str, role: str | None = None, level: int = 2) -> list[Person]:
    return [Person(division, team, role, (level, level))] * number


WORKED = [
    *crowd(12, "North", "N1"),
    *crowd(7, "North", "N2"),
    *crowd(3, "North", "N3"),
    *crowd(9, "South", "S1"),
    *crowd(6, "South", "S2"),
    *crowd(4, "West", "W1"),
]
"""A company in which West has four people: company - North - South tells of them."""


def test_the_worked_company() -> None:
    levels = protected(counts_of(WORKED), Settings()).levels
    shown = levels[levels["shown"] & (levels["dimension"] == "D1")]
    assert [(row.kind, row.group, row.assessed) for row in shown.itertuples()] == [
        ("company", "Acme", 41),
        ("division", "South", 15),
        ("team", "N1", 12),
        ("team", "S1", 9),
        ("team", "S2", 6),
        ("together", "Small teams together (N2, N3, W1)", 14),
    ]
    plain = [set(range(41)), set(range(22)), set(range(22, 37)), set(range(12)), set(range(22, 31))]
    assert is_told_apart(plain, 41, 5)  # every group of five or more, and nothing else: a threshold alone leaks


def test_a_team_wholly_below_target_is_hidden_where_that_is_asked_for() -> None:
    people = [*crowd(8, "North", "N1", level=4), *crowd(8, "North", "N2", level=0), *crowd(8, "South", "S1", level=4)]

    def shown(disclosure: Any) -> set[str]:
        gaps = protected(counts_of(people), Settings(group_disclosure=disclosure)).gaps
        return set(gaps[gaps["shown"] & gaps["kind"].isin(["team", "together"])]["group"])

    assert shown("off") == {"N1", "N2", "S1"}
    assert shown("suppress") == {"Small teams together (N1, N2)", "S1"}


def test_a_role_wholly_below_target_is_not_what_the_company_has_beside_the_others() -> None:
    people = [
        *crowd(6, "North", "N1", "Designer", level=0),
        *crowd(9, "North", "N1", "Engineer", level=4),
        *crowd(9, "South", "S1", "Engineer", level=4),
    ]

    def shown(disclosure: Any) -> set[str]:
        levels = protected(counts_of(people), Settings(group_disclosure=disclosure)).levels
        return set(levels[levels["shown"]]["group"])

    assert shown("off") == {"Acme", "North", "South", "N1", "S1", "Designer", "Engineer"}
    assert shown("suppress") == {"Acme", "North", "South", "N1", "S1"}  # company - Engineer = Designer


def test_the_group_size_is_the_cycle_s_own() -> None:
    def entry(**known: Any) -> CycleEntry:
        return counts_of(WORKED, **known).entry

    assert rule_of(Settings(min_group=7), entry()) == Rule(7)
    assert rule_of(Settings(min_group=7), entry(min_group=4)) == Rule(4)
    assert rule_of(Settings(min_group=7, group_disclosure="suppress"), entry(promise="open")) == Rule(1, True)
    assert [detail_of(Settings(min_group=7), entry(**known)) for known in ({}, {"min_group": 8})] == [7, 8]
    assert detail_of(Settings(min_group_detail=9), entry()) == 9
    assert detail_of(Settings(), entry(promise="open")) == 1


def test_atoms_are_everybody_who_answered_once() -> None:
    people = [
        Person("North", "Ash", "Engineer", (2, None)),
        Person("North", "Ash", "Engineer", (3, 1), is_asked=False),
        Person("North", "Ash", None, (0, 4)),
    ]
    found = atoms(counts_of(people, TARGETS))
    rows = found[found["assessed"] > 0].astype(object).where(found.notna(), None)
    assert {(row.role, row.dimension, row.target, row.is_asked, row.assessed) for row in rows.itertuples()} == {
        ("Engineer", "D1", 3, True, 1),
        ("Engineer", "D1", 3, False, 1),
        (None, "D1", None, True, 1),
        ("Engineer", "D2", None, False, 1),
        (None, "D2", None, False, 1),
    }
    assert found.groupby("dimension")["below"].sum().to_dict() == {"D1": 1, "D2": 0}


@pytest.mark.parametrize("kind", KINDS)
def test_every_group_has_its_rows_shown_or_not(kind: Any) -> None:
    counts = counts_of(WORKED)
    found = protected(counts, Settings())
    for by_dimension in (True, False):
        whole = counts.gaps(Grouping(kind, by_dimension))
        rows = found.gaps[(found.gaps["kind"] == kind) & (found.gaps["dimension"].notna() == by_dimension)]
        assert rows["group"].tolist() == whole["group"].tolist()
        assert list(rows.columns) == list(whole.columns)
