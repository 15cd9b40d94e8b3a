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
_PIXELS = 150
_ARROW = " → understood"
_GROUPS = ("team", "division", "role", "location")
"""What a column tells of people without naming them."""

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
    lines = side_rows(rows, shown_questions(seen))
    st.dataframe(
        lines,
        hide_index=True,
        height="content" if len(rows) < 12 else 460,
        column_config={"Row": st.column_config.NumberColumn(pinned=True, format="%d", width=60)}
        | {
            name: st.column_config.Column(width=_PIXELS)
            for line in lines[:1]
            for name in line
            if "·" in name or _ARROW in name
        },
    )
    st.caption(
        "Rows as the spreadsheet counts. Each question of the file is followed by what was understood of it; "
        "what names people stands last, as it was understood."
    )


def side_rows(rows: Sequence[RowReading], questions: Sequence[Question]) -> list[dict[str, Any]]:
    """One line per row of the file: its answers with what they mean, then who gave them; unread columns left out."""
    names = [(question, place_of(question.column), cut(question.column.header, 60)) for question in questions]
    lines = []
    for row in rows:
        line: dict[str, Any] = {**_place(row, questions), "Counts as": row.state}
        who: dict[str, Any] = {}
        for (question, place, header), cell in zip(names, row.cells, strict=True):
            if question.attribute and question.attribute not in _GROUPS:
                who[f"{place} · {header}{_ARROW}"] = _once(cell)
                continue
            line[f"{place} · {header}"] = cell.text
            line[f"{place}{_ARROW}"] = _understood(cell)
        lines.append(line | who)
    return lines


def _place(row: RowReading, questions: Sequence[Question]) -> dict[str, Any]:
    """Where a record stands: its row, or its column where people stand in columns."""
    is_in_columns = any(question.column.columns is not None for question in questions)
    return {"Column": letter(row.row)} if is_in_columns else {"Row": row.row}


def _understood(cell: CellReading) -> str:
    return _MARKS.get(cell.became, "") + cell.words


def _once(cell: CellReading) -> str:
    """What a cell was understood as; its own text too where that is not in it."""
    return f"{_understood(cell)}: {cell.text}" if cell.became == "problem" else _understood(cell)
