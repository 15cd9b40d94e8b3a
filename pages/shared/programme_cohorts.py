"""Cohorts by name on the programme page: planned when an analyst asks, and kept in that analyst's session alone.

Nothing of it is cached across sessions, published or linked to: a seat tells how somebody stands.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from pages.shared import notices, pictures
from pages.shared.cached import drawing
from pages.shared.frame import Frame
from pipeline.charts.cohorts import cohorts
from pipeline.charts.theme import Theme, look_of
from pipeline.cohort_lists import CohortList, CohortRequest, cohort_list
from pipeline.cohort_rows import (
    calendar_of,
    cohort_rows,
    later_rows,
    mentor_rows,
    seat_rows,
    summary,
    waiting_rows,
    ways_out,
)
from pipeline.model import Json
from pipeline.programme.rules import Rules
from pipeline.reports.cohorts import cohort_book
from pipeline.rounding import ordinal

WAIT = "Finding everybody a seat: a few seconds, in a large company up to half a minute"
_PLAN = "cohort_plan"
_MIX = {"Roles and levels mixed": "mixed", "One role each": "role", "One level each": "level"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEATS = {
    "quarter": "Quarter",
    "starts": "Starts",
    "cohort": "Cohort",
    "course_name": "Course",
    "name": "Name",
    "person": "Person",
    "team": "Team",
    "role": "Role",
}
_COHORTS = {
    "cohort": "Cohort",
    "quarter": "Quarter",
    "starts": "Starts",
    "course_name": "Course",
    "size": "People",
    "teams": "Teams",
}
_WAITING = {
    "place": "Place",
    "name": "Name",
    "reason": "Why",
    "course_name": "Course",
    "their_course": "Their course",
    "team": "Team",
    "next_quarter": "Looked at again",
    "person": "Person",
}
_WIDTHS = {"Place": 55, "Name": 130, "Why": 445, "Their course": 95}
"""Where somebody waits the reason has the room, in pixels."""
_MENTORS = {
    "quarter": "Quarter",
    "dimension_name": "Dimension",
    "learners": "Learners",
    "experts": "Experts",
    "hours_asked": "Hours asked",
    "hours_offered": "Hours offered",
    "short": "Hours short",
}


def planned(here: Frame, cycle: str) -> CohortList | None:
    """The plan of this session for a cycle, made by the usual rules where there is none; None without answers."""
    found: CohortList | None
    kept, place, found = st.session_state.get(_PLAN, (None, None, None))
    if kept is None or kept.cycle != cycle or place != here.published:
        found = _planned(here, CohortRequest(cycle))
    return found


def show(here: Frame, cycle: str) -> None:
    """Let an analyst plan the cohorts of a cycle, and show the plan with the names in it."""
    st.subheader("Cohorts, by name", anchor=False)
    st.caption(
        "Only analysts see this. It is made from what is loaded now, names people and how they stand, "
        "and stands in no publication, report or link."
    )
    asked = _asked(cycle)
    if st.button("Plan the cohorts", icon=":material/groups:"):
        with notices.told():
            _planned(here, asked)
            st.rerun()  # what stands above is of the same plan
    kept, _, found = st.session_state.get(_PLAN, (None, None, None))
    if kept == asked and found is not None:
        _plan(found, here.theme)
    elif kept == asked:
        st.info("Nobody has answered in this cycle.")


def _planned(here: Frame, asked: CohortRequest) -> CohortList | None:
    st.session_state.pop(_PLAN, None)
    with st.spinner(WAIT):
        found = cohort_list(here.home, asked, datetime.now(UTC).date())
    st.session_state[_PLAN] = (asked, here.published, found)
    return found


def _asked(cycle: str) -> CohortRequest:
    usual = Rules()
    with st.container(horizontal=True, width=960):
        quarters = st.number_input("Quarters", 1, 8, usual.quarters)
        smallest = st.number_input("A cohort has at least", 1, usual.largest, usual.smallest)
        away = st.number_input("Of a team away at once, at most (%)", 5, 100, 25, step=5)
        mix = st.selectbox("Cohorts", list(_MIX))
    rules = Rules(quarters=quarters, smallest=smallest, away_share=away / 100)
    return CohortRequest(cycle, rules, _MIX[mix])  # type: ignore[arg-type]


def _plan(found: CohortList, theme: Theme) -> None:
    st.markdown(summary(found))
    for sentence in (*ways_out(found), *found.notes):
        st.markdown(f"- {notices.escaped(sentence)}")
    if len(found.plan.cohorts):
        st.space("small")  # the chart's toolbar floats here
        pictures.chart(drawing(cohorts(cohort_rows(found), look_of(theme)).to_dict(validate=False)))
    seats = [row for row in seat_rows(found) if row["cohort"] is not None]
    parts = (
        ("Who goes when", _SEATS, seats),
        ("Cohorts", _COHORTS, cohort_rows(found)),
        ("Who waits, and why", _WAITING, [_in_turn(row) for row in (*waiting_rows(found), *later_rows(found))]),
        ("Experts to go to", _MENTORS, mentor_rows(found)),
    )
    for tab, (_, columns, rows) in zip(st.tabs([title for title, _, _ in parts]), parts, strict=True):
        pixels = pictures.widths(_WIDTHS if columns is _WAITING else {})
        tab.dataframe(_table(rows, columns), hide_index=True, placeholder="–", column_config=pixels)
    with st.container(horizontal=True):
        _download("Download the plan", lambda: cohort_book(found), "cohorts.xlsx", _WORKBOOK)
        _download("Download the dates", lambda: calendar_of(found, datetime.now(UTC)), "cohorts.ics", "text/calendar")


def _in_turn(row: Json) -> Json:
    return {**row, "name": row["name"] or row["person"], "their_course": f"{ordinal(row['turn'])} course"}


def _table(rows: list[Json], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).rename(columns=columns)


def _download(label: str, made: object, file_name: str, mime: str) -> None:
    st.download_button(
        label,
        made,  # type: ignore[arg-type]
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
    )
