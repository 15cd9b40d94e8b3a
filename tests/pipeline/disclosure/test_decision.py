"""What is shown of random companies with roles and targets, held against an attacker who uses all of it at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure.decision import decisions
from pipeline.disclosure.released import Decision, together_group, together_name
from pipeline.disclosure.units import Rule, Team
from tests.pipeline.disclosure.test_units import told_apart

Atom = tuple[str | None, str, str | None, int | None, int]
"""Division, team, role, target, people."""


def atoms_of(*atoms: Atom) -> pd.DataFrame:
    rows = pd.DataFrame(atoms, columns=["division", "team", "role", "target", "assessed"])
    return rows.assign(
        dimension="d",
        is_asked=True,
        below=0,
        target=rows["target"].astype("Int64"),
        assessed=rows["assessed"].astype("int64"),
    )


def decided(*atoms: Atom, min_group: int = 5) -> Decision:
    return decisions(atoms_of(*atoms), Rule(min_group), "Acme").get("d", Decision())


def test_one_target_for_all_shows_gaps_wherever_levels_are() -> None:
    found = decided(("A", "a", None, 2, 6), ("A", "b", None, 2, 7))
    assert found.levels == found.gaps
    assert found.levels == {
        ("company", None, "Acme"),
        ("division", None, "A"),
        ("team", "A", "a"),
        ("team", "A", "b"),
    }


def test_nobody_with_a_target_has_levels_and_no_gaps() -> None:
    found = decided(("A", "a", None, None, 6))
    assert ("team", "A", "a") in found.levels
    assert found.gaps == frozenset()


def test_the_two_of_a_team_who_have_another_target_hide_its_gaps_and_its_siblings() -> None:
    found = decided(("A", "a", "x", 2, 6), ("A", "a", "y", 3, 2), ("A", "b", "x", 2, 6), ("A", "b", "y", 3, 6))
    assert ("team", "A", "a") in found.levels
    assert ("team", "A", "a") not in found.gaps
    # with the gaps of b, the company's (target 3: 8 people) would give the two of a away
    assert ("team", "A", "b") not in found.gaps or ("company", None, "Acme") not in found.gaps


def test_a_role_that_would_tell_four_people_apart_is_not_shown() -> None:
    found = decided(("A", "a", "x", 2, 8), ("A", "b", "x", 2, 8), ("A", "b", "y", 2, 4))
    # role x has 16 of 20 people: company - x would tell the four apart
    assert not [group for group in found.levels if group[0] == "role"]
    assert ("team", "A", "b") in found.levels


def test_small_teams_are_one_row() -> None:
    found = decided(("A", "a", None, 2, 3), ("A", "b", None, 2, 3), ("B", "c", None, 2, 9))
    [unit] = found.together
    assert together_group(unit) == ("together", "A", "Small teams together (a, b)")
    assert together_group(unit) in found.levels
    assert together_name(frozenset([Team("A", "x"), Team(None, "x")])) == (
        "Small teams together (x of A, x of no division)"
    )


atom_lists = st.lists(
    st.tuples(
        st.sampled_from([None, "A", "B"]),
        st.sampled_from("uvw"),
        st.sampled_from([None, "x", "y"]),
        st.sampled_from([None, 2, 3]),
        st.integers(1, 9),
    ),
    max_size=10,
    unique_by=lambda atom: atom[:4],
)


def masks_of(atoms: pd.DataFrame, group: tuple[str, str | None, str], found: Decision) -> np.ndarray:
    kind, division, name = group
    divisions = [None if pd.isna(d) else d for d in atoms["division"]]
    if kind == "company":
        return np.ones(len(atoms), bool)
    if kind == "division":
        return np.array([d == name for d in divisions])
    if kind == "role":
        return np.array([role == name for role in atoms["role"]])
    if kind == "together":
        [unit] = [unit for unit in found.together if together_group(unit) == group]
        return np.array([Team(d, t) in unit for d, t in zip(divisions, atoms["team"], strict=True)])
    return np.array([(d, t) == (division, name) for d, t in zip(divisions, atoms["team"], strict=True)])


@settings(max_examples=120, deadline=None)
@given(atom_lists, st.integers(2, 5))
def test_nothing_shown_tells_fewer_people_apart(atoms: list[Atom], min_group: int) -> None:
    rows = atoms_of(*atoms)
    found = decided(*atoms, min_group=min_group)
    released = []
    for group in found.levels:
        mask = masks_of(rows, group, found)
        released.append(set(np.flatnonzero(mask)))
        if group in found.gaps:  # gap figures are as good as the levels of each target's people
            for target in rows["target"].fillna(-1)[mask].unique():
                released.append(set(np.flatnonzero(mask & (rows["target"].fillna(-1) == target).to_numpy())))
    assert told_apart(released, rows["assessed"].tolist(), min_group) is None
    assert found.gaps <= found.levels


def test_a_team_gives_its_gap_up_so_that_division_and_company_keep_theirs() -> None:
    # c's two of target 3 may not be told: A less a and b would tell them, A less a does not.
    found = decided(
        *(("A", "a", "x", 2, 9), ("A", "a", "y", 3, 9)),
        *(("A", "b", "x", 2, 6), ("A", "b", "y", 3, 6)),
        *(("A", "c", "x", 2, 6), ("A", "c", "y", 3, 2)),
        *(("B", "d", "x", 2, 8), ("B", "d", "y", 3, 8)),
    )
    hidden = {name for kind, _, name in found.levels - found.gaps if kind != "role"}
    assert hidden == {"b", "c"}
