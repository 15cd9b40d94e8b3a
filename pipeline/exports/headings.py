"""Exports with two or three header lines, recognised so that a header line never becomes a respondent."""

from __future__ import annotations

import re

from pipeline.exports.table import first_rows, squeezed
from pipeline.model import Sheet

_RESPONSE_ID = re.compile(r"^R_\w{11,17}$")
_QUALTRICS = frozenset({"startdate", "enddate", "status", "responseid", "recordeddate"})
_LEGACY = tuple(f"v{number}" for number in range(1, 11))


def heading_lines(sheet: Sheet) -> tuple[str, int] | None:
    """Name of the tool and number of its header lines, where there are more than one.

    Qualtrics writes two (workbooks and old csv files) or three (csv), SurveyMonkey two; analysts
    add a third to SurveyMonkey's. None for every other sheet.
    """
    lines = list(first_rows(sheet, 4).values())
    if len(lines) < 2:
        return None
    return _qualtrics(lines) or _surveymonkey(lines)


def _qualtrics(lines: list[tuple[str, ...]]) -> tuple[str, int] | None:
    for line in lines[1:3]:
        written = [cell for cell in line if cell]
        if 2 * sum("ImportId" in cell for cell in written) >= len(written):
            return "Qualtrics", 3
    headers = tuple(map(squeezed, lines[0]))
    if headers[:10] == _LEGACY:
        return "Qualtrics", 2
    is_qualtrics = len(_QUALTRICS & set(headers)) >= 4 and "responseid" in headers
    if not is_qualtrics:
        return None
    at = headers.index("responseid")
    ids = [bool(_RESPONSE_ID.match(line[at])) for line in lines[1:]]
    # A line of question texts above the first response id is the second header line.
    return ("Qualtrics", 1 + ids.index(True)) if True in ids and not ids[0] else None


def _surveymonkey(lines: list[tuple[str, ...]]) -> tuple[str, int] | None:
    """Respondent ID in one of the first lines, and a line of question texts with gaps."""
    for at, line in enumerate(lines[:2]):
        if not any(squeezed(cell) == "respondentid" for cell in line):
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ()
        column = next(position for position, cell in enumerate(line) if squeezed(cell) == "respondentid")
        is_second = bool(following) and squeezed(following[column]) in ("", "respondentid")
        if at or is_second:
            return "SurveyMonkey", at + 1 + is_second
    return None
