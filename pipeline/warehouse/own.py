"""What one person said of themselves, for that person: the only way from an address to its levels.

Nothing is kept of what is read here, and nothing that is published is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from pipeline.model import NO_TEAM, Framework
from pipeline.warehouse.read import rows_of


@dataclass(frozen=True)
class Own:
    """Where a person stands in a cycle, and what the person said.

    ``levels`` and ``ticks`` have the dimensions (ids) that were answered; ``ticks`` the indicators (ids) of those that
    were answered by checklist.
    """

    name: str | None
    team: str | None
    division: str | None
    role: str | None
    levels: Mapping[str, int]
    ticks: Mapping[str, frozenset[str]]


def own(connection: duckdb.DuckDBPyConnection, cycle: int, person: int, framework: Framework) -> Own | None:
    """One person's place and answers in a cycle; None where the person neither was asked nor answered.

    Parameters
    ----------
    person
        The number of the person (people.person), under the first or the second identifier of the cycle's roster.
    """
    bound = {"cycle": cycle, "person": person}
    places = rows_of(connection, "own_place.sql", bound)
    if not places:
        return None
    [place] = places
    answers = rows_of(connection, "own_answers.sql", bound)
    dimensions = {answer["dimension"]: framework.dimensions[answer["dimension"] - 1] for answer in answers}
    ticks = {
        dimensions[answer["dimension"]].id: frozenset(
            indicator.id
            for bit, indicator in enumerate(dimensions[answer["dimension"]].indicators)
            if answer["ticks"] >> bit & 1
        )
        for answer in answers
        if answer["ticks"]
    }
    levels = {dimensions[answer["dimension"]].id: answer["level"] for answer in answers}
    return Own(place["name"], place["team"] or NO_TEAM, place["division"], place["role"], levels, ticks)
