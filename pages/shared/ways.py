"""Ways on from one page to another, with the reader's choices made there.

A page that is not in the sidebar has no way to it: a link must not lead nowhere.
"""

from __future__ import annotations

import streamlit as st

from pages.shared import filters, frame


def button(path: str, label: str, **choices: str) -> None:
    """Lead on to a page, with choices made for the reader, where there is that page."""
    if not any(place.path == path for place in frame.PLACES):
        return
    if st.button(label, key=f"to {path}", type="tertiary", icon=":material/arrow_forward:"):
        filters.go(path, **choices)
