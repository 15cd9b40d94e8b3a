"""What the tabs of the review page share: cycle, parts of long lists, rows of files, confirmations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from pages.shared import cached_review, filters, notices
from pages.shared.cached_review import Loaded
from pages.shared.notices import escaped
from pipeline.charts.tables import as_text
from pipeline.model import Json

PART = 50
"""Lines of a list that are shown at a time."""


def cycle(source: Loaded) -> str:
    """The cycle to review, of those that anything was loaded for; ends the page where there is none."""
    uploads = cached_review.uploads(source)
    cycles = sorted({upload["cycle"] for upload in uploads}, reverse=True)
    if not cycles:
        notices.say_if(True, "Nothing is loaded yet.")
        st.page_link("pages/upload.py", label="Upload a survey export", icon=":material/upload_file:")
        st.stop()
    with st.container(width=240):
        return filters.cycle_of(cycles)


def passed(label: str, name: str, count: int) -> int:
    """How many lines of a long list to pass over; a chooser only where one part does not hold them."""
    parts = {f"{first + 1:,}–{min(first + PART, count):,}": first for first in range(0, count, PART)}
    return parts[filters.choice(f"{label} of {count:,}", name, list(parts))] if len(parts) > 1 else 0


def cell_table(cells: Sequence[Json], **columns: str) -> None:
    """Cells as a table: file, place, header and value, then the named columns under their headings."""
    headings = {"file": "File", "sheet": "Sheet", "row": "Row", "column": "Column", "header": "Header"}
    headings |= {"value": "In the file"} | columns
    rows = [{title: as_text(cell[name]) for name, title in headings.items()} for cell in cells]
    widths = {"Header": 180, "In the file": 220, "Problem": 520, "Row": 60, "Column": 75}
    if "ticked" in columns:  # lists of whole sentences, all with the same beginning: the ticks need the room
        widths |= {"File": 105, "Sheet": 100, "Header": 80, "In the file": 100, "Ticked": 265, "Read as level": 120}
    st.dataframe(
        rows,
        hide_index=True,
        height="content" if len(rows) <= 15 else 560,
        placeholder="",
        column_config={title: st.column_config.Column(width=pixels) for title, pixels in widths.items()},
    )


def chosen_cell(cells: Sequence[Json], name: str) -> Json | None:
    """A box to choose one of the cells, with the whole of its text; None where no cell has a place in a file."""
    placed = {_place(cell): cell for cell in cells if cell["row"] is not None}
    if not placed:
        return None
    chosen = placed[filters.choice("The row as it stands in the file", name, list(placed))]
    if chosen["value"] is not None:
        st.markdown(f"**In the file:** {escaped(chosen['value'])}")
    return chosen


def row_of_file(source: Loaded, chosen: Json) -> None:
    """The whole row of a file that a cell stands in."""
    row = cached_review.file_row(source, chosen["upload"], chosen["row"])
    told = [
        {
            "Column": cell.column,
            "Header": as_text(cell.header),
            "In the file": as_text(cell.value),
            "Read as": cell.read_as.replace("_", " "),
            "": "this cell" if cell.column == chosen["column"] else "",
        }
        for cell in row
    ]
    wide = dict.fromkeys(("Header", "In the file"), st.column_config.TextColumn(width=300))
    st.dataframe(told, hide_index=True, height="content", column_config=wide, placeholder="")
    st.caption("Cells that name a person hold a pseudonym, the same one wherever that person stands.")


def confirmed(
    label: str, sentence: str, yes: str, key: str, look: Literal["primary", "secondary"] = "secondary"
) -> bool:
    """A button that first says what will happen; whether the reader has just agreed."""
    with st.popover(label, key=f"{key}_ask", type=look):
        st.markdown(sentence)
        return st.button(yes, key=f"{key}_yes", type="primary")


def counted(number: int, word: str) -> str:
    """A number with its word: ``1 row``, ``2,000 rows``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def origin(upload: Json) -> str:
    """An upload for a list to choose from."""
    return f"{upload['upload']} · {upload['file']}"


def named(upload: Json) -> str:
    """An upload within a sentence."""
    return f"Upload {upload['upload']}, {escaped(upload['file'])} of cycle {escaped(upload['cycle'])}"


def _place(cell: Json) -> str:
    sheet = f", sheet {cell['sheet']}" if cell["sheet"] else ""
    return f"Upload {cell['upload']}, {cell['file']}{sheet}, row {cell['row']}, column {cell['column'] or '–'}"
