"""Long work with its steps on the page and a button that ends it.

Streamlit ends a page's run at any click. The work is therefore done in a thread of its own and kept in the session: the
next run waits on, and only "Cancel" (or another file) ends it, with nothing of it kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Literal, TypeVar

import streamlit as st

from pages.shared import notices
from pipeline.errors import Cancelled

Kind = Literal["opening", "previewing", "storing"]
Tell = Callable[[str], None]
"""Is told each step of the work, and ends it where it was cancelled."""

KINDS: tuple[Kind, ...] = ("opening", "previewing", "storing")
SHOWN_AFTER_S, LOOKED_AT_EVERY_S = 0.5, 0.2
_LABELS = {"opening": "Opening the file", "previewing": "Reading the file", "storing": "Storing"}
_FOLLOWED_BY: dict[Kind, Kind] = {"opening": "previewing"}
"""What begins by itself when some work is done: to its reader it is one wait with one button."""

_STOPPED = "work_stopped"
"""The kind of work that is to end as soon as it begins."""

T = TypeVar("T")


@dataclass(frozen=True)
class _Work:
    """Something under way: what it is of, how to end it, the steps so far and what will come of it."""

    of: object
    stop: Event
    result: Future[Any]
    steps: list[str] = field(default_factory=list)


def begin(kind: Kind, of: object, work: Callable[[Tell, Event], object]) -> None:
    """Begin some work, unless the same is under way; of another file or request it is ended first."""
    under_way = _under_way(kind)
    if under_way is not None and under_way.of == of:
        return
    is_stopped = st.session_state.get(_STOPPED) == kind
    cancel(kind)
    stop, steps = Event(), list[str]()
    if is_stopped:
        stop.set()
    worker = ThreadPoolExecutor(1)
    result = worker.submit(work, lambda step: _tell(kind, step, steps, stop), stop)
    worker.shutdown(wait=False)
    st.session_state[_key(kind)] = _Work(of, stop, result, steps)


def is_under_way(kind: Kind) -> bool:
    """Whether such work was begun and its result is still to be had."""
    return _under_way(kind) is not None


def result(kind: Kind) -> Any:
    """Wait for the work and give its result once; shows its steps where it takes longer.

    Raises
    ------
    Cancelled
        Where somebody ended it.
    """
    work: _Work = st.session_state[_key(kind)]
    if not wait([work.result], SHOWN_AFTER_S).done:
        place = st.empty()
        with place.container():
            _show(kind, work)
        place.empty()
    del st.session_state[_key(kind)]
    found = work.result.result()
    if work.stop.is_set() and kind in _FOLLOWED_BY:  # asked in its last moment: what would follow is not wanted either
        raise _cancelled(kind)
    return found


def done(kind: Kind, of: object, work: Callable[[Tell, Event], T]) -> T:
    """The result of some work, which is begun where it is not under way. Raises as ``result`` does."""
    begin(kind, of, work)
    found: T = result(kind)
    return found


def cancel(kind: Kind) -> None:
    """End work that is under way, at its next step."""
    st.session_state.pop(_STOPPED, None)
    work = _under_way(kind)
    if work is not None:
        work.stop.set()


def _stop(kind: Kind) -> None:
    """End what somebody sees under way, or what follows it where it was over before the click was heard."""
    following = _FOLLOWED_BY.get(kind)
    if is_under_way(kind):
        cancel(kind)
    elif following is not None and is_under_way(following):
        cancel(following)
    elif following is not None:
        st.session_state[_STOPPED] = following


def _show(kind: Kind, work: _Work) -> None:
    with st.status(_LABELS[kind], expanded=True):
        steps = st.empty()
        st.button("Cancel", key=f"cancel_{kind}", on_click=_stop, args=[kind], icon=":material/close:")
        while not wait([work.result], LOOKED_AT_EVERY_S).done:
            # Each writing is where Streamlit ends this run if somebody clicked; the work goes on.
            steps.markdown("  \n".join(map(notices.escaped, work.steps)))


def _tell(kind: Kind, step: str, steps: list[str], stop: Event) -> None:
    if stop.is_set():
        raise _cancelled(kind)
    steps.append(step)


def _cancelled(kind: Kind) -> Cancelled:
    return Cancelled(f"{_LABELS[kind]} was cancelled.", "Nothing was stored.")


def _under_way(kind: Kind) -> _Work | None:
    work: _Work | None = st.session_state.get(_key(kind))
    return work


def _key(kind: Kind) -> str:
    return f"work_{kind}"
