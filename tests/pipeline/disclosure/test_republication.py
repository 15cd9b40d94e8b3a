"""A second publication: single cases by hand, and random ones against somebody who mixes all that was told."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure.republication import Crossing, Settled, Since, held, settled
from pipeline.disclosure.units import Answers, Rule, Team, Unit, unit_map

A, B, C = (Team("North", name) for name in "ABC")
Person = tuple[Team | None, Team | None, bool]
"""Where somebody answered before and answers now, and whether all stayed the same."""


def since(people: list[Person], *units: Unit) -> Since:
    return Since(units, tuple(Crossing(*person, count) for person, count in Counter(people).items()))


def now(people: list[Person]) -> dict[Team, Answers]:
    return {team: Answers(count) for team, count in Counter(after for _, after, _ in people).items() if team}


def stayed(team: Team, count: int) -> list[Person]:
    return [(team, team, True)] * count


def again(people: list[Person], *old: Unit, k: int = 5) -> Settled:
    answers = now(people)
    return settled(unit_map(answers, Rule(k)).units, answers, [since(people, *old)], Rule(k))


def unit(*teams: Team) -> Unit:
    return frozenset(teams)


@pytest.mark.parametrize(
    ("people", "old", "expected"),
    [
        # nobody changed
        (stayed(A, 8) + stayed(B, 6), (unit(A), unit(B)), Settled((unit(A), unit(B)))),
        # one more in A: the difference is that person
        (
            stayed(A, 8) + stayed(B, 6) + [(None, A, False)],
            (unit(A), unit(B)),
            Settled((unit(A), unit(B)), frozenset([unit(A)])),
        ),
        # four gone from A and one new: five people
        (
            stayed(A, 8) + [(A, None, False)] * 4 + [(None, A, False)] + stayed(B, 6),
            (unit(A), unit(B)),
            Settled((unit(A), unit(B))),
        ),
        # one moved from A to B: both
        (
            stayed(A, 8) + stayed(B, 6) + [(A, B, False)],
            (unit(A), unit(B)),
            Settled((unit(A), unit(B)), frozenset([unit(A), unit(B)])),
        ),
        # three of C stood with B; five more make it large enough alone, but B before and now would tell the three
        (
            stayed(A, 8) + stayed(B, 7) + stayed(C, 3) + [(None, C, False)] * 5,
            (unit(A), unit(B, C)),
            Settled((unit(A), unit(B, C))),
        ),
        # two divisions of one team each: a unit that today alone would be two is two where nobody stands out
        (stayed(B, 5) + stayed(C, 6), (unit(B, C),), Settled((unit(B), unit(C)))),
        # a new team of six is a unit of its own; one of two would join A and be the difference
        (stayed(A, 8) + [(None, B, False)] * 6, (unit(A),), Settled((unit(A), unit(B)))),
        (stayed(A, 8) + [(None, B, False)] * 2, (unit(A),), Settled((unit(A, B),), frozenset([unit(A, B)]))),
        # too few are left to be shown
        (
            stayed(A, 3) + [(A, None, False)] * 9 + stayed(B, 6),
            (unit(A), unit(B)),
            Settled((unit(A), unit(B)), frozenset([unit(A)])),
        ),
    ],
)  # fmt: skip
def test_the_rules_one_by_one(people: list[Person], old: tuple[Unit, ...], expected: Settled) -> None:
    assert again(people, *old) == expected


def test_every_earlier_publication_counts() -> None:
    # Five joined after the first one; since the second only one came, who had been in the first.
    latest = since(stayed(A, 12) + [(None, A, False)], unit(A))
    first = since(stayed(A, 8) + [(None, A, False)] * 5, unit(A))
    answers = {A: Answers(13)}
    assert settled([unit(A)], answers, [first], Rule(5)).contested == frozenset()
    assert settled([unit(A)], answers, [latest, first], Rule(5)).contested == {unit(A)}


def test_whatever_a_contested_unit_touches_keeps_its_figures() -> None:
    assert held([unit(A)], [unit(A), unit(B), unit(C)], [unit(A, B), unit(C)]) == {A, B}


def least_left(people: list[Person], old: list[Unit], new: list[Unit]) -> int:
    """The fewest people, above none, in whom any mixture of the published sums differs from nothing."""
    rows = [[(before in cell, False) for before, _, _ in people] for cell in old]
    rows += [[(False, after in cell) for _, after, _ in people] for cell in new]
    told = np.array(rows, dtype=int).reshape(len(rows), len(people), 2)
    is_same = np.array([same for _, _, same in people])
    factors = np.array(list(product((-1, 0, 1), repeat=len(rows))))
    before, after = factors @ told[:, :, 0], factors @ told[:, :, 1]
    in_it = np.where(is_same, before + after != 0, (before != 0) | (after != 0)).sum(axis=1)
    return int(in_it[in_it > 0].min(initial=10**6))


@settings(max_examples=60)
@given(st.data())
def test_no_mixture_of_two_publications_tells_of_few(data: st.DataObject) -> None:
    teams = [Team(division, name) for division, name in (("N", "a"), ("N", "b"), ("N", "c"), ("S", "d"), ("S", "e"))]
    k = data.draw(st.integers(2, 4))
    people: list[Person] = []
    for team in teams:
        people += stayed(team, data.draw(st.integers(0, 7)))
        people += [(team, None, False)] * data.draw(st.sampled_from((0, 0, 0, 1, 4)))
        people += [(None, team, False)] * data.draw(st.sampled_from((0, 0, 0, 1, 4)))
        moved = st.tuples(st.just(team), st.sampled_from(teams), st.just(False))
        people += data.draw(st.lists(moved, max_size=2))
    before = {team: Answers(count) for team, count in Counter(was for was, _, _ in people).items() if team}
    old = unit_map(before, Rule(k)).units
    found = again(people, *old, k=k)
    assert {team for each in found.units for team in each} == set(now(people)) or not found.units
    published = [each for each in found.units if each not in found.contested]
    assert least_left(people, list(old), published) >= k
