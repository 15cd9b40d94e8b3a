"""One dimension: how every group stands in it, what is missing most, and who makes up the gap."""

import streamlit as st

from pages.shared import cached, cached_dimension, captions, computed, filters, frame, notices, pictures
from pages.shared import dimension_captions as told
from pages.shared import what_if_captions as supposed

here = frame.page(
    "Dimension",
    "viewer",
    "Where does everybody stand in one dimension, what is missing most, and who makes up the gap? "
    "Each bar shows one group's people from the lowest level to the highest; further down are the indicators.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True):
    cycle = filters.cycle(snapshot)
    dimension = filters.choice("Dimension", "dimension", filters.dimension_names(snapshot, cycle), width=250)
    kind = filters.kind(snapshot, cycle)
    division = filters.division(snapshot, cycle, kind)
    search = filters.search()
    what_if = filters.what_if(snapshot, cycle)
    facts = cached.facts(snapshot, cycle)
    asked = filters.rows(kind, division, search, "Below target", what_if)
    every_row = cached_dimension.rows_of(snapshot, cycle, asked, dimension)
    names, groups = cached.names(snapshot, cycle, every_row), cached.groups(snapshot, cycle, every_row)
    shown = cached_dimension.shown(snapshot, cycle, every_row)
    company, now = cached_dimension.company(snapshot, cycle, every_row, dimension)

notices.of_cycle(facts)
notices.what_if(supposed.asked(facts.framework, what_if))
notices.say_if(not groups, "No group's name contains that text.")

st.subheader("The whole company", anchor=False)
picture, words = st.columns([3, 2], gap="large")
with picture:
    pictures.distribution(cached.distribution_drawing(snapshot, cycle, every_row, names[0], dimension, here.theme))
    st.caption(captions.answered(company))
with words:
    st.markdown(supposed.of_company(company, now, facts.framework, what_if))

word = filters.KIND_WORDS[kind]
st.subheader(told.by_group(word), anchor=False)
with notices.shown(), st.container(width=220, gap="medium"):
    rows = filters.part(groups, every_row)
with notices.shown():
    pictures.chart(cached_dimension.groups_drawing(snapshot, cycle, rows, here.theme))
st.caption(told.of_groups(facts, rows, groups, shown, word))
pictures.tables(
    cached_dimension.groups_table(snapshot, cycle, rows),
    csv=lambda: cached_dimension.groups_csv(snapshot, cycle, every_row),
    file_name="dimension.csv",
)

st.subheader("What is missing most", anchor=False)
with notices.shown(), st.container(width=420):
    group = filters.choice("Group", "group", names)
    cell = cached.cell(snapshot, cycle, every_row, group, dimension)
    ticks = cached_dimension.indicators(snapshot, cycle, every_row, group, dimension)
    missing = cached_dimension.missing_drawing(snapshot, cycle, every_row, group, dimension, here.theme)
if pictures.explained(missing, told.of_ticks(facts, ticks, cell, group), told.no_ticks(ticks, cell, group)):
    pictures.tables(
        cached_dimension.indicators_table(snapshot, cycle, every_row, group, dimension),
        csv=lambda: cached_dimension.indicators_csv(snapshot, cycle, every_row, group, dimension),
        file_name="indicators.csv",
    )

st.subheader("Who makes up the gap", anchor=False)
parts = cached_dimension.contributors_drawing(snapshot, cycle, every_row, here.theme)
of_parts = told.of_parts(facts, shown, word, cached_dimension.MOST_CONTRIBUTORS)
if pictures.explained(parts, of_parts, told.no_parts(company)):
    pictures.tables(
        cached_dimension.contributors_table(snapshot, cycle, every_row),
        csv=lambda: cached_dimension.groups_csv(snapshot, cycle, every_row),
        file_name="contributors.csv",
    )

computed.show(told.definition(facts.framework, ticks, company), "cells", "dimension_people", "indicators")
