"""The heatmap: which groups have which gaps, and what lies behind one of them."""

import streamlit as st

from pages.shared import cached, captions, computed, filters, frame, notices, pictures, review_trace

here = frame.page(
    "Heatmap",
    "viewer",
    "Which groups have which gaps, and how sure is that? "
    "A row compares one group's dimensions, a column compares the groups; click a cell to see what lies behind it.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True):
    cycle = filters.cycle(snapshot)
    kind = filters.kind(snapshot, cycle)
    division = filters.division(snapshot, cycle, kind)
    facts = cached.facts(snapshot, cycle)
    measure = filters.measure(facts.has_roadmap)
    search = filters.search()
    shown = cached.shown(snapshot, cycle, kind, division)
    every_row = filters.rows(kind, division, search, measure)
    names = cached.names(snapshot, cycle, every_row)
    groups = cached.groups(snapshot, cycle, every_row)
    rows = filters.part(groups, every_row)

notices.of_cycle(facts)
notices.say_if(not groups, "No group's name contains that text.")
st.space("small")  # the chart's toolbar floats here
chart_area = st.container()
of_whom = captions.of_whom(facts, shown, filters.KIND_WORDS[kind])
dashes = captions.dashes(cached.has_absent(snapshot, cycle, rows))
asked = captions.of_demand(measure, filters.KIND_WORDS[kind])
st.caption(" ".join([captions.rows_drawn(rows, groups), of_whom, asked, dashes]))

st.subheader("Behind one cell", anchor=False)
with st.container(horizontal=True):
    group = filters.choice("Group", "group", names)
    dimension = filters.choice("Dimension", "dimension", filters.dimension_names(snapshot, cycle))
with notices.shown():
    cell = cached.cell_if_any(snapshot, cycle, every_row, group, dimension)
    levels = cached.distribution_drawing(snapshot, cycle, every_row, group, dimension, here.theme)
with chart_area:
    st.markdown(captions.in_short(cell, group, dimension))
    heatmap = cached.heatmap_drawing(snapshot, cycle, rows, measure, here.theme)
    pictures.heatmap(heatmap, group, dimension)

if cell is None:
    st.markdown(captions.ELSEWHERE)
else:
    picture, words = st.columns([3, 2], gap="large")
    with picture:
        pictures.distribution(levels)
        st.caption(captions.answered(cell))
    with words:
        for sentence in captions.formula(cell, facts.framework):
            st.markdown(sentence)
        if cell["kind"] == "team" and st.button("Open this team", type="tertiary", icon=":material/arrow_forward:"):
            filters.go("pages/team.py", team=group)
        is_traceable = here.role == "analyst" and review_trace.is_traceable(cell)
        if is_traceable and st.button("The cells behind this figure", type="tertiary", icon=":material/search:"):
            filters.go("pages/review.py", **review_trace.choices(cell))
    computed.cell(cell, facts.framework, measure)

pictures.tables(
    cached.heatmap_table(snapshot, cycle, rows, measure),
    cached.levels_table(snapshot, cycle, every_row, group, dimension),
    csv=lambda: cached.csv(snapshot, cycle, every_row, measure),
)
