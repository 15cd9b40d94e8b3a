"""Numbers that cannot be meant are refused in a sentence: rules of cohorts, budgets, hours, years."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from pipeline.cohort_lists import CohortRequest
from pipeline.errors import SurveyError
from pipeline.programme.budget import Budget
from pipeline.programme.quarters import quarter_named
from pipeline.programme.rules import Rules


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"away_share": nan}, "nan is no part of a team. Write a number from 0 to 1, e.g. 0.25."),
        ({"away_share": -1.0}, "-1 is no part of a team. Write a number from 0 to 1, e.g. 0.25."),
        ({"away_share": 2.0}, "2 is no part of a team. Write a number from 0 to 1, e.g. 0.25."),
        ({"away_people": -3}, "-3 people of a team cannot be away. Let it be 0 or more."),
        ({"quarters": 3000}, "3000 quarters are too many. A plan has 40 at most."),
        ({"largest": 10**30}, f"{10**30} is too large a number. Write 1,000,000 at most."),
        ({"at_once": 10**30}, f"{10**30} is too large a number. Write 1,000,000 at most."),
        ({"smallest": -2}, "No cohort can have -2 to 12 people in 4 quarters."),
        ({"at_once": 0}, "No cohort could ever run. Let at least one run in a quarter."),
    ],
)
def test_rules_that_cannot_be_meant_are_refused(numbers: dict[str, Any], said: str) -> None:
    with pytest.raises(SurveyError) as refused:
        Rules(**numbers).check()
    assert str(refused.value).startswith(said)


def test_the_ends_of_what_is_allowed_are_allowed() -> None:
    for rules in (Rules(away_share=0.0, away_people=0), Rules(away_share=1.0, quarters=40, smallest=1, largest=1)):
        rules.check()
        assert rules.most_away(1) == 1


@pytest.mark.parametrize("hours", [nan, inf, -1.0, 1e300])
@pytest.mark.parametrize("name", ["mentor_hours", "hours_per_learner"])
def test_hours_of_experts_and_learners_that_cannot_be_meant_are_refused(name: str, hours: float) -> None:
    with pytest.raises(SurveyError, match="is no number of hours for a quarter"):
        CohortRequest("2026", **{name: hours}).check()  # type: ignore[arg-type]
    CohortRequest("2026", **{name: 0.0}).check()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (Budget(nan, 3, 1), "A budget needs hours, seats and quarters above 0."),
        (Budget(-1, 3, 1), "A budget needs hours, seats and quarters above 0."),
        (Budget(5, 0, 1), "A budget needs hours, seats and quarters above 0."),
        (Budget(5, 3, 0), "A budget needs hours, seats and quarters above 0."),
        (Budget(inf, 3, 1), "The budget is too large: hours inf, seats 3. Write 1,000,000 of each at most."),
        (Budget(5, 10**30, 1), f"The budget is too large: hours 5, seats {10**30}. Write 1,000,000 of each at most."),
        (Budget(5, 3, 3000), "3000 quarters are too many. A plan has 40 at most."),
    ],
)
def test_a_budget_that_cannot_be_meant_is_refused(budget: Budget, said: str) -> None:
    with pytest.raises(SurveyError) as refused:
        budget.check()
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("text", ["0000-Q1", "9999-Q4", "1999-Q4", "2200-Q1"])
def test_a_year_that_nobody_plans_is_refused(text: str) -> None:
    with pytest.raises(SurveyError, match="is no quarter to plan. Write a year from 2000 to 2199"):
        quarter_named(text)
