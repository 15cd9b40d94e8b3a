"""With what the overview begins where there is a roadmap: the most important project that is blocked.

A leader asks for it before any figure: what stops it, in which teams, how sure that is, and what helps. The page of
projects tells the same of the project that is chosen.
"""

from __future__ import annotations

import streamlit as st

from pages.shared import cached_projects, filters, projects_captions
from pages.shared.projects_captions import Row, Stop


def roadmap(path: str, cycle: str, division: str | None) -> None:
    """Draw the answers, each blocked project with a way to it; nothing beside one division or without a roadmap."""
    told = None if division else projects_captions.lead(cached_projects.roadmap(path, cycle))
    if told is None:
        return
    st.subheader(told.heading, anchor=False)
    st.caption(told.above)
    for place, stop in enumerate(told.stops):
        with st.container(border=True):
            st.markdown(f"**{stop.title}**  \n**{stop.standing}**")
            gaps(path, cycle, stop, f"{place}")
            if st.button("See the project", key=f"project{place}", type="tertiary", icon=":material/arrow_forward:"):
                filters.go("pages/projects.py", project=stop.project)
    if told.others:
        st.markdown(f"**{projects_captions.OTHERS}**")
        st.markdown("\n".join(f"- {sentence}" for sentence in told.others))
    if told.remarks:
        st.caption("  \n".join(told.remarks))


def gaps(path: str, cycle: str, stop: Stop, key: str = "") -> None:
    """Draw what stops a project, a row per gap, under the three questions that a row answers.

    Where no gap is shown, what is said of the project as a whole is all there is.
    """
    if not stop.gaps:
        st.markdown("  \n".join(stop.besides or stop.sure))
        return
    with st.container(gap="small"):
        for place, row in enumerate(projects_captions.rows(stop)):
            if place:
                st.divider()
            _row(path, cycle, row, place == 0, f"gap of {key}-{place}")


def blocked_through(path: str, cycle: str, dimension: str) -> list[str]:
    """The projects that lack people in a dimension, with the groups that they want them of."""
    return projects_captions.blocked_through(cached_projects.roadmap(path, cycle), dimension)


def _row(path: str, cycle: str, row: Row, has_questions: bool, key: str) -> None:
    name = [f"**{row.name}**"] if row.name else []
    columns = st.columns([6, 5, 5], gap="medium")
    answers = ([*name, *row.stops], row.sure, row.ways)
    places = [column.container(gap="xsmall") for column in columns]
    for place, question, sentences in zip(places, projects_captions.QUESTIONS, answers, strict=True):
        if has_questions:
            place.markdown(f"**{question}**")
        place.markdown("  \n".join(sentences))
    with places[0]:
        _way(path, cycle, row, key)


def _way(path: str, cycle: str, row: Row, key: str) -> None:
    """Lead on to the people of a gap's group by level, against the level that the project asks for."""
    choices = cached_projects.cell_choices(path, cycle, row.gap.need) if row.gap else None
    if choices and st.button("See where", key=key, type="tertiary", icon=":material/arrow_forward:"):
        filters.go("pages/dimension.py", **choices, division=filters.EVERYWHERE)
