"""Qualtrics: variable names, then question texts, then (csv only) a line of JSON, then the responses.

The variable names are English whatever the language of the account, so they tell the tool's own
columns; the oldest layout calls those V1 to V10 and names them one line further down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.exports.table import Rows, first_rows, row_texts, squeezed
from pipeline.exports.tool_table import Heading, Reasons, cells_that, own_columns, tool_responses
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "qualtrics"

_OWN: dict[str, MetadataKind] = {
    "recordeddate": "completed_at",
    "enddate": "completed_at",
    "startdate": "started_at",
    "responseid": "response_id",
    "status": "status",
    "recipientemail": "email",
    "emailaddress": "email",
    "externalreference": "employee_id",
    "externaldatareference": "employee_id",
    "recipientlastname": "family_name",
    "recipientfirstname": "given_name",
    "name": "other",
    "responseset": "other",
    "ipaddress": "other",
    "progress": "other",
    "durationinseconds": "other",
    "finished": "other",
    "locationlatitude": "other",
    "locationlongitude": "other",
    "locationaccuracy": "other",
    "distributionchannel": "other",
    "userlanguage": "other",
}
_ENOUGH_OWN = 4
_LEGACY = tuple(f"v{number}" for number in range(1, 11))
_RESPONSE_ID = re.compile(r"R_\w{5,}")
_OTHER_TEXT = re.compile(r".+_\d+_TEXT")

_PREVIEW, _TEST, _SPAM = 1, 2, 8
_NOT_SUBMITTED_BITS = _PREVIEW | _TEST | _SPAM
_NOT_SUBMITTED_WORDS = re.compile(
    "preview|test|spam|vorschau|aper[cç]u|pr[eé]visualis|vista previa|prueba|anteprima|prova|pr[eé]-?visualiza|"
    "voorbeeld|podgl|テスト|プレビュー|スパム"
)
_UNFINISHED = frozenset(
    ["false", "0", "no", "falsch", "faux", "falso", "onwaar", "fałsz", "nein", "non", "nee", "nie", "0.0"]
)


@dataclass(frozen=True)
class _Lines:
    """Sheet rows of the variable names, of the question texts (None if deleted) and of the header's end."""

    names: int
    labels: int | None
    end: int


def is_qualtrics(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the sheet has Qualtrics' own columns, in the new or the old layout, or its line of import ids."""
    del known  # Qualtrics' own columns tell without any framework.
    return _lines(sheet) is not None


def qualtrics(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read a Qualtrics export.

    Parameters
    ----------
    sheet
        One that `is_qualtrics`.
    known
        Names that headers may carry, `table.squeezed`: a variable that has one is told apart by it, all
        others by their question text.

    Returns
    -------
    Responses
        Previews, tests, spam and unfinished responses are excluded.
    """
    lines = _lines(sheet)
    if lines is None:
        raise ValueError("not a sheet of Qualtrics")
    names = row_texts(sheet, lines.names)
    labels = row_texts(sheet, lines.labels) if lines.labels else names
    own_names = _own_names(names, labels)
    heading = Heading(lines.end, _own(own_names, names), _headers(names, labels, known))
    return tool_responses(TOOL, sheet, heading, lambda rows: _not_submitted(sheet, own_names, rows))


def _lines(sheet: Sheet) -> _Lines | None:
    top = list(first_rows(sheet, 8).items())
    for place, (row, names) in enumerate(top[:-1]):
        following = top[place + 1 : place + 3]
        if "ImportId" in "".join(following[0][1]) and place == 0:
            return _Lines(row, row, following[0][0])
        own = _own_names(names, following[0][1])
        if "responseid" not in own or len(set(own) & _OWN.keys()) < _ENOUGH_OWN:
            continue
        at = own.index("responseid")
        above = [line for line in following if _is_heading(line[1], at)]
        if len(above) == 2 and not _is_import_line(above[1][1]):
            above = above[:1]
        return _Lines(row, above[0][0] if above else None, above[-1][0] if above else row)
    return None


def _is_heading(cells: tuple[str, ...], at: int) -> bool:
    """Whether a line below the names still belongs to the header: no response id stands in it."""
    return not _RESPONSE_ID.fullmatch(cells[at]) and sum(map(bool, cells)) > len(cells) // 3


def _is_import_line(cells: tuple[str, ...]) -> bool:
    written = [cell for cell in cells if cell]
    return 2 * sum("ImportId" in cell for cell in written) >= len(written)


def _own_names(names: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
    """Per column the tool's name for it, squeezed; the oldest layout writes it into the second line."""
    squeezed_names = tuple(map(squeezed, names))
    if squeezed_names[:10] != _LEGACY:
        return squeezed_names
    return tuple(map(squeezed, labels[:10])) + squeezed_names[10:]


def _own(own_names: tuple[str, ...], names: tuple[str, ...]) -> dict[int, MetadataKind]:
    """The tool's own columns, and texts beside an "Other" choice; of two times the recorded one counts."""
    own_kinds: dict[str, MetadataKind] = _OWN | ({"enddate": "other"} if "recordeddate" in own_names else {})
    own = own_columns(own_names, own_kinds)
    return own | {at: "other" for at, name in enumerate(names, start=1) if _OTHER_TEXT.fullmatch(name)}


def _headers(names: tuple[str, ...], labels: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        name if squeezed(name) in known or not label else label for name, label in zip(names, labels, strict=True)
    )


def _not_submitted(sheet: Sheet, own_names: tuple[str, ...], rows: Rows) -> Reasons:
    def at(name: str) -> int | None:
        return own_names.index(name) + 1 if name in own_names else None

    status, channel = at("status"), at("distributionchannel")
    reasons = [
        (cells_that(sheet, status, rows, _is_no_submission), "a preview, a test or spam"),
        (cells_that(sheet, channel, rows, lambda text: text == "preview"), "a preview"),
    ]
    if at("finished") is not None:
        is_unfinished = cells_that(sheet, at("finished"), rows, lambda text: text in _UNFINISHED)
    else:
        is_unfinished = cells_that(sheet, at("progress"), rows, _is_less_than_whole)
    return [*reasons, (is_unfinished, "not finished")]


def _is_no_submission(status: str) -> bool:
    """Whether a status says so: a sum of bits (1 preview, 2 test, 8 spam), or a word for one of them."""
    whole = status.removesuffix(".0")
    if whole.isdecimal():
        return bool(int(whole) & _NOT_SUBMITTED_BITS)
    return bool(_NOT_SUBMITTED_WORDS.search(status))


def _is_less_than_whole(progress: str) -> bool:
    whole = progress.removesuffix(".0")
    return whole.isdecimal() and int(whole) < 100
