"""The gaps page: both lists, the groups behind a gap, and the ways on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import gaps_captions
from pipeline.rounding import percent, tenths
from tests.helpers import VEGA, open_page
from tests.pages import snapshots
from tests.pages.conftest import charts, texts
from tests.pages.snapshots import HARVEST, MARKUP, Cycle, Group
from tests.pages.test_captions import CELL, FACTS

PAGE = "pages/gaps.py"
PRODUCTION = "AI in Production"


def _rows(page: AppTest, place: int, field: str) -> list[dict[str, Any]]:
    """The rows of one chart, those that have a field."""
    return next(rows for rows in charts(page)[place] if rows and field in rows[0])


def _below(group: Group) -> int:
    return group.levels.get(0, 0) + group.levels.get(1, 0)


def _depth(group: Group) -> float:
    return (2 * group.levels.get(0, 0) + group.levels.get(1, 0)) / _below(group)


@pytest.mark.parametrize("division", [None, "West"])
def test_both_lists_are_those_of_the_snapshot(home: Path, made: list[Group], division: str | None) -> None:
    page = open_page(PAGE, home)
    if division:
        page.selectbox(key="division").set_value(division).run()
    assert page.title[0].value == "Gaps"
    groups = [g for g in made if (g.kind == "division" and g.group == division if division else g.kind == "company")]
    by_share = sorted(groups, key=lambda g: -_below(g) / g.assessed)
    by_depth = sorted(groups, key=lambda g: -_depth(g))
    common, largest = _rows(page, 0, "heading"), _rows(page, 1, "heading")
    assert [row["figure"] for row in common] == [percent(_below(g) / g.assessed) for g in by_share]
    assert [row["reason"] for row in common] == [
        f"{_below(g)} of {g.assessed} people are below Practicing." for g in by_share
    ]
    depths = [row["figure"].split()[0] for row in largest]  # two decimals where neighbours would read the same
    assert [tenths(float(told)) for told in depths] == [tenths(_depth(g)) for g in by_depth]
    assert len(set(depths)) == len(depths)
    assert page.selectbox(key="dimension").options == [row["dimension_name"] for row in common]
    whom = "division West" if division else "whole company"
    assert (
        f"Cycle 2026, people's own ratings, {whom}: {groups[0].assessed} of {groups[0].headcount} people answered."
        in texts(page)
    )


def test_choosing_a_gap_shows_the_groups_behind_it(home: Path, made: list[Group]) -> None:
    page = open_page(PAGE, home)
    page.session_state["kept_show"] = "Teams"
    page.selectbox(key="dimension").set_value(PRODUCTION).run()
    teams = [
        g for g in made if g.kind == "team" and g.dimension == "ai-production" and g.assessed >= 5 and g.has_target
    ]
    most = max(teams, key=_below)
    rows = _rows(page, 3, "words")
    assert (rows[0]["name"], rows[0]["below"], rows[0]["assessed"]) == (most.group, _below(most), most.assessed)
    table = page.dataframe[3].value
    assert len(table) == 24
    assert table["Below"].sum() == sum(_below(team) for team in teams)
    assert table.loc[table["Group"] == "Compass", "Remark"].tolist() == ["Not shown"]
    assert "21 of 24 teams are shown; 3 are not: with them, figures of too few people could be" in texts(page)
    assert "worked out. The first 20 are drawn" in texts(page)
    assert {frame.proto.placeholder for frame in page.dataframe} == {"–"}  # and not None, where nothing is shown
    assert page.selectbox(key="group").options == table["Group"].tolist()


@pytest.mark.usefixtures("made")
def test_the_choice_leads_on_to_the_heatmap(home: Path) -> None:
    page = open_page(PAGE, home)
    page.session_state["kept_show"] = "Teams"
    page.selectbox(key="dimension").set_value(PRODUCTION).run()
    page.selectbox(key="group").set_value("Tundra").run()
    page.button(key="to pages/heatmap.py").click().run()
    assert page.title[0].value == "Heatmap"
    assert [page.selectbox(key=key).value for key in ("show", "group", "dimension")] == ["Teams", "Tundra", PRODUCTION]


@pytest.mark.usefixtures("made")
def test_a_team_leads_on_to_its_page_also_where_two_share_a_name(home: Path) -> None:
    page = open_page(PAGE, home)
    assert "to pages/team.py" not in [button.key for button in page.button]  # divisions have no page
    page.selectbox(key="show").set_value("Teams").run()
    page.selectbox(key="group").set_value("Atlas (South)").run()
    page.button(key="to pages/team.py").click().run()
    assert (page.title[0].value, page.selectbox(key="team").value) == ("Team", "Atlas (South)")
    assert not page.exception


@pytest.mark.usefixtures("made_anew")
def test_small_teams_together_have_no_page_to_lead_to(home: Path) -> None:
    snapshots.stand_together(home)
    page = open_page(PAGE, home)
    page.selectbox(key="show").set_value("Teams").run()
    page.selectbox(key="dimension").set_value(PRODUCTION).run()
    assert "to pages/team.py" in [button.key for button in page.button]
    page.selectbox(key="group").set_value(snapshots.TOGETHER).run()
    assert "to pages/team.py" not in [button.key for button in page.button]


@pytest.mark.usefixtures("made")
def test_the_third_list_names_the_projects_that_a_gap_blocks(home: Path) -> None:
    page = open_page(PAGE, home)
    critical = _rows(page, 2, "heading")
    assert (critical[0]["heading"], critical[0]["figure"]) == (f"1 · {PRODUCTION}", "6")
    assert critical[0]["reason"].startswith(f"Blocks {HARVEST} (anywhere in the company); Mill ")
    assert {row["reason"] for row in critical[1:]} == {"Blocks no project."}
    assert page.dataframe[2].value["Why here"].tolist() == [row["reason"] for row in critical]
    page.selectbox(key="division").set_value("West").run()
    assert page.get(VEGA)[2].proto.alt.startswith("The most critical gaps in the whole company: ")


def test_without_a_roadmap_the_third_list_says_so(home: Path) -> None:
    snapshots.published(home, [Cycle(has_roadmap=False)])
    page = open_page(PAGE, home)
    assert gaps_captions.NO_ROADMAP in [info.value for info in page.info]
    assert len(page.get(VEGA)) == 4


@pytest.mark.usefixtures("made")
def test_beside_a_division_the_order_says_that_it_is_the_company_s(home: Path) -> None:
    page = open_page(PAGE, home)
    assert page.get(VEGA)[4].proto.alt.startswith("What to close first: ")
    page.selectbox(key="division").set_value("West").run()
    assert page.get(VEGA)[4].proto.alt.startswith("What to close first in the whole company: ")


@pytest.mark.usefixtures("made")
def test_roles_are_those_of_the_whole_company(home: Path) -> None:
    page = open_page(PAGE, home)
    page.selectbox(key="division").set_value("West").run()
    page.selectbox(key="show").set_value("Roles").run()
    assert {row["name"] for row in _rows(page, 3, "words")} == {"backend", "data"}
    assert "Roles are those of the whole company." in texts(page)


@pytest.mark.usefixtures("made")
def test_names_from_files_stay_text(home: Path) -> None:
    page = open_page(PAGE, home)
    page.session_state["kept_show"] = "Teams"
    page.session_state["kept_group"] = MARKUP
    page.run()
    assert not page.exception
    assert MARKUP not in texts(page)
    assert page.selectbox(key="group").value == MARKUP


def test_without_a_roster_no_range_is_told(home: Path) -> None:
    snapshots.published(home, [Cycle(has_roster=False, has_targets=False)])
    page = open_page(PAGE, home)
    assert not page.exception
    assert {row["range"] for row in _rows(page, 0, "heading")} == {""}
    assert "The thin line" not in texts(page)
    assert "Assumed target: Practicing." in texts(page)


@pytest.mark.usefixtures("made")
def test_every_chart_tells_itself_in_words(home: Path) -> None:
    page = open_page(PAGE, home)
    alts = [chart.proto.alt for chart in page.get(VEGA)]
    assert len(alts) == 5
    assert all("The table holds the same figures." in alt for alt in alts)


def test_of_whom_a_list_is() -> None:
    gap = {"shown": True, "assessed": 38, "headcount": 50}
    told = gaps_captions.of_whom(FACTS, [gap, gap | {"assessed": 41}], None)
    assert told.startswith(
        "Cycle 2026, people's own ratings, whole company: 38–41 of 50 people answered, by dimension. Only people"
    )
    bare = replace(FACTS, has_roster=False, has_targets=False)
    assert gaps_captions.of_whom(bare, [gap | {"headcount": None}], "No*th") == (
        "Cycle 2026, people's own ratings, division No\\*th: 38 people answered. "
        "Only people with a target count. Assumed target: Practicing."
    )
    assert "no figure can be shown." in gaps_captions.of_whom(FACTS, [{"shown": False, "assessed": None}], None)


@pytest.mark.parametrize(("has_targets", "source"), [(True, "from the targets"), (False, "the framework's own")])
def test_the_orders_are_defined(has_targets: bool, source: str) -> None:
    told = gaps_captions.computed(replace(FACTS, has_targets=has_targets), [CELL], PRODUCTION)
    assert source in told
    assert "people assessed, in AI in Production 27 ÷ 41 = 66 %." in told
    assert "people below target, in AI in Production 40 ÷ 27 = 1.5 levels." in told
    hidden = gaps_captions.computed(FACTS, [dict.fromkeys(CELL) | {"dimension_name": PRODUCTION}], PRODUCTION)
    assert " in AI in Production" not in hidden
    assert "fewer than 60 % answered" in told


def test_what_to_close_first_is_told_in_words(home: Path, made: list[Group]) -> None:
    page = open_page(PAGE, home)
    company = [group for group in made if group.kind == "company"]
    first = max(company, key=lambda group: _below(group) / group.assessed)
    lines = _rows(page, 4, "words")
    share = percent(_below(first) / first.assessed)
    assert lines[0]["words"] == f"Blocks a project, and common: {share} below target"
    assert [line["figure"] for line in lines] == ["People short × importance: 6", *["nobody short"] * 4]
    assert ["–" in line["heading"] for line in lines] == [False, False, False, True, True]
    assert "the people who did not answer could move the gap within it." in texts(page)
    assert page.dataframe[4].value["Why"].tolist()[0] == "Blocks a project, and common"
    page.button(key="to pages/projects.py").click().run()
    assert page.title[0].value == "Projects"
