"""Ticks that are hidden, and what a hidden row still says."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclosure.indicators import protected_indicators

KEY = {"group": "Otter", "kind": "team", "division": None, "dimension": "D1", "dimension_name": "Dimension 1"}
KEPT = {**KEY, "level": 2, "indicator": "built", "indicator_text": "I have built it", "supporting": False}


def row(asked: int, ticked: int, **other: object) -> pd.DataFrame:
    share = (asked - ticked) / asked if asked else None
    figures = {"asked": asked, "ticked": ticked, "missing": asked - ticked, "missing_share": share, "shown": True}
    typed = dict.fromkeys(("asked", "ticked", "missing"), "Int64") | {"missing_share": "Float64", "shown": "boolean"}
    return pd.DataFrame([{**KEPT, **figures, **other}]).astype(typed)


def levels(assessed: int | None, **other: object) -> pd.DataFrame:
    rows = [{**KEY, "assessed": assessed, **other}, {**KEY, "dimension": None, "assessed": 99}]
    return pd.DataFrame(rows).astype({"assessed": "Int64"})


@pytest.mark.parametrize(
    ("assessed", "asked", "is_shown"),
    [
        (12, 12, True),
        (12, 7, True),
        (12, 0, True),
        (12, 9, False),  # the other three could be told from the distribution
        (12, 4, False),
        (None, 12, False),  # the distribution is not shown
        (None, 0, False),
    ],
)
def test_who_is_shown(assessed: int | None, asked: int, is_shown: bool) -> None:
    found = protected_indicators(row(asked, asked // 2), levels(assessed), 5)
    expected = row(asked, asked // 2)
    if not is_shown:
        expected = expected.assign(asked=pd.NA, ticked=pd.NA, missing=pd.NA, missing_share=pd.NA, shown=False)
    pd.testing.assert_frame_equal(found, expected.astype(found.dtypes.to_dict()))


def test_each_group_is_looked_up_by_its_division_too() -> None:
    ticks = pd.concat([row(6, 1, division="North"), row(6, 1, division="South")], ignore_index=True)
    found = protected_indicators(ticks, pd.concat([levels(6, division="North"), levels(None, division="South")]), 5)
    assert found["shown"].tolist() == [True, False]


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 6))
def test_what_is_hidden_stays_null_and_what_is_shown_stays(assessed: int, asked: int, fewest: int) -> None:
    asked = min(asked, assessed)
    ticks = row(asked, asked // 2)
    found = protected_indicators(ticks, levels(assessed if assessed >= fewest else None), fewest)
    figures = ["asked", "ticked", "missing", "missing_share"]
    if found["shown"].all():
        assert asked == 0 or asked >= fewest
        assert asked == assessed or assessed - asked >= fewest
        pd.testing.assert_frame_equal(found, ticks)
    else:
        assert found[figures].isna().all(axis=None)
