"""From the reports page to a file: the same that the command line writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser


def test_the_downloads_are_what_the_command_line_writes(
    sample: Server, sample_home: Path, browser_page: WatchedPage, tmp_path: Path
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("reports"), "Reports")
    for label, ending in (("Download the page", "html"), ("Download the workbook", "xlsx")):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=label).click()
        assert downloading.value.suggested_filename == f"skill-gaps-2026.{ending}"
        written = tmp_path / f"report.{ending}"
        steps.told(sample_home, "report", "--cycle", "2026", "--to", str(written))
        assert downloading.value.path().read_bytes() == written.read_bytes()
    assert browser_page.complaints == []


def test_the_page_sent_fits_a_screen_and_a_sheet(sample_home: Path, browser_page: WatchedPage, tmp_path: Path) -> None:
    written = tmp_path / "report.html"
    steps.told(sample_home, "report", "--cycle", "2026", "--to", str(written))
    page = browser_page.page
    page.goto(written.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 696, "height": 1000})  # a sheet of A4 between its margins
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser_page.complaints == []
