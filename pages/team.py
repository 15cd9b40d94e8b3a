"""One team: how it stands against its target, beside its division and the company."""

import streamlit as st

from pages.shared import cached, cached_team, computed, filters, frame, notices, pictures, team_captions, ways
from pages.shared import what_if_captions as supposed

here = frame.page(
    "Team",
    "viewer",
    "How does one team stand against its target, and what would it take to reach it? "
    "People left of the line have not reached the target; those right of it have.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True):
    cycle = filters.cycle(snapshot)
    division = filters.division(snapshot, cycle)
    teams = cached_team.teams(snapshot, cycle, division)
    notices.stop_if(not teams, "There are no teams here.")
    team = filters.choice("Team", "team", teams, is_default_told=True)
    what_if = filters.what_if(snapshot, cycle)
    facts = cached.facts(snapshot, cycle)
    standing = cached_team.standing(snapshot, cycle, team, what_if)
    now = cached_team.standing(snapshot, cycle, team)
    dimensions = cached_team.dimensions(snapshot, cycle, team, what_if)

notices.of_cycle(facts)
notices.what_if(supposed.of_team(facts.framework, now, what_if))
notices.stop_if(
    standing.most_answered is None,
    "Not shown. Too few people answered, in this team or in one that could be worked out from it.",
)

figures = st.columns(4, gap="medium")
with figures[0], st.container(gap=None):
    st.metric("People assessed", team_captions.answered(standing))
    st.caption(team_captions.response(standing))
with figures[1], st.container(gap=None):
    st.metric("At or above target", team_captions.reached(standing))
    st.caption(team_captions.reached_of(standing))
with figures[2], st.container(gap=None):
    st.metric("Steps to target", team_captions.steps(standing))
    st.caption("One step is one person, one level up")
with figures[3], st.container(gap=None):
    st.metric("Single points of failure", team_captions.singles(standing))
    st.caption("Dimensions with at most one person at or above target")

st.space("small")  # the charts' toolbars float here
people, shares = st.columns([4, 3], gap="medium")
with people:
    pictures.chart(cached_team.standing_drawing(snapshot, cycle, team, here.theme, what_if))
with shares:
    pictures.chart(cached_team.beside_drawing(snapshot, cycle, team, here.theme, what_if))
st.caption("  \n".join([team_captions.of_whom(facts, standing, what_if), *team_captions.exceptions(dimensions)]))

takes, rests = st.columns(2, gap="large")
with takes:
    st.subheader("What it would take", anchor=False)
    st.markdown("\n".join(team_captions.what_it_takes(dimensions)))
with rests:
    st.subheader("Resting on one person or nobody", anchor=False)
    st.markdown("\n".join(team_captions.rests_on(dimensions, facts.framework)))

with st.container(horizontal=True, vertical_alignment="bottom", width=760):
    dimension = filters.choice("Dimension", "dimension", filters.dimension_names(snapshot, cycle))
    there = {"show": "Teams", "group": team, "dimension": dimension, "find": ""}
    ways.button("pages/dimension.py", "See this dimension", **there)
    ways.button("pages/heatmap.py", "See this team on the heatmap", **there)

computed.show(team_captions.computed(standing), "standing")
pictures.tables(
    cached_team.standing_table(snapshot, cycle, team, what_if),
    csv=lambda: cached_team.csv(snapshot, cycle, team, what_if),
    file_name="team.csv",
)
