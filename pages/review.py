"""Review: what was loaded, what could not be used, which cells are behind a figure, what is published."""

from pages.shared import cached_review, frame, notices, review_tabs, reviewing

here = frame.page(
    "Review",
    "analyst",
    "What was loaded, what could not be used, which cells are behind a figure, and what is published? "
    "Everything here is read from the stored files, with pseudonyms where a cell names somebody; only the tab Between "
    "cycles names people, and only analysts see it.",
)

with notices.shown():
    source = cached_review.loaded(here.home)
    cycle = reviewing.cycle(source)

for tab, show in review_tabs.tabs():
    if tab.open:
        with tab, notices.shown():
            show(source, cycle)
