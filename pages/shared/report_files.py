"""The two files of the reports page: what each is for, what is in it, and the button that makes it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.shared import captions
from pipeline.reports.contents import ReportContents
from pipeline.reports.write import ReportFormat, file_name, report_bytes
from pipeline.sentences.cycles import KIND_WORDS


@dataclass(frozen=True)
class Offer:
    """One file: its title, the label of its button, what it is for and what is in it."""

    format: ReportFormat
    mime: str
    title: str
    label: str
    purpose: str
    holds: tuple[str, ...]


PAGE = Offer(
    "html",
    "text/html",
    "A page to read",
    "Download the page",
    "Read in two minutes, in any browser or on paper. Attach it to a message: it needs no connection.",
    (
        "the figures of the overview",
        "the heatmap of the divisions, and of the first 40 teams",
        "the three gaps to close first, each with its reason",
        "the projects that lack people, and what would staff them",
        "how sure all of that is, and what is not shown",
    ),
)
WORKBOOK = Offer(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "A workbook to go on with",
    "Download the workbook",
    "Every table of these pages as numbers, to sort, to filter and to copy into slides.",
    (
        "the company with two charts that you can edit and copy",
        "the heatmaps of all divisions, teams and roles, in the colours of the screen",
        "both lists of gaps, and what to close first",
        "every gap figure and everybody by level, of every group",
        "indicators, projects, their needs, and whom to bring up",
    ),
)


def offer(contents: ReportContents, file: Offer) -> None:
    """Say what a file is, and make it when its button is pressed."""
    st.subheader(file.title, anchor=False)
    st.markdown(file.purpose)
    st.markdown("\n".join(f"- {part}" for part in file.holds))
    st.download_button(
        file.label,
        lambda: report_bytes(contents, file.format),
        file_name=file_name(contents, file.format),
        mime=file.mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"report_{file.format}",
    )


def of_whom(contents: ReportContents) -> str:
    """The line under the files: of which cycle they are, and how many groups they show."""
    if not contents.parts:
        return f"{captions.of_cycle(contents.facts)}."
    largest = contents.parts[0]
    return captions.of_whom(contents.facts, contents.shown[largest], KIND_WORDS[largest])
