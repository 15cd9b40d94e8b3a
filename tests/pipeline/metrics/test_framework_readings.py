"""Groups as a framework reads them, by hand: typical levels, experts, single points of failure, first gap, phases."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.frameworks.loader import shipped
from pipeline.metrics.framework_readings import close_first, empty_ones, phases, skill_matrix, typical_level

SHIPPED = {framework.id: framework for framework in shipped()}
T, PILLARS, ROLE = SHIPPED["t-shaped"], SHIPPED["four-pillars"], SHIPPED["ml-engineer"]


def people(*levels: int) -> dict[str, int]:
    return {str(level): levels.count(level) for level in range(5)}


def place(dimension: str, levels: tuple[int, ...] | None, target: int | None = 2, **more: Any) -> dict[str, Any]:
    """One group in one dimension, everybody with the target; hidden where levels are None."""
    below = None if levels is None or target is None else sum(level < target for level in levels)
    return {
        "name": "Harbour",
        "dimension": dimension,
        "dimension_name": dimension.upper(),
        "shown": levels is not None,
        "assessed": None if levels is None else len(levels) if target is not None else 0,
        "below": below,
        "prevalence": below / len(levels) if below is not None and levels else None,
        "p1": None if not levels or target is None else sum(max(0, target - n) / target for n in levels) / len(levels),
        "levels": None if levels is None else people(*levels),
        **more,
    }


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    kinds = {"assessed": "Int64", "below": "Int64", "prevalence": "Float64", "p1": "Float64"}
    return pd.DataFrame(rows).astype(kinds)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((0, 1, 1, 2, 4), 1), ((1, 1, 3, 3), 1), ((4,), 4), ((), None), ((0, 0, 4), 0), ((2, 3), 2)],
)
def test_the_typical_level_is_that_of_the_person_in_the_middle(levels: tuple[int, ...], expected: int | None) -> None:
    assert typical_level(people(*levels)) == expected


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_it_is_the_lower_median(levels: list[int]) -> None:
    assert typical_level(people(*levels)) == statistics.median_low(levels)


def test_a_matrix_has_typical_levels_experts_and_single_points_of_failure() -> None:
    found = skill_matrix(
        frame(
            place("a", (0, 1, 1, 2, 4)),
            place("b", (0, 0, 0, 3)),
            place("c", (0, 0, 0, 0)),
            place("d", None),
            place("e", (3, 4, 4), target=None),
            place("f", ()),
        ),
        PILLARS,
    )
    told = found[["typical", "experts", "reached", "is_single"]].astype(object)
    assert told.where(told.notna(), None).to_numpy().tolist() == [
        [1, 1, 2, False],
        [0, 0, 1, True],
        [0, 0, 0, True],
        [None, None, None, None],
        [4, 2, None, None],
        [None, None, None, None],
    ]
    assert set(found["part"]) == {None}
    assert empty_ones(found, PILLARS) == ("B", "C")


def test_a_t_has_parts() -> None:
    found = skill_matrix(frame(place("math-foundations-ml", (1,)), place("llm-engineering", (1,))), T)
    assert found["part"].tolist() == ["bar", "stem"]


def test_the_most_common_gap_is_closed_first_and_ties_go_to_the_deeper_one() -> None:
    places = skill_matrix(frame(place("a", (1, 1, 2, 2)), place("b", (0, 1, 2, 2)), place("c", (2, 2, 2, 0))), PILLARS)
    assert close_first(places, PILLARS) == "b"
    assert close_first(skill_matrix(frame(place("a", (2, 3)), place("b", None)), PILLARS), PILLARS) is None


def test_an_empty_pillar_is_closed_before_a_more_common_gap() -> None:
    places = skill_matrix(frame(place("a", (1, 1, 1, 1, 1)), place("b", (0, 0, 0, 2, 2))), PILLARS)
    assert empty_ones(places, PILLARS) == ("B",)
    assert close_first(places, PILLARS) == "b"


def ticks(counts: Mapping[str, tuple[int | None, int | None]]) -> pd.DataFrame:
    """Everybody's ticks of the role's indicators: asked and ticked by id, 8 asked and all ticked where not said."""
    rows = [
        (dimension.id, each.id, each.text, each.supporting, *counts.get(each.id, (8, 8)))
        for dimension in ROLE.dimensions
        for each in dimension.indicators
    ]
    columns = ["dimension", "indicator", "indicator_text", "supporting", "asked", "ticked"]
    return pd.DataFrame(rows, columns=columns).astype({"asked": "Int64", "ticked": "Int64"})


def test_a_phase_counts_its_ticks_and_names_the_rarest() -> None:
    found = phases(ticks({"mat-1-vectors": (8, 6), "dat-1-sql": (8, 3), "rcl-1-use": (None, None)}), ROLE)
    assert found["phase_name"].tolist() == [
        "Foundations", "ML theory and practice", "Software engineering for ML", "Deployment and production"
    ]  # fmt: skip
    first = found.iloc[0]
    assert (first["behaviours"], first["known"], first["asked"], first["ticked"]) == (6, 5, 40, 33)
    assert first["share"] == pytest.approx(33 / 40)
    told = (first["rarest"], first["rarest_ticked"], first["rarest_asked"])
    assert told == ("I have fetched data with SQL and checked it before use", 3, 8)


def test_supporting_behaviours_do_not_count_and_phases_without_ticks_say_nothing() -> None:
    supporting = phases(ticks({"lrn-2-unsupervised": (8, 0)}), ROLE)
    assert supporting["share"].tolist() == [1.0] * 4
    assert supporting["behaviours"].tolist() == [6, 10, 9, 8]
    nobody = {each.id: (0, 0) for dimension in ROLE.dimensions for each in dimension.indicators}
    found = phases(ticks(nobody), ROLE)
    assert found["known"].tolist() == [0] * 4
    assert found[["asked", "ticked", "share", "rarest"]].isna().all(axis=None)
