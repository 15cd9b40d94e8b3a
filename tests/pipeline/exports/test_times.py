"""Dates and times in the spellings of tools and locales."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.times import moments


def read(texts: list[str | None], *, is_month_first: bool = False) -> list[str]:
    times = moments(pa.array(texts, pa.string()), is_month_first=is_month_first)
    assert times.dtype == np.dtype("datetime64[us]")
    return [str(time.astype("datetime64[s]")) for time in times]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-03-04", "2026-03-04T00:00:00"),
        ("2026-03-04T10:20:30", "2026-03-04T10:20:30"),
        ("2026-03-04T10:20:30.123456Z", "2026-03-04T10:20:30"),
        ("2026-03-04 10:20:30+01:00", "2026-03-04T10:20:30"),
        ("2018/04/09 2:30:02 PM MDT", "2018-04-09T14:30:02"),
        ("2018/04/09 12:30:02 AM GMT+2", "2018-04-09T00:30:02"),
        ("2018/04/09 12:30:02 p.m. GMT-3", "2018-04-09T12:30:02"),
        ("2018/04/09 2:30:02 午後 GMT+9", "2018-04-09T14:30:02"),
        ("27/09/2026 14:03:22", "2026-09-27T14:03:22"),
        ("4/22/2016 19:57:50", "2016-04-22T19:57:50"),
        ("4/22/16", "2016-04-22T00:00:00"),
        ("22.04.2016 19:57:50", "2016-04-22T19:57:50"),
        ("1.2.2026", "2026-02-01T00:00:00"),
        ("01/09/2026 14.03.22", "2026-09-01T14:03:22"),  # as an Italian sheet writes the clock
        ("1.9.2026 9.30", "2026-09-01T09:30:00"),
        ("01/09/2026 14:03.22", "NaT"),
        ("Sep 01, 2026", "2026-09-01T00:00:00"),
        ("Sep 01, 2026 09:00:00 AM", "2026-09-01T09:00:00"),
        ("Sept. 1, 2026 12:30:05 PM", "2026-09-01T12:30:05"),
        ("March 3, 2025", "2025-03-03T00:00:00"),
        ("may 31 2026, 8:05 pm", "2026-05-31T20:05:00"),
        ("1 December 2026 23:59", "2026-12-01T23:59:00"),
        ("01-Jun-2026", "2026-06-01T00:00:00"),
        ("Jun 31, 2026", "NaT"),
        ("Mayor 3, 2026", "NaT"),
        ("Sep 2026", "NaT"),
        ("46085.5", "2026-03-04T12:00:00"),  # 46085 days after 1899-12-30
        ("29/02/2024", "2024-02-29T00:00:00"),
        ("29/02/2026", "NaT"),  # no leap year
        ("31/04/2026", "NaT"),
        ("2026-03-04 25:00", "NaT"),
        ("0/0/2026", "NaT"),
        ("3", "NaT"),
        ("2026", "NaT"),
        ("yesterday", "NaT"),
        ("", "NaT"),
        (None, "NaT"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str | None, time: str) -> None:
    assert read([text]) == [time]


def test_the_order_of_day_and_month_is_decided_once_by_a_number_above_twelve() -> None:
    # 22 can be no month, so 3/4 is the 4th of March in the same column ...
    assert read(["3/4/2026", "4/22/2026"]) == ["2026-03-04T00:00:00", "2026-04-22T00:00:00"]
    # ... and the 3rd of April beside 22/4, whatever the header's language says.
    assert read(["3/4/2026", "22/4/2026"], is_month_first=True) == ["2026-04-03T00:00:00", "2026-04-22T00:00:00"]


def test_the_language_of_the_header_decides_where_no_number_does() -> None:
    assert read(["3/4/2026"], is_month_first=True) == ["2026-03-04T00:00:00"]
    assert read(["3/4/2026"], is_month_first=False) == ["2026-04-03T00:00:00"]


def test_a_date_against_the_order_of_its_column_is_not_turned_round() -> None:
    assert read(["13/4/2026", "14/4/2026", "4/22/2026"]) == ["2026-04-13T00:00:00", "2026-04-14T00:00:00", "NaT"]


def test_dots_mean_day_first_even_beside_an_american_column() -> None:
    assert read(["1.2.2026", "2/13/2026"], is_month_first=True) == ["2026-02-01T00:00:00", "2026-02-13T00:00:00"]


def test_words_and_numbers_may_stand_in_one_column() -> None:
    texts = ["Feb 3, 2026", None, "2026-02-04", "46085.5", "no", "4 Feb 2026 1:02"]
    assert read(list(texts)) == [
        "2026-02-03T00:00:00",
        "NaT",
        "2026-02-04T00:00:00",
        "2026-03-04T12:00:00",
        "NaT",
        "2026-02-04T01:02:00",
    ]


@given(st.lists(st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2099, 1, 1)), min_size=1))
def test_every_iso_moment_comes_back(expected: list[datetime.datetime]) -> None:
    times = moments(pa.array([moment.isoformat() for moment in expected]), is_month_first=True)
    assert times.tolist() == expected


@given(st.lists(st.dates(datetime.date(2000, 1, 13), datetime.date(2099, 1, 1)), min_size=1))
def test_day_first_dates_come_back_once_a_day_tells(expected: list[datetime.date]) -> None:
    texts = ["13/01/2020", *(f"{date.day}/{date.month}/{date.year}" for date in expected)]
    times = moments(pa.array(texts), is_month_first=False)
    assert times.astype("datetime64[D]").tolist()[1:] == expected
