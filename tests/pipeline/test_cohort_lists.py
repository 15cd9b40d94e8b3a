"""Cohorts by name over a small home: seats, exclusions, the calendar and the workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.cohort_lists import CohortList, CohortRequest, cohort_list
from pipeline.cohort_rows import (
    calendar_of,
    cohort_rows,
    document,
    later_rows,
    seat_rows,
    summary,
    waiting_rows,
    ways_out,
)
from pipeline.errors import SurveyError
from pipeline.load import LoadRequest, loaded
from pipeline.programme.relaxing import Relaxed
from pipeline.programme.rules import Rules
from pipeline.programmes import private_programme
from pipeline.reports.cohorts import cohort_book
from pipeline.settings import Home, opened_home
from tests.contract.shell import NAMES, csv_file

TODAY = date(2026, 11, 22)
RULES = Rules(2, 2, 3, away_people=2, away_share=None)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Six people in two teams: number n has level n mod 3 everywhere, where 2 is expected; one has no answer."""
    folder = tmp_path_factory.mktemp("cohorts")
    made = opened_home(folder / "home")
    team = {n: "Falcon" if n < 4 else "Otter" for n in range(1, 8)}
    roster = [["person", "name", "team", "role"], *([f"p{n}@example.com", f"Name {n}", team[n], "data"] for n in team)]
    survey = [["Timestamp", "Email Address", *NAMES]]
    survey += [[f"3/{n}/2026 9:00:00", f"p{n}@example.com", *(str(n % 3) for _ in NAMES)] for n in range(1, 7)]
    for name, lines in (("roster.csv", roster), ("survey.csv", survey)):
        loaded(made, LoadRequest(csv_file(folder / name, lines), name, "2026"))
    return made


def asked(home: Home, **more: object) -> CohortList:
    request = CohortRequest("2026", **{"rules": RULES, "begins": "2027-Q1", **more})  # type: ignore[arg-type]
    found = cohort_list(home, request, TODAY)
    assert found is not None
    return found


def people(found: CohortList) -> list[tuple[str, int, list[str]]]:
    return [(row["quarter"], row["size"], sorted(each["name"] for each in row["people"])) for row in cohort_rows(found)]


def test_everybody_who_needs_a_course_has_a_seat(home: Home) -> None:
    found = asked(home)
    # 1 and 4 are at level 1, 3 and 6 at level 0; 2 and 5 reach the target; 7 did not answer
    pairs = [["Name 1", "Name 3"], ["Name 4", "Name 6"]]
    assert people(found) == [(quarter, 2, names) for quarter in ("2027-Q1", "2027-Q2") for names in pairs]
    assert waiting_rows(found) == []
    courses = [(row["course"], row["people"][0]["turn"]) for row in cohort_rows(found)]
    assert courses == [("foundational", 1)] * 2 + [("prod-2", 2)] * 2
    assert "4 of 4 people have a seat, and 4 more seats in what comes after, in 4 cohorts" in summary(found)
    assert {(row["turn"], row["reason"]) for row in later_rows(found)} == {
        (3, "Comes after a course in the last quarter of the plan.")
    }
    assert summary(found).endswith("urgent gaps first: no more seats are possible, and none starts earlier.")
    assert sum(found.unanswered.values()) == 1
    assert document(found)["is_proven"] is True


def test_so_many_away_that_most_teams_would_be_empty_is_no_way_out(home: Home) -> None:
    found = asked(home)
    many = {name: Relaxed(0, needed, 3, True) for name, needed in (("away", 8), ("quarters", 5))}
    told = replace(found, plan=replace(found.plan, relaxed=many), rules=Rules(), headcounts={"a": 8, "b": 12, "c": 14})
    assert [line.split(":")[0] for line in ways_out(told)] == ["Plan 5 quarters instead of 0"]
    large = replace(told, headcounts={"a": 8, "b": 40, "c": 60})  # of 40 people 10 + 8 are away at once
    assert len(ways_out(large)) == 2


def test_who_is_kept_out_waits_or_goes_later_and_strangers_are_named(home: Home, tmp_path: Path) -> None:
    lines = [["person", "quarter"], ["p1@example.com", ""], ["name 3", "2027-Q1"], ["nobody@example.com", "2027-Q1"]]
    found = asked(home, exclusions=csv_file(tmp_path / "out.csv", lines))
    assert [(row["name"], row["reason"]) for row in waiting_rows(found)] == [
        ("Name 1", "Kept out of every quarter of the plan.")
    ]
    [row] = [row for row in seat_rows(found) if row["name"] == "Name 3"]
    assert row["quarter"] in (None, "2027-Q2")
    assert found.notes == ("Row 4 of the exclusions names 'nobody@example.com', whom the cycle does not know.",)
    assert {row["next_quarter"] for row in waiting_rows(found)} == {"2027-Q3"}


def test_fewer_people_than_a_cohort_is_one_sentence(home: Home) -> None:
    found = asked(home, rules=Rules())
    assert (cohort_rows(found), found.notes) == ([], ("Only 4 people need a course; a cohort starts with 8.",))
    [way] = document(found)["relax"]
    assert way == {"rule": "smallest", "now": 8, "needed": 2, "more": 4, "is_enough": True, "is_least": True}


@pytest.mark.parametrize(
    "more", [{"begins": "soon"}, {"rules": Rules(0)}, {"exclusions": Path(__file__).with_name("homes.py")}]
)
def test_what_cannot_be_planned_is_refused(home: Home, more: dict[str, object]) -> None:
    with pytest.raises(SurveyError):
        asked(home, **more)


def test_a_cycle_without_answers_has_no_cohorts(home: Home) -> None:
    assert cohort_list(home, CohortRequest("1999"), TODAY) is None


def test_the_calendar_names_nobody_and_the_workbook_everybody(home: Home) -> None:
    found = asked(home)
    calendar = calendar_of(found, datetime(2026, 11, 22))
    assert "Name 1" not in calendar
    assert "example.com" not in calendar
    # two cohorts of four modules of one session each, two of one module of three; a work block after each
    assert calendar.count("BEGIN:VEVENT") == 2 * 4 * 2 + 2 * 3 * 2
    book = load_workbook(io.BytesIO(cohort_book(found)))
    assert book.sheetnames == ["Who goes when", "Cohorts", "Waiting", "Mentors", "How it was made"]
    names = sorted(str(row[4]) for row in book["Who goes when"].iter_rows(min_row=2, values_only=True))
    assert names == sorted(["Name 1", "Name 3", "Name 4", "Name 6"] * 2)
    book.close()


def test_the_programme_counts_the_same_people(home: Home) -> None:
    found = private_programme(home, "2026", "company")
    assert found is not None
    people = dict(zip(found.rows["module"], found.rows["people"], strict=True))
    assert people["found-1"] == 2
    assert people["found-2"] == people["found-3"] == people["prod-2"] == people["ml-2"] == 4
    by_team = private_programme(home, "2026", "team")
    assert by_team is not None
    assert by_team.rows.groupby("group")["people"].sum().to_dict() == {
        "Falcon": found.rows["people"].sum() // 2,
        "Otter": found.rows["people"].sum() // 2,
    }


def test_who_sees_a_part_of_a_team_is_not_told_how_many_others_wait(home: Home) -> None:
    found = cohort_list(home, CohortRequest("2026", Rules(2, 7, 8, away_people=2, away_share=None)), TODAY)
    assert found is not None
    counted, told = (waiting_rows(found, is_counted=is_counted) for is_counted in (True, False))
    assert "could take it in one quarter" in counted[0]["reason"]
    assert {row["reason"] for row in told} == {"Too few to start: a cohort starts with 7."}
