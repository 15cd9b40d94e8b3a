"""The setup page: a tab per thing that a cycle is set up with; edits are refused at their cell or stored whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.shared import setup_questionnaire
from pages.shared.notices import escaped
from pipeline.actions import Action, action_plan, launch
from pipeline.cycle_setup import cycle_setup
from pipeline.frameworks.loader import shipped
from pipeline.frameworks.workbook import write_framework
from pipeline.load import LoadRequest, loaded, undone
from pipeline.settings import Home, opened_home, settings_of
from tests.contract.shell import DATA, LLM, ML, NAMES, copied, csv_file
from tests.helpers import open_page
from tests.pages.conftest import texts

PAGE = "pages/setup.py"
TARGETS = [["role", "team", "dimension", "level", "impact"], ["Dev", "", ML, "3", "4"], ["Dev", "Core", LLM, "2", ""]]
ROADMAP = [["project", "priority", "dimension", "level", "people"], ["Atlas", "high", ML, "3", "2"]]
ROSTER = [["person", "team", "role"], *[[f"p{n}@n.example", "Core", "Dev"] for n in range(1, 6)]]
SURVEY = [
    ["Timestamp", "Email Address", *NAMES],
    *[[f"3/1{n}/2026 9:00:00", f"p{n}@n.example", *["2"] * 5] for n in range(1, 7)],
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one cycle of every kind of file."""
    folder = tmp_path_factory.mktemp("prepared")
    opened = opened_home(folder / "home")
    for name, lines in (("roster", ROSTER), ("targets", TARGETS), ("roadmap", ROADMAP), ("survey", SURVEY)):
        loaded(opened, LoadRequest(csv_file(folder / f"{name}.csv", lines), f"{name}.csv", "2026"))
    return folder


@pytest.fixture
def here(prepared: Path, tmp_path: Path) -> Home:
    return opened_home(copied(prepared, tmp_path).home)


class Screen:
    """What stands in the editors: ``write`` replaces a cell as an analyst would."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, int, str], Any] = {}

    def write(self, editor: str, row: int, column: str, value: Any) -> None:
        self.cells[editor, row, column] = value

    def edited(self, table: pd.DataFrame, *, key: str, **options: Any) -> pd.DataFrame:
        shown = table.copy()
        for (editor, row, column), value in self.cells.items():
            if key.startswith(editor):
                shown.loc[row, column] = value
        st.dataframe(shown, key=f"shown_{key}", **{k: v for k, v in options.items() if k == "column_config"})
        return shown


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """AppTest cannot type into an editor: one that can stands in for it."""
    typed = Screen()
    monkeypatch.setattr(st, "data_editor", typed.edited)
    return typed


def plain(page: AppTest) -> str:
    return texts(page).replace("\\", "")


def linked(here: Home, path: str, **asked: str) -> AppTest:
    """A page as an analyst arrives at it by a link."""
    page = open_page("app.py", here.path)
    page.session_state["page"] = "somewhere else"
    for name, value in asked.items():
        page.query_params[name] = value
    return page.switch_page(path).run()


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def uploads(here: Home, kind: str) -> list[dict[str, Any]]:
    from pipeline.warehouse.connection import opened
    from pipeline.warehouse.read import rows_of

    with opened(here) as connection:
        return [row for row in rows_of(connection, "uploads.sql") if row["as"] == kind]


def table(page: AppTest, *columns: str) -> pd.DataFrame:
    return next(t.value for t in page.dataframe if set(columns) <= set(t.value.columns))


def test_every_tab_shows_what_the_cycle_has(here: Home) -> None:
    page = open_page(PAGE, here.path)
    assert not page.exception
    assert [tab.label for tab in page.tabs] == [
        "Framework",
        "Targets",
        "Roadmap",
        "Roster",
        "Action plan",
        "Settings",
    ]
    assert "Cycle 2026 uses **AI Upskilling** (id ai-upskilling, version 1)" in plain(page)
    assert [expander.label.replace("\\", "") for expander in page.expander][:5] == list(NAMES)
    grid, roadmap, plan = (editor.value for editor in page.data_editor)
    assert plan["Gap"].tolist() == list(NAMES)
    assert grid["(name)"].tolist() == ["(everybody)", "Dev"]
    assert grid["ml-fundamentals"].tolist()[1] == "3 - Proficient"
    assert roadmap[["project", "people"]].to_numpy().tolist() == [["Atlas", "2"]]
    assert "1 line for a role within a team is not in this grid and stays as it is." in plain(page)
    assert "**5 people** on the roster of cycle 2026; 5 of them answered." in plain(page)
    assert "- 1 person not on the roster who answered" in plain(page)
    assert table(page, "Team", "People").to_numpy().tolist() == [["Core", 5]]
    assert page.table[0].value["Setting"].tolist()[:2] == ["company", r"min\_group"]


def test_what_stands_out_about_the_targets_is_said_and_tabled(here: Home) -> None:
    page = open_page(PAGE, here.path)
    # five of Core who are at Practicing: below Proficient in one dimension, the other target is theirs; one has no team
    assert "- 1 target is reached by nobody who answered." in plain(page)
    assert "- 1 target is reached by everybody who answered." in plain(page)
    assert "- 1 person has no target in any dimension, by role: without a role 1." in plain(page)
    lines = table(page, "For", "What stands out")
    assert lines[["For", "Dimension", "Target", "Answered", "Reached"]].to_numpy().tolist()[:2] == [
        ["Role Dev", ML, "Proficient", 5, 0],
        ["Role Dev, team Core", LLM, "Practicing", 5, 5],
    ]
    assert lines["For"].tolist()[2:] == ["People without a role"]


def test_before_the_first_answers_nobody_reaches_anything(home: Path) -> None:
    page = open_page(PAGE, opened_home(home).path)
    assert "Who reaches the targets can be said as soon as there are answers in this cycle." in plain(page)


def test_an_edited_target_is_saved_as_one_upload_and_nothing_is_lost(here: Home, screen: Screen) -> None:
    page = open_page(PAGE, here.path)
    screen.write("edit_targets", 1, "ml-fundamentals", "Expert")
    screen.write("edit_targets", 0, "llm-prompting", "1")
    page.run()
    assert "2 changes, not saved yet." in plain(page)
    assert "2 changes are not saved: save before you look at other rows" in plain(page)
    press(page, "Save targets")
    [kept] = uploads(here, "targets")
    assert f"Stored as upload {kept['upload']}: targets of cycle 2026." in page.success[0].value
    assert kept["rows"] == 3
    screen.cells.clear()
    page.run()
    holds = table(page, "(name)", "ml-fundamentals")
    assert holds.loc[holds["(name)"] == "Dev", "ml-fundamentals"].tolist() == ["4 - Expert"]
    assert "Everybody with the link sees the figures of cycle 2026, as they are now, at once." in plain(page)
    press(page, "Publish cycle 2026")
    assert "Open the heatmap" in [button.label for button in page.button]


def test_a_target_that_cannot_be_is_refused_at_its_cell_and_stays_on_the_screen(here: Home, screen: Screen) -> None:
    page = open_page(PAGE, here.path)
    screen.write("edit_targets", 1, "ml-fundamentals", "7")
    screen.write("edit_targets", 0, "llm-prompting", "1")
    page.run()
    [error] = [e.value.replace("\\", "") for e in page.error]
    assert error.startswith("**Row 2 (Dev), AI/ML Fundamentals**: '7' is no level of the framework")
    before = uploads(here, "targets")
    press(page, "Save targets")
    assert uploads(here, "targets") == before
    assert "Nothing is stored until you correct them." in plain(page)
    shown = table(page, "(name)", "llm-prompting")
    assert shown["llm-prompting"].tolist()[0] == "1"  # what was right is still there to be saved


def test_a_role_that_nobody_has_is_refused_at_its_cell(here: Home, screen: Screen) -> None:
    page = open_page(PAGE, here.path)
    screen.write("edit_targets", 2, "(name)", "Baker")
    screen.write("edit_targets", 2, "llm-prompting", "1")
    page.run()
    told = page.error[0].value.replace("\\", "")
    assert told == "**Row 3 (Baker), role**: Nobody in this cycle is in the role 'Baker'."


def test_a_roadmap_is_edited_row_by_row(here: Home, screen: Screen) -> None:
    page = open_page(PAGE, here.path)
    row = {"project": "Beta", "priority": "urgent", "dimension": DATA, "level": "2", "people": "0"}
    for column, value in row.items():
        screen.write("edit_roadmap", 1, column, value)
    page.run()
    assert [e.value.split("**")[1].replace("\\", "") for e in page.error] == [
        "Row 2 (Beta), people",
        "Row 2 (Beta), priority",
    ]
    screen.write("edit_roadmap", 1, "priority", "low")
    screen.write("edit_roadmap", 1, "people", "1")
    page.run()
    press(page, "Save roadmap")
    assert [upload["rows"] for upload in uploads(here, "roadmap")] == [2]


def test_a_spreadsheet_takes_the_place_of_the_roster(here: Home) -> None:
    page = open_page(PAGE, here.path)
    box = next(box for box in page.file_uploader if "roster" in box.label)
    box.set_value(("new.csv", b"person,team\np1@n.example,Edge\np1@n.example,Core\n", "text/csv")).run()
    assert not page.exception
    assert "Nothing is stored yet." in plain(page)
    left = "4 people leave the roster; 4 of them answered, and who answered counts in the group (no team) then."
    assert left in plain(page)
    [cell] = table(page, "Row", "Why").to_dict("records")
    assert (cell["Row"], cell["Column"], cell["In the file"]) == (2, "A person", "p1@n.example")
    assert len(uploads(here, "roster")) == 1
    press(page, "Store the roster without this cell")
    assert "1 cell could not be used as written; the Review page lists it." in page.success[0].value
    assert [(u["file"], u["rows"]) for u in uploads(here, "roster")] == [("new.csv", 2)]
    assert "**1 person** on the roster of cycle 2026; 1 of them answered." in plain(page)
    assert list(here.spool.iterdir()) == []


def test_a_questionnaire_is_there_for_a_spreadsheet_and_for_survey_tools(here: Home) -> None:
    page = open_page(PAGE, here.path)
    assert "nobody else sees a single answer" in plain(page)
    named = []
    for way in setup_questionnaire.WAYS:
        page.selectbox(key="answer").set_value(way).run()
        assert not page.exception
        named += [each.proto.label for each in page.get("download_button") if "questionnaire" in each.proto.label]
        assert setup_questionnaire.WAYS[way].next_step.split(".")[0].replace("`", "") in plain(page).replace("`", "")
    assert named == ["Download the questionnaire"] * 5
    made = setup_questionnaire._made(here, cycle_setup(here, "2026"), "qualtrics", "indicators", ".txt")()
    assert made.startswith(b"[[AdvancedFormat]]\n")
    assert b"[[ID:team]]" not in made  # the roster knows


def test_a_rubric_is_brought_in_or_refused(here: Home, tmp_path: Path) -> None:
    write_framework(shipped()[0], tmp_path / "own.xlsx")
    page = open_page(PAGE, here.path)
    rubric = next(box for box in page.file_uploader if box.label == "Rubric spreadsheet")
    rubric.set_value(("kitchen.xlsx", (tmp_path / "own.xlsx").read_bytes(), "application/xlsx")).run()
    assert "Framework kitchen is kept as version 1, with 5 dimensions." in [s.value for s in page.success]
    rubric = next(box for box in page.file_uploader if box.label == "Rubric spreadsheet")
    rubric.set_value(("broken.csv", b"dimension,level\nSoup,1\n", "text/csv")).run()
    assert not page.exception
    assert "This is not a rubric" in page.error[0].value
    assert "Rubric spreadsheet" in [box.label for box in page.file_uploader]  # the box for another file is there
    assert [tab.label for tab in page.tabs][-1] == "Settings"  # the rest of the page is still there
    assert list(here.spool.iterdir()) == []


def test_a_survey_is_no_roster_and_a_rubric_are_no_targets(here: Home, tmp_path: Path) -> None:
    page = open_page(PAGE, here.path)
    box = next(box for box in page.file_uploader if "roster" in box.label)
    box.set_value(("survey.csv", (tmp_path / "survey.csv").read_bytes(), "text/csv")).run()
    assert "'survey.csv' is the export of a survey and no roster file" in plain(page)
    write_framework(shipped()[0], tmp_path / "own.xlsx")
    box = next(box for box in page.file_uploader if "targets" in box.label)
    box.set_value(("own.xlsx", (tmp_path / "own.xlsx").read_bytes(), "application/xlsx")).run()
    assert "'own.xlsx' is a rubric" in plain(page)
    assert not [button for button in page.button if button.label.startswith("Store")]


def test_a_chosen_cycle_and_tab_come_with_the_reader_and_with_the_link(here: Home, tmp_path: Path) -> None:
    lines = [["person", "team"], ["z@n.example", "Edge"]]
    loaded(here, LoadRequest(csv_file(tmp_path / "old.csv", lines), "old.csv", "2025"))
    page = linked(here, PAGE, cycle="2025", tab="Roster")
    assert page.selectbox(key="cycle").value == "2025"
    assert page.session_state["kept_cycle"] == "2025"
    assert page.session_state["tab"] == "Roster"
    assert "**1 person** on the roster of cycle 2025" in plain(page)
    upload = page.switch_page("pages/upload.py").run()
    assert upload.text_input(key="cycle").value == "2025"
    other = linked(here, PAGE, cycle="1999")
    assert other.selectbox(key="cycle").value == "2026"
    assert "Cycle “1999”: “2026” is shown." in plain(other)


@pytest.mark.parametrize(("asked", "shown"), [("2026", "2026"), ("1999", str(date.today().year))])
def test_a_link_to_the_upload_page_names_a_cycle_that_there_is(here: Home, asked: str, shown: str) -> None:
    page = linked(here, "pages/upload.py", cycle=asked)
    assert page.text_input(key="cycle").value == shown
    assert ("Cycle “1999”" in plain(page)) == (asked == "1999")
    assert page.text_input(key="cycle").set_value("2031").run().text_input(key="cycle").value == "2031"


def test_teams_of_one_name_are_told_apart_by_their_divisions(home: Path, tmp_path: Path) -> None:
    lines = [["person", "team", "division"], ["a@n", "Core", "North"], ["b@n", "core", "South"], ["c@n", "Edge", ""]]
    lines += [["d@n", "Core", "South"], ["e@n", "Core", ""]]
    here = opened_home(home)
    loaded(here, LoadRequest(csv_file(tmp_path / "roster.csv", lines), "roster.csv", "2026", "roster"))
    page = open_page(PAGE, here.path)
    filled = next(box for box in page.selectbox if box.label == "Cycle").set_value("2026").run()
    assert table(filled, "Team", "People").to_numpy().tolist() == [
        ["Core (South)", 2],
        ["Core (North)", 1],
        ["Core (no division)", 1],
        ["Edge", 1],
    ]


def test_an_edit_that_is_taken_back_leaves_the_cycle_without_its_kind_and_the_page_says_so(
    here: Home, screen: Screen
) -> None:
    page = open_page(PAGE, here.path)
    screen.write("edit_targets", 1, "ml-fundamentals", "Expert")
    page.run()
    press(page, "Save targets")
    assert "has no targets" not in plain(page)
    [kept] = uploads(here, "targets")
    undone(here, kept["upload"])
    screen.cells.clear()
    page.run()
    assert "Cycle 2026 has no targets: " in plain(page)
    assert "An upload of this kind was taken back; what it had replaced did not return" in plain(page)


def test_a_setting_is_changed_or_refused_in_plain_words(here: Home) -> None:
    page = open_page(PAGE, here.path)
    page.selectbox(key="setting").set_value("min_group").run()
    page.text_input(key="setting_min_group").set_value("0").run()
    press(page, "Save setting")
    assert "min_group cannot be '0'." in plain(page)
    page.text_input(key="setting_min_group").set_value("3").run()
    assert next(b for b in page.button if b.label == "Save setting").disabled
    assert "Tick the box to save" in plain(page)
    next(box for box in page.checkbox if box.label.startswith("Show groups")).check().run()
    press(page, "Save setting")
    assert settings_of(here).min_group == 3
    assert "min_group is now 3." in [s.value.replace("\\", "") for s in page.success]


def test_an_action_is_planned_and_a_step_of_the_launch_ticked_off(here: Home, screen: Screen) -> None:
    screen.write("actions", 1, "Action", "Study circle")
    screen.write("actions", 1, "Owner", "Mara")
    page = open_page(PAGE, here.path)
    press(page, "Save action plan")
    assert [each.action for each in action_plan(here, "2026") if each.action] == [Action("Study circle", "Mara")]
    assert "The action plan is saved." in [each.value for each in page.success]
    page.checkbox(key="launch_2026_survey-sent_None").check().run()
    assert launch(here, "2026").done == 1


def test_before_the_first_file_the_page_is_there_to_begin_with(home: Path) -> None:
    page = open_page(PAGE, home)
    assert not page.exception
    assert "has no responses yet" in plain(page)
    for kind in ("targets", "roadmap", "roster"):
        assert f"has no {kind}: " in plain(page)
    assert "was taken back" not in plain(page)


def test_the_rubric_stands_beside_that_of_an_earlier_cycle(here: Home, tmp_path: Path) -> None:
    assert "Beside an earlier cycle" not in [each.value for each in open_page(PAGE, here.path).subheader]
    loaded(here, LoadRequest(csv_file(tmp_path / "before.csv", SURVEY), "before.csv", "2025"))
    page = open_page(PAGE, here.path)
    assert not page.exception
    told = "Cycle 2026 beside cycle 2025: the same rubric in 5 dimensions; every level means what it meant."
    assert told in plain(page)
    [found] = [each.value for each in page.table if "What changed" in each.value]
    assert found.to_numpy().tolist() == [[escaped(name), "Nothing", "Level by level"] for name in NAMES]
