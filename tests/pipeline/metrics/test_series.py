"""Teams under one name in two cycles, and the cautious reading of a crosswalk."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.metrics.readings import cautious
from pipeline.metrics.series import as_now, as_then, renamed

TEAMS = pd.DataFrame(
    [("North", "Falcon", "South", "Falke"), ("North", "Owl", None, "Kite"), ("North", "Wren", None, "Kite")],
    columns=["division", "team", "now_division", "now_team"],
    dtype=object,
)
CUBE = pd.DataFrame(
    {
        "before_division": ["North", "South", "North", "North", None],
        "before_team": ["Falcon", "Falcon", "Owl", "Wren", None],
        "after_division": ["South", "South", None, "West", "South"],
        "after_team": ["Falke", "Falcon", "Kite", "Kite", "Falke"],
    },
    dtype=object,
)
PEOPLE = CUBE.assign(before_owner=CUBE["before_division"], after_owner=CUBE["after_division"], people=1)


def places(rows: pd.DataFrame, side: str) -> list[tuple[Any, Any]]:
    return list(rows[[f"{side}_owner", f"{side}_team"]].itertuples(index=False, name=None))


def test_the_earlier_people_are_in_the_teams_of_now_and_a_namesake_elsewhere_is_not() -> None:
    before = PEOPLE.copy(deep=True)
    found = as_now(PEOPLE, CUBE, renamed(TEAMS))
    assert places(found, "before") == [
        ("South", "Falke"),
        ("South", "Falcon"),
        (None, "Kite"),
        (None, "Kite"),
        (None, None),
    ]
    pd.testing.assert_frame_equal(
        found.drop(columns=["before_owner", "before_team"]),
        before[[name for name in before.columns if name not in ("before_owner", "before_team")]],
    )
    pd.testing.assert_frame_equal(PEOPLE, before)
    assert as_now(PEOPLE, CUBE, {}) is PEOPLE


def test_the_later_people_are_in_the_teams_of_then_unless_several_became_theirs() -> None:
    found = as_then(PEOPLE, CUBE, renamed(TEAMS))
    assert places(found, "after") == [
        ("North", "Falcon"),
        ("South", "Falcon"),
        (None, "Kite"),
        ("West", "Kite"),
        ("North", "Falcon"),
    ]
    there_before = CUBE.assign(before_team=["Falke", *CUBE["before_team"][1:]], before_division="South")
    assert places(as_then(PEOPLE, there_before, renamed(TEAMS)), "after")[0] == ("South", "Falke")


def rows(*parts: tuple[str, float | None, float | None], p_value: float = 0.04) -> pd.DataFrame:
    """Rows by how they are compared, within, and who joined; a ledger is None where within is."""
    ledgers = [
        None if within is None else {"within": within, "joined": joined, "gone": 0.0} for _, within, joined in parts
    ]
    size = len(parts)
    return pd.DataFrame(
        {
            "before": pd.array([1.0] * size, dtype="Float64"),
            "change": pd.array([0.5] * size, dtype="Float64"),
            "ledger": pd.Series(ledgers, dtype=object),
            "people": pd.Series([{"matched": 3}] * size, dtype=object),
            **{
                name: pd.array([3] * size, dtype="Int64")
                for name in ("matched", "improved", "same", "declined", "crossed_up", "crossed_down")
            },
            **{name: pd.array([0.1] * size, dtype="Float64") for name in ("low", "high", "q_value")},
            "transitions": pd.Series([{}] * size, dtype=object),
            "p_value": pd.array([p_value] * size, dtype="Float64"),
            "verdict": pd.Series(["clear"] * size, dtype=object),
            "comparison": pd.Series([way for way, _, _ in parts], dtype=object),
        }
    )


def test_told_is_the_reading_under_which_less_changed_and_nothing_where_they_disagree() -> None:
    walked = "crosswalk"
    lowest = rows(
        (walked, 0.4, 0.0), (walked, 0.1, 0.1), (walked, -0.1, 0.0), (walked, 0.1, -0.4), ("same rubric", 0.5, 0.0),
        (walked, None, None),
    )  # fmt: skip
    highest = rows(
        (walked, 0.1, 0.0), (walked, 0.4, 0.1), (walked, 0.1, 0.0), (walked, -0.1, -0.1), ("same rubric", 0.9, 0.0),
        (walked, None, None), p_value=0.01,
    )  # fmt: skip
    found = cautious(lowest, highest)
    assert [each and each["within"] for each in found["ledger"]] == [0.1, 0.1, None, None, 0.5, None]
    assert found["comparison"].tolist() == [walked, walked, "not comparable", "not comparable", "same rubric", walked]
    # the first row is of the highest reading, its p too; q is worked out anew over the four that are left
    assert found["p_value"].astype(object).where(found["p_value"].notna(), None).tolist() == [
        0.01, 0.04, None, None, 0.04, 0.04,
    ]  # fmt: skip
    assert found["q_value"].isna().tolist() == [False, False, True, True, False, False]
    assert found["q_value"].dropna().round(4).tolist() == [0.04] * 4
    hidden = ["change", "matched", "improved", "low", "transitions", "verdict", "people"]
    assert found.loc[2, hidden].isna().all()
    assert found["before"].tolist() == [1.0] * 6
    assert found.dtypes.to_dict() == lowest.dtypes.to_dict()
