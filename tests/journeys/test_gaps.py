"""From the most common gap to the groups behind it, and on: by mouse, by keyboard, by link."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from pipeline.rounding import half_up, percent, tenths
from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser


def _row(page: Page, place: int, name: str) -> Locator:
    """One row of one of the page's charts: the common list, the largest, the critical one, the groups."""
    return page.get_by_test_id("stVegaLiteChart").nth(place).locator(f'path[aria-label^="{name}: "]')


def _says(page: Page, place: int, name: str, told: str) -> None:
    expect(_row(page, place, name)).to_have_attribute("aria-label", f"{name}: {told}")


def test_both_lists_say_what_the_command_line_says(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("gaps"), "Gaps")
    rows = steps.told(sample_home, "gaps", "--cycle", "2026", "--by", "company,dimension")
    names = {level["level"]: level["name"] for level in steps.told(sample_home, "frameworks")[0]["levels"]}
    for gap in rows:
        heads = f"{gap['below']:,} of {gap['assessed']:,} people are below {names.get(gap['target'], 'target')}"
        _says(page, 0, gap["dimension_name"], f"{percent(gap['prevalence'])}. {heads}.")
        depth = tenths(gap["depth"])
        finer = "|".join(
            f"{half_up(gap['depth'], digits):.{digits}f}" for digits in (1, 2, 3)
        )  # where two read the same
        told = rf"^{re.escape(gap['dimension_name'])}: ({finer}) levels\. "
        average = re.escape(f"{heads}, by {depth} levels on average.")
        expect(_row(page, 1, gap["dimension_name"])).to_have_attribute("aria-label", re.compile(f"{told}{average}$"))
    first = max(rows, key=lambda gap: gap["prevalence"])
    assert steps.chosen(page, "Dimension") == [first["dimension_name"]]
    assert browser_page.complaints == []


def test_a_click_on_a_gap_shows_its_groups_and_leads_on(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("gaps?show=Teams&division=Navigation"), "Gaps")
    steps.click_middle(page, _row(page, 1, "AI/ML Fundamentals"))
    expect(steps.box(page, "Dimension")).to_have_value("AI/ML Fundamentals")
    teams = [
        gap
        for gap in steps.told(sample_home, "gaps", "--cycle", "2026")
        if gap["division"] == "Navigation" and gap["dimension_name"] == "AI/ML Fundamentals" and gap["shown"]
    ]
    for team in teams:
        told = f"{team['below']} of {team['assessed']} ({percent(team['prevalence'])}), {team['shortfall']} step"
        label = f"{team['group']}: {told}{'' if team['shortfall'] == 1 else 's'}"
        expect(_row(page, 3, team["group"])).to_have_attribute("aria-label", f"{label}")
    steps.click_middle(page, _row(page, 3, teams[-1]["group"]))
    expect(steps.box(page, "Group")).to_have_value(teams[-1]["group"])
    page.get_by_role("button", name="See the group on the heatmap").click()
    steps.shows(page, "Heatmap")
    assert steps.chosen(page, "Show", "Division", "Group", "Dimension") == [
        "Teams",
        "Navigation",
        teams[-1]["group"],
        "AI/ML Fundamentals",
    ]
    assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_a_link_opens_the_same_gap_and_the_keyboard_another(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    asked = {"cycle": "2025", "show": "Teams", "dimension": "AI-Assisted Development"}
    steps.go(page, sample.address(f"gaps?{urlencode(asked)}"), "Gaps")
    assert steps.chosen(page, "Cycle", "Show", "Dimension") == list(asked.values())
    expect(page.get_by_text("People below target in AI-Assisted Development, of those assessed")).to_be_visible()
    expect(page.locator(steps.IDLE)).to_be_attached()
    steps.box(page, "Dimension").focus()
    for _ in range(20):  # a key pressed while the page draws itself anew is lost
        if page.get_by_role("option").all_inner_texts() == ["LLM & Prompt Engineering"]:
            break
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("LLM", delay=50)
        page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    expect(steps.box(page, "Dimension")).to_have_value("LLM & Prompt Engineering")
    expect(page.get_by_text("People below target in LLM & Prompt Engineering, of those assessed")).to_be_visible()
    assert browser_page.complaints == []


def test_the_overview_leads_on_from_a_chosen_division(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("?division=Navigation"), "Overview")
    expect(page.locator('[data-testid="stVegaLiteChart"] path').first).to_be_visible()  # nothing shifts any more
    page.get_by_role("button", name="See which teams").first.click()
    steps.shows(page, "Dimension")
    assert steps.chosen(page, "Division", "Dimension") == ["Navigation", "AI in Production"]
    assert steps.faults(page) == []
    assert browser_page.complaints == []
