"""The targets of a cycle as a grid to edit: roles or teams in rows, dimensions in columns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import cached_setup, filters, notices, setup_files, setup_saving, setup_words, target_words
from pipeline.cycle_setup import CycleSetup
from pipeline.matching.target_grid import NAME, GridKind, edited_targets, target_grid
from pipeline.settings import Home

_NAME_PIXELS, _LEVEL_PIXELS = 130, 148
"""Five dimensions are seen at once in a window of 1,280 pixels; the help of a column has its whole name."""

_NARROW = {name: st.column_config.NumberColumn(width=80) for name in ("People", "Answered", "Reached")}
_KINDS: dict[str, GridKind] = {"Roles": "role", "Teams": "team"}


def show(home: Home, setup: CycleSetup) -> None:
    """The grid to edit, what holds in each cell, and the way through a spreadsheet."""
    nothing = setup_words.nothing_loaded(setup, "targets")
    notices.say_if(bool(nothing), nothing)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = filters.choice("Targets by", "targets_by", list(_KINDS), width=280)
        beside = st.empty()
    kind = _KINDS[shown]
    grid = target_grid(setup.targets, setup.framework, setup.names, kind)
    st.caption(
        f"Write a level by number or name ({setup_words.level_choices(setup.framework)}). "
        "An empty cell has no target of its own: what holds there stands in the second table."
    )
    hidden = setup_words.hidden_lines(grid.hidden)
    if hidden:
        st.info(hidden, icon=":material/info:")
    written = st.data_editor(
        grid.rows,
        key=setup_saving.editor_key(setup, "targets", kind),
        num_rows="add",
        hide_index=True,
        column_config=_columns(setup, kind),
        placeholder="",
        alt="Targets to edit, one row per group and one column per dimension",
    )
    edited = edited_targets(setup.targets, pd.DataFrame(written), setup.framework, setup.names, kind)
    unsaved = setup_words.unsaved(edited.changes)
    if unsaved:
        beside.warning(unsaved, icon=":material/edit:")
    setup_saving.save(home, setup, "targets", edited)
    st.subheader("What holds", anchor=False)
    then = target_grid(edited.lines, setup.framework, setup.names, kind)
    st.dataframe(
        then.applying,
        hide_index=True,
        column_config=_columns(setup, kind),
        alt="The target that holds for each group and dimension, and where it comes from",
    )
    st.caption(setup_words.order_of_targets(kind))
    _audit(home, setup)
    setup_files.exchange(home, setup, "targets")


def _audit(home: Home, setup: CycleSetup) -> None:
    """What stands out about the targets as they are stored: in sentences, then line by line."""
    st.subheader("What stands out", anchor=False)
    with notices.told():
        audit = cached_setup.target_audit(home, setup.cycle)
        st.markdown(target_words.sentences(audit))
        if audit is None:
            return
        st.dataframe(
            target_words.rows(audit),
            hide_index=True,
            column_config=_NARROW,
            placeholder="–",
            alt="Every target as stored: for whom it holds, how many of them reach it, and what stands out",
        )
        st.caption(
            "The targets as stored, each with the people for whom no more specific line holds. These are counts of "
            "everybody, however few: for analysts only."
        )


def _columns(setup: CycleSetup, kind: GridKind) -> dict[str, Any]:
    names = {dimension.id: dimension.name for dimension in setup.framework.dimensions}
    return {
        NAME: st.column_config.TextColumn(kind.capitalize(), pinned=True, width=_NAME_PIXELS),
        **{id_: st.column_config.TextColumn(name, help=name, width=_LEVEL_PIXELS) for id_, name in names.items()},
    }
