"""What is done about gaps: kept by cycle and gap, checked, told by the command line, without who is forgotten."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.actions import LAUNCH, Action, action_plan, kept_action, kept_launch, launch
from pipeline.check import checked
from pipeline.errors import SettingsError
from pipeline.forget import forgotten
from pipeline.publish import published
from pipeline.settings import Home
from pipeline.snapshot.actions import gap_actions, launch_steps
from pipeline.snapshot.read import Snapshot, current_path
from tests.contract.shell import DIMENSIONS, Shell
from tests.pipeline.homes import whole_home

ML, LLM, *_ = DIMENSIONS
TODAY = date(2026, 3, 9)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_home(tmp_path_factory.mktemp("actions")).path


@pytest.fixture
def here(template: Path, home: Path) -> Home:
    shutil.copytree(template, home)
    return Home(home)


def planned(home: Home) -> dict[str, Action]:
    return {each.dimension: each.action for each in action_plan(home, "2026") if each.action}


def test_an_action_is_kept_for_its_gap_and_replaced(here: Home) -> None:
    kept_action(here, "2026", ML, Action("  Study   circle ", "p1@example.com", date(2026, 6, 1), "under way", " "))
    assert planned(here) == {ML: Action("Study circle", "p1@example.com", date(2026, 6, 1), "under way", None)}
    kept_action(here, "2026", ML, Action("Course"))
    kept_action(here, "2026", LLM, Action("Pairing", status="done"))
    assert planned(here) == {ML: Action("Course"), LLM: Action("Pairing", status="done")}
    kept_action(here, "2026", ML, None)
    assert set(planned(here)) == {LLM}
    assert checked(here).findings == ()


@pytest.mark.parametrize(
    ("dimension", "action", "message"),
    [
        (ML, Action("  "), "needs a text"),
        (ML, Action("x", status="soon"), "'soon' is no status"),
        (ML, Action("x" * 501), "501 letters"),
        ("cooking", Action("x"), "no dimension 'cooking'"),
    ],
)
def test_what_cannot_be_kept_is_refused(here: Home, dimension: str, action: Action, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        kept_action(here, "2026", dimension, action)
    assert planned(here) == {}


def test_gaps_stand_in_the_published_order(here: Home) -> None:
    order = [row["dimension"] for row in _ranked(here)]
    plan = [each.dimension for each in action_plan(here, "2026")]
    assert len(order) > 2
    assert plan[: len(order)] == order
    assert plan[len(order) :] == [each for each in DIMENSIONS if each not in order]


def _ranked(home: Home) -> list[dict[str, object]]:
    rows = Shell(home.path).read("gaps", "--cycle", "2026", "--by", "company,dimension")
    return sorted((row for row in rows if row["rank"]), key=lambda row: row["rank"])


def test_steps_of_the_launch_keep_the_day_on_which_they_were_done(here: Home) -> None:
    assert launch(here, "2026").done == 0
    kept_launch(here, "2026", {"survey-sent": True}, TODAY)
    steps = kept_launch(here, "2026", {"gaps-shared": True}, date(2026, 4, 1)).steps
    assert {step: day for step, day in steps.items() if day} == {"survey-sent": TODAY, "gaps-shared": date(2026, 4, 1)}
    assert list(steps) == list(LAUNCH)
    assert kept_launch(here, "2026", {"survey-sent": False}, TODAY).done == 1
    with pytest.raises(SettingsError, match="no step 'party'"):
        kept_launch(here, "2026", {"party": True}, TODAY)


def test_an_owner_who_is_forgotten_leaves_the_plan(here: Home) -> None:
    kept_action(here, "2026", ML, Action("Course", "P2@example.com"))
    kept_action(here, "2026", LLM, Action("Pairing", "Name 3"))
    forgotten(here, "p2@example.com")
    assert planned(here) == {ML: Action("Course"), LLM: Action("Pairing", "Name 3")}


def test_the_commands_plan_and_tick_off(here: Home) -> None:
    shell = Shell(here.path)
    asked = ("action", ML, "--cycle", "2026")
    shell.read(*asked, "--action", "Course", "--due", "2026-12-31")
    row = shell.read(*asked, "--status", "done", "--owner", "Mara")
    assert row == {
        "dimension": ML,
        "dimension_name": "AI/ML Fundamentals",
        "action": "Course",
        "owner": "Mara",
        "due": "2026-12-31",
        "status": "done",
        "note": None,
    }
    assert [each for each in shell.read("actions", "--cycle", "2026") if each["action"]] == [row]
    assert "'soon' is no day" in shell.refused(*asked, "--due", "soon")
    done = shell.read("launch", "--cycle", "2026", "--done", "survey-sent")
    assert [each["step"] for each in done if each["done_on"]] == ["survey-sent"]
    assert shell.read(*asked, "--remove")["action"] is None


def test_a_publication_tells_what_is_done_and_never_by_whom(here: Home) -> None:
    kept_action(here, "2026", LLM, Action("Study circle", "Quagga Owner", date(2026, 6, 1), "under way", "quagga note"))
    kept_launch(here, "2026", {"survey-sent": True}, TODAY)
    published(here, "2026")
    path = current_path(here)
    assert path is not None
    assert b"uagga" not in path.read_bytes()
    snapshot = Snapshot(path)
    assert gap_actions(snapshot, "2026", "2026").values.tolist() == [[LLM, "Study circle", "2026-06-01", "under way"]]
    assert launch_steps(snapshot, "2026")["survey-sent"] == "2026-03-09"
    assert launch_steps(snapshot, "2026")["gaps-shared"] is None
    snapshot.close()
