"""Publication units: the worked tree, the rules one by one, and random companies against an independent attacker."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure.oracle import leak
from pipeline.disclosure.units import Answers, Rule, Team, UnitMap, unit_map


def company(**divisions: dict[str, int]) -> dict[Team, Answers]:
    """Teams by division; the division ``Straight`` stands for teams right below the company."""
    return {
        Team(None if division == "Straight" else division, team): Answers(people)
        for division, teams in divisions.items()
        for team, people in teams.items()
    }


def brief(found: UnitMap) -> tuple[list[str], bool, list[str], list[str]]:
    units = sorted("+".join(sorted(team.team for team in unit)) for unit in found.units)
    return units, found.has_company, sorted(found.divisions), sorted(team.team for team in found.teams)


def test_the_worked_tree() -> None:
    answers = company(North={"N1": 12, "N2": 7, "N3": 3}, South={"S1": 9, "S2": 6}, West={"W1": 4})
    assert brief(unit_map(answers, Rule(5))) == (
        ["N1", "N2+N3+W1", "S1", "S2"],
        True,
        ["South"],
        ["N1", "S1", "S2"],
    )


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (company(), ([], False, [], [])),
        (company(A={"a": 4}), ([], False, [], [])),  # smaller than 5: nothing
        (company(A={"a": 5}), (["a"], True, ["A"], ["a"])),
        (company(A={"a": 3, "b": 3}), (["a+b"], True, ["A"], [])),  # small teams together, inside the division
        (company(A={"a": 9, "b": 0}), (["a"], True, ["A"], ["a"])),  # nobody answered in b: nothing to protect
        (company(A={"a": 9, "b": 1}), (["a+b"], True, ["A"], [])),
        # two small divisions become one unit at the company
        (company(A={"a": 3}, B={"b": 3}, C={"c": 8}), (["a+b", "c"], True, ["C"], ["c"])),
        # a team without a division joins at the company; of two teams the smaller one is given up
        (company(Straight={"x": 2}, A={"a": 8, "b": 7}), (["a", "b+x"], True, [], ["a"])),
        # losing one division (B, which shows no team) is cheaper than losing a team and its division
        (company(A={"a": 8}, B={"b": 3, "c": 4}, C={"d": 2}), (["a", "b+c+d"], True, ["A"], ["a"])),
        # of equals the fewest respondents, then the name
        (company(A={"a": 6, "b": 6, "c": 1}), (["a+c", "b"], True, ["A"], ["b"])),
    ],
)
def test_the_rules_one_by_one(
    answers: dict[Team, Answers], expected: tuple[list[str], bool, list[str], list[str]]
) -> None:
    assert brief(unit_map(answers, Rule(5))) == expected


def test_teams_of_one_name_are_two_teams() -> None:
    found = unit_map(company(A={"x": 6}, B={"x": 7}), Rule(5))
    assert found.teams == {Team("A", "x"), Team("B", "x")}


def test_a_unanimous_group_is_hidden_where_that_is_the_setting() -> None:
    answers = {Team("A", "all below"): Answers(6, 6, 6), Team("A", "mixed"): Answers(7, 7, 2)}
    assert len(unit_map(answers, Rule(5)).units) == 2
    strict = unit_map(answers, Rule(5, suppresses_unanimous=True))
    assert brief(strict) == (["all below+mixed"], True, ["A"], [])
    assert unit_map({Team("A", "x"): Answers(6, 6, 6)}, Rule(5, suppresses_unanimous=True)) == UnitMap()


companies = st.dictionaries(
    st.tuples(st.sampled_from([None, "A", "B", "C"]), st.sampled_from("uvwxyz")), st.integers(0, 12), max_size=12
)


def told_apart(released: list[set[int]], people: list[int], most: int) -> set[int] | None:
    """An attacker of another make: every small set of atoms, held against the span of the released groups."""
    filled = [at for at, count in enumerate(people) if count]
    rows = np.array([[float(at in group) for at in filled] for group in released])
    rank = np.linalg.matrix_rank(rows) if len(rows) else 0
    small = [at for at in filled if people[at] < most]
    for size in range(1, most):
        for chosen in combinations(small, size):
            if sum(people[at] for at in chosen) < most:
                aim = np.array([[float(at in chosen) for at in filled]])
                if rank and np.linalg.matrix_rank(np.vstack([rows, aim])) == rank:
                    return set(chosen)
    return None


def groups_shown(teams: list[Team], found: UnitMap) -> list[set[int]]:
    shown = [{at for at, team in enumerate(teams)}] if found.has_company else []
    shown += [{at for at, team in enumerate(teams) if team.division == division} for division in found.divisions]
    shown += [{teams.index(team)} for team in found.teams]
    return shown + [{teams.index(team) for team in unit} for unit in found.together]


@settings(max_examples=150, deadline=None)
@given(companies, st.integers(1, 6))
def test_no_attacker_tells_a_small_group_apart(found: dict[tuple[str | None, str], int], min_group: int) -> None:
    answers = {Team(*team): Answers(people) for team, people in found.items()}
    teams, people = list(answers), [figures.assessed for figures in answers.values()]
    mapped = unit_map(answers, Rule(min_group))
    released = groups_shown(teams, mapped)
    assert told_apart(released, people, min_group) is None
    masks = np.array([[at in group for at in range(len(teams))] for group in released], bool)
    assert not released or leak(masks, np.array(people, np.int64), min_group) is None
    parted = [team for unit in mapped.units for team in unit]
    assert len(parted) == len(set(parted))
    assert set(parted) == ({team for team, n in zip(teams, people, strict=True) if n} if mapped.units else set())
    assert mapped.has_company == (sum(people) >= min_group and sum(people) > 0)


@settings(max_examples=150, deadline=None)
@given(companies, st.integers(2, 6))
def test_the_oracle_and_the_attacker_agree_on_a_plain_threshold(
    found: dict[tuple[str | None, str], int], min_group: int
) -> None:
    teams, people = [Team(*team) for team in found], list(found.values())
    divisions = {team.division for team in teams if team.division}
    groups = [set(range(len(teams)))] + [{at for at, t in enumerate(teams) if t.division == d} for d in divisions]
    groups += [{at} for at in range(len(teams))]
    released = [group for group in groups if sum(people[at] for at in group) >= min_group]
    masks = np.array([[at in group for at in range(len(teams))] for group in released], bool)
    masks = masks.reshape(len(released), len(teams))
    named = leak(masks, np.array(people, np.int64), min_group)
    expected = told_apart(released, people, min_group)
    assert (named is None) == (expected is None)
    if named is not None:
        assert 1 <= sum(people[at] for at in np.flatnonzero(named)) < min_group


def test_a_plain_threshold_leaks_on_the_worked_tree() -> None:
    # company 41 - North 22 - South 15 = the 4 people of West
    people = np.array([12, 7, 3, 9, 6, 4], np.int64)
    released = np.array(
        [[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0], [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], bool
    )
    named = leak(released, people, 5)
    assert named is not None
    assert people[named].sum() in (3, 4)


def test_what_crosses_is_found() -> None:
    # two teams of 6 in two roles: role totals 8 and 4 would tell each role apart only as a whole (4 < 5)
    people = np.array([4, 2, 4, 2], np.int64)  # (team 1, role a), (1, b), (2, a), (2, b)
    teams = np.array([[1, 1, 0, 0], [0, 0, 1, 1]], bool)
    assert leak(teams, people, 5) is None
    role_b = np.array([[0, 1, 0, 1]], bool)
    named = leak(np.vstack([teams, role_b]), people, 5)
    assert named is not None
    assert named.tolist() == [False, True, False, True]
