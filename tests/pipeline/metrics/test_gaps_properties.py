"""What holds of gaps and levels whatever the counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics.gaps import gaps
from pipeline.metrics.levels import distributions
from pipeline.model import KINDS, Grouping
from tests.pipeline.metrics.examples import cube, framework, targets

FRAMEWORK = framework(dimensions=2, lowest=0)

people = st.tuples(
    st.sampled_from([("North", "Kestrel"), ("South", "Kestrel"), ("South", "Heron"), (None, "(no team)")]),
    st.sampled_from(["Engineer", "Designer", None]),
    st.sampled_from(["D1", "D2"]),
    st.sampled_from([None, 0, 1, 2, 3, 4]),
)
cubes = st.dictionaries(people, st.integers(1, 6), min_size=1, max_size=25).map(
    lambda counts: cube([(*team, *rest, number) for (team, *rest), number in counts.items()])
)
groupings = st.builds(Grouping, st.sampled_from(KINDS), st.booleans())
aims = st.tuples(st.integers(0, 4), st.integers(0, 4))


def aimed(engineer: int, anybody: int) -> pd.DataFrame:
    return targets(
        [
            (role, None, None, dimension, level)
            for role, level in (("Engineer", engineer), (None, anybody))
            for dimension in ("D1", "D2")
        ]
    )


def found(counts: pd.DataFrame, aim: tuple[int, int], grouping: Grouping) -> pd.DataFrame:
    return gaps(counts, aimed(*aim), FRAMEWORK, grouping, "Acme", has_headcount=True)


@given(counts=cubes, grouping=groupings)
@settings(max_examples=25, deadline=None)
def test_people_at_the_levels_add_up(counts: pd.DataFrame, grouping: Grouping) -> None:
    rows = distributions(counts, FRAMEWORK, grouping, "Acme", has_headcount=True)
    at_levels = rows["levels"].map(lambda levels: sum(levels.values())).astype("Int64")
    assert at_levels.tolist() == rows["assessed"].tolist()
    assert (rows["assessed"] + rows["no_answer"]).tolist() == rows["headcount"].tolist()
    if grouping.kind in ("company", "team"):
        assert rows["headcount"].sum() == counts["people"].sum()


@given(counts=cubes, aim=aims, grouping=groupings, shuffle=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_does_not_matter(
    counts: pd.DataFrame, aim: tuple[int, int], grouping: Grouping, shuffle: Any
) -> None:
    order = list(range(len(counts)))
    shuffle.shuffle(order)
    pd.testing.assert_frame_equal(found(counts.iloc[order], aim, grouping), found(counts, aim, grouping))


@given(counts=cubes, aim=aims, grouping=groupings)
@settings(max_examples=25, deadline=None)
def test_intervals_lie_within_the_bounds(counts: pd.DataFrame, aim: tuple[int, int], grouping: Grouping) -> None:
    rows = found(counts, aim, grouping)
    rows = rows[rows["headcount"] > 0]
    ends = rows[["prevalence_min", "prevalence_low", "prevalence_high", "prevalence_max"]].astype(float)
    assert (ends.diff(axis=1).iloc[:, 1:] >= -1e-12).all(axis=None)
    least = rows["shortfall"] / rows["headcount"]
    assert (rows["mean_shortfall_low"] >= least - 1e-12).all()
    assert (rows["mean_shortfall_high"] <= least + 4 * rows["no_answer"] / rows["headcount"] + 1e-12).all()
    # The figure itself lies within the bounds; within the interval only nearly always (1 of 100 people
    # below and one silent: 1/101 to 1/101, beside 1/100).
    assert (rows["prevalence"] >= rows["prevalence_min"] - 1e-12).dropna().all()
    assert (rows["prevalence"] <= rows["prevalence_max"] + 1e-12).dropna().all()
    assert (rows["coverage"] + rows["prevalence"]).dropna().tolist() == pytest.approx(
        [1.0] * int(rows["prevalence"].notna().sum())
    )


@given(counts=cubes, aim=aims, grouping=groupings, who=st.sampled_from([0, 1]))
@settings(max_examples=25, deadline=None)
def test_raising_a_target_never_lowers_a_gap(
    counts: pd.DataFrame, aim: tuple[int, int], grouping: Grouping, who: int
) -> None:
    raised = tuple(min(4, level + (place == who)) for place, level in enumerate(aim))
    before, after = found(counts, aim, grouping), found(counts, (raised[0], raised[1]), grouping)
    for figure in ("below", "prevalence", "shortfall", "mean_shortfall", "prevalence_max"):
        assert (after[figure] >= before[figure] - 1e-12).dropna().all(), figure


@given(counts=cubes, aim=aims)
@settings(max_examples=25, deadline=None)
def test_the_company_is_the_weighted_mean_of_its_teams(counts: pd.DataFrame, aim: tuple[int, int]) -> None:
    company = found(counts, aim, Grouping("company")).set_index("dimension")
    teams = found(counts, aim, Grouping("team"))
    for figure in ("prevalence", "mean_shortfall", "p1", "p2"):
        parts = (teams[figure] * teams["assessed"]).groupby(teams["dimension"]).sum()
        whole = (company[figure] * company["assessed"]).fillna(0)
        assert parts.astype(float).to_dict() == pytest.approx(whole.astype(float).to_dict(), abs=1e-9)
