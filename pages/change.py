"""Change: did the same people get better since an earlier cycle, or are they other people, and how is that known."""

import streamlit as st

from pages.shared import cached, cached_change, computed, filters, frame, notices, pictures
from pages.shared import change_captions as told
from pages.shared.cached_change import ALL_DIMENSIONS, MOST_GROUPS, Compared, Part
from pages.shared.change_computed import worked

here = frame.page(
    "Change",
    "viewer",
    "Since an earlier cycle, did people get better, or are they other people? "
    "The difference is taken apart into the same people, those who joined, those who are gone, new targets and a "
    "reworded rubric.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True):
    later = cached_change.later(snapshot)
    notices.stop_if(not later, told.no_pairs(cached.cycles(snapshot)))
    cycle = filters.cycle_of(later)
    before = filters.compared_with(cached_change.earlier(snapshot, cycle))
    compared = Compared(before, cycle, filters.change_measure())
with notices.shown(), st.container(horizontal=True):
    kind = filters.kind(snapshot, cycle)
    division = filters.division(snapshot, cycle, kind)
    group = filters.choice("Group", "group", cached_change.group_names(snapshot, compared, Part(kind, division)))
    dimension = filters.dimension_or_all(snapshot, cycle, ALL_DIMENSIONS)
    part = Part(kind, division, group, dimension)
    row, measure = cached_change.chosen(snapshot, compared, part), compared.measure
    rows = cached_change.by_dimension(snapshot, compared, part)
    facts, facts_before = cached.facts(snapshot, cycle), cached.facts(snapshot, before)

notices.of_cycle(facts)
with st.container(border=True):
    st.caption(told.about(group, dimension, measure))
    st.markdown(told.answers(row, rows, measure, cached_change.told_by(snapshot, compared, part)))
    st.caption(told.everyone(row, measure, before, cycle))
st.caption(told.of_whom(facts_before, facts, row))

st.subheader(told.by_dimension(group), anchor=False)
drawing = cached_change.dimensions_drawing(snapshot, compared, part, here.theme)
pictures.explained(drawing, told.of_dumbbell(rows, measure), told.NO_DIMENSIONS)

st.subheader(told.in_depth(group, dimension), anchor=False)
st.markdown(told.of_movement(row, measure, facts))
square = cached_change.transitions_drawing(snapshot, compared, part, here.theme)
made, moved = pictures.beside(square)
with made:
    drawing = cached_change.ledger_drawing(snapshot, compared, part, here.theme)
    if pictures.explained(drawing, told.of_ledger(facts_before, facts), told.no_ledger(row)):
        with st.expander("Joined and gone, in more detail"):
            st.caption(told.of_classes(row))
            pictures.table_if_any(cached_change.classes_table(snapshot, compared, part))
with moved:
    pictures.explained(square, told.of_transitions(row, before), told.no_transitions(row))

st.subheader(told.by_group(kind, dimension), anchor=False)
groups = cached_change.by_group(snapshot, compared, part)
drawing = cached_change.groups_drawing(snapshot, compared, part, here.theme)
pictures.explained(drawing, told.of_groups(groups, MOST_GROUPS, measure), told.NO_GROUPS)

st.subheader(told.heading_of_gaps(facts_before), anchor=False)
with notices.told():
    st.markdown(told.top_gaps(cached_change.top_gaps(snapshot, compared), measure))
    st.markdown(told.ORDER)
    pictures.table_if_any(cached_change.moves_table(snapshot, compared))

drawing = cached_change.series_drawing(snapshot, compared, part, here.theme)
if pictures.chart_if_any(drawing):
    st.caption(told.OF_SERIES)

computed.show(worked(row, measure), "changes")
pictures.tables(
    *cached_change.every_table(snapshot, compared, part),
    csv=lambda: cached_change.csv(snapshot, compared, part),
    file_name="change.csv",
)
