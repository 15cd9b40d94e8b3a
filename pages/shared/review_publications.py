"""Review, fourth tab: a draft to look at, publishing, and going back to an earlier publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.shared import cached_review, drafts, filters, rater_captions, reviewing
from pages.shared.cached_review import Loaded
from pages.shared.notices import escaped
from pipeline.earlier import Way
from pipeline.model import Json
from pipeline.publish import Draft, Publication, drafted, published, rolled_back
from pipeline.settings import Home

TAB = drafts.PUBLICATIONS

WAYS: dict[Way, str] = {
    "again": "Do not publish; say which groups these are",
    "hold": "Publish, and leave these groups their earlier figures",
    "correct": "Publish all the same: an error is put right, and every page of the cycle says so",
}
"""How to publish again, as an analyst chooses it."""


def show(source: Loaded, cycle: str) -> None:
    """What would be published, and what is."""
    kept = cached_review.publications(source)
    draft = cached_review.latest_draft(source)
    if told := st.session_state.pop("done", None):
        st.success(told, icon=":material/check_circle:")
    for remark in st.session_state.pop("noted", ()):
        st.info(escaped(remark))
    st.subheader(f"Publish cycle {escaped(cycle)}", anchor=False)
    st.write("A draft is computed and protected like a publication, and only analysts can look at it.")
    if draft is not None and draft.cycle == cycle:
        st.markdown(draft_words(draft))
    way = _way(cycle, kept)
    buttons, steps = st.container(horizontal=True), st.container()
    is_kept = draft is not None and draft.cycle == cycle
    with buttons:
        is_drafting = st.button("Make a draft", icon=":material/edit_note:")
        if draft is not None and is_kept and st.button("Look at the draft", icon=":material/visibility:"):
            drafts.look_at(draft)
        yes = f"Publish cycle {escaped(cycle)}"
        is_publishing = reviewing.confirmed("Publish", _sentence(source, cycle, kept), yes, "publish")
    with steps:
        if is_drafting:
            _done(_run("Making the draft", drafted, source.home, cycle))
        if is_publishing:
            publication = _run("Publishing", published, source.home, cycle, way=way)
            drafts.leave()
            _done(publication)
    st.subheader("What was published", anchor=False)
    if not kept:
        st.write("Nothing yet.")
        return
    st.dataframe(snapshot_rows(kept), hide_index=True, height="content", placeholder="–")
    _go_back(source.home, kept)


def _sentence(source: Loaded, cycle: str, kept: list[Json]) -> str:
    raters = {upload["rater"] for upload in cached_review.uploads(source) if upload["cycle"] == cycle}
    used = cached_review.used_rater(source, cycle) if "manager" in raters else None
    return " ".join([publish_words(cycle, kept), rater_captions.keeps(used)]).strip()


def _way(cycle: str, kept: list[Json]) -> Way:
    """What to do about groups in which only few people changed, once the cycle was published before."""
    if not any(cycle in row["cycles"] for row in kept):
        return "again"
    return st.radio(
        "Where only a few people of a group are new, gone or changed since the last publication",
        list(WAYS),
        format_func=WAYS.__getitem__,
        key="way",
        help="Whoever compares two publications would learn about these few.",
    )


def _run(label: str, flow: Callable[..., Publication], home: Home, cycle: str, **how: Way) -> Publication:
    with st.status(label, expanded=True) as status:
        return flow(home, cycle, lambda step: status.write(escaped(step)), str(st.user.get("email") or ""), **how)


def _done(publication: Publication) -> None:
    filters.choose(snapshot="")  # to go back from here means to the one before
    what = "The draft is made" if publication.is_draft else f"Published as number {publication.number}"
    st.session_state["done"] = (
        f"{what}: {publication.teams_shown} of {publication.teams} teams are shown, "
        f"from {publication.min_group} answers on."
    )
    st.session_state["noted"] = publication.notes
    st.rerun()


def _go_back(home: Home, kept: list[Json]) -> None:
    others = {snapshot_name(row): row["snapshot"] for row in kept[::-1] if not row["current"]}
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = filters.choice("Serve another publication", "snapshot", list(others))
        number = others[name]
        yes = f"Serve publication {number}"
        if reviewing.confirmed("Serve it", rollback_words(number, kept), yes, "rollback"):
            with st.spinner("Going back"):
                rolled_back(home, number, str(st.user.get("email") or ""))
            st.session_state["done"] = f"Publication {number} is served."
            st.rerun()


def snapshot_rows(kept: list[Json]) -> list[dict[str, Any]]:
    """The publications as a table, newest first."""
    return [
        {
            "Publication": row["snapshot"],
            "When (UTC)": row["published_at"].replace("T", " "),
            "By": row["published_by"] or "",
            "Cycles": ", ".join(row["cycles"]),
            "Served now": "yes" if row["current"] else "",
        }
        for row in kept[::-1]
    ]


def snapshot_name(row: Json) -> str:
    """A publication for a list to choose from."""
    return f"{row['snapshot']} of {row['published_at'].replace('T', ' ')}"


def draft_words(draft: Draft) -> str:
    """Of when and whom a draft is, and whether it still says what publishing would."""
    told = f"The draft of {draft.drafted_at.replace('T', ' ')} by {escaped(draft.drafted_by)} is kept."
    return f"{told} Something has changed since: make it anew before you judge by it." if draft.is_outdated else told


def publish_words(cycle: str, kept: list[Json]) -> str:
    """What publishing does, before it is done."""
    served = next((row for row in kept if row["current"]), None)
    told = f"Everybody with the link sees the figures of cycle {escaped(cycle)}, as they are now, at once."
    if served is None:
        return f"{told} It is the first publication."
    others = [escaped(name) for name in served["cycles"] if name != cycle]
    if others:
        told += f" Cycle {', '.join(others)} stays as it is."
    return f"{told} Publication {served['snapshot']} is kept, and you can go back to it."


def rollback_words(number: int, kept: list[Json]) -> str:
    """What going back does, before it is done."""
    chosen = next(row for row in kept if row["snapshot"] == number)
    served = next((row for row in kept if row["current"]), None)
    cycles = ", ".join(escaped(name) for name in chosen["cycles"])
    told = f"Everybody with the link sees publication {number} (cycles {cycles}) at once."
    if served:
        lost = [escaped(name) for name in served["cycles"] if name not in chosen["cycles"]]
        told += f" Cycle {', '.join(lost)} is then not shown." if lost else ""
        told += f" Publication {served['snapshot']} is kept."
    return f"{told} Uploads are not touched."
