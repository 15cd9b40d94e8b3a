"""Quarters, sessions, calendar text, next courses and mentors."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SurveyError
from pipeline.programme.calendar import calendar_text, escaped
from pipeline.programme.courses import courses, courses_in_turn
from pipeline.programme.mentors import mentor_supply
from pipeline.programme.modules import Catalogue, Track
from pipeline.programme.quarters import Quarter, next_quarter, quarter_named, sessions
from tests.pipeline.programme.learners import BACKEND, CATALOGUE, FOUNDATION, module


def test_quarters_follow_each_other_over_the_year() -> None:
    assert [str(Quarter(2026, 3).later(n)) for n in (0, 1, 2, 6)] == ["2026-Q3", "2026-Q4", "2027-Q1", "2028-Q1"]
    assert next_quarter(date(2026, 12, 31)) == next_quarter(date(2026, 10, 1)) == Quarter(2027, 1)
    assert [quarter_named(text) for text in ("2027-Q1", "2027q1", " 2027 Q1 ")] == [Quarter(2027, 1)] * 3


@pytest.mark.parametrize("text", ["", "Q1", "2027-Q5", "2027", "spring"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(SurveyError, match="is no quarter"):
        quarter_named(text)


@given(st.integers(2020, 2060), st.integers(1, 4))
def test_the_first_session_is_a_tuesday_early_in_the_quarter(year: int, number: int) -> None:
    day = Quarter(year, number).first_session()
    assert day.weekday() == 1
    assert (day.month - 1) // 3 + 1 == number
    assert 8 <= day.day <= 14


def test_a_long_module_has_a_session_a_week_and_a_work_day_after_each() -> None:
    modules = (module("a", "a", (0, 1), "t"), module("b", "a", (1, 2), "t", hands_on_hours=10.0))
    found = sessions(modules, Quarter(2027, 1))
    assert [(each.module.id, each.day, each.hours, each.part, each.parts) for each in found] == [
        ("a", date(2027, 1, 12), 5.0, 1, 1),
        ("b", date(2027, 1, 19), 4.0, 1, 3),
        ("b", date(2027, 1, 26), 4.0, 2, 3),
        ("b", date(2027, 2, 2), 4.0, 3, 3),
    ]
    assert found[-1].work_day == date(2027, 2, 3)


def test_a_calendar_has_a_session_and_the_work_block_of_the_day_after() -> None:
    taught = module("a", "a", (0, 1), "t", about="Say; what, and\nwhy \\ how", apply="Try " + "ä" * 60)
    text = calendar_text([("c1", "Cohort 1", sessions((taught,), Quarter(2027, 1)))], datetime(2026, 11, 22, 2, 11))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in whole if line.startswith(("DT", "SUMMARY", "DESCRIPTION"))] == [
        "DTSTAMP:20261122T021100Z",
        "DTSTART:20270112T090000",
        "DTEND:20270112T140000",
        "SUMMARY:Cohort 1: A",
        "DESCRIPTION:Say\\; what\\, and\\nwhy \\\\ how",
        "DTSTAMP:20261122T021100Z",
        "DTSTART:20270113T090000",
        "DTEND:20270113T120000",
        "SUMMARY:Cohort 1: try it at work (protected)",
        "DESCRIPTION:Try " + "ä" * 60,
    ]
    assert (whole[0], whole[-2], whole.count("BEGIN:VEVENT"), whole.count("END:VEVENT")) == (
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        2,
        2,
    )


@given(st.text(max_size=200))
def test_no_text_ends_a_calendar_line(text: str) -> None:
    assert len(escaped(text).splitlines()) <= 1


def person(number: int, role: str | None, **levels: tuple[int | None, int | None]) -> list[tuple[object, ...]]:
    return [(number, role, dimension, level, target) for dimension, (level, target) in levels.items()]


def test_courses_are_the_foundation_then_those_of_the_own_track_in_order() -> None:
    lines = [
        *person(1, "data", a=(0, 2), b=(3, 3)),
        *person(2, "data", a=(1, 2), b=(2, 3)),
        *person(3, "backend", a=(1, 2), b=(2, 3)),
        *person(4, None, b=(2, 3)),
        *person(5, "data", a=(2, 2), b=(None, 3)),
        *person(6, "data", a=(1, None), b=(1, 2)),
    ]
    people = pd.DataFrame(lines, columns=["person", "role", "dimension", "level", "target"])
    people = people.astype({"level": "Int8", "target": "Int8"})
    found = courses_in_turn(people, CATALOGUE, {"b": 1, "a": 2}, {"b": "A", "a": "C"})
    modules = pd.Series([[each.id for each in own] for own in found["modules"]])
    told = found.assign(modules=modules)[
        ["person", "turn", "course", "modules", "level", "steps", "class"]
    ].values.tolist()
    assert told == [
        [1, 1, "base", ["a1"], 0, 1, "C"],
        [1, 2, "a2", ["a2"], 1, 1, "C"],
        [2, 1, "a2", ["a2"], 1, 1, "C"],  # b3d is more urgent and builds on it
        [2, 2, "b3d", ["b3d"], 2, 1, "A"],
        [3, 1, "b3", ["b3"], 2, 1, "A"],
        [3, 2, "a2", ["a2"], 1, 1, "C"],
        [4, 1, "b3", ["b3"], 2, 1, "A"],
        [6, 1, "base", ["b2"], 1, 1, "A"],
    ]


def test_a_whole_track_is_one_course() -> None:
    found = courses(CATALOGUE, {"b": 1, "a": 2})
    assert [each.id for each in found["base"].modules] == ["a1", "b2"]
    assert found["base"].hours == 10
    assert set(found) == {"base", "a2", "b3", "b3d"}


def test_mentors_are_held_against_learners() -> None:
    learners = pd.DataFrame({"quarter": [0] * 20 + [1], "dimension": ["a"] * 20 + ["b"]})
    found = mentor_supply(learners, {"a": 3, "b": 1}, 6.0, 1.5)
    assert found.values.tolist() == [[0, "a", 20, 3, 30.0, 18.0, 12.0], [1, "b", 1, 1, 1.5, 6.0, 0.0]]


def turns(catalogue: Catalogue, role: str, ranks: dict[str, int]) -> list[str]:
    """The courses of somebody of a role at level 0 in a, b and c who is expected at 3, in turn."""
    lines = person(1, role, a=(0, 3), b=(0, 3), c=(0, 3))
    people = pd.DataFrame(lines, columns=["person", "role", "dimension", "level", "target"])
    people = people.astype({"level": "Int8", "target": "Int8"})
    found = courses_in_turn(people, catalogue, ranks, {})
    assert found["turn"].tolist() == list(range(1, len(found) + 1))
    return [str(course) for course in found["course"]]


def test_the_foundation_comes_before_another_track_that_is_taken_as_a_whole() -> None:
    bootcamp = Track("camp", "Bootcamp", ("backend",), is_whole=True)
    placed = (("c1", "c", "camp"), ("b1", "b", "backend"), ("a1", "a", "base"))
    modules = tuple(module(id, dimension, (0, 1), track) for id, dimension, track in placed)
    catalogue = Catalogue(None, (bootcamp, FOUNDATION, BACKEND), modules)
    ranks = {"c": 1, "b": 2, "a": 3}
    assert turns(catalogue, "backend", ranks) == ["base", "camp", "b1"]
    assert turns(catalogue, "data", ranks) == ["base", "camp", "b1"]


def test_a_whole_track_comes_after_what_one_of_its_modules_builds_on() -> None:
    modules = (
        module("c1", "c", (0, 1), "backend"),
        module("b1", "b", (0, 1), "backend"),
        module("a1", "a", (0, 1), "base", prerequisites=("b1",)),
    )
    catalogue = Catalogue(None, (FOUNDATION, BACKEND), modules)
    assert turns(catalogue, "backend", {"c": 1, "b": 2, "a": 3}) == ["b1", "base", "c1"]


def test_a_course_waits_for_what_its_prerequisites_build_on_although_the_person_does_not_need_them() -> None:
    modules = (
        module("a1", "a", (0, 1), "base", prerequisites=("d1",)),
        module("d1", "d", (0, 1), "backend", prerequisites=("b1",)),
        module("b1", "b", (0, 1), "backend"),
    )
    catalogue = Catalogue(None, (FOUNDATION, BACKEND), modules)
    assert turns(catalogue, "backend", {}) == ["b1", "base"]
