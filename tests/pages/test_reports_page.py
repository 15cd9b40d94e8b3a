"""The reports page: what it offers, and what it says of whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.shared import cached_reports, report_files
from pipeline.reports import words
from pipeline.settings import opened_home
from tests.helpers import open_page
from tests.pages import snapshots
from tests.pages.conftest import texts
from tests.pages.snapshots import Cycle

PAGE = "pages/reports.py"
pytestmark = pytest.mark.usefixtures("made")


def test_both_files_are_offered_with_what_is_in_them(home: Path) -> None:
    page = open_page(PAGE, home)
    assert [button.proto.label for button in page.get("download_button")] == [
        "Download the page",
        "Download the workbook",
    ]
    told = texts(page)
    assert all(part in told for offer in (report_files.PAGE, report_files.WORKBOOK) for part in offer.holds)
    assert "4 of 4 divisions are shown." in told
    assert not page.exception


@pytest.mark.usefixtures("made_anew")
def test_an_earlier_cycle_can_be_chosen(home: Path) -> None:
    snapshots.published(home, [Cycle(cycle="2025", seed=3), Cycle()], number=2)
    page = open_page(PAGE, home)
    page.selectbox(key="cycle").set_value("2025").run()
    assert "Cycle 2025, people's own ratings" in texts(page)


@pytest.mark.usefixtures("made_anew")
def test_the_report_of_a_draft_says_that_it_is_one(home: Path) -> None:
    opened = opened_home(home)
    opened.drafts.mkdir(exist_ok=True)
    snapshots.write(opened.drafts / "0001.duckdb")
    drafted = cached_reports.contents(str(opened.drafts / "0001.duckdb"), opened, "2026")
    shown = cached_reports.contents(str(opened.snapshots / "0001.duckdb"), opened, "2026")
    assert (drafted.is_draft, shown.is_draft) == (True, False)
    assert "draft" in words.title(drafted)
