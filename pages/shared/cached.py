"""The only caches: the open snapshot, and what was read or drawn from it.

A snapshot never changes under its path, so the path and the frozen selection are the whole key: a
new publication has a new path and needs no clearing. Nothing here depends on who is looking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from pipeline.charts import distribution, heatmap, tables
from pipeline.charts.measures import UNMET_DEMAND, absent, measure_of
from pipeline.charts.theme import Theme, look_of
from pipeline.model import Kind
from pipeline.settings import Home, settings_of
from pipeline.snapshot import demand, priorities
from pipeline.snapshot.connection import current_path
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import CycleFacts, Head, Rows, Shown

DAY_SECONDS = 86_400
EVERY = 1_000_000
"""More groups than any company has."""


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be sent: its specification with Arrow datasets, and its text for a reader."""

    spec: dict[str, Any]
    alt: str


@st.cache_resource(max_entries=3)
def opened(path: str) -> Snapshot:
    """The snapshot of a path, open; the same one for everybody who looks."""
    return Snapshot(Path(path))


def current(home: Home) -> str | None:
    """The path of the snapshot that is served, opened once for all; None before the first."""
    path = current_path(home)
    if path is None:
        return None
    opened(str(path))
    return str(path)


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def cycles(path: str) -> tuple[str, ...]:
    """The published cycles, latest first."""
    return opened(path).cycles()[::-1]


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def facts(path: str, cycle: str) -> CycleFacts:
    """What is known of a cycle."""
    return opened(path).cycle(cycle)


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def kinds(path: str, cycle: str) -> tuple[Kind, ...]:
    """The kinds of groups of a cycle."""
    return opened(path).kinds(cycle)


@st.cache_data(max_entries=16, ttl=DAY_SECONDS)
def divisions(path: str, cycle: str) -> tuple[str, ...]:
    """The divisions of a cycle."""
    return opened(path).divisions(cycle)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def shown(path: str, cycle: str, kind: Kind, division: str | None) -> Shown:
    """How many groups of how many are shown."""
    return opened(path).shown(cycle, kind, division)


def head(path: str, home: Home, cycle: str, division: str | None) -> Head:
    """The head figures of the company or a division; from when a gap is common is a setting of the home."""
    return _head(path, cycle, division, settings_of(home).common_from)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def _head(path: str, cycle: str, division: str | None, common_from: float) -> Head:
    return opened(path).head(cycle, division, common_from)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def first_gaps(path: str, cycle: str, division: str | None) -> tuple[dict[str, Any], ...]:
    """The three gaps of the company, or of a division, to look at first."""
    return priorities.first_gaps(opened(path), cycle, division, 3)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def names(path: str, cycle: str, rows: Rows) -> tuple[str, ...]:
    """The names of the rows of a heatmap, of all its pages."""
    return opened(path).names(cycle, rows)


def top_name(path: str, cycle: str, division: str | None) -> str:
    """The name of the row above a heatmap's groups: of the company, or of one division as a whole."""
    return names(path, cycle, Rows("team", division))[1 if division else 0]


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def groups(path: str, cycle: str, rows: Rows) -> int:
    """How many groups of that kind are found, the company and the division above them not counted."""
    return opened(path).found(cycle, rows)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def has_absent(path: str, cycle: str, rows: Rows) -> bool:
    """Whether some place of a heatmap has no cell: small teams that stand together otherwise in a dimension."""
    return not absent(opened(path).cells(cycle, rows)).empty


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def cell(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> dict[str, Any]:
    """The figures of one group in one dimension."""
    return opened(path).cell(cycle, rows, name, dimension_name)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def cell_if_any(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> dict[str, Any] | None:
    """The same; None for small teams that stand together otherwise in the dimension."""
    places = absent(opened(path).all_cells(cycle, rows))
    is_absent = (places["name"] == name) & (places["dimension_name"] == dimension_name)
    return None if is_absent.any() else cell(path, cycle, rows, name, dimension_name)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def heatmap_drawing(path: str, cycle: str, rows: Rows, measure: str, theme: Theme) -> Drawing:
    """The heatmap of a page of groups."""
    cells = _cells(path, cycle, rows, measure)
    return drawing(heatmap.heatmap(cells, measure_of(measure), look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def heatmap_table(path: str, cycle: str, rows: Rows, measure: str) -> Any:
    """The heatmap as a table: one row per group, one column per dimension."""
    return tables.heatmap_table(_cells(path, cycle, rows, measure), measure_of(measure))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def distribution_drawing(
    path: str, cycle: str, rows: Rows, name: str, dimension_name: str, theme: Theme
) -> Drawing | None:
    """One group's people by level; None where they are not shown."""
    chosen = cell_if_any(path, cycle, rows, name, dimension_name)
    if chosen is None or chosen["levels"] is None:
        return None
    framework, target, is_what_if = facts(path, cycle).framework, chosen["target"], rows.what_if is not None
    chart = distribution.distribution(chosen["levels"], framework, target, look_of(theme), is_what_if)
    return drawing(chart.to_dict(validate=False))


def csv(path: str, cycle: str, rows: Rows, measure: str = "") -> str:
    """Every figure behind a heatmap, of all its pages, for a spreadsheet; with the demand where that is laid out."""
    return tables.csv(_cells(path, cycle, replace(rows, first=1, size=EVERY), measure))


def _cells(path: str, cycle: str, rows: Rows, measure: str) -> pd.DataFrame:
    if measure_of(measure) is UNMET_DEMAND:
        return demand.cells_with_demand(opened(path), cycle, rows)
    return opened(path).cells(cycle, rows)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def levels_table(path: str, cycle: str, rows: Rows, name: str, dimension_name: str) -> Any:
    """One group's people by level as a table; None where they are not shown."""
    chosen = cell_if_any(path, cycle, rows, name, dimension_name)
    if chosen is None or chosen["levels"] is None:
        return None
    return tables.levels_table(chosen["levels"], facts(path, cycle).framework)


def drawing(spec: dict[str, Any]) -> Drawing:
    """A chart's specification, ready to be sent: datasets become Arrow here and not at every rerun."""
    datasets = {name: _arrow(rows) for name, rows in spec.pop("datasets").items()}
    told = spec.pop("description")
    return Drawing({**spec, "datasets": datasets}, told)


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    table = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def with_chosen(drawing: Drawing, name: str, dimension_name: str | None) -> dict[str, Any]:
    """The heatmap's specification with one cell outlined; only a dataset of one row changes."""
    return with_chosen_row(drawing, {"name": name, "dimension_name": dimension_name})


def with_chosen_row(drawing: Drawing, row: dict[str, Any]) -> dict[str, Any]:
    """A chart's specification with one row of it marked as chosen."""
    outlined = _arrow([row])
    return {**drawing.spec, "datasets": {**drawing.spec["datasets"], heatmap.CHOSEN: outlined}}
