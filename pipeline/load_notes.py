"""What is said of a file as a whole, beside its problems."""

from __future__ import annotations

from pipeline.matching.read import Matched
from pipeline.model import Framework
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection

REPEATED_FROM = 0.5
"""Share of a file's records that repeat an upload from which it is said."""


def unasked_notes(understood: Matched, framework: Framework) -> tuple[str, ...]:
    """Which dimensions no column was read for."""
    read_dimensions = {question.dimension for question in understood.questions if question.role == "dimension"}
    unread = [dimension.name for dimension in framework.dimensions if dimension.id not in read_dimensions]
    return (f"No column was read for {', '.join(unread)}.",) if unread else ()


def repeat_notes(connection: Connection, upload: int, records: int) -> tuple[str, ...]:
    """That half of a file's records, or more, stand in an earlier upload of the cycle too."""
    notes = []
    for repeat in read.rows_of(connection, "repeats.sql", {"upload": upload}):
        if records and repeat["records"] >= REPEATED_FROM * records:
            told = f"{repeat['records']} of {records} rows repeat upload {repeat['upload']}"
            # Swapping would lose what only the earlier upload holds.
            is_later_export = repeat["records"] >= repeat["theirs"]
            notes.append(
                f"{told}; this file can take its place (--replaces {repeat['upload']})."
                if is_later_export
                else f"{told}, which holds {repeat['theirs']}; 'skillgap undo' takes this one back."
            )
    return tuple(notes)
