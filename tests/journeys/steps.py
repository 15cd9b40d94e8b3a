"""What a reader does on a page, and what they can see there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from typer.testing import CliRunner

from pages.shared.frame import PLACES
from pipeline.cli import app

expect.set_options(timeout=20_000)

IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
PAGES = {"" if place.path == "app.py" else Path(place.path).stem: place.label for place in PLACES}
"""The address and the title of every page, in the order of the navigation."""


def go(page: Page, address: str, title: str) -> None:
    """Open an address and wait until its page has run."""
    page.goto(address)
    shows(page, title)


def shows(page: Page, title: str) -> None:
    """Wait until a page with that title has run."""
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.locator(IDLE)).to_be_attached()


def turn_to(page: Page, title: str) -> None:
    """Go to another page by the navigation."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=title).click()
    shows(page, title)


def agree(page: Page, ask: str, yes: str) -> None:
    """Open what says what will happen, agree, and wait until it is done."""
    agreed(page, ask, yes)
    expect(page.locator(IDLE)).to_be_attached(timeout=60_000)  # a publication may be what was agreed to


def agreed(page: Page, ask: str, yes: str) -> None:
    """Open what says what will happen, and agree."""
    page.get_by_role("button", name=re.compile(f"^{ask}")).click()
    page.get_by_role("button", name=yes, exact=True).click()


def box(page: Page, label: str) -> Locator:
    """A box to choose from."""
    return page.get_by_role("combobox", name=label, exact=True)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a box, and wait until the page has answered."""
    _picked(page, box(page, label).click, page.get_by_role("option", name=option, exact=True))
    expect(box(page, label)).to_have_value(option)
    expect(page.locator(IDLE)).to_be_attached()


def search(choice: Locator, text: str, option: Locator) -> None:
    """Find an option of a long list, which shows only those near the first, by typing."""

    def typed() -> None:
        choice.fill("")
        choice.press_sequentially(text)  # a text that is there at once opens no list where the window ends close below

    _picked(choice.page, typed, option)


def _picked(page: Page, open_list: Callable[[], None], option: Locator) -> None:
    """Open a list and pick from it; a page that draws itself anew meanwhile closes it, then it is opened again."""
    for _ in range(5):
        expect(page.locator(IDLE)).to_be_attached()
        open_list()
        try:
            option.click(timeout=5_000)
        except PlaywrightTimeoutError:
            page.keyboard.press("Escape")
            continue
        return
    raise AssertionError(f"nothing is offered that is {option}")


def chosen(page: Page, *labels: str) -> list[str]:
    """What stands in boxes, once it stays: a page that was just drawn may write its first options first."""
    before: list[str] = []
    while before != (standing := [box(page, label).input_value() for label in labels]):
        before = standing
        page.wait_for_timeout(300)
    return standing


def filters(page: Page) -> dict[str, str]:
    """The choices that the address carries."""
    return dict(parse_qsl(urlsplit(page.url).query))


def cell(page: Page, name: str, dimension_name: str) -> Locator:
    """One filled cell of the heatmap."""
    return page.locator(f'[data-testid="stVegaLiteChart"] path[aria-label^="{name}, {dimension_name}: "]')


def click_middle(page: Page, target: Locator) -> None:
    """Click by position, as a hand does: whatever lies on top gets the click."""
    target.scroll_into_view_if_needed()
    place = target.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)


def faults(page: Page) -> list[str]:
    """The errors that a page shows, Streamlit's own box for an exception among them."""
    shown = page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')
    # The icon's own name stands before the text.
    return [text.strip().removeprefix("error").strip() for text in shown.all_inner_texts()]


def told(home: Path, *command: str) -> Any:
    """What the command line says about a home."""
    ran = CliRunner().invoke(app, ["--home", str(home), *command, "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)
