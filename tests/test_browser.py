"""The harness itself: a fault on a page is seen, and a server ends with all that it started."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from tests.browser import WatchedPage, is_outside, serving_command

STAND_IN = """
import subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()

subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Healthy).serve_forever()
"""
"""A server that starts a process which outlives it unless the group is ended."""


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_a_server_ends_with_all_that_it_started(tmp_path: Path) -> None:
    with serving_command([sys.executable, "-c", STAND_IN], tmp_path / "log") as server:
        pids = [server.pid, *(child.pid for child in psutil.Process(server.pid).children())]
        assert [is_running(pid) for pid in pids] == [True, True]
    psutil.wait_procs([psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)], timeout=5)
    assert [is_running(pid) for pid in pids] == [False, False]


def test_a_server_that_does_not_start_says_what_it_printed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('the home is locked'); raise SystemExit(3)"]
    with (
        pytest.raises(pytest.fail.Exception, match=r"ended with 3; it printed:\nthe home is locked"),
        serving_command(command, tmp_path / "log"),
    ):
        pass


@pytest.mark.parametrize(
    ("url", "outside"),
    [
        ("http://127.0.0.1:8501/heatmap", False),
        ("ws://localhost:8501/_stcore/stream", False),
        ("data:image/png;base64,AAAA", False),
        ("https://fonts.example/inter.woff2", True),
        ("http://127.0.0.1.example/", True),
    ],
)
def test_only_loopback_is_inside(url: str, outside: bool) -> None:
    assert is_outside(url) is outside


@pytest.mark.browser
def test_faults_of_a_page_are_complaints(browser_page: WatchedPage) -> None:
    page = browser_page.page
    page.route("**/*", lambda route: route.fulfill(status=500))  # answered here: nothing leaves the machine
    page.set_content(
        "<script>console.log('fine'); console.error('wrong');"
        "setTimeout(() => { throw new Error('late') })</script>"
        "<img src='https://beacon.example/1.png'>"
    )
    page.wait_for_load_state("networkidle")
    assert sorted(browser_page.complaints) == [
        "500 https://beacon.example/1.png",
        "https://beacon.example/1.png",
        "late",
        "wrong",
    ]
