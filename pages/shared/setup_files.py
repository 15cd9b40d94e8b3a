"""Targets, roadmap and roster as spreadsheets: down as they are loaded, and back in their place."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from pages.shared import findings, notices, setup_saving, setup_words, uploading
from pages.shared.uploading import Spooled
from pipeline.cycle_setup import CycleSetup, filled_template
from pipeline.frameworks.templates import TemplateKind
from pipeline.load import LoadRequest, loaded, previewed
from pipeline.model import Problem
from pipeline.settings import Home

MOST_OPEN = 15
"""Cells that are listed at full height; more of them scroll."""

_ENDINGS = ("xlsx", "csv", "xlsm", "xls", "ods", "tsv", "txt")


def exchange(home: Home, setup: CycleSetup, kind: TemplateKind) -> None:
    """The lines of a kind as a file, and a box for a file that takes their place."""
    st.subheader("As a spreadsheet", anchor=False)
    st.caption(setup_words.origin(setup, kind))
    is_loaded = bool(setup.uploads[kind])
    st.download_button(
        f"Download the {kind} as loaded" if is_loaded else f"Download an empty spreadsheet for the {kind}",
        _filled(home, setup, kind) if is_loaded else uploading.template(kind, setup.framework),
        file_name=f"{kind}_{setup.cycle}.xlsx" if is_loaded else f"{kind}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{kind}",
    )
    words = f"Load a spreadsheet in place of the {kind}" if is_loaded else f"Load a spreadsheet of the {kind}"
    with notices.told():
        file = dropped(home, words, f"swap_{kind}", _ENDINGS)
        if file is not None:
            _swap(home, setup, kind, file)


def dropped(home: Home, label: str, name: str, endings: Sequence[str]) -> Spooled | None:
    """The file that was dropped into a box, in the spool; draws the box where there is none."""
    if name in st.session_state:
        kept: Spooled = st.session_state[name]
        return kept
    turn = st.session_state.setdefault(f"{name}_turn", 0)
    file = st.file_uploader(label, type=list(endings), key=f"{name}_{turn}", max_upload_size=uploading.MOST_MEGABYTES)
    if file is not None:
        path = home.spool / f"{uuid.uuid4().hex}.part"
        with path.open("wb") as spool:
            shutil.copyfileobj(file, spool)
        st.session_state[f"{name}_turn"] = turn + 1
        st.session_state[name] = Spooled(path, file.name)
        st.rerun()
    return None


def set_aside(name: str) -> None:
    """Forget a file that was dropped."""
    file = st.session_state.pop(name, None)
    if file is not None:
        file.path.unlink(missing_ok=True)


def _swap(home: Home, setup: CycleSetup, kind: TemplateKind, file: Spooled) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(file.name)
        st.button("Choose another file", on_click=set_aside, args=[f"swap_{kind}"], type="tertiary", key=f"not_{kind}")
    request = LoadRequest(
        file.path, file.name, setup.cycle, kind, replaces=setup.uploads[kind], again=True, actor=setup_saving.actor()
    )
    with st.spinner("Reading the file"):
        report = previewed(home, request)
    findings.summary(report)
    if kind == "roster":
        findings.changes(report)
    _unusable(report.problems)
    label = setup_words.store(kind, len(report.problems))
    if st.button(label, type="primary", icon=":material/save:", key=f"store_{kind}"):
        with st.spinner("Storing"):
            stored = loaded(home, request)
        set_aside(f"swap_{kind}")
        setup_saving.say_saved(kind, stored)
    st.caption("Nothing is stored yet.")


def _unusable(found: Sequence[Problem]) -> None:
    """Every cell that cannot be used, openly: who stores the file has seen them."""
    if not found:
        return
    st.markdown("**Cells that cannot be used as written**")
    st.dataframe(
        setup_words.cell_rows(found),
        hide_index=True,
        height="content" if len(found) <= MOST_OPEN else 560,
        column_config={
            "Row": st.column_config.NumberColumn(width=60),
            "In the file": st.column_config.TextColumn(width=140),
            "Why": st.column_config.TextColumn(width=600),
        },
    )


def _filled(home: Home, setup: CycleSetup, kind: TemplateKind) -> Callable[[], bytes]:
    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind}.xlsx"
            filled_template(home, kind, setup.cycle, path)
            return path.read_bytes()

    return made
