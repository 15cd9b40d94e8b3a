"""One team: reached from the heatmap or by its name, with the figures that the command line gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser


def _of(home: Path, figures: str, team: str) -> list[dict[str, Any]]:
    rows = steps.told(home, figures, "--cycle", "2026", "--by", "team,dimension")
    return [row for row in rows if row["group"] == team]


def _metric(page: Page, label: str) -> str:
    metric = page.get_by_test_id("stMetric").filter(has_text=label)
    return metric.get_by_test_id("stMetricValue").inner_text().strip()


def _agrees(page: Page, home: Path, team: str) -> None:
    """Compare the page with ``gaps --json`` and ``levels --json``."""
    counted = [row for row in _of(home, "gaps", team) if row["shown"] and row["target_source"] != "none"]
    below, pairs = sum(row["below"] for row in counted), sum(row["assessed"] for row in counted)
    expect(page.get_by_text(f"{pairs - below} of {pairs} answers; division ")).to_be_visible()
    assert _metric(page, "Steps to target") == str(sum(row["shortfall"] for row in counted))
    singles = sum(row["assessed"] - row["below"] <= 1 for row in counted)
    assert _metric(page, "Single points of failure") == f"{singles} of {len(counted)}"
    for row in counted:
        if row["shortfall"]:
            told = f"{row['dimension_name']}: {row['shortfall']} step"
            expect(page.get_by_role("listitem").filter(has_text=told)).to_be_visible()


def _bar(page: Page, dimension_name: str) -> dict[str, str]:
    """The pieces of one dimension's bar as they are read out, without the dimension's name."""
    pieces = page.locator(f'[data-testid="stVegaLiteChart"] path[aria-label^="{dimension_name}, "]')
    texts = [piece.get_attribute("aria-label") or "" for piece in pieces.all()]
    return dict(text.removeprefix(f"{dimension_name}, ").split(": ") for text in texts)


def test_a_team_s_figures_are_those_of_the_command_line(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("heatmap?show=Teams&group=Clover"), "Heatmap")
    page.get_by_role("button", name="Open this team").click()
    steps.shows(page, "Team")
    expect(steps.box(page, "Team")).to_have_value("Clover")
    _agrees(page, sample_home, "Clover")

    steps.choose(page, "Division", "Fleet Cloud")
    steps.choose(page, "Team", "Sedge")
    assert steps.filters(page) == {"division": "Fleet Cloud", "team": "Sedge"}
    _agrees(page, sample_home, "Sedge")
    people = next(row for row in _of(sample_home, "levels", "Sedge") if row["dimension"] == "ai-production")["levels"]
    names = ["None of these yet", "Aware", "Practicing", "Proficient", "Expert"]
    drawn = {name: str(people[str(level)]) for level, name in enumerate(names) if people[str(level)]}
    pieces = {part: count for part, count in _bar(page, "AI in Production").items() if part in names}
    assert pieces == drawn

    page.get_by_role("button", name="See this team on the heatmap").click()
    steps.shows(page, "Heatmap")
    assert steps.chosen(page, "Show", "Division", "Group") == ["Teams", "Fleet Cloud", "Sedge"]
    assert browser_page.complaints == []


def test_a_link_opens_a_team_and_one_that_is_not_shown_says_why(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("team?team=Tansy"), "Team")  # one of its dimensions is not shown
    expect(steps.box(page, "Team")).to_have_value("Tansy")
    _agrees(page, sample_home, "Tansy")
    expect(page.get_by_text("Over 4 of 5 dimensions").first).to_be_visible()
    assert not any(row["shown"] for row in _of(sample_home, "gaps", "Teasel"))
    steps.choose(page, "Team", "Teasel")
    expect(page.get_by_text("Not shown. Too few people answered, in this team")).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(0)
    assert browser_page.complaints == []
