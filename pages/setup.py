"""Setup: what a cycle is measured with and against, and what the organisation has set."""

import streamlit as st

from pages.shared import (
    cached_setup,
    frame,
    notices,
    setup_framework,
    setup_roadmap,
    setup_roster,
    setup_saving,
    setup_settings,
    setup_targets,
)

here = frame.page(
    "Setup",
    "analyst",
    "What is a cycle measured with and against? "
    "Read or edit its framework, targets, roadmap and roster here: nobody else sees a change before you publish.",
)

with notices.shown():
    cycle = setup_saving.cycle(here.home)
    framework = setup_framework.chosen(here.home, cycle)
    setup = cached_setup.setup(here.home, cycle, framework)
setup_saving.saved(here.home, setup)

tabs = st.tabs(["Framework", "Targets", "Roadmap", "Roster", "Settings"], key="tab")
with tabs[0]:
    setup_framework.show(here.home, setup)
with tabs[1]:
    setup_targets.show(here.home, setup)
with tabs[2]:
    setup_roadmap.show(here.home, setup)
with tabs[3]:
    setup_roster.show(here.home, setup)
with tabs[4]:
    setup_settings.show(here.home, setup)
