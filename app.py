"""The overview: where the organisation stands, and which gaps deserve a look first."""

import streamlit as st

from pages.shared import cached, captions, computed, filters, frame, leading, notices, pictures

here = frame.page(
    "Overview",
    "viewer",
    "Where does the organisation stand, and which gaps deserve a look first? "
    "The figures count people; the more a cell's colour differs from the page, the further its group is from target.",
)
snapshot = here.published

with notices.shown(), st.container(horizontal=True, width=560):
    cycle = filters.cycle(snapshot)
    division = filters.division(snapshot, cycle)
    kind = filters.parts_of(snapshot, cycle, division)
    facts = cached.facts(snapshot, cycle)
    head = cached.head(snapshot, here.home, cycle, division)
    gaps = cached.first_gaps(snapshot, cycle, division)
    shown = cached.shown(snapshot, cycle, kind, division)
    teams = cached.shown(snapshot, cycle, "team", division)

notices.of_cycle(facts)
notices.stop_if(not head.dimensions, "No figure can be shown here: too few people answered, or nobody has a target.")

leading.roadmap(snapshot, cycle, division)

figures = st.columns(4, gap="medium")
with figures[0], st.container(gap=None):
    st.metric("People assessed", captions.people_assessed(facts, head, division is None))
    st.caption(captions.response(facts, head, division is None))
with figures[1], st.container(gap=None):
    st.metric("At or above target", captions.reached(head))
    st.caption(captions.reached_of(head))
with figures[2], st.container(gap=None):
    st.metric("Common gaps", captions.common_gaps(head))
    st.caption(captions.common_of(head))
with figures[3], st.container(gap=None):
    st.metric("Teams shown", captions.shown_count(teams))
    st.caption(captions.shown_why(teams, facts))

st.subheader(captions.first_gaps_title(division), anchor=False)
notices.say_if(not gaps, "Nobody is below target.")
for place, (column, gap) in enumerate(zip(st.columns(3, gap="medium"), gaps, strict=False)):
    with column, st.container(border=True, height="stretch", gap=None):
        st.markdown(captions.gap_title(gap))
        st.markdown(captions.gap_figure(gap))
        st.caption(captions.gap_reason(gap, leading.blocked_through(snapshot, cycle, gap["dimension"]), division))
        if st.button("See which teams", key=f"gap{place}", type="tertiary", icon=":material/arrow_forward:"):
            whole, chosen = cached.top_name(snapshot, cycle, division), gap["dimension_name"]
            here_now = {"show": "Teams", "find": "", "what_if": filters.AS_IT_IS}
            filters.go("pages/dimension.py", group=whole, dimension=chosen, **here_now)

st.subheader(captions.heatmap_title(kind, division), anchor=False)
rows = filters.rows(kind, division, "", "Below target")
if pictures.heatmap(cached.heatmap_drawing(snapshot, cycle, rows, "Below target", here.theme)):
    filters.go("pages/heatmap.py", show=filters.KIND_WORDS[kind])
of_whom = captions.of_whom(facts, shown, filters.KIND_WORDS[kind])
of_which = " ".join([captions.rows_drawn(rows, shown.total), of_whom])
dashes = captions.dashes(cached.has_absent(snapshot, cycle, rows))
st.caption("  \n".join(filter(None, [of_which, dashes, *captions.costs(facts)])))
computed.head(head, facts.framework)
pictures.tables(
    cached.heatmap_table(snapshot, cycle, rows, "Below target"),
    csv=lambda: cached.csv(snapshot, cycle, rows),
)
