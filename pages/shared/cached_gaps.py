"""The caches of the gaps page: the three lists, and the groups behind one gap."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared.cached import DAY_SECONDS, Drawing, drawing, facts, opened
from pages.shared.cached_projects import roadmap
from pipeline.charts import behind as behinds
from pipeline.charts import critical, gap_list, gap_tables, priority, tables
from pipeline.charts.theme import Theme, look_of
from pipeline.model import Kind
from pipeline.sentences import lead
from pipeline.snapshot import priorities, rankings
from pipeline.snapshot.rankings import RANKINGS, Ranking
from pipeline.snapshot.shapes import plain


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def listed(path: str, cycle: str, ranking: Ranking, division: str | None) -> tuple[dict[str, Any], ...]:
    """Every dimension of the company or of a division in the order of a ranking, as plain values."""
    return tuple(plain(rankings.listed(opened(path), cycle, ranking, division)))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def list_drawing(path: str, cycle: str, ranking: Ranking, division: str | None, theme: Theme) -> Drawing:
    """The list of the most common or of the largest gaps."""
    rows = rankings.listed(opened(path), cycle, ranking, division)
    chart = gap_list.gap_list(rows, ranking, facts(path, cycle).framework, look_of(theme))
    return drawing(chart.to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def list_table(path: str, cycle: str, ranking: Ranking, division: str | None) -> Any:
    """One of the two lists as a table."""
    return gap_tables.list_table(rankings.listed(opened(path), cycle, ranking, division), ranking)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def behind(path: str, cycle: str, kind: Kind, division: str | None, dimension: str) -> tuple[dict[str, Any], ...]:
    """The groups behind a gap, most people below target first, as plain values."""
    return tuple(plain(rankings.behind(opened(path), cycle, kind, division, dimension)))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def behind_drawing(path: str, cycle: str, kind: Kind, division: str | None, dimension: str, theme: Theme) -> Drawing:
    """The groups behind a gap, the first of them as bars."""
    rows = rankings.behind(opened(path), cycle, kind, division, dimension)
    return drawing(behinds.groups_behind(rows, dimension, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def behind_table(path: str, cycle: str, kind: Kind, division: str | None, dimension: str) -> Any:
    """The groups behind a gap, all of them, as a table."""
    return gap_tables.groups_table(rankings.behind(opened(path), cycle, kind, division, dimension))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def _blocks(path: str, cycle: str) -> dict[str, str]:
    """By dimension what it blocks of the roadmap, in words; charts and tables read no markup."""
    known = roadmap(path, cycle)
    rows = plain(priorities.critical(opened(path), cycle))
    return {row["dimension"]: lead.blocks(known, row["dimension"], row["class"], str) for row in rows}


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def critical_drawing(path: str, cycle: str, division: str | None, theme: Theme) -> Drawing | None:
    """The company's gaps by what they hold up; None without a roadmap, or where none has a place."""
    rows = priorities.critical(opened(path), cycle)
    if rows.empty or not facts(path, cycle).has_roadmap:
        return None
    title = critical.TITLE if division is None else critical.TITLE_BESIDE_DIVISION
    return drawing(critical.critical_list(rows, _blocks(path, cycle), look_of(theme), title).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def critical_table(path: str, cycle: str) -> Any:
    """The same list as a table; None where it is not drawn."""
    rows = priorities.critical(opened(path), cycle)
    if rows.empty or not facts(path, cycle).has_roadmap:
        return None
    return critical.critical_table(rows, _blocks(path, cycle))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def priority_drawing(path: str, cycle: str, division: str | None, theme: Theme) -> Drawing | None:
    """The order in which the company's gaps deserve attention; None where none has a place.

    It says so in its title where the page is about a division.
    """
    rows = priorities.ordered(opened(path), cycle)
    if rows.empty:
        return None
    title = priority.TITLE if division is None else priority.TITLE_BESIDE_DIVISION
    return drawing(priority.priority_list(rows, look_of(theme), title).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def priority_table(path: str, cycle: str) -> Any:
    """The same order as a table; None where no gap has a place."""
    rows = priorities.ordered(opened(path), cycle)
    return None if rows.empty else priority.priority_table(rows)


def csv(path: str, cycle: str, kind: Kind, division: str | None, scope: str | None, dimension: str) -> str:
    """Every figure of the page for a spreadsheet; ``scope`` is the division of the lists."""
    snapshot = opened(path)
    common, largest = (rankings.listed(snapshot, cycle, ranking, scope) for ranking in RANKINGS)
    return tables.csv(
        gap_tables.every_figure(common, largest, rankings.behind(snapshot, cycle, kind, division, dimension))
    )
