"""The caches of the team page: what was read and drawn of one team."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared.cached import DAY_SECONDS, Drawing, drawing, facts, opened
from pipeline.charts import beside as besides
from pipeline.charts import standing as standings
from pipeline.charts import standing_tables, tables
from pipeline.charts.theme import Theme, look_of
from pipeline.snapshot import teams as published
from pipeline.snapshot.shapes import plain
from pipeline.snapshot.teams import Standing


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def teams(path: str, cycle: str, division: str | None) -> tuple[str, ...]:
    """The teams of a cycle or of one division, those not shown last."""
    return published.teams(opened(path), cycle, division)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def place(path: str, cycle: str, team: str) -> tuple[str, str | None]:
    """A team's own name and its division."""
    return published.place(opened(path), cycle, team)


def team_named(path: str, cycle: str, division: str | None, group: str) -> str | None:
    """A team as it is called among `teams`; None where it is not there."""
    return published.team_named(opened(path), cycle, division, group)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def _rows(path: str, cycle: str, team: str, what_if: int | None) -> pd.DataFrame:
    return published.dimensions(opened(path), cycle, team, what_if)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def standing(path: str, cycle: str, team: str, what_if: int | None = None) -> Standing:
    """One team over all its dimensions."""
    return published.standing(team, _rows(path, cycle, team, what_if))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def dimensions(path: str, cycle: str, team: str, what_if: int | None = None) -> tuple[dict[str, Any], ...]:
    """One team by dimension, as plain values."""
    return tuple(plain(_rows(path, cycle, team, what_if)))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def standing_drawing(path: str, cycle: str, team: str, theme: Theme, what_if: int | None = None) -> Drawing:
    """One team's people by level on both sides of the target."""
    rows = _rows(path, cycle, team, what_if)
    return drawing(standings.standing(rows, facts(path, cycle).framework, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def beside_drawing(path: str, cycle: str, team: str, theme: Theme, what_if: int | None = None) -> Drawing:
    """One team's share at or above target beside its division's and the company's."""
    rows = _rows(path, cycle, team, what_if)
    return drawing(besides.beside(rows, look_of(theme)).to_dict(validate=False))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def standing_table(path: str, cycle: str, team: str, what_if: int | None = None) -> Any:
    """One team by dimension as a table to read."""
    return standing_tables.standing_table(_rows(path, cycle, team, what_if), facts(path, cycle).framework)


def csv(path: str, cycle: str, team: str, what_if: int | None = None) -> str:
    """Every published figure of one team, for a spreadsheet."""
    rows = _rows(path, cycle, team, what_if)
    return tables.csv(standing_tables.standing_rows(rows, facts(path, cycle).framework))
