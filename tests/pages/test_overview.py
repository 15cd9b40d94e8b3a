"""The overview says what the snapshot says, and nothing that is hidden."""

from pathlib import Path

import duckdb
import pytest

from pages.shared.notices import escaped
from pipeline.edits import changed_setting
from pipeline.settings import opened_home
from tests.helpers import open_page
from tests.pages import snapshots
from tests.pages.conftest import cells, charts, texts
from tests.pages.snapshots import HARVEST, MILL, ORCHARD, Cycle, Group

PRODUCTION = "AI in Production"


def _company(made: list[Group], dimension: str) -> Group:
    return next(group for group in made if group.kind == "company" and group.dimension == dimension)


def test_the_head_figures_are_those_of_the_snapshot(home: Path, made: list[Group]) -> None:
    page = open_page("app.py", home)
    company = [group for group in made if group.kind == "company"]
    n, asked = company[0].assessed, company[0].headcount
    below = [sum(people for level, people in group.levels.items() if level < 2) for group in company]
    reached = sum(group.assessed for group in company) - sum(below)
    common = sum(b / n >= 0.5 for b in below)
    assert {metric.label: metric.value for metric in page.metric} == {
        "People assessed": f"{n} of {asked}",
        "At or above target": f"{round(100 * reached / (5 * n))} %",
        "Common gaps": f"{common} of 5",
        "Teams shown": "21 of 24",  # Compass and Lantern are too small, Quarry is silent
    }
    assert not page.exception
    assert page.title[0].value == "Overview"


@pytest.mark.usefixtures("made_anew")
def test_a_changed_setting_is_obeyed_at_the_next_run(home: Path) -> None:
    page = open_page("app.py", home)
    counted = {metric.label: metric.value for metric in page.metric}["Common gaps"]
    changed_setting(opened_home(home), "common_from", "1.0")
    assert counted != "0 of 5"
    assert {metric.label: metric.value for metric in page.run().metric}["Common gaps"] == "0 of 5"


def test_the_most_common_gaps_come_with_their_reason(home: Path, made: list[Group]) -> None:
    told = texts(open_page("app.py", home))
    production = _company(made, "ai-production")
    below = production.levels[0] + production.levels[1]
    blocked = f"{HARVEST} (anywhere in the company); {escaped(MILL)} (anywhere in the company)"
    assert f"Of the whole company: {below} of {production.assessed} people are below Practicing" in told
    assert f". Blocks {blocked}." in told
    assert f"### {round(100 * below / production.assessed)} %" in told


@pytest.mark.usefixtures("made_anew")
def test_what_blocks_a_project_is_looked_at_before_what_is_common(home: Path) -> None:
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as connection:
        connection.execute("update priority set rank = 6 - rank, class = if(rank = 5, 'B', 'C')")
        order = connection.execute(
            """
            select gaps.dimension_name from priority join gaps using (cycle, dimension)
            where gaps.kind = 'company' order by priority.rank
            """
        ).fetchall()
    page = open_page("app.py", home)
    names = [escaped(name) for (name,) in order]
    titles = [each.value.strip("*") for each in page.markdown]
    assert [title for title in titles if title in names] == names[:3]
    reasons = [each.value for each in page.caption if "people are below" in each.value]
    assert [reason.endswith(" Blocks a project.") for reason in reasons] == [True, False, False]


@pytest.mark.usefixtures("made")
def test_it_leads_with_the_most_important_project_that_is_blocked(home: Path) -> None:
    page = open_page("app.py", home)
    told = texts(page)
    assert page.subheader[0].value == "The most important project that is blocked"
    assert f"More important, and not blocked: {ORCHARD} (importance 3 of 3)." in told
    assert f"**{HARVEST} (importance 2 of 3)**  \n**Blocked, unless those who did not answer can help" in told
    assert "**AI in Production, anywhere in the company**  \n4 people at Proficient or above are needed" in told
    assert "but not all of them are free, so 1 is missing." in told
    assert "nobody would be missing instead of 1 person." in told
    assert "Bring 1 person from Aware to Proficient in AI in Production." in told
    page.button(key="project0").click().run()
    assert (page.title[0].value, page.selectbox(key="project").value) == ("Projects", HARVEST)


@pytest.mark.usefixtures("made")
def test_beside_one_division_it_does_not_lead_with_the_company_s_roadmap(home: Path) -> None:
    page = open_page("app.py", home)
    page.selectbox(key="division").set_value("West").run()
    assert "blocked" not in texts(page)


def test_the_heatmap_opens_at_divisions(home: Path, made: list[Group]) -> None:
    shown = cells(open_page("app.py", home))
    assert {name for name, _ in shown} == {"Whole company", "North", "South", "East", "West"}
    west = next(g for g in made if (g.group, g.dimension) == ("West", "ai-production"))
    share = (west.levels[0] + west.levels[1]) / west.assessed
    assert shown["West", PRODUCTION] == f"{round(100 * share)} %"


@pytest.mark.usefixtures("made")
def test_a_division_in_the_link_shows_its_teams(home: Path) -> None:
    page = open_page("app.py", home)
    page.query_params["division"] = "West"
    page.session_state["kept_division"] = "West"
    page.run()
    names = {name for name, _ in cells(page)}
    assert names == {"Whole company", "West, all of it", *snapshots.TEAMS["West"]}
    assert {m.label: m.value for m in page.metric}["Teams shown"] == "5 of 6"


def test_choosing_a_division_changes_figures_and_chart(home: Path, made: list[Group]) -> None:
    page = open_page("app.py", home)
    before = charts(page), texts(page)
    page.selectbox(key="division").set_value("North").run()
    assert charts(page) != before[0]
    assert texts(page) != before[1]
    north = next(g for g in made if g.group == "North")
    assert {m.label: m.value for m in page.metric}["People assessed"] == f"{north.assessed} of {north.headcount}"


def test_without_divisions_it_opens_at_teams(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"": ["Kestrel", "Orbit"]})])
    page = open_page("app.py", home)
    assert {name for name, _ in cells(page)} == {"Whole company", "Kestrel", "Orbit"}
    assert [box.label for box in page.selectbox] == ["Cycle"]


def test_each_missing_file_costs_one_sentence(home: Path) -> None:
    snapshots.published(home, [Cycle(has_roster=False, has_targets=False, has_roadmap=False)])
    told = texts(open_page("app.py", home))
    assert told.count("No roster is loaded, so there is no response rate and no range around a figure.") == 1
    assert told.count("measured against the assumed target Practicing.") == 1
    assert told.count("No roadmap is loaded") == 1
    assert "Assumed target: Practicing." in told
    assert " % of those asked" not in told


@pytest.mark.usefixtures("made")
def test_with_all_files_nothing_is_said_to_be_missing(home: Path) -> None:
    told = texts(open_page("app.py", home))
    assert "No roster" not in told
    assert "assumed target" not in told.casefold()


def test_the_latest_cycle_is_chosen_and_an_earlier_one_can_be(home: Path) -> None:
    snapshots.published(home, [Cycle("2025", seed=1), Cycle("2026")])
    page = open_page("app.py", home)
    assert page.selectbox(key="cycle").value == "2026"
    before = cells(page)
    page.selectbox(key="cycle").set_value("2025").run()
    assert cells(page) != before


def test_before_the_first_publication_the_analyst_is_led_to_the_upload(home: Path) -> None:
    page = open_page("app.py", home)
    assert not page.exception
    assert "Nothing is published yet" in texts(page)
    assert not page.metric
    assert [link.proto.label for link in page.main.get("page_link")] == ["Upload a survey export"]


def test_a_new_publication_is_seen_at_the_next_run(home: Path) -> None:
    snapshots.published(home, [Cycle(seed=1)])
    page = open_page("app.py", home)
    before = cells(page)
    snapshots.published(home, [Cycle(seed=2)], number=2)
    assert cells(page.run()) != before


def test_corrections_and_earlier_figures_are_said(home: Path) -> None:
    snapshots.published(home, [Cycle(is_corrected=True, held=("Kestrel", "_Orbit_"))])
    page = open_page("app.py", home)
    assert [warning.value for warning in page.warning] == [
        "An error in an earlier publication of this cycle was put right; what it said no longer holds.",
        "Kestrel, \\_Orbit\\_ keep their earlier figures until more people have answered; those who are new are too "
        "few to be told of.",
    ]


@pytest.mark.usefixtures("made_anew")
def test_a_damaged_snapshot_is_one_notice(home: Path) -> None:
    (home / "snapshots" / "0001.duckdb").write_bytes(b"not a database" * 100)
    page = open_page("app.py", home)
    assert not page.exception
    assert len(page.error) == 1
    assert "cannot be read" in page.error[0].value


@pytest.mark.usefixtures("made")
def test_see_which_teams_opens_the_teams_in_the_order_of_that_dimension(home: Path) -> None:
    page = open_page("app.py", home)
    page.button(key="gap1").click().run()
    assert page.title[0].value == "Dimension"
    assert page.selectbox(key="dimension").value == "Data Engineering for AI"


@pytest.mark.usefixtures("made")
def test_what_is_said_of_a_division_opens_at_that_division_whatever_was_looked_at_before(home: Path) -> None:
    page = open_page("app.py", home)
    page.session_state["kept_group"] = "Tundra"
    page.selectbox(key="division").set_value("West").run()
    assert page.subheader[0].value == "Across West: where to look first"
    page.button(key="gap0").click().run()
    assert not page.exception
    chosen = [page.selectbox(key=name).value for name in ("division", "group", "show")]
    assert (page.title[0].value, chosen) == ("Dimension", ["West", "West, all of it", "Teams"])


@pytest.mark.usefixtures("made_anew")
def test_a_gap_of_a_project_opens_its_own_group_against_the_level_that_the_project_asks_for(home: Path) -> None:
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as connection:
        named = "update need set division = 'West', team = 'Tundra', dimension = 'data-engineering' where project = ?"
        connection.execute(named, [HARVEST])
    page = open_page("app.py", home)
    page.session_state["kept_find"] = "nothing of that name"
    page.button(key="gap of 0-0").click().run()
    assert not page.exception
    chosen = [page.selectbox(key=name).value for name in ("show", "group", "dimension", "division", "what_if")]
    assert chosen == ["Teams", "Tundra", "Data Engineering for AI", "All divisions", "Proficient"]
    assert page.text_input(key="find").value == "Tundra"


@pytest.mark.usefixtures("made_anew")
def test_a_group_that_no_page_has_has_no_way_to_it(home: Path) -> None:
    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as connection:
        connection.execute("update need set team = 'Nowhere' where project = ?", [HARVEST])
    page = open_page("app.py", home)
    assert not page.exception
    assert "gap of 0-0" not in [button.key for button in page.button]
