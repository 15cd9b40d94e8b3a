"""Who is kept out of which quarters, read from a file: addresses, ids and names, and what is refused or said."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import SurveyError
from pipeline.exclusions import exclusions
from pipeline.programme.quarters import Quarter
from pipeline.programme.relaxing import MORE_QUARTERS
from tests.contract.shell import csv_file

PEOPLE = pd.DataFrame(
    [(1, "kim@x.example", "Kim Lee"), (2, "kim.lee@x.example", "Kim Lee"), (3, "ola@x.example", "Ola Berg")],
    columns=["person", "identifier", "name"],
)
BEGINS = Quarter(2027, 1)


def read(folder: Path, *lines: tuple[str, str]) -> tuple[dict[int, frozenset[int]], list[str]]:
    file = csv_file(folder / "out.csv", [["person", "quarter"], *(list(line) for line in lines)])
    return exclusions(file, PEOPLE, BEGINS, 2)


def test_a_blank_quarter_is_every_quarter_also_of_a_longer_plan(tmp_path: Path) -> None:
    found, said = read(tmp_path, ("KIM@x.example", ""), ("ola berg", "2027 q2"))
    assert found == {1: frozenset(range(2 + MORE_QUARTERS)), 3: frozenset({1})}
    assert said == []


def test_quarters_outside_the_plan_are_said_and_the_later_ones_count_for_a_longer_plan(tmp_path: Path) -> None:
    lines = [("kim@x.example", "2027-Q3"), ("ola@x.example", "2027-Q3"), ("ola@x.example", "2026-Q4")]
    found, said = read(tmp_path, *lines)
    assert found == {1: frozenset({2}), 3: frozenset({2})}
    assert said == [
        "Row 4 of the exclusions names 2026-Q4; the plan goes from 2027-Q1 to 2027-Q2.",
        "Rows 2 and 3 of the exclusions name 2027-Q3; the plan goes from 2027-Q1 to 2027-Q2.",
    ]
    many = read(tmp_path, *[("ola@x.example", "2027-Q3")] * 6)[1]
    assert many == ["Rows 2, 3, 4 and 3 more of the exclusions name 2027-Q3; the plan goes from 2027-Q1 to 2027-Q2."]


def test_a_name_that_two_people_share_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as refused:
        read(tmp_path, ("Kim  lee", ""))
    assert (refused.value.title, refused.value.detail) == (
        "Row 2 of the exclusions names 'Kim  lee', as 2 people of the cycle are called.",
        "Give an address or employee id instead.",
    )


def test_who_is_not_known_is_said_and_a_quarter_that_is_none_is_refused_with_its_row(tmp_path: Path) -> None:
    assert read(tmp_path, ("nobody@x.example", "")) == (
        {},
        ["Row 2 of the exclusions names 'nobody@x.example', whom the cycle does not know."],
    )
    with pytest.raises(SurveyError, match="Row 2 of the exclusions: 'next spring' is no quarter"):
        read(tmp_path, ("ola@x.example", "next spring"))
    assert exclusions(None, PEOPLE, BEGINS, 2) == ({}, [])
