"""A real server and a real browser for the journeys.

The server is the installed command in a process group of its own, so that whatever it starts ends
with it; the browser is the system's Chromium, because Playwright's own is a download of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response, sync_playwright

ROOT = Path(__file__).parents[1]
START_SECONDS = 60.0
STOP_SECONDS = 10.0

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = (
    "--no-sandbox",  # root, as in a container, cannot have the sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # on a closed network each of its look-ups would hang or fail
    "--disable-component-update",
    "--disable-sync",
)

direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Opens loopback addresses past any proxy of the environment."""


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it is, which process it is, and what it printed."""

    url: str
    pid: int
    log: Path

    def address(self, path: str = "") -> str:
        """Where a page is, e.g. ``address("heatmap")``."""
        return f"{self.url}/{path}"


@dataclass
class WatchedPage:
    """A browser page, and what it complained about since it was opened.

    Not frozen: Playwright marks the owner of the methods that it calls.
    """

    page: Page
    console_errors: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    outside_requests: list[str] = field(default_factory=list)

    @property
    def complaints(self) -> list[str]:
        """Everything that a journey without a fault leaves empty."""
        return self.console_errors + self.failed_requests + self.outside_requests

    def watch(self) -> None:
        """Begin to write down errors, failed requests and requests that leave this machine."""
        self.page.on("console", self.on_console)
        self.page.on("pageerror", self.on_page_error)
        self.page.on("request", self.on_request)
        self.page.on("requestfailed", self.on_failure)
        self.page.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        # A resource that did not load is in failed_requests already, there with its address.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.console_errors.append(message.text)

    def on_page_error(self, error: Error) -> None:
        self.console_errors.append(str(error))

    def on_request(self, request: Request) -> None:
        if is_outside(request.url):
            self.outside_requests.append(request.url)

    def on_failure(self, request: Request) -> None:
        # Leaving a page aborts what it was still loading: no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            self.failed_requests.append(f"{request.failure} {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400 and not is_search_for_base(response):
            self.failed_requests.append(f"{response.status} {response.url}")


@contextmanager
def serving(home: Path, log: Path) -> Iterator[Server]:
    """Serve a home on a free loopback port until the block ends."""
    command = Path(sys.executable).with_name("skillgap")
    if not command.exists():
        pytest.fail(f"{command} is missing: run 'make setup'.", pytrace=False)
    with serving_command([str(command), "--home", str(home), "serve", "--no-browser"], log) as server:
        yield server


@contextmanager
def serving_command(command: list[str], log: Path) -> Iterator[Server]:
    """Run a command that takes ``--port`` and serves the dashboard, until the block ends."""
    port = free_port()
    environment = {**os.environ, "STREAMLIT_SERVER_HEADLESS": "true"}  # opens no window
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid, log)
        wait_until_healthy(server, process)
        yield server
    finally:
        end(process)


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; fail with what it printed when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if is_healthy(server):
            return
        time.sleep(0.1)
    state = "did not answer" if process.poll() is None else f"ended with {process.returncode}"
    printed = server.log.read_text(errors="replace")
    pytest.fail(f"the server {state}; it printed:\n{printed[-4000:]}", pytrace=False)


def is_healthy(server: Server) -> bool:
    """Whether the server's own health address answers 200."""
    try:
        with direct.open(server.address("_stcore/health"), timeout=2) as answer:
            status: int = answer.status
            return status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process group of a server that this module started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait(STOP_SECONDS)


def chromium() -> str:
    """Path of the system's Chromium (``CHROMIUM`` first); without one the test fails, never skips."""
    for name in (os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES):
        path = shutil.which(name)
        if path:
            return path
    pytest.fail(
        f"no Chromium found (tried {', '.join(CHROMIUM_NAMES)}): 'make test' installs it on Debian as root;"
        " elsewhere install it, or name it with CHROMIUM=/path/to/it.",
        pytrace=False,
    )


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless Chromium with an empty profile, until the block ends."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watching(browser: Browser) -> Iterator[WatchedPage]:
    """A fresh page, nothing remembered from others, with its complaints collected."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        watched = WatchedPage(context.new_page())
        watched.watch()
        yield watched
    finally:
        context.close()


def is_search_for_base(response: Response) -> bool:
    """Whether this is Streamlit's frontend finding out, on a page's link, below which path it is served.

    It tries the page's own path first (``/heatmap/_stcore/health``), and takes the 404 for a no.
    """
    path = urlsplit(response.url).path
    return response.status == 404 and re.fullmatch(r"/\w+/_stcore/(health|host-config)", path) is not None


def is_outside(url: str) -> bool:
    """Whether a request goes to another machine; ``data:`` and ``blob:`` addresses go nowhere."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost")
