"""In which order gaps stand, by hand, and their bands against everything that the silent may have said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.metrics.people import People
from pipeline.metrics.priority import COLUMNS, DRAWS, completions, priorities
from tests.pipeline.metrics.examples import cube, framework, plain_rows, targets

EXAMPLE = json.loads((Path(__file__).parents[2] / "worked_example.json").read_text("utf-8"))
LEVELS = range(5)


def people(dimension: str, *levels: int | None, team: str = "Heron", role: str | None = None) -> list[Any]:
    """One row per level that somebody has."""
    return [("North", team, role, dimension, level, levels.count(level)) for level in sorted(set(levels), key=str)]


def ranked(rows: list[Any], criticality: dict[str, float] | None = None, **changed: Any) -> list[tuple[Any, ...]]:
    """``(dimension, class, rank, rank_low, rank_high)`` against target 2 of the levels 0..4."""
    dimensions = sorted({row[3] for row in rows})
    asked = {
        "targets": None,
        "framework": framework(len(dimensions), lowest=0),
        "dimensions": dimensions,
        "criticality": criticality or {},
        "common_from": 0.5,
        "has_headcount": True,
    }
    found = priorities(cube(rows), **(asked | changed))
    assert list(found.columns) == COLUMNS
    names = ["dimension", "class", "rank", "rank_low", "rank_high"]
    return [tuple(row[name] for name in names) for row in plain_rows(found)]


# Below 2: D1 3 of 5, D2 4 of 5, D3 1 of 5, D4 2 of 5, D5 2 of 5 (and further down)
EVERYBODY = [
    *people("D1", 0, 0, 1, 2, 3),
    *people("D2", 1, 1, 1, 1, 4),
    *people("D3", 1, 2, 2, 2, 2),
    *people("D4", 1, 1, 2, 2, 2),
    *people("D5", 0, 1, 2, 2, 2),
]


def test_without_a_roadmap_the_most_common_comes_first_then_the_deeper() -> None:
    assert ranked(EVERYBODY) == [
        ("D1", "C", 2, 2, 2),
        ("D2", "C", 1, 1, 1),
        ("D3", "D", 5, 5, 5),
        ("D4", "D", 4, 4, 4),
        ("D5", "D", 3, 3, 3),
    ]


def test_what_blocks_a_project_comes_before_what_is_only_common() -> None:
    assert ranked(EVERYBODY, {"D1": 1.0, "D3": 6.0, "D4": 2.0, "D5": 2.0}) == [
        ("D1", "A", 1, 1, 1),
        ("D2", "C", 5, 5, 5),
        ("D3", "B", 2, 2, 2),
        ("D4", "B", 4, 4, 4),
        ("D5", "B", 3, 3, 3),
    ]


def test_the_worked_example_s_classes() -> None:
    own = framework(2)
    rows = []
    for person, given_levels in EXAMPLE["responses"]["2026"].items():
        team = next(team for team, members in EXAMPLE["roster"]["2026"].items() if person in members)
        rows += [(None, team, None, dimension, level, 1) for dimension, level in given_levels.items()]
    aims = targets([(None, None, None, dimension, level) for dimension, level in EXAMPLE["targets"].items()])
    critical = {name: float(weight) for name, weight in EXAMPLE["demand"]["criticality"].items()}
    found = priorities(cube(rows), aims, own, ["D1", "D2"], critical, 0.5, has_headcount=True).set_index("dimension")
    assert found["class"].to_dict() == {name: told[0] for name, told in EXAMPLE["ranking"]["classes"].items()}
    assert found["rank"].sort_values().index.tolist() == EXAMPLE["ranking"]["combined"]


def test_equals_stand_by_name_and_a_setting_says_what_is_common() -> None:
    same = [*people("D1", 1, 2), *people("D2", 1, 2)]
    assert [row[:3] for row in ranked(same)] == [("D1", "C", 1), ("D2", "C", 2)]
    assert [row[:3] for row in ranked(same, common_from=0.51)] == [("D1", "D", 1), ("D2", "D", 2)]


def test_a_criticality_that_is_not_known_is_null_and_not_0() -> None:
    asked = (None, framework(5, lowest=0), [f"D{k}" for k in range(1, 6)])
    known, unknown = (priorities(cube(EVERYBODY), *asked, each, 0.5, has_headcount=True) for each in ({}, None))
    assert known["criticality"].tolist() == [0.0] * 5
    assert unknown["criticality"].isna().all()
    pd.testing.assert_frame_equal(known.drop(columns="criticality"), unknown.drop(columns="criticality"))


def test_a_dimension_that_is_left_out_leaves_no_hole() -> None:
    assert ranked(EVERYBODY, dimensions=["D1", "D3"], framework=framework(5, lowest=0)) == [
        ("D1", "C", 1, 1, 1),
        ("D3", "D", 2, 2, 2),
    ]


def test_nobody_assessed_is_not_common_and_last() -> None:
    rows = [*people("D1", None, None), *people("D2", 2, 2), *people("D3", 1, 1, role="Engineer")]
    aims = targets([(None, None, None, "D1", 2), (None, None, None, "D2", 2)])  # nobody has a target in D3
    assert [row[:3] for row in ranked(rows, targets=aims)] == [("D1", "D", 2), ("D2", "D", 1), ("D3", "D", 3)]
    assert ranked(rows, {"D3": 1.0}, targets=aims)[2][1:3] == ("B", 1)


def test_without_a_roster_no_band_is_invented() -> None:
    rows = [*people("D1", 1, 2, 2, None, None, None), *people("D2", 1, 1, 2, None, None, None)]
    assert ranked(rows, has_headcount=False) == [("D1", "D", 2, 2, 2), ("D2", "C", 1, 1, 1)]
    assert ranked(rows) == [("D1", "D", 2, 1, 2), ("D2", "C", 1, 1, 2)]


def test_neither_the_order_of_rows_nor_the_names_of_teams_matter_and_the_cube_stays() -> None:
    rows = [
        *people("D1", 0, 1, 2, None, None, team="Heron"),
        *people("D1", 3, 3, None, team="Egret"),
        *people("D2", 0, 1, 2, 2, None, team="Heron"),
        *people("D2", 0, None, None, team="Egret"),
    ]
    swapped = [(d, {"Heron": "Egret", "Egret": "Heron"}[team], *rest) for d, team, *rest in rows]
    counts, before = cube(rows), cube(rows)
    asked = (None, framework(2, lowest=0), ["D1", "D2"], {}, 0.5)
    found = priorities(counts, *asked, has_headcount=True)
    pd.testing.assert_frame_equal(counts, before)
    pd.testing.assert_frame_equal(priorities(counts[::-1], *asked, has_headcount=True), found)
    pd.testing.assert_frame_equal(priorities(cube(swapped), *asked, has_headcount=True), found)


# --- everything that the silent may have said ------------------------------------------------------------------

Team = tuple[list[int], list[int]]
"""The levels that were answered, and the targets of the silent; the others have target 2."""


def outcomes(team: Team) -> Iterator[tuple[Fraction, list[tuple[int, int]]]]:
    """Every vector of levels of a team's silent, with its probability: Dirichlet-multinomial, in fractions."""
    answered, silent = team
    weights = [answered.count(level) + Fraction(1, 2) for level in LEVELS]
    for levels in product(LEVELS, repeat=len(silent)):
        chance = Fraction(1)
        for level in LEVELS:
            chance *= prod((weights[level] + step for step in range(levels.count(level))), start=Fraction(1))
        whole = prod((sum(weights) + step for step in range(len(silent))), start=Fraction(1))
        yield chance / whole, list(zip(silent, levels, strict=True))


def figure_chances(teams: list[Team]) -> dict[tuple[Fraction, Fraction], Fraction]:
    """Probability of each (prevalence, p1) of one dimension over everybody."""
    asked = sum(len(answered) + len(silent) for answered, silent in teams)
    chances: dict[tuple[Fraction, Fraction], Fraction] = {}
    for said in product(*(list(outcomes(team)) for team in teams)):
        pairs = [(2, level) for answered, _ in teams for level in answered]
        pairs += [pair for _, completed in said for pair in completed]
        below = Fraction(sum(level < target for target, level in pairs), asked)
        gap = sum((Fraction(max(0, target - level), target) for target, level in pairs), Fraction(0)) / asked
        chance = prod((chance for chance, _ in said), start=Fraction(1))
        chances[below, gap] = chances.get((below, gap), Fraction(0)) + chance
    return chances


def rank_chances(dimensions: list[list[Team]], criticality: list[int]) -> list[dict[int, Fraction]]:
    """Probability of each rank of each dimension."""
    found: list[dict[int, Fraction]] = [{} for _ in dimensions]
    for joint in product(*(figure_chances(teams).items() for teams in dimensions)):
        chance = prod((chance for _, chance in joint), start=Fraction(1))
        keys = []
        for place, ((below, gap), _) in enumerate(joint):
            is_critical, is_common = criticality[place] > 0, below >= Fraction(1, 2)
            group = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}[is_critical, is_common]
            keys.append((group, -criticality[place], -below, -gap, place))
        for rank, key in enumerate(sorted(keys), 1):
            found[key[-1]][rank] = found[key[-1]].get(rank, Fraction(0)) + chance
    return found


def reached(chances: dict[int, Fraction], q: Fraction) -> int:
    total = Fraction(0)
    for rank in sorted(chances):
        total += chances[rank]
        if total >= q:
            return rank
    raise AssertionError(chances)


TWO_TEAMS: list[list[Team]] = [
    [([0, 1, 2, 3, 3], [2, 2]), ([1, 2, 2], [2])],
    [([0, 0, 2, 4], [2]), ([1, 1, 2, 2], [2])],
    [([0, 1, 2, 2, 2], []), ([0, 1, 2], [2])],
]
OWN_TARGETS: list[list[Team]] = [
    [([1, 1, 2, 3], [1, 4]), ([2, 2], [4])],
    [([0, 1, 2, 2], [3]), ([2, 3], [2, 3])],
]


@pytest.mark.parametrize("criticality", [[0, 0, 0], [2, 2, 0]])
@pytest.mark.parametrize("dimensions", [TWO_TEAMS, OWN_TARGETS], ids=["one target", "own targets"])
def test_bands_are_those_of_everything_the_silent_may_have_said(
    dimensions: list[list[Team]], criticality: list[int]
) -> None:
    rows, aims = [], [(None, None, None, f"D{k}", 2) for k in range(1, len(dimensions) + 1)]
    for place, teams in enumerate(dimensions, 1):
        for name, (answered, silent) in zip(("Heron", "Egret"), teams, strict=True):
            rows += people(f"D{place}", *answered, team=name)
            for target in sorted(set(silent)):
                role = f"Aims at {target}"
                rows += people(f"D{place}", *[None] * silent.count(target), team=name, role=role)
                aims += [(role, None, None, f"D{place}", target)]
    weights = {f"D{place}": float(weight) for place, weight in enumerate(criticality[: len(dimensions)], 1)}
    found = ranked(rows, weights, targets=targets(sorted(set(aims), key=str)))
    exact = rank_chances(dimensions, criticality)
    for (*_, low, high), chances in zip(found, exact, strict=True):
        # where a rank's running sum lies within the noise of 1,000 draws of a quantile, either side may come
        bounds = [{reached(chances, q - Fraction(2, 100)), reached(chances, q + Fraction(2, 100))} for q in (LOW, HIGH)]
        assert low in bounds[0]
        assert high in bounds[1]
    assert any(low < high for *_, low, high in found)


LOW, HIGH = Fraction(5, 100), Fraction(95, 100)


@pytest.mark.parametrize("teams", [*TWO_TEAMS, *OWN_TARGETS])
def test_completions_follow_the_exact_probabilities(teams: list[Team]) -> None:
    answered, silent = np.zeros((len(teams), 5, 5), dtype=np.int64), np.zeros((len(teams), 5), dtype=np.int64)
    for place, (levels, aims) in enumerate(teams):
        np.add.at(answered[place, 2], levels, 1)
        np.add.at(silent[place], aims, 1)
    people = People(answered, silent, np.arange(5))
    below, gap = completions(people, np.random.default_rng(5))
    assert len(below) == len(gap) == DRAWS
    asked, known = people.asked.sum(), (people.below.sum(), people.total(people.normalised).sum())
    for drawn, known_sum, which in ((below, known[0], 0), (gap, known[1], 1)):
        chances: dict[float, float] = {}
        for figures, chance in figure_chances(teams).items():
            value = round(float(figures[which] * int(asked)) - float(known_sum), 9)
            chances[value] = chances.get(value, 0.0) + float(chance)
        values = sorted(chances)
        exact = np.cumsum([chances[value] for value in values])
        seen = [(np.round(drawn, 9) <= value).mean() for value in values]
        assert seen == pytest.approx(exact, abs=0.05)  # in 1,000 draws further off once in 100 such tests


answers = st.lists(st.sampled_from([None, *LEVELS]), min_size=1, max_size=8)


@given(st.lists(answers, min_size=1, max_size=5), st.data())
def test_ranks_are_each_place_once_and_bands_lie_among_them(given_levels: list[list[int | None]], data: Any) -> None:
    rows = [row for place, levels in enumerate(given_levels, 1) for row in people(f"D{place}", *levels)]
    critical = {f"D{place}": data.draw(st.sampled_from([0.0, 1.0, 2.5])) for place in range(1, len(given_levels) + 1)}
    found = ranked(rows, critical)
    places = range(1, len(given_levels) + 1)
    assert sorted(rank for _, _, rank, *_ in found) == list(places)
    assert all(1 <= low <= high <= len(places) for *_, low, high in found)
    by_rank = sorted(found, key=lambda row: row[2])
    assert [row[1] for row in by_rank] == sorted(row[1] for row in found)
    if all(level is not None for levels in given_levels for level in levels):
        assert all(low == rank == high for *_, rank, low, high in found)
