"""A half goes up, whatever the float behind it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rounding import (
    half_up,
    hundredths,
    percent,
    percent_tenths,
    signed_hundredths,
    signed_points,
    signed_tenths,
    small_percent,
    tenths,
)


@pytest.mark.parametrize(
    ("below", "assessed", "told"),
    [
        (5, 8, "63 %"),
        (3, 8, "38 %"),
        (1, 200, "1 %"),
        (57, 200, "29 %"),
        (0, 3, "0 %"),
        (7, 7, "100 %"),
        (27, 41, "66 %"),
    ],
)
def test_a_share_is_rounded_as_people_round(below: int, assessed: int, told: str) -> None:
    assert percent(below / assessed) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0048, "0.5 %"),
        (0.0096, "1 %"),
        (0.01, "1 %"),
        (0.12, "12 %"),
        (0.0, "0 %"),
        (0.0001, "0 %"),
        (0.0005, "0.1 %"),
    ],
)
def test_a_part_of_many_is_not_rounded_to_nothing(share: float, told: str) -> None:
    assert small_percent(share) == told


@pytest.mark.parametrize(("value", "told"), [(1.25, "1.3"), (1.35, "1.4"), (2.05, "2.1"), (0.04, "0.0"), (2.0, "2.0")])
def test_levels_have_one_digit(value: float, told: str) -> None:
    assert tenths(value) == told


@pytest.mark.parametrize(
    ("value", "told"), [(0.25, "+0.3"), (-0.25, "−0.3"), (0.04, "0.0"), (-0.04, "0.0"), (0, "0.0"), (-1.5, "−1.5")]
)
def test_a_difference_has_its_sign(value: float, told: str) -> None:
    assert signed_tenths(value) == told


@pytest.mark.parametrize(("value", "told"), [(5 / 7, "0.71"), (0.615, "0.62"), (-0.2, "−0.20"), (-0.004, "0.00")])
def test_a_coefficient_has_two_digits(value: float, told: str) -> None:
    assert hundredths(value) == told


@pytest.mark.parametrize(("value", "told"), [(5 / 7, "+0.71"), (-0.615, "−0.62"), (0.004, "0.00"), (-0.004, "0.00")])
def test_a_small_difference_has_two_digits(value: float, told: str) -> None:
    assert signed_hundredths(value) == told


@pytest.mark.parametrize(("value", "told"), [(-0.0862, "−8.6 points"), (0.1, "+10.0 points"), (-0.0004, "0.0 points")])
def test_a_difference_of_shares_is_in_points(value: float, told: str) -> None:
    assert signed_points(value) == told
    assert percent_tenths(0.5787) == "57.9 %"


@given(st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_every_share_of_people_is_rounded_like_its_fraction(people: tuple[int, int]) -> None:
    below, assessed = people
    exact = Fraction(100 * below, assessed) + Fraction(1, 2)
    assert half_up(100 * (below / assessed)) == exact.numerator // exact.denominator
