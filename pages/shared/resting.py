"""On whom a project rests, by name: read when an analyst asks for it, and kept nowhere.

Every other reading of the warehouse is cached for its session; names behind a roadmap are not, and a browser
is sent them only once the line is opened.
"""

from __future__ import annotations

import streamlit as st

from pages.shared import notices, projects_captions
from pipeline.model import Framework
from pipeline.private import private_resting
from pipeline.settings import Home

OPEN = "names_of_resting"


def people(home: Home, cycle: str, project: str, framework: Framework) -> None:
    """The names behind the needs of a project that nobody may leave; for analysts alone."""
    with st.expander("Whom each need rests on, by name (for analysts only)", on_change="rerun", key=OPEN) as names:
        if not names.open:
            return
        st.caption(projects_captions.ANALYSTS_ONLY)
        with notices.told(), st.spinner("Reading the warehouse"):
            for paragraph in projects_captions.resting_people(private_resting(home, cycle), project, framework):
                st.markdown(paragraph)
