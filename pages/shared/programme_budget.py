"""A budget on the programme page: what the best plan for it takes up, and what it leaves out. Nothing is stored."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached_programme, notices, pictures
from pages.shared.frame import Frame

_KEY = "programme_budget"


def show(here: Frame, cycle: str) -> None:
    """Ask for a budget, and show the best plan of the whole company for it."""
    with st.expander("What would a budget pay for?"):
        st.markdown(
            "The plan that closes most, the most urgent gaps counting most. It is worked out when you ask and kept "
            "nowhere; who sits where is not decided by it. Modules whose people are not shown have no part in it."
        )
        with st.form(_KEY, border=False), st.container(horizontal=True, vertical_alignment="bottom", width=760):
            hours = st.number_input("Hours of a seat in a quarter", 1, 200, 20)
            seats = st.number_input("Seats in a quarter", 1, 5000, 60)
            quarters = st.number_input("Quarters", 1, 8, 4, key="budget_quarters")
            if st.form_submit_button("Find the best plan"):
                st.session_state[_KEY + "_asked"] = (hours, seats, quarters)
        asked = st.session_state.get(_KEY + "_asked")
        if asked is not None:
            with notices.told(), st.spinner("Looking for the best plan"):
                words, table = cached_programme.budget(here.published, cycle, *asked)
                st.markdown(notices.escaped(words))
                pictures.table(table)
