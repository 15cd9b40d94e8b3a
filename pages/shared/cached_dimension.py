"""The caches of the dimension page: what was read and drawn of one dimension."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared.cached import DAY_SECONDS, Drawing, cell, drawing, facts, names, opened
from pages.shared.captions import Cell
from pages.shared.dimension_captions import is_known
from pipeline.charts import by_level, contributors, dimension_tables, missing, tables
from pipeline.charts.theme import Theme, look_of
from pipeline.snapshot import dimension as published
from pipeline.snapshot.shapes import Rows, Shown, plain

MOST_CONTRIBUTORS = 15


def rows_of(path: str, cycle: str, rows: Rows, dimension_name: str) -> Rows:
    """The same groups, in the order of their gaps in one dimension."""
    known = {dimension.name: dimension.id for dimension in facts(path, cycle).framework.dimensions}
    return replace(rows, dimension=known[dimension_name])


def company(path: str, cycle: str, rows: Rows, dimension_name: str) -> tuple[Cell, Cell]:
    """The company's figures in one dimension, and the same as it is, which differ only under a what-if."""
    name = names(path, cycle, rows)[0]
    asked, holding = (cell(path, cycle, each, name, dimension_name) for each in (rows, replace(rows, what_if=None)))
    return asked, holding


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def shown(path: str, cycle: str, rows: Rows) -> Shown:
    """How many groups of how many are shown in the dimension."""
    return published.shown(opened(path), cycle, rows)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def groups_drawing(path: str, cycle: str, rows: Rows, theme: Theme) -> Drawing:
    """The people of a page of groups by level."""
    groups, now = _groups(path, cycle, rows)
    chart = by_level.by_level(groups, facts(path, cycle).framework, look_of(theme), now)
    return drawing(chart.to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def groups_table(path: str, cycle: str, rows: Rows) -> Any:
    """The people of a page of groups by level, as a table to read."""
    groups, now = _groups(path, cycle, rows)
    return dimension_tables.groups_table(groups, facts(path, cycle).framework, now)


def groups_csv(path: str, cycle: str, rows: Rows) -> str:
    """Every published figure of the dimension's groups, of all pages, for a spreadsheet."""
    groups = published.all_groups(opened(path), cycle, rows)
    return tables.csv(dimension_tables.groups_rows(groups, facts(path, cycle).framework))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def indicators(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> tuple[dict[str, Any], ...]:
    """One group's indicators as plain values."""
    return tuple(plain(_indicators(path, cycle, rows, name, dimension_name)))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def missing_drawing(path: str, cycle: str, rows: Rows, name: str, dimension_name: str, theme: Theme) -> Drawing | None:
    """What one group has not ticked; None where there is nothing to draw."""
    if not is_known(indicators(path, cycle, rows, name, dimension_name)):
        return None
    found = _indicators(path, cycle, rows, name, dimension_name)
    return drawing(missing.missing(found, facts(path, cycle).framework, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def indicators_table(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> Any:
    """One group's indicators as a table to read."""
    found = _indicators(path, cycle, rows, name, dimension_name)
    return dimension_tables.indicators_table(found, facts(path, cycle).framework)


def indicators_csv(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> str:
    """One group's indicators for a spreadsheet."""
    return tables.csv(_indicators(path, cycle, rows, name, dimension_name).assign(group=name))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def contributors_drawing(path: str, cycle: str, rows: Rows, theme: Theme) -> Drawing | None:
    """The groups that contribute most; None where no group has a part that is shown."""
    found = _contributors(path, cycle, rows)
    if found.empty:
        return None
    return drawing(contributors.contributors(found, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def contributors_table(path: str, cycle: str, rows: Rows) -> Any:
    """The groups that contribute most, as a table to read."""
    return dimension_tables.contributors_table(_contributors(path, cycle, rows))


def _groups(path: str, cycle: str, rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """A page of groups, and under a what-if the same ones as it is."""
    groups = published.groups(opened(path), cycle, rows)
    return groups, None if rows.what_if is None else published.as_it_is(opened(path), cycle, rows, groups)


def _contributors(path: str, cycle: str, rows: Rows) -> pd.DataFrame:
    return published.contributors(opened(path), cycle, replace(rows, search=""), MOST_CONTRIBUTORS)


def _indicators(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> pd.DataFrame:
    return published.indicators(opened(path), cycle, rows, name, dimension_name)
