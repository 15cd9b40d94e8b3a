"""Every page in both themes and two widths: nothing runs over, nothing is cut, nothing complains."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from pages.shared.frame import PLACES
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


DRAWN = """fewest => {
    const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
    return charts.length >= fewest && charts.every(
        chart => chart.querySelector('svg .mark-text text, svg .role-axis-label text'));
}"""
UNDRAWN = ("My plan", "Reports", "What could be derived")
VIEWED = [place.label for place in PLACES if place.role == "viewer" and place.label not in UNDRAWN]
"""The pages that draw something of what is published; reports are only handed out, a verdict is told,
and a plan begins with questions where nobody is signed in."""
# The contrast of each text outside the pictures with what lies behind it, where it is under 4.5 to 1. What cannot be
# used just now may be fainter.
FAINT = """() => {
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const parts = colour => { const [r, g, b, a] = colour.match(/[\\d.]+/g).map(Number); return [r, g, b, a ?? 1]; };
    const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
    const behind = element => {
        if (!element) return [255, 255, 255];
        const colour = parts(getComputedStyle(element).backgroundColor);
        return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(element.parentElement));
    };
    const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
    return [...document.querySelectorAll('[data-testid=stMain] *, [data-testid=stSidebar] *')].filter(element =>
        [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
        && element.checkVisibility() && element.innerText?.trim()
        && !element.closest('svg, pre, style, [disabled], [aria-disabled=true]')
    ).map(element => {
        const under = behind(element), [r, g, b, a] = parts(getComputedStyle(element).color);
        const [low, high] = [light(over([r, g, b, a * opacity(element)], under)), light(under)].sort((x, y) => x - y);
        return [element.innerText.slice(0, 60), Math.round((high + 0.05) / (low + 0.05) * 10) / 10];
    }).filter(([, contrast]) => contrast < 4.5);
}"""
PRINTED = """() => ({
    chrome: ['stSidebar', 'stHeader', 'stPageLink', 'stButton', 'stDownloadButton'].filter(
        id => [...document.querySelectorAll(`[data-testid=${id}]`)].some(element => element.checkVisibility())),
    cut: [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')].filter(
        svg => svg.getBoundingClientRect().right > innerWidth + 1).length,
    height: document.documentElement.scrollHeight > innerHeight,
})"""


def _faint(page: Page) -> list[object]:
    """Texts that stay faint: what has just been drawn fades in."""
    for _ in range(10):
        faint: list[object] = page.evaluate(FAINT)
        if not faint:
            break
        page.wait_for_timeout(500)
    return faint


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_fits_and_is_quiet(sample: Server, browser: Browser, theme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme)  # type: ignore[arg-type]
    watched = WatchedPage(context.new_page())
    watched.watch()
    page = watched.page
    for path, title in {**steps.PAGES, "heatmap?show=Teams": "Heatmap"}.items():
        steps.go(page, sample.address(path), title)
        page.wait_for_function(DRAWN, arg=int(title in VIEWED))
        assert (path, page.evaluate(OVERFLOW)) == (path, 0)
        assert (path, page.evaluate(CUT)) == (path, [])
        assert (path, page.evaluate(OVERLAPPING)) == (path, [])
        assert (path, _faint(page)) == (path, [])
        assert steps.faults(page) == []
    context.close()
    assert watched.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_printed_page_is_light_and_whole_without_what_needs_a_screen(
    sample: Server, browser: Browser, theme: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    steps.go(page, sample.address(), "Overview")
    page.wait_for_function(DRAWN, arg=1)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 600})  # a sheet of A4 between its margins
    page.wait_for_function(f"() => ({PRINTED})().chrome.length === 0")
    assert page.evaluate(PRINTED) == {"chrome": [], "cut": 0, "height": True}
    corner = Image.open(io.BytesIO(page.screenshot())).convert("RGB").getpixel((2, 2))
    assert min(corner) > 240
    context.close()


def test_what_stands_under_a_heatmap_says_of_whom_it_is(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    teams = steps.told(sample_home, "levels", "--cycle", "2026")
    teams = [team for team in teams if team["group"] != "(no team)"]
    names = {(team["division"], team["group"]) for team in teams}
    hidden = len(names) - len({(team["division"], team["group"]) for team in teams if team["shown"]})
    shown = {(team["division"], team["group"]) for team in teams if team["shown"]}
    page = browser_page.page
    steps.go(page, sample.address("heatmap?show=Teams"), "Heatmap")
    caption = page.get_by_text("Cycle 2026, people's own ratings:")
    expect(caption).to_contain_text("of 308 people (")  # 302 on the roster and six who are not
    expect(caption).to_contain_text(
        f"{len(shown)} of {len(names)} teams are shown; {hidden} are not: with them, figures of too few people could be"
    )
