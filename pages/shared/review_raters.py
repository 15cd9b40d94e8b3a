"""Review, sixth tab: how far managers' ratings of their people agree with the people's own."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached_review, frame, pictures, rater_captions
from pages.shared.cached_review import Loaded
from pages.shared.computed import SQL_PIXELS
from pages.shared.review_rubric import plain
from pipeline.charts import raters
from pipeline.charts.tables import csv
from pipeline.warehouse.connection import sql


def show(source: Loaded, cycle: str) -> None:
    """Both ratings of the same people, as bars and as a table."""
    found = cached_review.agreement(source, cycle)
    if found is None:
        st.write("Nobody has answered in this cycle yet.")
        return
    dimensions = plain(found)
    if not any(dimension["n"] for dimension in dimensions):
        st.info(
            "Nobody has both an own rating and a manager's in this cycle. Load the managers' ratings with "
            "“Who rated: Managers their people”; the file names the people who are rated.",
            icon=":material/info:",
        )
        return
    st.write("Where people and their managers see the same work differently, it is worth talking before training.")
    st.space("small")  # the chart's toolbar floats here
    with st.container(width=1000):
        pictures.chart(cached_review.agreement_drawing(found, frame.theme()))
    people = [dimension["n"] for dimension in dimensions]
    st.caption(rater_captions.of_whom(cycle, people, cached_review.used_rater(source, cycle)))
    st.dataframe(raters.rater_table(found), hide_index=True, height="content", placeholder="–")
    with st.expander("How is this computed?"):
        in_words, in_sql = st.tabs(["In words", "As SQL"])
        in_words.markdown(rater_captions.definitions([each for each in dimensions if each["same"] is not None]))
        in_sql.code(sql("marts", "rater_pairs.sql"), language="sql", height=SQL_PIXELS)
    st.download_button(
        "Download every figure",
        csv(found),
        file_name="agreement.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
