"""Review, first tab: what was loaded into a cycle, and taking an upload back."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached_review, filters, reviewing
from pages.shared.cached_review import Loaded
from pages.shared.reviewing import counted
from pipeline.load import undone
from pipeline.model import Json

_COLUMNS = {
    "upload": "Upload",
    "file": "File",
    "as": "Holds",
    "rows": "Rows",
    "responses": "Responses",
    "superseded": "Superseded",
    "excluded": "Excluded",
    "refused_rows": "Refused",
    "replaced_rows": "Replaced",
    "ratings": "Ratings",
    "problems": "Problems in cells",
    "loaded_at": "Loaded",
}
_ONLY_RESPONSES = ("responses", "superseded", "excluded", "refused_rows", "replaced_rows", "ratings")


def show(source: Loaded, cycle: str) -> None:
    """The uploads of a cycle, with a way to take one back."""
    every = cached_review.uploads(source)
    uploads = [upload for upload in every if upload["cycle"] == cycle]
    if told := st.session_state.pop("undone", None):
        st.success(told, icon=":material/check_circle:")
    if not uploads:
        st.write("Nothing is loaded in this cycle any more.")
        return
    st.dataframe(upload_rows(uploads), hide_index=True, height="content", placeholder="–")
    st.caption(
        "Rows are responses, superseded rows (the same person answered again further down), excluded ones "
        "(the survey tool does not count them as submitted) and refused ones. Replaced are responses that a "
        "newer export of the same survey holds too: they count there."
    )
    named = {reviewing.origin(upload): upload for upload in uploads}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = named[filters.choice("Upload", "upload", list(named)[::-1])]
        is_agreed = reviewing.confirmed(
            "Take it back", undo_words(chosen), f"Take upload {chosen['upload']} back", "undo"
        )
    if is_agreed:
        with st.spinner("Taking it back"):
            undone(source.home, chosen["upload"], str(st.user.get("email") or ""))
        st.session_state["undone"] = f"{reviewing.named(chosen)}, is taken back. Publish the cycle for all to see it."
        st.rerun()


def upload_rows(uploads: list[Json]) -> list[dict[str, object]]:
    """The table of uploads: what only responses have is empty for others; refused rows only where there are any."""
    has_refused = any(upload["refused_rows"] for upload in uploads)
    columns = {name: title for name, title in _COLUMNS.items() if name != "refused_rows" or has_refused}
    return [
        {
            title: None if upload["as"] != "responses" and name in _ONLY_RESPONSES else upload[name]
            for name, title in columns.items()
        }
        | {"Holds": _holds(upload), "Loaded": upload["loaded_at"].replace("T", " ")[:16]}
        for upload in uploads
    ]


def _holds(upload: Json) -> str:
    return "managers' ratings" if upload["rater"] == "manager" else str(upload["as"])


def undo_words(upload: Json) -> str:
    """What goes with an upload, and what stays."""
    parts = [counted(upload["rows"], "row")]
    if upload["as"] == "responses":
        parts.append(counted(upload["ratings"], "rating"))
    parts.append(counted(upload["problems"], "problem"))
    told = f"{reviewing.named(upload)}: {', '.join(parts[:-1])} and {parts[-1]} go, with the cells of the file."
    if upload["as"] == "responses":
        told += " Earlier answers that it replaced count again."
    else:
        told += f" Figures are then worked out without this {upload['as']} file."
    return f"{told} What is published stays as it is until the cycle is published again."
