"""Rulings handed in as a recipe on the upload page: they are the whole of the rulings then, as on the command line."""

from __future__ import annotations

import streamlit as st

from pages.shared import notices
from pipeline.matching.recipe_file import recipe_from_bytes

REUSING = "upload_reusing"
"""Where it stands whether rulings of earlier uploads hold."""


def hand_in() -> None:
    """A box for a recipe; comes before the widget that says whether earlier rulings hold."""
    st.session_state.setdefault(REUSING, True)
    with st.expander("Rulings from a recipe", icon=":material/rule:"):
        st.caption(
            "A recipe holds the rulings of an earlier file, as you downloaded them. They take the place of all rulings "
            "made here and of those of earlier uploads."
        )
        turn = st.session_state.setdefault("recipe_turn", 0)
        dropped = st.file_uploader("Recipe", type=["yaml", "yml"], key=f"recipe{turn}", max_upload_size=1)
        if dropped is not None:
            with notices.told():
                st.session_state["rulings"] = recipe_from_bytes(dropped.getvalue(), dropped.name)
                st.session_state["unruled"] = frozenset()
                st.session_state[REUSING] = False
                st.session_state["recipe_turn"] = turn + 1  # a new key lets go of the file
                st.rerun()
