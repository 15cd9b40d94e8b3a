"""Choices: kept from page to page, in the address, over a reload, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser


def test_choices_are_kept_and_the_address_tells_them(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address(), "Overview")
    steps.choose(page, "Cycle", "2025")
    steps.choose(page, "Division", "Navigation")
    assert steps.filters(page) == {"cycle": "2025", "division": "Navigation"}

    steps.turn_to(page, "Heatmap")
    assert steps.chosen(page, "Cycle", "Division") == ["2025", "Navigation"]
    steps.choose(page, "Measure", "Average shortfall")
    steps.turn_to(page, "Upload")
    steps.turn_to(page, "Heatmap")
    assert steps.chosen(page, "Cycle", "Division", "Measure") == ["2025", "Navigation", "Average shortfall"]
    expect(page.get_by_text("Levels missing to target, averaged over everybody assessed")).to_be_visible()

    page.reload()
    steps.shows(page, "Heatmap")
    assert steps.chosen(page, "Cycle", "Division", "Measure") == ["2025", "Navigation", "Average shortfall"]
    steps.choose(page, "Cycle", "2026")  # the default is not in the address
    expect(page).not_to_have_url(re.compile("cycle="))
    assert browser_page.complaints == []


def test_back_returns_to_the_page_before_with_its_choices(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address(), "Overview")
    steps.choose(page, "Division", "Fleet Cloud")
    steps.turn_to(page, "Heatmap")
    page.go_back()
    steps.shows(page, "Overview")
    assert steps.chosen(page, "Division") == ["Fleet Cloud"]
    page.go_forward()
    steps.shows(page, "Heatmap")
    assert steps.chosen(page, "Division") == ["Fleet Cloud"]
    assert browser_page.complaints == []


def test_a_click_on_the_overview_leads_behind_that_cell(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address(), "Overview")
    steps.click_middle(page, steps.cell(page, "Fleet Cloud", "AI in Production"))
    steps.shows(page, "Heatmap")
    assert steps.chosen(page, "Show", "Group", "Dimension") == ["Divisions", "Fleet Cloud", "AI in Production"]
    assert browser_page.complaints == []


def _tab_to(page: Page, label: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if label in page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText"):
            return
    pytest.fail(f"{label!r} is not reached with the Tab key.", pytrace=False)


def _next_option(page: Page, label: str) -> str:
    """Choose the option below the present one with the arrow keys alone."""
    before = steps.box(page, label).input_value()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(steps.box(page, label)).not_to_have_value(before)
    expect(page.locator(steps.IDLE)).to_be_attached()
    return steps.box(page, label).input_value()


def test_the_keyboard_alone_reaches_a_cell_s_figures(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address(), "Overview")
    _tab_to(page, "Heatmap")
    page.keyboard.press("Enter")
    steps.shows(page, "Heatmap")
    sentence = page.locator("strong").filter(has_text=" below ")
    before = sentence.inner_text()

    page.locator("body").focus()
    _tab_to(page, "Measure")
    assert _next_option(page, "Measure") == "People below"
    expect(page.get_by_text("People below target, of those assessed").first).to_be_visible()
    _tab_to(page, "Group")
    group = _next_option(page, "Group")
    assert group != "Whole company"
    expect(sentence).not_to_have_text(before)
    dimension = steps.chosen(page, "Dimension")[0]
    label = steps.cell(page, group, dimension).get_attribute("aria-label") or ""
    expect(sentence).to_contain_text(f"{label.rpartition(': ')[2]} below")
    assert browser_page.complaints == []
