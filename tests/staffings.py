"""Every staffing of a small roadmap, one by one: what `pipeline.metrics.optimum` must agree with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product

Level = int | None
Person = tuple[str, tuple[Level, ...]]
"""A team and a level per dimension."""


@dataclass(frozen=True)
class Need:
    """People of a project: at least at a level of a dimension (from 0), out of a team or of any."""

    project: int
    dimension: int
    level: int
    people: int
    team: str | None = None
    shared: bool = False


def meets(person: Person, need: Need) -> bool:
    team, levels = person
    level = levels[need.dimension]
    return level is not None and level >= need.level and need.team in (None, team)


def shorts(people: list[Person], needs: list[Need], at_once: int) -> set[tuple[int, ...]]:
    """People short of each need, in every way to staff the roadmap."""
    reached = {(0,) * len(needs)}
    for person in people:
        reached = {
            tuple(min(a + b, need.people) for a, b, need in zip(before, does, needs, strict=True))
            for before in reached
            for does in set(_days(person, needs, at_once))
        }
    return {tuple(need.people - has for need, has in zip(needs, staffed, strict=True)) for staffed in reached}


def _days(person: Person, needs: list[Need], at_once: int) -> Iterator[tuple[int, ...]]:
    """What one person may do: at most one unshared need of each chosen project, and any shared ones."""
    projects = sorted({need.project for need in needs})
    for count in range(min(at_once, len(projects)) + 1):
        for chosen in combinations(projects, count):
            for parts in product(*(_parts(person, needs, project) for project in chosen)):
                done = {place for part in parts for place in part}
                yield tuple(int(place in done) for place in range(len(needs)))


def _parts(person: Person, needs: list[Need], project: int) -> list[set[int]]:
    own = [p for p, need in enumerate(needs) if need.project == project and meets(person, need)]
    shared = [p for p in own if needs[p].shared]
    some = [set(each) for size in range(len(shared) + 1) for each in combinations(shared, size)]
    return [part | extra for part in [set(), *({p} for p in own if not needs[p].shared)] for extra in some]


@dataclass(frozen=True)
class Truth:
    """What holds of all best staffings; ``short`` is the reported one."""

    total: int
    short: tuple[int, ...]
    blocked: tuple[bool, ...]
    contended: tuple[bool, ...]


def truth(people: list[Person], needs: list[Need], weights: list[int], at_once: int = 1) -> Truth:
    """Look at every staffing. The reported one has least short at higher weights, then in the needs' order."""
    ways = shorts(people, needs, at_once)

    def total(short: tuple[int, ...]) -> int:
        return sum(weights[need.project] * u for need, u in zip(needs, short, strict=True))

    least = min(map(total, ways))
    best = [short for short in ways if total(short) == least]

    def order(short: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        heavy_first = sorted(set(weights), reverse=True)
        of_weight = [
            tuple(u for need, u in zip(needs, short, strict=True) if weights[need.project] == weight)
            for weight in heavy_first
        ]
        return tuple((sum(shorts), *shorts) for shorts in of_weight)

    def short_of(project: int) -> set[bool]:
        return {any(u for need, u in zip(needs, s, strict=True) if need.project == project) for s in best}

    fates = [short_of(project) for project in range(len(weights))]
    return Truth(
        least, min(best, key=order), tuple(f == {True} for f in fates), tuple(f == {True, False} for f in fates)
    )


Raised = tuple[tuple[int, int, int], ...]
"""Each person who is brought up: the dimension, from and to which level; sorted."""


def cheapest(
    people: list[Person], needs: list[Need], weights: list[int], project: int, most_steps: int, at_once: int = 1
) -> tuple[int, set[Raised]] | None:
    """The fewest steps that staff a project at no cost to the others, and every way to take them.

    None where so many steps are not enough, or nothing is short.
    """
    reported = truth(people, needs, weights, at_once).short

    def of_others(short: tuple[int, ...]) -> int:
        return sum(weights[n.project] * u for n, u in zip(needs, short, strict=True) if n.project != project)

    def is_unlocked(short: tuple[int, ...]) -> bool:
        own = sum(u for n, u in zip(needs, short, strict=True) if n.project == project)
        return not own and of_others(short) <= of_others(reported)

    places = [(who, d) for who, (_, levels) in enumerate(people) for d, level in enumerate(levels) if level is not None]
    for steps in range(1, most_steps + 1):
        ways = set()
        for taken in combinations_with_replacement(places, steps):
            up = [(team, [*levels]) for team, levels in people]
            for who, d in taken:
                up[who][1][d] = (up[who][1][d] or 0) + 1
            if any(map(is_unlocked, shorts([(team, tuple(levels)) for team, levels in up], needs, at_once))):
                raised = {(who, d, people[who][1][d] or 0, up[who][1][d] or 0) for who, d in taken}
                ways.add(tuple(sorted((d, start, end) for _, d, start, end in raised)))
        if ways:
            return steps, ways
    return None
