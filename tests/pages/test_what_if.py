"""A what-if on the pages: said, beside what holds, kept in the link, and drawn from what was published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import dimension_captions, team_captions
from pages.shared import what_if_captions as supposed
from pipeline.snapshot.shapes import Rows, Shown
from pipeline.snapshot.teams import Standing
from tests.helpers import open_page
from tests.pages import snapshots
from tests.pages.conftest import charts, texts
from tests.pages.snapshots import MIXED, Cycle, Group
from tests.pages.test_captions import CELL, FACTS, FRAMEWORK

PRODUCTION = "AI in Production"
ATLAS = Standing("Atlas", "North", 10, 8, 8, 0.8, 2, 2, 16, 6, 12, 1, 0.5, 0.25)


def test_what_holds_is_not_called_a_what_if() -> None:
    assert supposed.asked(FRAMEWORK, None) == ""
    assert supposed.of_team(FRAMEWORK, ATLAS, None) == ""
    assert "If everybody" not in supposed.of_company(CELL, CELL, FRAMEWORK, None)
    assert "As it is" not in supposed.of_company(CELL, CELL, FRAMEWORK, None)


def test_a_what_if_stands_beside_what_holds() -> None:
    cell = {**CELL, "target": 3, "target_source": "what-if", "below": 40, "prevalence": 40 / 41}
    lines = supposed.of_company(cell, CELL, FRAMEWORK, 3).split("\n\n")
    assert lines[0] == "If everybody were expected to be Proficient or above:"
    assert lines[1] == "**40 of 41 below Proficient = 98 %**"
    assert lines[-1] == "As it is, 27 of 41 are below Practicing (66 %)."
    assert supposed.asked(FRAMEWORK, 3).startswith("**What if Proficient or above were expected of everybody?**")


def test_what_holds_can_have_no_figure() -> None:
    hidden: dict[str, Any] = {**CELL, "shown": False}
    assert supposed.as_it_is(hidden, FRAMEWORK) == "As it is: not shown."
    assert supposed.as_it_is({**CELL, "target_source": "none"}, FRAMEWORK) == "As it is: no target."
    assert supposed.as_it_is({**CELL, "assessed": 0}, FRAMEWORK) == "As it is: nobody with a target has answered."


def test_a_teams_figures_as_they_are() -> None:
    told = supposed.of_team(FRAMEWORK, ATLAS, 4)
    assert told.startswith("**What if Expert or above")
    assert told.endswith("As it is, 38 % are at or above target (6 of 16 answers), and steps to target are 12.")
    assert supposed.of_team(FRAMEWORK, replace(ATLAS, pairs=0), 4).endswith("there is no figure against a target.")


def test_no_target_is_called_assumed_under_a_what_if() -> None:
    facts = replace(FACTS, has_targets=False)
    asked = dimension_captions.of_groups(facts, Rows("team", what_if=3), 24, Shown(24, 24), "Teams")
    assert asked.endswith("Bars and shares count everybody who answered, with a target or without.")
    assert "Assumed" in team_captions.of_whom(facts, ATLAS)
    assert "Assumed" not in team_captions.of_whom(facts, ATLAS, 3)


def _page(path: str, home: Path, **kept: str) -> AppTest:
    page = open_page(path, home)
    for name, chosen in kept.items():
        page.session_state[f"kept_{name}"] = chosen
    page.run()
    assert not page.exception
    return page


def _below(group: Group, target: int) -> int:
    return sum(people for level, people in group.levels.items() if level < target)


def _of(made: list[Group], name: str) -> Group:
    return next(each for each in made if (each.group, each.dimension) == (name, "ai-production"))


def test_the_dimension_page_holds_everybody_against_the_level(home: Path, made: list[Group]) -> None:
    page = _page("pages/dimension.py", home, dimension=PRODUCTION, show="Teams", what_if="Proficient")
    company = _of(made, "Larkspur Robotics")
    below, now = _below(company, 3), _below(company, 2)
    assert "What if Proficient or above were expected of everybody?" in texts(page)
    assert f"**{below} of {company.assessed} below Proficient = " in texts(page)
    assert f"As it is, {now} of {company.assessed} are below Practicing" in texts(page)
    rows = [row for chart in charts(page) for rows in chart for row in rows]
    for name in ("Tundra", "Summit"):  # nobody in Summit has a target there
        own = _of(made, name)
        told = next(row["told"] for row in rows if row.get("name") == name and "told" in row)
        assert told.endswith(f" %, {_below(own, 3)} of {own.assessed}")
    lines = [(row["aim"], row["start"]) for row in rows if row.get("name") == "Tundra" and "aim" in row]
    own = _of(made, "Tundra")
    shares = {"Practicing": _below(own, 2) / own.assessed, "Proficient": _below(own, 3) / own.assessed}
    assert dict(lines) == pytest.approx(shares)
    parts = {row["name"]: row["contribution"] for row in rows if "contribution" in row and "(" not in row["name"]}
    assert parts == {name: pytest.approx(_below(_of(made, name), 3) / below) for name in parts}
    assert page.selectbox(key="what_if").options[0] == "As it is"
    page.selectbox(key="what_if").select("As it is").run()
    assert "What if" not in texts(page)


def test_the_team_page_holds_everybody_against_the_level(home: Path, made: list[Group]) -> None:
    page = _page("pages/team.py", home, team=MIXED[0], what_if="Expert")
    own = [g for g in made if g.group == MIXED[0]]
    steps = sum(people * (4 - level) for g in own for level, people in g.levels.items())
    assert {metric.label: metric.value for metric in page.metric}["Steps to target"] == f"{steps:,}"
    assert "What if Expert or above were expected of everybody?" in texts(page)
    pieces = [row for rows in charts(page)[0] for row in rows if row.get("dimension_name") and "part" in row]
    for group, name in ((own[0], "AI/ML Fundamentals"), (own[1], "LLM & Prompt Engineering")):  # targets differ in it
        left = sum(row["people"] for row in pieces if row["dimension_name"] == name and row["side"] == "below")
        assert left == _below(group, 4)


def test_a_cycle_without_such_figures_says_so_and_can_be_left(home: Path) -> None:
    snapshots.published(home, [Cycle()])
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as connection:
        connection.execute("delete from what_if")
    for path in ("pages/dimension.py", "pages/team.py"):
        page = _page(path, home, what_if="Expert")
        assert "Publish the cycle again" in page.error[0].value
        page.selectbox(key="what_if").select("As it is").run()
        assert not page.error
