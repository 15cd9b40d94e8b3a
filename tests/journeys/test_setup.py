"""An analyst changes what a cycle is measured against: in the grid, through a spreadsheet, and in the settings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from pipeline.rounding import percent
from tests.browser import Server, WatchedPage
from tests.journeys import steps
from tests.journeys.conftest import quietly_serving

pytestmark = pytest.mark.browser

ML = "AI/ML Fundamentals"
STOOD = 'td:focus[aria-selected="true"]'
COMPANY = ("gaps", "--cycle", "2026", "--by", "company,dimension")


@pytest.fixture
def copied(sample_home: Path, tmp_path: Path) -> Path:
    """A sample company of the test's own, which it may change."""
    home = tmp_path / "copy"
    shutil.copytree(sample_home, home)
    return home


@pytest.fixture
def changing(copied: Path, tmp_path: Path) -> Iterator[Server]:
    """The dashboard on it."""
    with quietly_serving(copied, tmp_path / "server.log") as server:
        yield server


def _tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    page.wait_for_timeout(1_000)  # the page runs anew for the tab that is open; what is typed before that is lost
    expect(page.locator(steps.IDLE)).to_be_attached()


def _grid(page: Page) -> Locator:
    """The editor of the open tab; what it draws on a canvas stands in a table for readers of screens."""
    grid = page.get_by_test_id("stDataFrame").filter(visible=True).first
    grid.scroll_into_view_if_needed()
    expect(grid.locator("td").first).to_be_attached()
    return grid


def _place(grid: Locator, row: str, column: str) -> tuple[int, int]:
    """Where a cell is: the column with that header, the row that begins with that name."""
    headers = grid.locator("th").all_inner_texts()
    names = grid.locator('[id^="glide-cell-0-"]').all_inner_texts()
    return headers.index(column), names.index(row)


def _stood(page: Page) -> tuple[int, int]:
    """Where the grid's cursor is, column and row; brings it there by the keyboard's focus where it is elsewhere."""
    for _ in range(10):
        page.wait_for_timeout(1_000)  # what readers of screens are told lags behind what is drawn
        if page.locator(STOOD).count():
            break
        _grid(page).locator("td").first.focus()
    column, row = str(page.locator(STOOD).get_attribute("id")).split("-")[2:]
    return int(column), int(row)


def _write(page: Page, place: tuple[int, int], text: str) -> None:
    """Write into a cell of the grid by the keyboard alone: into the grid, arrows from there, and typing."""
    column, row = _stood(page)
    while (column, row) != place:
        down, right = place[1] - row, place[0] - column
        page.keyboard.press(
            ("ArrowDown" if down > 0 else "ArrowUp") if down else ("ArrowLeft", "ArrowRight")[right > 0]
        )
        column, row = (column, row + (1 if down > 0 else -1)) if down else (column + (1 if right > 0 else -1), row)
        expect(page.locator(STOOD)).to_have_id(f"glide-cell-{column}-{row}")
    page.keyboard.press("Enter")
    expect(page.locator("textarea.gdg-input")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    expect(page.locator("textarea.gdg-input")).to_have_value(text)
    page.wait_for_timeout(200)  # the editor takes over what was typed a moment after it shows it
    page.keyboard.press("Enter")
    expect(page.locator("textarea.gdg-input")).to_have_count(0)
    expect(page.locator(steps.IDLE)).to_be_attached()


def _save(page: Page) -> None:
    page.wait_for_timeout(1_000)  # the editor sends what was typed a moment later, and the button moves with the answer
    expect(page.locator(steps.IDLE)).to_be_attached()
    page.get_by_role("button", name="Save targets").click()


def _refused(page: Page) -> Locator:
    return page.get_by_test_id("stAlertContentError")


def test_a_target_is_edited_refused_at_its_cell_saved_and_published(
    copied: Path, changing: Server, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    before, uploads = (steps.told(copied, *asked) for asked in (COMPANY, ("uploads",)))
    steps.go(page, changing.address("setup"), "Setup")
    _tab(page, "Targets")
    cell = _place(_grid(page), "backend", ML)
    _write(page, cell, "7")
    expect(_refused(page)).to_contain_text(f"Row 2 (backend), {ML}: '7' is no level of the framework")
    rows = _grid(page).locator('[id^="glide-cell-0-"]').count()
    _grid(page).hover()
    page.get_by_role("button", name=re.compile("^Add row: Targets to edit")).click()
    _write(page, (0, rows), "baker")
    _write(page, (cell[0], rows), "1")
    expect(_refused(page).nth(1)).to_contain_text("Nobody in this cycle is in the role 'baker'.")
    _save(page)
    expect(page.get_by_text("2 cells cannot be saved as written.")).to_be_visible()
    assert steps.told(copied, "uploads") == uploads

    steps.go(page, changing.address("setup"), "Setup")
    _tab(page, "Targets")
    _write(page, cell, "Expert")
    expect(page.get_by_text("1 change, not saved yet.")).to_be_visible()
    _save(page)
    expect(page.get_by_text("What everybody sees stays as it is until you publish.")).to_be_visible()
    assert steps.told(copied, *COMPANY) == before

    steps.agree(page, "Publish cycle", "Publish cycle 2026")
    expect(page.get_by_role("button", name="Open the heatmap")).to_be_visible()
    after = steps.told(copied, *COMPANY)
    changed = [gap["dimension_name"] for gap, was in zip(after, before, strict=True) if gap["below"] != was["below"]]
    assert changed == [ML]
    steps.turn_to(page, "Gaps")
    for gap in after:
        row = page.get_by_test_id("stVegaLiteChart").first.locator(f'path[aria-label^="{gap["dimension_name"]}: "]')
        heads = f"{percent(gap['prevalence'])}. {gap['below']:,} of {gap['assessed']:,} people"
        expect(row).to_have_attribute("aria-label", re.compile(heads))
    assert browser_page.complaints == []


@pytest.mark.parametrize("kind", ["targets", "roadmap", "roster"])
def test_what_is_downloaded_loads_back_in_its_place_and_changes_no_figure(
    copied: Path, changing: Server, browser_page: WatchedPage, tmp_path: Path, kind: str
) -> None:
    page = browser_page.page
    figures = ("gaps", "--cycle", "2026", "--private")
    before, uploads = (steps.told(copied, *asked) for asked in (figures, ("uploads",)))
    steps.go(page, changing.address("setup"), "Setup")
    _tab(page, kind.capitalize())
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download the {kind} as loaded").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    page.locator('input[type="file"]:visible, [role="tabpanel"]:visible input[type="file"]').first.set_input_files(path)
    expect(page.get_by_text("Nothing is stored yet.")).to_be_visible()
    assert steps.told(copied, "uploads") == uploads
    page.get_by_role("button", name=f"Store the {kind}").click()
    expect(page.get_by_text("What everybody sees stays as it is until you publish.")).to_be_visible()
    [kept] = [u for u in steps.told(copied, "uploads") if u["as"] == kind and u["cycle"] == "2026"]
    assert kept["file"] == f"{kind}_2026.xlsx"
    assert steps.told(copied, *figures) == before
    assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_a_setting_is_refused_and_changed(copied: Path, changing: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, changing.address("setup"), "Setup")
    _tab(page, "Settings")
    setting = steps.box(page, "Setting")
    setting.scroll_into_view_if_needed()
    steps.search(setting, "common_from", page.get_by_role("option", name="common_from", exact=True))
    expect(setting).to_have_value("common_from")
    expect(page.locator(steps.IDLE)).to_be_attached()
    written = page.get_by_label("Value", exact=True)
    for stands, value in (("0.5", "2"), ("2", "0.75")):
        expect(written).to_have_value(stands)  # the box of another setting stands there a moment longer
        written.fill(value)
        written.press("Enter")
        expect(page.locator(steps.IDLE)).to_be_attached()
        expect(written).to_have_value(value)
        told = _refused(page) if value == "2" else page.get_by_text("common_from is now 0.75.")
        for _ in range(5):  # a click is lost while the page takes the value in
            if told.is_visible():
                break
            page.get_by_role("button", name="Save setting").click()
            page.wait_for_timeout(2_000)
        expect(told).to_contain_text("common_from cannot be '2'." if value == "2" else "0.75")
    expect(page.get_by_role("row", name="common_from").get_by_text("0.75")).to_be_visible()
    assert steps.told(copied, "config", "common_from") == {"common_from": 0.75}
    assert browser_page.complaints == []
