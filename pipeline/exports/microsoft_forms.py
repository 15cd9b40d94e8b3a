"""Microsoft Forms: one header row that begins with ID, start, completion, e-mail and name, in words of any language.

Told by those words, or by what stands below them (numbers, two times of which the second is not earlier,
addresses), so that a form in a language nobody listed is read too. Unmodified downloads declare a sheet of one
cell (``A1``); the readers of `sheet` do not ask for the declared size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports import microsoft_words as words
from pipeline.exports.lines import records
from pipeline.exports.masks import is_written, mask
from pipeline.exports.table import (
    Rows,
    answers_at,
    filled_rows,
    first_rows,
    known_count,
    row_texts,
    squeezed,
    stray_cells,
    table_columns,
)
from pipeline.exports.times import Moments, moments
from pipeline.exports.tool_table import unreadable_times
from pipeline.exports.twice import plain_headers
from pipeline.model import MetadataKind, Responses, Sheet

TOOL = "microsoft-forms"
SEARCHED_ROWS = 10
SEARCHED_COLUMNS = 6
SAMPLED_LINES = 500

_WHOLE_NUMBER = r"^\s*\d+(?:\.0+)?\s*$"
_ADDRESS = r"(?i)@|^\s*anonym|^\s*an[oó]nim|^\s*anoniem"
_OWN_DATES = r"^\s*\d{1,2}/\d{1,2}/\d{2}\s"


@dataclass(frozen=True)
class _Place:
    """Where the tool's own columns begin: the header row and the column of the start time, both from 1."""

    header: int
    start: int

    @property
    def completion(self) -> int:
        return self.start + 1


def is_microsoft_forms(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether the sheet begins with the tool's own columns, with times below the second and third."""
    del known  # The tool's own columns tell without any framework.
    return _place(sheet) is not None


def microsoft_forms(sheet: Sheet, known: frozenset[str]) -> Responses:
    """Read the responses of a Microsoft form.

    Parameters
    ----------
    sheet
        One that `is_microsoft_forms`.
    known
        Names that headers may carry, `squeezed`: one that stands where the name would is a question.

    Returns
    -------
    Responses
        A record per row with anything in it (the tool exports what was submitted); the completion time is
        ``completed_at``. Points and feedback of a quiz are metadata.
    """
    place = _place(sheet)
    if place is None:
        raise ValueError("not a sheet of Microsoft Forms")
    rows, refused = records(sheet, place.header, filled_rows(sheet))
    _, times = _times(sheet, place, rows)
    plain = plain_headers(row_texts(sheet, place.header), known)
    columns = table_columns(sheet, place.header, rows, _metadata(sheet, place, plain, known))
    completion = next((column for column in columns if column.column == place.completion), None)
    unread = unreadable_times(sheet, completion, np.isnat(times), rows) if completion else ()
    return Responses(
        TOOL,
        sheet,
        rows,
        times,
        pa.nulls(len(rows), pa.string()),
        columns,
        place.header,
        refused=len(refused),
        problems=refused + unread + stray_cells(sheet, columns, rows),
    )


def _place(sheet: Sheet) -> _Place | None:
    """The first place at which two neighbouring headers are those of start and completion."""
    filled = filled_rows(sheet)
    for row, texts in first_rows(sheet, SEARCHED_ROWS).items():
        below = filled[filled > row][:SAMPLED_LINES]
        if not len(below):
            break
        for start in range(1, min(SEARCHED_COLUMNS, len(texts))):
            place = _Place(row, start)
            if texts[start - 1] and texts[start] and _is_place(sheet, place, texts, below):
                return place
    return None


def _is_place(sheet: Sheet, place: _Place, texts: tuple[str, ...], below: Rows) -> bool:
    is_named = squeezed(texts[place.start - 1]) in words.STARTED and squeezed(texts[place.start]) in words.COMPLETED
    if not is_named and not _is_between_id_and_address(sheet, place, texts, below):
        return False
    started, completed = _times(sheet, place, below)
    written = int(is_written(answers_at(sheet, place.completion, below)).sum())
    both = ~np.isnat(started) & ~np.isnat(completed)
    # One mistyped time must not hand the file to a reader that knows less of it.
    is_timed = 2 * int((~np.isnat(completed)).sum()) > written
    return is_timed and 2 * int((completed[both] >= started[both]).sum()) > int(both.sum())


def _is_between_id_and_address(sheet: Sheet, place: _Place, texts: tuple[str, ...], below: Rows) -> bool:
    """Whether whole numbers stand left of the two columns and nothing but addresses right of them."""
    before, after = place.start - 1, place.completion + 1
    if before < 1 or after > len(texts) or not texts[before - 1] or not texts[after - 1]:
        return False
    return _is_all(answers_at(sheet, before, below), _WHOLE_NUMBER) and _is_all(
        answers_at(sheet, after, below), _ADDRESS
    )


def _is_all(texts: pa.Array, pattern: str) -> bool:
    written = int(is_written(texts).sum())
    return written > 0 and int(mask(pc.match_substring_regex(texts, pattern)).sum()) == written


def _times(sheet: Sheet, place: _Place, rows: Rows) -> tuple[Moments, Moments]:
    """Start and completion, both read alike: which of two numbers is the month is decided over both columns."""
    texts = [answers_at(sheet, column, rows) for column in (place.start, place.completion)]
    both = pa.concat_arrays(texts)
    is_english = squeezed(row_texts(sheet, place.header)[place.start - 1]) in words.MONTH_FIRST
    # The tool's own number format is American in every language; with it the year has two digits.
    is_own = mask(pc.match_substring_regex(both, _OWN_DATES)).any()
    read = moments(both, is_month_first=bool(is_english or is_own))
    return read[: len(rows)], read[len(rows) :]


def _metadata(sheet: Sheet, place: _Place, plain: dict[int, str], known: frozenset[str]) -> dict[int, MetadataKind]:
    """Tell what the tool wrote itself: the columns before the questions, and a quiz's points and feedback."""
    texts = row_texts(sheet, place.header)
    kinds: dict[int, MetadataKind] = {place.start: "started_at", place.completion: "completed_at"}
    if place.start > 1 and squeezed(texts[place.start - 2]) in words.IDS:
        kinds[place.start - 1] = "response_id"
    for column in range(place.completion + 1, len(texts) + 1):
        kind = _own_kind(texts[column - 1])
        if kind is None and column <= place.completion + 2 and not known_count((texts[column - 1],), known):
            kind = _kind_by_place(sheet, place, column)
        if kind is None or kind in kinds.values() and kind != "other":
            break
        kinds[column] = kind
    for column in _twins(texts, plain):
        kinds[column] = "other"
    return kinds


def _own_kind(text: str) -> MetadataKind | None:
    named: tuple[tuple[frozenset[str], MetadataKind], ...] = (
        (words.EMAILS, "email"),
        (words.NAMES, "name"),
        (words.OTHERS, "other"),
    )
    return next((kind for names, kind in named if squeezed(text) in names), None)


def _kind_by_place(sheet: Sheet, place: _Place, column: int) -> MetadataKind | None:
    """In a language without a word here: addresses right of the times, and beside them the names (or nothing)."""
    filled = filled_rows(sheet)
    rows = filled[filled > place.header]
    first = place.completion + 1
    if not _is_all(answers_at(sheet, first, rows), _ADDRESS):
        return None
    return "email" if column == first else "name"


def _twins(texts: tuple[str, ...], plain: dict[int, str]) -> Iterator[int]:
    """Columns of a quiz that hold the points of, or the feedback on, the question they name."""
    asked = {squeezed(text) for text in (*texts, *plain.values()) if text}
    for column, text in enumerate(texts, start=1):
        start, mark, question = (plain.get(column) or text).partition(" - ")
        if not mark:
            start, mark, question = text.partition(": ")
        if mark and squeezed(start) in words.TWINS and squeezed(question) in asked:
            yield column
