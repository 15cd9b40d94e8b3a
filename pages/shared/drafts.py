"""Looking at a draft: one analyst's session shows its pages from a file that is not published.

Which file is looked at is kept in the session and nowhere else, and the role is asked at every run:
nobody else's pages change, and no link can lead into a draft.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared import filters
from pages.shared.notices import escaped
from pipeline.publish import Draft
from pipeline.settings import Home

PUBLICATIONS = "Publications"
"""The tab of the review page where a draft is published."""

_KEPT = "draft_looked_at"


def look_at(draft: Draft) -> None:
    """Show the pages from a draft from now on, and begin with the overview."""
    st.session_state[_KEPT] = (str(draft.path), draft.cycle)
    filters.go("app.py", cycle=draft.cycle)


def leave() -> None:
    """Show what is published again."""
    st.session_state.pop(_KEPT, None)


def path(home: Home, is_analyst: bool) -> str | None:
    """The draft that this session looks at; None for what is published. Draws nothing."""
    if not is_analyst or _KEPT not in st.session_state:
        return None
    kept, _ = st.session_state[_KEPT]
    return str(kept) if Path(kept).parent == home.drafts and Path(kept).is_file() else None


def looked_at(home: Home, is_analyst: bool) -> str | None:
    """As `path`, with its banner; once a run, for it has buttons."""
    found = path(home, is_analyst)
    if found is not None:
        _banner(st.session_state[_KEPT][1])
    elif is_analyst and _KEPT in st.session_state:
        leave()
        st.info("The draft that you looked at is gone: another was made. This is what is published.")
    return found


def _banner(cycle: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/edit_note: **Draft of cycle {escaped(cycle)}, not published.** "
            "Only you see it, on every page, until you leave it.",
        )
        if st.button("Publish it", key="publish_draft", icon=":material/publish:"):
            filters.go("pages/review.py", view=PUBLICATIONS)
        st.button("Leave the draft", on_click=leave, key="leave_draft")
