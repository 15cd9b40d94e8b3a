"""Choices: kept from page to page, in the address, over a reload, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.ariaLabel || document.activeElement.innerText"


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


def test_the_choices_of_a_link_are_kept_on_other_pages(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("?cycle=2025&division=Navigation"), "Overview")
    for title in ("Heatmap", "Upload", "Heatmap", "Overview"):
        steps.turn_to(page, title)
        if title != "Upload":
            assert (title, steps.chosen(page, "Cycle", "Division")) == (title, ["2025", "Navigation"])
            expect(page).to_have_url(re.compile(r"\?cycle=2025&division=Navigation$"))
    assert browser_page.complaints == []


def test_back_returns_to_the_page_before_with_its_choice(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address(), "Overview")
    steps.choose(page, "Division", "Fleet Cloud")
    expect(page).to_have_url(sample.address("?division=Fleet+Cloud"))
    steps.turn_to(page, "Heatmap")
    expect(page).to_have_url(sample.address("heatmap?division=Fleet+Cloud"))
    # Streamlit writes one change of page into the history in three steps, in an order of its own,
    # and a step that leaves the address as it is gives nothing to wait for.
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(1_500)
        expect(page.locator(steps.IDLE)).to_be_attached()
        agreed = steps.filters(page).get("division", "All divisions")
        expect(steps.box(page, "Division")).to_have_value(agreed)
    steps.shows(page, "Overview")
    expect(page).to_have_url(sample.address("?division=Fleet+Cloud"))
    expect(steps.box(page, "Division")).to_have_value("Fleet Cloud")
    steps.choose(page, "Cycle", "2025")  # what the way back brought stays
    assert steps.chosen(page, "Cycle", "Division") == ["2025", "Fleet Cloud"]
    assert browser_page.complaints == []


def test_a_click_on_the_overview_leads_behind_that_cell(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("?cycle=2025"), "Overview")  # a choice in the address must not be in the way
    steps.click_middle(page, steps.cell(page, "Fleet Cloud", "AI in Production"))
    steps.shows(page, "Heatmap")
    expected = ["2025", "Divisions", "Fleet Cloud", "AI in Production"]
    assert steps.chosen(page, "Cycle", "Show", "Group", "Dimension") == expected
    assert browser_page.complaints == []


def _tab_to(page: Page, label: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).split("\n")[-1] == label:  # the name of a link's icon stands before its label
            return
    pytest.fail(f"{label!r} is not reached with the Tab key.", pytrace=False)


def _choose_by_arrows(page: Page, label: str, option: str) -> None:
    """Choose with the arrow keys alone from the box that has the focus."""
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if page.locator('[role="option"][data-focused]').all_inner_texts() == [option]:
            break
    page.keyboard.press("Enter")
    expect(steps.box(page, label)).to_have_value(option)
    expect(page.locator(steps.IDLE)).to_be_attached()


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
    _choose_by_arrows(page, "Measure", "People below")
    expect(page.get_by_text("People below target, of those assessed").first).to_be_visible()
    _tab_to(page, "Group")
    _choose_by_arrows(page, "Group", "Fleet Cloud")
    expect(sentence).not_to_have_text(before)
    _tab_to(page, "Dimension")
    _choose_by_arrows(page, "Dimension", "AI in Production")
    label = steps.cell(page, "Fleet Cloud", "AI in Production").get_attribute("aria-label") or ""
    expect(sentence).to_contain_text(f"{label.rpartition(': ')[2]} below")
    assert browser_page.complaints == []
