"""One person's plan for twelve months: what to work on first, in which quarter, and how others can see that it is done.

A person is held against their own target and against nobody else. How far a gap is and how much it matters are proposed
(shortfall in levels, impact of the target) and are the person's own to change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle

from pipeline.model import Description, Framework
from pipeline.programme.modules import Module

QUARTERS = 4
FEWEST, MOST = 3, 5
"""How many gaps a plan takes up; more than the fewest only where they weigh as much as the last of these."""

MOST_STEPS = 2 * QUARTERS
"""Levels that a year has room for: two a quarter."""

DEFAULT_IMPACT = 3
HIGHEST = 5
"""Of severity and of impact."""


@dataclass(frozen=True)
class Wish:
    """A project of the roadmap that asks for a level of a dimension."""

    project: str
    dimension: str
    level: int


@dataclass(frozen=True)
class Judgement:
    """What a person thinks of their own gaps, by dimension (id): how far (0-5), and how much it matters (1-5)."""

    severity: Mapping[str, int] = field(default_factory=dict)
    impact: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """A person in one dimension; None where nothing was answered, nothing is expected or nothing is left to reach.

    ``priority`` is severity times impact, ``place`` the place in the plan from 1. ``behaviours`` are the indicators of
    the next level that are not met yet, ``projects`` those of the roadmap that ask for more than the person's level.
    """

    dimension: str
    dimension_name: str
    level: int | None
    target: int | None
    severity: int | None
    impact: int
    priority: int | None
    place: int | None
    next_level: int | None
    next_statement: str | None
    behaviours: tuple[str, ...]
    projects: tuple[str, ...]

    @property
    def is_strength(self) -> bool:
        """Whether the target is reached, by more than not having done anything."""
        return self.level is not None and self.level >= max(self.target or 1, 1)


@dataclass(frozen=True)
class Step:
    """One level up in one dimension."""

    dimension: str
    dimension_name: str
    from_level: int
    to_level: int


@dataclass(frozen=True)
class Quarter:
    """Three months: levels to reach, or a strength to use; what to do for it, and one thing that others see at the end.

    ``activities`` are modules to take part in and work to do, ``behaviours`` what the person can say of themselves
    afterwards, of which ``milestone`` is the one to show.
    """

    quarter: int
    steps: tuple[Step, ...]
    strength: str | None
    activities: tuple[str, ...]
    behaviours: tuple[str, ...]
    milestone: str


@dataclass(frozen=True)
class Plan:
    """All dimensions in the framework's order, the year, and the steps that it has no room for."""

    standings: tuple[Standing, ...]
    quarters: tuple[Quarter, ...]
    later: tuple[Step, ...]


@dataclass(frozen=True)
class Given:
    """What is known of a person: levels and ticks as answered, targets and impacts as the company states them."""

    levels: Mapping[str, int]
    ticks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    impacts: Mapping[str, int] = field(default_factory=dict)
    wishes: Sequence[Wish] = ()


def plan(
    framework: Framework, given: Given, judgement: Judgement | None = None, modules: Sequence[Module] = ()
) -> Plan:
    """The plan of one person.

    Severity is the shortfall in levels, max(0, target - level), at most 5; impact is that of the target, else 3; the
    person's own judgement goes before both. Priority is their product. The three gaps of highest priority are the plan,
    and up to two more that weigh as much as the third. Their levels are taken one by one, the first gap first, two a
    quarter at most.

    Examples
    --------
    Level 1 against target 3 with impact 4 has severity 2 and priority 8. The same gap that the person calls a 5 has
    priority 20.
    """
    found = standings(framework, given, judgement or Judgement())
    steps = _steps(framework, found)
    now, later = steps[:MOST_STEPS], steps[MOST_STEPS:]
    year = _year(framework, now, found, given, modules)
    return Plan(found, year if now else (), tuple(later))


def standings(framework: Framework, given: Given, judgement: Judgement) -> tuple[Standing, ...]:
    """A person in every dimension, with the place that each gap has in the plan."""
    weighed = [_weighed(framework, each, given, judgement) for each in range(len(framework.dimensions))]
    places = _places([(each.priority or 0, each.impact) for each in weighed])
    return tuple(replace(each, place=place) for each, place in zip(weighed, places, strict=True))


def _weighed(framework: Framework, at: int, given: Given, judgement: Judgement) -> Standing:
    dimension = framework.dimensions[at]
    level, target = given.levels.get(dimension.id), given.targets.get(dimension.id)
    impact = judgement.impact.get(dimension.id, given.impacts.get(dimension.id, DEFAULT_IMPACT))
    shortfall = None if level is None or target is None else min(max(target - level, 0), HIGHEST)
    severity = judgement.severity.get(dimension.id, shortfall) if level is not None else None
    further = None if level is None else next((each for each in dimension.levels if each.level > level), None)
    met = given.ticks.get(dimension.id, frozenset())
    return Standing(
        dimension.id,
        dimension.name,
        level,
        target,
        severity,
        impact,
        None if severity is None else severity * impact,
        None,
        further.level if further else None,
        further.statement if further else None,
        tuple(each.text for each in further.indicators if each.id not in met) if further else (),
        tuple(
            dict.fromkeys(
                wish.project
                for wish in given.wishes
                if wish.dimension == dimension.id and level is not None and wish.level > level
            )
        ),
    )


def _places(weights: Sequence[tuple[int, int]]) -> list[int | None]:
    """The place in the plan of each gap, given priority and impact; None where it is not in the plan."""
    order = sorted(
        (at for at, (priority, _) in enumerate(weights) if priority), key=lambda at: tuple(-w for w in weights[at])
    )
    least = weights[order[FEWEST - 1]][0] if len(order) >= FEWEST else 0
    taken = [at for place, at in enumerate(order[:MOST]) if place < FEWEST or weights[at][0] == least]
    return [taken.index(at) + 1 if at in taken else None for at in range(len(weights))]


def _steps(framework: Framework, found: Sequence[Standing]) -> list[Step]:
    """Every level between where the person is and where the plan leads, the first gap first."""
    chosen = sorted((each for each in found if each.place), key=lambda each: each.place or 0)
    levels = [each.level for each in framework.levels]
    return [
        Step(each.dimension, each.dimension_name, low, high)
        for each in chosen
        for low, high in zip(levels, levels[1:], strict=False)
        if (each.level or 0) <= low and high <= _aim(framework, each)
    ]


def _aim(framework: Framework, each: Standing) -> int:
    """The target, or, of a gap that only the person sees, as many levels further as the person calls it."""
    reached = (each.level or 0) + (each.severity or 0)
    return min(max(each.target or 0, reached), framework.highest)


def _share(steps: Sequence[Step], quarter: int) -> Sequence[Step]:
    """The steps of one quarter: as evenly as they go, in their order."""
    first, end = ((place * len(steps) + QUARTERS - 1) // QUARTERS for place in (quarter - 1, quarter))
    return steps[first:end]


def _year(
    framework: Framework, steps: Sequence[Step], found: Sequence[Standing], given: Given, modules: Sequence[Module]
) -> tuple[Quarter, ...]:
    """Four quarters; those without a step go to the strengths in turn, the most important first."""
    shares = [_share(steps, number) for number in range(1, QUARTERS + 1)]
    strengths = sorted((each for each in found if each.is_strength), key=lambda each: -each.impact)
    free = cycle(strengths)
    return tuple(
        _to_learn(framework, number, share, given, modules)
        if share
        else _to_use(framework, number, next(free, None), given)
        for number, share in enumerate(shares, 1)
    )


def _to_learn(
    framework: Framework, number: int, steps: Sequence[Step], given: Given, modules: Sequence[Module]
) -> Quarter:
    fitting = {
        f"{module.name} ({module.hours:g} hours)": None
        for step in steps
        for module in modules
        if module.dimension == step.dimension
        and module.from_level <= step.from_level
        and step.to_level <= module.to_level
    }
    behaviours = [text for step in steps for text in _behaviours(framework, step, given)]
    return Quarter(
        number, tuple(steps), None, tuple(fitting), tuple(behaviours), _behaviours(framework, steps[-1], given)[0]
    )


def _to_use(framework: Framework, number: int, strength: Standing | None, given: Given) -> Quarter:
    """A quarter without a new step: what is there is used and handed on."""
    if strength is None or strength.level is None:
        return Quarter(
            number, (), None, ("Use what you have learned in your own work.",), (), "Others can see it there."
        )
    projects = dict.fromkeys(
        wish.project for wish in given.wishes if wish.dimension == strength.dimension and wish.level <= strength.level
    )
    activities = [f"Offer it to the project {project}." for project in projects][:FEWEST]
    reached = Step(strength.dimension, strength.dimension_name, strength.level, strength.level)
    shown = _behaviours(framework, reached, Given({}))[0]
    return Quarter(
        number,
        (),
        strength.dimension_name,
        (*activities, "Show a colleague how you do it."),
        (),
        f"A colleague can say: {shown}",
    )


def _behaviours(framework: Framework, step: Step, given: Given) -> list[str]:
    """What people at a step's level say of themselves, those that define it first; its statement where that is all."""
    met = given.ticks.get(step.dimension, frozenset())
    description = _description(framework, step)
    indicators = sorted(description.indicators, key=lambda each: each.supporting)
    return [each.text for each in indicators if each.id not in met] or [description.statement]


def _description(framework: Framework, step: Step) -> Description:
    dimension = next(each for each in framework.dimensions if each.id == step.dimension)
    return next(each for each in dimension.levels if each.level == step.to_level)
