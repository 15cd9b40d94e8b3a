"""The oracle against attackers of other makes: every set tried one by one, and an integer program."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.disclosure import blocks, oracle
from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.exact import PRIME, echelon, null_space, times
from pipeline.disclosure.oracle import leak, taking_part
from pipeline.disclosure.small_sets import Allowance, NoEnd, small_sets
from tests.pipeline.disclosure.test_units import told_apart

People = npt.NDArray[np.int64]


@st.composite
def any_groups(draw: st.DrawFn) -> tuple[Mask, People]:
    """Up to seven groups of up to nine atoms, without any order."""
    atoms = draw(st.integers(1, 9))
    rows = draw(st.lists(st.lists(st.booleans(), min_size=atoms, max_size=atoms), max_size=7))
    people = draw(st.lists(st.integers(0, 11), min_size=atoms, max_size=atoms))
    return np.array(rows, bool).reshape(len(rows), atoms), np.array(people, np.int64)


@st.composite
def crossing_groups(draw: st.DrawFn) -> tuple[Mask, People]:
    """Teams of up to three roles each, with some of their totals, parts of them, and roles across all of them."""
    teams, roles = draw(st.integers(2, 5)), draw(st.integers(1, 3))
    team, role = np.repeat(np.arange(teams), roles), np.tile(np.arange(roles), teams)
    wholes = [team == at for at in range(teams)] + [role == at for at in range(roles)] + [team % 2 == 0]
    parts = [(team == at) & (role == 0) for at in range(teams)] + [(team % 2 == 1) & (role == 0)]
    every = [*wholes, *parts, np.ones(len(team), bool)]
    is_there = draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every)))
    people = draw(st.lists(st.integers(0, 6), min_size=len(team), max_size=len(team)))
    rows = [row for row, is_in in zip(every, is_there, strict=True) if is_in]
    return np.array(rows, bool).reshape(len(rows), len(team)), np.array(people, np.int64)


groups = st.one_of(any_groups(), crossing_groups())


@settings(max_examples=400)
@given(groups, st.integers(1, 20), st.sampled_from([(1, 1), (2, 2), (5, 1), (64, 2), (64, 12)]))
def test_it_finds_what_trying_every_set_finds(made: tuple[Mask, People], min_group: int, most: tuple[int, int]) -> None:
    released, people = made
    with pytest.MonkeyPatch.context() as patch:
        for name, number in zip(("MOST_KINDS", "MOST_ROWS"), most, strict=True):
            patch.setattr(blocks, name, number)  # where these are small, nearly all runs across blocks
        named = leak(released, people, min_group)
    sets = [set(np.flatnonzero(row).tolist()) for row in released]
    # An atom that is in no group can be no part of a set, and the attacker has to know of those that are.
    seen = np.where(released.any(axis=0), people, 0) if len(released) else np.zeros_like(people)
    assert (named is None) == (told_apart(sets, seen.tolist(), min_group) is None)
    if named is not None:
        assert 1 <= people[named].sum() < min_group
        assert is_combination(released, named & (people > 0), people > 0)


def is_combination(released: Mask, told: Mask, is_filled: Mask) -> bool:
    rows = released[:, is_filled].astype(float)
    both = np.vstack([rows, told[is_filled].astype(float)])
    return bool(np.linalg.matrix_rank(both) == np.linalg.matrix_rank(rows))


@settings(max_examples=60)
@given(groups, st.integers(1, 20))
def test_it_finds_what_an_integer_program_finds(made: tuple[Mask, People], min_group: int) -> None:
    # Not the other way round: the program works in floating numbers and overlooks a set now and then.
    released, people = made
    if len(released) and people.any() and in_a_program(released, people, min_group):
        assert leak(released, people, min_group) is not None


def in_a_program(released: Mask, people: People, min_group: int) -> bool:
    kinds, weights = released[:, people > 0], people[people > 0].astype(float)
    count = kinds.shape[1]
    combined = sparse.hstack([sparse.csr_array(kinds.T.astype(float)), -sparse.eye_array(count)])
    size = np.concatenate([np.zeros(len(kinds)), weights])
    answer = milp(
        c=size,
        constraints=[LinearConstraint(combined, 0, 0), LinearConstraint(size[None, :], 1, min_group - 1)],
        integrality=np.concatenate([np.zeros(len(kinds)), np.ones(count)]),
        bounds=Bounds(
            np.concatenate([np.full(len(kinds), -100.0), np.zeros(count)]),
            np.concatenate([np.full(len(kinds), 100.0), np.ones(count)]),
        ),
    )
    if answer.x is None:
        return False
    named = np.zeros(len(people), bool)
    named[people > 0] = answer.x[len(kinds) :] > 0.5
    return bool(named.any()) and is_combination(released, named, people > 0)


def test_a_role_that_crosses_hundreds_of_teams_tells_of_the_one_that_differs() -> None:
    # 300 teams of two roles, 6 and 7 people; in the last one 3 and 12. Released: the teams, role a but for the last
    # team's, and role a: their difference is the three.
    people = np.array([6, 7] * 299 + [3, 12], np.int64)
    team, role = np.repeat(np.arange(300), 2), np.tile([0, 1], 300)
    teams = np.array([team == at for at in range(300)])
    roles = np.array([(role == 0) & (team < 299), role == 0])
    named = leak(np.vstack([teams, roles]), people, 5)
    assert named is not None
    assert np.flatnonzero(named).tolist() == [598]
    assert leak(np.vstack([teams, roles[1:]]), people, 5) is None


def test_a_search_that_may_not_go_on_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    people = np.array([12, 4, 8, 3], np.int64)
    released = np.array([[1, 1, 1, 1], [1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]], bool)
    monkeypatch.setattr(oracle, "MOST_STEPS", 0)
    named = leak(released, people, 5)
    assert named is not None
    assert named.tolist() == [False, True, False, True]


def test_which_groups_a_difference_is_made_of() -> None:
    people = np.array([12, 4, 8, 9], np.int64)
    released = np.array([[1, 1, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], bool)
    told = np.array([False, True, False, False])
    assert taking_part(released, told, people).tolist() == [True, True, True, False]


def test_all_small_sets_of_a_few_rows() -> None:
    rows = np.array([[1, 1, 1], [1, 0, 0]], np.int64)
    found = small_sets(rows, np.zeros(3, np.int64), np.array([9, 2, 2]), 4, Allowance(100))
    assert sorted(found.tolist()) == [[0, 0, 0], [0, 1, 1]]
    with pytest.raises(NoEnd):
        small_sets(rows, np.zeros(3, np.int64), np.array([9, 2, 2]), 4, Allowance(1))


def test_remainders_of_large_numbers() -> None:
    large = np.full((1, 300), PRIME - 1, np.int64)  # -1
    assert times(large, large.T).tolist() == [[300]]
    solved = echelon(np.array([[0, 2, 4], [3, 3, 0]], np.int64))
    assert solved.pivots.tolist() == [0, 1]
    assert solved.rows.tolist() == [[1, 0, PRIME - 2], [0, 1, 2]]
    assert null_space(np.array([[1, PRIME - 1, 0]], np.int64)).tolist() == [[1, 1, 0], [0, 0, 1]]
