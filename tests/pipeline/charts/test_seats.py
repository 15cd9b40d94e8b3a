"""The seats of a team as a picture: a bar a seat, who waits in words, the same as a table."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.seats import seat_cells, seats, seats_table
from pipeline.charts.theme import LIGHT
from pipeline.team_seats import SEAT_COLUMNS

LINES = [
    ("a@x", "Ann", "data", 1, "one", "A course of many words that need two lines", "Gap", "A", "2027-Q2", "2027-04-13"),
    ("a@x", "Ann", "data", 2, "two", "Two", "Gap", "B", None, None),
    ("b@x", "Ben", "data", 1, "two", "Two", "Gap", "B", "2027-Q1", "2027-01-12"),
    ("b@y", "Ben", "data", 1, "two", "Two", "Gap", "D", None, None),
]
ROWS = pd.DataFrame(
    [(*line, None, 1 if line[8] else None, None if line[8] else "No place.", "2028-Q1") for line in LINES],
    columns=SEAT_COLUMNS,
    dtype=object,
)


def test_who_goes_first_stands_first_and_who_waits_last_with_the_reason() -> None:
    cells = seat_cells(ROWS)
    assert cells[["who", "quarter", "class"]].values.tolist() == [
        ["Ben (b@x)", "2027-Q1", "B"],
        ["Ann", "2027-Q2", "A"],
        ["Ben (b@y)", "", "D"],
    ]
    assert cells["lines"].iloc[1] == "A course of many words that\nneed two lines"
    assert cells["told"].tolist()[1:] == [
        "Ann, 2027-Q2: A course of many words that need two lines, from 2027-04-13.",
        "Two: waits until 2028-Q1. No place.",
    ]


def test_the_picture_says_how_many_are_away_and_the_table_has_what_comes_after() -> None:
    spec = seats(ROWS, {"2027-Q1": 1, "2027-Q2": 1, "2027-Q3": 0}, LIGHT).to_dict(validate=False)
    assert all(isinstance(value, str) for rows in spec["datasets"].values() for row in rows for value in row.values())
    drawn = str(spec)
    assert "2027-Q3 · 0 away" in drawn
    assert "the more urgent the gap: blocks a project, and common; blocks a project; neither blocks" in drawn
    table = seats_table(ROWS)
    # as in the picture: who goes first stands first, and who waits last
    assert table[["Name", "Quarter", "Starts", "Their course", "Cohort", "Without a seat because"]].values.tolist() == [
        ["Ben", "2027-Q1", "2027-01-12", "1st course", "1", ""],
        ["Ann", "2027-Q2", "2027-04-13", "1st course", "1", ""],
        ["Ann", "–", "–", "2nd course", "–", "No place."],
        ["Ben", "–", "–", "1st course", "–", "No place."],
    ]
