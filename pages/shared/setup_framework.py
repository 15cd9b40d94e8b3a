"""The framework of a cycle, to read, to take out as a rubric spreadsheet, and to bring another one in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.shared import (
    cached_setup,
    filters,
    notices,
    setup_files,
    setup_questionnaire,
    setup_saving,
    setup_versions,
    setup_words,
)
from pages.shared.notices import escaped
from pipeline.cycle_setup import CycleSetup
from pipeline.errors import SurveyError
from pipeline.frameworks.workbook import write_framework
from pipeline.library import imported_framework
from pipeline.model import Framework
from pipeline.settings import Home


def chosen(home: Home, cycle: str) -> str | None:
    """The framework to look at, where the cycle leaves it open and there are several."""
    known = {framework.name: framework.id for framework in cached_setup.known_frameworks(home)}
    if len(known) < 2 or cached_setup.setup(home, cycle, None).is_fixed:
        return None
    with st.container(width=280):
        return known[filters.choice("Framework", "framework", list(known))]


def show(home: Home, setup: CycleSetup) -> None:
    """The rubric, dimension by dimension, and the ways in and out."""
    st.markdown(setup_words.framework_line(setup))
    for dimension in setup.framework.dimensions:
        with st.expander(escaped(dimension.name)):
            for paragraph in setup_words.level_lines(dimension, setup.framework):
                st.markdown(paragraph)
    st.download_button(
        "Download as a rubric spreadsheet",
        rubric(setup.framework),
        file_name=f"{setup.framework.id}.xlsx",
        on_click="ignore",
        icon=":material/download:",
    )
    setup_questionnaire.show(home, setup)
    setup_versions.show(home, setup)
    st.subheader("Bring in a framework of your own", anchor=False)
    st.caption(
        "A rubric spreadsheet has one row per dimension and level; download one above to see how. "
        "The file's name becomes the framework's id, and an id that exists gets its next version. "
        "Cycles that have responses keep the version they have."
    )
    _bring_in(home)


def _bring_in(home: Home) -> None:
    told = st.session_state.pop("framework_imported", None)
    if told is not None:
        st.success(told, icon=":material/check_circle:")
    refused = st.session_state.pop("framework_refused", None)
    if refused is not None:
        st.error(refused, icon=":material/error:")
    file = setup_files.dropped(home, "Rubric spreadsheet", "rubric", ["xlsx", "xlsm", "xls", "ods", "csv"])
    if file is None:
        return
    try:
        with st.spinner("Reading the rubric"):
            framework = imported_framework(home, file.path, file.name, setup_saving.actor())
        st.session_state["framework_imported"] = setup_words.imported(framework)
    except SurveyError as e:
        st.session_state["framework_refused"] = notices.refusal(e)
    finally:
        setup_files.set_aside("rubric")
    st.rerun()  # the box for the next file is there again, below what became of this one


def rubric(framework: Framework) -> Callable[[], bytes]:
    """A framework as a rubric spreadsheet, made when it is downloaded."""

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rubric.xlsx"
            write_framework(framework, path)
            return path.read_bytes()

    return made
