"""A reader without a browser: opens a page over Streamlit's own websocket and makes choices on it.

It speaks as the browser does (one connection, its choices at every rerun, the large messages of
the run before, which need not be sent again) but draws nothing: a run measures the server alone.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

ANSWER_SECONDS = 120.0
_PROTOCOLS = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]


@dataclass(frozen=True)
class Box:
    """A selectbox as the page last drew it; ``parameter`` is its name in the page's link, if it has one."""

    id: str
    options: tuple[str, ...]
    parameter: str


@dataclass
class Reader:
    """One reader on one page; changes as the page answers."""

    connection: ClientConnection
    page: str
    boxes: dict[str, Box] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    charts: list[bytes] = field(default_factory=list)
    _kept: set[str] = field(default_factory=set)
    _page_hash: str = ""

    def choose(self, label: str, option: str) -> float:
        """Choose in a selectbox and wait until the page has run; the seconds that took.

        Raises
        ------
        RuntimeError
            Where the page has no such box or option, shows an exception, or draws what it drew before.
        """
        box = self.boxes.get(label)
        if box is None or option not in box.options:
            raise RuntimeError(f"{self.page!r} has no choice {option!r} in {label!r}; it has {self.boxes}.")
        self.chosen[label] = option
        before = self.charts
        seconds = self.rerun()
        if self.charts == before:
            raise RuntimeError(f"Choosing {option!r} in {label!r} changed no chart of {self.page!r}.")
        return seconds

    def rerun(self) -> float:
        """Ask for the page, and wait until it has run; the seconds that took."""
        before = time.perf_counter()
        self.connection.send(self._asked())
        self._kept, self.charts, self.boxes = set(), [], {}
        while True:
            message = ForwardMsg.FromString(self._received())
            if message.metadata.cacheable:
                self._kept.add(message.hash)
            if message.WhichOneof("type") == "script_finished":
                return time.perf_counter() - before
            self._take(message)

    def _received(self) -> bytes:
        # The server holds small messages back until the ones before are acknowledged, 40 ms by default.
        if hasattr(socket, "TCP_QUICKACK"):
            self.connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        message = self.connection.recv(timeout=ANSWER_SECONDS)
        if isinstance(message, str):
            raise RuntimeError(f"{self.page!r} sent text where messages are binary: {message[:200]!r}")
        return message

    def _asked(self) -> bytes:
        asked = BackMsg()
        run = asked.rerun_script
        run.page_name = "" if self._page_hash else self.page
        run.page_script_hash = self._page_hash
        chosen = [(self.boxes[label], option) for label, option in self.chosen.items() if label in self.boxes]
        run.query_string = urlencode({box.parameter: option for box, option in chosen if box.parameter})
        run.cached_message_hashes.extend(sorted(self._kept))
        for box, option in chosen:
            run.widget_states.widgets.add(id=box.id, string_value=option)
        return bytes(asked.SerializeToString())

    def _take(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "navigation":  # new_session names the first page, whatever runs
            self._page_hash = message.navigation.page_script_hash
        if message.WhichOneof("type") == "delta":
            self._take_element(message.delta.new_element)

    def _take_element(self, element: Any) -> None:
        match element.WhichOneof("type"):
            case "exception":
                raise RuntimeError(f"{self.page!r} shows an exception: {element.exception.message[:500]}")
            case "selectbox":
                drawn = element.selectbox
                self.boxes[drawn.label] = Box(drawn.id, tuple(drawn.options), drawn.query_param_key)
            case "vega_lite_chart":
                self.charts.append(element.vega_lite_chart.SerializeToString(deterministic=True))


@contextmanager
def reading(url: str, page: str = "") -> Iterator[Reader]:
    """A reader who has opened a page (``""`` is the first one) of the server at ``http://HOST:PORT``."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        address, subprotocols=_PROTOCOLS, max_size=None, compression=None, proxy=None, ping_interval=None
    ) as connection:
        reader = Reader(connection, page)
        reader.rerun()
        yield reader
