"""The caches of the page about what could be derived."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared.cached import DAY_SECONDS, facts, opened
from pipeline.charts import derived_tables, tables
from pipeline.snapshot import verdicts as published
from pipeline.snapshot.shapes import plain


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def verdicts(path: str, cycle: str) -> tuple[dict[str, Any], ...]:
    """What was found in each dimension of a cycle, as plain values."""
    return tuple(plain(published.verdicts(opened(path), cycle)))


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def table(path: str, cycle: str) -> Any:
    """What was found as a table."""
    names = {dimension.id: dimension.name for dimension in facts(path, cycle).framework.dimensions}
    return derived_tables.derived_table(published.verdicts(opened(path), cycle), names)


def csv(path: str, cycle: str) -> str:
    """Everything that was found, for a spreadsheet."""
    return tables.csv(published.verdicts(opened(path), cycle))
