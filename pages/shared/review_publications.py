"""Review, fourth tab: a draft to look at, publishing, and going back to an earlier publication."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from pages.shared import cached_review, drafts, filters, publishing, rater_captions, reviewing
from pages.shared.cached_review import Loaded
from pages.shared.notices import escaped
from pipeline.earlier import Way
from pipeline.model import Json
from pipeline.publish import Draft, rolled_back
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
    st.subheader(f"Publish cycle {escaped(cycle)}", anchor=False)
    st.write("A draft is computed and protected like a publication, and only analysts can look at it.")
    if draft is not None and draft.cycle == cycle:
        st.markdown(draft_words(draft))
    way = _way(cycle, kept)
    is_kept = draft is not None and draft.cycle == cycle
    with st.container(horizontal=True):
        if st.button("Make a draft", icon=":material/edit_note:"):
            publishing.begin(source.home, cycle, is_draft=True)
        if draft is not None and is_kept and st.button("Look at the draft", icon=":material/visibility:"):
            drafts.look_at(draft)
        if _is_agreed("Publish", source, cycle, kept):
            publishing.begin(source.home, cycle, way=way)
    st.subheader("What was published", anchor=False)
    if not kept:
        st.write("Nothing yet.")
        return
    st.dataframe(snapshot_rows(kept), hide_index=True, height="content", placeholder="–")
    _go_back(source.home, kept)


def is_agreed(home: Home, cycle: str) -> bool:
    """A button to publish a cycle, wherever it stands: it first says what will happen."""
    source = cached_review.loaded(home)
    return _is_agreed("Publish cycle", source, cycle, cached_review.publications(source), "primary")


def _is_agreed(
    label: str, source: Loaded, cycle: str, kept: list[Json], look: Literal["primary", "secondary"] = "secondary"
) -> bool:
    sentence = _sentence(source, cycle, kept)
    return reviewing.confirmed(label, sentence, f"Publish cycle {escaped(cycle)}", "publish", look)


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
            publishing.put_latest_away(home)
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
