"""The heatmap page: what is drawn, chosen, explained and downloaded."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers import VEGA, open_page
from tests.pages import snapshots
from tests.pages.conftest import cells, charts, texts
from tests.pages.snapshots import FORMULA, LONG, MARKUP, Cycle, Group

PAGE = "pages/heatmap.py"
PRODUCTION = "AI in Production"


def _teams(home: Path, **kept: str) -> AppTest:
    page = open_page(PAGE, home)
    for name, chosen in {"show": "Teams", **kept}.items():
        page.session_state[f"kept_{name}"] = chosen
    return page.run()


def _made(made: list[Group], group: str, dimension: str) -> Group:
    return next(g for g in made if (g.group, g.dimension) == (group, dimension))


def test_it_opens_at_divisions_with_every_figure_printed(home: Path, made: list[Group]) -> None:
    page = open_page(PAGE, home)
    assert page.title[0].value == "Heatmap"
    names = {"ai-production": PRODUCTION, "ml-fundamentals": "AI/ML Fundamentals"}
    for group in made:
        if group.kind == "division" and group.dimension in names:
            share = (group.levels[0] + group.levels[1]) / group.assessed
            assert cells(page)[group.group, names[group.dimension]] == f"{round(100 * share)} %"


@pytest.mark.usefixtures("made")
def test_why_there_is_no_figure_is_told_in_the_cell(home: Path) -> None:
    shown = cells(_teams(home))
    assert shown["Compass", PRODUCTION] == "Not shown"
    assert shown["Summit", PRODUCTION] == "No target"


@pytest.mark.usefixtures("made")
def test_a_hidden_group_sends_its_name_and_nothing_else(home: Path) -> None:
    page = _teams(home, group="Compass", dimension=PRODUCTION)
    for rows in charts(page)[0]:
        for row in rows:
            if row["name"] == "Compass" and "state" in row:
                assert row["strength"] is None
                assert row["answered"] == "–"
                assert row["label"] == "Not shown"
    answered = [row["name"] for rows in charts(page)[0] for row in rows if "is_low" in row]
    assert "Compass" not in answered
    assert len(page.get(VEGA)) == 1  # no distribution of a hidden group
    assert "Not shown" in texts(page)


@pytest.mark.usefixtures("made")
def test_hidden_groups_come_last_and_by_name(home: Path) -> None:
    page = _teams(home)
    spec = json.loads(page.get(VEGA)[0].proto.spec)
    rows = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert rows[0] == "Whole company"
    assert rows[-3:] == ["Compass", "Lantern", "Quarry"]


@pytest.mark.usefixtures("made")
def test_teams_of_one_name_stay_apart(home: Path) -> None:
    names = {name for name, _ in cells(_teams(home))}
    assert {"Atlas (North)", "Atlas (South)"} <= names
    assert "Atlas" not in names


def test_the_cell_is_explained_with_its_numbers(home: Path, made: list[Group]) -> None:
    page = _teams(home, group="Tundra", dimension=PRODUCTION)
    tundra = _made(made, "Tundra", "ai-production")
    below, n, asked = tundra.levels[0] + tundra.levels[1], tundra.assessed, tundra.headcount
    told = texts(page)
    assert f"{below} of {n} below Practicing = {round(100 * below / n)} %" in told
    least, most = round(100 * below / asked), round(100 * (below + asked - n) / asked)
    assert f"between {least} % and {most} % of the whole group are below" in told
    assert f"{n} of {asked} people answered." in told


def test_the_distribution_counts_every_level(home: Path, made: list[Group]) -> None:
    page = _teams(home, group="Tundra", dimension=PRODUCTION)
    tundra = _made(made, "Tundra", "ai-production")
    bars = next(rows for rows in charts(page)[1] if "people" in rows[0])
    assert [row["people"] for row in bars] == [tundra.levels.get(level, 0) for level in range(5)]


@pytest.mark.usefixtures("made")
def test_a_group_without_a_target_still_shows_its_levels(home: Path) -> None:
    page = _teams(home, group="Summit", dimension=PRODUCTION)
    assert "Nobody in this group has a target in this dimension." in texts(page)
    assert len(page.get(VEGA)) == 2


@pytest.mark.usefixtures("made")
def test_low_response_is_marked_once_a_row(home: Path) -> None:
    page = _teams(home)
    rings = [row["name"] for rows in charts(page)[0] for row in rows if row.get("is_low")]
    assert rings.count("Ridge") == 1
    assert "Beacon" not in rings


def test_filters_change_what_is_drawn(home: Path, made: list[Group]) -> None:
    page = _teams(home)
    every_team = cells(page)
    page.selectbox(key="division").set_value("North").run()
    assert {name for name, _ in cells(page)} == {
        "Whole company",
        "North, all of it",
        "Atlas (North)",
        *snapshots.TEAMS["North"][1:],
    }
    page.selectbox(key="measure").set_value("People below").run()
    tops = cells(page)["Whole company", PRODUCTION]
    company = next(g for g in made if (g.kind, g.dimension) == ("company", "ai-production"))
    assert tops == f"{company.levels[0] + company.levels[1]} of {company.assessed}"
    assert cells(page) != every_team


@pytest.mark.usefixtures("made")
def test_a_group_is_found_by_a_part_of_its_name(home: Path) -> None:
    page = _teams(home)
    page.text_input(key="find").set_value("atl").run()
    assert {name for name, _ in cells(page)} == {"Whole company", "Atlas (North)", "Atlas (South)"}
    page.text_input(key="find").set_value("no such team").run()
    assert "No group's name contains that text." in texts(page)
    assert not page.exception


def test_many_teams_are_drawn_forty_at_a_time(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"North": [f"Team {n:02}" for n in range(60)]})])
    page = _teams(home)
    assert len({name for name, _ in cells(page)}) == 41
    page.selectbox(key="part").set_value("41–60").run()
    assert len({name for name, _ in cells(page)}) == 21
    assert "Rows 41 to 60 of 60" in texts(page)


@pytest.mark.usefixtures("made")
def test_roles_have_no_division_filter(home: Path) -> None:
    page = _teams(home, show="Roles")
    assert {name for name, _ in cells(page)} == {"Whole company", "backend", "data"}
    assert "Division" not in [box.label for box in page.selectbox]


@pytest.mark.usefixtures("made")
def test_a_link_to_something_that_is_gone_falls_back(home: Path) -> None:
    page = _teams(home, group="Disbanded", dimension="No such", measure="x", division="Nowhere")
    assert not page.exception
    assert page.selectbox(key="group").value == "Whole company"
    assert page.selectbox(key="division").value == "All divisions"


@pytest.mark.usefixtures("made")
def test_names_from_files_stay_text(home: Path) -> None:
    page = _teams(home, group=MARKUP, dimension=PRODUCTION)
    assert not page.exception
    assert MARKUP in {name for name, _ in cells(page)}
    assert LONG in {name for name, _ in cells(page)}
    assert MARKUP not in texts(page)


@pytest.mark.usefixtures("made")
def test_the_table_prints_what_the_chart_prints(home: Path) -> None:
    page = _teams(home)
    table = page.dataframe[0].value.set_index("Group")
    for (name, dimension), label in cells(page).items():
        assert table.loc[name, dimension] == label
    assert FORMULA in table.index


def test_without_a_roster_no_response_and_no_range_is_told(home: Path) -> None:
    snapshots.published(home, [Cycle(has_roster=False)])
    page = _teams(home)
    assert "Without a roster it is not known how many did not answer." in texts(page)
    assert not any(row.get("is_low") for rows in charts(page)[0] for row in rows)


@pytest.mark.usefixtures("made_anew")
def test_groups_smaller_than_usual_are_announced(home: Path) -> None:
    import duckdb

    with duckdb.connect(str(home / "snapshots" / "0001.duckdb")) as con:
        con.execute("update cycle set min_group = 3")
    assert "Groups of 3 or more answers are shown here" in texts(open_page(PAGE, home))


@pytest.mark.usefixtures("made")
def test_the_spec_of_a_light_and_a_dark_page_differ_in_colour_only(home: Path) -> None:
    page = open_page(PAGE, home)
    light = json.loads(page.get(VEGA)[0].proto.spec)
    page.context["theme"] = "dark"
    dark = json.loads(page.run().get(VEGA)[0].proto.spec)
    assert light["layer"][0]["encoding"]["color"] != dark["layer"][0]["encoding"]["color"]
    assert light["layer"][0]["encoding"]["x"]["field"] == dark["layer"][0]["encoding"]["x"]["field"]


@pytest.mark.usefixtures("made_anew")
def test_small_teams_that_stand_otherwise_in_a_dimension_are_no_error(home: Path) -> None:
    snapshots.stand_together(home)
    page = _teams(home, group=snapshots.TOGETHER, dimension="AI/ML Fundamentals")
    assert not page.exception
    assert not page.error
    told = texts(page)
    assert "These small teams do not stand together in this dimension" in told
    assert "A dash: in this dimension" in told
    assert "these teams are shown otherwise in this dimension. Details below the chart." in told
    table = page.dataframe[0].value.set_index("Group")
    assert table.loc[snapshots.TOGETHER, "AI/ML Fundamentals"] == "–"
    page.selectbox(key="dimension").set_value(PRODUCTION).run()
    assert not page.error
    assert "do not stand together" not in texts(page)


def test_the_chosen_cell_is_told_over_the_chart(home: Path, made: list[Group]) -> None:
    page = _teams(home, group="Tundra", dimension=PRODUCTION)
    tundra = _made(made, "Tundra", "ai-production")
    below = tundra.levels[0] + tundra.levels[1]
    assert f"**Tundra, AI in Production:** {below} of {tundra.assessed} below target. Details" in texts(page)
    assert "A dash" not in texts(page)


@pytest.mark.usefixtures("made_anew")
def test_people_without_a_team_are_no_team(home: Path) -> None:
    snapshots.without_a_team(home)
    page = _teams(home)
    assert "20 of 23 teams are shown; 3 are not: with them" in texts(page)
    assert "(no team)" in {name for name, _ in cells(page)}


@pytest.mark.usefixtures("made")
def test_unmet_demand_tells_what_the_roadmap_misses_and_where_it_asks_for_nobody(home: Path) -> None:
    # Of the four projects that name no team 0, 1, 3 and 1 of 4 people are short; the fifth names Compass, too small.
    page = _teams(home, measure="Unmet demand")
    shown = cells(page)
    assert shown["Whole company", PRODUCTION] == "5 of 16"
    assert (shown["Compass", PRODUCTION], shown["Orbit", PRODUCTION]) == ("Not shown", "No need")
    states = {row["name"]: row for rows in charts(page)[0] for row in rows if row.get("dimension_name") == PRODUCTION}
    assert states["Compass"]["strength"] is None
    assert "the whole company's those that name none of the teams." in texts(page)
    assert not page.exception


def test_unmet_demand_is_offered_where_there_is_a_roadmap(home: Path) -> None:
    snapshots.published(home, [Cycle(has_roadmap=False)])
    page = _teams(home, measure="Unmet demand")
    assert page.selectbox(key="measure").value == "Below target"
    assert "Unmet demand" not in page.selectbox(key="measure").options
