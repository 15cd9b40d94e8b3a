"""What a page's link asks for, and one notice where that is not here.

A link decides when a reader arrives at a page; from then on the reader does. So the notice stands
until the next choice and is not said again. What a link carries is anybody's text: it is compared
with what a page offers, printed escaped and cut, and used for nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared.notices import escaped

MOST_LETTERS = 60
MOST_VALUES = 3

_PAGE, _IS_ARRIVING, _PLACE, _REMARKS = "page", "is_arriving", "link_notice", "link_remarks"


def arrive(title: str) -> None:
    """Begin a run of a page: note whether its reader just came, and keep a place for the notice."""
    st.session_state[_IS_ARRIVING] = st.session_state.get(_PAGE) != title
    st.session_state[_PAGE] = title
    st.session_state[_PLACE] = st.empty()
    st.session_state[_REMARKS] = []


def asked(name: str) -> list[str]:
    """The values that the link has for a parameter as the reader arrives; empty at any later run."""
    if not st.session_state.get(_IS_ARRIVING, True):
        return []
    return [value for value in st.query_params.get_all(name) if value]


def tell(name: str, chosen: str) -> None:
    """Bring the address up to date with a choice that was made on another page.

    Only on arrival: from then on the address belongs to the widget that is bound to it. Not on the
    way back, where the address is what the reader wants.
    """
    context = get_script_run_ctx()
    is_going_back = context is not None and context.is_history_navigation
    if st.session_state.get(_IS_ARRIVING) and name not in st.query_params and not is_going_back:
        st.query_params[name] = chosen


def remark(label: str, values: Sequence[str], shown: str) -> None:
    """Say what the link asked for under `label`, and what is shown instead, in the page's one notice."""
    if _PLACE in st.session_state:
        st.session_state[_REMARKS].append(remark_words(label, values, shown))
        st.session_state[_PLACE].info(notice_words(st.session_state[_REMARKS]), icon=":material/link:")


def notice_words(remarks: Sequence[str]) -> str:
    """The notice: what it is about, and a line for each remark."""
    return "\n".join(["Not everything that this link asks for can be shown.", "", *(f"- {line}" for line in remarks)])


def remark_words(label: str, values: Sequence[str], shown: str) -> str:
    """What was asked and what is shown, e.g. ``Cycle “1999”: “2026” is shown``."""
    told = ", ".join(f"“{escaped(shortened(value))}”" for value in values[:MOST_VALUES])
    more = ", …" if len(values) > MOST_VALUES else ""
    return f"{escaped(label)} {told}{more}: {shown}"


def shown_instead(chosen: str) -> str:
    """What is shown, for `remark`."""
    return f"“{escaped(shortened(chosen))}” is shown."


def shortened(value: str) -> str:
    """A text of at most sixty letters, with an ellipsis where something is left out."""
    one_line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return one_line if len(one_line) <= MOST_LETTERS else f"{one_line[: MOST_LETTERS - 1]}…"
