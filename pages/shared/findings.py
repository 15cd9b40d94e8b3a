"""What was understood of a file, as sentences and tables for the analyst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.shared.notices import escaped
from pipeline.charts.tables import as_text
from pipeline.load import LoadReport, QuestionReading
from pipeline.model import Problem

MOST_LISTED = 500
"""Problems listed on the page; the download holds all of them."""

_HOW = {
    "exact": "the dimension's own name",
    "alias": "contains the dimension's name",
    "recipe": "as ruled in the recipe",
    "manual": "as you ruled",
    "similar": "similar: unread until ruled on",
}


def summary(report: LoadReport) -> None:
    """What kind of file it is and what becomes of its rows."""
    with st.container(horizontal=True, gap="large"):
        for label, figure in _figures(report):
            st.metric(label, figure, width="content")
    st.caption(" · ".join(escaped(part) for part in _origin(report)))
    for note in report.notes:
        st.info(escaped(note), icon=":material/info:")


def questions(readings: Sequence[QuestionReading], names: Mapping[str, str]) -> None:
    """Each column and what it was understood as."""
    if not readings:
        return
    st.subheader("What was understood", anchor=False)
    st.dataframe(question_rows(readings, names), hide_index=True, height="content" if len(readings) < 15 else 500)


def problems(found: Sequence[Problem]) -> None:
    """Everything that could not be used: counted by kind, then listed with its cell."""
    st.subheader("What could not be used", anchor=False)
    if not found:
        st.write("Nothing: every cell was understood.")
        return
    for kind in problem_counts(found):
        st.markdown(kind)
    with st.expander(_listed(len(found))):
        st.dataframe(
            problem_rows(found[:MOST_LISTED]),
            hide_index=True,
            column_config={"Problem": st.column_config.TextColumn(width="large")},
        )


def question_rows(readings: Sequence[QuestionReading], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row per column of the file: its letter, header, what it was read as, and why."""
    return [
        {
            "Column": reading.column,
            "Header": reading.header,
            "Read as": _read_as(reading, names),
            "Because": _HOW.get(reading.how or "", ""),
        }
        for reading in readings
    ]


def problem_counts(found: Sequence[Problem]) -> list[str]:
    """One paragraph per kind of problem, the most frequent first, with an example."""
    examples = {problem.problem: problem.message for problem in reversed(found)}
    counts = Counter(problem.problem for problem in found).most_common()
    return [
        f"**{escaped(kind.replace('_', ' ').capitalize())}** · {count:,}×  \n{escaped(examples[kind])}"
        for kind, count in counts
    ]


def problem_rows(found: Sequence[Problem]) -> list[dict[str, Any]]:
    """One row per problem with its cell."""
    return [
        {
            "Sheet": problem.sheet,
            "Row": problem.row,
            "Column": problem.column,
            "Header": problem.header,
            "Value": as_text(problem.value),
            "Problem": problem.message,
        }
        for problem in found
    ]


def _listed(problems: int) -> str:
    if problems > MOST_LISTED:
        return f"The first {MOST_LISTED} of {problems:,}, each with its cell"
    return "The cell" if problems == 1 else f"All {problems}, each with its cell"


def _figures(report: LoadReport) -> list[tuple[str, str]]:
    if report.kind != "responses":
        return [("Rows", f"{report.rows:,}"), ("Problems", f"{len(report.problems):,}")]
    return [
        ("Rows", f"{report.rows:,}"),
        ("Responses", f"{report.responses:,}"),
        ("Superseded", f"{report.superseded:,}"),
        ("Excluded", f"{report.excluded:,}"),
        ("Ratings", f"{report.ratings:,}"),
        ("Problems", f"{len(report.problems):,}"),
    ]


def _origin(report: LoadReport) -> list[str]:
    parts = [f"Read as {report.kind}"]
    parts += [f"from {report.tool}"] if report.tool else []
    parts += [f"sheet {report.sheet}"] if report.sheet else []
    parts += [f"framework {report.framework}"] if report.framework else []
    return [*parts, f"cycle {report.cycle}"]


def _read_as(reading: QuestionReading, names: Mapping[str, str]) -> str:
    dimension = names.get(reading.dimension or "", reading.dimension or "")
    if reading.how == "similar":
        return f"unread (similar to {dimension})"
    if reading.role == "dimension":
        return dimension
    # "team" says more than "attribute"; what is ignored, or the tool's own, has no better word.
    return (reading.attribute or reading.role).replace("_", " ")


def stored_words(report: LoadReport) -> str:
    """That a file is stored, under which number."""
    return f"{escaped(report.file)} is stored as upload {report.upload} of cycle {escaped(report.cycle)}."
