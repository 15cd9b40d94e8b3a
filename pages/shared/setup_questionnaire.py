"""The framework as something to send out: a spreadsheet for the people of the cycle, or a survey tool's form."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.shared import filters
from pipeline.cycle_setup import CycleSetup
from pipeline.frameworks.asked import PROMISES
from pipeline.frameworks.forms.written import ENDINGS
from pipeline.model import DEFAULT_PROMISE, QuestionnaireStyle
from pipeline.questionnaires import AskedIn, QuestionnaireRequest, written_questionnaire
from pipeline.settings import Home

_SPREADSHEET = ".xlsx"


@dataclass(frozen=True)
class _Way:
    """Where people answer, and what to do with the file."""

    tool: AskedIn
    next_step: str


WAYS: dict[str, _Way] = {
    "In a spreadsheet": _Way("questionnaire", "Send it, and drop on the page Upload what comes back."),
    "In Google Forms": _Way(
        "google-forms",
        "Paste the script into a new project on script.google.com, run `buildForm` and follow the link in its log.",
    ),
    "In Microsoft Forms": _Way(
        "microsoft-forms",
        "Choose Quick import and this document. Where people tick, switch on several answers for each question; "
        "let only your organisation answer, so that addresses are recorded.",
    ),
    "In Qualtrics": _Way("qualtrics", "Import the survey from this file, as a text in the advanced format."),
    "In LimeSurvey": _Way("limesurvey", "Import the survey from this file; export the answers later with full texts."),
}
STYLES: dict[str, QuestionnaireStyle] = {
    "Choose one sentence for each skill": "statements",
    "Tick everything that is true": "indicators",
}


def show(home: Home, setup: CycleSetup) -> None:
    """Where and how people are asked, what they are told, and the file."""
    st.subheader("Ask people", anchor=False)
    with st.container(horizontal=True):
        way = WAYS[filters.choice("Where people answer", "answer", list(WAYS), 280)]
        style = STYLES[filters.choice("How they answer", "style", list(STYLES), 320)]
    st.caption(f"They are told: {PROMISES[setup.promise or DEFAULT_PROMISE]}")
    ending = _SPREADSHEET if way.tool == "questionnaire" else ENDINGS[way.tool]
    st.download_button(
        "Download the questionnaire",
        _made(home, setup, way.tool, style, ending),
        file_name=f"{setup.framework.id} {way.tool}{ending}",
        on_click="ignore",
        icon=":material/download:",
    )
    st.caption(way.next_step)


def _made(home: Home, setup: CycleSetup, tool: AskedIn, style: QuestionnaireStyle, ending: str) -> Callable[[], bytes]:
    """The file, made when it is downloaded."""

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"questionnaire{ending}"
            asked = QuestionnaireRequest(path, setup.framework.id, style, setup.cycle, tool=tool)
            written_questionnaire(home, asked)
            return path.read_bytes()

    return made
