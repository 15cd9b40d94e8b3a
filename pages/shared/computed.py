"""How is this computed? One way to answer it on every page.

The words come from a pure function of the page's own figures; the SQL is the text of the very files
that are run, so it cannot fall behind.
"""

from __future__ import annotations

import streamlit as st

from pages.shared import computed_captions
from pages.shared.captions import Cell
from pipeline.charts.measures import measure_of
from pipeline.model import Framework
from pipeline.snapshot.connection import question_sql
from pipeline.snapshot.shapes import Head
from pipeline.warehouse.connection import sql

SQL_PIXELS = 320


def show(words: str, *questions: str) -> None:
    """Explain a page's figures behind one line that opens.

    Parameters
    ----------
    words
        Definition, formula with its numbers and who is counted, as markdown; names from files in it
        are escaped.
    questions
        What the page asks of the snapshot, by the names of the ``.sql`` files, e.g. ``"cells"``.
    """
    with st.expander("How is this computed?"):
        in_words, in_sql = st.tabs(["In words", "As SQL"])
        in_words.markdown(words)
        with in_sql:
            st.caption("People are counted once, when a cycle is published: by division, team, role and level.")
            st.code(sql("marts", "cube.sql"), language="sql", height=SQL_PIXELS)
            if questions:
                st.caption("This page reads the published figures, in which groups that are too small are left out.")
            for question in questions:
                st.code(question_sql(question), language="sql", height=SQL_PIXELS)


def cell(chosen: Cell, framework: Framework, measure: str, *questions: str) -> None:
    """Explain one group's figures in one dimension, a cell of `cached.cell`, under a measure's plain name."""
    words = computed_captions.cell_words(chosen, framework, measure_of(measure))
    show(words, *(questions or ("cells", "cell_levels")))


def head(figures: Head, framework: Framework) -> None:
    """Explain the figures on top of the overview."""
    show(computed_captions.head_words(figures, framework), "head")
