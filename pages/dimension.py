"""One dimension: how every group stands in it, what is missing most, and who makes up the gap."""

import streamlit as st

from pages.shared import cached, cached_dimension, captions, computed, filters, frame, notices, pictures
from pages.shared import dimension_captions as told

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
    facts = cached.facts(snapshot, cycle)
    found = filters.rows(kind, division, search, "Below target")
    every_row = cached_dimension.rows_of(snapshot, cycle, found, dimension)
    names = cached.names(snapshot, cycle, every_row)
    groups = cached.groups(snapshot, cycle, every_row)
    shown = cached_dimension.shown(snapshot, cycle, every_row)
    company = cached.cell(snapshot, cycle, every_row, names[0], dimension)

notices.of_cycle(facts)
notices.say_if(not groups, "No group's name contains that text.")

st.subheader("The whole company", anchor=False)
picture, words = st.columns([3, 2], gap="large")
with picture:
    pictures.distribution(cached.distribution_drawing(snapshot, cycle, every_row, names[0], dimension, here.theme))
    st.caption(captions.answered(company))
with words:
    for sentence in captions.formula(company, facts.framework):
        st.markdown(sentence)

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
why_not = told.no_ticks(ticks, cell, group)
if pictures.explained(missing, told.of_ticks(facts, ticks, cell, group), why_not):
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
