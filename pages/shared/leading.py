"""With what the overview begins where there is a roadmap: the most important project that is blocked.

A leader asks for it before any figure: what stops it, in which teams, how sure that is, and what helps.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import cached_projects, filters, projects_captions
from pipeline.sentences.lead import Stop


def roadmap(path: str, cycle: str, division: str | None) -> None:
    """Draw the answers, each blocked project with a way to it; nothing beside one division or without a roadmap."""
    told = None if division else projects_captions.lead(cached_projects.roadmap(path, cycle))
    if told is None:
        return
    st.subheader(told.heading, anchor=False)
    if told.above:
        st.caption(told.above)
    for place, stop in enumerate(told.stops):
        _stop(stop, place)
    if told.others:
        st.markdown(f"**{projects_captions.OTHERS}**")
        _list(told.others)
    if told.remarks:
        st.caption("  \n".join(told.remarks))


def blocked_through(path: str, cycle: str, dimension: str) -> list[str]:
    """The projects that lack people in a dimension, with the groups that they want them of."""
    return projects_captions.blocked_through(cached_projects.roadmap(path, cycle), dimension)


def _stop(stop: Stop, place: int) -> None:
    with st.container(border=True):
        st.markdown(f"**{stop.title}**  \n{stop.standing}")
        columns = zip(st.columns(3, gap="medium"), projects_captions.answers(stop), strict=True)
        for column, (question, answers) in columns:
            with column:
                st.markdown(f"**{question}**")
                _list(answers)
        if st.button("See the project", key=f"project{place}", type="tertiary", icon=":material/arrow_forward:"):
            filters.go("pages/projects.py", project=stop.project)


def _list(sentences: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
