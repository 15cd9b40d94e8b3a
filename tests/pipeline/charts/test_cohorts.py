"""Cohorts by week: what a bar says."""

from __future__ import annotations

from pipeline.charts.cohorts import cohort_bars, cohorts
from pipeline.charts.theme import LIGHT

ROWS = [
    {"cohort": 1, "quarter": "2027-Q1", "course_name": "One", "size": 9, "teams": 3}
    | {"starts": "2027-01-12", "ends": "2027-01-27"}
]


def test_a_bar_says_which_course_for_how_many_and_from_when_to_when() -> None:
    assert cohort_bars(ROWS).to_dict("records") == [
        {
            "cohort": "Cohort 1",
            "starts": "2027-01-12",
            "ends": "2027-01-27",
            "label": "One · 9 people, 3 teams",
            "told": "Cohort 1, 2027-Q1: One, 9 people, 2027-01-12 to 2027-01-27.",
        }
    ]
    drawn = cohorts(ROWS, LIGHT).to_dict(validate=False)
    assert drawn["description"] == "When the cohorts meet. Cohort 1, 2027-Q1: One, 9 people, 2027-01-12 to 2027-01-27."
