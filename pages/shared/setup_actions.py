"""What is done about each gap of a cycle, and the checklist of its launch; owners are seen here and nowhere else."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import notices, setup_saving
from pipeline.actions import LAUNCH, STATUSES, Action, GapPlan, action_plan, kept_action, kept_launch, launch
from pipeline.cycle_setup import CycleSetup
from pipeline.settings import Home

_ABOUT = (
    "Gaps stand in the order in which they should be closed, once the cycle is published. What is done, by when "
    "and how far it is goes out with the next publication; owners stay here."
)


def show(home: Home, setup: CycleSetup) -> None:
    """The gaps to edit, and the steps of the launch."""
    if not setup.is_fixed:
        st.info("Nobody has answered in this cycle yet, so there is no gap to plan for.", icon=":material/info:")
        return
    with notices.told():
        st.caption(_ABOUT)
        _actions(home, setup.cycle)
        st.subheader("The launch", anchor=False)
        _launch(home, setup.cycle)


def _actions(home: Home, cycle: str) -> None:
    if st.session_state.pop("actions_saved", False):
        st.success("The action plan is saved.", icon=":material/check_circle:")
    plans = action_plan(home, cycle)
    written = st.data_editor(
        _rows(plans),
        key=f"actions_{cycle}",
        hide_index=True,
        disabled=["Gap"],
        column_config={
            "Action": st.column_config.TextColumn(width="large", max_chars=500, help="What is done, in a few words."),
            "Owner": st.column_config.TextColumn(max_chars=200, help="Who sees to it; never published."),
            "By": st.column_config.DateColumn(),
            "Status": st.column_config.SelectboxColumn(options=list(STATUSES)),
            "Note": st.column_config.TextColumn(max_chars=1000),
        },
        placeholder="",
        alt="The action plan to edit, one row per gap",
    )
    changed = _changed(plans, pd.DataFrame(written))
    if not st.button(
        "Save action plan", type="primary", icon=":material/save:", disabled=not changed, key="save_actions"
    ):
        return
    with st.spinner("Saving"):
        for dimension, action in changed.items():
            kept_action(home, cycle, dimension, action, setup_saving.actor())
    st.session_state["actions_saved"] = True
    st.rerun()


def _rows(plans: list[GapPlan]) -> pd.DataFrame:
    actions = [each.action or Action("") for each in plans]
    return pd.DataFrame(
        {
            "Gap": [each.dimension_name for each in plans],
            "Action": [each.action for each in actions],
            "Owner": [each.owner or "" for each in actions],
            "By": pd.Series([each.due for each in actions], dtype=object),
            "Status": [each.status if each.action else None for each in actions],
            "Note": [each.note or "" for each in actions],
        }
    )


def _changed(plans: list[GapPlan], written: pd.DataFrame) -> dict[str, Action | None]:
    """The gaps whose row was changed: dimension (id) -> what is done now; None where the action was emptied."""
    rows = written.astype(object).where(written.notna(), None).to_dict("records")
    now = {each.dimension: _action(row) for each, row in zip(plans, rows, strict=True)}
    return {each.dimension: now[each.dimension] for each in plans if now[each.dimension] != each.action}


def _action(row: dict[Hashable, Any]) -> Action | None:
    text = str(row["Action"] or "").strip()
    due = row["By"]
    if isinstance(due, datetime):
        due = due.date()
    return (
        Action(
            text,
            str(row["Owner"] or "").strip() or None,
            due if isinstance(due, date) else None,
            str(row["Status"] or STATUSES[0]),
            str(row["Note"] or "").strip() or None,
        )
        if text
        else None
    )


def _launch(home: Home, cycle: str) -> None:
    steps = launch(home, cycle)
    st.progress(steps.done / len(LAUNCH), text=f"{steps.done} of {len(LAUNCH)} steps done")
    for step, day in steps.steps.items():
        said = f"{LAUNCH[step]} ({day.isoformat()})" if day else LAUNCH[step]
        is_done = st.checkbox(said, day is not None, key=f"launch_{cycle}_{step}_{day}")
        if is_done != (day is not None):
            kept_launch(home, cycle, {step: is_done}, datetime.now(UTC).date(), setup_saving.actor())
            st.rerun()
