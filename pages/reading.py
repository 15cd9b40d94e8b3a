"""A framework's own reading of a cycle: who can do what, and what one group makes of it."""

import streamlit as st

from pages.shared import cached, cached_reading, captions, computed, filters, frame, notices, pictures
from pages.shared import reading_captions as told

here = frame.page(
    None,
    "viewer",
    "What do the groups look like through the eyes of their framework? "
    "The matrix compares groups; below it stands one group by itself.",
)
snapshot = here.published
cycles = cached_reading.cycles(snapshot)
notices.stop_if(not cycles, told.NO_READING)

with notices.shown(), st.container(horizontal=True):
    cycle = filters.cycle_of(cycles)
    kind = filters.kind(snapshot, cycle)
    division = filters.division(snapshot, cycle, kind)
    search = filters.search()
    facts = cached.facts(snapshot, cycle)
    shown = cached.shown(snapshot, cycle, kind, division)
    every_row = filters.rows(kind, division, search, "Below target")
    names, groups = cached.names(snapshot, cycle, every_row), cached.groups(snapshot, cycle, every_row)
    rows = filters.part(groups, every_row)

notices.of_cycle(facts)
notices.say_if(not groups, "No group's name contains that text.")
st.markdown(told.intro(facts.framework), width=frame.HELP_PIXELS)
st.space("small")  # the chart's toolbar floats here
with notices.shown():
    pictures.chart(cached_reading.matrix_drawing(snapshot, cycle, rows, here.theme))
of_whom = captions.of_whom(facts, shown, filters.KIND_WORDS[kind])
st.caption(" ".join([captions.rows_drawn(rows, groups), of_whom]))
pictures.tables(
    cached_reading.matrix_table(snapshot, cycle, rows),
    csv=lambda: cached_reading.csv(snapshot, cycle, every_row),
    file_name="reading.csv",
)

st.subheader("One group by itself", anchor=False)
with notices.shown(), st.container(width=420):
    group = filters.choice("Group", "group", names)
    places = cached_reading.group(snapshot, cycle, every_row, group)
    first = cached_reading.close_first(snapshot, cycle, every_row, group)
    empty = cached_reading.empty_ones(snapshot, cycle, every_row, group)
for sentence in told.of_group(places, first, empty, facts.framework):
    st.markdown(sentence)
pictures.chart(cached_reading.group_drawing(snapshot, cycle, every_row, group, here.theme))
st.caption(told.of_one(facts, places, group))

phases = cached_reading.phases_drawing(snapshot, cycle, every_row, group, here.theme)
notices.say_if(phases is None and told.has_phases(facts.framework), told.NO_TICKS)
if pictures.chart_if_any(phases):
    st.caption(told.OF_PHASES)
with st.expander("The figures of this group as a table"):
    pictures.table(cached_reading.group_table(snapshot, cycle, every_row, group))
    pictures.table_if_any(cached_reading.phases_table(snapshot, cycle, every_row, group))

for section in told.sections(facts.framework):
    with st.expander(notices.escaped(section.name)):
        st.markdown(told.section_text(section))
computed.show(told.computed(facts.framework), "cells", "reading_people", "reading_ticks")
