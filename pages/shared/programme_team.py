"""One team on the programme page: who goes when, by name where the reader may see names, and why for everybody.

Names are kept in the reader's session alone. Whom a manager may see is asked anew at every run of the page.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from pages.shared import cached_programme, cached_team, filters, led_plans, links, notices, pictures, programme_cohorts
from pages.shared import programme_team_captions as captions
from pages.shared.cached import drawing
from pages.shared.frame import Frame
from pipeline.charts import seats as pictured
from pipeline.charts import tables
from pipeline.charts.theme import look_of
from pipeline.cohort_lists import CohortRequest, cohort_list
from pipeline.led import Led, led
from pipeline.team_seats import TeamSeats, team_seats

EVERYBODY = "All teams"
_SEATS = "team_seats"


def reader(here: Frame, cycle: str) -> Led:
    """Whom the reader leads: nobody for who only looks, and for analysts, who see everybody.

    Where the warehouse is in use the page goes on without names, as for everybody else.
    """
    found = Led()
    if here.role == "manager":
        with notices.told():
            found = led(here.home, cycle, here.address)
    return found


def choice(here: Frame, cycle: str, mine: Led) -> str | None:
    """The team to look at, or None for all; whoever leads a team begins with it."""
    if "kept_team" not in st.session_state and not links.asked("team") and mine.teams:
        own = cached_team.team_named(here.published, cycle, *mine.teams[0])
        st.session_state["kept_team"] = own or EVERYBODY
    teams = [EVERYBODY, *cached_team.teams(here.published, cycle, None)]
    chosen = filters.choice("Team", "team", teams)
    return None if chosen == EVERYBODY else chosen


def show_if_any(here: Frame, cycle: str, team: str | None, mine: Led) -> None:
    """Answer for the team that is chosen, if one is: who goes when, who waits, and why each module."""
    if team is not None:
        _show(here, cycle, team, mine)


def _show(here: Frame, cycle: str, team: str, mine: Led) -> None:
    st.subheader(notices.escaped(team), anchor=False)
    for sentence in cached_programme.beyond_targets(here.home, here.published, cycle, team):
        st.info(notices.escaped(sentence), icon=":material/flag:")
    needed = cached_programme.team_modules(here.published, cycle, team)
    found = None
    with notices.told():
        found = _seats(here, cycle, team, mine)
    if found is None:
        modules = cached_programme.most_modules(here.published, cycle, team)
        st.markdown(captions.without_names(modules, cached_team.standing(here.published, cycle, team)))
    else:
        _by_name(here, cycle, found)
        led_plans.to_open(mine)
    st.markdown(captions.WHY)
    if len(needed):
        st.table(cached_programme.team_table(here.published, cycle, team).map(notices.escaped), border="horizontal")
        st.caption(captions.HOW_NEEDED)


def _by_name(here: Frame, cycle: str, found: TeamSeats) -> None:
    projects = cached_programme.blocked(here.published, cycle)
    for sentence in captions.by_name(found):
        st.markdown(sentence)
    if found.seated:
        st.space("small")  # the chart's toolbar floats here
        chart = pictured.seats(found.rows, found.away, projects, look_of(here.theme))
        pictures.chart(drawing(chart.to_dict(validate=False)))
    if found.people:
        st.markdown(captions.WHY_THEN)
        table = pictured.seats_table(found.rows, projects)
        st.table(table.map(notices.escaped), border="horizontal", hide_index=True)
        _to_take_along(found, table)


def _to_take_along(found: TeamSeats, table: pd.DataFrame) -> None:
    with st.container(horizontal=True):
        for label, made, ending, mime in (
            ("Download this team's seats", tables.csv(table), "csv", "text/csv"),
            ("Download their dates", found.dates, "ics", "text/calendar"),
        ):
            name = f"seats.{ending}"
            st.download_button(label, made, name, mime, on_click="ignore", icon=":material/download:")


def _seats(here: Frame, cycle: str, team: str, mine: Led) -> TeamSeats | None:
    """The seats that the reader may see; None where there are no names for them in this team."""
    name, division = cached_team.place(here.published, cycle, team)
    if here.role == "analyst":
        plan = programme_cohorts.planned(here, cycle)
        return None if plan is None else team_seats(plan, division, name, None, datetime.now(UTC))
    if not mine.people or (division, name) not in mine.teams:
        return None
    key = (cycle, here.published, division, name, mine)
    found: TeamSeats | None
    kept, found = st.session_state.get(_SEATS, (None, None))
    if kept != key:
        with st.spinner(programme_cohorts.WAIT):
            plan = cohort_list(here.home, CohortRequest(cycle), datetime.now(UTC).date())
        found = None if plan is None else team_seats(plan, division, name, mine.people, datetime.now(UTC))
        st.session_state[_SEATS] = (key, found)
    return found
