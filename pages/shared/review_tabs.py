"""The tabs of the review page in their order; only the open one runs, and the link says which that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from pages.shared import review_problems, review_publications, review_rubric, review_trace, review_uploads
from pages.shared.cached_review import Loaded

Show = Callable[[Loaded, str], None]

TABS: dict[str, Show] = {
    "Uploads": review_uploads.show,
    "Problems": review_problems.show,
    review_trace.TAB: review_trace.show,
    review_publications.TAB: review_publications.show,
    "Questions": review_rubric.show,
}


def tabs() -> Iterator[tuple[TabContainer, Show]]:
    """Every tab with what it shows."""
    if "kept_view" not in st.session_state:
        st.session_state["kept_view"] = st.query_params.get("view")
    if st.session_state["kept_view"] not in TABS:
        st.session_state["kept_view"] = next(iter(TABS))
    st.session_state["view"] = st.session_state["kept_view"]
    drawn = st.tabs(list(TABS), key="view", bind="query-params", on_change=_keep_view)
    return zip(drawn, TABS.values(), strict=True)


def _keep_view() -> None:
    st.session_state["kept_view"] = st.session_state["view"]
