"""Upload: what a file is, what it means, and what happens when it is stored; then it is published."""

import streamlit as st

from pages.shared import findings, frame, notices, own_columns, ruling, ruling_who, sides, uploading, work

here = frame.page(
    "Upload",
    "analyst",
    "What is in a file, and what could not be used? "
    "Drop a file and read what was understood: nothing is stored before you say so, nor seen before you publish.",
)

with st.container(horizontal=True):
    said = uploading.said(here.home)
with notices.shown():
    file = uploading.spooled(here.home)

if file is not None:
    st.subheader("1 · What it is", anchor=False)
    uploading.name(file)
    with notices.shown():
        work.finish_storing()
        opened = work.opened(file)
        asked = uploading.request(here.home, file, opened, said)
        preview = work.preview(here.home, asked, opened)
    findings.origin(preview.report, work.described(file))
    uploading.refusal(preview)
    own_columns.offer(here.home, said.cycle, file, preview)

    if preview.seen is not None:
        st.subheader("2 · What it means", anchor=False)
        ruling_who.roster(preview.seen, preview.report)
        ruling.similar_headers(preview.seen)
        ruling.unknown_answers(preview.seen)
        ruling_who.people(preview.seen, preview.report)
        ruling_who.teams(preview.seen, preview.report)
        findings.columns(preview.readings, preview.seen)
        ruling.one_column(preview.readings, preview.seen)
        ruling.that_hold(preview.seen)
        sides.side_by_side(preview.seen)
    elif preview.report is not None:
        st.subheader("2 · What it means", anchor=False)
        findings.columns(preview.readings, None)

    if preview.report is not None:
        st.subheader("3 · What happens", anchor=False)
        findings.summary(preview.report)
        findings.changes(preview.report)
        findings.problems(preview.report.problems)
        st.caption("Nothing is stored yet.")
        if st.button("Store", type="primary", icon=":material/save:"):
            with notices.shown():
                work.store(here.home, asked, opened)
    st.stop()

with notices.shown():
    work.stored(here.home)

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
