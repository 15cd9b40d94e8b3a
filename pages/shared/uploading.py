"""One file's way through the upload page: spooled, previewed, ruled on, stored.

The bytes leave the browser's widget for the spool at once, under a name of our own: the name that
a user gives a file is shown and never used as a path. Everything kept here belongs to one session.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import streamlit as st

from pages.shared import notices
from pipeline.exports.detect import TOOLS
from pipeline.frameworks.loader import shipped
from pipeline.frameworks.templates import TemplateKind, write_template
from pipeline.library import frameworks
from pipeline.load import LoadReport, LoadRequest, NoQuestionMatches, QuestionReading, loaded, previewed
from pipeline.matching.recipe import Rulings
from pipeline.model import Framework
from pipeline.publish import published
from pipeline.settings import Home

BY_ITSELF = "Recognise by itself"
KIND_WORDS = {
    BY_ITSELF: None,
    "Survey answers": "responses",
    "Roster": "roster",
    "Targets": "targets",
    "Roadmap": "roadmap",
}
MOST_MEGABYTES = 200
_ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods"]


@dataclass(frozen=True)
class Spooled:
    """A file in the spool: where its bytes lie, and what its owner calls it."""

    path: Path
    name: str


@dataclass(frozen=True)
class Preview:
    """What loading would do, or what is in the way; proposals wait for a ruling either way."""

    report: LoadReport | None
    refusal: str
    readings: tuple[QuestionReading, ...]


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
        path = home.spool / f"{uuid.uuid4().hex}.part"
        with path.open("wb") as spool:
            shutil.copyfileobj(dropped, spool)
        st.session_state["upload_turn"] = turn + 1  # a new key lets go of the widget's copy of the bytes
        st.session_state["spooled"] = Spooled(path, dropped.name)
        st.session_state.pop("stored", None)
        st.rerun()
    return None


def discard() -> None:
    """Forget the file at hand and what was ruled on it."""
    file = st.session_state.pop("spooled", None)
    if file is not None:
        file.path.unlink(missing_ok=True)
    for name in ("preview", "proposals", "rulings"):
        st.session_state.pop(name, None)


def cycle() -> str:
    """The cycle that the file belongs to; this year by default."""
    st.session_state.setdefault("kept_upload_cycle", str(date.today().year))
    st.session_state["upload_cycle"] = st.session_state["kept_upload_cycle"]
    return str(st.text_input("Cycle", key="upload_cycle", max_chars=40, on_change=_keep_cycle) or "").strip()


def request(home: Home, file: Spooled, cycle: str, kind: str) -> LoadRequest:
    """What is asked of the pipeline; draws the choices that are seldom needed."""
    with st.expander("More choices"), st.container(horizontal=True):
        names = {framework.name: framework.id for framework in known_frameworks(home)}
        framework = st.selectbox("Framework", [BY_ITSELF, *names])
        tool = st.selectbox("Survey tool", [BY_ITSELF, *TOOLS])
    return LoadRequest(
        file.path,
        file.name,
        cycle,
        KIND_WORDS[kind],
        names.get(framework),
        None if tool == BY_ITSELF else tool,
        rulings=Rulings(dict(st.session_state.get("rulings", {}))),
        actor=str(st.user.get("email") or ""),
    )


def known_frameworks(home: Home) -> list[Framework]:
    """The frameworks at hand, read once in a session's upload."""
    if "frameworks" not in st.session_state:
        st.session_state["frameworks"] = frameworks(home)
    return cast(list[Framework], st.session_state["frameworks"])


def dimension_names(home: Home) -> dict[str, str]:
    """The name of every dimension at hand, by its id."""
    return {d.id: d.name for known in known_frameworks(home) for d in known.dimensions}


def preview(home: Home, asked: LoadRequest) -> Preview:
    """What loading would do; read anew only when something else is asked."""
    kept = st.session_state.get("preview")
    if kept is None or kept[0] != asked:
        with st.spinner("Reading the file"):
            kept = (asked, _preview(home, asked))
        st.session_state["preview"] = kept
    return cast(Preview, kept[1])


def _preview(home: Home, asked: LoadRequest) -> Preview:
    try:
        report = previewed(home, asked)
    except NoQuestionMatches as e:
        return Preview(None, notices.refusal(e), e.readings)
    return Preview(report, "", report.questions)


def rule(readings: tuple[QuestionReading, ...], home: Home) -> None:
    """A box for every header that is only similar to a dimension: accept, or leave unread."""
    proposals: dict[str, str] = st.session_state.setdefault("proposals", {})
    proposals |= {r.header: r.dimension for r in readings if r.how == "similar" and r.dimension}
    if not proposals:
        return
    names = dimension_names(home)
    st.subheader("Questions to rule on", anchor=False)
    st.write("These headers resemble a dimension. They stay unread until you say so.")
    for place, (header, dimension) in enumerate(proposals.items()):
        st.selectbox(
            notices.escaped(header),
            ["Leave unread", f"Read as {names.get(dimension, dimension)}", "Never a dimension"],
            key=f"ruling{place}",
            on_change=_keep_ruling,
            args=[place, header, dimension],
        )


def store(home: Home, asked: LoadRequest) -> None:
    """Load the file for good, saying what is being done."""
    with st.status("Storing", expanded=True) as status:
        report = loaded(home, asked, progress=_telling(status))
        status.update(label="Stored", state="complete", expanded=False)
    discard()
    st.session_state["stored"] = report
    st.rerun()


def publish(home: Home, cycle: str) -> None:
    """Publish a cycle, saying what is being done."""
    with st.status("Publishing", expanded=True) as status:
        publication = published(home, cycle, _telling(status), str(st.user.get("email") or ""))
        status.update(label=f"Published as number {publication.number}", state="complete", expanded=False)
    st.session_state["published"] = cycle


def template(kind: TemplateKind, framework: Framework | None = None) -> Callable[[], bytes]:
    """The bytes of an empty spreadsheet to fill in, made when somebody asks for them."""

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind}.xlsx"
            write_template(kind, path, framework or shipped()[0])
            return path.read_bytes()

    return made


def _keep_cycle() -> None:
    st.session_state["kept_upload_cycle"] = st.session_state["upload_cycle"]


def _keep_ruling(place: int, header: str, dimension: str) -> None:
    rulings: dict[str, str] = dict(st.session_state.get("rulings", {}))
    rulings.pop(header, None)
    chosen = st.session_state[f"ruling{place}"]
    if chosen.startswith("Read as"):
        rulings[header] = dimension
    if chosen == "Never a dimension":
        rulings[header] = "ignored"
    st.session_state["rulings"] = rulings


def _telling(status: Any) -> Callable[[str], None]:
    return lambda step: status.write(notices.escaped(step))
