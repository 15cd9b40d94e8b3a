"""Projects: which of the roadmap are short of people, why, and what would staff them cheapest."""

import streamlit as st

from pages.shared import (
    cached,
    cached_projects,
    computed,
    filters,
    frame,
    leading,
    notices,
    pictures,
    projects_captions,
    resting,
)

here = frame.page(
    "Projects",
    "viewer",
    "Which projects of the roadmap are short of people, the most important first, and what would staff them cheapest? "
    "Everybody works where they count most; a project is blocked where even then somebody is missing.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True, width=760):
    cycle = filters.cycle(snapshot)
    facts = cached.facts(snapshot, cycle)
    names = cached_projects.names(snapshot, cycle)
    notices.stop_if(not names, projects_captions.NO_ROADMAP)
    chosen = filters.choice("Project", "project", names)
    projects = cached_projects.projects(snapshot, cycle)

notices.of_cycle(facts)
project = projects_captions.project_of(projects, chosen)
roadmap = cached_projects.roadmap(snapshot, cycle)
st.markdown(projects_captions.chosen(project, roadmap))
st.space("small")  # the chart's toolbar floats here
pictures.pickable(cached_projects.list_drawing(snapshot, cycle, here.theme), "projects", project=chosen)
needs = cached_projects.needs(snapshot, cycle)
st.caption(projects_captions.of_whom(facts, projects, needs))

stop = projects_captions.stop_of(project, roadmap)
st.subheader(notices.escaped(chosen), anchor=False)
leading.gaps(snapshot, cycle, stop)
for sentence in projects_captions.other_needs(roadmap, stop):
    st.markdown(sentence)

st.markdown("**What if one person leaves**")
for sentence in projects_captions.resting_needs(needs, chosen, facts.framework):
    st.markdown(sentence)
if here.role == "analyst":
    resting.people(here.home, cycle, chosen, facts.framework)

computed.show(projects_captions.computed(project), "projects", "needs", "unlocks")
pictures.tables(
    cached_projects.list_table(snapshot, cycle),
    cached_projects.needs_table(snapshot, cycle),
    csv=lambda: cached_projects.csv(snapshot, cycle),
    file_name="projects.csv",
)
