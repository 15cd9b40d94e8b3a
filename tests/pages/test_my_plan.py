"""My plan: whoever signed in sees their own, and nobody anybody else's, whatever the role and the link."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.frame import address_of
from pages.shared.notices import escaped
from pipeline.frameworks.loader import shipped
from pipeline.settings import Home
from pipeline.warehouse.connection import opened
from tests.contract.shell import NAMES, Shell, csv_file
from tests.helpers import VEGA, open_page
from tests.pages.conftest import texts

ANSWERS = {"ada@example.com": "10234", "bo@example.com": "44444"}


def user(address: str, **claims: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "email": address, "exp": time.time() + 3600, "roles": ["viewer"], **claims}


@pytest.fixture
def answered(home: Path, tmp_path: Path) -> Home:
    lines = [["Timestamp", "Email Address", "Name", *NAMES]]
    lines += [[f"3/1/2026 9:0{n}:00", who, who[:-12].title(), *said] for n, (who, said) in enumerate(ANSWERS.items())]
    Shell(home).load(csv_file(tmp_path / "answers.csv", lines))
    return Home(home)


def plan_of(home: Home, claims: dict[str, Any] | None, **asked: str) -> AppTest:
    page = open_page("app.py", home.path)
    for name, value in asked.items():
        page.query_params[name] = value
    if claims is not None:
        page.user = claims
        page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    return page.switch_page("pages/my_plan.py").run()


def test_whoever_signed_in_sees_their_own_plan(answered: Home) -> None:
    page = plan_of(answered, user("Ada@example.com"))
    told = texts(page)
    assert "Ada · 2026" in told.replace("\\", "")
    assert len(page.get(VEGA)) == 1
    assert not page.exception


@pytest.mark.parametrize("role", ["viewer", "manager", "analyst"])
def test_a_link_opens_nobody_elses_plan(answered: Home, role: str) -> None:
    claims = user("ada@example.com", roles=[role])
    asked = {"person": "bo@example.com", "address": "bo@example.com", "email": "bo@example.com", "cycle": "2026"}
    assert texts(plan_of(answered, claims, **asked)) == texts(plan_of(answered, claims))


@pytest.mark.parametrize(
    "claims",
    [
        None,
        user("ada@example.com", email_verified=False),
        user("ada@example.com", email_verified="yes"),
        user(""),
        user("cleo@example.com"),
        user("ada"),
    ],
)
def test_without_an_address_of_ones_own_nothing_on_file_is_opened(
    answered: Home, claims: dict[str, Any] | None
) -> None:
    page = plan_of(answered, claims, person="ada@example.com")
    assert "Check yourself below" in texts(page)
    assert not page.get(VEGA)
    assert [radio.value for radio in page.radio] == [None] * 5


def test_an_address_counts_only_for_who_is_signed_in() -> None:
    assert address_of(user("ada@example.com")) == "ada@example.com"
    assert address_of(user("ada@example.com", is_logged_in=False)) is None
    assert address_of(user("\u017fue@example.com")) is None  # without case it would be sue's


def test_a_self_check_is_kept_only_if_the_person_says_so(answered: Home) -> None:
    page = plan_of(answered, user("cleo@example.com"))
    page.radio(key="check_ml-fundamentals").set_value(1)
    page.button[0].click().run()
    assert len(page.get(VEGA)) == 1
    assert "Nobody has seen it" in texts(page)
    assert responses(answered) == 2
    next(button for button in page.button if button.label.startswith("Keep it")).click().run()
    assert responses(answered) == 3
    assert "Kept as your answer for 2026" in " ".join(each.value for each in page.success)
    assert "from your newest answer" in texts(page)
    again = texts(plan_of(answered, user("cleo@example.com")))
    assert "AI/ML Fundamentals" in again.replace("\\", "")


def test_nothing_is_kept_without_a_sign_in(answered: Home) -> None:
    page = plan_of(answered, None)
    page.radio(key="check_ml-fundamentals").set_value(1)
    page.button[0].click().run()
    assert len(page.get(VEGA)) == 1
    assert not [button for button in page.button if button.label.startswith("Keep it")]


def responses(home: Home) -> int:
    with opened(home) as connection:
        [(count,)] = connection.execute("select count(*) from response").fetchall()
    return int(count)


def test_a_framework_with_roles_to_aim_at_reads_the_answers_its_own_way(home: Path, tmp_path: Path) -> None:
    framework = next(each for each in shipped() if each.id == "t-shaped")
    header = ["Timestamp", "Email Address", *(each.id for each in framework.dimensions)]
    levels = [str(place % 4) for place in range(len(framework.dimensions))]
    lines = [header, ["3/1/2026 9:00:00", "ada@example.com", *levels]]
    Shell(home).load(csv_file(tmp_path / "t.csv", lines), options=["--framework", "t-shaped"])
    page = plan_of(Home(home), user("ada@example.com"))
    # the six broad skills stand at 0 1 2 3 0 1, and 2 is assumed to be enough
    assert "The bar of your T: 2 of 6 broad skills are there." in texts(page)
    before = texts(page)
    [chosen] = [box for box in page.selectbox if box.label == "Compare me with"]
    chosen.set_value("AI engineering lead").run()
    assert texts(page) != before
    plan = Shell(home).read("plan", "ada@example.com", "--cycle", "2026", "--profile", "ai-engineering-lead")
    targets = {row["dimension"]: row["target"] for row in plan["dimensions"]}
    assert targets["ai-engineering-leadership"] == 4
    assert targets["ml-infrastructure"] is None
    assert "no profile 'pilot'" in Shell(home).refused(
        "plan", "ada@example.com", "--cycle", "2026", "--profile", "pilot"
    )


def test_four_pillars_say_which_gap_to_close_first_and_what_is_empty(home: Path, tmp_path: Path) -> None:
    framework = next(each for each in shipped() if each.id == "four-pillars")
    header = ["Timestamp", "Email Address", *(each.id for each in framework.dimensions)]
    lines = [header, ["3/1/2026 9:00:00", "ada@example.com", "2", "0", "3", "1"]]
    Shell(home).load(csv_file(tmp_path / "p.csv", lines), options=["--framework", "four-pillars"])
    page = plan_of(Home(home), user("ada@example.com"))
    assert f"**{escaped(framework.dimensions[1].name)}**." in texts(page)
    assert "No pillar is enough alone." in texts(page)
    lowest, wanted = framework.dimensions[1].id, framework.dimensions[0].id
    targets = [["dimension", "level"], [lowest, "0"], [wanted, "3"]]
    Shell(home).load(csv_file(tmp_path / "targets.csv", targets))
    page = plan_of(Home(home), user("ada@example.com"))
    first = f"**{escaped(framework.dimensions[0].name)}**"  # the lowest has reached its target
    assert f"The one gap to close first: {first}." in texts(page)
    assert f"First {first}" in texts(page)
    assert sum(len(section.points) for section in framework.reading.sections if framework.reading) == len(
        [box for box in (*page.checkbox, *page.selectbox) if str(box.key).startswith("own_")]
    )
