"""From a team to who goes when, and the plan in a hand: by boxes and buttons, and nothing but the sample looked at."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

TEAM = "Foxglove"


def _downloaded(page: Page, label: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return Path(download.value.path())


def test_a_team_lead_reads_who_goes_when_and_takes_the_plan_along(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("programme"), "Programme")
    assert steps.chosen(page, "Team") == ["All teams"]
    steps.search(steps.box(page, "Team"), TEAM, page.get_by_role("option", name=TEAM, exact=True))
    headline = page.get_by_text("need a course.")
    expect(headline).to_be_visible(timeout=60_000)  # everybody is seated first
    expect(page.get_by_text("at most 6 of the team.")).to_be_visible()
    assert steps.filters(page)["team"] == TEAM
    seats = page.get_by_test_id("stVegaLiteChart").locator('path[aria-label*=": From a model to its users, from "]')
    expect(seats.nth(3)).to_be_attached()  # the chart is drawn after the words above it
    first = str(seats.first.get_attribute("aria-label"))
    name, quarter = first.split(": ")[0].split(", ")
    expect(page.get_by_text("Blocks a project, and common in the company: ").first).to_be_visible()

    book = load_workbook(io.BytesIO(_downloaded(page, "Download the plan").read_bytes()))
    rows = [[str(cell) for cell in row] for row in book["Who goes when"].iter_rows(values_only=True)]
    book.close()
    assert [row for row in rows if name in row and quarter in row and "From a model to its users" in row]
    dates = _downloaded(page, "Download the dates").read_text("utf-8")
    assert dates.startswith("BEGIN:VCALENDAR")
    assert name not in dates
    assert browser_page.complaints == []
