"""Who can do what at Larkspur Robotics, and who says so.

Decision: a person has one talent and one standing per dimension that grows from year to year, not
two independent draws, so that change between the cycles is change of people as in life.
"""

from __future__ import annotations

import random

from sample_data.company import TEAMS, Person, Roster

ML, LLM, DEV, DATA_ENGINEERING, PRODUCTION = DIMENSIONS = (
    "ml-fundamentals",
    "llm-prompting",
    "ai-assisted-dev",
    "data-engineering",
    "ai-production",
)

_START = {ML: 1.5, LLM: 1.1, DEV: 1.2, DATA_ENGINEERING: 1.5, PRODUCTION: 0.9}  # mean level in 2025
_GROWTH = {ML: 0.15, LLM: 0.75, DEV: 0.9, DATA_ENGINEERING: 0.0, PRODUCTION: 0.25}  # levels a year
_ROLES = {
    "backend": {ML: -0.2, DEV: 0.2},
    "frontend": {ML: -0.7, DEV: 0.4, DATA_ENGINEERING: -0.8, PRODUCTION: -0.4},
    "data": {ML: 1.2, LLM: 0.5, DATA_ENGINEERING: 1.0},
    "platform": {ML: -0.3, DATA_ENGINEERING: 0.2, PRODUCTION: 0.9},
}
_TEAMS = {  # what a reader of the heatmap is meant to find
    "Foxglove": {ML: 0.6, LLM: 0.5, PRODUCTION: -0.6},
    "Yarrow": {LLM: -0.7, DEV: -0.9},
    "Heather": {ML: -0.6, DATA_ENGINEERING: -0.7},
    "Willow": {PRODUCTION: 0.7},
    "Alder": {LLM: 0.6, DEV: 0.7},
    "Aspen": {DATA_ENGINEERING: -0.9},
    "Fescue": {DATA_ENGINEERING: 0.8, ML: 0.3},
    "Poppy": {DEV: 0.8, LLM: 0.6},
    "Tansy": {DEV: -0.9, LLM: -0.6},
}
_DIVISION_GROWTH = {"Fleet Cloud": {LLM: 0.4, DEV: 0.3}}  # it ran a course between the cycles

_RESPONSE = {2025: 0.74, 2026: 0.86}
_RESPONSE_OF_TEAM = {
    (2025, "Campion"): 0.45,
    (2025, "Bluebell"): 0.5,
    (2026, "Heather"): 0.35,
    (2026, "Tansy"): 0.45,
    (2026, "Rush"): 0.0,  # a team that nobody answers from
}

Levels = dict[str, int]
"""Dimension id -> level of one person in one cycle."""


def standings(rosters: dict[int, Roster]) -> dict[int, dict[str, Levels]]:
    """Level of everybody by cycle, address and dimension, whether they answer or not."""
    chance = random.Random("larkspur standings")
    by_team = {team: {d: chance.gauss(0, 0.25) for d in DIMENSIONS} for teams in TEAMS.values() for team in teams}
    before = {person.address: _standing(person, by_team[person.team], chance) for person in rosters[2025]}
    now = {
        person.address: _grown(person, before.get(person.address), by_team[person.team], chance)
        for person in rosters[2026]
    }
    return {2025: _as_levels(before), 2026: _as_levels(now)}


def respondents(cycle: int, roster: Roster) -> Roster:
    """People of a roster who answer: about three quarters in 2025 and more in 2026."""
    chance = random.Random(f"larkspur respondents {cycle}")
    shares = [_RESPONSE_OF_TEAM.get((cycle, person.team), _RESPONSE[cycle]) for person in roster]
    return tuple(person for person, share in zip(roster, shares, strict=True) if chance.random() < share)


def _standing(person: Person, of_team: dict[str, float], chance: random.Random) -> dict[str, float]:
    talent = chance.gauss(0, 0.55)
    return {
        d: _START[d]
        + _ROLES[person.role].get(d, 0)
        + _TEAMS.get(person.team, {}).get(d, 0)
        + of_team[d]
        + talent
        + chance.gauss(0, 0.5)
        for d in DIMENSIONS
    }


def _grown(
    person: Person, before: dict[str, float] | None, of_team: dict[str, float], chance: random.Random
) -> dict[str, float]:
    """Give a year's growth; people who joined have had theirs elsewhere."""
    standing = before or _standing(person, of_team, chance)
    extra = _DIVISION_GROWTH.get(person.division, {})
    return {d: standing[d] + _GROWTH[d] + extra.get(d, 0) + chance.gauss(0, 0.2) for d in DIMENSIONS}


def _as_levels(standing: dict[str, dict[str, float]]) -> dict[str, Levels]:
    return {
        address: {d: min(4, max(0, int(value + 0.5))) for d, value in values.items()}
        for address, values in standing.items()
    }
