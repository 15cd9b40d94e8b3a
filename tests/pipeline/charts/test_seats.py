"""The seats of a team as a picture: a bar a seat, who waits in words, the same as a table."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.seats import seat_cells, seats, seats_table
from pipeline.charts.theme import LIGHT
from pipeline.team_seats import SEAT_COLUMNS, TeamSeats

PROJECTS = {"g": ("P", "Q", "R", "S"), "h": ("X",)}
LINES = [
    ("a@x", "Ann", "data", 1, "one", "A course of many words that need two lines", "A", "2027-Q2", "2027-04-13"),
    ("a@x", "Ann", "data", 2, "two", "Two", "B", None, None),
    ("b@x", "Ben", "data", 1, "two", "Two", "B", "2027-Q1", "2027-01-12"),
    ("b@y", "Ben", "data", 1, "two", "Two", "D", None, None),
]
ROWS = pd.DataFrame(
    [
        (*line[:6], "Gap", ("g",), 1, *line[6:], "2027-06-30", 1, None, "2028-Q1", "As early as can be.")
        if line[7]
        else (*line[:6], "Gap", ("g",), 1, *line[6:], None, None, "No place.", "2028-Q1", None)
        for line in LINES
    ],
    columns=SEAT_COLUMNS,
    dtype=object,
)


def test_who_goes_first_stands_first_and_who_waits_last_with_the_reason() -> None:
    cells = seat_cells(ROWS, PROJECTS)
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
    spec = seats(ROWS, {"2027-Q1": 1, "2027-Q2": 1, "2027-Q3": 0}, PROJECTS, LIGHT).to_dict(validate=False)
    assert all(isinstance(value, str) for rows in spec["datasets"].values() for row in rows for value in row.values())
    drawn = str(spec)
    assert "2027-Q3 · 0 go" in drawn
    subtitle = spec["title"]["subtitle"]
    assert all(len(line) <= 125 for line in subtitle)  # a subtitle is one line or a list of them, and none is cut
    assert " ".join(subtitle) == (
        "A bar is a seat in a course. Its colour is the gap that the course closes for this person, the stronger, the "
        "more urgent: blocks a project and is common in the company; blocks a project; is below the target, and in the "
        "company neither common nor blocking a project"
    )
    for layer in spec["layer"]:  # without one of its own a mark shows every column of its data
        assert [each["title"] for each in layer["encoding"]["tooltip"]] == ["Seat", "Why this course", "Why then"]
    table = seats_table(ROWS, PROJECTS)
    # as in the picture: who goes first stands first, and who waits last
    early, none = "As early as can be.", "No seat yet; looked at again for 2028-Q1"
    assert table[["Name", "When", "Why then, or why no seat yet"]].values.tolist() == [
        ["Ben", "2027-Q1: 12 Jan to 30 Jun, cohort 1", early],
        ["Ann", "2027-Q2: 13 Apr to 30 Jun, cohort 1", early],
        ["Ann", none, "No place."],
        ["Ben", none, "No place."],
    ]
    several = seats_table(ROWS.assign(gaps="One; two"), PROJECTS)["Why this course"]
    assert several.iloc[0] == "One; two. The most urgent: it blocks a project: P, Q, R and 1 more."
    assert table["Why this course"].iloc[3] == (
        "Gap. It is below the target, and in the company neither common nor blocking a project."
    )


def test_people_known_by_a_name_alone_are_counted_and_named() -> None:
    nameless = ROWS.assign(person=pd.Series([None, None, None, "b@y"], dtype=object))
    found = TeamSeats("Orbit", 9, 2, ("2027-Q1", "2027-Q2"), nameless, is_whole=True)
    assert (found.people, found.seated) == (3, 2)
    assert seat_cells(nameless, PROJECTS)["who"].tolist() == ["Ben", "Ann", "Ben (b@y)"]
