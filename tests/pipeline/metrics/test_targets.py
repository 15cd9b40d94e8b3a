"""Who has which target."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.errors import SurveyError
from pipeline.metrics.targets import source_of_targets, with_targets
from tests.pipeline.metrics.examples import cube, framework, targets

# One person each: who they are, and which of the rows below is theirs.
COUNTS = cube(
    [
        ("North", "Kestrel", "Engineer", "D1", 2, 1),
        ("South", "Kestrel", "Engineer", "D1", 2, 1),
        ("North", "Kestrel", "Designer", "D1", 2, 1),
        ("South", "Kestrel", "Designer", "D1", 2, 1),
        ("North", "Osprey", "Engineer", "D1", 2, 1),
        ("South", "Osprey", "Engineer", "D1", 2, 1),
        ("North", "Osprey", "Writer", "D1", 2, 1),
        ("South", "Osprey", "Writer", "D1", 2, 1),
        (None, "(no team)", None, "D1", 2, 1),
        ("North", "Kestrel", "Engineer", "D2", 2, 1),
    ]
)
# Most specific first; a row's people are those whom no row above it names.
ROWS = [
    ("Engineer", "Kestrel", "North", "D1", 4),
    ("Engineer", "Kestrel", None, "D1", 3),
    (None, "Kestrel", "North", "D1", 2),
    (None, "Kestrel", None, "D1", 1),
    ("Engineer", None, "North", "D1", 4),
    ("Engineer", None, None, "D1", 3),
    (None, None, "North", "D1", 2),
    (None, None, None, "D1", 1),
]
NOBODY = None


def found(rows: list[tuple[object, ...]]) -> list[int | None]:
    aimed = with_targets(COUNTS, targets(rows), framework())
    return [None if level is pd.NA else int(level) for level in aimed["target"]]


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]])
def test_the_most_specific_row_wins_whatever_their_order(rows: list[tuple[object, ...]]) -> None:
    assert found(rows) == [4, 3, 2, 1, 4, 3, 2, 1, 1, NOBODY]


def test_a_team_wins_over_a_role_even_where_the_role_names_the_division() -> None:
    rows = [(None, "Kestrel", None, "D1", 1), ("Engineer", None, "North", "D1", 4)]
    assert found(rows) == [1, 1, 1, 1, 4, NOBODY, NOBODY, NOBODY, NOBODY, NOBODY]


def test_team_and_role_win_over_a_team_that_names_the_division() -> None:
    rows = [("Engineer", "Kestrel", None, "D1", 3), (None, "Kestrel", "North", "D1", 4)]
    assert found(rows) == [3, 3, 4] + [NOBODY] * 7


def test_a_role_without_a_row_has_no_target() -> None:
    assert found([("Writer", None, None, "D1", 3)]) == [NOBODY] * 6 + [3, 3, NOBODY, NOBODY]


def test_a_file_without_rows_leaves_everybody_without_a_target() -> None:
    assert found([]) == [NOBODY] * 10


def test_without_a_file_the_frameworks_target_is_assumed() -> None:
    aimed = with_targets(COUNTS, None, framework(default_target=3))
    pd.testing.assert_frame_equal(aimed, COUNTS.assign(target=pd.array([3] * 10, dtype="Int8")))
    assert source_of_targets(None) == "assumed"
    assert source_of_targets(targets([])) == "file"


def test_the_cube_keeps_its_rows_index_and_values() -> None:
    counts = COUNTS.set_axis(range(100, 110))
    before = counts.copy(deep=True)
    aimed = with_targets(counts, targets(ROWS), framework())
    pd.testing.assert_frame_equal(counts, before)
    expected = before.assign(target=pd.array([4, 3, 2, 1, 4, 3, 2, 1, 1, None], dtype="Int8"))
    pd.testing.assert_frame_equal(aimed, expected)


def test_rows_that_contradict_each_other_are_refused() -> None:
    rows = [("Writer", None, None, "D1", 3), ("Writer", None, None, "D1", 2)]
    with pytest.raises(SurveyError, match="contradict each other for {'role': 'Writer', 'dimension': 'D1'}"):
        found(rows)


def test_the_same_row_twice_is_one() -> None:
    assert found([("Writer", None, None, "D1", 3)] * 2) == [NOBODY] * 6 + [3, 3, NOBODY, NOBODY]
