"""Alchemer (once SurveyGizmo): one header line; rows and options stand before their question, ``Row:Question``."""

from __future__ import annotations

from pipeline.exports.table import Rows, squeezed
from pipeline.exports.tool_table import Heading, Reasons, cells_that, named_line, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "alchemer"

_OWN: dict[str, MetadataKind] = {
    "responseid": "response_id",
    "timestarted": "started_at",
    "datesubmitted": "completed_at",
    "status": "status",
    "contactid": "other",
    "legacycomments": "other",
    "comments": "other",
    "language": "other",
    "referer": "other",
    "extendedreferer": "other",
    "sessionid": "other",
    "useragent": "other",
    "longitude": "other",
    "latitude": "other",
    "country": "other",
    "city": "other",
    "stateregion": "other",
    "postal": "other",
    "ipaddress": "other",
}
_NOT_SUBMITTED = frozenset(["partial", "disqualified", "deleted", "incomplete"])


def is_alchemer(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has the tool's times and its status."""
    del known  # The tool's own columns tell without any framework.
    return named_line(sheet, _is_header) is not None


def alchemer(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read an Alchemer export.

    Parameters
    ----------
    sheet
        One that `is_alchemer`.
    known
        Not needed here.

    Returns
    -------
    Responses
        Partial and disqualified responses are excluded.
    """
    del known
    found = named_line(sheet, _is_header)
    if found is None:
        raise ValueError("not a sheet of Alchemer")
    row, texts = found
    status = [squeezed(text) for text in texts].index("status") + 1

    def not_submitted(rows: Rows) -> Reasons:
        return [(cells_that(sheet, status, rows, lambda text: text in _NOT_SUBMITTED), "partial or disqualified")]

    return tool_responses(TOOL, sheet, Heading(row, own_columns(texts, _OWN)), not_submitted, is_month_first=True)


def _is_header(names: tuple[str, ...]) -> bool:
    return {"timestarted", "datesubmitted", "status"} <= set(names)
