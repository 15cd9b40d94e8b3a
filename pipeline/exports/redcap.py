"""REDCap: field names with codes (raw) or questions with labels; a form's state stands in columns of its own.

A raw checkbox is a column per code, ``field___3``, and the meaning of the code stays in the project's
dictionary: such columns are left unread with a problem rather than taken for levels.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from pipeline.exports.masks import Mask
from pipeline.exports.record_lines import with_joined_lines
from pipeline.exports.table import Rows, squeezed
from pipeline.exports.tool_table import Heading, Reasons, cells_that, named_line, tool_responses
from pipeline.model import MetadataKind, Problem, Responses, Sheet, letter

TOOL = "redcap"

_OWN: dict[str, MetadataKind] = {
    "recordid": "response_id",
    "redcapeventname": "other",
    "eventname": "other",
    "redcaprepeatinstrument": "other",
    "repeatinstrument": "other",
    "redcaprepeatinstance": "other",
    "repeatinstance": "other",
    "redcapdataaccessgroup": "other",
    "dataaccessgroup": "other",
    "surveytimestamp": "completed_at",
    "complete": "other",
}
_OF_LINES = frozenset(name for name in _OWN if "event" in name or "repeat" in name)
"""Names of the columns that tell the lines of a record apart."""

_IDENTIFIERS = frozenset(["redcapsurveyidentifier", "surveyidentifier"])
_CHECKBOX = re.compile(r"[a-z]\w*?___\w+")
_STATE = re.compile(r"[a-z]\w*_complete")
_TIME = re.compile(r"[a-z]\w*_timestamp")
_NOT_COMPLETED = "[not completed]"


def is_redcap(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has the tool's field names, or labels with ``(choice=``."""
    del known  # REDCap's own columns tell without any framework.
    return _header(sheet) is not None


def redcap(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a REDCap export.

    Parameters
    ----------
    sheet
        One that `is_redcap`.
    known
        Not needed here.

    Returns
    -------
    Responses
        Lines of one record are put together as one person (`record_lines`). Lines whose survey is not completed
        are excluded; raw checkboxes are not questions, and a problem ``coded_checkbox`` each.
    """
    del known
    found = _header(sheet)
    if found is None:
        raise ValueError("not a sheet of REDCap")
    row, texts = found
    coded = [at for at, text in enumerate(texts, start=1) if _CHECKBOX.fullmatch(text)]
    own = _own(texts) | dict.fromkeys(coded, "other")
    times = [at for at, text in enumerate(texts, start=1) if _is_time(text)]

    def not_completed(rows: Rows) -> Reasons:
        is_open: Mask = np.zeros(len(rows), bool)
        for at in times:
            is_open = is_open | cells_that(sheet, at, rows, lambda text: text == _NOT_COMPLETED)
        return [(is_open, "not completed")]

    read = tool_responses(TOOL, sheet, Heading(row, own), not_completed)
    return with_joined_lines(replace(read, problems=_coded_problems(sheet, row, texts, coded) + read.problems))


def _header(sheet: Sheet) -> tuple[int, tuple[str, ...]] | None:
    """The first line, where it is one of REDCap's: names of states, of checkboxes, or choices in brackets."""
    top = named_line(sheet, any)
    if top is None:
        return None
    texts = top[1]
    has_record = squeezed(texts[0]) == "recordid" or (len(texts) > 1 and squeezed(texts[1]) in _OF_LINES)
    states = sum(bool(_STATE.fullmatch(text)) for text in texts)
    labels = sum(text == "Complete?" for text in texts)
    choices = sum("(choice=" in text for text in texts)
    boxes = sum(bool(_CHECKBOX.fullmatch(text)) for text in texts)
    is_redcap = (has_record and states + labels) or choices >= 2 or boxes >= 2 or "redcap_event_name" in texts
    return top if is_redcap else None


def _own(texts: tuple[str, ...]) -> dict[int, MetadataKind]:
    own: dict[int, MetadataKind] = {}
    for at, text in enumerate(texts, start=1):
        name = squeezed(text)
        kind = _OWN.get(name)
        if _is_time(text):
            kind = "completed_at"
        elif _STATE.fullmatch(text) or text == "Complete?":
            kind = "other"
        elif name in _IDENTIFIERS:
            kind = "email"
        if kind is not None:
            own[at] = "other" if kind in own.values() else kind
    # The field of the record's id may have any name; it is the first, and the events stand right of it.
    if "response_id" not in own.values() and len(texts) > 1 and squeezed(texts[1]) in _OF_LINES:
        own[1] = "response_id"
    return own


def _is_time(text: str) -> bool:
    return bool(_TIME.fullmatch(text)) or squeezed(text) == "surveytimestamp"


def _coded_problems(sheet: Sheet, row: int, texts: tuple[str, ...], coded: list[int]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            sheet.name,
            row,
            letter(at),
            texts[at - 1],
            texts[at - 1],
            "coded_checkbox",
            "This checkbox is named by a code, which only the project's dictionary explains; "
            "export the records with labels instead of raw values.",
        )
        for at in coded
    )
