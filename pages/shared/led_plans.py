"""The plans of those whom a manager leads: a list on the programme page, and on My plan the one that was opened.

Decision: whose plan is open is kept in the session and never in the address, which browsers and proxies write down; who
may open it is asked anew at every run.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared import notices, plan_captions
from pages.shared.frame import Frame
from pipeline.led import Led
from pipeline.plans import Owned, led_plan_inputs

_OPEN = "plan_of"
_ME = "My own plan"


def to_open(mine: Led) -> None:
    """Let a manager open the plan of somebody whom they lead; nothing where they may see nobody."""
    if not mine.names:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", width=760):
        chosen = st.selectbox(
            "Plans of those whom you lead", [person for person, _ in mine.names], format_func=_of(mine)
        )
        if st.button("Open the plan", icon=":material/person:"):
            st.session_state[_OPEN] = chosen
            st.switch_page("pages/my_plan.py")


def opened(here: Frame) -> Owned | None:
    """The plan of somebody else that was opened, with the way back; None for the reader's own."""
    person = st.session_state.get(_OPEN)
    if person is None or here.role == "viewer" or here.address is None:
        return None
    found = led_plan_inputs(here.home, here.address, person)
    if found is None:
        st.session_state.pop(_OPEN)
        return None
    st.info(plan_captions.whose(found), icon=":material/groups:")
    if st.button(_ME, icon=":material/arrow_back:"):
        st.session_state.pop(_OPEN)
        st.rerun()
    notices.stop_if(not found.is_answered, plan_captions.NO_ANSWER)
    return found


def _of(mine: Led) -> Callable[[int], str]:
    return dict(mine.names).__getitem__
