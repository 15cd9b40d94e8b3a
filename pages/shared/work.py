"""What is done with the file at hand and may take long: opened, previewed, stored; each can be cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import streamlit as st

from pages.shared import findings, notices, publishing, review_publications, waiting
from pages.shared.uploading import Preview, Spooled, discard
from pipeline.errors import Cancelled, SurveyError
from pipeline.exports.opened import OpenedFile, opened_file
from pipeline.exports.opened import described as described_file
from pipeline.load import AlreadyLoaded, LoadReport, LoadRequest, NoQuestionMatches, loaded, previewed
from pipeline.settings import Home


def opened(file: Spooled) -> OpenedFile:
    """The file's cells, parsed once for all previews."""
    if "opened" not in st.session_state:
        with _discarding():
            opened = waiting.done("opening", file, lambda _, stop: opened_file(file.path, file.name, stop))
        st.session_state["opened"] = opened
        st.session_state["described"] = described_file(file.path, file.name)
    return cast(OpenedFile, st.session_state["opened"])


def described(file: Spooled) -> str:
    """What kind of file it is, in words, once it was opened."""
    return str(st.session_state.get("described", file.name))


def preview(home: Home, asked: LoadRequest, opened: OpenedFile) -> Preview:
    """What loading would do; worked out anew only when something else is asked."""
    kept = st.session_state.get("preview")
    if kept is None or kept[0] != asked:
        with _discarding():
            kept = (asked, waiting.done("previewing", asked, lambda tell, _: _preview(home, asked, opened, tell)))
        st.session_state["preview"] = kept
    return cast(Preview, kept[1])


@contextmanager
def _discarding() -> Iterator[None]:
    """Set a file aside of which the reading was cancelled: the next run of the page would begin it again."""
    try:
        yield
    except Cancelled:
        discard()
        raise


def _preview(home: Home, asked: LoadRequest, opened: OpenedFile, tell: waiting.Tell) -> Preview:
    try:
        report = previewed(home, asked, opened, tell)
    except Cancelled:
        raise
    except NoQuestionMatches as e:
        return Preview(None, notices.refusal(e), e.readings, e.seen, own=e.own)
    except AlreadyLoaded as e:
        return Preview(None, notices.escaped(f"{e.title} Nothing was stored."), same=e.upload)
    except SurveyError as e:
        return Preview(None, notices.refusal(e))
    return Preview(report, "", report.questions, report.seen)


def store(home: Home, asked: LoadRequest, opened: OpenedFile) -> None:
    """Load the file for good, saying what is being done."""
    waiting.begin("storing", asked, lambda tell, _: loaded(home, asked, tell, opened))
    finish_storing()


def finish_storing() -> None:
    """Wait for the file that is being stored, if one is."""
    if waiting.is_under_way("storing"):
        report = waiting.result("storing")
        discard()
        st.session_state["stored"] = report
        st.rerun()


def stored(home: Home) -> None:
    """What was stored last, and the ways on from there: publish its cycle, or review it."""
    report: LoadReport | None = st.session_state.get("stored")
    if report is None:
        return
    st.success(findings.stored_words(report), icon=":material/check_circle:")
    findings.summary(report)
    with st.container(horizontal=True):
        if review_publications.is_agreed(home, report.cycle):
            publishing.begin(home, report.cycle)
        st.page_link("pages/review.py", label="Review what was loaded", icon=":material/fact_check:")
