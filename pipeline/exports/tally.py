"""Tally: one header line that begins with two ids and the time of submission."""

from __future__ import annotations

from pipeline.exports.tool_table import Heading, named_line, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "tally"

_OWN: dict[str, MetadataKind] = {
    "submissionid": "response_id",
    "submittedat": "completed_at",
    "respondentid": "other",
}


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
        A record per line with anything in it.
    """
    del known
    found = named_line(sheet, _is_header)
    if found is None:
        raise ValueError("not a sheet of Tally")
    row, texts = found
    return tool_responses(TOOL, sheet, Heading(row, own_columns(texts, _OWN)))


def _is_header(names: tuple[str, ...]) -> bool:
    return {"submissionid", "respondentid", "submittedat"} <= set(names)
