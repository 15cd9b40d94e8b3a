"""Programme: who learns what in which quarter, and why; for analysts also who sits in which cohort."""

import streamlit as st

from pages.shared import (
    cached,
    cached_programme,
    computed,
    filters,
    frame,
    notices,
    pictures,
    programme_captions,
    programme_cohorts,
)

here = frame.page(
    "Programme",
    "viewer",
    "Who goes when, and why? Everybody below target starts with the foundation where they need it, then takes the "
    "modules of their track, one a quarter, the most urgent gap first.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True, width=760):
    cycle = filters.cycle(snapshot)
    facts = cached.facts(snapshot, cycle)
    modules = cached_programme.modules(snapshot, cycle)
    notices.stop_if(not modules, programme_captions.NO_PROGRAMME)
    launched = programme_captions.launch(cached_programme.launch(snapshot, cycle))
    track = filters.choice("Track", "track", programme_captions.tracks(modules))

notices.of_cycle(facts)
notices.say_if(bool(launched), launched)
st.space("small")  # the chart's toolbar floats here
pictures.chart(cached_programme.timeline(snapshot, cycle, here.theme))
st.caption(programme_captions.of_whom(facts, modules))

st.subheader(notices.escaped(track), anchor=False)
for paragraph in programme_captions.steps(modules, track, facts.framework):
    st.markdown(paragraph, width=frame.HELP_PIXELS)

if here.role == "analyst":
    programme_cohorts.show(here.home, cycle)

computed.show(programme_captions.computed(modules), "programme")
pictures.tables(
    cached_programme.table(snapshot, cycle),
    csv=lambda: cached_programme.csv(snapshot, cycle),
    file_name="programme.csv",
)
