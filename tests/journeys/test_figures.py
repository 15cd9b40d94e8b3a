"""What the overview and the heatmap print is what the command line says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pipeline.rounding import percent, tenths
from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

COMPANY = "Whole company"
DIVISION = "Navigation"


def _gaps(home: Path, kind: str) -> list[dict[str, Any]]:
    return list(steps.told(home, "gaps", "--cycle", "2026", "--by", f"{kind},dimension"))


def _says(page: Page, name: str, gap: dict[str, Any], figure: str) -> None:
    """One cell of the heatmap: its name, its dimension and its figure; one that is not shown has none."""
    cell = steps.cell(page, name, gap["dimension_name"])
    if gap["shown"]:
        expect(cell).to_have_attribute("aria-label", f"{name}, {gap['dimension_name']}: {figure}")
    else:
        expect(cell).to_have_count(0)


def _metric(page: Page, label: str) -> str:
    shown = page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")
    return shown.inner_text().strip()


def test_the_overview_prints_the_figures_of_the_company_and_its_divisions(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    company, divisions = _gaps(sample_home, "company"), _gaps(sample_home, "division")
    steps.go(page, sample.address(), "Overview")
    for gap in company:
        _says(page, COMPANY, gap, percent(gap["prevalence"]))
    for gap in divisions:
        _says(page, gap["group"], gap, percent(gap["prevalence"] or 0))
    pairs, below = (sum(gap[key] for gap in company) for key in ("assessed", "below"))
    assert _metric(page, "At or above target") == percent((pairs - below) / pairs)
    expect(page.get_by_text(f"{pairs - below:,} of {pairs:,} answers")).to_be_visible()
    assert browser_page.complaints == []


def test_the_heatmap_of_a_division_prints_its_own_figures_and_its_teams(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    rows = [(gap["group"], gap) for gap in _gaps(sample_home, "team") if gap["division"] == DIVISION]
    divisions = _gaps(sample_home, "division")
    rows += [(f"{DIVISION}, all of it", gap) for gap in divisions if gap["group"] == DIVISION]
    steps.go(page, sample.address(f"heatmap?show=Teams&division={DIVISION}"), "Heatmap")
    for name, gap in rows:
        _says(page, name, gap, percent(gap["prevalence"] or 0))
    steps.choose(page, "Measure", "People below")
    for name, gap in rows:
        _says(page, name, gap, f"{gap['below'] or 0:,} of {gap['assessed'] or 0:,}")
    steps.choose(page, "Measure", "Average shortfall")
    for name, gap in rows:
        _says(page, name, gap, tenths(gap["mean_shortfall"] or 0))
    assert browser_page.complaints == []


def test_the_people_behind_a_cell_are_those_of_the_levels(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    levels = steps.told(sample_home, "levels", "--cycle", "2026", "--by", "division,dimension")
    [row] = [r for r in levels if r["group"] == DIVISION and r["dimension_name"] == "AI in Production"]
    names = {level["level"]: level["name"] for level in steps.told(sample_home, "frameworks")[0]["levels"]}
    steps.go(page, sample.address(f"heatmap?group={DIVISION}&dimension=AI+in+Production"), "Heatmap")
    people = {name: row["levels"][str(level)] for level, name in names.items()}
    told = ", ".join(f"{name}: {count:,} ({percent(count / row['assessed'])})" for name, count in people.items())
    expect(page.locator(f'[aria-label*="Bars of people at each level. {told}."]').first).to_be_attached()
    assert browser_page.complaints == []
