"""Looking at a change: did people get better at prompting, or were better people hired? The page answers a newcomer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Server, WatchedPage
from tests.journeys import steps

pytestmark = pytest.mark.browser

DIMENSION = "LLM & Prompt Engineering"


def _levels(difference: float) -> str:
    return f"{'+' if difference > 0 else '−'}{abs(difference):.2f} levels"


def test_better_or_other_people_is_answered_with_the_figures_of_the_command_line(
    sample: Server, sample_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, sample.address("change?cycle=1999&compared_with=2026&group=Nobody"), "Change")
    for told in ("Cycle “1999”: “2026”", "Compared with “2026”: “2025”", "Group “Nobody”: “Whole company”"):
        expect(page.get_by_text(f"{told} is shown.")).to_be_visible()
    steps.choose(page, "Dimension", DIMENSION)
    assert steps.filters(page) == {"dimension": DIMENSION}
    rows = steps.told(sample_home, "change", "2025", "2026", "--by", "company,dimension")
    row = next(row for row in rows if row["dimension_name"] == DIMENSION)
    same = f"Yes: the same {row['matched']} people moved closer to target, {_levels(row['ledger']['within'])} (clear)."
    expect(page.get_by_text(same)).to_be_visible()
    expect(page.get_by_text("Or are we other people? Hardly: ")).to_be_visible()
    step = page.locator('[data-testid="stVegaLiteChart"] path[aria-label^="The same people: "]')
    expect(step).to_have_attribute(
        "aria-label", f"The same people: {_levels(row['ledger']['within'])} ({row['matched']} people)"
    )
    counted = (
        f"Of {row['matched']} people, {row['improved']} improved by at least one level, {row['same']} stayed the same"
    )
    expect(page.get_by_text(counted)).to_be_visible()
    assert browser_page.complaints == []


def test_the_sample_has_a_case_of_every_entry(sample_home: Path) -> None:
    found: set[str] = set()
    for kind in ("company", "division", "role"):
        rows = steps.told(sample_home, "change", "2025", "2026", "--private", "--by", f"{kind},dimension")
        found |= {entry for row in rows for entry, size in (row["ledger"] or {}).items() if size}
    people = {"within", "new_hire", "first_answer", "moved_in", "leaver", "silent", "moved_out"}
    assert found == people | {"target_change", "rubric_change"}
