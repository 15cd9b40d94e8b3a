"""Tally: one header line that begins with two ids and the time of submission."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.compute as pc

from pipeline.exports.masks import is_written, mask
from pipeline.exports.table import Rows, answers_at, filled_rows
from pipeline.exports.tool_table import Heading, named_line, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "tally"

_OWN: dict[str, MetadataKind] = {
    "submissionid": "response_id",
    "submittedat": "completed_at",
    "respondentid": "other",
}
_OTHER: MetadataKind = "other"


def is_tally(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has the tool's two ids and its time."""
    del known  # The tool's own columns tell without any framework.
    return named_line(sheet, _is_header) is not None


def tally(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a Tally export.

    Parameters
    ----------
    sheet
        One that `is_tally`.
    known
        Not needed here.

    Returns
    -------
    Responses
        A record per line with anything in it. A cell that sums up checkboxes is passed over where each
        option has a column of its own.
    """
    del known
    found = named_line(sheet, _is_header)
    if found is None:
        raise ValueError("not a sheet of Tally")
    row, texts = found
    own = own_columns(texts, _OWN)
    rows = filled_rows(sheet)
    summaries = dict.fromkeys(_summaries(sheet, texts, rows[rows > row]), _OTHER)
    return tool_responses(TOOL, sheet, Heading(row, own | summaries))


def _summaries(sheet: Sheet, texts: tuple[str, ...], rows: Rows) -> Iterator[int]:
    """Columns (from 1) that repeat in one cell what columns of true and false say: ``Tasks`` beside ``Tasks (cooks)``.

    Titles that stand twice are numbered in the same way, ``Tasks (2)``, but hold answers.
    """
    for at, text in enumerate(texts, start=1):
        options = [place for place, other in enumerate(texts, start=1) if text and other.startswith(f"{text} (")]
        if options and all(_is_true_or_false(sheet, place, rows) for place in options):
            yield at


def _is_true_or_false(sheet: Sheet, column: int, rows: Rows) -> bool:
    texts = answers_at(sheet, column, rows)
    told = mask(pc.match_substring_regex(texts, r"(?i)^\s*(?:true|false)\s*$"))
    return bool(told.any()) and bool((told == is_written(texts)).all())


def _is_header(names: tuple[str, ...]) -> bool:
    return {"submissionid", "respondentid", "submittedat"} <= set(names)
