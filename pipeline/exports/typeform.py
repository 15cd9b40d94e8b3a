"""Typeform: one header line, the tool's own columns at the end, options of a question as columns of their own.

The response token stands below a bare ``#``. A question with several choices is not exported, only its
options are, so those are told apart by their own texts.
"""

from __future__ import annotations

from pipeline.exports.table import Rows, squeezed
from pipeline.exports.tool_table import Heading, Reasons, cells_that, named_line, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "typeform"

_OWN: dict[str, MetadataKind] = {
    "responsetype": "status",
    "startdateutc": "started_at",
    "submitdateutc": "completed_at",
    "stagedateutc": "other",
    "networkid": "other",
    "tags": "other",
    "ending": "other",
}


def is_typeform(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has the tool's Network ID and a time in UTC."""
    del known  # The tool's own columns tell without any framework.
    return named_line(sheet, _is_header) is not None


def typeform(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a Typeform export.

    Parameters
    ----------
    sheet
        One that `is_typeform`.
    known
        Not needed here.

    Returns
    -------
    Responses
        Partial responses are excluded.
    """
    del known
    found = named_line(sheet, _is_header)
    if found is None:
        raise ValueError("not a sheet of Typeform")
    row, texts = found
    own = own_columns(texts, _OWN) | {at: "response_id" for at, text in enumerate(texts, start=1) if text == "#"}
    status = next((at for at, text in enumerate(texts, start=1) if squeezed(text) == "responsetype"), None)

    def partial(rows: Rows) -> Reasons:
        return [(cells_that(sheet, status, rows, lambda text: text == "partial"), "partial")]

    return tool_responses(TOOL, sheet, Heading(row, own), partial)


def _is_header(names: tuple[str, ...]) -> bool:
    return "networkid" in names and not {"startdateutc", "submitdateutc"}.isdisjoint(names)
