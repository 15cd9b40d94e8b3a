"""Cancelling at any moment: a click that comes when the work is just over ends what follows it."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
import streamlit as st

from pages.shared import waiting
from pipeline.errors import Cancelled


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def begun(kind: waiting.Kind, of: object = 1) -> None:
    def work(tell: waiting.Tell, _: Event) -> str:
        tell("the only step")
        return "done"

    waiting.begin(kind, of, work)


def test_what_is_over_is_cancelled_where_its_result_was_not_fetched() -> None:
    begun("opening")
    st.session_state["work_opening"].result.result()
    waiting._stop("opening")
    with pytest.raises(Cancelled, match="Opening the file was cancelled"):
        waiting.result("opening")


def test_a_click_after_the_result_was_fetched_ends_what_follows() -> None:
    begun("opening")
    assert waiting.result("opening") == "done"
    waiting._stop("opening")
    begun("previewing")
    with pytest.raises(Cancelled, match="Reading the file was cancelled"):
        waiting.result("previewing")
    begun("previewing")  # and nothing after that
    assert waiting.result("previewing") == "done"


def test_a_late_click_is_forgotten_with_its_file() -> None:
    waiting._stop("opening")
    for kind in waiting.KINDS:
        waiting.cancel(kind)
    begun("previewing")
    assert waiting.result("previewing") == "done"


def test_what_is_stored_is_not_called_cancelled() -> None:
    begun("storing")
    st.session_state["work_storing"].result.result()
    waiting._stop("storing")
    assert waiting.result("storing") == "done"
