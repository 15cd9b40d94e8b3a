"""What the review page reads from the warehouse, kept for one session.

A warehouse, unlike a snapshot, changes under its path: its time of writing is part of every key. What
is kept names people in places, so it belongs to the session of the analyst who asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.shared.cached import Drawing, drawing
from pipeline.between import earlier_cycles as _earlier_cycles
from pipeline.charts import raters
from pipeline.charts.theme import Theme, look_of
from pipeline.figures import used_rater as _used_rater
from pipeline.model import Json, Kind, Rater
from pipeline.problems import ProblemKind
from pipeline.problems import problem_kinds as _problem_kinds
from pipeline.problems import problem_part as _problem_part
from pipeline.publish import Draft
from pipeline.publish import latest_draft as _latest_draft
from pipeline.publish import publications as _publications
from pipeline.quality import agreement as _agreement
from pipeline.quality import quality as _quality
from pipeline.rows import Cell
from pipeline.rows import file_row as _file_row
from pipeline.same_people import SamePeople
from pipeline.same_people import same_people as _same_people
from pipeline.settings import Home
from pipeline.team_map import TeamMap
from pipeline.team_map import team_map as _team_map
from pipeline.trace import Traceable, Traced
from pipeline.trace import trace as _trace
from pipeline.trace import traceable as _traceable
from pipeline.warehouse.connection import opened
from pipeline.warehouse.read import rows_of

HOUR_SECONDS = 3_600
READING = "Reading the warehouse"


@dataclass(frozen=True)
class Loaded:
    """A home as it stood when something was last written to it: what is read holds until then."""

    home: Home
    written_at: tuple[int, ...]


def loaded(home: Home) -> Loaded:
    """A home with the times of its warehouse and of its publications."""
    places = (home.warehouse, home.warehouse.with_name(f"{home.warehouse.name}.wal"), home.snapshots / "CURRENT")
    return Loaded(home, tuple(place.stat().st_mtime_ns if place.exists() else 0 for place in places))


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def uploads(source: Loaded) -> list[Json]:
    """Every upload of every cycle, as `skillgap uploads` lists them."""
    with opened(source.home) as connection:
        return rows_of(connection, "uploads.sql")


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def problem_kinds(source: Loaded, cycle: str, upload: int | None) -> tuple[ProblemKind, ...]:
    """The kinds of problems of a cycle or an upload, the most frequent first."""
    return _problem_kinds(source.home, cycle, upload)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def problem_part(source: Loaded, cycle: str, problem: str, upload: int | None, passed: int, most: int) -> list[Json]:
    """A part of the problems of one kind."""
    return _problem_part(source.home, cycle, problem, upload, passed, most)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def file_row(source: Loaded, upload: int, row: int) -> tuple[Cell, ...]:
    """One row of a file as it stands there."""
    return _file_row(source.home, upload, row)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def traceable(source: Loaded, cycle: str) -> Traceable | None:
    """The groups and dimensions of a cycle."""
    return _traceable(source.home, cycle)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def trace(
    source: Loaded,
    cycle: str,
    kind: Kind,
    group: str,
    division: str | None,
    dimension: str,
    passed: int,
    most: int,
) -> Traced:
    """One figure with a part of its cells."""
    return _trace(source.home, cycle, kind, group, division, dimension, passed, most)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def publications(source: Loaded) -> list[Json]:
    """Every snapshot that is kept, oldest first."""
    return _publications(source.home)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=False)
def unpublished(source: Loaded, served: int, shown: tuple[str, ...]) -> list[Json]:
    """The cycles with answers that a publication of some does not hold; refused at once while the warehouse is held."""
    with opened(source.home, wait_s=0) as connection:
        return rows_of(connection, "unpublished.sql", {"served": served, "shown": list(shown)})


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def latest_draft(source: Loaded) -> Draft | None:
    """The draft that is kept."""
    return _latest_draft(source.home)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def quality(source: Loaded, cycle: str) -> pd.DataFrame | None:
    """The rubric's health by dimension."""
    return _quality(source.home, cycle)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def agreement(source: Loaded, cycle: str) -> pd.DataFrame | None:
    """Own ratings beside managers' by dimension."""
    return _agreement(source.home, cycle)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def earlier_cycles(source: Loaded, cycle: str) -> list[str]:
    """The cycles with answers before one, the latest first."""
    with opened(source.home) as connection:
        return _earlier_cycles(connection, cycle)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def same_people(source: Loaded, cycle: str, earlier: str) -> SamePeople:
    """Who may be whom between two cycles, and what was ruled."""
    return _same_people(source.home, cycle, earlier)


@st.cache_data(max_entries=64, ttl=HOUR_SECONDS, scope="session", show_spinner=READING)
def team_map(source: Loaded, cycle: str, earlier: str) -> TeamMap:
    """What became of the teams of an earlier cycle."""
    return _team_map(source.home, cycle, earlier)


def used_rater(source: Loaded, cycle: str) -> Rater:
    """Whose ratings the figures use; a setting may change it without a write to the warehouse."""
    return _used_rater(source.home, cycle)


@st.cache_data(max_entries=16, ttl=HOUR_SECONDS, scope="session", show_spinner=False)
def agreement_drawing(found: pd.DataFrame, theme: Theme) -> Drawing:
    """Own ratings beside managers' as bars."""
    return drawing(raters.raters(found, look_of(theme)).to_dict(validate=False))
