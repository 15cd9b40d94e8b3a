"""What Larkspur Robotics expects and plans: targets by role and team, nine AI projects.

Decision: everybody has a target, also the respondent who is on no roster, and roles differ in one dimension only:
a single person without a target, or a few with one of their own, would hide the whole company's gap figures.
The most important project lacks people of three teams that are published in both cycles, each in another dimension:
in one of them too few are silent to make up for it, so a reader meets gaps that are certain and others that are not.
"""

from __future__ import annotations

from pipeline.frameworks.templates import columns
from pipeline.model import Framework
from sample_data.company import DIVISIONS, Roster
from sample_data.standing import DATA_ENGINEERING, DEV, LLM, ML, PRODUCTION
from sample_data.surveys import Grid

_EVERYBODY = {
    2025: {ML: 2, LLM: 2, DEV: 2, DATA_ENGINEERING: 2, PRODUCTION: 2},
    2026: {ML: 2, LLM: 2, DEV: 3, DATA_ENGINEERING: 2, PRODUCTION: 2},
}
_BY_ROLE: dict[str, dict[str, int]] = {
    "platform": {PRODUCTION: 3},
}
_BY_TEAM = {
    2025: {("Willow", DATA_ENGINEERING): 3},
    2026: {("Willow", DATA_ENGINEERING): 3, ("Foxglove", PRODUCTION): 3, ("Poppy", LLM): 3},
}
_IMPACT = {ML: 3, LLM: 4, DEV: 4, DATA_ENGINEERING: 3, PRODUCTION: 5}

_Need = tuple[str, str, int, int, str]
"""Team ("" for any), dimension, level, people, shared."""

# project -> priority, weight where it is not the priority's, needs
PROJECTS: dict[str, tuple[str, int | None, tuple[_Need, ...]]] = {
    "Lighthouse: robots that say what they saw": (
        "high",
        5,
        (
            ("Yarrow", LLM, 3, 3, "no"),
            ("Aspen", PRODUCTION, 3, 3, "no"),
            ("Bracken", DATA_ENGINEERING, 4, 2, "no"),
            ("", ML, 3, 2, "no"),
        ),
    ),
    "Pathfinder: routes learnt from driving": (
        "high",
        None,
        (("Foxglove", ML, 4, 2, "no"), ("Foxglove", PRODUCTION, 3, 3, "no"), ("", DATA_ENGINEERING, 3, 2, "yes")),
    ),
    "Fleet health forecast": ("high", 4, (("Fescue", DATA_ENGINEERING, 4, 2, "no"), ("", PRODUCTION, 4, 3, "no"))),
    "Gripper that learns new shapes": (
        "high",
        None,
        (("Rowan", ML, 3, 3, "no"), ("Bracken", DATA_ENGINEERING, 3, 4, "no")),
    ),
    "Support assistant for customers": (
        "medium",
        None,
        (("Poppy", LLM, 3, 3, "no"), ("", PRODUCTION, 3, 2, "no"), ("", LLM, 4, 2, "yes")),
    ),
    "Reviews of robot code by assistant": ("medium", None, (("Alder", DEV, 4, 3, "no"), ("Alder", LLM, 3, 2, "yes"))),
    "Search through the manuals": (
        "medium",
        None,
        (("Marigold", LLM, 3, 3, "no"), ("Marigold", DATA_ENGINEERING, 2, 2, "no")),
    ),
    "One store of sensor recordings": (
        "low",
        None,
        (("Willow", DATA_ENGINEERING, 4, 3, "no"), ("Willow", PRODUCTION, 3, 2, "no")),
    ),
    "Voice control in the workshop": ("low", None, (("Tansy", LLM, 3, 2, "no"), ("", ML, 3, 2, "no"))),
}
_EXPECTED_LESS_IN_2025 = (LLM, DEV)
"""Where projects asked for one level less a year earlier."""


def roster_table(roster: Roster) -> Grid:
    """Lay a roster out as its template."""
    people: Grid = [
        [person.address, person.name, person.team, person.division, person.role, person.location, person.manager]
        for person in roster
    ]
    return [[column for column in columns("roster") if column != "employee_id"], *people]


def targets_table(cycle: int, framework: Framework) -> Grid:
    """Lay targets out as their template: everybody, then the roles and the teams that differ."""
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    of_all: Grid = [[None, None, None, names[d], level, _IMPACT[d]] for d, level in _EVERYBODY[cycle].items()]
    by_role: Grid = [
        [role, None, None, names[d], level, _IMPACT[d]] for role, own in _BY_ROLE.items() for d, level in own.items()
    ]
    by_team: Grid = [[None, team, None, names[d], level, _IMPACT[d]] for (team, d), level in _BY_TEAM[cycle].items()]
    return [list(columns("targets")), *of_all, *by_role, *by_team]


def roadmap_table(cycle: int, framework: Framework) -> Grid:
    """Lay the projects out as the roadmap's template: one line for each thing a project needs."""
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    needs: Grid = [
        [
            project,
            priority,
            weight,
            team or None,
            DIVISIONS.get(team),
            names[d],
            _asked(cycle, d, level),
            people,
            shared,
        ]
        for project, (priority, weight, of_project) in PROJECTS.items()
        for team, d, level, people, shared in of_project
    ]
    return [list(columns("roadmap")), *needs]


def _asked(cycle: int, dimension: str, level: int) -> int:
    return level - 1 if cycle == 2025 and dimension in _EXPECTED_LESS_IN_2025 else level
