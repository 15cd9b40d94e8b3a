"""The roster of a cycle: how many people of which groups were asked, and where it could say more."""

from __future__ import annotations

import streamlit as st

from pages.shared import notices, setup_files, setup_words
from pipeline.cycle_setup import CycleSetup
from pipeline.settings import Home


def show(home: Home, setup: CycleSetup) -> None:
    """Counts by group, differences, and the way through a spreadsheet; no names."""
    nothing = setup_words.nothing_loaded(setup, "roster")
    notices.say_if(bool(nothing), nothing)
    if not nothing:
        _counts(setup)
    setup_files.exchange(home, setup, "roster")


def _counts(setup: CycleSetup) -> None:
    st.markdown(setup_words.roster_line(setup))
    differences = setup_words.difference_lines(setup)
    if differences:
        st.markdown("\n".join(differences))
    for column, kind in zip(st.columns(3, gap="medium"), ("division", "team", "role"), strict=True):
        with column:
            rows = setup_words.group_rows(setup, kind)
            st.dataframe(rows, hide_index=True, height="content" if len(rows) < 15 else 500)
