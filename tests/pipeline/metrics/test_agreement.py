"""Two raters compared: the worked example, the edges, and every figure against everybody paired with everybody."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.metrics.agreement import FEWEST_PAIRS, ONE_LEVEL, TOO_FEW, agreement
from pipeline.model import Description, Dimension, Framework, Level

LEVELS = range(5)
TESTING, RELEASE = (
    Dimension(id_, id_.capitalize(), tuple(Description(level, f"{id_} at {level}") for level in LEVELS))
    for id_ in ("testing", "release")
)
FRAMEWORK = Framework("made", "Made", 1, tuple(Level(n, f"L{n}") for n in LEVELS), (TESTING, RELEASE), 2)

COLUMNS = {
    "dimension": object,
    "dimension_name": object,
    "n": "Int64",
    "same": "Int64",
    "manager_lower": "Int64",
    "manager_higher": "Int64",
    "agreement": "Float64",
    "mean_difference": "Float64",
    "kappa": "Float64",
    "reason": object,
}
NOBODY = ("release", "Release", 0, None, None, None, None, None, None, TOO_FEW)

People = list[tuple[int, int]]


def pairs(people: People, dimension: str = "testing") -> pd.DataFrame:
    """People as the warehouse counts them: own and manager's level, and how many have just these."""
    counts = {pair: people.count(pair) for pair in people}
    rows = [(dimension, own, managers, number) for (own, managers), number in counts.items()]
    frame = pd.DataFrame(rows, columns=["dimension", "self_level", "manager_level", "people"])
    return frame.astype({"dimension": object, **dict.fromkeys(frame.columns[1:], "int64")})


def expected(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object).astype(COLUMNS)


def row(people: People) -> dict[str, Any]:
    """The one row of a dimension, null as None."""
    rows = agreement(pairs(people), FRAMEWORK).astype(object)
    return {str(name): value for name, value in rows.where(rows.notna(), None).iloc[0].items()}


def test_the_worked_example_of_the_docs() -> None:
    people = [(1, 1)] * 10 + [(2, 2)] * 5 + [(1, 2)] * 5
    testing = ("testing", "Testing", 20, 15, 0, 5, 0.75, 0.25, 0.5, None)
    pd.testing.assert_frame_equal(agreement(pairs(people), FRAMEWORK), expected(testing, NOBODY))


def test_without_any_pair_every_dimension_says_why_it_is_empty() -> None:
    nobody = ("testing", "Testing", *NOBODY[2:])
    pd.testing.assert_frame_equal(agreement(pairs([]), FRAMEWORK), expected(nobody, NOBODY))


@pytest.mark.parametrize(("people", "is_compared"), [(FEWEST_PAIRS - 1, False), (FEWEST_PAIRS, True)])
def test_the_raters_are_compared_from_twenty_people_on(people: int, is_compared: bool) -> None:
    found = row([(place % 3, 1) for place in range(people)])
    assert found["n"] == people
    assert (found["reason"] is None) == is_compared
    assert all((found[name] is not None) == is_compared for name in ("same", "agreement", "mean_difference", "kappa"))


def test_one_level_from_both_leaves_nothing_to_agree_on() -> None:
    found = row([(2, 2)] * 30)
    assert (found["agreement"], found["mean_difference"], found["kappa"]) == (1, 0, None)
    assert found["reason"] == ONE_LEVEL


def test_one_level_each_but_not_the_same_is_agreement_by_chance_alone() -> None:
    found = row([(1, 3)] * 30)
    assert (found["agreement"], found["mean_difference"], found["kappa"], found["reason"]) == (0, 2, 0, None)


def test_always_the_same_is_one_and_a_mirror_is_below_nought() -> None:
    assert row([(level, level) for level in LEVELS] * 4)["kappa"] == 1
    # The differences 4, 2, 0, 2, 4 squared are 8 on average; paired at random, twice the variance of 2, which is 4.
    assert row([(level, 4 - level) for level in LEVELS] * 4)["kappa"] == -1


def test_a_manager_who_is_stricter_throughout_lowers_kappa_and_shows_in_the_mean() -> None:
    # Own levels 1 to 4, managers' one less each: observed 1, expected 1.25 + 1.25 + 1 = 3.5.
    found = row([(level, level - 1) for level in (1, 2, 3, 4)] * 5)
    assert (found["manager_lower"], found["mean_difference"]) == (20, -1)
    assert found["kappa"] == pytest.approx(1 - 1 / 3.5, abs=1e-15)


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=20, max_size=60))
def test_every_figure_is_what_counting_person_by_person_gives(people: People) -> None:
    found, n = row(people), len(people)
    differences = [managers - own for own, managers in people]
    assert (found["manager_lower"], found["same"], found["manager_higher"]) == (
        sum(each < 0 for each in differences),
        sum(each == 0 for each in differences),
        sum(each > 0 for each in differences),
    )
    assert found["mean_difference"] == pytest.approx(float(Fraction(sum(differences), n)), abs=1e-12)
    # Cohen's own way: a table of shares, weights 1 on the diagonal falling to 0 in the corners.
    weights = {(i, j): 1 - Fraction(i - j, 4) ** 2 for i in LEVELS for j in LEVELS}
    own, managers = ([pair[side] for pair in people] for side in (0, 1))
    observed = sum(weights[i, j] * Fraction(people.count((i, j)), n) for i, j in weights)
    by_chance = sum(weights[i, j] * Fraction(own.count(i), n) * Fraction(managers.count(j), n) for i, j in weights)
    if by_chance == 1:
        assert found["kappa"] is None
    else:
        assert found["kappa"] == pytest.approx(float((observed - by_chance) / (1 - by_chance)), abs=1e-12)


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=20, max_size=40))
def test_who_is_called_first_changes_nothing_but_the_sign(people: People) -> None:
    one, other = row(people), row([(managers, own) for own, managers in people])
    assert (one["kappa"], one["agreement"]) == (other["kappa"], other["agreement"])
    assert one["mean_difference"] == -other["mean_difference"]
