"""Jotform: one header line that begins with the submission date; a matrix has a column per row."""

from __future__ import annotations

from pipeline.exports.tool_table import Heading, named_line, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "jotform"

_OWN: dict[str, MetadataKind] = {
    "submissiondate": "completed_at",
    "submissionid": "response_id",
    "approvalstatus": "other",
    "lastupdatedate": "other",
    "submissionip": "other",
    "ip": "other",
    "ipaddress": "other",
}


def is_jotform(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line begins with the tool's Submission Date, or has it beside a Submission ID."""
    del known  # The tool's own columns tell without any framework.
    return named_line(sheet, _is_header) is not None


def jotform(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a Jotform export.

    Parameters
    ----------
    sheet
        One that `is_jotform`.
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
        raise ValueError("not a sheet of Jotform")
    row, texts = found
    return tool_responses(TOOL, sheet, Heading(row, own_columns(texts, _OWN)), is_month_first=True)


def _is_header(names: tuple[str, ...]) -> bool:
    """One word alone is not enough: ODK has a submission date too, beside its key."""
    if "submissiondate" not in names or "key" in names:
        return False
    written = [name for name in names if name]
    return written[0] == "submissiondate" or "submissionid" in names
