"""Rows of small groups keep their names and headcount, and nothing else."""

from __future__ import annotations

import pandas as pd

from pipeline.disclosure.hiding import hidden_gaps, hidden_levels, without_detail

SMALL = pd.Series([False, True, True])

NAMES = {
    "group": ["Kestrel", "Osprey", "Heron"],
    "kind": ["team"] * 3,
    "division": ["North", None, "South"],
    "dimension": ["D1"] * 3,
    "dimension_name": ["Dimension 1"] * 3,
}


def names() -> pd.DataFrame:
    return pd.DataFrame(NAMES, dtype=object)


def whole(*values: int | None) -> pd.Series:
    return pd.Series(values, dtype="Int64")


def levels() -> pd.DataFrame:
    return names().assign(
        headcount=whole(6, 9, 2),
        assessed=whole(5, 4, 0),
        no_answer=whole(1, 5, 2),
        levels=pd.Series([{"1": 5, "2": 0}, {"1": 1, "2": 3}, {"1": 0, "2": 0}], dtype=object),
        shown=pd.Series([True] * 3, dtype="boolean"),
    )


def gaps() -> pd.DataFrame:
    return names().assign(
        headcount=whole(6, 9, 2),
        assessed=whole(5, 4, 0),
        shown=pd.Series([True] * 3, dtype="boolean"),
        target=whole(2, None, 3),
        target_source=pd.Series(["file", "file", "assumed"], dtype=object),
        below=whole(5, 1, 0),
        prevalence=pd.Series([1.0, 0.25, None], dtype="Float64"),
        fragile=pd.Series([False, True, None], dtype="boolean"),
    )


def test_hidden_levels_keep_names_and_headcount() -> None:
    expected = names().assign(
        headcount=whole(6, 9, 2),
        assessed=whole(5, None, None),
        no_answer=whole(1, None, None),
        levels=pd.Series([{"1": 5, "2": 0}, None, None], dtype=object),
        shown=pd.Series([True, False, False], dtype="boolean"),
    )
    found = hidden_levels(levels(), SMALL)
    pd.testing.assert_frame_equal(found, expected)
    assert found["levels"].tolist()[1:] == [None, None]


def test_a_hidden_gap_keeps_names_headcount_and_target() -> None:
    expected = gaps().assign(
        assessed=whole(5, None, None),
        shown=pd.Series([True, False, False], dtype="boolean"),
        below=whole(5, None, None),
        prevalence=pd.Series([1.0, None, None], dtype="Float64"),
        fragile=pd.Series([False, None, None], dtype="boolean"),
    )
    pd.testing.assert_frame_equal(hidden_gaps(gaps(), SMALL), expected)


def test_what_is_hidden_already_stays_hidden() -> None:
    once = hidden_gaps(gaps(), SMALL)
    pd.testing.assert_frame_equal(hidden_gaps(once, pd.Series([False] * 3)), once)


def test_the_levels_of_few_answers_are_hidden_and_their_number_is_not() -> None:
    found = without_detail(levels(), 5)
    assert found["levels"].tolist() == [{"1": 5, "2": 0}, None, None]
    assert found["shown"].tolist() == [True, True, True]
    assert found["assessed"].tolist() == [5, 4, 0]


def test_which_rows_are_hidden_is_for_another_rule_to_say() -> None:
    found = hidden_levels(levels(), pd.Series([True, False, False]))
    assert found["shown"].tolist() == [False, True, True]
    assert found["assessed"].isna().tolist() == [True, False, False]


def test_nothing_hidden_leaves_the_rows_as_they_are() -> None:
    large = levels().iloc[:2]
    pd.testing.assert_frame_equal(hidden_levels(large, pd.Series([False, False])), large)


def test_the_rows_given_stay_as_they_were() -> None:
    rows = gaps()
    hidden_gaps(rows, pd.Series([True] * 3))
    pd.testing.assert_frame_equal(rows, gaps())
