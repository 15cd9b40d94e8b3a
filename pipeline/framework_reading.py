"""What a framework says of how its results are read: a T, a matrix, pillars or phases, and words beside them.

Decision: ids only, never positions, so that a company may add dimensions and indicators without touching the rest.
Most frameworks have no reading of their own; the pages that everybody has are enough for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReadingKind = Literal["t-shape", "skill-matrix", "pillars", "phases"]

MOST_IMPACT = 5
"""How much a dimension moves a person's prospects: from 1 to this."""


@dataclass(frozen=True)
class Goal:
    """What a profile expects in one dimension (id), and how much it moves the person's prospects, 1 to 5."""

    dimension: str
    level: int
    impact: int


@dataclass(frozen=True)
class Profile:
    """A role that somebody may aim at; dimensions without a goal are not expected of it."""

    id: str
    name: str
    goals: tuple[Goal, ...]

    @property
    def targets(self) -> dict[str, int]:
        """Level expected, by dimension id."""
        return {goal.dimension: goal.level for goal in self.goals}

    @property
    def impacts(self) -> dict[str, int]:
        """Proposed impact 1-5, by dimension id."""
        return {goal.dimension: goal.impact for goal in self.goals}


@dataclass(frozen=True)
class Phase:
    """A stretch of the way into a role, and the ids of the indicators that belong to it."""

    id: str
    name: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One line of a section: what to look at, and the choices where it is a question."""

    id: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Points under one heading, e.g. a checklist or the rounds of an interview; ``intro`` says what to do with it."""

    id: str
    name: str
    intro: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class FrameworkReading:
    """How a framework's results are read.

    Parameters
    ----------
    kind
        Which page lays them out.
    bar
        Ids of the dimensions that everybody needs (a T only); the others are areas of the stem.
    profiles
        Roles to aim at.
    phases
        In the order in which they are gone through.
    sections
        What a person reads beside the figures.
    """

    kind: ReadingKind
    bar: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    phases: tuple[Phase, ...] = ()
    sections: tuple[Section, ...] = ()
