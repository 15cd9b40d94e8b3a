"""SurveyMonkey: a line of questions, each written once, above a line of options, rows or "Response".

Analysts add a line of codes or a title above, or delete the second line; the column of respondent
ids tells where the header ends, whatever stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.exports.table import first_rows, row_texts, squeezed
from pipeline.exports.tool_table import Heading, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "surveymonkey"

_OWN: dict[str, MetadataKind] = {
    "respondentid": "response_id",
    "startdate": "started_at",
    "enddate": "completed_at",
    "emailaddress": "email",
    "firstname": "given_name",
    "lastname": "family_name",
    "collectorid": "other",
    "collector": "other",
    "ipaddress": "other",
    "language": "other",
    "sequence": "other",
    "minutes": "other",
}
_NO_TEXT = frozenset(["", "response", "openendedresponse"])
_RESPONDENT_ID = re.compile(r"\d+(?:\.\d+(?:[eE]\+?\d+)?)?")


@dataclass(frozen=True)
class _Lines:
    """Sheet rows of the questions and of the options below them; None where somebody deleted the latter."""

    questions: int
    options: int | None

    @property
    def end(self) -> int:
        return self.options or self.questions


def is_surveymonkey(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has a Respondent ID, with numbers and perhaps a line of options below it."""
    del known  # SurveyMonkey's own columns tell without any framework.
    return _lines(sheet) is not None


def surveymonkey(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a SurveyMonkey export.

    Parameters
    ----------
    sheet
        One that `is_surveymonkey`.
    known
        Not needed here.

    Returns
    -------
    Responses
        A record per line with anything in it; the tool does not tell partial responses apart.
    """
    del known
    lines = _lines(sheet)
    if lines is None:
        raise ValueError("not a sheet of SurveyMonkey")
    questions = row_texts(sheet, lines.questions)
    options = row_texts(sheet, lines.options) if lines.options else ("",) * len(questions)
    own = _own(questions, options)
    heading = Heading(lines.end, own, _headers(questions, options, own))
    return tool_responses(TOOL, sheet, heading, is_month_first=True)


def _lines(sheet: Sheet) -> _Lines | None:
    top = list(first_rows(sheet, 8).items())
    for place, (row, cells) in enumerate(top[:-1]):
        names = [squeezed(cell) for cell in cells]
        if "respondentid" not in names or "submissionid" in names:
            continue
        at = names.index("respondentid")
        below, texts = top[place + 1]
        if squeezed(texts[at]) in ("", "respondentid"):
            return _Lines(row, below)
        return _Lines(row, None) if _RESPONDENT_ID.fullmatch(texts[at]) else None
    return None


def _own(questions: tuple[str, ...], options: tuple[str, ...]) -> dict[int, MetadataKind]:
    """The tool's own columns: those with no option below their names."""
    is_alone = [
        squeezed(option) in ("", squeezed(question)) for question, option in zip(questions, options, strict=True)
    ]
    names = [question if alone else "" for question, alone in zip(questions, is_alone, strict=True)]
    return own_columns(names, _OWN)


def _headers(questions: tuple[str, ...], options: tuple[str, ...], own: dict[int, MetadataKind]) -> tuple[str, ...]:
    """Per column its question, with the row or option in brackets where the question has several columns."""
    headers, asked = [], ""
    for at, (question, option) in enumerate(zip(questions, options, strict=True), start=1):
        asked = question or ("" if at - 1 in own or not option else asked)
        is_whole = squeezed(option) in _NO_TEXT or option == asked
        headers.append(asked if is_whole or not asked else f"{asked} [{option}]")
        if not asked:
            headers[-1] = option
    return tuple(headers)
