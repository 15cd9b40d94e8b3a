"""Each of the five frameworks: asked by its questionnaire, filled in, loaded, published, and read on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median_low

import pytest
from playwright.sync_api import Page, expect

from pipeline.frameworks.loader import shipped
from pipeline.model import Framework
from tests.browser import Server, WatchedPage
from tests.framework_homes import MEMBERS, TEAMS, home_of_frameworks, level_of
from tests.journeys import steps
from tests.journeys.conftest import quietly_serving

pytestmark = pytest.mark.browser

DEFAULT, *OTHERS = shipped()
PAGE = "By framework"


@pytest.fixture(scope="module")
def frameworks_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a cycle per framework, called after its id."""
    return home_of_frameworks(tmp_path_factory.mktemp("frameworks")).path


@pytest.fixture(scope="module")
def served(frameworks_home: Path) -> Iterator[Server]:
    """The dashboard on it."""
    with quietly_serving(frameworks_home, frameworks_home.parent / "server.log") as server:
        yield server


def cells(framework: Framework) -> dict[str, str]:
    """What every cell of the matrix has to say of the teams, worked out from who chose what."""
    names = {level.level: level.name for level in framework.levels}
    told = {}
    for team, name in enumerate(TEAMS):
        for at, dimension in enumerate(framework.dimensions):
            levels = [level_of(team, member, at) for member in range(MEMBERS)]
            middle, reached = median_low(levels), sum(level >= framework.default_target for level in levels)
            told[f"{name}, {dimension.name}"] = f"{middle} {names[middle]}, {reached} of {MEMBERS}"
    return told


def drawn(page: Page, team: str) -> dict[str, str]:
    """What the cells of a team tell a screen reader."""
    found = page.locator(f'[data-testid="stVegaLiteChart"] path[aria-label^="{team}, "]')
    expect(found.first).to_be_attached()
    told = [str(cell.get_attribute("aria-label")).rsplit(": ", 1) for cell in found.all()]
    return dict(told)


@pytest.mark.parametrize("framework", OTHERS, ids=lambda framework: framework.id)
def test_what_people_chose_is_what_the_page_of_their_framework_shows(
    served: Server, browser_page: WatchedPage, framework: Framework
) -> None:
    page = browser_page.page
    steps.go(page, served.address(f"reading?cycle={framework.id}&show=Teams&group=Lighthouse"), PAGE)
    assert steps.chosen(page, "Cycle", "Show", "Group") == [framework.id, "Teams", "Lighthouse"]
    expected = cells(framework)
    for team in TEAMS:
        of_team = {place: told for place, told in expected.items() if place.startswith(f"{team}, ")}
        assert drawn(page, team) == of_team
    if framework.id == "four-pillars":
        first = page.get_by_text("Close first: Expertise in the domain. 7 of 7 (100 %) are below Practicing.")
        expect(first).to_be_visible()
    if framework.reading is not None and framework.reading.phases:
        expect(page.get_by_text("at most 0 of 7 people ready").first).to_be_attached()
    assert steps.faults(page) == []
    assert browser_page.complaints == []


def test_the_default_framework_of_the_same_home_is_on_the_usual_pages_and_on_no_other(
    served: Server, frameworks_home: Path, browser_page: WatchedPage
) -> None:
    page = browser_page.page
    steps.go(page, served.address(f"heatmap?cycle={DEFAULT.id}&show=Teams"), "Heatmap")
    for row in steps.told(frameworks_home, "gaps", "--cycle", DEFAULT.id):
        at = [dimension.id for dimension in DEFAULT.dimensions].index(row["dimension"])
        levels = [level_of(TEAMS.index(row["group"]), member, at) for member in range(MEMBERS)]
        below = sum(level < DEFAULT.default_target for level in levels)
        assert row["below"] == below
        expect(steps.cell(page, row["group"], row["dimension_name"])).to_be_attached()
    steps.turn_to(page, PAGE)
    steps.box(page, "Cycle").click()
    offered = page.get_by_role("option").all_inner_texts()
    assert sorted(offered) == sorted(framework.id for framework in OTHERS)
    page.keyboard.press("Escape")
    assert browser_page.complaints == []
