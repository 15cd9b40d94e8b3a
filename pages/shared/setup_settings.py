"""What an organisation may set: every setting with its meaning, and a form to change one."""

from __future__ import annotations

import streamlit as st

from pages.shared import notices, setup_words
from pipeline.cycle_setup import CycleSetup
from pipeline.settings import Home, changed_settings, is_daring, setting_facts, settings_of

_TWO_LINES = 56
_WIDTHS = {"Setting": 150, "Value": 90, "Meaning": 230, "Can be": 220, "Takes effect": 210}
"""Pixels: together what a window of 1280 shows."""


def show(home: Home, setup: CycleSetup) -> None:
    """The settings as a table, what cycles keep, and the form."""
    told = st.session_state.pop("setting_saved", None)
    if told is not None:
        st.success(told, icon=":material/check_circle:")
    with notices.told():
        facts = setting_facts(settings_of(home))
        st.dataframe(
            setup_words.setting_rows(facts),
            hide_index=True,
            height="content",
            row_height=_TWO_LINES,
            column_config={name: st.column_config.TextColumn(width=pixels) for name, pixels in _WIDTHS.items()},
        )
        st.caption(setup_words.frozen_lines(setup))
        st.subheader("Change a setting", anchor=False)
        _form(home, {fact.setting: setup_words.value(fact.value) for fact in facts})


def _form(home: Home, values: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        setting = str(st.selectbox("Setting", list(values), key="setting", width=280))
        value = str(st.text_input("Value", values[setting], key=f"setting_{setting}", width=360) or "")
    is_meant = not is_daring(setting, value) or st.checkbox(
        "Show groups of fewer than five answers. I know that single people may be recognised then, "
        "and that those who answered were told so."
    )
    if st.button("Save setting", type="primary", icon=":material/save:", disabled=not is_meant):
        changed_settings(home, setting, value)
        st.session_state["setting_saved"] = setup_words.setting_saved(setting, value)
        st.rerun()
