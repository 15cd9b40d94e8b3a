"""A cycle's rubric beside an earlier cycle's: what changed, and how the two will be compared."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached_setup, filters, notices, version_words
from pages.shared.notices import escaped
from pipeline.cycle_setup import CycleSetup
from pipeline.settings import Home


def show(home: Home, setup: CycleSetup) -> None:
    """A table per dimension; nothing where the cycle has no answers, or none lie before it."""
    earlier = cached_setup.earlier_cycles(home, setup.cycle)
    if not earlier:
        return
    st.subheader("Beside an earlier cycle", anchor=False)
    with st.container(width=280):
        chosen = filters.choice("Earlier cycle", "beside", earlier)
    with notices.told():
        changes = cached_setup.rubric_changes(home, setup.cycle, chosen)
        st.markdown(version_words.headline(changes))
        st.table([{title: escaped(text) for title, text in row.items()} for row in version_words.rows(changes)])
        if version_words.has_changed(changes):
            st.caption(version_words.HOW_TO_RULE)
            st.code(version_words.command(changes), "bash")
