"""The grid of a programme: what its cells say, and its table."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.programme import people_words, programme_table, timeline, timeline_cells
from pipeline.charts.theme import LIGHT
from pipeline.programme.curriculum import curriculum
from tests.pipeline.programme.learners import CATALOGUE, framework

ORDER = pd.DataFrame({"dimension": ["b", "a"], "class": ["A", "D"], "rank": [1, 2]})
SERVED = {("base", "b2"): {2: 5, 1: 8}, ("base", "a1"): {1: 3}, ("data", "a2"): {1: 1}, ("data", "b3d"): None}
ROWS = curriculum(CATALOGUE, framework("a", "b"), ORDER, SERVED)


def test_a_cell_says_what_is_learnt_by_how_many_and_how_urgent_it_is() -> None:
    cells = timeline_cells(ROWS)
    assert cells.drop(columns="told").to_dict("records") == [
        {
            "track_name": "Foundation",
            "quarter": "First",
            "lines": "2 modules",
            "people": "3–13 people each",
            "hours": "10 hours in 2 weeks",
            "class": "A",
        },
        {
            "track_name": "Data",
            "quarter": "Second",
            "lines": "A2",
            "people": "1 person",
            "hours": "5 hours each",
            "class": "D",
        },
        {
            "track_name": "Data",
            "quarter": "Third",
            "lines": "B3D",
            "people": "Not shown",
            "hours": "5 hours each",
            "class": "A",
        },
    ]
    assert cells["told"].iloc[2] == "Data, third: B3D, Not shown, blocks a project, and common."


def test_of_modules_that_are_partly_hidden_only_the_shown_ones_are_told() -> None:
    assert people_words(pd.DataFrame({"people": pd.array([4, None], dtype="Int64")})) == "up to 4 people shown"


def test_the_picture_holds_no_more_quarters_than_fit_and_the_table_all() -> None:
    late = ROWS.assign(quarter=pd.array([1, 2, 3, 9], dtype="Int64"))
    assert set(timeline_cells(late)["quarter"]) == {"First", "Second", "Third"}
    drawn = timeline(late, LIGHT).to_dict(validate=False)
    assert "Foundation, first" in drawn["description"]
    table = programme_table(late)
    assert table["Place"].tolist() == [1, 2, 3, 9]
    assert table["Why"].tolist() == [
        "Neither blocks a project nor is common",
        "Blocks a project, and common",
        "Neither blocks a project nor is common",
        "Blocks a project, and common",
    ]
    assert table["Remark"].tolist() == ["", "", "", "Not shown"]
