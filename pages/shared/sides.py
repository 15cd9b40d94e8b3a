"""The original beside what was understood: rows of the file, each cell with what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.shared.ruling_words import parts
from pipeline.matching.places import place_of
from pipeline.matching.questions import Question
from pipeline.matching.seen import CellReading, RowReading, Seen, row_readings, rows_with_problems, shown_questions
from pipeline.matching.unread import cut
from pipeline.model import letter

PART_SIZE = 25
_MARKS = {"problem": "⚠ ", "not counted": "· ", "not used": "⚠ "}


def side_by_side(seen: Seen) -> None:
    """A part of the file's rows: each column that was read, and right of it what its cells became."""
    st.markdown("**The file beside what was understood**")
    with_problems = rows_with_problems(seen)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rows_named = "row" if with_problems == 1 else f"{with_problems:,} rows"
        label = f"Only the {rows_named} with a cell that could not be used"
        is_problems_only = st.toggle(label, key="sides_problems") if with_problems else False
        count = with_problems if is_problems_only else len(seen.understood.responses.rows)
        lists = parts(count, PART_SIZE)
        chosen = st.selectbox("Rows", list(lists), key="sides_part", width=220) if len(lists) > 1 else None
    rows = row_readings(seen, lists[chosen] if chosen else 0, PART_SIZE, is_problems_only)
    st.dataframe(
        side_rows(rows, shown_questions(seen)),
        hide_index=True,
        height="content" if len(rows) < 12 else 460,
        column_config={"Row": st.column_config.NumberColumn(pinned=True, format="%d")},
    )
    st.caption("Rows as the spreadsheet counts. Each question of the file is followed by what was understood of it.")


def side_rows(rows: Sequence[RowReading], questions: Sequence[Question]) -> list[dict[str, Any]]:
    """One line per row of the file; columns that were not read are left out."""
    names = [(place_of(q.column), cut(q.column.header, 60)) for q in questions]
    lines = []
    for row in rows:
        line: dict[str, Any] = {**_place(row, questions), "Counts as": row.state}
        for (place, header), cell in zip(names, row.cells, strict=True):
            line[f"{place} · {header}"] = cell.text
            line[f"{place} → understood"] = _understood(cell)
        lines.append(line)
    return lines


def _place(row: RowReading, questions: Sequence[Question]) -> dict[str, Any]:
    """Where a record stands: its row, or its column where people stand in columns."""
    is_in_columns = any(question.column.columns is not None for question in questions)
    return {"Column": letter(row.row)} if is_in_columns else {"Row": row.row}


def _understood(cell: CellReading) -> str:
    return _MARKS.get(cell.became, "") + cell.words
