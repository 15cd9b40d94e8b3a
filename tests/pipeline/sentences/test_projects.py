"""The sentences about projects: whose people are brought up, and on which needs nobody may leave."""

from __future__ import annotations

from typing import Any

from pipeline.sentences.projects import group_raised, meaning, resting, sureness
from tests.pipeline.sentences.test_lead import ROADMAP

STEPS = [step for step in ROADMAP.unlocks if step["project"] == "Kite"]
NEED = ROADMAP.needs[1]


def _of(needs: list[dict[str, Any]]) -> str | None:
    return group_raised(STEPS[0], STEPS, needs)


def test_people_are_of_a_group_only_where_nobody_else_can_be_meant() -> None:
    assert _of([NEED]) == "Her*on"
    assert _of([NEED | {"team": None}]) == "North"
    assert _of([NEED | {"team": None, "division": None}]) is None
    assert _of([NEED | {"naive_unmet": 2}]) is None  # one of the three may free somebody elsewhere
    assert _of([NEED, NEED | {"team": "Wren"}]) is None
    assert _of([NEED | {"project": "Lark"}]) is None


def test_needs_that_nobody_may_leave_are_named() -> None:
    rests = NEED | {"rests_on_everybody": True}
    told = resting([rests, rests | {"rests_on_everybody": None}], ROADMAP.framework, str)
    assert told == (
        "One need rests on exactly as many people as asked for, and fails if one of them leaves: "
        "3 people at Proficient or above in AI in Production, out of Her*on for Kite."
    )
    many = resting([rests] * 6, ROADMAP.framework, str)
    assert many.startswith("6 needs rest on ")
    assert many.count("for Kite") == 3
    assert many.endswith("; and 3 more.")
    assert resting([], ROADMAP.framework, str) == ""


def test_what_the_silent_could_change_agrees_with_what_the_project_is_called() -> None:
    short = {"shown": True, "unmet": 3, "unmet_low": 3, "blocked": True, "blocked_low": True}
    assert sureness(short, True) == [
        "If everybody who did not answer could do all that is asked, 3 people would be missing all the same."
    ]
    [told] = sureness(short | {"blocked_low": False}, True)
    assert told.endswith("it could be staffed at the cost of another project; else 3 people would be missing.")
    [told] = sureness(short | {"blocked_low": False, "unmet_low": 0}, True)
    assert told.endswith("nobody would be missing instead of 3 people.")


def test_what_is_blocked_for_certain_is_said_to_be_so_whatever_the_silent_can() -> None:
    blocked = {"blocked": True, "contended": False, "enough_on_paper": False, "blocked_low": True}
    assert meaning(blocked, True).endswith("even if all who did not answer can do what is asked.")
    for project, has_roster in ((blocked | {"blocked_low": False}, True), (blocked, False)):
        assert meaning(project, has_roster) == "However those who answered are put to work, it lacks somebody."
