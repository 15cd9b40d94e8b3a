"""What could be derived: whether few people can be told apart by everything that is published of a cycle."""

import streamlit as st

from pages.shared import cached, cached_derived, computed, derived_captions, filters, frame, notices, pictures

here = frame.page(
    "What could be derived",
    "viewer",
    "Can anybody work out from these pages what a few people answered? "
    "Before a cycle is published, all that will be shown of it is added and subtracted; what was found stands here.",
)
snapshot = here.published

with notices.shown(), st.container(width=220):
    cycle = filters.cycle(snapshot)
    facts = cached.facts(snapshot, cycle)
    verdicts = cached_derived.verdicts(snapshot, cycle)

notices.of_cycle(facts)
st.subheader(derived_captions.verdict(facts, verdicts), anchor=False)
pictures.table(cached_derived.table(snapshot, cycle))
st.caption(derived_captions.of_what(facts, verdicts))

looked_at, not_covered = st.columns(2, gap="large")
with looked_at:
    st.markdown("**What was looked at**")
    for sentence in derived_captions.looked_at(facts, verdicts):
        st.markdown(sentence)
with not_covered:
    st.markdown("**What this does not cover**")
    for sentence in derived_captions.NOT_COVERED:
        st.markdown(sentence)

computed.show(derived_captions.computed(verdicts), "verdicts")
pictures.download(lambda: cached_derived.csv(snapshot, cycle), "what_could_be_derived.csv")
