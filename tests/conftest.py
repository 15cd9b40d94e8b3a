"""Fixtures for every test: nobody's own settings in sight, a home, a server, a browser page.

Playwright is imported inside the fixtures that need it: the fast tests do without.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.testing
from hypothesis import settings

# The command line is put together once and not at every call: reading its signatures takes longer than most commands.
typer.testing._get_command = functools.cache(typer.testing._get_command)

# A busy machine makes no example wrong, and two runs of one commit try the same examples.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser import Server, WatchedPage


@pytest.fixture(autouse=True)
def hidden_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the developer's own homes and settings, and undo what a test sets of them."""
    for name in [name for name in os.environ if name.startswith("SKILLGAP_")]:
        monkeypatch.delenv(name)
    # Set and taken away again, so that a home that a test chooses (helpers.open_page) ends with it.
    monkeypatch.setenv("SKILLGAP_HOME", "")
    monkeypatch.delenv("SKILLGAP_HOME")
    nobody = tmp_path / "nobody"  # the platform's user-data folder is looked for below it
    monkeypatch.setenv("HOME", str(nobody))
    monkeypatch.setenv("XDG_DATA_HOME", str(nobody / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(nobody / "config"))
    monkeypatch.setenv("LOCALAPPDATA", str(nobody / "data"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def server(home: Path, tmp_path: Path) -> Iterator[Server]:
    """The dashboard on ``home``; fill the home before asking for the server, or load while it runs."""
    from tests.browser import serving

    with serving(home, tmp_path / "server.log") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of journeys.

    Not for the session: Playwright keeps an event loop running in this thread until it is closed,
    which tests of other files must not find there.
    """
    from tests.browser import browsing

    with browsing() as running:
        yield running


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[WatchedPage]:
    """An empty browser page; ``assert browser_page.complaints == []`` at a journey's end."""
    from tests.browser import watching

    with watching(browser) as watched:
        yield watched
