"""Upload: what is in a file, what could not be used, and then: store and publish it."""

import streamlit as st

from pages.shared import filters, findings, frame, notices, uploading

here = frame.page(
    "Upload",
    "analyst",
    "What is in a file, and what could not be used? "
    "Drop a file and read what was understood: nothing is stored before you say so, nor seen before you publish.",
)

with st.container(horizontal=True):
    cycle = uploading.cycle()
    kind = st.selectbox("What is in the file", list(uploading.KIND_WORDS))

with notices.shown():
    file = uploading.spooled(here.home)

if file is not None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(file.name)
        st.button("Choose another file", on_click=uploading.discard, type="tertiary")
    with notices.shown():
        asked = uploading.request(here.home, file, cycle, kind)
        preview = uploading.preview(here.home, asked)
        uploading.rule(preview.readings, here.home)
    if preview.report is None:
        st.error(preview.refusal, icon=":material/error:")
        findings.questions(preview.readings, uploading.dimension_names(here.home))
        st.stop()
    findings.summary(preview.report)
    st.caption("Nothing is stored yet.")
    if st.button("Store", type="primary", icon=":material/save:"):
        with notices.shown():
            uploading.store(here.home, asked)
    findings.problems(preview.report.problems)
    findings.questions(preview.readings, uploading.dimension_names(here.home))
    st.stop()

if "stored" in st.session_state:
    report = st.session_state["stored"]
    st.success(findings.stored_words(report), icon=":material/check_circle:")
    findings.summary(report)
    if st.button("Publish cycle", type="primary", icon=":material/publish:"):
        with notices.shown():
            uploading.publish(here.home, report.cycle)
    if st.session_state.get("published") == report.cycle:
        filters.choose(cycle=report.cycle)
        st.page_link("pages/heatmap.py", label="Open the heatmap", icon=":material/grid_on:")

st.subheader("Empty spreadsheets to fill in", anchor=False)
st.caption("Each explains its columns on a second sheet.")
with st.container(horizontal=True):
    for kind_of_file in ("roster", "targets", "roadmap"):
        st.download_button(
            kind_of_file.capitalize(),
            uploading.template(kind_of_file),
            file_name=f"{kind_of_file}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
