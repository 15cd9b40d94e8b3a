"""Dates and times as survey tools and spreadsheet locales write them, a whole column at once.

Whether ``03/04`` is in March or in April is decided once per column, never per row: a number above 12
tells, else the language of the column's header. Words for a time zone and offsets are ignored: times are
compared as the tool wrote them, so across a change of the clocks they can be off by that hour.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.digits import Numbered
from pipeline.exports.masks import mask, plain

Moments = npt.NDArray[np.datetime64]
_Numbers = npt.NDArray[np.int64]

_HALF = r"(?i:[ap]\.?\s?m\b\.?)|午前|午後|오전|오후|上午|下午"
_AFTERNOON = "(?i)^p|午後|오후|下午"
_CLOCK = (
    rf"(?:[T,\s]\s*(?P<before>{_HALF})?\s*(?P<hour>\d{{1,2}})(?P<colon>[:.])(?P<minute>\d{{2}})"
    rf"(?:(?P<colon_too>[:.])(?P<second>\d{{2}})(?:[.,](?P<fraction>\d{{1,9}}))?)?\s*(?P<after>{_HALF})?"
    r"\s*(?:Z|[A-Z]{2,5}|(?:GMT|UTC)?\s*[+\-]\d{1,2}(?::?\d{2})?)?)?"
)
_MOMENT = (
    r"^\s*(?P<first>\d{4}|\d{1,2})\s?(?P<mark>[-/.])\s?(?P<second_part>\d{1,2})\s?[-/.]\s?"
    rf"(?P<third>\d{{4}}|\d{{1,2}})\.?{_CLOCK}\s*$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = (
    r"(?P<word>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
_WORDED = (
    rf"^\s*{_WORD}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_CLOCK}\s*$",
    rf"^\s*(?P<day>\d{{1,2}})[\s-]{_WORD}[\s-](?P<year>\d{{4}}){_CLOCK}\s*$",
)
"""Dates with the month in (English) words, as ``Sep 01, 2026`` and ``1 Sep 2026``."""
_SERIAL = r"^\s*[2-7]\d{4}(?:\.\d+)?\s*$"
_NEVER = np.datetime64("NaT", "us")


def moments(texts: pa.Array, *, is_month_first: bool) -> Moments:
    """Read a column of dates and times.

    Parameters
    ----------
    texts
        Raw cells.
    is_month_first
        What ``03/04/2026`` means where no value of the column tells; never so with dots.

    Returns
    -------
    numpy.ndarray
        ``datetime64[us]``, NaT where a cell is empty or is no date. ``3/14/2026 2:05 PM`` is
        2026-03-14T14:05, and so is ``Mar 14, 2026 14.05``; a spreadsheet's day number counts from 1899-12-30:
        ``46085.5`` is noon of 2026-03-04.
    """
    texts = plain(texts)
    read = np.full(len(texts), _NEVER)
    found = Numbered(texts, _MOMENT)
    if found.is_match.any():
        read[found.is_match] = _dates(found, is_month_first=is_month_first) + _clock(found)
    for pattern in _WORDED:
        others = np.flatnonzero(np.isnat(read))
        found = Numbered(texts.take(pa.array(others)), pattern)
        if found.is_match.any():
            read[others[found.is_match]] = _worded_dates(found) + _clock(found)
    others = np.flatnonzero(np.isnat(read))
    read[others] = _serials(texts.take(pa.array(others)))
    return read


def _serials(texts: pa.Array) -> Moments:
    """The times that a spreadsheet's day numbers stand for, NaT for other texts."""
    read = np.full(len(texts), _NEVER)
    is_serial = mask(pc.match_substring_regex(texts, _SERIAL))
    if is_serial.any():
        days = pc.cast(pc.utf8_trim_whitespace(texts.filter(pa.array(is_serial))), pa.float64()).to_numpy()
        # Day numbers are doubles: a second is the finest they hold truly.
        seconds = np.rint(days * 86_400).astype(np.int64).astype("timedelta64[s]")
        read[is_serial] = np.datetime64("1899-12-30", "us") + seconds
    return read


def _dates(parts: Numbered, *, is_month_first: bool) -> Moments:
    first, second, third = map(parts.numbers, ("first", "second_part", "third"))
    is_year_first = first > 31
    is_american = _is_american(first[~is_year_first], second[~is_year_first], is_month_first=is_month_first)
    is_month_leading = is_american & ~parts.are("mark", r"^\.$")
    year = np.where(is_year_first, first, third)
    month = np.where(is_year_first | ~is_month_leading, second, first)
    day = np.where(is_year_first, third, np.where(is_month_leading, second, first))
    return _date(np.where(year < 100, year + 2000, year), month, day)


def _worded_dates(parts: Numbered) -> Moments:
    months = [parts.are("word", f"(?i)^{name}") for name in _MONTHS]
    return _date(parts.numbers("year"), np.argmax(months, axis=0) + 1, parts.numbers("day"))


def _date(year: _Numbers, month: _Numbers, day: _Numbers) -> Moments:
    is_month = (month >= 1) & (month <= 12)
    months = ((year - 1970) * 12 + np.where(is_month, month, 1) - 1).astype("datetime64[M]")
    dates = months.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    # A 31st of April would slide into May unseen.
    is_date = is_month & (day >= 1) & (dates.astype("datetime64[M]") == months)
    return np.where(is_date, dates.astype("datetime64[us]"), _NEVER)


def _is_american(first: _Numbers, second: _Numbers, *, is_month_first: bool) -> bool:
    day_first, month_first = int((first > 12).sum()), int((second > 12).sum())
    return month_first > day_first if day_first != month_first else is_month_first


def _clock(parts: Numbered) -> npt.NDArray[np.timedelta64]:
    hour, minute, second = map(parts.numbers, ("hour", "minute", "second"))
    micro = parts.numbers("fraction", places=6)
    is_halved = parts.are("before", ".") | parts.are("after", ".")
    is_afternoon = parts.are("before", _AFTERNOON) | (parts.are("before", "^$") & parts.are("after", _AFTERNOON))
    hour = np.where(is_halved, hour % 12 + 12 * is_afternoon, hour)
    is_one_mark = parts.are("colon_too", "^$") | (parts.are("colon", ":") == parts.are("colon_too", ":"))
    is_clock = (hour < 24) & (minute < 60) & (second < 60) & is_one_mark
    micros = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro
    return np.where(is_clock, micros.astype("timedelta64[us]"), np.timedelta64("NaT", "us"))
