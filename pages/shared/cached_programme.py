"""The caches of the programme page: what is published of it. Cohorts name people and are never cached."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared.cached import DAY_SECONDS, Drawing, drawing, facts, opened
from pipeline.catalogues import catalogue_of
from pipeline.charts import programme as pictured
from pipeline.charts import tables
from pipeline.charts.theme import Theme, look_of
from pipeline.errors import SurveyError
from pipeline.programme.budget import Budget
from pipeline.programmes import plan_words, planned
from pipeline.sentences import team_modules as team_needs
from pipeline.settings import Home
from pipeline.snapshot import programme as published
from pipeline.snapshot import projects, teams
from pipeline.snapshot.actions import launch_steps
from pipeline.snapshot.shapes import plain


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def modules(path: str, cycle: str) -> tuple[dict[str, Any], ...]:
    """The modules of every track in the order to be taken, as plain values; empty without a programme."""
    return tuple(plain(published.programme(opened(path), cycle)))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def timeline(path: str, cycle: str, theme: Theme) -> Drawing:
    """Tracks by quarters."""
    chart = pictured.timeline(published.programme(opened(path), cycle), look_of(theme))
    return drawing(chart.to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def table(path: str, cycle: str) -> Any:
    """The programme as a table."""
    return pictured.programme_table(published.programme(opened(path), cycle))


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def team_modules(path: str, cycle: str, team: str) -> pd.DataFrame:
    """What one team needs, in the order to be taken, and why."""
    snapshot = opened(path)
    gaps = teams.dimensions(snapshot, cycle, team)
    demand = (projects.projects(snapshot, cycle), projects.needs(snapshot, cycle))
    return team_needs.team_modules(published.programme(snapshot, cycle), gaps, *demand)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def blocked(path: str, cycle: str) -> dict[str, tuple[str, ...]]:
    """The blocked projects that are short of people in each dimension, by its id."""
    snapshot = opened(path)
    return team_needs.blocked_projects(projects.projects(snapshot, cycle), projects.needs(snapshot, cycle))


def most_modules(path: str, cycle: str, team: str) -> int | None:
    """How many modules a team needs at most; None where of none of them it is shown who needs it."""
    needed = team_modules(path, cycle, team)
    return None if len(needed) and needed["people"].isna().all() else len(needed)


@st.cache_data(max_entries=256, ttl=DAY_SECONDS)
def team_table(path: str, cycle: str, team: str) -> Any:
    """The same as a table to read."""
    return team_needs.modules_table(team_modules(path, cycle, team), facts(path, cycle).framework)


def beyond_targets(home: Home, path: str, cycle: str, team: str) -> tuple[str, ...]:
    """What blocked projects ask of a team that none of its targets leads to, and what of the catalogue would."""
    snapshot, framework = opened(path), facts(path, cycle).framework
    demand = (projects.projects(snapshot, cycle), projects.needs(snapshot, cycle))
    gaps = teams.dimensions(snapshot, cycle, team)
    told = tuple(team_needs.beyond_targets(gaps, *demand, framework))
    if not told:
        return told
    try:
        read = catalogue_of(home, framework)
    except SurveyError:  # who imports the catalogue is told what is wrong with it
        return told
    return tuple(team_needs.beyond_targets(gaps, *demand, framework, read.catalogue))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def budget(path: str, cycle: str, hours: float, seats: int, quarters: int) -> tuple[str, Any]:
    """What the best plan for a budget comes to, and what it takes up and leaves out."""
    asked = Budget(hours, seats, quarters)
    made = planned(published.programme(opened(path), cycle), asked, with_regret=False)
    return plan_words("The whole company", made, asked), pictured.budget_table(made.rows)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def launch(path: str, cycle: str) -> dict[str, str | None]:
    """The steps of the cycle's launch, with the day on which each was done."""
    return launch_steps(opened(path), cycle)


def csv(path: str, cycle: str) -> str:
    """Every figure of the programme for a spreadsheet."""
    return tables.csv(published.programme(opened(path), cycle))
