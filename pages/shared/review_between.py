"""Review, seventh tab: what has another name in an earlier cycle and may be the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import between_words as words
from pages.shared import cached_review, filters, notices
from pages.shared.cached_review import Loaded
from pipeline.same_people import SamePeople, kept_pairs, undone_pairs
from pipeline.team_map import TeamMap, kept_teams

TAB = "Between cycles"
_WIDTHS = {"Then": 210, "Now": 215, "Name": 140, "Why": 175, "Team then": 105, "Team now": 105, "": 320}


def show(source: Loaded, cycle: str) -> None:
    """The people of two cycles who may be the same, and the teams that may be."""
    earlier = cached_review.earlier_cycles(source, cycle)
    if told := st.session_state.pop("ruled_between", None):
        st.success(told, icon=":material/check_circle:")
    notices.say_if(not earlier, words.NO_EARLIER)
    if not earlier:
        return
    with st.container(width=240):
        chosen = filters.choice("Earlier cycle", "beside", earlier)
    with notices.told():
        _people(source, cached_review.same_people(source, cycle, chosen))
    with notices.told():
        _teams(source, cached_review.team_map(source, cycle, chosen))


def _people(source: Loaded, found: SamePeople) -> None:
    st.subheader("The same people under another address?", anchor=False)
    st.markdown(words.people_asked(found.proposed, found.earlier, found.later))
    if found.proposed:
        st.caption(words.WHY_PEOPLE)
        ticked = _ticked("same_people", words.people_rows(found.proposed), "Same", found)
        if st.button(words.same_button(len(ticked)), type="primary", disabled=not ticked, key="same_people_rule"):
            pairs = [(found.proposed[row]["person"], found.proposed[row]["is_person"]) for row in ticked]
            with st.spinner("Storing"):
                kept_pairs(source.home, found.later, found.earlier, pairs, _actor())
            _say(words.told(len(pairs), is_same=True))
    if found.ruled:
        st.markdown("**Ruled to be the same**")
        ticked = _ticked("ruled_people", words.ruled_rows(found.ruled), "Take back", found)
        if st.button("Take the ticked ones back", disabled=not ticked, key="ruled_people_undo"):
            people = [found.ruled[row]["person"] for row in ticked]
            with st.spinner("Storing"):
                undone_pairs(source.home, found.later, found.earlier, people, _actor())
            _say(words.told(len(people), is_same=False))


def _teams(source: Loaded, found: TeamMap) -> None:
    st.subheader("Teams under another name?", anchor=False)
    st.markdown(words.teams_asked(found))
    if not found.teams:
        return
    st.caption(words.WHY_TEAMS)
    named = _named(words.team_rows(found), found)
    changed = {each.name: now for each, now in zip(found.teams, named, strict=True) if now != each.ruled}
    if st.button("Keep what the teams are now", type="primary", disabled=not changed, key="team_map_rule"):
        with st.spinner("Storing"):
            kept_teams(source.home, found.later, found.earlier, changed, _actor())
        _say(words.teams_told(len(changed)))


def _named(rows: Sequence[dict[str, Any]], found: TeamMap) -> list[str | None]:
    """What each team is now, as it stands in the table: nothing else can be changed there."""
    table = pd.DataFrame(list(rows)).astype({"Is now": object})
    ruled = "".join(each.ruled or "-" for each in found.teams)
    edited = st.data_editor(
        table,
        key=f"team_map_{found.earlier}_{found.later}_{ruled}",
        hide_index=True,
        height="content" if len(rows) <= 15 else 560,
        column_config={
            "Team then": st.column_config.Column(width=200),
            "Is now": st.column_config.SelectboxColumn(options=list(found.later_names), width=200),
            "Recognised": st.column_config.Column(width=110, help="People who are recognised in both cycles."),
            "Where they are now": st.column_config.Column(width=420),
        },
        disabled=[title for title in table.columns if title != "Is now"],
        placeholder="",
        alt=f"What became of teams of cycle {found.earlier} in cycle {found.later}, one row per team, to choose",
    )
    return [name if isinstance(name, str) and name else None for name in edited["Is now"]]


def _ticked(name: str, rows: Sequence[dict[str, Any]], tick: str, found: SamePeople) -> list[int]:
    """The places of the rows that are ticked in a table of which nothing else can be changed."""
    table = pd.DataFrame(list(rows))
    columns: dict[str, Any] = {title: st.column_config.Column(width=_WIDTHS.get(title)) for title in table.columns}
    columns[tick] = st.column_config.CheckboxColumn(width=75 if tick == "Same" else 110)
    edited = st.data_editor(
        table,
        key=f"{name}_{found.earlier}_{found.later}_{len(found.proposed)}_{len(found.ruled)}",
        hide_index=True,
        height="content" if len(rows) <= 15 else 560,
        column_config=columns,
        disabled=[title for title in table.columns if title != tick],
        alt=f"People of the cycles {found.earlier} and {found.later}, one row per pair, to tick",
    )
    return [row for row, is_ticked in enumerate(edited[tick]) if is_ticked]


def _say(told: str) -> None:
    st.session_state["ruled_between"] = told
    st.rerun()


def _actor() -> str:
    return str(st.user.get("email") or "")
