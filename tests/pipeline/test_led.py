"""Whom somebody leads: by their own line in the roster, and by name only where it was promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.led import Led, led
from pipeline.load import LoadRequest, loaded
from pipeline.model import Promise
from pipeline.settings import Home, opened_home
from tests.contract.shell import NAMES, csv_file

ROSTER = [
    ["person", "name", "team", "division", "manager"],
    ["top@example.com", "Top", "One", "North", ""],
    ["lea@example.com", "Lea", "One", "North", "top@example.com"],
    ["a@example.com", "Ann", "One", "North", "LEA@example.com"],
    ["b@example.com", "Ben", "Two", "North", "lea@example.com"],
    ["c@example.com", "Cay", "Two", "North", "lea@example.com"],
    ["d@example.com", "Dan", "Two", "South", "top@example.com"],
]


def home_of(folder: Path, promise: Promise | None) -> Home:
    home = opened_home(folder / "home")
    answers = [["Timestamp", "Email Address", *NAMES], ["3/1/2026 9:00:00", "a@example.com", *("1" for _ in NAMES)]]
    loaded(home, LoadRequest(csv_file(folder / "survey.csv", answers), "survey.csv", "2026", promise=promise))
    loaded(home, LoadRequest(csv_file(folder / "roster.csv", ROSTER), "roster.csv", "2026"))
    return home


@pytest.mark.parametrize(("promise", "people"), [(None, 0), ("groups", 0), ("managers", 3), ("open", 3)])
def test_the_teams_are_known_and_the_people_only_where_that_was_promised(
    tmp_path: Path, promise: Promise | None, people: int
) -> None:
    home = home_of(tmp_path, promise)
    found = led(home, "2026", "Lea@example.com")
    assert found.teams == (("North", "Two"), ("North", "One"))
    assert len(found.people) == people
    # whoever leads the lead leads the lead alone, and whoever leads nobody nobody
    assert len(led(home, "2026", "top@example.com").people) == (2 if people else 0)
    for nobody in ("a@example.com", "x@example.com", "", None):
        assert led(home, "2026", nobody) == Led()
    assert led(home, "1999", "lea@example.com") == Led()
