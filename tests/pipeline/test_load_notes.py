"""What is said of a file as a whole."""

from __future__ import annotations

import pytest

from pipeline.load_notes import leaving_notes, reading_notes, team_notes
from tests.pipeline.matching.small import FROM_0, export, read


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({1: True, 2: False, 3: True}, ()),
        (
            {2: False, 3: True},
            ("1 person leaves the roster, who answered and counts in the group (no team) then.",),
        ),
        ({1: True, 3: True, 4: False}, ("1 person leaves the roster, who did not answer.",)),
        (
            {},
            ("3 people leave the roster; 2 of them answered, and who answered counts in the group (no team) then.",),
        ),
    ],
)
def test_who_leaves_the_roster_is_counted(after: dict[int, bool], told: tuple[str, ...]) -> None:
    assert leaving_notes({1: True, 2: False, 3: True}, after) == told


def test_a_column_left_empty_is_no_column_that_is_missing() -> None:
    assert reading_notes(read(export(["Soup"], ["2"])), FROM_0) == ("No column was read for Bread & Baking.",)
    told = reading_notes(read(export(["Bread & Baking", "Soup"], [None, "2"])), FROM_0)
    assert told == ("Nobody wrote anything under Bread & Baking.",)


CREW = ["Oven", "Hob", "Oven", "Hob", "Oven"]


@pytest.mark.parametrize(
    ("header", "texts", "is_told"),
    [
        ("Where do you cook", CREW, True),
        ("Team", CREW, False),
        ("Where do you cook", ["Oven", "Hob", "Bar", "Sink", "Oven"], False),
        ("Do you cook", ["yes", "no", "yes", "no", "yes"], False),
        ("How often", ["3 times", "once", "3 times", "once", "once"], False),
        ("Why", ["Because I like to look into the oven all day long", "Hob"] * 2 + ["Hob"], False),
        ("Where do you cook", ["Oven"] * 5, False),
    ],
)
def test_a_column_that_may_be_the_team_is_named(header: str, texts: list[str], is_told: bool) -> None:
    told = team_notes(read(export(["Soup", header], *[["2", text] for text in texts])))
    expected = f"No column says in which team somebody is: B {header!r} could. If so, rule that it is the team."
    assert told == ((expected,) if is_told else ())
