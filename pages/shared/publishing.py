"""A publication, or a draft, that goes on whatever its reader does meanwhile, and is told on every page.

Streamlit ends a page's run at any click. The work is therefore done in a thread of its own, and belongs to the process
and not to a session: whoever loads the page anew, or opens a second one, is told of it as well. It cannot be cancelled:
it is one transaction, and half a publication is none. Pages of analysts wait for it, because they read the warehouse,
which is held as long; pages for everybody go on with the figures that are published. What of them reads the warehouse
too (names on Team, Programme and My plan) waits as long as a lock is waited for, and then says so.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import streamlit as st

from pages.shared import drafts, filters, notices
from pages.shared.notices import escaped
from pipeline.earlier import Way
from pipeline.errors import PublicationError, SurveyError
from pipeline.publish import Publication, drafted, published
from pipeline.settings import Home

LOOKED_AT_EVERY_S = 0.2
ASKED_EVERY_S = 1.0
"""How often a page that does not wait asks whether it is done."""

_WAITED, _FOLLOWED = "publishing_waited", "publishing_followed"
"""What this run of a page waited for, and what the session waited for last."""

_HEARD, _CLOSED = "publishing_heard", "publishing_closed"
"""Of what the session has seen the outcome, on which page, and of what it wants to see no more."""


@dataclass(frozen=True, eq=False)
class Publishing:
    """A publication that was begun: of which cycle, by whom, its steps so far and what will come of it."""

    cycle: str
    actor: str
    is_draft: bool
    result: Future[Publication]
    steps: list[str] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether it has come to its end, good or bad."""
        return self.result.done()


_latest: dict[tuple[Path, str], Publishing] = {}
"""The last publication that each analyst began in each home, until they have put its outcome away."""

_beginning = Lock()


def begin(home: Home, cycle: str, is_draft: bool = False, way: Way = "again") -> None:
    """Begin to publish a cycle, or to draft it, and draw the page anew, which tells of it.

    Raises
    ------
    PublicationError
        Where a publication is under way, or was when the reader asked for this one.
    """
    waited: Publishing | None = st.session_state.get(_WAITED)
    with _beginning:
        other = waited or _going_on(home)
        if other is not None:
            raise PublicationError(
                f"{_subject(other)} was already under way when you asked. Nothing more was begun.",
                "See what came of it; ask again if something is still to go out.",
            )
        _latest[home.path, _actor()] = _begun(home, cycle, is_draft, way)
    st.rerun()


def told(home: Home, title: str, is_analyst: bool, is_waited_for: bool) -> None:
    """Tell the analyst who began a publication, or waited for it, that it is under way or how it ended.

    It stands below a page's title. Nobody else sees anything.

    Parameters
    ----------
    title
        Of the page: good news is told on one page, bad news until it is closed.
    is_waited_for
        Whether the page reads the warehouse: it is drawn when the publication is done.
    """
    st.session_state.pop(_WAITED, None)
    if not is_analyst:
        return
    other = _going_on(home)
    if other is not None and is_waited_for:
        _wait(other)
        for kept in (_WAITED, _FOLLOWED):
            st.session_state[kept] = other
    found = _of_reader(home)
    if found is None:
        return
    if found.is_done:
        _outcome(home, found, title)
    else:
        st.fragment(_under_way, run_every=ASKED_EVERY_S)(found)


def put_latest_away(home: Home) -> None:
    """Tell the reader no more of how their last publication ended."""
    found = _of_reader(home)
    if found is not None and found.is_done:
        _put_away(home, found)


def under_way_words(found: Publishing) -> str:
    """That a publication goes on, and how far it is."""
    now = f" {escaped(found.steps[-1])} …" if found.steps else ""
    what = "A draft of cycle" if found.is_draft else "Cycle"
    done = "made" if found.is_draft else "published"
    return f"{what} {escaped(found.cycle)} is being {done}.{now} It goes on whichever page you are on."


def outcome_words(publication: Publication) -> str:
    """What was published or drafted: ``Published as number 3: 8 of 9 teams of cycle 2026 are shown, from 5 ...``."""
    what = "The draft is made" if publication.is_draft else f"Published as number {publication.number}"
    return (
        f"{what}: {publication.teams_shown} of {publication.teams} teams of cycle {escaped(publication.cycle)} "
        f"are shown, from {publication.min_group} answers on."
    )


def _begun(home: Home, cycle: str, is_draft: bool, way: Way) -> Publishing:
    actor, steps, worker = _actor(), list[str](), ThreadPoolExecutor(1)
    work = (
        worker.submit(drafted, home, cycle, steps.append, actor)
        if is_draft
        else worker.submit(published, home, cycle, steps.append, actor, way)
    )
    worker.shutdown(wait=False)
    return Publishing(cycle, actor, is_draft, work, steps)


def _wait(found: Publishing) -> None:
    place = st.empty()
    with place.container(), st.status(_subject(found), expanded=True):
        st.markdown("It goes on if you turn to another page, and you are told there how it ended.")
        steps = st.empty()
        while not wait([found.result], LOOKED_AT_EVERY_S).done:
            # Each writing is where Streamlit ends this run if somebody clicked; the work goes on.
            steps.markdown("  \n".join(map(escaped, found.steps)))
    place.empty()


def _under_way(found: Publishing) -> None:
    if found.is_done:
        st.rerun()
    st.info(under_way_words(found), icon=":material/publish:")


def _outcome(home: Home, found: Publishing, title: str) -> None:
    """How it ended."""
    error = found.result.exception()
    if error is not None and not isinstance(error, SurveyError):
        _put_away(home, found)  # a fault of the program is shown once, and must not stand on every page
        raise error
    heard, where = st.session_state.get(_HEARD, (None, title))
    if heard is not found:
        _hear(found, title)
    elif error is None and where != title:
        _put_away(home, found)
        return
    if isinstance(error, SurveyError):
        st.error(f"{escaped(_subject(found))} was refused.\n\n{notices.refusal(error)}", icon=":material/error:")
    else:
        publication = found.result.result()
        st.success(outcome_words(publication), icon=":material/check_circle:")
        for remark in publication.notes:
            st.info(escaped(remark))
    _ways_on(home, found, is_out=error is None and not found.is_draft)


def _hear(found: Publishing, title: str) -> None:
    """What follows from an outcome in the session of whoever hears of it first."""
    st.session_state[_HEARD] = (found, title)
    filters.choose(snapshot="")  # to go back from here means to the one before
    if found.result.exception() is None and not found.is_draft:
        drafts.leave()


def _ways_on(home: Home, found: Publishing, is_out: bool) -> None:
    with st.container(horizontal=True):
        if is_out and st.button("Open the heatmap", key="publishing_heatmap", icon=":material/grid_on:"):
            filters.go("pages/heatmap.py", cycle=found.cycle)
        if not is_out and st.button("Open the publications", key="publishing_review", icon=":material/fact_check:"):
            filters.go("pages/review.py", cycle=found.cycle, view=drafts.PUBLICATIONS)
        st.button("Close", key="publishing_close", type="tertiary", on_click=_put_away, args=[home, found])


def _going_on(home: Home) -> Publishing | None:
    """What is under way in a home, whoever began it."""
    return next((each for (path, _), each in list(_latest.items()) if path == home.path and not each.is_done), None)


def _of_reader(home: Home) -> Publishing | None:
    """The reader's own publication, else the one they waited for; None once they have put it away."""
    own, followed = _latest.get((home.path, _actor())), st.session_state.get(_FOLLOWED)
    kept = [each for each in (own, followed) if each is not None and each is not st.session_state.get(_CLOSED)]
    return kept[0] if kept else None


def _put_away(home: Home, found: Publishing) -> None:
    """Tell the reader no more of how a publication ended."""
    st.session_state[_CLOSED] = found
    if st.session_state.get(_FOLLOWED) is found:
        del st.session_state[_FOLLOWED]
    if found.actor == _actor():
        _forgotten(home, found)


def _forgotten(home: Home, found: Publishing) -> None:
    with _beginning:
        if _latest.get((home.path, found.actor)) is found:
            del _latest[home.path, found.actor]


def _subject(found: Publishing) -> str:
    return f"{'Drafting' if found.is_draft else 'Publishing'} cycle {found.cycle}"


def _actor() -> str:
    return str(st.user.get("email") or "")
