"""From the list of projects to what staffs one of them: by mouse, by box, by link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser


def _row(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stVegaLiteChart").locator(f'path[aria-label*="{name}: "]')


def test_the_page_says_what_the_command_line_says(sample: Server, sample_home: Path, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("projects"), "Projects")
    projects = steps.told(sample_home, "projects", "--cycle", "2026")
    for project in projects:
        people = sum(need["people"] for need in project["needs"])
        short = f"{project['unmet']} of {people} people short" if project["unmet"] else f"all {people} people found"
        expect(_row(page, project["project"]).first).to_have_attribute("aria-label", re.compile(re.escape(short)))
    first = max((project for project in projects if project["blocked"]), key=lambda project: project["weight"])
    assert steps.chosen(page, "Project") == [first["project"]]
    for step in first["unlock"]:
        people = "1 person" if step["people"] == 1 else f"{step['people']} people"
        expect(page.get_by_text(re.compile(rf"Bring {people} (of .+ )?from")).first).to_be_visible()
    assert browser_page.complaints == []


def test_a_click_chooses_a_project_and_the_link_keeps_it(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("projects"), "Projects")
    steps.click_middle(page, _row(page, "Fleet health forecast").first)
    expect(steps.box(page, "Project")).to_have_value("Fleet health forecast")
    expect(page.get_by_role("heading", level=3, name="Fleet health forecast")).to_be_visible()
    page.reload()
    steps.shows(page, "Projects")
    assert steps.chosen(page, "Project") == ["Fleet health forecast"]
    assert browser_page.complaints == []
