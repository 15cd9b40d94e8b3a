"""What a link may carry: anything at all, and the page still stands and says once what it shows instead."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pages.shared import links
from tests.helpers import open_page
from tests.pages import snapshots
from tests.pages.snapshots import MARKUP, Cycle

NOTICE = "Not everything that this link asks for can be shown."


def _linked(home: Path, path: str, **asked: str | list[str]) -> AppTest:
    """A page as a reader arrives at it by a link."""
    page = open_page("app.py", home)
    page.session_state["page"] = "somewhere else"
    for name, value in asked.items():
        page.query_params[name] = value
    return (page if path == "app.py" else page.switch_page(path)).run()


def _notices(page: AppTest) -> list[str]:
    return [info.value for info in page.info if NOTICE in info.value]


@pytest.mark.usefixtures("made")
def test_what_is_not_here_is_said_in_one_notice_and_not_again(home: Path) -> None:
    page = _linked(home, "pages/heatmap.py", measure="Luck", group="Disbanded", dimension="Painting", part="abc")
    assert not page.exception
    assert _notices(page) == [
        f"{NOTICE}\n\n"
        "- Measure “Luck”: “Below target” is shown.\n"
        "- Rows “abc”: all rows are shown.\n"
        "- Group “Disbanded”: “Whole company” is shown.\n"
        "- Dimension “Painting”: “AI\\/ML Fundamentals” is shown."
    ]
    assert _notices(page.run()) == []


@pytest.mark.usefixtures("made")
def test_a_link_that_is_obeyed_is_not_remarked_upon(home: Path) -> None:
    page = _linked(home, "pages/heatmap.py", show="Teams", group="Tundra", division="West", find="")
    assert _notices(page) == []
    assert page.selectbox(key="group").value == "Tundra"


@pytest.mark.usefixtures("made")
def test_of_a_repeated_parameter_the_last_counts(home: Path) -> None:
    page = _linked(home, "app.py", division=["West", "North"])
    assert page.selectbox(key="division").value == "North"
    [notice] = _notices(page)
    assert "Division “West”, “North”: “North” is shown" in notice


@pytest.mark.usefixtures("made")
def test_markup_and_endless_texts_are_cut_and_stay_text(home: Path) -> None:
    page = _linked(home, "pages/heatmap.py", group=MARKUP, dimension="x" * 5000, find="q" * 5000)
    assert not page.exception
    [notice] = _notices(page)
    assert "<img" not in notice.replace("\\<img", "")
    assert "x" * 61 not in notice
    assert page.text_input(key="find").value == "q" * 200


def test_a_division_is_left_out_where_there_are_none(home: Path) -> None:
    snapshots.published(home, [Cycle(teams={"": ["Kestrel", "Orbit"]})])
    [notice] = _notices(_linked(home, "app.py", division="North"))
    assert "Division “North”: there are no divisions." in notice


@pytest.mark.usefixtures("made")
def test_a_choice_travels_to_the_next_page_s_address(home: Path) -> None:
    page = _linked(home, "app.py", division="West")
    page.switch_page("pages/heatmap.py").run()
    assert page.selectbox(key="division").value == "West"
    assert page.query_params["division"] == "West"


@pytest.mark.usefixtures("made")
def test_what_a_page_chose_by_itself_stays_there(home: Path) -> None:
    page = _linked(home, "pages/gaps.py")
    assert page.selectbox(key="group").value != "Whole company"
    page.switch_page("pages/heatmap.py").run()
    assert page.selectbox(key="group").value == "Whole company"
    page.selectbox(key="group").select_index(1).run()
    chosen = page.selectbox(key="group").value
    page.switch_page("pages/gaps.py").run()
    page.switch_page("pages/heatmap.py").run()
    assert page.selectbox(key="group").value == chosen  # a page that does not have it does not forget it


@given(st.text(max_size=300))
def test_what_a_notice_prints_is_one_short_line_of_text(value: str) -> None:
    line = links.remark_words("Group", [value], links.shown_instead("Atlas"))
    assert "\n" not in line
    assert len(links.shortened(value)) <= links.MOST_LETTERS
    for mark in "![]*<>$`#":
        assert line.count(mark) == line.count(f"\\{mark}")


def test_only_the_first_of_many_values_are_printed() -> None:
    assert links.remark_words("Cycle", ["1", "2", "3", "4"], "5") == "Cycle “1”, “2”, “3”, …: 5"


def test_control_characters_are_not_printed() -> None:
    assert links.shortened("a\x00b\u202ec\n") == "a b c"
