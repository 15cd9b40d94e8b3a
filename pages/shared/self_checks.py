"""The self-check on My plan: asked where there is no answer on file, kept only where the person says so."""

from __future__ import annotations

import streamlit as st

from pages.shared import notices, plan_captions
from pages.shared.frame import Frame
from pipeline.model import Description, Framework
from pipeline.plans import Owned
from pipeline.self_check import kept_self_check
from pipeline.sentences.cycles import level_name

_CHECKED, _KEPT = "self_check", "self_check_kept"


def is_checked() -> bool:
    """Whether the page shows what was just said, and not what is on file."""
    return _CHECKED in st.session_state


def answered(here: Frame, found: Owned) -> Owned:
    """The person's answers: on file, or of a self-check; ends the page with the questions where there are none."""
    if st.session_state.pop(_KEPT, False):
        st.success(plan_captions.kept(found), icon=":material/check:")
    with st.expander(
        plan_captions.check_title(found.is_answered, is_checked()), expanded=not (found.is_answered or is_checked())
    ):
        _ask(found)
    if is_checked():
        said = found.with_levels(st.session_state[_CHECKED])
        _offer_to_keep(here, said)
        return said
    if not found.is_answered:
        st.stop()
    return found


def _ask(found: Owned) -> None:
    with st.form("self_check_form", border=False):
        st.markdown(plan_captions.ABOUT_CHECK)
        for dimension in found.framework.dimensions:
            choices = {each.level: _choice(found.framework, each) for each in dimension.levels}
            st.radio(
                notices.escaped(dimension.name),
                list(choices),
                format_func=choices.__getitem__,
                index=None,
                key=f"check_{dimension.id}",
            )
        if st.form_submit_button("Show my plan", type="primary"):
            said = {each.id: st.session_state[f"check_{each.id}"] for each in found.framework.dimensions}
            levels = {dimension: level for dimension, level in said.items() if level is not None}
            if levels:
                st.session_state[_CHECKED] = levels
                st.rerun()
            st.warning("Choose what describes you best in one question at least.", icon=":material/edit:")


def _offer_to_keep(here: Frame, said: Owned) -> None:
    st.info(plan_captions.not_kept(said, here.address), icon=":material/visibility_off:")
    keep, drop = st.columns([1, 3])
    with keep:
        if (
            here.address
            and said.cycle
            and st.button(f"Keep it as my answer for {notices.escaped(said.cycle)}", type="primary")
        ):
            with notices.shown(), st.spinner("Keeping your answer"):
                kept_self_check(here.home, here.address, said, st.session_state[_CHECKED])
            del st.session_state[_CHECKED]
            st.session_state[_KEPT] = True
            st.rerun()
    with drop:
        if st.button("Forget it"):
            del st.session_state[_CHECKED]
            st.rerun()


def _choice(framework: Framework, description: Description) -> str:
    return notices.escaped(f"{level_name(framework, description.level)}: {description.statement}")
