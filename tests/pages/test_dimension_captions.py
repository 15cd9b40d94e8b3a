"""The sentences of the dimension page, from hand-made figures."""

from dataclasses import replace
from typing import Any

from pages.shared import dimension_captions as told
from pipeline.snapshot.shapes import Rows, Shown
from tests.pages.test_captions import CELL, FACTS, FRAMEWORK

OF_TEAM: dict[str, Any] = {**CELL, "kind": "team"}
OF_COMPANY: dict[str, Any] = {**CELL, "kind": "company"}
TICKS: tuple[dict[str, Any], ...] = ({"asked": 38, "ticked": 19, "missing": 19, "missing_share": 0.5, "shown": True},)
NONE_ASKED: tuple[dict[str, Any], ...] = ({**TICKS[0], "asked": 0, "ticked": 0, "missing": 0, "missing_share": None},)
HIDDEN: tuple[dict[str, Any], ...] = (dict.fromkeys(TICKS[0]),)


def test_groups_that_are_not_shown_are_counted() -> None:
    assert "all 24 teams are shown" in told.of_groups(FACTS, Rows("team"), 24, Shown(24, 24), "Teams")
    assert "3 of 24 teams are not shown" in told.of_groups(FACTS, Rows("team"), 24, Shown(21, 24), "Teams")
    assert "1 of 2 roles is not shown" in told.of_groups(FACTS, Rows("role"), 2, Shown(1, 2), "Roles")
    assert "the one division is shown" in told.of_groups(FACTS, Rows("division"), 1, Shown(1, 1), "Divisions")


def test_the_rows_of_a_part_are_named() -> None:
    line = told.of_groups(FACTS, Rows("team", first=41), 60, Shown(60, 60), "Teams")
    assert line.startswith("Rows 41 to 60 of 60, the largest gaps first. Cycle 2026, people's own ratings:")


def test_ticks_say_who_was_asked_and_who_answered_otherwise() -> None:
    assert told.of_ticks(FACTS, TICKS, OF_TEAM, "*Atlas*") == (
        r"Cycle 2026, people's own ratings: of 38 people in \*Atlas\* who answered by checklist. "
        "3 people more chose a statement or a level and are not counted as missing anything."
    )
    assert told.of_ticks(FACTS, TICKS, {**OF_COMPANY, "rated": 38}, "Whole company") == (
        "Cycle 2026, people's own ratings: of 38 people in the whole company who answered by checklist."
    )
    assert told.of_ticks(FACTS, HIDDEN, OF_TEAM, "Atlas") == ""


def test_why_there_are_no_ticks() -> None:
    assert told.no_ticks((), OF_TEAM, "Atlas").startswith("No indicators are published for AI in Production")
    assert told.no_ticks(NONE_ASKED, OF_COMPANY, "Whole company").startswith(
        "Nobody in the whole company answered AI in Production by checklist."
    )
    assert told.no_ticks(HIDDEN, OF_TEAM, "Atlas").startswith("Not shown. Too few people in Atlas")
    assert [told.is_known(ticks) for ticks in ((), NONE_ASKED, HIDDEN, TICKS)] == [False, False, False, True]


def test_parts_never_add_up_what_is_hidden() -> None:
    line = told.of_parts(FACTS, Shown(21, 24), "Teams", 15)
    assert line.endswith(
        "They do not add up to all: 3 of 24 teams are not shown: "
        "with them, figures of too few people could be worked out."
    )
    assert told.of_parts(FACTS, Shown(24, 24), "Teams", 15).endswith("at most 15 teams.")


def test_why_there_are_no_parts() -> None:
    assert told.no_parts({**OF_COMPANY, "below": 0}) == "Nobody in the company is below target in this dimension."
    assert told.no_parts({**OF_COMPANY, "shown": False, "below": None}).startswith("No share can be shown")


def test_the_definition_carries_the_numbers() -> None:
    text = told.definition(FRAMEWORK, TICKS, OF_COMPANY)
    assert "The first of the rubric: 19 ÷ 38 = 50 %." in text
    assert "In the whole company 27 of 41 are below Practicing." in text
    unknown = told.definition(FRAMEWORK, HIDDEN, {**OF_COMPANY, "shown": False, "below": None})
    assert "The first of the rubric" not in unknown
    assert "In the whole company" not in unknown


def test_an_assumed_target_is_said() -> None:
    facts = replace(FACTS, has_targets=False)
    assert told.of_groups(facts, Rows("team"), 24, Shown(24, 24), "Teams").endswith("Assumed target: Practicing.")
