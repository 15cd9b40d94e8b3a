"""The caches of the projects page: the roadmap against the people."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared.cached import DAY_SECONDS, Drawing, drawing, facts, opened
from pipeline.charts import projects as pictured
from pipeline.charts import tables
from pipeline.charts.theme import Theme, look_of
from pipeline.model import Kind
from pipeline.sentences.cycles import KIND_WORDS, level_name
from pipeline.sentences.stops import Roadmap
from pipeline.snapshot import projects as published
from pipeline.snapshot.shapes import Rows, plain


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def projects(path: str, cycle: str) -> tuple[dict[str, Any], ...]:
    """The projects of a cycle in the order of the roadmap, as plain values."""
    return tuple(plain(published.projects(opened(path), cycle)))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def names(path: str, cycle: str) -> tuple[str, ...]:
    """The projects of a cycle by name, in the order of the list; empty without a roadmap."""
    found = published.projects(opened(path), cycle)
    if found.empty:
        return ()
    lines = pictured.project_lines(found, published.needs(opened(path), cycle), facts(path, cycle).has_roster)
    return tuple(lines["project"])


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def needs(path: str, cycle: str) -> tuple[dict[str, Any], ...]:
    """Every need of a cycle, as plain values."""
    return tuple(plain(published.needs(opened(path), cycle)))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def unlocks(path: str, cycle: str) -> tuple[dict[str, Any], ...]:
    """Whom to bring up for each project that is short, as plain values."""
    return tuple(plain(published.unlocks(opened(path), cycle)))


def roadmap(path: str, cycle: str) -> Roadmap:
    """The roadmap of a cycle as its sentences want it."""
    known = facts(path, cycle)
    return Roadmap(projects(path, cycle), needs(path, cycle), unlocks(path, cycle), known.framework, known.has_roster)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def cell_choices(path: str, cycle: str, need: dict[str, Any]) -> dict[str, str] | None:
    """The choices that open page Dimension at the group of a need, held against its level; None without such a row.

    The level is the project's: the target of the group may be another one.
    """
    kind: Kind = "team" if need["team"] else "division" if need["division"] else "company"
    cells = plain(opened(path).all_cells(cycle, Rows(kind, dimension=need["dimension"])))
    group, division = need["team"] or need["division"], need["division"] if kind == "team" else None
    for cell in cells:
        is_meant = cell["group"] == group and cell["division"] == division
        if cell["kind"] == kind and (is_meant or kind == "company"):
            show = "team" if kind == "company" else kind
            level = level_name(facts(path, cycle).framework, need["level"])
            told = {"show": KIND_WORDS[show], "group": cell["name"], "dimension": cell["dimension_name"]}
            return {**told, "find": group or "", "what_if": level}
    return None


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def list_drawing(path: str, cycle: str, theme: Theme) -> Drawing:
    """The list of projects."""
    snapshot = opened(path)
    has_roster = facts(path, cycle).has_roster
    chart = pictured.projects_list(
        published.projects(snapshot, cycle), published.needs(snapshot, cycle), has_roster, look_of(theme)
    )
    return drawing(chart.to_dict(validate=False))


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def list_table(path: str, cycle: str) -> Any:
    """The list of projects as a table."""
    snapshot = opened(path)
    has_roster = facts(path, cycle).has_roster
    return pictured.projects_table(published.projects(snapshot, cycle), published.needs(snapshot, cycle), has_roster)


@st.cache_data(max_entries=64, ttl=DAY_SECONDS)
def needs_table(path: str, cycle: str) -> Any:
    """Every need as a table."""
    framework = facts(path, cycle).framework
    return pictured.needs_table(
        published.needs(opened(path), cycle),
        {dimension.id: dimension.name for dimension in framework.dimensions},
        {level.level: level.name for level in framework.levels},
    )


def csv(path: str, cycle: str) -> str:
    """Every figure of every project and need for a spreadsheet."""
    snapshot = opened(path)
    return tables.csv(pictured.every_figure(published.projects(snapshot, cycle), published.needs(snapshot, cycle)))
