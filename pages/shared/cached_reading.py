"""The caches of the page that reads groups as their framework does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared.cached import DAY_SECONDS, EVERY, Drawing, drawing, facts, opened
from pipeline.charts import phase_bars, skill_matrix, standing_columns, tables
from pipeline.charts.theme import Theme, look_of
from pipeline.framework_reading import ReadingKind
from pipeline.metrics import framework_readings as readings
from pipeline.snapshot import framework_reading as published
from pipeline.snapshot.shapes import Rows, plain


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def cycles(path: str) -> tuple[str, ...]:
    """The published cycles whose framework has a reading of its own, latest first."""
    return published.cycles_with_reading(opened(path))[::-1]


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def kinds(path: str) -> tuple[ReadingKind, ...]:
    """The kinds of reading of the published cycles, each once."""
    found = (facts(path, cycle).framework.reading for cycle in cycles(path))
    return tuple(dict.fromkeys(reading.kind for reading in found if reading))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def matrix_drawing(path: str, cycle: str, rows: Rows, theme: Theme) -> Drawing:
    """Groups by dimensions, a colour per level."""
    chart = skill_matrix.skill_matrix(_places(path, cycle, rows), facts(path, cycle).framework, look_of(theme))
    return drawing(chart.to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def matrix_table(path: str, cycle: str, rows: Rows) -> Any:
    """The same as a table."""
    return skill_matrix.matrix_table(_places(path, cycle, rows), facts(path, cycle).framework)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def group(path: str, cycle: str, rows: Rows, name: str) -> tuple[dict[str, Any], ...]:
    """One group in every dimension, as plain values."""
    return tuple(plain(_group(path, cycle, rows, name)))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def close_first(path: str, cycle: str, rows: Rows, name: str) -> str | None:
    """Id of the dimension of a group to close first; None where nobody is below target."""
    return readings.close_first(_group(path, cycle, rows, name), facts(path, cycle).framework)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def empty_ones(path: str, cycle: str, rows: Rows, name: str) -> tuple[str, ...]:
    """The dimensions in which the person in the middle of a group stands at the lowest level."""
    return readings.empty_ones(_group(path, cycle, rows, name), facts(path, cycle).framework)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def group_drawing(path: str, cycle: str, rows: Rows, name: str, theme: Theme) -> Drawing:
    """One group's typical levels as columns."""
    found, framework = _group(path, cycle, rows, name), facts(path, cycle).framework
    return drawing(standing_columns.standing_columns(found, framework, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def group_table(path: str, cycle: str, rows: Rows, name: str) -> Any:
    """One group in every dimension as a table."""
    return standing_columns.standing_table(_group(path, cycle, rows, name), facts(path, cycle).framework)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def phases_drawing(path: str, cycle: str, rows: Rows, name: str, theme: Theme) -> Drawing | None:
    """How much of each phase is there in one group; None without phases, or where nobody ticked anything."""
    found = _phases(path, cycle, rows, name)
    if not found["known"].any():
        return None
    return drawing(phase_bars.phase_bars(found, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def phases_table(path: str, cycle: str, rows: Rows, name: str) -> Any:
    """The phases of one group as a table; None where nobody ticked anything."""
    found = _phases(path, cycle, rows, name)
    return phase_bars.phases_table(found) if found["known"].any() else None


def csv(path: str, cycle: str, rows: Rows) -> str:
    """Every figure of the matrix, of all its pages, for a spreadsheet."""
    every = _places(path, cycle, replace(rows, first=1, size=EVERY))
    return tables.csv(skill_matrix.every_figure(every, facts(path, cycle).framework))


def _places(path: str, cycle: str, rows: Rows) -> pd.DataFrame:
    return readings.skill_matrix(published.places(opened(path), cycle, rows), facts(path, cycle).framework)


def _group(path: str, cycle: str, rows: Rows, name: str) -> pd.DataFrame:
    every = _places(path, cycle, replace(rows, first=1, size=EVERY))
    return every[every["name"] == name].reset_index(drop=True)


def _phases(path: str, cycle: str, rows: Rows, name: str) -> pd.DataFrame:
    return readings.phases(published.ticks(opened(path), cycle, rows, name), facts(path, cycle).framework)
