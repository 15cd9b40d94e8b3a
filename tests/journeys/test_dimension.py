"""Looking at one dimension: what the page draws is what the command line and the export itself say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from sample_data.make import HOME, SURVEYS
from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

DIMENSION = "AI in Production"
STAGED = "I have deployed a model or an AI feature to staging"


def _drawn(page: Page, start: str) -> dict[str, str]:
    """What the drawn bars whose name begins so tell a screen reader: ``{"Orbit, Aware": "12"}``."""
    bars = page.locator(f'[data-testid="stVegaLiteChart"] path[aria-label^="{start}"]')
    expect(bars.first).to_be_attached()
    told = [str(bar.get_attribute("aria-label")).rsplit(": ", 1) for bar in bars.all()]
    return dict(told)


def _team(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(row for row in rows if (row["group"], row["dimension_name"]) == (name, DIMENSION))


def _ticks(text: str) -> tuple[int, int]:
    """People who answered the dimension of 2026 by checklist, and those who ticked a text, from the export."""
    export = next(file for file in SURVEYS[2026] if file.startswith("survey"))
    head, *lines = load_workbook(HOME / export).worksheets[0].iter_rows(values_only=True)
    column = next(place for place, header in enumerate(head) if DIMENSION in str(header))
    latest = {str(line[1]).casefold(): line[column] for line in lines if line[1]}
    answers = [str(cell) for cell in latest.values() if cell and cell != "N/A"]
    return len(answers), sum(text in answer for answer in answers)


def test_levels_shares_and_parts_are_those_of_the_command_line(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("dimension"), "Dimension")
    steps.choose(page, "Dimension", DIMENSION)
    steps.choose(page, "Show", "Teams")
    assert steps.filters(page) == {"dimension": DIMENSION, "show": "Teams"}
    levels, gaps = (
        steps.told(sample_home, "levels", "--cycle", "2026"),
        steps.told(sample_home, "gaps", "--cycle", "2026"),
    )
    names = {str(level["level"]): level["name"] for level in steps.told(sample_home, "frameworks")[0]["levels"]}
    team = _team(levels, "Foxglove")
    assert _drawn(page, "Foxglove, ") == {
        f"Foxglove, {names[level]}": str(people) for level, people in team["levels"].items() if people
    }
    gap = _team(gaps, "Foxglove")
    expect(page.get_by_text(f"{gap['below']} of {gap['assessed']}").first).to_be_visible()
    [company] = [
        row
        for row in steps.told(sample_home, "gaps", "--cycle", "2026", "--by", "company,dimension")
        if row["dimension_name"] == DIMENSION
    ]
    share = int(100 * gap["below"] / company["below"] + 0.5)
    expect(page.get_by_text(f"{share} % ({gap['below']} people)", exact=True)).to_be_visible()
    hidden = [row for row in levels if row["dimension_name"] == DIMENSION and not row["shown"]]
    expect(page.get_by_text(f"in this dimension {len(hidden)} of").first).to_be_visible()
    assert browser_page.complaints == []


def test_indicators_are_counted_from_the_checklists(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("dimension"), "Dimension")
    steps.choose(page, "Dimension", DIMENSION)
    asked, ticked = _ticks(STAGED)
    expect(page.get_by_text(f"({asked - ticked} of {asked})")).to_be_visible()
    expect(page.get_by_text(STAGED, exact=True).last).to_be_visible()
    steps.choose(page, "Cycle", "2025")
    expect(page.get_by_text("Nobody in the whole company answered AI in Production by checklist")).to_be_visible()
    assert browser_page.complaints == []
