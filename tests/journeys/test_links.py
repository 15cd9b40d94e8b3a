"""A link is all that a leader gets: it has to work alone, on a server that nobody has used before."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from pages.shared import links
from tests.browser import Server, WatchedPage
from tests.journeys import steps
from tests.journeys.conftest import quietly_serving

pytestmark = pytest.mark.browser

ASKED = {
    "cycle": "2025",
    "show": "Teams",
    "division": "Navigation",
    "measure": "People below",
    "group": "Yarrow",
    "dimension": "AI in Production",
}
BOXES = ("Cycle", "Show", "Division", "Measure", "Group", "Dimension")
NOTICE = "Not everything that this link asks for can be shown."
DEFAULTS = ["2026", "Divisions", "All divisions", "Below target", "Whole company", "AI/ML Fundamentals"]


FIRST = ("Overview", "Heatmap", "Setup")
"""Streamlit treats the first page, the others and those for analysts differently; one of each is enough."""


@pytest.mark.parametrize("title", FIRST)
def test_the_first_hit_of_a_fresh_server_is_any_page(
    sample_home: Path, tmp_path: Path, browser_page: WatchedPage, title: str
) -> None:
    page = browser_page.page
    [path] = [path for path, other in steps.PAGES.items() if other == title]
    shutil.copytree(sample_home, tmp_path / "copy")
    with quietly_serving(tmp_path / "copy", tmp_path / "server.log") as fresh:
        steps.go(page, fresh.address(path), title)
        links = page.get_by_test_id("stSidebar").get_by_role("link")
        expect(links).to_have_count(len(steps.PAGES))
        # The icon's own name stands before each label.
        assert [" ".join(name.split()[1:]) for name in links.all_inner_texts()] == list(steps.PAGES.values())
        assert page.title() == f"{title} · Skillgap"
        for other in FIRST if title != "Overview" else steps.PAGES.values():  # the walk through all is the same walk
            steps.turn_to(page, other)
        assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_a_link_s_filters_are_obeyed(sample: Server, sample_home: Path, browser_page: WatchedPage) -> None:
    page = browser_page.page
    teams = steps.told(sample_home, "gaps", "--cycle", "2025")
    known = [gap for gap in teams if gap["shown"] and gap["below"] and gap["division"]]
    gap = next(gap for gap in known if gap["dimension_name"] == "AI in Production")
    asked = {**ASKED, "division": gap["division"], "group": gap["group"]}
    steps.go(page, sample.address(f"heatmap?{urlencode(asked)}"), "Heatmap")
    assert steps.chosen(page, *BOXES) == list(asked.values())
    label = f"{gap['below']} of {gap['assessed']}"
    expect(page.get_by_text(f"{label} below").first).to_be_visible()
    expect(steps.cell(page, gap["group"], "AI in Production")).to_have_attribute(
        "aria-label", f"{gap['group']}, AI in Production: {label}"
    )
    assert browser_page.complaints == []


def test_the_overview_obeys_its_link(sample: Server, browser_page: WatchedPage) -> None:
    page = browser_page.page
    steps.go(page, sample.address("?cycle=2025&division=Navigation"), "Overview")
    assert steps.chosen(page, "Cycle", "Division") == ["2025", "Navigation"]
    expect(page.get_by_role("heading", name="Below target, by team of Navigation")).to_be_visible()


@pytest.mark.parametrize(
    "wrong", ["Gone", "1999", "<img src=x onerror=alert(1)>", "**bold** $x$ ![](https://b.example)", "x" * 5000]
)
def test_a_link_with_a_wrong_value_gives_the_default_and_says_so_once(
    sample: Server, browser_page: WatchedPage, wrong: str
) -> None:
    page = browser_page.page
    steps.go(page, sample.address(f"heatmap?{urlencode(dict.fromkeys([*ASKED, 'part'], wrong))}"), "Heatmap")
    assert steps.chosen(page, *BOXES) == DEFAULTS
    expect(steps.cell(page, "Whole company", "AI in Production")).to_be_visible()
    notice = page.get_by_test_id("stAlert")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text(NOTICE)
    expect(notice.get_by_role("listitem")).to_have_count(len(BOXES) + 1)
    shown = links.shortened(wrong).replace("://", "\u2060://")  # a sign of no width, so that it is no link
    expect(notice.get_by_role("listitem").first).to_have_text(f"Cycle “{shown}”: “2026” is shown.")
    steps.choose(page, "Measure", "People below")
    expect(notice).to_have_count(0)
    assert steps.faults(page) == []
    assert browser_page.complaints == []
