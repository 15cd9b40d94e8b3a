"""What all tabs of the setup page share: the cycle, saving an edit, saying that it is saved, and publishing."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from pages.shared import cached_setup, filters, notices, publishing, review_publications, setup_words
from pipeline.cycle_setup import CycleSetup
from pipeline.edits import saved_lines
from pipeline.errors import PublicationError
from pipeline.frameworks.templates import TemplateKind
from pipeline.load import LoadReport
from pipeline.matching.edits import Edited
from pipeline.settings import Home

MOST_REFUSALS = 10
"""Refused cells that are listed; whoever mends them sees the next."""


def cycle(home: Home) -> str:
    """The cycle to set up: one that something was loaded for, or this year's."""
    known = cached_setup.cycles(home)
    this_year = str(date.today().year)
    with st.container(width=280):
        return filters.cycle_of(known if this_year in known else [*known, this_year])


def saved(home: Home, setup: CycleSetup) -> None:
    """Say what was saved last, and offer to publish it."""
    told = st.session_state.get("setup_saved")
    if told is None or told[0] != setup.cycle:
        return
    st.success(told[1], icon=":material/check_circle:")
    with notices.told():
        if review_publications.is_agreed(home, setup.cycle):
            del st.session_state["setup_saved"]
            try:
                publishing.begin(home, setup.cycle)
            except PublicationError:
                st.session_state["setup_saved"] = told  # nothing was begun: the button stays
                raise


def save(home: Home, setup: CycleSetup, kind: TemplateKind, edited: Edited) -> None:
    """The refused cells of an edit, and the button that keeps it where there are none."""
    for line in setup_words.refusal_lines(edited.refusals[:MOST_REFUSALS]):
        st.error(line, icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        is_asked = st.button(
            f"Save {kind}",
            type="primary",
            icon=":material/save:",
            disabled=not edited.changes,
            key=f"save_{kind}",
        )
        st.caption(setup_words.changes(edited.changes))
    if not is_asked:
        return
    if edited.refusals:
        st.warning(setup_words.refused(edited.refusals), icon=":material/block:")
        return
    with notices.told():
        keep(home, setup, kind, edited.lines)


def keep(home: Home, setup: CycleSetup, kind: TemplateKind, lines: pd.DataFrame) -> None:
    """Store lines and draw the page anew."""
    with st.spinner("Storing"):
        report = saved_lines(home, setup, kind, lines, actor())
    say_saved(kind, report)


def say_saved(kind: TemplateKind, report: LoadReport) -> None:
    """Draw the page anew with what was stored."""
    told = setup_words.saved(kind, report.upload or 0, report.cycle, len(report.problems))
    st.session_state["setup_saved"] = (report.cycle, told)
    st.rerun()


def actor() -> str:
    """Who is at the keyboard, for the list of actions; empty for the one local user."""
    return str(st.user.get("email") or "")


def editor_key(setup: CycleSetup, kind: TemplateKind, part: str = "") -> str:
    """A key that changes with what is stored, so that an editor starts afresh after a save and not before."""
    return f"edit_{kind}_{part}_{setup.cycle}_{setup.framework.id}_{setup.uploads[kind]}"
