"""The programme page: the calendar, one track in words, and cohorts by name for analysts alone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import programme_captions
from pipeline.actions import LAUNCH, kept_launch
from pipeline.load import LoadRequest, loaded
from pipeline.publish import published
from pipeline.settings import opened_home
from tests.contract.shell import NAMES, csv_file
from tests.helpers import open_page
from tests.pages.conftest import charts, texts
from tests.pages.test_frame import SIGNED_IN

PAGE = "pages/programme.py"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two teams of ten, backend and data: in every dimension five are at level 0, ten at 1, five at 2."""
    folder = tmp_path_factory.mktemp("programme")
    home = opened_home(folder / "home")
    people = range(20)
    roster = [["person", "name", "team", "role"]]
    roster += [[f"p{n}@example.com", f"Name {n}", f"Team {n % 2}", "backend" if n % 2 else "data"] for n in people]
    survey = [["Timestamp", "Email Address", *NAMES]]
    survey += [
        [f"3/{n + 1}/2026 9:00:00", f"p{n}@example.com", *(str((n // 5 + 1) // 2) for _ in NAMES)] for n in people
    ]
    for name, lines in (("roster.csv", roster), ("survey.csv", survey)):
        loaded(home, LoadRequest(csv_file(folder / name, lines), name, "2026"))
    kept_launch(home, "2026", {"survey-sent": True}, date(2026, 4, 1))
    published(home, "2026")
    return home.path


@pytest.fixture
def opened(home: Path, planned: Path) -> AppTest:
    shutil.copytree(planned, home)
    return open_page(PAGE, home)


def test_how_far_the_launch_is_stands_above_the_calendar(opened: AppTest) -> None:
    [told] = [each.value for each in opened.info]
    assert told == "The launch: 1 of 6 steps are done. Next: the engineers have seen the gaps."
    assert programme_captions.launch(dict.fromkeys(LAUNCH)) == ""
    assert programme_captions.launch(dict.fromkeys(LAUNCH, "2026-04-01")) == "The launch: 6 of 6 steps are done."


def _cells(page: AppTest) -> dict[tuple[str, str], dict[str, Any]]:
    rows = next(rows for rows in charts(page)[0] if rows and "lines" in rows[0])
    return {(row["track_name"], row["quarter"]): row for row in rows}


def test_the_calendar_says_who_learns_what_in_which_quarter(opened: AppTest) -> None:
    cells = _cells(opened)
    # the foundation: 5 at level 0 need the modules from 0 to 1, with the 10 at level 1 those from 0 to 2
    assert cells["Foundation", "Quarter 1"]["lines"] == "4 modules, a week each"
    assert cells["Foundation", "Quarter 1"]["people"] == "5–15 people each"
    assert [key for key in cells if key[0] == "Backend"] == [("Backend", f"Quarter {n}") for n in (2, 3, 4)]
    # of the ten in backend seven are below level 2: 1, 3 at level 0 and 5, 7, ..., 13 at level 1
    assert [cells["Backend", f"Quarter {n}"]["people"] for n in (2, 3, 4)] == ["7 people"] * 3


def test_a_track_is_told_with_who_and_why_and_what_to_try_at_work(opened: AppTest) -> None:
    opened.selectbox(key="track").set_value("Backend").run()
    told = texts(opened)
    assert "**Quarter 2 · From a model to its users**" in told
    assert "on the way from None of these yet to Practicing in AI in Production." in told
    assert "Why then: the gap is common." in told
    assert "13 hours each, 9 of them hands-on." in told
    assert "At work within a week: Put one AI idea of your team on staging behind a switch" in told


def test_an_analyst_plans_cohorts_by_name(opened: AppTest) -> None:
    assert "Name 3" not in texts(opened)
    [button] = [each for each in opened.button if each.label == "Plan the cohorts"]
    opened.number_input[1].set_value(100)
    button.click().run()
    assert not opened.exception
    told = texts(opened)
    assert "12 of 15 people have a seat" in told  # two cohorts would need sixteen
    assert "- Start cohorts from 7 people on instead of 8: everybody has a seat, 3 more people have a seat." in (
        told.replace("\\", "")
    )
    seats, _, waiting = (opened.dataframe[place].value for place in range(3))
    first = seats.drop_duplicates("Name")
    assert set(first["Course"]) == {"Foundation"}
    assert sorted([*first["Name"], *waiting["Name"]]) == sorted(f"Name {n}" for n in range(15))
    assert len(seats) > len(first)
    assert set(waiting["Why"]) == {"The people left over do not fill one more cohort."}


def test_nobody_else_sees_a_name_or_a_way_to_one(opened: AppTest) -> None:
    opened.user = SIGNED_IN | {"roles": ["viewer"]}
    opened.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    opened.run()
    assert _cells(opened)
    assert [each.label for each in opened.button if each.label == "Plan the cohorts"] == []
    assert "Cohorts, by name" not in texts(opened)
    assert "Name 3" not in str(opened.main)


@pytest.mark.usefixtures("made")
def test_a_cycle_without_a_programme_says_why(home: Path) -> None:
    assert programme_captions.NO_PROGRAMME in texts(open_page(PAGE, home))
