"""The columns of a file that no framework knows, offered as a framework: to take as it is, or to look through.

Nothing is brought in before the button: what it would be stands above it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from pages.shared import cached_setup, notices, ruling, setup_framework, setup_saving
from pages.shared import own_column_words as words
from pages.shared.uploading import FRAMEWORK_TAKEN, Preview, Spooled
from pipeline.matching.own_rubric import own_order, own_rubric
from pipeline.matching.own_skills import OwnSkills
from pipeline.own_framework import taken_framework
from pipeline.settings import Home


def offer(home: Home, cycle: str, file: Spooled, preview: Preview) -> None:
    """Offer the columns of a refused file as a framework; where one was just taken, say so."""
    if told := st.session_state.pop("own_taken", None):
        st.success(told, icon=":material/check_circle:")
    own = preview.own
    if own is None:
        return
    st.markdown(f"**{words.heading(own)}**")
    if cycle in cached_setup.cycles(home) and cached_setup.setup(home, cycle, None).is_fixed:
        st.info(words.other_cycle(cycle), icon=":material/info:")
        return
    st.caption(words.EXPLAINED)
    with st.container(horizontal=True):
        name = st.text_input("Name of the framework", Path(file.name).stem, max_chars=60, key="own_name")
        order = own_order(own)
        scale = st.multiselect("Answers, lowest first", words.answers(own), list(order), key="own_scale")
    with notices.told():
        _rubric(home, own, name.strip() or Path(file.name).stem, () if tuple(scale) == order else tuple(scale))


def _rubric(home: Home, own: OwnSkills, name: str, scale: tuple[str, ...]) -> None:
    if len(scale or own_order(own)) < 2:
        st.info(words.ASK_ORDER, icon=":material/info:")
        return
    made = own_rubric(own, name, scale)
    with st.container(horizontal=True, gap="medium"):
        height: int | Literal["content"] = "content" if len(own.columns) < 12 else 460
        st.dataframe(words.dimension_rows(own, made.framework), hide_index=True, height=height, width=440)
        st.dataframe(words.level_rows(made.framework), hide_index=True, height="content", width=400)
    if made.other_answers:
        st.caption(words.left_over(made))
    with st.container(horizontal=True):
        if st.button("Use it as it is", type="primary", icon=":material/done_all:"):
            _take(home, own, name, scale)
        st.download_button(
            "Download it as a rubric spreadsheet",
            setup_framework.rubric(made.framework),
            file_name=f"{name}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


def _take(home: Home, own: OwnSkills, name: str, scale: tuple[str, ...]) -> None:
    with st.spinner("Bringing the framework in"):
        taken = taken_framework(home, own, name, scale, setup_saving.actor())
    st.session_state["rulings"] = taken.rulings.over(ruling.ruled())
    st.session_state.pop("frameworks", None)
    st.session_state[FRAMEWORK_TAKEN] = taken.framework.name
    st.session_state["own_taken"] = words.taken(taken.framework)
    st.rerun()
