"""Before the first publication, after the next one, and after taking one back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.load import LoadRequest, loaded
from pipeline.settings import opened_home
from tests.browser import Server, WatchedPage
from tests.journeys import steps
from tests.journeys.conftest import quietly_serving

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("path", "title"), [("", "Overview"), ("heatmap", "Heatmap")])
def test_an_empty_home_says_what_to_do(own_server: Server, browser_page: WatchedPage, path: str, title: str) -> None:
    page = browser_page.page
    steps.go(page, own_server.address(path), title)
    expect(page.get_by_role("heading", name="Nothing is published yet")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Upload a survey export").click()
    steps.shows(page, "Upload")
    expect(page.get_by_text("Survey export, roster, targets or roadmap")).to_be_visible()
    for kind in ("Roster", "Targets", "Roadmap"):
        expect(page.get_by_role("button", name=kind, exact=True)).to_be_visible()
    assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_an_open_page_follows_publications_and_a_rollback(
    sample_home: Path, tmp_path: Path, browser_page: WatchedPage
) -> None:
    page, home = browser_page.page, tmp_path / "copy"
    shutil.copytree(sample_home, home)
    (newest, *_) = sorted((kept["snapshot"] for kept in steps.told(home, "snapshots")), reverse=True)
    with quietly_serving(home, tmp_path / "server.log") as server:
        steps.go(page, server.address("heatmap"), "Heatmap")
        people = page.get_by_text("Cycle 2026, people's own ratings:")
        before = people.inner_text()

        _load_more(home, tmp_path)
        steps.choose(page, "Measure", "People below")
        assert people.inner_text() == before  # loaded is not yet published
        steps.told(home, "publish", "--cycle", "2026")
        steps.choose(page, "Measure", "Below target")
        expect(people).not_to_have_text(before)
        steps.told(home, "rollback", str(newest))
        steps.choose(page, "Measure", "People below")
        expect(people).to_have_text(before)
        assert steps.faults(page) == []
    assert browser_page.complaints == []


def _load_more(home: Path, folder: Path) -> None:
    """Ten more people."""
    survey = folder / "more.csv"
    lines = [f"2026/05/{day:02d} 9:00:00 AM GMT+1,late{day}@harbour.example,0" for day in range(1, 11)]
    survey.write_text("\n".join(["Timestamp,Email Address,AI/ML Fundamentals", *lines]) + "\n")
    loaded(opened_home(home), LoadRequest(survey, "more.csv", "2026"))
