"""Gaps: which are the most common, the largest and the most critical, and which groups are behind one of them."""

import streamlit as st

from pages.shared import cached, cached_gaps, computed, filters, frame, gaps_captions, notices, pictures, ways
from pipeline.snapshot.rankings import RANKINGS

here = frame.page(
    "Gaps",
    "viewer",
    "Which gaps are the most common, the largest and the most critical, and where are they? "
    "Each list says why a gap has its place; click one to see the groups behind it.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True, width=760):
    cycle = filters.cycle(snapshot)
    scope = filters.division(snapshot, cycle)
    facts = cached.facts(snapshot, cycle)
    gaps = cached_gaps.listed(snapshot, cycle, "common", scope)

notices.of_cycle(facts)
st.space("small")  # the charts' toolbars float here
lists = st.container()
st.caption(gaps_captions.of_whom(facts, gaps, scope))

st.subheader("The groups behind one gap", anchor=False)
with notices.shown(), st.container(horizontal=True):
    dimension = filters.choice("Dimension", "dimension", [gap["dimension_name"] for gap in gaps])
    kind = filters.kind(snapshot, cycle)
    division = None if kind == "role" else scope
    groups = cached_gaps.behind(snapshot, cycle, kind, division, dimension)
    group = filters.choice("Group", "group", gaps_captions.group_names(groups))
with lists:
    *columns, last = st.columns(3, gap="medium")
    for column, ranking in zip(columns, RANKINGS, strict=True):
        with column:
            drawing = cached_gaps.list_drawing(snapshot, cycle, ranking, scope, here.theme)
            pictures.pickable(drawing, ranking, dimension=dimension)
    with last:
        critical = cached_gaps.critical_drawing(snapshot, cycle, scope, here.theme)
        pictures.pickable_if_any(critical, "critical", gaps_captions.NO_ROADMAP, dimension=dimension)

st.space("small")
drawing = cached_gaps.behind_drawing(snapshot, cycle, kind, division, dimension, here.theme)
pictures.pickable(drawing, "behind", group=group)
st.caption(gaps_captions.of_groups(groups, kind, scope))
with st.container(horizontal=True):
    there = {"show": filters.KIND_WORDS[kind], "group": group, "dimension": dimension, "find": ""}
    ways.button("pages/heatmap.py", "See the group on the heatmap", **there)
    ways.button("pages/dimension.py", "See the dimension", dimension=dimension)
    if gaps_captions.is_team(groups, group):
        ways.button("pages/team.py", "See the team", team=group)

st.space("small")
order = cached_gaps.priority_drawing(snapshot, cycle, scope, here.theme)
if pictures.explained(order, gaps_captions.of_priority(facts), gaps_captions.NO_ORDER):
    ways.button("pages/projects.py", "See the projects")

computed.show(gaps_captions.computed(facts, gaps, dimension), "listed", "behind", "priorities")
pictures.tables(
    cached_gaps.list_table(snapshot, cycle, "common", scope),
    cached_gaps.list_table(snapshot, cycle, "largest", scope),
    cached_gaps.critical_table(snapshot, cycle),
    cached_gaps.behind_table(snapshot, cycle, kind, division, dimension),
    cached_gaps.priority_table(snapshot, cycle),
    csv=lambda: cached_gaps.csv(snapshot, cycle, kind, division, scope, dimension),
    file_name="gaps.csv",
)
