"""What was understood of a file, as sentences and tables for the analyst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.shared.notices import escaped
from pages.shared.problem_words import words_of
from pipeline.charts.tables import as_text
from pipeline.load import LoadReport, QuestionReading
from pipeline.matching.seen import Seen, samples
from pipeline.model import Problem

MOST_LISTED = 500
"""Problems listed on the page; the download holds all of them."""

_HOW = {
    "exact": "Exact: its own name",
    "alias": "Sure: contains its name",
    "recipe": "Ruled for an earlier file",
    "manual": "Ruled by you",
    "similar": "Similar only: rule on it",
}


def origin(report: LoadReport | None, described: str) -> None:
    """What kind of file it is, and as what it was read."""
    parts = [described, *(_origin(report) if report else [])]
    st.caption(" · ".join(escaped(part) for part in parts))


def summary(report: LoadReport) -> None:
    """What becomes of the rows of a file, and what is to be said of it as a whole."""
    with st.container(horizontal=True, gap="large"):
        for label, figure in _figures(report):
            st.metric(label, figure, width="content")
    if report.kind == "responses":
        st.caption(row_words(report))
    for note in report.notes:
        st.info(escaped(note), icon=":material/info:")


def changes(report: LoadReport) -> None:
    """What is different in the cycle once the file is stored."""
    for sentence in change_words(report):
        st.markdown(f"- {sentence}")


def columns(readings: Sequence[QuestionReading], seen: Seen | None) -> None:
    """Each column, what it was understood as, why, and the first of its values."""
    if not readings:
        return
    names = {dimension.id: dimension.name for dimension in seen.framework.dimensions} if seen else {}
    st.markdown("**Each column, and what it is read as**")
    rows = question_rows(readings, names, samples(seen) if seen else {})
    st.dataframe(
        rows,
        hide_index=True,
        height="content" if len(readings) < 15 else 500,
        column_config={
            "Column": st.column_config.TextColumn(width="small"),
            "Because": st.column_config.TextColumn(width="medium"),
        },
    )


def problems(found: Sequence[Problem]) -> None:
    """Everything that could not be used: counted by kind, then listed with its cell."""
    st.markdown("**What could not be used**")
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


def question_rows(
    readings: Sequence[QuestionReading], names: Mapping[str, str], values: Mapping[tuple[str, str], str]
) -> list[dict[str, Any]]:
    """One row per column of the file: its letter, header, what it was read as, why, and its first values."""
    rows = []
    for reading in readings:
        row = {"Column": reading.column, "Header": reading.header, "Read as": _read_as(reading, names)}
        seen = {
            "Because": _HOW.get(reading.how or "", ""),
            "First values": values.get((reading.column, reading.header), ""),
        }
        rows.append(row | (seen if values else {}))
    return rows


def row_words(report: LoadReport) -> str:
    """That every row is accounted for: "8 rows = 8 responses + 0 superseded + 0 excluded + 0 refused"."""
    refused = report.rows - report.responses - report.superseded - report.excluded
    return (
        f"{report.rows:,} rows = {report.responses:,} responses + {report.superseded:,} superseded by a later row of "
        f"the same person + {report.excluded:,} excluded + {refused:,} refused"
    )


def change_words(report: LoadReport) -> list[str]:
    """What is different in the cycle once the file is stored, a sentence per figure that moves."""
    if report.changes is None:
        return []
    before, after = report.changes.before, report.changes.after
    told = {
        "People who answered": (before.answered, after.answered),
        "People on the roster": (before.asked, after.asked),
        "Responses put aside for a later one of the same person in another file": (before.overtaken, after.overtaken),
        "Responses that a newer export of the same survey repeats": (before.replaced, after.replaced),
    }
    moved = [f"{what}: {old:,} now, {new:,} after" for what, (old, new) in told.items() if old != new]
    return moved or [f"Nothing changes in who counts in cycle {escaped(report.cycle)}."]


def problem_counts(found: Sequence[Problem]) -> list[str]:
    """One paragraph per kind of problem, the most frequent first, with an example."""
    examples = {problem.problem: problem.message for problem in reversed(found)}
    counts = Counter(problem.problem for problem in found).most_common()
    return [
        f"**{escaped(words_of(kind, '').title)}** · {count:,}×  \n{escaped(examples[kind])}" for kind, count in counts
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
