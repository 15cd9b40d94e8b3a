"""Records that a tool writes on several lines, one per event or repeat, put together: they are one person.

The first of its lines stands for the record and holds what all of them say; the others are its parts, which count
as superseded, so that every line of the file stays accounted for. Where two lines answer a question differently the
later one counts, and the earlier cell is a problem.

Decision: a record of which two lines name different people (two addresses or ids, or two names and neither of these) is
a form that many filled in, and each of its lines is somebody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.long_layout import PERSONS
from pipeline.exports.masks import Mask, is_written, mask, plain, text_numbers
from pipeline.exports.table import squeezed
from pipeline.model import Column, Problem, Responses, letter

_Positions = npt.NDArray[np.int64]

_IDS = frozenset(["email", "employee_id"])
_OTHERS = re.compile(r"manager|supervisor|lead|boss|chef|vorgesetzt|colleague")
_ADDRESS = re.compile(r".*(?:e?mail|emailaddress)")
_ID = re.compile(r".*(?:employee|staff|person)(?:id|number)")
_NAMING = frozenset(["email", "employee_id", "name", "given_name", "family_name"])
"""Own columns of a tool that say who answered; the others speak of their line alone."""


@dataclass(frozen=True)
class _Lines:
    """The lines of records that have several, the earlier event first within a record.

    ``at`` are their positions, ``of`` the number of each one's record, ``is_counted`` whether the tool counts it as
    submitted. ``stands_for`` has per record the position of the line that stands for it, -1 where none counts.
    """

    at: _Positions
    of: _Positions
    is_counted: Mask
    stands_for: _Positions


def with_joined_lines(read: Responses) -> Responses:
    """Put the lines of each record together.

    Parameters
    ----------
    read
        A tool's responses, a record per line; its column of response ids tells the lines of one record.

    Returns
    -------
    Responses
        As many records. The first counted line of a record that has several holds per question the latest written
        answer, with the row where that stands, and the latest time; the other lines keep their own cells, have the
        rest from it (so that they are of the same person), and are ``is_part``. A problem ``duplicate_line`` is told
        for each answer that a later line changes. Without a column of ids nothing is changed.
    """
    ids = next((column for column in read.columns if column.metadata == "response_id"), None)
    lines = None if ids is None else _lines(ids, read)
    if lines is None:
        return read
    joined = [_joined(column, read, lines) for column in read.columns]
    records = lines.stands_for[lines.stands_for >= 0]
    is_part = np.zeros(len(read.rows), bool)
    is_part[lines.at[lines.is_counted]] = True
    is_part[records] = False
    return replace(
        read,
        columns=tuple(column for column, _ in joined),
        completed_at=_latest_times(read, lines),
        is_part=is_part,
        problems=read.problems + tuple(problem for _, problems in joined for problem in problems),
        notes=(*read.notes, *_told(is_part, lines)),
    )


def _lines(ids: Column, read: Responses) -> _Lines | None:
    codes = text_numbers(ids.answers)
    codes[~is_written(ids.answers)] = -1
    codes[np.isin(codes, _of_many_people(read, codes))] = -1
    several = np.flatnonzero((np.append(np.bincount(codes[codes >= 0]), 0)[codes]) > 1)
    if not len(several):
        return None
    _, of = np.unique(codes[several], return_inverse=True)
    times = read.completed_at[several]
    # Events are exported in their order; times decide only where each line of the record has one.
    is_timed = np.bincount(of[np.isnat(times)], minlength=of.max() + 1) == 0
    order = np.lexsort((several, np.where(is_timed[of], times.astype(np.int64), 0), of))
    at, of = several[order], of[order]
    is_counted = mask(read.excluded.is_null())[at]
    stands_for = np.full(of.max() + 1, len(read.rows))
    np.minimum.at(stands_for, of[is_counted], at[is_counted])
    return _Lines(at, of, is_counted, np.where(stands_for < len(read.rows), stands_for, -1))


def _of_many_people(read: Responses, records: _Positions) -> _Positions:
    """The records of which two lines name different people."""
    told = [(column, squeezed(column.header)) for column in read.columns if column.metadata != "response_id"]
    ids = [column for column, header in told if column.metadata in _IDS or _identifies(column, header)]
    names = [column for column, header in told if column.metadata == "name" or header in PERSONS]
    identified, differing = _naming(ids, records)
    named = _naming(names, records)[1]
    return np.union1d(differing, np.setdiff1d(named, identified))


def _identifies(column: Column, header: str) -> bool:
    """Whether a question asks for an address or a number of the person; "By e-mail?" is answered with yes."""
    if _OTHERS.search(header):
        return False
    written = mask(pc.match_substring(plain(column.answers), "@")) | ~is_written(column.answers)
    return bool(_ID.fullmatch(header)) or (bool(_ADDRESS.fullmatch(header)) and bool(written.all()))


def _naming(columns: list[Column], records: _Positions) -> tuple[_Positions, _Positions]:
    """Records in which any of the columns is filled, and those with two different texts in one of them."""
    filled, differing = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for column in columns:
        at = np.flatnonzero(is_written(column.answers) & (records >= 0))
        pairs = np.unique(np.stack([records[at], text_numbers(column.answers)[at]]), axis=1)[0]
        several, times = np.unique(pairs, return_counts=True)
        filled.append(several)
        differing.append(several[times > 1])
    return np.unique(np.concatenate(filled)), np.unique(np.concatenate(differing))


def _joined(column: Column, read: Responses, lines: _Lines) -> tuple[Column, tuple[Problem, ...]]:
    """A column with what the lines of each record say in it, and a problem for each answer that a later one changes."""
    is_question = column.metadata is None
    if not is_question and column.metadata not in _NAMING:
        return column, ()
    texts = plain(column.answers)
    is_filled = is_written(texts)[lines.at]
    speaks = is_filled & (lines.is_counted | (not is_question))
    codes = text_numbers(texts)[lines.at]
    last = np.full(len(lines.stands_for), -1)
    last[lines.of[speaks]] = np.flatnonzero(speaks)
    agrees = speaks & (codes == codes[last][lines.of])
    # Of lines that say the same the first one is the place where it stands.
    first = np.full(len(lines.stands_for), -1)
    first[lines.of[agrees][::-1]] = np.flatnonzero(agrees)[::-1]
    source = np.where(first >= 0, lines.at[first], -1)
    taken = np.arange(len(read.rows))
    takes = (source[lines.of] >= 0) & (~is_filled | (lines.at == lines.stands_for[lines.of]))
    taken[lines.at[takes]] = source[lines.of[takes]]
    changed = np.sort(lines.at[speaks & ~agrees & is_question & bool(column.header.strip())])
    told = tuple(_changed(read, column, texts, int(record)) for record in changed)
    if np.array_equal(taken, np.arange(len(taken))):
        return column, told
    return replace(column, answers=texts.take(pa.array(taken)), rows=read.rows[taken]), told


def _latest_times(read: Responses, lines: _Lines) -> npt.NDArray[np.datetime64]:
    """The times, of a line that stands for a record the latest of those that count."""
    # NaT is the smallest 64-bit integer, so a line without a time never beats one with.
    times = read.completed_at.astype("datetime64[us]").view(np.int64).copy()
    counted = lines.at[lines.is_counted]
    np.maximum.at(times, lines.stands_for[lines.of[lines.is_counted]], times[counted])
    return times.view("datetime64[us]")


def _changed(read: Responses, column: Column, texts: pa.Array, record: int) -> Problem:
    return Problem(
        read.sheet.name,
        int(read.rows[record]),
        letter(column.column),
        column.header,
        texts[record].as_py(),
        "duplicate_line",
        "A later line of the same record answers this question differently; that one counts.",
    )


def _told(is_part: Mask, lines: _Lines) -> tuple[str, ...]:
    parts = int(is_part.sum())
    if not parts:
        return ()
    records = len(np.unique(lines.of[is_part[lines.at]]))
    which = "1 record stands" if records == 1 else f"{records} records stand"
    return (f"{which} on several lines (events or repeats), {records + parts} in all; each is one person.",)
