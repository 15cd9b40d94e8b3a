"""Review, second tab: what could not be used, by kind, down to the row in the file."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached_review, filters, reviewing
from pages.shared.cached_review import Loaded
from pages.shared.notices import escaped
from pages.shared.problem_words import words_of
from pipeline.problems import ProblemKind

EVERY = "All uploads"


def show(source: Loaded, cycle: str) -> None:
    """The kinds of problems of a cycle; one of them opened to its cells."""
    uploads = [upload for upload in cached_review.uploads(source) if upload["cycle"] == cycle]
    named = {reviewing.origin(upload): upload["upload"] for upload in uploads}
    with st.container(width=480):
        upload = named.get(filters.choice("In", "problems_in", [EVERY, *named]))
    kinds = cached_review.problem_kinds(source, cycle, upload)
    if not kinds:
        st.write("Nothing: every cell was understood.")
        return
    st.table(kind_rows(kinds), border="horizontal", hide_index=True)
    titles = {f"{words_of(kind.problem, kind.message).title} ({kind.count:,})": kind for kind in kinds}
    with st.container(horizontal=True):
        kind = titles[filters.choice("Show the cells of", "problem", list(titles))]
        passed = reviewing.passed("Cells", "problem_part", kind.count)
    found = cached_review.problem_part(source, cycle, kind.problem, upload, passed, reviewing.PART)
    reviewing.cell_table(found, message="Problem")
    chosen = reviewing.chosen_cell(found, "problem_cell")
    if chosen is not None:
        reviewing.row_of_file(source, chosen)


def kind_rows(kinds: tuple[ProblemKind, ...]) -> list[dict[str, str]]:
    """One row per kind of problem: how often, what happened and how to mend it."""
    told = [(kind.count, words_of(kind.problem, kind.message)) for kind in kinds]
    return [
        {
            "Problem": f"**{escaped(words.title)}**",
            "Cells": f"{count:,}",
            "What happened": escaped(words.meaning),
            "How to mend it": escaped(words.mend),
        }
        for count, words in told
    ]
