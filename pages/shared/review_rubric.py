"""Review, fifth tab: whether the questions work, and how many answers look careless."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import cached_review
from pages.shared.cached_review import Loaded
from pages.shared.captions import percent
from pipeline.metrics.rubric_health import FEWEST_CHECKLISTS, GOOD_CR, GOOD_CS
from pipeline.model import Json
from pipeline.warehouse.patterns import FEWEST_DIMENSIONS


def show(source: Loaded, cycle: str) -> None:
    """One row per dimension: whether its checklist behaves as a ladder."""
    found = cached_review.quality(source, cycle)
    if found is None:
        st.write("Nobody has answered in this cycle yet.")
        return
    dimensions = plain(found)
    st.write(
        "Where people tick behaviours, a rubric works as a ladder: who ticks a higher level also ticks the lower ones."
    )
    if not any(dimension["n"] for dimension in dimensions):
        st.info("Nobody answered by ticking boxes in this cycle, so there is nothing to judge.")
        return
    st.dataframe(quality_rows(dimensions), hide_index=True, height="content", placeholder="–")
    st.caption(
        f"A verdict needs {FEWEST_CHECKLISTS} people with a checklist. A ladder out of order speaks of the rubric, not "
        "of the people: no answer is changed or left out."
    )
    with st.expander("How is this computed?"):
        st.dataframe(coefficient_rows(dimensions), hide_index=True, height="content", placeholder="–")
        st.markdown(definitions())


def plain(found: pd.DataFrame) -> list[Json]:
    """The rows of the quality frame, null as None."""
    rows = found.astype(object)
    return [
        {str(name): value for name, value in row.items()} for row in rows.where(rows.notna(), None).to_dict("records")
    ]


def verdict(dimension: Json) -> str:
    """What the figures say of one dimension's ladder."""
    if dimension["cr"] is None:
        return f"Too few checklists ({dimension['n']} of {FEWEST_CHECKLISTS})"
    if dimension["cr"] < GOOD_CR:
        return "Out of order: look at the levels again"
    if dimension["cs"] is None or dimension["cs"] < GOOD_CS:
        return "In order, but hardly more than by chance"
    return "In order"


def quality_rows(dimensions: list[Json]) -> list[dict[str, Any]]:
    """The table for a reader, one row per dimension."""
    return [
        {
            "Dimension": dimension["dimension_name"],
            "The ladder": verdict(dimension),
            "People with a checklist": dimension["n"],
            "A level above a gap": dimension["inconsistent"],
            "One box short": dimension["one_box_short"],
            "Looks careless": dimension["careless"],
        }
        for dimension in dimensions
    ]


def coefficient_rows(dimensions: list[Json]) -> list[dict[str, Any]]:
    """The figures behind the verdicts, one row per dimension."""
    return [
        {
            "Dimension": dimension["dimension_name"],
            "Boxes as the ladder says": _share(dimension["cr"]),
            "By chance": _share(dimension["mmr"]),
            "Gained on chance": _share(dimension["cs"]),
        }
        for dimension in dimensions
    ]


def definitions() -> str:
    """What each column counts."""
    return (
        "**A level above a gap**: people who ticked a whole level above one that they did not complete; they count "
        "at the level below the gap.\n\n"
        "**One box short**: people who ticked something higher up and would stand a level higher with one more box "
        "below it. Many of them say that this box asks too much, or something else.\n\n"
        "**Looks careless**: all dimensions at one level, every box ticked or none, in "
        f"{FEWEST_DIMENSIONS} dimensions or more. They are only counted here.\n\n"
        "**Boxes as the ladder says** (coefficient of reproducibility): the share of boxes that agree with the ideal "
        f"ladder of as many ticks; good from {percent(GOOD_CR)} on. **By chance** (minimal marginal reproducibility): "
        "the share that would agree if people differed only in which boxes are popular. **Gained on chance** "
        "(coefficient of scalability): how much of the rest the ladder explains; good from "
        f"{percent(GOOD_CS)} on. Only the behaviours that define a level count; supporting ones do not."
    )


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)
