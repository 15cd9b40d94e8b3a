"""Every page in both themes and two widths: nothing runs over, nothing is cut, nothing complains."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

CUT = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].flatMap(chart => {
    const picture = chart.querySelector('svg').getBoundingClientRect();
    return [...chart.querySelectorAll('svg text')].filter(text => {
        const place = text.getBoundingClientRect();
        return text.textContent.includes('…') || place.left < picture.left - 1 || place.right > picture.right + 1
            || place.top < picture.top - 1 || place.bottom > picture.bottom + 1;
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
    if path != "upload":
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


def test_what_stands_under_a_heatmap_says_of_whom_it_is(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("heatmap?show=Teams"), "Heatmap")
    caption = page.get_by_text("Cycle 2026:")
    # Figures of the sample's own roster and answers, as the command line counts them elsewhere.
    expect(caption).to_contain_text("people (")
    expect(caption).to_contain_text("teams are shown")
