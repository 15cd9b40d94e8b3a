"""From a survey tool's file to a leader's question, in one sitting."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

SIMILAR = "AI in Prodction"  # misspelt: only resembles a dimension
HEADER = f"Zeitstempel;E-Mail-Adresse;Team;AI/ML Fundamentals;Wie gut kannst du das? [{SIMILAR}];Größter Wunsch"
TEAMS = ("Köln", "Görlitz")


def _survey() -> bytes:
    """Two teams of eight; in Köln three of the levels 0-3 twice are below Practicing (2): 0, 1, 0, 1 = 4 of 8.

    In production, everybody of Köln is at 1, and everybody of Görlitz at 3. One answer, 9, is no level.
    """
    lines = [HEADER]
    for team, place in ((team, place) for team in TEAMS for place in range(8)):
        production = 1 if team == "Köln" else 3
        person = f"{place}{team[0]}@müller.example"
        lines.append(f'0{place + 1}.03.2026 09:15:00;{person};{team};{place % 4};{production};"mehr; Übung"')
    lines.append("09.03.2026 09:15:00;zuletzt@müller.example;Görlitz;9;3;")
    return "\r\n".join(lines).encode("cp1252")


def _drop(page: Page, name: str, content: bytes) -> None:
    # A page still drawing itself shows the box of the run before, which takes a file and forgets it.
    expect(page.locator(steps.IDLE)).to_be_attached()
    expect(page.locator('input[type="file"]')).to_have_count(1)
    page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def _set_aside(page: Page) -> None:
    """Set the file at hand aside, and wait until the page asks for another one."""
    expect(page.locator(steps.IDLE)).to_be_attached()
    another = page.get_by_role("button", name="Choose another file")
    another.click()
    expect(another).to_have_count(0)


def _figure(page: Page, label: str) -> str:
    shown = page.get_by_test_id("stMetric").filter(has_text=label)
    expect(shown).to_be_visible()
    return shown.get_by_test_id("stMetricValue").inner_text().strip()


def _rule(page: Page, on: str, ruling: str) -> None:
    opened = page.get_by_test_id("stSelectbox").filter(has_text=on).get_by_role("combobox")
    opened.evaluate("box => box.scrollIntoView({block: 'center'})")  # its list closes when the page scrolls
    opened.click()
    page.get_by_role("option", name=ruling, exact=True).click()
    expect(page.locator(steps.IDLE)).to_be_attached()


def test_an_export_becomes_a_heatmap_whose_cell_can_be_read(
    home: Path, own_server: Server, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, own_server.address("upload"), "Upload")
    page.get_by_label("Cycle", exact=True).fill("2026")
    _drop(page, "Umfrage.csv", _survey())

    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    expect(page.get_by_text("from google-forms")).to_be_visible()
    # 17 lines; unread so far is the similar column, and of the other column the 9.
    assert (_figure(page, "Responses"), _figure(page, "Ratings")) == ("17", "16")
    expect(page.get_by_text("What could not be used", exact=True)).to_be_visible()
    assert steps.told(home, "uploads") == []

    _rule(page, SIMILAR, "Read as AI in Production")
    expect(page.get_by_test_id("stMetric").filter(has_text="Ratings")).to_contain_text("33")  # 16 and 17
    assert steps.told(home, "uploads") == []

    # The one answer that is no level is told by its row, and ruled to be none.
    page.get_by_text("Only the row with a cell that could not be used").click()
    beside = page.get_by_test_id("stDataFrame").nth(2)
    expect(beside).not_to_contain_text("0K@müller.example")
    expect(beside).to_contain_text("could not be used")
    expect(page.locator(steps.IDLE)).to_be_attached()
    _rule(page, "“9” · 1 answer in AI/ML Fundamentals", "No answer")
    expect(page.get_by_test_id("stMetric").filter(has_text="Problems")).to_contain_text("0")
    expect(page.get_by_text("Nothing: every cell was understood.")).to_be_visible()
    # Any column can be read as something else: the wish as the location, and back.
    _rule(page, "Column", "F · Größter Wunsch")
    _rule(page, "Read as", "Location")
    expect(steps.box(page, "Ruling")).to_be_visible()
    _rule(page, "Read as", "As the rules say")
    expect(steps.box(page, "Read as")).to_have_value("As the rules say")
    assert steps.told(home, "uploads") == []

    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("is stored as upload")).to_be_visible()
    steps.agree(page, "Publish cycle", "Publish cycle 2026")
    page.get_by_role("button", name="Open the heatmap").click()
    steps.shows(page, "Heatmap")

    steps.click_middle(page, steps.cell(page, "Köln", "AI in Production"))
    expect(page.get_by_text("8 of 8 below Practicing = 100 %")).to_be_visible()
    assert steps.chosen(page, "Group", "Dimension") == ["Köln", "AI in Production"]
    steps.click_middle(page, steps.cell(page, "Köln", "AI/ML Fundamentals"))
    expect(page.get_by_text("4 of 8 below Practicing = 50 %")).to_be_visible()

    gaps = {(gap["group"], gap["dimension_name"]): gap for gap in steps.told(home, "gaps", "--cycle", "2026")}
    figures = [gaps["Köln", name] for name in ("AI in Production", "AI/ML Fundamentals")]
    assert [(gap["below"], gap["assessed"], gap["prevalence"]) for gap in figures] == [(8, 8, 1.0), (4, 8, 0.5)]

    # Next year's export of the same survey is read as was ruled, without a question.
    steps.turn_to(page, "Upload")
    page.get_by_label("Cycle", exact=True).fill("2027")
    _drop(page, "Umfrage 2027.csv", _survey().replace(b".03.2026", b".03.2027"))
    expect(page.get_by_text("2 rulings of upload 1 (Umfrage.csv) hold here too.")).to_be_visible()
    assert (_figure(page, "Ratings"), _figure(page, "Problems")) == ("33", "0")
    assert browser_page.complaints == []


def test_a_stranger_and_a_renamed_team_are_ruled_on_once(
    home: Path, tmp_path: Path, own_server: Server, browser_page: WatchedPage
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("person,name,team\nada.ames@n.example,Ada Ames,Orbit\nbo.brook@n.example,Bo Brook,Falke\n")
    steps.told(home, "load", str(roster), "--cycle", "2026", "--as", "roster")
    page = browser_page.page
    steps.go(page, own_server.address("upload"), "Upload")
    page.get_by_label("Cycle", exact=True).fill("2026")
    lines = ["Email,Team,AI in Production", "adda.ames@n.example,Orbit,3", "bo.brook@n.example,Falcon,2"]
    _drop(page, "survey.csv", "\n".join(lines).encode())
    expect(page.get_by_test_id("stMetric").filter(has_text="Problems")).to_contain_text("2")
    _rule(page, "· 1 row · most like Ada Ames", "Ada Ames · Orbit · ada.ames@n.example")
    _rule(page, "“Falcon” · 1 response", "Falke")
    expect(page.get_by_test_id("stMetric").filter(has_text="Problems")).to_contain_text("0")
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("is stored as upload")).to_be_visible()
    saved = tmp_path / "rulings.yaml"
    steps.told(home, "recipe", "export", "2", "--to", str(saved))
    assert saved.read_text("utf-8").splitlines()[1:] == [
        "people:",
        "  adda.ames@n.example: ada.ames@n.example",
        "teams:",
        "  Falcon: Falke",
    ]
    assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_a_wrong_file_costs_a_sentence_and_the_next_one_works(
    home: Path, own_server: Server, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, own_server.address("upload"), "Upload")
    _drop(page, "Umfrage.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(1)
    expect(page.locator(steps.IDLE)).to_be_attached()
    assert steps.faults(page) == [
        "'Umfrage.xlsx' is a PDF document, not a spreadsheet.\n\n"
        "Save it from the survey tool or spreadsheet program as .xlsx or .csv and load that."
    ]
    assert page.get_by_role("button", name="Store").count() == 0
    assert steps.told(home, "uploads") == []

    _set_aside(page)
    _drop(page, "Umfrage.csv", _survey())
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("is stored as upload")).to_be_visible()
    assert [upload["file"] for upload in steps.told(home, "uploads")] == ["Umfrage.csv"]
    assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_a_long_reading_is_cancelled_and_columns_of_its_own_become_a_framework(
    home: Path, own_server: Server, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, own_server.address("upload"), "Upload")
    page.get_by_label("Cycle", exact=True).fill("2026")
    header, *lines = _survey().splitlines(keepends=True)
    _drop(page, "Umfrage.csv", header + b"".join(lines[:-1]) * 25_000)  # 400,000 lines take seconds, not moments
    # Not the button of the box for files, which ends the upload.
    page.locator('[class*="st-key-cancel_"] button').first.click()
    expect(page.get_by_text("was cancelled.")).to_be_visible()
    assert steps.told(home, "uploads") == []
    _set_aside(page)

    _drop(page, "Our craft.csv", b"Name,Forging,Glazing\nAda Ames,1,2\nBo Brook,3,1\n")
    expect(page.get_by_text("Use these 2 columns as a framework")).to_be_visible()
    page.get_by_role("button", name="Use it as it is").click()
    expect(page.get_by_text("The framework Our craft is there")).to_be_visible()
    assert (_figure(page, "Ratings"), _figure(page, "Problems")) == ("4", "0")
    page.get_by_role("button", name="Store").click()
    expect(page.get_by_text("is stored as upload")).to_be_visible()
    [stored] = steps.told(home, "uploads")
    assert (stored["file"], stored["rows"], stored["ratings"]) == ("Our craft.csv", 2, 4)
    assert browser_page.complaints == []
