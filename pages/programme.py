"""Programme: who of a team goes when, and why; the order for everybody; for analysts also the cohorts by name."""

import streamlit as st

from pages.shared import (
    cached,
    cached_programme,
    computed,
    filters,
    frame,
    notices,
    pictures,
    programme_budget,
    programme_captions,
    programme_cohorts,
    programme_team,
)

here = frame.page(
    "Programme",
    "viewer",
    "Who goes when, and why? Choose a team; everybody starts with the foundation where they need it, then takes the "
    "modules of their track, the most urgent gap first.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True, width=760):
    cycle = filters.cycle(snapshot)
    mine = programme_team.reader(here, cycle)
    team = programme_team.choice(here, cycle, mine)
    facts = cached.facts(snapshot, cycle)
    modules = cached_programme.modules(snapshot, cycle)
    launched = programme_captions.launch(cached_programme.launch(snapshot, cycle))

notices.of_cycle(facts)
notices.stop_if(not modules, programme_captions.NO_PROGRAMME)
with notices.shown():
    programme_team.show_if_any(here, cycle, team, mine)

st.subheader("The order for everybody", anchor=False)
notices.say_if(bool(launched), launched)
st.space("small")  # the chart's toolbar floats here
pictures.chart(cached_programme.timeline(snapshot, cycle, here.theme))
st.caption(programme_captions.of_whom(facts, modules))

with st.expander("What happens in each module"):
    track = filters.choice("Track", "track", programme_captions.tracks(modules), width=300)
    for paragraph in programme_captions.steps(modules, track, facts.framework):
        st.markdown(paragraph, width=frame.HELP_PIXELS)

programme_budget.show(here, cycle)

if here.role == "analyst":
    programme_cohorts.show(here, cycle)

computed.show(programme_captions.computed(modules), "programme")
pictures.tables(
    cached_programme.table(snapshot, cycle),
    csv=lambda: cached_programme.csv(snapshot, cycle),
    file_name="programme.csv",
)
