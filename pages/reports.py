"""Reports: what is published of a cycle as files to send, one to read and one to go on with."""

import streamlit as st

from pages.shared import cached_reports, filters, frame, notices, report_files

here = frame.page(
    "Reports",
    "viewer",
    "What can you send to somebody who will not open these pages? "
    "Both files hold what is published of the cycle you choose, and nothing that is not shown here.",
)
snapshot = here.published

with notices.shown(), st.container(width=220):
    cycle = filters.cycle(snapshot)
    contents = cached_reports.contents(snapshot, here.home, cycle)

notices.of_cycle(contents.facts)
page, workbook = st.columns(2, gap="large")
with page, st.container(border=True, height="stretch"):
    report_files.offer(contents, report_files.PAGE)
with workbook, st.container(border=True, height="stretch"):
    report_files.offer(contents, report_files.WORKBOOK)
st.caption(report_files.of_whom(contents))
