"""The upload page: everything is said before anything is stored."""

from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import waiting
from pipeline.settings import opened_home
from pipeline.snapshot.read import current_path
from pipeline.warehouse.connection import opened
from tests.helpers import open_page
from tests.pages.conftest import texts
from tests.pipeline.exports.files import workbook

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


def _cancelled_at(monkeypatch: pytest.MonkeyPatch, step: str) -> list[str]:
    """Press "Cancel" as soon as the work says the step; gives the steps that were said, as they come."""
    stops, steps = list[Event](), list[str]()

    def begun() -> Event:
        stops.append(Event())
        return stops[-1]

    def told(kind: waiting.Kind, said: str, so_far: list[str], stop: Event) -> None:
        steps.append(said)
        if said == step:
            stops[-1].set()
        tell(kind, said, so_far, stop)

    tell = waiting._tell
    monkeypatch.setattr(waiting, "Event", begun)
    monkeypatch.setattr(waiting, "_tell", told)
    return steps


def test_storing_can_be_cancelled_and_leaves_nothing(
    page: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dropped(page, "survey.csv", SURVEY)
    with monkeypatch.context() as patched:
        steps = _cancelled_at(patched, "Checking against the rest of the cycle")
        _button(page, "Store")
    assert steps[-2:] == ["Storing cells and ratings", "Checking against the rest of the cycle"]
    assert page.info[-1].value == "Storing was cancelled\\.\n\nNothing was stored\\."
    with opened(opened_home(home)) as connection:
        assert connection.execute("select count(*) from rating").fetchall() == [(0,)]
        assert connection.execute("select count(*) from people").fetchall() == [(0,)]
        assert not connection.execute("select * from duckdb_tables() where table_name like 'raw_%'").fetchall()
    _button(page.run(), "Store")
    assert "is stored as upload 1" in page.success[0].value


def test_a_reading_that_is_cancelled_sets_the_file_aside(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        _cancelled_at(patched, "Matching questions and answers")
        _dropped(page, "survey.csv", SURVEY)
    assert [info.value for info in page.info] == ["Reading the file was cancelled\\.\n\nNothing was stored\\."]
    assert not page.run().info
    assert len(page.file_uploader) == 1


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
    problems = next(table for table in tables if "Problem" in table)
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
    page.text_input(key="cycle").set_value("2026").run()
    _dropped(page, "survey.csv", SURVEY)
    _button(page, "Store")
    assert "is stored as upload 1 of cycle 2026" in page.success[0].value.replace("\\", "")
    assert _uploads(home) == 1
    assert current_path(opened_home(home)) is None
    assert "Everybody with the link sees the figures of cycle 2026, as they are now, at once." in texts(page)
    _button(page, "Publish cycle 2026")
    assert not page.exception
    assert current_path(opened_home(home)) is not None
    assert "Open the heatmap" in [button.label for button in page.button]


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


UNKNOWN = SURVEY + "".join(
    f"2026/02/1{n} 9:00:00 AM GMT+1,u{n}@example.com,Orbit,{answer},{n % 5}\n"
    for n, answer in enumerate(["pretty good", "Pretty  good", "no idea"])
)


def _table(page: AppTest, column: str) -> list[dict[str, object]]:
    return next(table.value for table in page.dataframe if column in table.value).to_dict("records")


def test_a_column_is_mapped_by_hand_and_the_ruling_taken_back(page: AppTest) -> None:
    _dropped(page, "survey.csv", SURVEY.replace("AI in Production", "Our own words"))
    assert _figures(page)["Ratings"] == "7"
    page.selectbox(key="ruled_column").set_value("E · Our own words").run()
    assert page.selectbox(key="ruled_meaning").value == "As the rules say"
    page.selectbox(key="ruled_meaning").set_value("AI in Production").run()
    assert _figures(page)["Ratings"] == "14"
    read = {row["Column"]: (row["Read as"], row["Because"]) for row in _table(page, "Read as")}
    assert read["E"] == ("AI in Production", "Ruled by you")
    assert _table(page, "Ruled by") == [
        {"Ruling on": "Column", "Of the file": "Our own words", "Means": "AI in Production", "Ruled by": "You, here"}
    ]
    page.selectbox(key="ruled_column").set_value("C · Which team are you in?").run()
    page.selectbox(key="ruled_meaning").set_value("Division").run()
    assert {row["Column"]: row["Read as"] for row in _table(page, "Read as")}["C"] == "division"
    _button(page, "Take all back")
    assert _figures(page)["Ratings"] == "7"
    assert not any("Ruled by" in table.value for table in page.dataframe)


def test_one_ruling_on_an_answer_holds_for_all_its_cells(page: AppTest) -> None:
    _dropped(page, "survey.csv", UNKNOWN)
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("17", "3")
    box = page.selectbox(key="answer0")
    assert box.label.replace("\\", "") == "“pretty good” · 2 answers in AI/ML Fundamentals"
    assert (box.options[0], box.options[1], box.options[-1]) == (
        "Leave as a problem",
        "0 None of these yet",
        "No answer",
    )
    box.set_value("3 Proficient").run()
    page.selectbox(key="answer1").set_value("No answer").run()
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("19", "0")
    page.selectbox(key="answer0").set_value("Leave as a problem").run()
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("17", "2")


def test_an_answer_can_mean_something_else_in_another_dimension(page: AppTest) -> None:
    pairs = [("some", "1"), ("2", "some"), ("some", "some")]
    lines = (f"2026/02/0{n} 9:00:00 AM GMT+1,p{n}@example.com,Orbit,{a},{b}\n" for n, (a, b) in enumerate(pairs, 1))
    _dropped(page, "survey.csv", HEADER.format(second="AI in Production") + "".join(lines))
    page.toggle(key="rule_by_dimension").set_value(True).run()
    page.selectbox(key="answer0").set_value("1 Aware").run()
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("4", "2")
    page.selectbox(key="answer1").set_value("2 Practicing").run()
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("6", "0")
    assert _table(page, "Ruled by")[0]["Means"] == "AI/ML Fundamentals: 1 Aware; AI in Production: 2 Practicing"


def test_two_analysts_at_once_do_not_disturb_each_other(page: AppTest, home: Path) -> None:
    other = open_page(PAGE, home)
    _dropped(page, "survey.csv", SIMILAR)
    _dropped(other, "other.csv", SIMILAR.replace("@example", "@other"))
    page.selectbox(key="ruling0").set_value("Read as AI in Production").run()
    assert (_figures(page)["Ratings"], _figures(other.run())["Ratings"]) == ("14", "7")
    assert len(list((home / "spool").iterdir())) == 2
    _button(page, "Store")
    assert len(list((home / "spool").iterdir())) == 1
    _button(other, "Store")
    assert not other.exception
    assert _uploads(home) == 2


def test_the_file_stands_beside_what_was_understood(page: AppTest) -> None:
    _dropped(page, "survey.csv", WITH_PROBLEM)
    rows = _table(page, "Counts as")
    assert len(rows) == 8
    assert rows[0] == {
        "Row": 2,
        "Counts as": "response",
        "C · Which team are you in?": "Orbit",
        "C → understood": "team: Orbit",
        "D · AI/ML Fundamentals": "1",
        "D → understood": "1 Aware",
        "E · AI in Production": "2",
        "E → understood": "2 Practicing",
        "B · Email Address → understood": "address: p1@example.com",
    }
    assert list(rows[0])[-1].startswith("B")  # who answered stands last, and once
    page.toggle(key="sides_problems").set_value(True).run()
    [row] = _table(page, "Counts as")
    assert (row["Row"], row["D · AI/ML Fundamentals"], row["D → understood"]) == (9, "9", "⚠ could not be used")


def test_a_long_file_is_shown_in_parts(page: AppTest) -> None:
    many = "".join(f"2026/02/03 9:00:00 AM GMT+1,m{n}@example.com,Orbit,1,1\n" for n in range(60))
    _dropped(page, "survey.csv", SURVEY + many)
    assert page.selectbox(key="sides_part").options == ["1–25 of 67", "26–50 of 67", "51–67 of 67"]
    page.selectbox(key="sides_part").set_value("51–67 of 67").run()
    assert [row["Row"] for row in _table(page, "Counts as")] == list(range(52, 69))


def test_what_changes_for_the_cycle_is_said_before_storing(page: AppTest) -> None:
    _dropped(page, "survey.csv", SURVEY)
    assert "7 rows = 7 responses + 0 superseded" in texts(page)
    assert "People who answered: 0 now, 7 after" in texts(page)
    _button(page, "Store")
    _dropped(page, "again.csv", SURVEY + "2026/02/09 9:00:00 AM GMT+1,p1@example.com,Orbit,4,4\n")
    assert "People who answered" not in texts(page)
    assert "Responses that a newer export of the same survey repeats: 0 now, 7 after" in texts(page)
    page.selectbox(key="upload_replaces").set_value("Upload 1: survey.csv (responses, 7 rows)").run()
    assert "Nothing changes in who counts" in texts(page)


def test_the_rulings_of_an_upload_hold_for_the_next_file_until_they_are_left_out(page: AppTest) -> None:
    _dropped(page, "survey.csv", SIMILAR)
    page.selectbox(key="ruling0").set_value("Read as AI in Production").run()
    _button(page, "Store")
    _dropped(page, "next.csv", SIMILAR.replace("2026/02/0", "2026/03/0"))
    assert _figures(page)["Ratings"] == "14"
    assert _table(page, "Ruled by")[0]["Ruled by"] == "An earlier upload"
    assert "upload 1" in "".join(str(note.value) for note in page.info)
    _button(page, "Take it back")
    assert _figures(page)["Ratings"] == "7"
    _button(page, "Choose another file")
    _dropped(page, "next.csv", SIMILAR.replace("2026/02/0", "2026/03/0"))
    assert _figures(page)["Ratings"] == "14"
    page.checkbox(key="upload_reusing").set_value(False).run()
    assert _figures(page)["Ratings"] == "7"


def test_another_sheet_can_be_chosen(page: AppTest, tmp_path: Path) -> None:
    lines = [line.split(",") for line in SURVEY.splitlines()]
    book = workbook(tmp_path / "two.xlsx", {"Answers": lines, "Test run": lines[:3]})
    _dropped(page, "two.xlsx", book.read_bytes())
    assert _figures(page)["Rows"] == "7"
    next(box for box in page.selectbox if box.label == "Sheet").set_value("Test run").run()
    assert _figures(page)["Rows"] == "2"
    assert any("Excel workbook" in str(caption.value) for caption in page.caption)


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


def test_a_matrix_of_other_skills_is_refused_with_the_way_in(page: AppTest, home: Path) -> None:
    _dropped(page, "craft.csv", "Name,Forging,Glazing\nAda,1,2\nBo,3,1\n")
    [told] = page.error
    assert "Columns B to C (2) look like skills of your own" in told.value.replace("\\", "")
    assert "skillgap framework from-matrix craft.csv" in told.value.replace("\\", "")
    assert _uploads(home) == 0


def test_numbers_of_another_scale_wait_for_a_ruling_on_each(page: AppTest) -> None:
    lines = "".join(f"p{n}@example.com,Orbit,{10 if n % 2 else 5}\n" for n in range(10))
    _dropped(page, "points.csv", "Email,Team,AI in Production\n" + lines)
    [told] = page.error
    assert "10 of its 10 numbers are none of the levels 0 to 4 (5, 10)" in told.value.replace("\\", "")
    page.selectbox(key="answer0").set_value("2 Practicing").run()
    page.selectbox(key="answer1").set_value("4 Expert").run()
    assert not page.error
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("10", "0")


def test_all_numbers_of_another_scale_are_ruled_on_at_once(page: AppTest) -> None:
    lines = "".join(f"p{n}@example.com,Orbit,{1 + n % 5}\n" for n in range(20))
    _dropped(page, "five.csv", "Email,Team,AI in Production\n" + lines)
    assert "4 of its 20 numbers are none of the levels 0 to 4 (5)" in page.error[0].value.replace("\\", "")
    box = page.selectbox(key="all_numbers")
    assert box.options == [
        "Rule on each by itself",
        "1 to 5 are the levels in their order: 1 is 0 None of these yet, 5 is 4 Expert",
        "The other way round: 1 is 4 Expert, 5 is 0 None of these yet",
        "They are the levels, and 5 is a slip: no answer",
    ]
    box.set_value(box.options[1]).run()
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("20", "0")
    assert page.selectbox(key="answer0").value == "0 None of these yet"
    page.selectbox(key="all_numbers").set_value(box.options[2]).run()
    assert [row["Means"] for row in _table(page, "Ruled by")] == [
        "4 Expert", "3 Proficient", "2 Practicing", "1 Aware", "0 None of these yet"
    ]  # fmt: skip
    page.selectbox(key="all_numbers").set_value(box.options[0]).run()
    assert page.error
    page.selectbox(key="all_numbers").set_value(box.options[3]).run()
    assert (_figures(page)["Ratings"], _figures(page)["Problems"]) == ("16", "0")


def test_people_in_columns_stand_beside_what_was_understood(page: AppTest) -> None:
    _dropped(page, "turned.csv", "Skill,Ada,Bo\nTeam,Orbit,Orbit\nAI in Production,3,nearly\nAI/ML Fundamentals,1,\n")
    sides = next(table.value for table in page.dataframe if "Counts as" in table.value)
    assert sides["Column"].tolist() == ["B", "C"]
    assert sides["Row 3 → understood"].tolist() == ["3 Proficient", "⚠ could not be used"]
    columns = next(table.value for table in page.dataframe if "First values" in table.value)
    assert columns["First values"].tolist() == ["Ada, Bo", "Orbit", "3, nearly", "1"]


def test_the_same_file_twice_is_refused(page: AppTest, home: Path) -> None:
    _dropped(page, "survey.csv", SURVEY)
    _button(page, "Store")
    _dropped(page, "survey.csv", SURVEY)
    assert "already loaded" in page.error[0].value
    assert "Store" not in [button.label for button in page.button]
    assert _uploads(home) == 1


@pytest.mark.parametrize(("way", "uploads"), [("Load it again all the same", 2), ("Put it in place of upload 1", 1)])
def test_a_file_that_is_loaded_already_can_be_loaded_anew(page: AppTest, home: Path, way: str, uploads: int) -> None:
    _dropped(page, "survey.csv", SURVEY)
    _button(page, "Store")
    _dropped(page, "survey.csv", SURVEY)
    _button(page, way)
    assert not page.error
    _button(page, "Store")
    assert _uploads(home) == uploads
    assert "stored as upload 2" in page.success[0].value.replace("\\", "")


def test_a_roster_goes_through_the_same_box(page: AppTest, home: Path) -> None:
    _dropped(page, "people.csv", "person,name,team,division,role\np1@example.com,Ada Ames,Orbit,West,data\n")
    assert _figures(page) == {"Rows": "1", "Problems": "0"}
    assert "Read as roster" in texts(page)
    _button(page, "Store")
    assert _uploads(home) == 1


def test_the_templates_are_offered(page: AppTest) -> None:
    assert [button.proto.label for button in page.get("download_button")] == ["Roster", "Targets", "Roadmap"]
