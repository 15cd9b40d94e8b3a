"""SurveyMonkey: a line of questions, each written once, above a line of options, rows or "Response".

Analysts add a line of codes or a title above, or delete the second line; the column of respondent
ids tells where the header ends, whatever stands in it. In a language whose words are not listed the shape tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pyarrow.compute as pc

from pipeline.exports.masks import is_written, mask
from pipeline.exports.options import lost_options, option_codes, option_headers
from pipeline.exports.table import Rows, answers_at, filled_rows, first_rows, row_texts, squeezed
from pipeline.exports.times import moments
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
_RESPONDENT_ID = re.compile(r"\d+(?:\.\d+(?:[eE]\+?\d+)?)?")
_LONG_NUMBER = re.compile(r"\d{8,12}")


@dataclass(frozen=True)
class _Lines:
    """Sheet rows of the questions and of the options below them; None where somebody deleted the latter."""

    questions: int
    options: int | None

    @property
    def end(self) -> int:
        return self.options or self.questions


def is_surveymonkey(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a first line has a Respondent ID, or long numbers stand under two lines of questions and options."""
    del known  # SurveyMonkey's own columns tell without any framework.
    return _lines(sheet) is not None


def surveymonkey(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a SurveyMonkey export.

    Parameters
    ----------
    sheet
        One that `is_surveymonkey`.
    known
        Names that headers may carry, `table.squeezed`, for files without their line of options.

    Returns
    -------
    Responses
        A record per line with anything in it; the tool does not tell partial responses apart. Where
        the line of options was deleted, options are told by their own cells, and any other column of
        a question with several is the problem ``row_text_missing``.
    """
    lines = _lines(sheet)
    if lines is None:
        raise ValueError("not a sheet of SurveyMonkey")
    questions = row_texts(sheet, lines.questions)
    rows = filled_rows(sheet)
    rows = rows[rows > lines.end]
    if lines.options is None:
        return _without_options(sheet, lines, questions, rows, known)
    options = row_texts(sheet, lines.options)
    own = _own(questions, options) or _own_by_shape(sheet, options, rows)
    headers = option_headers(questions, options, frozenset(own))
    read = tool_responses(TOOL, sheet, Heading(lines.end, own, headers), is_month_first=True)
    codes = option_codes(sheet, questions, options, rows)
    return replace(read, columns=tuple(replace(c, code=codes.get(c.column, "")) for c in read.columns))


def _without_options(
    sheet: Sheet, lines: _Lines, questions: tuple[str, ...], rows: Rows, known: frozenset[str]
) -> Responses:
    own = own_columns(questions, _OWN)
    lost = lost_options(sheet, lines.questions, questions, frozenset(own), rows, known)
    read = tool_responses(TOOL, sheet, Heading(lines.end, own, lost.headers), is_month_first=True)
    return replace(read, problems=lost.problems + read.problems, notes=lost.notes)


def _lines(sheet: Sheet) -> _Lines | None:
    top = list(first_rows(sheet, 8).items())
    for place, (row, cells) in enumerate(top[:-1]):
        below, texts = top[place + 1]
        if _is_shaped(cells, texts, [later for _, later in top[place + 2 :]]):
            return _Lines(row, below)
        names = [squeezed(cell) for cell in cells]
        if "respondentid" not in names or "submissionid" in names:
            continue
        at = names.index("respondentid")
        if squeezed(texts[at]) in ("", "respondentid"):
            return _Lines(row, below)
        return _Lines(row, None) if _RESPONDENT_ID.fullmatch(texts[at]) else None
    return None


def _is_shaped(questions: tuple[str, ...], options: tuple[str, ...], later: list[tuple[str, ...]]) -> bool:
    """Whether two lines are questions and options in a language not listed here.

    The tool's own columns come first and have nothing below their names; long numbers follow in the first. Below the
    questions one word stands again and again, as "Response" does, or options stand where no question is written anew.
    """
    starts = [at for at, option in enumerate(options) if option]
    if not questions[0] or not starts or starts[0] < len(_OWN_BY_SHAPE) or not later:
        return False
    is_continued = any(option and not question for question, option in zip(questions, options, strict=True))
    is_repeated = len({options[at] for at in starts}) < len(starts)
    return (is_continued or is_repeated) and all(_LONG_NUMBER.fullmatch(line[0]) for line in later)


def _own(questions: tuple[str, ...], options: tuple[str, ...]) -> dict[int, MetadataKind]:
    """The tool's own columns: those with no option below their names."""
    is_alone = [
        squeezed(option) in ("", squeezed(question)) for question, option in zip(questions, options, strict=True)
    ]
    names = [question if alone else "" for question, alone in zip(questions, is_alone, strict=True)]
    return own_columns(names, _OWN)


_OWN_BY_SHAPE: tuple[MetadataKind, ...] = ("response_id", "started_at", "completed_at")


def _own_by_shape(sheet: Sheet, options: tuple[str, ...], rows: Rows) -> dict[int, MetadataKind]:
    """In another language: the ids first, then of the columns without options those of times and addresses."""
    first_option = next(at for at, option in enumerate(options) if option)
    own: dict[int, MetadataKind] = {1: "response_id"}
    for column in range(2, first_option + 1):
        texts = answers_at(sheet, column, rows)
        written = is_written(texts)
        if not written.any():
            continue
        if not np.isnat(moments(texts, is_month_first=True)[written]).any():
            own[column] = "completed_at" if "started_at" in own.values() else "started_at"
        elif mask(pc.match_substring(texts, "@"))[written].all():
            own[column] = "email"
    return own
