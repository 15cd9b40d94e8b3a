"""What an organisation may set: every setting with its meaning, and a form to change one."""

from __future__ import annotations

import streamlit as st

from pages.shared import notices, setup_saving, setup_words
from pipeline.cycle_setup import CycleSetup
from pipeline.edits import changed_setting
from pipeline.settings import Home, is_daring, setting_facts, settings_of


def show(home: Home, setup: CycleSetup) -> None:
    """The settings as a table, what cycles keep, and the form."""
    told = st.session_state.pop("setting_saved", None)
    if told is not None:
        st.success(told, icon=":material/check_circle:")
    with notices.told():
        facts = setting_facts(settings_of(home))
        st.table(
            setup_words.setting_rows(facts),
            border="horizontal",
            hide_index=True,
            alt="Every setting with its value, its meaning, what it can be and when it takes effect",
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
    notices.say_if(not is_meant, "Tick the box to save: a group this small is shown only where you mean it.")
    if st.button("Save setting", type="primary", icon=":material/save:", disabled=not is_meant):
        with st.spinner("Saving"):
            changed_setting(home, setting, value, setup_saving.actor())
        st.session_state["setting_saved"] = setup_words.setting_saved(setting, value)
        st.rerun()
