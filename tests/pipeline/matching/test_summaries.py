"""A table of teams is no table of people; anything that tells of a person makes it one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.matching.recipe import Rulings
from pipeline.matching.summaries import summing_up
from pipeline.model import Responses
from tests.pipeline.matching.small import FROM_0, export, read

TEAMS = (["Owls", "1", "2"], ["Larks", "2", "3"])


def table(*headers: str, lines: tuple[list[str], ...] = TEAMS) -> Responses:
    return export(headers, *lines, tool="matrix")


@pytest.mark.parametrize("header", ["Team", "Abteilung", "Division"])
def test_a_line_per_team_is_a_summary(header: str) -> None:
    assert summing_up(read(table(header, "Soup", "Bread & Baking"))) == header


def test_a_team_that_stands_twice_is_that_of_people() -> None:
    assert summing_up(read(table("Team", "Soup", "Bread & Baking", lines=(*TEAMS, ["Owls", "0", "0"])))) is None


@pytest.mark.parametrize("second", ["Name", "E-mail", "Role"])
def test_what_tells_of_a_person_makes_people(second: str) -> None:
    lines = (["Owls", "ada@owls.example", "2"], ["Larks", "bo@larks.example", "3"])
    assert summing_up(read(table("Team", second, "Soup", lines=lines))) is None


def test_a_survey_tool_or_a_time_makes_people() -> None:
    asked = table("Team", "Soup", "Bread & Baking")
    assert summing_up(read(replace(asked, tool="tally"))) is None
    timed = export(["Team", "Soup"], ["Owls", "1"], ["Larks", "2"], times=["2026-09-01", "2026-09-02"], tool="matrix")
    assert summing_up(read(timed)) is None


def test_who_rules_that_it_is_the_team_has_people() -> None:
    asked = table("Team", "Soup", "Bread & Baking")
    assert summing_up(read(asked, FROM_0, Rulings({"Team": "attribute:team"}))) is None


@pytest.mark.parametrize(
    "header",
    ["Which team are you in?", "Your team", "In welchem Team arbeitest du", "Ihr Team", "Votre équipe", "Team?"],
)
def test_a_question_for_the_team_is_asked_of_people(header: str) -> None:
    understood = read(table(header, "Soup", "Bread & Baking"), FROM_0, Rulings({}))
    assert understood.questions[0].attribute == "team"
    assert summing_up(understood) is None


def test_a_written_answer_is_somebodys() -> None:
    lines = (["Owls", "1", "I'd like more time for it"], ["Larks", "2", ""])
    assert summing_up(read(table("Team", "Soup", "Comments", lines=lines))) is None
    lines = (["Owls", "1", "fine"], ["Larks", "2", ""])
    assert summing_up(read(table("Team", "Soup", "Comments", lines=lines))) == "Team"


def test_one_remark_makes_no_people_of_teams() -> None:
    lines = (["Owls", "1", "needs more training this year"], ["Larks", "2", ""], ["Crows", "2", ""])
    assert summing_up(read(table("Team", "Soup", "Remark", lines=lines))) == "Team"
