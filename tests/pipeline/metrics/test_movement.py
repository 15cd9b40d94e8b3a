"""The sign-flip test against all flips, Benjamini and Hochberg by hand, and drawn intervals."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.metrics.movement import adjusted, drawn_interval, sign_flip_p, verdict


@given(st.lists(st.integers(-4, 4), min_size=6, max_size=11))
def test_p_counts_every_flip_of_signs(changes: list[int]) -> None:
    sums = [
        sum(sign * change for sign, change in zip(signs, changes, strict=True))
        for signs in product((1, -1), repeat=len(changes))
    ]
    wanted = sum(abs(each) >= abs(sum(changes)) for each in sums) / len(sums)
    assert sign_flip_p(Counter(changes)) == pytest.approx(wanted, abs=1e-12)


def test_five_people_are_not_tested_and_six_who_agree_are_clear() -> None:
    assert sign_flip_p({1: 5}) is None
    assert sign_flip_p({1: 6}) == pytest.approx(1 / 32)
    assert sign_flip_p({0: 6}) == 1.0


def test_a_hundred_thousand_people_are_tested_like_a_few() -> None:
    assert sign_flip_p({1: 50_000, -1: 50_000}) == pytest.approx(1.0)
    p = sign_flip_p({1: 25_000, -1: 24_700, 2: 300, -2: 200, 0: 50_000})
    assert p == pytest.approx(0.0279, abs=5e-4)  # sum 500, variance 49,700 + 4 * 500: 2.199 deviations, both sides


def test_q_is_adjusted_over_those_that_were_tested() -> None:
    assert adjusted([0.01, None, 0.04]) == [pytest.approx(0.02), None, pytest.approx(0.04)]
    assert adjusted([0.25, 1.0]) == [pytest.approx(0.5), pytest.approx(1.0)]  # the worked example's
    assert adjusted([None]) == [None]
    assert [verdict(q) for q in (0.10, 0.11, None)] == ["clear", "unclear", None]


def test_the_interval_is_that_of_people_drawn_anew() -> None:
    assert drawn_interval({1: 9}) is None
    assert drawn_interval({1: 10}) == (1.0, 1.0)
    low, high = drawn_interval({0: 50, 1: 50}) or (0, 0)
    assert low == pytest.approx(0.40, abs=0.02)  # 0.5 -+ 1.96 * 0.05
    assert high == pytest.approx(0.60, abs=0.02)
    assert drawn_interval({0: 50, 1: 50}) == (low, high)
