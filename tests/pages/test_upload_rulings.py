"""Rulings on people, teams and columns of a file's own, made on the upload page."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.who_words import not_listed
from pipeline.load import LoadRequest, loaded
from pipeline.settings import opened_home
from tests.helpers import open_page
from tests.pages.conftest import texts
from tests.pages.test_upload import PAGE, _button, _dropped, _figures, _table

ROSTER = (
    "person,name,team\nada.ames@n.example,Ada Ames,Orbit\nbo.brook@n.example,Bo Brook,Falke\n"
    "cy.stone@n.example,Cy Stone,Falke\n"
)
SURVEY = (
    "Timestamp,Email Address,Team,AI in Production\n"
    "3/14/2026 10:01:00,adda.ames@n.example,Orbit,3\n"
    "3/14/2026 10:02:00,bo.brook@n.example,Falcon,2\n"
    "3/14/2026 10:03:00,cy.stone@n.example,falcon,1\n"
)


def _loaded(home: Path, name: str, text: str, cycle: str, kind: str | None = None) -> None:
    path = home.parent / name
    path.write_text(text, "utf-8")
    loaded(opened_home(home), LoadRequest(path, name, cycle, kind))


def _box(page: AppTest, key: str) -> str:
    return page.selectbox(key=key).label.replace("\\", "").replace("\u2060", "")


@pytest.fixture
def page(home: Path) -> AppTest:
    _loaded(home, "roster.csv", ROSTER, "2026", "roster")
    opened = open_page(PAGE, home)
    return opened.text_input(key="cycle").set_value("2026").run()


def test_a_stranger_and_a_renamed_team_are_ruled_on_and_taken_back(page: AppTest) -> None:
    _dropped(page, "survey.csv", SURVEY)
    assert not page.exception
    # One stranger, and two people whose team is another than the roster's.
    assert _figures(page)["Problems"] == "3"
    assert _box(page, "person0") == "“adda.ames@n.example” · 1 row · most like Ada Ames · Orbit · ada.ames@n.example"
    assert page.selectbox(key="person0").value == "Nobody on the roster"
    assert page.selectbox(key="person0").options[1:3] == [
        "Ada Ames · Orbit · ada.ames@n.example",
        "Cy Stone · Falke · cy.stone@n.example · answers in this file too",
    ]
    page.selectbox(key="person0").set_value("Ada Ames · Orbit · ada.ames@n.example").run()
    assert _figures(page)["Problems"] == "2"
    assert _box(page, "team0") == "“Falcon” · 2 responses"
    assert page.selectbox(key="team0").options == ["Leave it: the roster decides the team", "Falke", "Orbit"]
    page.selectbox(key="team0").set_value("Falke").run()
    assert _figures(page)["Problems"] == "0"
    assert _table(page, "Ruled by") == [
        {
            "Ruling on": "Person",
            "Of the file": "adda.ames@n.example",
            "Means": "ada.ames@n.example",
            "Ruled by": "You, here",
        },
        {"Ruling on": "Team", "Of the file": "Falcon", "Means": "Falke", "Ruled by": "You, here"},
    ]
    page.selectbox(key="ruling_held").set_value("Team “Falcon”: Falke").run()
    _button(page, "Take it back")
    assert page.selectbox(key="team0").value == "Leave it: the roster decides the team"
    assert _figures(page)["Problems"] == "2"
    page.selectbox(key="person0").set_value("Nobody on the roster").run()
    assert _figures(page)["Problems"] == "3"
    assert not any("Ruled by" in table.value for table in page.dataframe)


def test_a_file_of_other_people_is_sent_to_a_cycle_of_its_own_and_its_people_are_one_line(page: AppTest) -> None:
    others = "".join(f"3/15/2026 10:0{n}:00,{n}{n}{n}{n}{n}@elsewhere.example,Wren,2\n" for n in range(4))
    _dropped(page, "survey.csv", SURVEY + others)
    [told] = [warning.value.replace("\\", "") for warning in page.warning]
    assert told == (
        "5 of the 7 people of this file are not on the roster of cycle 2026. The roster decides in which team "
        "everybody counts, whatever the file says; who is not on it counts in the group (no team). "
        "A file of other people belongs in a cycle of its own: type a new name into Cycle, at the top."
    )
    [strangers] = [each for each in page.expander if "like nobody" in each.label]
    assert (
        strangers.label.replace("\\", "")
        == "4 people who are like nobody on the roster: rule on them only if you know better"
    )
    assert [box.label.replace("\\", "").replace("\u2060", "")[:7] for box in strangers.selectbox] == [
        "“00000@",
        "“11111@",
        "“22222@",
        "“33333@",
    ]
    assert "adda.ames" in _box(page, "person0")
    page.selectbox(key="stranger1").set_value("Bo Brook · Falke · bo.brook@n.example · answers in this file too").run()
    assert not page.exception
    page.text_input(key="cycle").set_value("2026-b").run()
    assert not page.warning


@pytest.mark.parametrize(
    ("strangers", "people", "begins", "is_sent_away"),
    [
        (3, 3, "None of the 3 people of this file is on the roster of cycle 2026.", True),
        (1, 2, "1 of the 2 people of this file is not on the roster of cycle 2026.", False),
        (2, 3, "2 of the 3 people of this file are not on the roster of cycle 2026.", True),
    ],
)
def test_only_where_most_are_strangers_another_cycle_is_named(
    strangers: int, people: int, begins: str, is_sent_away: bool
) -> None:
    told = not_listed(strangers, people, "2026")
    assert told.startswith(begins)
    assert told.endswith("at the top.") == is_sent_away


def test_what_was_ruled_on_people_and_teams_holds_for_the_next_file(page: AppTest) -> None:
    _dropped(page, "survey.csv", SURVEY)
    page.selectbox(key="person0").set_value("Ada Ames · Orbit · ada.ames@n.example").run()
    page.selectbox(key="team0").set_value("Falke").run()
    _button(page, "Store")
    _dropped(page, "next.csv", SURVEY.replace("3/14/2026", "3/15/2026"))
    assert "2 rulings of upload" in "".join(note.value for note in page.info)
    assert _figures(page)["Problems"] == "0"
    assert page.selectbox(key="person0").value == "Ada Ames · Orbit · ada.ames@n.example"
    assert {row["Ruled by"] for row in _table(page, "Ruled by")} == {"An earlier upload"}
    _button(page, "Take all back")
    assert _figures(page)["Problems"] == "3"


def test_rulings_on_people_and_teams_that_are_gone_are_asked_again(page: AppTest, home: Path) -> None:
    _dropped(page, "survey.csv", SURVEY)
    page.selectbox(key="person0").set_value("Ada Ames · Orbit · ada.ames@n.example").run()
    page.selectbox(key="team0").set_value("Falke").run()
    _button(page, "Store")
    _loaded(home, "roster27.csv", ROSTER.replace("Falke", "Adler").replace("ada.", "ada2."), "2027", "roster")
    page.text_input(key="cycle").set_value("2027").run()
    _dropped(page, "survey27.csv", SURVEY.replace("2026", "2027"))
    ruled = "ruled to be ada.ames@n.example, who is not on the roster: rule again"
    assert _box(page, "person0") == f"“adda.ames@n.example” · 1 row · {ruled}"
    assert _box(page, "team0") == "“Falcon” · 2 responses · ruled to be Falke, which is not known any more: rule again"
    assert page.selectbox(key="team0").value == "Falke"
    page.selectbox(key="team0").set_value("Adler").run()
    page.selectbox(key="person0").set_value("Ada Ames · Orbit · ada2.ames@n.example").run()
    assert _figures(page)["Problems"] == "0"
    assert _box(page, "team0") == "“Falcon” · 2 responses"


RECIPE = "people:\n  adda.ames@n.example: ada.ames@n.example\nteams:\n  Falcon: Falke\n"


def test_rulings_leave_as_a_recipe_and_come_in_as_one(page: AppTest) -> None:
    _dropped(page, "survey.csv", SURVEY)
    page.selectbox(key="person0").set_value("Ada Ames · Orbit · ada.ames@n.example").run()
    page.selectbox(key="team0").set_value("Orbit").run()
    assert "Download as a recipe" in [button.proto.label for button in page.get("download_button")]
    page.file_uploader(key="recipe0").set_value(("rulings.yaml", RECIPE.encode(), "text/yaml")).run()
    assert not page.exception
    assert page.checkbox(key="upload_reusing").value is False
    assert (page.selectbox(key="team0").value, _figures(page)["Problems"]) == ("Falke", "0")
    page.file_uploader(key="recipe1").set_value(("wrong.yaml", b"shoes: {}", "text/yaml")).run()
    assert "The recipe 'wrong.yaml' is wrong at 'shoes' (line 1)" in page.error[0].value.replace("\\", "")
    assert _figures(page)["Problems"] == "0"  # what held before holds on
    _button(page, "Choose another file")
    _dropped(page, "survey.csv", SURVEY)
    assert page.checkbox(key="upload_reusing").value is True
    assert _figures(page)["Problems"] == "3"


def test_after_a_change_of_addresses_everybody_is_ruled_on_at_once(page: AppTest) -> None:
    _dropped(page, "survey.csv", SURVEY.replace("adda", "ada").replace("@n.example", "@new.example"))
    assert _figures(page)["Problems"] == "3"
    _button(page, "Rule that 3 of them are whom the roster names the same")
    assert [row["Means"] for row in _table(page, "Ruled by")] == [
        "ada.ames@n.example",
        "bo.brook@n.example",
        "cy.stone@n.example",
    ]
    assert _figures(page)["Problems"] == "2"  # of the two whose team is another than the roster's
    assert "people_all" not in [button.key for button in page.button]


def test_a_name_that_stands_twice_is_ruled_to_be_one_person(page: AppTest) -> None:
    _dropped(page, "names.csv", "Name,AI in Production\nAda Ames,3\nAda Ames,1\nBo Brook,2\n")
    assert _box(page, "person0").startswith("“Ada Ames” · 2 rows")
    assert page.selectbox(key="person0").options[:2] == ["Different people", "One person"]
    assert (_figures(page)["Responses"], _figures(page)["Superseded"]) == ("3", "0")
    page.selectbox(key="person0").set_value("One person").run()
    # The later line counts, for the only person of that name on the roster.
    assert (_figures(page)["Responses"], _figures(page)["Superseded"], _figures(page)["Problems"]) == ("2", "1", "0")
    assert _table(page, "Ruled by")[0]["Means"] == "One person"


def test_without_a_roster_the_teams_of_the_cycle_before_are_known(home: Path) -> None:
    _loaded(home, "old.csv", SURVEY.replace("falcon", "Nova"), "2025")
    page = open_page(PAGE, home)
    page.text_input(key="cycle").set_value("2026").run()
    _dropped(page, "survey.csv", SURVEY.replace("falcon", "Nowa").replace("Falcon", "FALCON"))
    assert "Cycle 2025 had no team of these names" in texts(page)
    assert _box(page, "team0") == "“Nowa” · 1 response"
    assert page.selectbox(key="team0").options == ["A team of that name", "Nova", "Orbit", "Falcon"]
    page.selectbox(key="team0").set_value("Nova").run()
    assert "Falcon" not in page.selectbox(key="team0").label
    assert [row["C → understood"] for row in _table(page, "Counts as")] == ["team: Orbit", "team: FALCON", "team: Nova"]
    assert "People to rule on" not in texts(page)


CRAFT = "Name,Forging,Glazing\nAda Ames,1,2\nBo Brook,3,1\n"
MARKS = "Name,Forging,Glazing\nAda Ames,x,o\nBo Brook,o,x\nCy Stone,x,\n"


def test_columns_of_its_own_become_a_framework_and_the_file_is_read_with_it(page: AppTest) -> None:
    _dropped(page, "our craft.csv", CRAFT)
    assert "Use these 2 columns as a framework" in texts(page)
    assert _table(page, "Dimension") == [
        {"From": "B", "Dimension": "Forging"},
        {"From": "C", "Dimension": "Glazing"},
    ]
    assert [(row["Level"], row["Called"]) for row in _table(page, "Called")] == [
        (1, "Level 1"),
        (2, "Level 2"),
        (3, "Level 3"),
    ]
    assert "Download it as a rubric spreadsheet" in [button.proto.label for button in page.get("download_button")]
    page.text_input(key="own_name").set_value("Our craft 2026").run()
    _button(page, "Use it as it is")
    assert not page.exception
    assert not page.error
    assert "The framework Our craft 2026 is there" in page.success[0].value
    assert page.selectbox(key="upload_framework").value == "Our craft 2026"
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("4", "0")
    _button(page, "Store")
    _dropped(page, "more.csv", "Name,Weaving,Dyeing\nAda Ames,1,2\nBo Brook,3,1\n")
    assert "Cycle 2026 has its framework already" in page.info[0].value
    assert "Use it as it is" not in [button.label for button in page.button]


def test_marks_wait_for_an_order(page: AppTest) -> None:
    _dropped(page, "craft.csv", MARKS)
    assert "nobody can tell" in page.info[0].value
    assert "Use it as it is" not in [button.label for button in page.button]
    page.multiselect(key="own_scale").set_value(["o", "x"]).run()
    assert [row["Called"] for row in _table(page, "Called")] == ["o", "x"]
    _button(page, "Use it as it is")
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("5", "0")


def test_a_scale_that_runs_down_is_put_the_other_way_and_ruled_on(page: AppTest) -> None:
    _dropped(page, "craft.csv", CRAFT)
    page.multiselect(key="own_scale").set_value(["3", "2", "1"]).run()
    _button(page, "Use it as it is")
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("4", "0")
    rows = _table(page, "Counts as")
    assert [row["B → understood"] for row in rows] == ["2 Answer 1", "0 Answer 3"]


def test_a_framework_of_that_name_is_not_written_over(page: AppTest) -> None:
    _dropped(page, "craft.csv", CRAFT)
    page.text_input(key="own_name").set_value("AI upskilling").run()
    _button(page, "Use it as it is")
    assert "There is a framework 'ai-upskilling' already" in page.error[-1].value.replace("\\", "")
