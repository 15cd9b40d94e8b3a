"""From a dark cell to the cells of the files, and from a mistake back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps
from tests.journeys.conftest import quietly_serving

pytestmark = pytest.mark.browser


def _tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    expect(page.locator(steps.IDLE)).to_be_attached()


def test_a_dark_cell_leads_to_the_cells_of_the_file(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    gaps = steps.told(sample_home, "gaps", "--cycle", "2026")
    dark = max((gap for gap in gaps if gap["shown"] and gap["below"]), key=lambda gap: gap["prevalence"])
    asked = ("--cycle", "2026", "--team", dark["group"], "--dimension", dark["dimension"])
    cells = steps.told(sample_home, "trace", *asked)

    steps.go(page, sample.address("heatmap?show=Teams"), "Heatmap")
    steps.click_middle(page, steps.cell(page, dark["group"], dark["dimension_name"]))
    expect(steps.box(page, "Group")).to_have_value(dark["group"])
    page.get_by_role("button", name="The cells behind this figure").click()
    steps.shows(page, "Review")
    assert steps.chosen(page, "Among", "Group", "Dimension") == ["Teams", dark["group"], dark["dimension_name"]]
    expect(page.get_by_role("main").get_by_text(f"{dark['below']} of {dark['assessed']} below")).to_be_visible()
    assert steps.filters(page)["view"] == "Cells behind a figure"

    last = cells[-1]
    place = f"row {last['row']}, column {last['column']}"
    choice = page.get_by_role("combobox", name="The row as it stands in the file")
    steps.search(choice, place, page.get_by_role("option", name=re.compile(f"{place}$")))
    expect(choice).to_have_value(re.compile(f"{last['file']}.*{place}$"))
    expect(page.locator(steps.IDLE)).to_be_attached()
    assert steps.faults(page) == []

    page.reload()  # the address alone leads to the same figure
    steps.shows(page, "Review")
    expect(page.get_by_role("main").get_by_text(f"{dark['below']} of {dark['assessed']} below")).to_be_visible()
    assert browser_page.complaints == []


def test_an_upload_is_taken_back_and_a_publication_gone_back_on(
    sample_home: Path, tmp_path: Path, browser_page: WatchedPage
) -> None:
    page, home = browser_page.page, tmp_path / "copy"
    shutil.copytree(sample_home, home)
    last = steps.told(home, "uploads")[-1]
    [served] = [kept["snapshot"] for kept in steps.told(home, "snapshots") if kept["current"]]
    with quietly_serving(home, tmp_path / "server.log") as server:
        steps.go(page, server.address("review"), "Review")
        steps.agree(page, "Take it back", f"Take upload {last['upload']} back")
        expect(page.get_by_text("is taken back.")).to_be_visible()
        assert last["upload"] not in [upload["upload"] for upload in steps.told(home, "uploads")]

        _tab(page, "Publications")
        page.get_by_role("button", name="Make a draft").click()
        expect(page.get_by_text("The draft is made")).to_be_visible()
        page.get_by_role("button", name="Look at the draft").click()
        steps.shows(page, "Overview")
        drafted = page.get_by_test_id("stMetric").filter(has_text="People assessed").inner_text()
        steps.turn_to(page, "Heatmap")
        expect(page.get_by_text("Draft of cycle 2026, not published.")).to_be_visible()
        page.get_by_role("button", name="Leave the draft").click()
        expect(page.get_by_text("not published.")).to_have_count(0)
        steps.turn_to(page, "Overview")
        published = page.get_by_test_id("stMetric").filter(has_text="People assessed")
        expect(published).not_to_have_text(drafted)
        assert [kept["snapshot"] for kept in steps.told(home, "snapshots") if kept["current"]] == [served]

        steps.turn_to(page, "Review")
        _tab(page, "Publications")
        steps.agreed(page, "Publish", "Publish cycle 2026")
        expect(page.get_by_text("Counting").first).to_be_visible()
        # Whoever turns to another page does not end it, need not wait, and is told there.
        page.get_by_test_id("stSidebar").get_by_role("link", name="Gaps").click()
        expect(page.get_by_text("Cycle 2026 is being published.")).to_be_visible()
        expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
        expect(page.get_by_text(f"Published as number {served + 1}")).to_be_visible(timeout=60_000)
        steps.turn_to(page, "Review")
        _tab(page, "Publications")
        steps.agree(page, "Serve it", f"Serve publication {served}")
        expect(page.get_by_text(f"Publication {served} is served.")).to_be_visible()
        assert [kept["snapshot"] for kept in steps.told(home, "snapshots") if kept["current"]] == [served]
        assert steps.faults(page) == []
    assert browser_page.complaints == []
