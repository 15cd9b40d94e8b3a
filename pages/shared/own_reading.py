"""What a framework reads in one person's answers, on My plan: pillars, phases, and lists to go through."""

from __future__ import annotations

import streamlit as st

from pages.shared import plan_captions
from pages.shared.notices import escaped
from pipeline.framework_reading import Section
from pipeline.plans import Owned
from pipeline.programme.personal import Plan

COMPANY = "What my company expects"


def against(found: Owned) -> Owned:
    """The targets that the person chooses to be held against, where the framework has roles to aim at."""
    if not found.profiles:
        return found
    chosen = st.selectbox("Compare me with", [COMPANY, *(each.name for each in found.profiles)], width=360)
    return found if chosen == COMPANY else found.with_profile(chosen)


def show(found: Owned, made: Plan) -> None:
    """The reading of the answers, and the framework's lists; what is ticked there is kept nowhere."""
    reading = found.reading()
    if reading is None:
        return
    for sentence in plan_captions.reading(reading, found.framework, made):
        st.markdown(sentence)
    if reading.phases:
        st.table(plan_captions.phases(reading), hide_index=True, border="horizontal", alt="How ready each phase is")
    for section in reading.sections:
        with st.expander(escaped(section.name)):
            _section(section)


def _section(section: Section) -> None:
    st.markdown(escaped(section.intro))
    for point in section.points:
        key = f"own_{section.id}_{point.id}"
        if point.choices:
            st.selectbox(escaped(point.text), point.choices, index=None, key=key)
        else:
            st.checkbox(escaped(point.text), key=key)
