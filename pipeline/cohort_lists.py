"""Cohorts of a cycle by name, for analysts: who needs what meets the rules, and everybody has a seat or a reason.

Nothing of it is kept or published: a seat in a course tells how somebody stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.catalogues import catalogue_of
from pipeline.errors import SurveyError
from pipeline.exclusions import exclusions
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.metrics.targets import with_targets
from pipeline.model import Framework
from pipeline.programme.budget import CLASS_WEIGHTS
from pipeline.programme.courses import Course, courses, courses_in_turn
from pipeline.programme.mentors import mentor_supply
from pipeline.programme.quarters import Quarter, next_quarter, quarter_named
from pipeline.programme.rules import Rules
from pipeline.programme.seats import CohortPlan, Likeness, cohort_plan
from pipeline.settings import Home, settings_of
from pipeline.warehouse.connection import opened
from pipeline.warehouse.learners import learners

_TEAM_KEY = "\n"
_HOURS_OF_A_QUARTER = 2_208


@dataclass(frozen=True)
class CohortRequest:
    """What is asked of a plan of cohorts.

    ``exclusions`` is a file of who is kept out of which quarter; ``begins`` the first quarter, else the next one;
    hours are those of one expert, and those one learner asks for, in a quarter.
    """

    cycle: str
    rules: Rules = field(default_factory=Rules)
    likeness: Likeness = "mixed"
    begins: str | None = None
    exclusions: Path | None = None
    catalogue: Path | None = None
    mentor_hours: float = 6.0
    hours_per_learner: float = 1.0

    def check(self) -> None:
        """Refuse numbers that nobody means.

        Raises
        ------
        SurveyError
            As `Rules.check` does; hours that are no number from 0 to those that a quarter has.
        """
        self.rules.check()
        for hours in (self.mentor_hours, self.hours_per_learner):
            if not 0 <= hours <= _HOURS_OF_A_QUARTER:
                raise SurveyError(
                    f"{hours:g} is no number of hours for a quarter.", f"Write 0 to {_HOURS_OF_A_QUARTER:,}."
                )


@dataclass(frozen=True)
class CohortList:
    """A plan of cohorts by name.

    ``cohorts``, ``seats`` and ``waiting`` as in ``CohortPlan``, with names and quarters as words; ``mentors`` as
    `mentor_supply` gives it; ``courses`` by id; ``people`` a row per person and course that they need, with
    ``team_key``; ``headcounts``, and who of them gave no answer, by that key. ``notes`` are sentences.
    """

    cycle: str
    begins: Quarter
    rules: Rules
    likeness: Likeness
    plan: CohortPlan
    people: pd.DataFrame
    courses: Mapping[str, Course]
    mentors: pd.DataFrame
    framework: Framework
    notes: tuple[str, ...]
    headcounts: Mapping[str, int] = field(default_factory=dict)
    unanswered: Mapping[str, int] = field(default_factory=dict)


def cohort_list(home: Home, asked: CohortRequest, today: date) -> CohortList | None:
    """Seat everybody of a cycle who needs a course; None without answers.

    Raises
    ------
    SurveyError, ExportError
        Rules that no cohort can keep, a quarter or a file that cannot be read, or a solver that gave up.
    """
    asked.check()
    begins = quarter_named(asked.begins) if asked.begins else next_quarter(today)
    settings = settings_of(home)
    with opened(home) as connection:
        counts = cycle_counts(connection, asked.cycle, settings)
        if counts is None:
            return None
        people = learners(connection, counts.entry.cycle, counts.rater, counts.framework)
    read = catalogue_of(home, counts.framework, asked.catalogue)
    dimensions = [dimension.id for dimension in counts.framework.dimensions]
    order = counts.priorities(dimensions, settings.common_from, counts.roadmap())
    ranks = {line["dimension"]: int(line["rank"]) for line in order.to_dict("records")}
    classes = {str(line["dimension"]): str(line["class"]) for line in order.to_dict("records")}
    needed = courses_in_turn(_by_dimension(people, counts), read.catalogue, ranks, classes)
    barred, said = exclusions(asked.exclusions, people, begins, asked.rules.quarters)
    seekers = _seekers(people, needed, barred)
    headcounts = _headcounts(people)
    plan = cohort_plan(seekers, headcounts, asked.rules, asked.likeness)
    named = people.assign(team_key=_team_keys(people)).merge(needed, on="person", how="inner")
    mentors = _mentors(plan, needed, counts, asked)
    notes = (*read.problems, *said, *_few(needed, asked.rules))
    all_courses = courses(read.catalogue, ranks)
    made_of = (asked.cycle, begins, asked.rules, asked.likeness)
    silent = _headcounts(people[people[dimensions].isna().all(axis=1)])
    return CohortList(*made_of, plan, named, all_courses, mentors, counts.framework, notes, headcounts, silent)


def _headcounts(people: pd.DataFrame) -> dict[str, int]:
    """How many people each team has, by its key."""
    return {str(key): int(count) for key, count in _team_keys(people).value_counts(sort=False).items()}


def team_key(division: str | None, team: str) -> str:
    """What tells teams of one name in two divisions apart."""
    return f"{division or ''}{_TEAM_KEY}{team}"


def _team_keys(people: pd.DataFrame) -> pd.Series[str]:
    return people["division"].fillna("").astype(str) + _TEAM_KEY + people["team"].astype(str)


def _by_dimension(people: pd.DataFrame, counts: CycleCounts) -> pd.DataFrame:
    """One row per person and dimension, with the target that holds."""
    dimensions = [dimension.id for dimension in counts.framework.dimensions]
    groups = ["person", "division", "team", "role"]
    long = people[[*groups, *dimensions]].melt(groups, dimensions, "dimension", "level")
    return with_targets(long, counts.targets, counts.framework)


def _seekers(people: pd.DataFrame, needed: pd.DataFrame, barred: Mapping[int, frozenset[int]]) -> pd.DataFrame:
    keyed = people[["person", "role"]].assign(team=_team_keys(people))
    found = needed[["person", "turn", "course", "level", "steps", "class"]].merge(keyed, on="person")
    weights = [CLASS_WEIGHTS[each] for each in found["class"]]
    kept_out = pd.Series([barred.get(person, frozenset()) for person in found["person"]], found.index, dtype=object)
    return found.assign(weight=weights, barred=kept_out)


def _mentors(plan: CohortPlan, needed: pd.DataFrame, counts: CycleCounts, asked: CohortRequest) -> pd.DataFrame:
    """The learners of each quarter by dimension, against everybody at the highest level."""
    cube, highest = counts.cube, counts.framework.highest
    experts = {
        dimension.id: int(cube.loc[(cube["dimension"] == dimension.id) & (cube["level"] == highest), "people"].sum())
        for dimension in counts.framework.dimensions
    }
    seated = plan.seats.merge(needed[["person", "course", "modules"]], on=["person", "course"])
    rows = [
        (quarter, dimension)
        for quarter, modules in zip(seated["quarter"], seated["modules"], strict=True)
        for dimension in dict.fromkeys(module.dimension for module in modules)
    ]
    return mentor_supply(
        pd.DataFrame(rows, columns=["quarter", "dimension"]), experts, asked.mentor_hours, asked.hours_per_learner
    )


def _few(needed: pd.DataFrame, rules: Rules) -> Sequence[str]:
    people = needed["person"].nunique()
    if 0 < people < rules.smallest:
        return [f"Only {people} people need a course; a cohort starts with {rules.smallest}."]
    return []
