"""The dimension page: what is drawn, chosen, explained and kept back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers import VEGA, open_page
from tests.pages import snapshots
from tests.pages.conftest import charts, texts
from tests.pages.snapshots import FORMULA, LONG, MARKUP, STATEMENTS, Cycle, Group

PAGE = "pages/dimension.py"
PRODUCTION = "AI in Production"


def _page(home: Path, **kept: str) -> AppTest:
    page = open_page(PAGE, home)
    for name, chosen in {"show": "Teams", "dimension": PRODUCTION, **kept}.items():
        page.session_state[f"kept_{name}"] = chosen
    page.run()
    assert not page.exception
    return page


def _rows(page: AppTest, column: str) -> list[dict[str, Any]]:
    """The rows of the first dataset of any chart that has a column."""
    return next(rows for chart in charts(page) for rows in chart if rows and column in rows[0])


def _made(made: list[Group], group: str) -> Group:
    return next(each for each in made if (each.group, each.dimension) == (group, "ai-production"))


def _below(group: Group) -> int:
    return group.levels[0] + group.levels[1]


def test_it_opens_at_divisions_with_the_company_first(home: Path, made: list[Group]) -> None:
    page = open_page(PAGE, home)
    assert page.title[0].value == "Dimension"
    assert [box.value for box in page.selectbox[:3]] == ["2026", "AI/ML Fundamentals", "Divisions"]
    company = next(group for group in made if (group.kind, group.dimension) == ("company", "ml-fundamentals"))
    bars = next(rows for rows in charts(page)[0] if "people" in rows[0])
    assert [row["people"] for row in bars] == [company.levels.get(level, 0) for level in range(5)]
    assert len(page.get(VEGA)) == 4


def test_every_shown_team_has_its_levels_and_its_share_below(home: Path, made: list[Group]) -> None:
    page = _page(home)
    tundra = _made(made, "Tundra")
    told = {row["name"]: row["told"] for row in _rows(page, "told")}
    assert told["Tundra"].endswith(f" %, {_below(tundra)} of {tundra.assessed}")
    assert told["Summit"] == "No target"
    own = next(rows for rows in charts(page)[1] if rows and "level_name" in rows[0])
    pieces = [row["people"] for row in own if row["name"] == "Tundra"]
    assert pieces == [tundra.levels[level] for level in range(5) if tundra.levels.get(level)]


@pytest.mark.usefixtures("made")
def test_a_hidden_group_sends_its_name_and_nothing_else(home: Path) -> None:
    page = _page(home, group="Compass")
    sent = [row for chart in charts(page) for rows in chart for row in rows if row.get("name") == "Compass"]
    assert {row[key] for row in sent for key in row if key in ("remark", "told")} == {"Not shown", ""}
    assert not {key for row in sent for key in row} & {"people", "label", "contribution", "missing_share"}
    assert len(page.get(VEGA)) == 3  # no indicators
    assert "Too few people in Compass answered by checklist" in page.info[0].value
    assert "3 of 24 teams are not shown" in texts(page)


def test_the_indicators_of_a_chosen_team(home: Path, made: list[Group]) -> None:
    page = _page(home, group="Tundra")
    tundra = _made(made, "Tundra")
    bars = [row for row in _rows(page, "missing_share") if row["has_bar"]]
    staged = next(row for row in bars if row["indicator_text"].endswith("to staging"))
    assert staged["label"].endswith(f"({_below(tundra)} of {tundra.assessed})")
    assert f"of {tundra.assessed} people in Tundra who answered by checklist." in texts(page)


def test_people_who_chose_a_level_are_said_and_not_counted(home: Path, made: list[Group]) -> None:
    company = _made(made, "Larkspur Robotics")
    others = _made(made, STATEMENTS).assessed
    page = _page(home)
    assert f"of {company.assessed - others} people in the whole company who answered by checklist" in texts(page)
    assert f"{others} people more chose a statement or a level" in texts(page)
    page = _page(home, group=STATEMENTS)
    assert f"Nobody in {STATEMENTS} answered AI in Production by checklist" in page.info[0].value


def test_the_parts_are_of_the_companys_gap_and_hidden_ones_are_missing(home: Path, made: list[Group]) -> None:
    parts = _rows(_page(home), "contribution")
    company = _below(_made(made, "Larkspur Robotics"))
    assert len(parts) == 15
    largest_first = sorted((row["contribution"] for row in parts), reverse=True)
    assert [row["contribution"] for row in parts] == largest_first
    for row in parts:
        if "(" not in row["name"]:  # two teams share the name Atlas
            assert row["contribution"] == pytest.approx(_below(_made(made, row["name"])) / company)
    assert not {row["name"] for row in parts} & {"Compass", "Lantern", "Quarry"}


@pytest.mark.usefixtures("made")
def test_names_from_a_file_stay_text(home: Path) -> None:
    page = _page(home, group=MARKUP)
    assert "alert" in texts(page)
    assert "<img" not in texts(page).replace("\\<img", "")
    for name in (MARKUP, FORMULA, LONG.strip()):
        assert any(row["name"].strip() == name for row in _rows(page, "told"))


@pytest.mark.usefixtures("made")
def test_the_choice_of_the_heatmap_is_kept(home: Path) -> None:
    page = open_page("pages/heatmap.py", home)
    next(box for box in page.selectbox if box.label == "Dimension").select(PRODUCTION).run()
    page.switch_page(PAGE).run()
    assert next(box for box in page.selectbox if box.label == "Dimension").value == PRODUCTION


def test_without_divisions_it_opens_at_teams(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"": ["Atlas", "Beacon", "Compass"]}, has_roster=False, has_targets=False)])
    page = open_page(PAGE, home)
    assert not page.exception
    assert next(box for box in page.selectbox if box.label == "Show").value == "Teams"
    assert "Assumed target: Practicing" in texts(page)


def test_four_hundred_teams_come_in_parts_and_can_be_searched(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"North": [f"Team {n}" for n in range(400)]})])
    page = _page(home, part="41–80")
    assert next(box for box in page.selectbox if box.label == "Rows of 400").value == "41–80"
    drawn = {row["name"] for row in _rows(page, "told")}
    assert len(drawn) == 41  # and the company
    page.text_input[0].set_value("team 399").run()
    assert {row["name"] for row in _rows(page, "told")} == {"Whole company", "Team 399"}
    page.text_input[0].set_value("nowhere").run()
    assert not page.exception
    assert page.info[0].value == "No group's name contains that text."
