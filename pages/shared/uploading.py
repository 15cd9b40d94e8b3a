"""One file's way through the upload page: spooled, said what it is, previewed, stored.

The bytes leave the browser's widget for the spool at once, and are parsed once for all previews.
Everything kept here belongs to one session.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import streamlit as st

from pages.shared import cached_setup, filters, ruling, ruling_file, waiting
from pipeline.exports import spool
from pipeline.exports.detect import TOOLS
from pipeline.exports.opened import OpenedFile
from pipeline.frameworks.loader import shipped
from pipeline.frameworks.templates import TemplateKind, write_template
from pipeline.library import frameworks
from pipeline.load import (
    LoadReport,
    LoadRequest,
    QuestionReading,
    replaceable,
)
from pipeline.matching.own_skills import OwnSkills
from pipeline.matching.seen import Seen
from pipeline.model import Framework, Rater
from pipeline.settings import Home

BY_ITSELF = "Recognise by itself"
KIND_WORDS = {
    BY_ITSELF: None,
    "Survey answers": "responses",
    "Roster": "roster",
    "Targets": "targets",
    "Roadmap": "roadmap",
}
RATER_WORDS: dict[str, Rater] = {"Everybody themselves": "self", "Managers their people": "manager"}
NOTHING = "Nothing"
FRAMEWORK_TAKEN = "framework_taken"
"""Where a framework's name waits that was made of the file at hand, to be the one that reads it."""
MOST_MEGABYTES = 200
_ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods", "zip"]
_OF_A_FILE = (
    "spooled",
    "opened",
    "described",
    "preview",
    "load_again",
    "replaces",
    "uploads",
    "frameworks",
    *ruling.OF_A_FILE,
)


@dataclass(frozen=True)
class Said:
    """What the analyst says of a file whatever it is: cycle, kind and who rated."""

    cycle: str
    kind: str | None
    rater: Rater


@dataclass(frozen=True)
class Spooled:
    """A file in the spool: where its bytes lie, and what its owner calls it."""

    path: Path
    name: str


@dataclass(frozen=True)
class Preview:
    """What loading would do, or what is in the way; a file that was seen can be ruled on either way.

    ``same`` is the upload that holds the very same bytes, ``own`` what may become a framework.
    """

    report: LoadReport | None
    refusal: str = ""
    readings: tuple[QuestionReading, ...] = ()
    seen: Seen | None = None
    same: int | None = None
    own: OwnSkills | None = None


def said(home: Home) -> Said:
    """What the analyst says of the file; the cycle chosen on another page, or this year's, by default."""
    cycle = filters.cycle_to_load(cached_setup.cycles(home), str(date.today().year))
    kind = st.selectbox("What is in the file", list(KIND_WORDS))
    rater = st.selectbox("Who rated", list(RATER_WORDS), help="Managers' ratings are kept apart from people's own.")
    return Said(cycle.strip(), KIND_WORDS[kind], RATER_WORDS[rater])


def spooled(home: Home) -> Spooled | None:
    """The file at hand; draws the box to drop one into where there is none."""
    if "spooled" in st.session_state:
        return cast(Spooled, st.session_state["spooled"])
    turn = st.session_state.setdefault("upload_turn", 0)
    dropped = st.file_uploader(
        "Survey export, roster, targets or roadmap",
        type=_ENDINGS,
        key=f"upload{turn}",
        max_upload_size=MOST_MEGABYTES,
        help="Files as they come out of the survey tool; spreadsheets and comma-separated text.",
    )
    if dropped is not None:
        path = spool.spooled(home.spool, dropped)
        st.session_state["upload_turn"] = turn + 1  # a new key lets go of the widget's copy of the bytes
        st.session_state["spooled"] = Spooled(path, dropped.name)
        st.session_state.pop("stored", None)
        st.rerun()
    return None


def name(file: Spooled) -> None:
    """What the file is called, and the way to set it aside."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(file.name)
        st.button("Choose another file", on_click=discard, type="tertiary")


def discard() -> None:
    """Forget the file at hand and what was ruled on it; what is being done with it ends."""
    for kind in waiting.KINDS:
        waiting.cancel(kind)
    file = st.session_state.get("spooled")
    if file is not None:
        file.path.unlink(missing_ok=True)
    for kept in _OF_A_FILE:
        st.session_state.pop(kept, None)


def request(home: Home, file: Spooled, opened: OpenedFile, said: Said) -> LoadRequest:
    """What is asked of the pipeline; draws what can be said about this file alone."""
    with st.container(horizontal=True):
        tool = st.selectbox("Survey tool", [BY_ITSELF, *TOOLS])
        several = len(opened.sheet_names) > 1
        sheet = st.selectbox("Sheet", [BY_ITSELF, *opened.sheet_names]) if several else BY_ITSELF
        names = {framework.name: framework.id for framework in known_frameworks(home)}
        if taken := st.session_state.pop(FRAMEWORK_TAKEN, None):
            st.session_state["upload_framework"] = taken
        framework = st.selectbox("Framework", [BY_ITSELF, *names], key="upload_framework")
        replaces = _replaces(home, said.cycle)
    ruling_file.hand_in()
    is_reusing = st.checkbox("Let rulings of an earlier upload of the same survey hold", key=ruling_file.REUSING)
    return LoadRequest(
        file.path,
        file.name,
        said.cycle,
        said.kind,
        names.get(framework),
        None if tool == BY_ITSELF else tool,
        None if sheet == BY_ITSELF else sheet,
        ruling.ruled(),
        said.rater,
        replaces,
        bool(st.session_state.get("load_again")),
        str(st.user.get("email") or ""),
        is_reusing,
        ruling.unruled(),
    )


def _replaces(home: Home, cycle: str) -> int | None:
    """The upload that this file takes the place of; no widget where the cycle has none."""
    if st.session_state.get("uploads", (None,))[0] != cycle:
        st.session_state["uploads"] = (cycle, replaceable(home, cycle))
    uploads = {label: upload for upload, label in st.session_state["uploads"][1].items()}
    if not uploads:
        return None
    kept = next((label for label, upload in uploads.items() if upload == st.session_state.get("replaces")), NOTHING)
    st.session_state["upload_replaces"] = kept
    chosen = st.selectbox("In place of", [NOTHING, *uploads], key="upload_replaces", on_change=_keep_replaces)
    st.session_state["replaces"] = uploads.get(chosen)
    return uploads.get(chosen)


def _keep_replaces() -> None:
    chosen = str(st.session_state["upload_replaces"])
    number = chosen.removeprefix("Upload ").split(":")[0]
    st.session_state["replaces"] = int(number) if number.isdecimal() else None


def known_frameworks(home: Home) -> list[Framework]:
    """The frameworks at hand, read once for a file."""
    if "frameworks" not in st.session_state:
        st.session_state["frameworks"] = frameworks(home)
    return cast(list[Framework], st.session_state["frameworks"])


def refusal(preview: Preview) -> None:
    """Why the file cannot be stored as it stands; for a file that is loaded already, the two ways on."""
    if not preview.refusal:
        return
    st.error(preview.refusal, icon=":material/error:")
    if preview.same is not None:
        with st.container(horizontal=True):
            st.button("Load it again all the same", on_click=_keep, args=["load_again", True])
            label = f"Put it in place of upload {preview.same}"
            st.button(label, on_click=_keep, args=["replaces", preview.same])


def _keep(name: str, value: object) -> None:
    st.session_state[name] = value


def template(kind: TemplateKind, framework: Framework | None = None) -> Callable[[], bytes]:
    """The bytes of an empty spreadsheet to fill in, made when somebody asks for them."""

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind}.xlsx"
            write_template(kind, path, framework or shipped()[0])
            return path.read_bytes()

    return made
