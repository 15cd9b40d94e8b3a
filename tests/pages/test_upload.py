"""The upload page: everything is said before anything is stored."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.settings import opened_home
from pipeline.snapshot.read import current_path
from pipeline.warehouse.connection import opened
from tests.helpers import open_page
from tests.pages.conftest import texts

PAGE = "pages/upload.py"
HEADER = "Timestamp,Email Address,Which team are you in?,AI/ML Fundamentals,{second}\n"
LINES = "".join(f"2026/02/0{n} 9:00:00 AM GMT+1,p{n}@example.com,Orbit,{n % 5},{(n + 1) % 5}\n" for n in range(1, 8))
SURVEY = HEADER.format(second="AI in Production") + LINES
WITH_PROBLEM = SURVEY + "2026/02/09 9:00:00 AM GMT+1,p9@example.com,Orbit,9,1\n"
SIMILAR = HEADER.format(second="AI in Prodction") + LINES


@pytest.fixture
def page(home: Path) -> AppTest:
    return open_page(PAGE, home)


def _dropped(page: AppTest, name: str, content: str | bytes) -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    box = page.file_uploader[0]
    return box.set_value((name, content, "text/csv")).run()


def _uploads(home: Path) -> int:
    with opened(opened_home(home)) as connection:
        return int(connection.execute("select count(*) from upload").fetchall()[0][0])


def _button(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def _figures(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def test_what_was_understood_is_shown_before_anything_is_stored(page: AppTest, home: Path) -> None:
    _dropped(page, "survey.csv", WITH_PROBLEM)
    assert not page.exception
    assert _figures(page) == {
        "Rows": "8",
        "Responses": "8",
        "Superseded": "0",
        "Excluded": "0",
        "Ratings": "15",  # 8 people in 2 dimensions, one of the 16 answers is out of range
        "Problems": "1",
    }
    tables = [table.value for table in page.dataframe]
    problems = next(table for table in tables if "Row" in table)
    assert problems[["Row", "Column", "Header", "Value"]].to_dict("records") == [
        {"Row": 9, "Column": "D", "Header": "AI/ML Fundamentals", "Value": "9"}
    ]
    questions = next(table for table in tables if "Read as" in table)
    assert questions.set_index("Column")["Read as"].to_dict() == {
        "A": "metadata",
        "B": "address",
        "C": "team",
        "D": "AI/ML Fundamentals",
        "E": "AI in Production",
    }
    assert "Nothing is stored yet." in texts(page)
    assert _uploads(home) == 0


def test_storing_and_publishing_lead_to_the_heatmap(page: AppTest, home: Path) -> None:
    page.text_input(key="upload_cycle").set_value("2026").run()
    _dropped(page, "survey.csv", SURVEY)
    _button(page, "Store")
    assert "is stored as upload 1 of cycle 2026" in page.success[0].value.replace("\\", "")
    assert _uploads(home) == 1
    assert current_path(opened_home(home)) is None
    _button(page, "Publish cycle")
    assert not page.exception
    assert current_path(opened_home(home)) is not None
    assert "Open the heatmap" in [link.proto.label for link in page.main.get("page_link")]


def test_the_spool_is_empty_when_a_file_is_stored_or_set_aside(page: AppTest, home: Path) -> None:
    _dropped(page, "survey.csv", SURVEY)
    assert len(list((home / "spool").iterdir())) == 1
    _button(page, "Choose another file")
    assert list((home / "spool").iterdir()) == []
    _dropped(page, "survey.csv", SURVEY)
    _button(page, "Store")
    assert list((home / "spool").iterdir()) == []


@pytest.mark.parametrize("name", ["../../escape.csv", "/etc/passwd.csv", "**b** ![x](http://x).csv"])
def test_a_file_name_is_never_a_path(page: AppTest, home: Path, name: str) -> None:
    _dropped(page, name, SURVEY)
    assert not page.exception
    assert [path.suffix for path in (home / "spool").iterdir()] == [".part"]
    assert page.text[0].value == name
    assert "![x]" not in texts(page)


def test_a_similar_header_waits_for_a_ruling(page: AppTest) -> None:
    _dropped(page, "survey.csv", SIMILAR)
    box = next(box for box in page.selectbox if box.key == "ruling0")
    assert box.label.replace("\\", "") == "AI in Prodction"
    assert box.options == ["Leave unread", "Read as AI in Production", "Never a dimension"]
    assert _figures(page)["Ratings"] == "7"
    box.set_value("Read as AI in Production").run()
    assert _figures(page)["Ratings"] == "14"
    page.selectbox(key="ruling0").set_value("Leave unread").run()
    assert _figures(page)["Ratings"] == "7"


def test_where_nothing_but_proposals_match_they_can_be_ruled_on(page: AppTest) -> None:
    only = "Email Address,AI in Prodction\n" + "".join(f"p{n}@example.com,{n % 5}\n" for n in range(1, 8))
    _dropped(page, "survey.csv", only)
    assert len(page.error) == 1
    assert "Store" not in [button.label for button in page.button]
    page.selectbox(key="ruling0").set_value("Read as AI in Production").run()
    assert not page.error
    assert _figures(page)["Ratings"] == "7"


def test_a_refused_file_is_one_clear_notice(page: AppTest, home: Path) -> None:
    _dropped(page, "holiday.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    assert not page.exception
    assert len(page.error) == 1
    assert "holiday" in page.error[0].value
    assert "Traceback" not in page.error[0].value
    assert "Store" not in [button.label for button in page.button]
    assert _uploads(home) == 0
    _button(page, "Choose another file")
    assert page.get("file_uploader")


def test_the_same_file_twice_is_refused(page: AppTest, home: Path) -> None:
    _dropped(page, "survey.csv", SURVEY)
    _button(page, "Store")
    _dropped(page, "survey.csv", SURVEY)
    assert "already loaded" in page.error[0].value
    assert _uploads(home) == 1


def test_a_roster_goes_through_the_same_box(page: AppTest, home: Path) -> None:
    _dropped(page, "people.csv", "person,name,team,division,role\np1@example.com,Ada Ames,Orbit,West,data\n")
    assert _figures(page) == {"Rows": "1", "Problems": "0"}
    assert "Read as roster" in texts(page)
    _button(page, "Store")
    assert _uploads(home) == 1


def test_the_templates_are_offered(page: AppTest) -> None:
    assert [button.proto.label for button in page.get("download_button")] == ["Roster", "Targets", "Roadmap"]
