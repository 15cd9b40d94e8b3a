"""The review page: what was loaded, what could not be used, what is behind a figure, what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.shared.notices import escaped
from pages.shared.problem_words import WORDS, words_of
from pages.shared.review_trace import group_names
from pipeline.edits import changed_setting
from pipeline.frameworks.loader import shipped
from pipeline.load import LoadRequest, loaded
from pipeline.publish import published
from pipeline.settings import opened_home
from pipeline.snapshot.read import current_path
from tests.helpers import open_page
from tests.pages.conftest import charts, texts
from tests.test_docs import emitted

PAGE = "pages/review.py"
HEADER = "Timestamp,Email Address,Team,AI/ML Fundamentals,AI in Production\n"


def _line(person: int, first: object, second: object = 2) -> str:
    return f"3/{person}/2026 9:00:00,p{person}@n.example,Orbit,{first},{second}\n"


# Levels 0 1 2 3 4 1 and a 9, which is no level: 3 of 6 are below the assumed target 2.
SURVEY = HEADER + "".join(_line(n, level) for n, level in enumerate([0, 1, 2, 3, 4, 1, 9], 1))


def _load(home: Path, text: str, name: str = "survey.csv") -> None:
    file = home.parent / name
    file.write_text(text)
    loaded(opened_home(home), LoadRequest(file, name, "2026"))


def _open(home: Path, view: str) -> AppTest:
    page = open_page(PAGE, home)
    page.session_state["kept_view"] = view
    page.run()
    assert not page.exception
    return page


def _press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def _button(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def _table(page: AppTest, column: str) -> list[dict[str, Any]]:
    frames = [table.value for table in [*page.dataframe, *page.table]]
    return next(frame for frame in frames if column in frame).to_dict("records")


def test_without_uploads_the_page_says_where_to_begin(home: Path) -> None:
    page = open_page(PAGE, home)
    assert "Nothing is loaded yet." in texts(page)
    assert not page.tabs


def test_an_upload_is_listed_and_taken_back_after_a_sentence(home: Path) -> None:
    _load(home, SURVEY)
    published(opened_home(home), "2026")
    page = _open(home, "Uploads")
    [upload] = _table(page, "Superseded")
    assert (upload["Upload"], upload["File"], upload["Rows"], upload["Ratings"]) == (1, "survey.csv", 7, 13)
    told = texts(page).replace("\\", "")
    assert "survey.csv of cycle 2026: 7 rows, 13 ratings and 1 problem go, with the cells of the file." in told
    assert "What is published stays as it is until the cycle is published again." in told
    _press(page, "undo_yes")
    assert "Nothing is loaded yet." in texts(page)
    assert current_path(opened_home(home)) is not None


def test_problems_lead_to_the_row_in_the_file(home: Path) -> None:
    _load(home, SURVEY)
    page = _open(home, "Problems")
    [kind] = _table(page, "How to mend it")
    assert (kind["Problem"], kind["Cells"]) == (r"**An answer that is no level**", "1")
    [cell] = _table(page, "Header")
    assert (cell["File"], cell["Row"], cell["Column"], cell["In the file"]) == ("survey.csv", 8, "D", "9")
    row = {each["Column"]: each for each in _table(page, "Read as")}
    assert [row[column]["In the file"] for column in "CDE"] == ["Orbit", "9", "2"]
    assert row["D"][""] == "this cell"
    assert "p7@n.example" not in str(row)


def test_many_problems_come_in_parts(home: Path) -> None:
    answers = [(n, "often" if n < 120 else 1) for n in range(240)]
    lines = (f"3/1/2026 9:{n % 60:02}:00,q{n}@n.example,Orbit,{level},2\n" for n, level in answers)
    _load(home, HEADER + "".join(lines))
    page = _open(home, "Problems")
    assert len(_table(page, "Header")) == 50
    page.selectbox(key="problem_part").set_value("101–120").run()
    assert [cell["Row"] for cell in _table(page, "Header")] == list(range(102, 122))


def test_a_figure_comes_with_every_cell_behind_it(home: Path) -> None:
    _load(home, SURVEY)
    page = _open(home, "Cells behind a figure")
    told = texts(page)
    assert "**3 of 6 below Practicing = 50 %**" in told
    assert "1 more person gave no answer and is never counted as level 0." in told
    levels = {row["Level"]: row["People"] for row in _table(page, "People")}
    assert list(levels.values()) == [1, 2, 1, 1, 1, 1]
    cells = _table(page, "Read as level")
    assert [(cell["Row"], cell["Column"], cell["In the file"]) for cell in cells] == [
        (row, "D", text) for row, text in zip(range(2, 8), "012341", strict=True)
    ]
    [unread] = _table(page, "Problem")
    assert (unread["Row"], unread["In the file"]) == (8, "9")


def test_cells_of_a_checklist_are_told_apart_by_their_ticks(home: Path) -> None:
    indicators = shipped()[0].dimensions[0].indicators
    cells = [indicators[0].text, ", ".join(each.text for each in indicators[:3])]
    _load(home, HEADER + "".join(_line(n, f'"{cell}"') for n, cell in enumerate(cells, 1)))
    page = _open(home, "Cells behind a figure")
    every = len(indicators)
    assert [cell["Ticked"].split(" (")[0] for cell in _table(page, "Read as level")] == [
        f"1 of {every}",
        f"3 of {every}",
    ]
    assert f"**In the file:** {escaped(cells[0])}" in texts(page)
    told = _table(page, "Indicator")
    assert [row[""] for row in told] == ["ticked", *["**not ticked**"] * (every - 1)]


def test_empty_places_are_empty_and_an_unknown_group_is_said(home: Path) -> None:
    _load(home, SURVEY)
    page = open_page("app.py", home)
    page.query_params["view"] = "Cells behind a figure"
    page.query_params["among"] = "Teams"
    page.query_params["group"] = "Nope"
    page.switch_page(PAGE).run()
    assert not page.exception
    assert "Group “Nope”: “Orbit” is shown." in texts(page)
    assert all(table.proto.placeholder == "" for table in page.dataframe if "In the file" in table.value)


def test_the_heatmap_leads_an_analyst_to_the_cells(home: Path) -> None:
    _load(home, SURVEY)
    published(opened_home(home), "2026")
    page = open_page("pages/heatmap.py", home)
    page.selectbox(key="group").set_value("Orbit").run()
    page.selectbox(key="dimension").set_value("AI in Production").run()
    assert "The cells behind this figure" in [button.label for button in page.button]
    viewer = {"is_logged_in": True, "roles": ["viewer"]}
    page.user = viewer
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    page.run()
    assert page.get("vega_lite_chart")
    assert "The cells behind this figure" not in [button.label for button in page.button]


def test_a_draft_is_seen_by_its_analyst_until_it_is_left(home: Path) -> None:
    _load(home, SURVEY)
    published(opened_home(home), "2026")
    _load(home, HEADER + "".join(_line(n, 3) for n in range(10, 20)), "more.csv")
    page = _open(home, "Publications")
    _button(page, "Make a draft")
    assert "The draft is made: 1 of 1 teams of cycle 2026 are shown" in page.success[0].value
    assert "Look at the draft" in [button.label for button in page.button]
    assert current_path(opened_home(home)) == home / "snapshots" / "0001.duckdb"
    page.session_state["draft_looked_at"] = (str(home / "drafts" / "0001.duckdb"), "2026")
    page.switch_page("app.py").run()
    assert "**Draft of cycle 2026, not published.**" in texts(page)
    assert "People assessed: 17" in texts(page)
    _press(page, "leave_draft")
    assert "not published" not in texts(page)
    assert "People assessed: 7" in texts(page)


def test_a_draft_is_never_shown_to_others(home: Path) -> None:
    _load(home, SURVEY)
    published(opened_home(home), "2026")
    page = _open(home, "Publications")
    _button(page, "Make a draft")
    page.session_state["draft_looked_at"] = (str(home / "drafts" / "0001.duckdb"), "2026")
    page.user = {"is_logged_in": True, "roles": ["manager"]}
    page.secrets["auth"] = {"redirect_uri": "http://127.0.0.1/oauth2callback", "cookie_secret": "made up"}
    page.switch_page("app.py").run()
    assert "People assessed: 7" in texts(page)
    assert "not published" not in texts(page)


def test_a_draft_that_is_gone_is_said_once(home: Path) -> None:
    _load(home, SURVEY)
    published(opened_home(home), "2026")
    page = open_page("app.py", home)
    page.session_state["draft_looked_at"] = (str(home / "drafts" / "0001.duckdb"), "2026")
    page.run()
    assert "another was made" in texts(page)
    page.run()
    assert "another was made" not in texts(page)


def test_publishing_and_going_back_say_what_they_do(home: Path) -> None:
    _load(home, SURVEY)
    page = _open(home, "Publications")
    assert "It is the first publication." in texts(page)
    _press(page, "publish_yes")
    assert "Published as number 1" in page.success[0].value
    _press(page, "publish_yes")
    rows = _table(page, "Served now")
    assert [(row["Publication"], row["Cycles"], row["Served now"]) for row in rows] == [
        (2, "2026", "yes"),
        (1, "2026", ""),
    ]
    assert "sees publication 1 (cycles 2026) at once. Publication 2 is kept." in texts(page)
    _press(page, "rollback_yes")
    assert current_path(opened_home(home)) == home / "snapshots" / "0001.duckdb"


def test_a_refusal_to_publish_is_one_notice(home: Path) -> None:
    _load(home, HEADER + _line(1, 1))
    page = _open(home, "Publications")
    _press(page, "publish_yes")
    assert "Only 1 people answered" in page.error[0].value
    assert current_path(opened_home(home)) is None


def test_the_questions_tab_judges_only_checklists(home: Path) -> None:
    _load(home, SURVEY)
    page = _open(home, "Questions")
    assert "Nobody answered by ticking boxes in this cycle" in texts(page)


def _rated(home: Path, levels: list[tuple[object, object]], rater: str) -> None:
    file = home.parent / f"{rater}.csv"
    file.write_text(HEADER + "".join(_line(n, *pair) for n, pair in enumerate(levels, 1)))
    loaded(opened_home(home), LoadRequest(file, file.name, "2026", rater=rater))


def test_two_raters_are_compared_and_it_is_said_of_whom(home: Path) -> None:
    _rated(home, [(1, 2)] * 10 + [(2, 2)] * 5 + [(1, 2)] * 5, "self")
    page = _open(home, "Two raters")
    assert "Nobody has both an own rating and a manager's in this cycle." in texts(page)
    _rated(home, [(1, 0)] + [(1, "")] * 9 + [(2, "")] * 10, "manager")
    page = _open(home, "Two raters")
    told = texts(page)
    of_whom = "Cycle 2026: 0–20 people have an own rating and their manager's, depending on the dimension. "
    assert f"{of_whom}Every other figure of the cycle uses people's own ratings." in told
    assert "15 of 20 the same = 75 %; 0 lower and 5 higher, on average +0.3 levels; beyond chance 0.50." in told
    rows = _table(page, "Beyond chance")
    assert [rows[0][name] for name in ("In words", "Beyond chance", "People", "Lower", "Same", "Higher")] == [
        "Fair agreement",
        "0.50",
        "20",
        "0",
        "15",
        "5",
    ]
    assert [row["In words"] for row in rows[1:]] == ["Fewer than 20 people have both ratings"] * 4
    [bars] = [rows for chart in charts(page) for rows in chart if rows and "side" in rows[0]]
    assert [(row["side"], row["words"]) for row in bars] == [
        ("Same level", "15 of 20 people"),
        ("Manager higher", "5 of 20 people"),
    ]


def test_publishing_says_whose_ratings_it_keeps_where_managers_rated(home: Path) -> None:
    _rated(home, [(1, 2)] * 6, "self")
    assert "The figures use" not in texts(_open(home, "Publications"))
    _rated(home, [(2, 2)] * 6, "manager")
    changed_setting(opened_home(home), "rater", "manager")
    page = _open(home, "Publications")
    assert "The figures use managers' ratings, as every later publication of the cycle will." in texts(page)
    _press(page, "publish_yes")
    changed_setting(opened_home(home), "rater", "self")
    assert "The figures use managers' ratings" in texts(_open(home, "Publications"))
    assert [row["Holds"] for row in _table(_open(home, "Uploads"), "Holds")] == ["responses", "managers' ratings"]
    assert "whatever is set now: 2026: groups of 5, managers' ratings." in texts(open_page("pages/setup.py", home))
    assert "Cycle 2026, managers' ratings (“answered” means: rated by their manager)" in texts(
        open_page("pages/heatmap.py", home)
    )


def test_without_answers_there_are_no_two_raters(home: Path) -> None:
    _load(home, "Person,Team\np1@n.example,Orbit\n", "roster.csv")
    assert "Nobody has answered in this cycle yet." in texts(_open(home, "Two raters"))


def test_a_name_from_a_file_stays_text(home: Path) -> None:
    _load(home, SURVEY, "**b** ![x](http:x).csv")
    for view in ("Uploads", "Problems", "Cells behind a figure", "Publications"):
        assert "![x]" not in texts(_open(home, view))


def test_words_stand_for_kinds_of_problems_that_exist() -> None:
    assert [
        code for code in WORDS if code not in emitted() and not code.startswith(("unknown_", "line_without_"))
    ] == []
    assert words_of("new_kind", "What to do.") == ("New kind", "What to do.", "")


def test_teams_of_one_name_carry_their_division() -> None:
    groups = (("(no team)", None), ("Atlas", "North"), ("Atlas", None), ("Beacon", "North"))
    assert group_names(groups) == {
        "Atlas (North)": ("Atlas", "North"),
        "Atlas (no division)": ("Atlas", None),
        "Beacon": ("Beacon", "North"),
        "(no team)": ("(no team)", None),
    }


def test_many_cells_that_gave_no_rating_are_counted_and_the_first_are_shown(home: Path) -> None:
    lines = (f"3/1/2026 9:{n % 60:02}:00,q{n}@n.example,Orbit,{'often' if n < 60 else 1},2\n" for n in range(130))
    _load(home, HEADER + "".join(lines))
    page = _open(home, "Cells behind a figure")
    assert "The first 50 of 60; the tab Problems lists all." in texts(page)
    assert len(_table(page, "Problem")) == 50
    assert [cell["Row"] for cell in _table(page, "Read as level")] == list(range(62, 112))
