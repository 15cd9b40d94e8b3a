"""Intervals against fractions and against every answer that the silent may have given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metrics import silent as exact
from pipeline.metrics.intervals import quantiles, share_interval, silent_shortfall
from tests import brute_force

LEVELS = (0, 1, 2, 3, 4)
counts = st.integers(0, 40)
answers = st.tuples(*[counts] * 5)


@given(below=counts, at_target=counts, silent=st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_share_interval_is_the_one_of_exact_fractions(below: int, at_target: int, silent: int) -> None:
    assessed = below + at_target
    asked = assessed + silent
    if asked:
        low, high = brute_force.share_quantiles(below, assessed, asked)
        assert share_interval(below, assessed, asked) == ((below + low) / asked, (below + high) / asked)


def test_share_interval_worked_by_hand() -> None:
    # One silent person, below with probability 2.5 / 3: both ends are possible.
    assert share_interval(2, 2, 3) == (2 / 3, 1.0)
    # Nobody answered, two asked, Beta(1/2, 1/2): 0, 1, 2 below with 3/8, 1/4, 3/8.
    assert share_interval(0, 0, 2) == (0.0, 1.0)
    # Everybody answered: nothing to be unsure of.
    assert share_interval(3, 8, 8) == (0.375, 0.375)


def test_share_interval_is_safe_for_a_hundred_thousand_silent() -> None:
    # 30 % of 200,000: the mean is 60,000 of 100,000 + 30,000; sd of the silent about
    # sqrt(100,000 * .3 * .7 * (1 + 100,000 / 200,000)) = 177.
    low, high = share_interval(60_000, 200_000, 300_000)
    assert low == pytest.approx((90_000 - 1.96 * 177.5) / 300_000, abs=1e-5)
    assert high == pytest.approx((90_000 + 1.96 * 177.5) / 300_000, abs=1e-5)


def test_quantile_is_the_smallest_value_that_reaches_it() -> None:
    assert quantiles(np.array([0.025, 0.95, 0.025])) == (0, 1)
    # 117 of 120 is 97.5 %, but added up as floats a little less: noise must not move the boundary.
    assert quantiles(np.full(120, 1 / 120)) == (2, 116)
    assert quantiles(np.array([1.0])) == (0, 0)


@given(answered=answers, target=st.integers(1, 4), silent=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_one_target_is_exact(answered: tuple[int, ...], target: int, silent: int) -> None:
    weights, steps = np.array(answered) + 0.5, np.maximum(0, target - np.array(LEVELS))
    chances = exact.one_target_chances(weights, steps, silent)
    by_hand = brute_force.shortfall_chances(list(answered), [target] * silent, list(LEVELS))
    assert dict(enumerate(chances)) == pytest.approx({s: float(p) for s, p in by_hand.items()}, abs=1e-12)


@given(answered=answers, targets=st.lists(st.integers(1, 4), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_mixed_targets_are_exact(answered: tuple[int, ...], targets: list[int]) -> None:
    distinct = sorted(set(targets))
    chances = exact.mixed_target_chances(
        np.array(answered) + 0.5,
        np.array([[max(0, target - level) for level in LEVELS] for target in distinct]),
        np.array([targets.count(target) for target in distinct]),
    )
    by_hand = brute_force.shortfall_chances(list(answered), targets, list(LEVELS))
    assert {s: p for s, p in enumerate(chances) if s in by_hand} == pytest.approx(
        {s: float(p) for s, p in by_hand.items()}, abs=1e-11
    )
    assert chances.sum() == pytest.approx(1, abs=1e-11)


@given(answered=answers, targets=st.lists(st.sampled_from(LEVELS), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_silent_shortfall_is_the_one_of_every_possible_answer(answered: tuple[int, ...], targets: list[int]) -> None:
    chances = brute_force.shortfall_chances(list(answered), targets, list(LEVELS))
    silent = tuple(targets.count(level) for level in LEVELS)
    expected = (
        brute_force.quantile(chances, brute_force.LOW),
        brute_force.quantile(chances, brute_force.HIGH),
    )
    assert silent_shortfall(answered, silent, LEVELS) == expected


def test_one_target_by_both_exact_ways_at_sixty_silent() -> None:
    weights, steps = np.array([3.5, 8.5, 20.5]), np.array([2, 1, 0])
    one = exact.one_target_chances(weights, steps, 60)
    mixed = exact.mixed_target_chances(weights, steps[None, :], np.array([60]))
    np.testing.assert_allclose(one, mixed, atol=1e-12)


def test_half_a_person_is_added_to_every_level() -> None:
    # All answered level 1, one is silent, target 2. Level 0 has 0.5 / (17 + 2.5) > 2.5 % > 0.5 / (18 + 2.5).
    assert silent_shortfall((0, 17, 0, 0, 0), (0, 0, 1, 0, 0), LEVELS) == (0, 2)
    assert silent_shortfall((0, 18, 0, 0, 0), (0, 0, 1, 0, 0), LEVELS) == (0, 1)


def test_exact_ways_are_safe_for_ten_million_answers() -> None:
    weights, steps = np.array([2e6, 3e6, 5e6]), np.array([2, 1, 0])
    one = exact.one_target_chances(weights, steps, 60)
    mixed = exact.mixed_target_chances(weights, np.array([steps, [1, 0, 0]]), np.array([30, 30]))
    # 60 people at 0.2 * 2 + 0.3 * 1 = 0.7; then 30 at 0.7 and 30 at 0.2.
    assert one @ np.arange(121) == pytest.approx(42, abs=1e-3)
    assert mixed @ np.arange(91) == pytest.approx(27, abs=1e-3)
    assert one.min() > -1e-12
    assert mixed.min() > -1e-12


def test_beta_nodes_have_the_moments_of_the_distribution() -> None:
    for a, b in [(0.5, 0.5), (0.5, 1.5), (3.5, 0.5), (40_000.5, 2.5)]:
        nodes, chances = exact._beta_nodes(a, b, 4)
        for power in range(8):  # 4 nodes are exact up to degree 7
            moment = np.prod([(a + k) / (a + b + k) for k in range(power)])
            assert chances @ nodes**power == pytest.approx(moment, rel=1e-9)


def test_drawn_intervals_are_near_what_large_numbers_give() -> None:
    # 61 silent, one target 2, half of 1,000 at level 1: about Binomial(61, 1/2), sd 4.0.
    low, high = silent_shortfall((0, 500, 500, 0, 0), (0, 0, 61, 0, 0), LEVELS)
    assert low == pytest.approx(30.5 - 1.96 * 4.0, abs=1.5)
    assert high == pytest.approx(30.5 + 1.96 * 4.0, abs=1.5)
    # 100,000 silent of a pooled company: all at level 0, target 4, but for the half person a level.
    assert silent_shortfall((10**6, 0, 0, 0, 0), (0, 0, 0, 0, 10**5), LEVELS)[1] == pytest.approx(4e5, rel=1e-4)


def test_too_many_nodes_are_drawn_instead_and_near_the_exact_figure() -> None:
    # 40 silent, targets 3 and 4 on 5 levels: 21^4 nodes. Nearly all answered level 2, so that each
    # silent person is short by 1 or 2: 20 * 1 + 20 * 2 = 60, and little beside it.
    answered, silent = (0, 0, 10**6, 0, 0), (0, 0, 0, 20, 20)
    assert silent_shortfall(answered, silent, LEVELS) == (60, 60)
    silent_shortfall.cache_clear()
    assert silent_shortfall((5, 9, 4, 3, 2), silent, LEVELS) == silent_shortfall.__wrapped__(
        (5, 9, 4, 3, 2), silent, LEVELS
    )


def test_silent_people_whose_target_is_the_lowest_level_add_nothing() -> None:
    assert silent_shortfall((1, 2, 3, 0, 0), (9, 0, 0, 0, 0), LEVELS) == (0, 0)
    assert silent_shortfall((1, 2, 3, 0, 0), (0, 0, 0, 0, 0), LEVELS) == (0, 0)
