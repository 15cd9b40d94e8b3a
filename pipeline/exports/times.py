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
    rf"(?:[T,\s]\s*(?P<before>{_HALF})?\s*(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})"
    rf"(?::(?P<second>\d{{2}})(?:[.,](?P<fraction>\d{{1,9}}))?)?\s*(?P<after>{_HALF})?"
    r"\s*(?:Z|[A-Z]{2,5}|(?:GMT|UTC)?\s*[+\-]\d{1,2}(?::?\d{2})?)?)?"
)
_MOMENT = (
    r"^\s*(?P<first>\d{4}|\d{1,2})\s?(?P<mark>[-/.])\s?(?P<second_part>\d{1,2})\s?[-/.]\s?"
    rf"(?P<third>\d{{4}}|\d{{1,2}})\.?{_CLOCK}\s*$"
)
_SERIAL = r"^\s*[2-7]\d{4}(?:\.\d+)?\s*$"
_NEVER = np.datetime64("NaT", "us")
_DAY_US = 86_400_000_000


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
        2026-03-14T14:05; a spreadsheet's day number counts from 1899-12-30: ``46085.5`` is noon of
        2026-03-04.
    """
    texts = plain(texts)
    read = np.full(len(texts), _NEVER)
    found = Numbered(texts, _MOMENT)
    if found.is_match.any():
        read[found.is_match] = _dates(found, is_month_first=is_month_first) + _clock(found)
    others = np.flatnonzero(~found.is_match)
    rest = texts.take(pa.array(others))
    is_serial = mask(pc.match_substring_regex(rest, _SERIAL))
    if is_serial.any():
        days = pc.cast(pc.utf8_trim_whitespace(rest.filter(pa.array(is_serial))), pa.float64()).to_numpy()
        # Day numbers are doubles: a second is the finest they hold truly.
        seconds = np.rint(days * 86_400).astype(np.int64).astype("timedelta64[s]")
        read[others[is_serial]] = np.datetime64("1899-12-30", "us") + seconds
    return read


def _dates(parts: Numbered, *, is_month_first: bool) -> Moments:
    first, second, third = map(parts.numbers, ("first", "second_part", "third"))
    is_year_first = first > 31
    is_american = _is_american(first[~is_year_first], second[~is_year_first], is_month_first=is_month_first)
    is_month_leading = is_american & ~parts.are("mark", r"^\.$")
    year = np.where(is_year_first, first, third)
    month = np.where(is_year_first | ~is_month_leading, second, first)
    day = np.where(is_year_first, third, np.where(is_month_leading, second, first))
    year = np.where(year < 100, year + 2000, year)
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
    is_clock = (hour < 24) & (minute < 60) & (second < 60)
    micros = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro
    return np.where(is_clock, micros.astype("timedelta64[us]"), np.timedelta64("NaT", "us"))
