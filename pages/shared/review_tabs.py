"""The tabs of the review page in their order; only the open one runs, and the link says which that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from streamlit.elements.lib.mutable_tab_container import TabContainer

from pages.shared import (
    filters,
    review_between,
    review_problems,
    review_publications,
    review_raters,
    review_rubric,
    review_trace,
    review_uploads,
)
from pages.shared.cached_review import Loaded

Show = Callable[[Loaded, str], None]

TABS: dict[str, Show] = {
    "Uploads": review_uploads.show,
    "Problems": review_problems.show,
    review_trace.TAB: review_trace.show,
    review_publications.TAB: review_publications.show,
    "Questions": review_rubric.show,
    "Two raters": review_raters.show,
    review_between.TAB: review_between.show,
}


def tabs() -> Iterator[tuple[TabContainer, Show]]:
    """Every tab with what it shows."""
    return zip(filters.tabs("view", list(TABS)), TABS.values(), strict=True)
