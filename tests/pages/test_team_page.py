"""The team page: its figures are the snapshot's, and what it says of teams it cannot show."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.model import NO_TEAM
from tests.helpers import VEGA, open_page
from tests.pages import snapshots
from tests.pages.conftest import charts, texts
from tests.pages.snapshots import EASE, FORMULA, LONG, MARKUP, Cycle, Group

PAGE = "pages/team.py"


def _team(home: Path, team: str | None = None, **kept: str) -> AppTest:
    page = open_page(PAGE, home)
    for name, chosen in {**kept, **({"team": team} if team else {})}.items():
        page.session_state[f"kept_{name}"] = chosen
    return page.run()


def _of(made: list[Group], team: str) -> list[Group]:
    return [g for g in made if (g.kind, g.group) == ("team", team)]


def _below(group: Group) -> int:
    return group.levels.get(0, 0) + group.levels.get(1, 0)


def _metrics(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_the_head_figures_are_the_snapshots(home: Path, made: list[Group]) -> None:
    own = _of(made, "Tundra")
    singles = sum(g.assessed - _below(g) <= 1 for g in own)
    pairs = sum(g.assessed for g in own)
    reached = pairs - sum(map(_below, own))
    page = _team(home, "Tundra")
    assert _metrics(page) == {
        "People assessed": f"{own[0].assessed} of {own[0].headcount}",
        "At or above target": f"{round(100 * reached / pairs)} %",
        "Steps to target": str(sum(2 * g.levels.get(0, 0) + g.levels.get(1, 0) for g in own)),
        "Single points of failure": f"{singles} of {len(EASE)}",
    }
    assert f"{reached} of {pairs} answers; division " in texts(page)


def test_every_piece_of_every_bar_is_the_snapshots(home: Path, made: list[Group]) -> None:
    names = {"ml-fundamentals": "AI/ML Fundamentals", "ai-production": "AI in Production"}
    levels = ["None of these yet", "Aware", "Practicing", "Proficient", "Expert"]
    page = _team(home, "Tundra")
    pieces = [row for rows in charts(page)[0] for row in rows if "part" in row]
    for group in _of(made, "Tundra"):
        if name := names.get(str(group.dimension)):
            drawn = {row["part"]: (row["side"], row["people"]) for row in pieces if row["dimension_name"] == name}
            assert drawn == {
                levels[level]: ("below" if level < 2 else "reached", people) for level, people in group.levels.items()
            }


@pytest.mark.usefixtures("made")
def test_the_first_team_is_one_that_is_shown(home: Path) -> None:
    page = _team(home)
    assert page.selectbox(key="team").options[-3:] == ["Compass", "Lantern", "Quarry"]
    assert page.selectbox(key="team").value == page.selectbox(key="team").options[0]
    assert len(page.get(VEGA)) == 2


@pytest.mark.usefixtures("made")
def test_a_division_narrows_the_teams(home: Path) -> None:
    page = _team(home)
    page.selectbox(key="division").set_value("West").run()
    assert page.selectbox(key="team").options == ["Orbit", "Prairie", "Ridge", "Summit", "Tundra", "Quarry"]
    assert not page.exception


@pytest.mark.usefixtures("made")
def test_a_team_that_is_not_shown_says_so_and_nothing_else(home: Path) -> None:
    page = _team(home, "Compass")
    assert "Not shown. Too few people answered, in this team" in texts(page)
    assert (len(page.metric), len(page.get(VEGA)), len(page.dataframe)) == (0, 0, 0)


@pytest.mark.usefixtures("made")
def test_without_a_target_and_with_different_ones_the_bar_is_not_split_by_level(home: Path) -> None:
    summit = [row for rows in charts(_team(home, "Summit"))[0] for row in rows if "part" in row]
    assert {row["side"] for row in summit if row["dimension_name"] == "AI in Production"} == {"plain"}
    page = _team(home, "Orbit")
    pieces = [row for rows in charts(page)[0] for row in rows if "part" in row]
    mixed = {row["part"] for row in pieces if row["dimension_name"].startswith("LLM")}
    assert mixed == {"Below target", "At or above target"}
    assert r"In LLM & Prompt Engineering targets differ within the team" in texts(page).replace("\\", "")


@pytest.mark.usefixtures("made")
def test_a_low_response_is_said(home: Path) -> None:
    assert "low, this may not represent the team" in texts(_team(home, "Ridge"))


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("team", [MARKUP, FORMULA, LONG], ids=["markup", "formula", "long"])
def test_names_from_files_stay_text(home: Path, team: str) -> None:
    page = _team(home, team)
    assert not page.exception
    assert page.selectbox(key="team").value == team
    assert team not in texts(page)


def test_teams_of_one_name_stay_apart(home: Path, made: list[Group]) -> None:
    for division in ("North", "South"):
        own = next(g for g in _of(made, "Atlas") if g.division == division)
        page = _team(home, f"Atlas ({division})")
        assert _metrics(page)["People assessed"] == f"{own.assessed} of {own.headcount}"


@pytest.mark.usefixtures("made")
def test_a_link_to_a_team_that_is_gone_falls_back(home: Path) -> None:
    page = _team(home, "Disbanded")
    assert not page.exception
    assert len(page.get(VEGA)) == 2


def test_one_team_without_division_roster_and_targets(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"": ["Solo"]}, has_roster=False, has_targets=False)])
    page = _team(home)
    assert [box.label for box in page.selectbox] == ["Cycle", "Team", "If the target were", "Dimension"]
    assert "See this dimension" in [button.label for button in page.button]
    assert "No roster: response unknown" in texts(page)
    assert "Assumed target: Practicing." in texts(page)
    assert "division" not in page.caption[1].value


def test_among_four_hundred_teams_one_is_found(home: Path) -> None:
    divisions = {f"Division {d:02}": [f"Team {d:02}-{t:02}" for t in range(20)] for d in range(20)}
    snapshots.published(home, [Cycle(teams=divisions)])
    page = _team(home, "Team 19-19")
    assert not page.exception
    assert len(page.selectbox(key="team").options) == 400
    page.selectbox(key="division").set_value("Division 19").run()
    assert page.selectbox(key="team").value == "Team 19-19"
    assert len(page.selectbox(key="team").options) == 20


@pytest.mark.usefixtures("made")
def test_the_table_holds_what_the_charts_draw(home: Path) -> None:
    page = _team(home, "Tundra")
    table = page.dataframe[0].value.set_index("Dimension")
    labels = {
        row["dimension_name"]: row["label"] for rows in charts(page)[1] for row in rows if row.get("who") == "This team"
    }
    assert table["Share"].to_dict() == labels
    for row in (row for rows in charts(page)[0] for row in rows if "part" in row):
        assert table.loc[row["dimension_name"], row["part"]] == row["label"]


@pytest.mark.usefixtures("made")
def test_the_heatmap_leads_to_a_team_and_back(home: Path) -> None:
    page = open_page("pages/heatmap.py", home)
    assert "Open this team" not in [button.label for button in page.button]
    for name, chosen in {"show": "Teams", "group": "Tundra"}.items():
        page.session_state[f"kept_{name}"] = chosen
    page.run()
    next(button for button in page.button if button.label == "Open this team").click().run()
    assert page.session_state["kept_team"] == "Tundra"


@pytest.mark.usefixtures("made")
def test_how_it_is_computed_shows_the_query_that_is_run(home: Path) -> None:
    page = _team(home, "Tundra")
    assert "Single point of failure" in texts(page)
    assert any(code.value.startswith("-- one row per dimension of one team") for code in page.code)


def test_who_has_no_team_stands_last_and_is_not_the_first_to_be_seen(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"": ["Atlas", NO_TEAM, "Compass"]})], number=2)
    assert open_page(PAGE, home).selectbox(key="team").options == ["Atlas", "Compass", NO_TEAM]


@pytest.mark.usefixtures("made")
def test_the_address_says_which_team_it_is_from_the_start_and_an_emptied_box_goes_back(home: Path) -> None:
    page = open_page(PAGE, home)
    first = page.selectbox(key="team").value
    assert page.query_params["team"] in (first, [first])
    page.selectbox(key="team").set_value(None).run()
    assert not page.exception
    assert page.selectbox(key="team").value == first
