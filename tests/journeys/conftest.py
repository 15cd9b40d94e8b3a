"""One sample company and one server on it for all journeys that only look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

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


class TriedAgain(pytest.PytestWarning):
    """A journey failed the first time."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Function, nextitem: pytest.Item | None) -> bool | None:
    """Try a journey that failed once more, and say so: on a busy machine a browser may be late, but not twice.

    What fails twice fails. A first failure stands among the warnings of the run. Pytest asks this of every test of the
    run: one without a browser fails at once.
    """
    if item.get_closest_marker("browser") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    failed = next((report for report in reports if report.failed), None)
    if failed is not None:
        item.warn(TriedAgain(failed.longreprtext[-600:]))
        item._initrequest()  # fixtures are made anew
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
