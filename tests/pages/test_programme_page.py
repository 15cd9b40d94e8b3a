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
from pipeline.charts.programme import PLACES
from pipeline.led import led
from pipeline.load import LoadRequest, loaded
from pipeline.model import Promise
from pipeline.plans import led_plan_inputs
from pipeline.publish import published
from pipeline.settings import Home, opened_home
from pipeline.warehouse.connection import opened as opened_warehouse
from pipeline.warehouse.promise import fix_promise
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


def test_the_grid_says_who_learns_what_in_which_order(opened: AppTest) -> None:
    cells = _cells(opened)
    # the foundation: 5 at level 0 need the modules from 0 to 1, with the 10 at level 1 those from 0 to 2
    assert cells["Foundation", "First"]["lines"] == "4 modules"
    assert cells["Foundation", "First"]["people"] == "5–15 people each"
    assert [key for key in cells if key[0] == "Backend"] == [("Backend", place) for place in PLACES[1:]]
    # of the ten in backend seven are below level 2: 1, 3 at level 0 and 5, 7, ..., 13 at level 1
    assert [cells["Backend", place]["people"] for place in PLACES[1:]] == ["7 people"] * 3


def test_a_track_is_told_with_who_and_why_and_what_to_try_at_work(opened: AppTest) -> None:
    opened.selectbox(key="track").set_value("Backend").run()
    told = texts(opened)
    assert "**2. From a model to its users**" in told
    assert "on the way from None of these yet to Practicing in AI in Production." in told
    assert "Why then: the gap is common." in told
    assert "13 hours each, 9 of them hands-on." in told
    assert "At work within a week: Put one AI idea of your team on staging behind a switch" in told


def test_an_analyst_plans_cohorts_by_name(opened: AppTest) -> None:
    assert "Name 3" not in texts(opened)
    [button] = [each for each in opened.button if each.label == "Plan the cohorts"]
    next(each for each in opened.number_input if each.label.startswith("Of a team")).set_value(100)
    button.click().run()
    assert not opened.exception
    told = texts(opened)
    assert "12 of 15 people have a seat" in told  # two cohorts would need sixteen
    assert "- Start cohorts from 7 people on instead of 8: everybody has a seat, 3 more people have a seat." in (
        told.replace("\\", "")
    )
    seats = next(each.value for each in opened.dataframe if "Cohort" in each.value and "Name" in each.value)
    waiting = next(each.value for each in opened.dataframe if "Looked at again" in each.value)
    first = seats.drop_duplicates("Name")
    assert set(first["Course"]) == {"Foundation"}
    assert sorted([*first["Name"], *waiting.loc[waiting["Their course"] == "1st course", "Name"]]) == sorted(
        f"Name {n}" for n in range(15)
    )
    assert len(seats) > len(first)
    assert set(waiting.loc[waiting["Their course"] == "1st course", "Why"]) == {
        "The people left over do not fill one more cohort."
    }


def test_a_team_without_any_seat_is_told_which_rules_stand_in_the_way(home: Path, planned: Path) -> None:
    shutil.copytree(planned, home)
    page = open_page(PAGE, home)
    page.selectbox(key="team").set_value("Team 1").run()
    told = texts(page).replace("\\", "")
    # two of each of the two teams of ten may go at once, and a cohort starts with eight
    assert (
        "Nobody has a seat: a cohort has 8 to 12 people, and at most 2 of this team may be in a course at once." in told
    )
    assert "What would help, under “Cohorts, by name” below: " in told
    assert not [rows for chart in charts(page) for rows in chart if rows and "who" in rows[0]]
    [table] = [each.value for each in page.table if "Why this course" in each.value]
    assert len(table) == 7
    [smallest] = [each for each in page.number_input if each.label == "A cohort has at least"]
    smallest.set_value(4)
    next(each for each in page.button if each.label == "Plan the cohorts").click().run()
    assert "In a course at once: 2 in " in texts(page)


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


@pytest.fixture(scope="module")
def led_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Team Alpha of nine, led by Lea, and Beta of nine, led by Bo; all at level 0 where 2 is expected."""
    folder = tmp_path_factory.mktemp("led")
    home = opened_home(folder / "home")
    roster = [["person", "name", "team", "role", "manager"]]
    survey = [["Timestamp", "Email Address", *NAMES]]
    for team, lead in (("Alpha", "lea"), ("Beta", "bo")):
        for n in range(9):
            who = f"{lead}@example.com" if n == 0 else f"{team[0].lower()}{n}@example.com"
            roster.append([who, f"{team} {n}", team, "data", "" if n == 0 else f"{lead}@example.com"])
            survey.append([f"3/{n + 1}/2026 9:00:00", who, *("0" for _ in NAMES)])
    for name, lines in (("roster.csv", roster), ("survey.csv", survey)):
        promise: Any = "managers" if name == "survey.csv" else None
        loaded(home, LoadRequest(csv_file(folder / name, lines), name, "2026", promise=promise))
    published(home, "2026")
    return home.path


@pytest.fixture
def led_copy(home: Path, led_home: Path) -> Path:
    shutil.copytree(led_home, home)
    return home


def _as(home: Path, role: str, address: str, **asked: str) -> AppTest:
    page = open_page("app.py", home)
    page.user = SIGNED_IN | {"roles": [role], "email": address}
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    for name, value in asked.items():
        page.query_params[name] = value
    return page.switch_page(PAGE).run()


def _all_of(page: AppTest) -> str:
    """Whatever a page sends: texts, tables and the data of its charts."""
    tables = [each.value.to_csv() for each in [*page.dataframe, *page.table]]
    return "\n".join([texts(page), str(page.main), *tables, str(charts(page))])


def test_a_manager_begins_at_the_own_team_and_sees_its_names_and_no_others(led_copy: Path) -> None:
    page = _as(led_copy, "manager", "lea@example.com")
    assert not page.exception
    assert page.selectbox(key="team").value == "Alpha"
    sent = _all_of(page)
    # nine people, two away in a quarter: the eight whom Lea leads, and not Lea herself
    assert "of those whom you lead need" in sent
    assert all(f"Alpha {n}" in sent for n in range(1, 9))
    assert "Alpha 0" not in sent
    assert "Beta " not in sent


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("viewer", "lea@example.com"),
        ("viewer", "a1@example.com"),
        ("manager", "bo@example.com"),
        ("manager", "a1@example.com"),
        ("manager", "nobody@example.com"),
    ],
)
def test_a_guessed_link_to_a_team_names_nobody_to_others(led_copy: Path, role: str, address: str) -> None:
    page = _as(led_copy, role, address, team="Alpha", person="a1@example.com")
    assert not page.exception
    assert page.selectbox(key="team").value == "Alpha"
    sent = _all_of(page)
    assert "Alpha 1" not in sent
    assert "a1@example.com" not in sent.replace("'a1@example.com'", "")
    # the published figures are everybody's: nine at level 0, two away in a quarter
    assert "of its 9 people at most 2 are away in one quarter" in sent
    assert "9 of 9" in sent
    assert "5 quarters" in sent


def test_an_analyst_sees_every_team_by_name(led_copy: Path) -> None:
    page = _as(led_copy, "analyst", "root@example.com", team="Beta")
    sent = _all_of(page)
    assert "Beta 0" in sent
    assert "of 9 need a course" in sent


def test_a_budget_says_what_is_taken_up_and_what_is_left_out(led_copy: Path) -> None:
    page = _as(led_copy, "viewer", "v@example.com")
    page.number_input[0].set_value(20)
    page.number_input[1].set_value(18)
    page.number_input[2].set_value(1)
    page.button[0].click().run()
    assert not page.exception
    table = next(each.value for each in page.dataframe if "Left out" in each.value)
    assert "The whole company: the best plan has" in texts(page).replace("\\", "")
    assert (table["Seats"] + table["Left out"] == table["People who need it"]).all()
    assert int((table["Seats"] > 0).sum()) >= 1
    assert int(table["Left out"].sum()) > 0


def _person(home: Path, address: str, name: str) -> int:
    names = {told: person for person, told in led(Home(home), "2026", address).names}
    return names[name]


def test_a_manager_opens_the_plans_of_those_whom_they_lead_and_their_own_again(led_copy: Path) -> None:
    page = _as(led_copy, "manager", "lea@example.com")
    [box] = [each for each in page.selectbox if each.label == "Plans of those whom you lead"]
    assert box.options == [f"Alpha {n}" for n in range(1, 9)]
    page.session_state["plan_of"] = _person(led_copy, "lea@example.com", "Alpha 3")
    page.switch_page("pages/my_plan.py").run()
    assert not page.exception
    assert "This is the plan of Alpha 3, as they see it themselves" in texts(page)
    [back] = [each for each in page.button if each.label == "My own plan"]
    back.click().run()
    assert "Alpha 0, data, Alpha · 2026" in texts(page).replace("\\", "")


@pytest.mark.parametrize(
    ("role", "address"),
    [("manager", "bo@example.com"), ("viewer", "lea@example.com"), ("analyst", "root@example.com")],
)
def test_whoever_does_not_lead_somebody_opens_no_plan_of_theirs(led_copy: Path, role: str, address: str) -> None:
    person = _person(led_copy, "lea@example.com", "Alpha 3")
    page = _as(led_copy, role, address, team="Alpha", person=str(person), plan_of=str(person))
    page.session_state["plan_of"] = person
    page.switch_page("pages/my_plan.py").run()
    assert not page.exception
    assert "Alpha 3" not in _all_of(page)


@pytest.mark.parametrize(("promise", "is_allowed"), [("groups", False), ("managers", True)])
def test_a_plan_opens_only_where_that_was_promised(led_copy: Path, promise: Promise, is_allowed: bool) -> None:
    home = Home(led_copy)
    person = _person(led_copy, "lea@example.com", "Alpha 3")
    with opened_warehouse(home) as connection:
        fix_promise(connection, 1, promise)
    assert (led_plan_inputs(home, "lea@example.com", person) is not None) is is_allowed
    assert led_plan_inputs(home, "bo@example.com", person) is None
