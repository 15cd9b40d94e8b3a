"""The cache of the reports page: what both files are made from."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared.cached import DAY_SECONDS, opened
from pipeline.reports.contents import ReportContents, contents_of
from pipeline.settings import Home, settings_of


def contents(path: str, home: Home, cycle: str) -> ReportContents:
    """What a report says of a cycle; a draft's report says that it is one."""
    return _contents(path, cycle, settings_of(home).common_from, Path(path).parent == home.drafts)


@st.cache_data(max_entries=4, ttl=DAY_SECONDS, show_spinner="Collecting the figures")
def _contents(path: str, cycle: str, common_from: float, is_draft: bool) -> ReportContents:
    return contents_of(opened(path), cycle, common_from, is_draft)
