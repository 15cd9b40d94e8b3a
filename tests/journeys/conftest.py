"""One sample company and one server on it for all journeys that only look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.commands.dashboard import load_sample
from pipeline.settings import opened_home
from tests.browser import Server, serving_command


@contextmanager
def quietly_serving(home: Path, log: Path) -> Iterator[Server]:
    """Serve a home, with nobody's own sign-in settings, and without a window or a promotion of Streamlit's."""
    command = [str(Path(sys.executable).with_name("skillgap")), "--home", str(home), "serve", "--no-browser"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(log.parent / "nobody"))
        with serving_command(command, log) as server:
            yield server


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company, loaded and published; look only, and copy it to change it."""
    home = tmp_path_factory.mktemp("sample") / "home"
    load_sample(opened_home(home))
    return home


@pytest.fixture(scope="session")
def sample(sample_home: Path) -> Iterator[Server]:
    """The dashboard on the sample company."""
    with quietly_serving(sample_home, sample_home.parent / "server.log") as server:
        yield server


@pytest.fixture
def own_server(home: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own on ``home``, which it may fill first, or leave empty."""
    with quietly_serving(home, tmp_path / "server.log") as server:
        yield server
