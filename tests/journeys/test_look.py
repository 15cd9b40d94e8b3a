"""Every page in both themes and two widths: nothing runs over, nothing is cut, nothing complains."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

# A line's box is taller than its letters: hence the 4 pixels.
CUT = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].flatMap(chart => {
    const picture = chart.querySelector('svg').getBoundingClientRect();
    return [...chart.querySelectorAll('svg text')].filter(text => {
        const place = text.getBoundingClientRect();
        return text.textContent.includes('…') || place.left < picture.left - 1 || place.right > picture.right + 1
            || place.top < picture.top - 4 || place.bottom > picture.bottom + 4;
    }).map(text => text.textContent);
})"""
OVERLAPPING = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].flatMap(chart => {
    const labels = [...chart.querySelectorAll('.role-axis-label text')];
    const places = labels.map(label => label.getBoundingClientRect());
    return labels.filter((label, i) => places.some((other, j) => j > i
        && places[i].left < other.right && other.left < places[i].right
        && places[i].top < other.bottom - 2 && other.top < places[i].bottom - 2)).map(label => label.textContent);
})"""
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def _is_drawn(page: Page, path: str) -> None:
    if path == "gaps":
        expect(page.get_by_text("The largest gaps")).to_be_visible()
    elif path == "team":
        expect(page.locator('[data-testid="stVegaLiteChart"] svg')).to_have_count(2)
    elif path == "dimension":
        expect(page.get_by_text("Share of everybody in the company")).to_be_visible()
    elif path.partition("?")[0] in ("", "heatmap"):
        expect(steps.cell(page, "Whole company", "AI in Production")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_fits_and_is_quiet(sample: Server, browser: Browser, theme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme)  # type: ignore[arg-type]
    watched = WatchedPage(context.new_page())
    watched.watch()
    page = watched.page
    for path, title in {**steps.PAGES, "heatmap?show=Teams": "Heatmap"}.items():
        steps.go(page, sample.address(path), title)
        _is_drawn(page, path)
        assert (path, page.evaluate(OVERFLOW)) == (path, 0)
        assert (path, page.evaluate(CUT)) == (path, [])
        assert (path, page.evaluate(OVERLAPPING)) == (path, [])
        assert steps.faults(page) == []
    context.close()
    assert watched.complaints == []


def test_what_stands_under_a_heatmap_says_of_whom_it_is(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    teams = steps.told(sample_home, "levels", "--cycle", "2026")
    names = {(team["division"], team["group"]) for team in teams}
    shown = {(team["division"], team["group"]) for team in teams if team["shown"]}
    page = browser_page.page
    steps.go(page, sample.address("heatmap?show=Teams"), "Heatmap")
    caption = page.get_by_text("Cycle 2026:")
    expect(caption).to_contain_text("of 303 people (")  # 302 on the roster and one who is not
    expect(caption).to_contain_text(f"{len(shown)} of {len(names)} teams are shown; the others have too few answers.")
