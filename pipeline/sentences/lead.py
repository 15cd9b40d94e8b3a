"""What a leader asks first: which gaps stop the most important project, where, how sure that is, and what helps.

The answers stand on the overview and on top of the report, so they are made here, once. Important is what the
roadmap gives most weight. Which project is cheapest to unblock is another question with another answer, and said apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.charts.priority import BLOCKING, CLASS_WORDS
from pipeline.charts.projects import CONTENDED, person_steps, standing, status
from pipeline.sentences import projects as sentences
from pipeline.sentences.cycles import Safe
from pipeline.sentences.projects import Figures
from pipeline.sentences.stops import MOST_TOLD, Roadmap, Stop, short_needs, stop_of, weight, where

MOST_NAMED = 6
"""Other projects named after the first."""
OTHERS = "Also blocked"


@dataclass(frozen=True)
class Lead:
    """The answers: ``stops`` are the most important blocked projects, several only where they are equal.

    ``above`` says what importance and levels are, and what is more important still: not blocked, or not shown.
    """

    heading: str
    above: str
    stops: tuple[Stop, ...]
    others: tuple[str, ...]
    remarks: tuple[str, ...]


def lead(roadmap: Roadmap, safe: Safe) -> Lead | None:
    """The most important project that is blocked, and what stands around it; None without a roadmap.

    Projects of weight 4 (staffed), 3 (blocked) and 1 (blocked): the one of weight 3, with the remark that a more
    important one is staffed; the one of weight 1 is among the others.
    """
    if not roadmap.projects:
        return None
    blocked = _by_weight([project for project in roadmap.projects if project["blocked"]])
    first = [project for project in blocked if project["weight"] == blocked[0]["weight"]]
    told = first[:MOST_TOLD]
    above = [sentences.scale(roadmap.highest), _levels(roadmap, safe), _more_important(first, roadmap, safe)]
    above.append(_hidden(first, roadmap, is_above=True))
    remarks = (_rivals(roadmap, safe), _cheapest(blocked, roadmap, safe), _hidden(first, roadmap, is_above=False))
    return Lead(
        _heading(len(first)),
        " ".join(each for each in above if each),
        tuple(stop_of(project, roadmap, safe, MOST_TOLD) for project in told),
        _others(blocked[len(told) :], roadmap, safe),
        tuple(remark for remark in remarks if remark),
    )


def blocked_through(roadmap: Roadmap, dimension: str, safe: Safe) -> list[str]:
    """The blocked projects that are short of people in a dimension, by importance: ``Orchard (team Heron)``."""
    found = []
    for project in _by_weight([project for project in roadmap.projects if project["blocked"]]):
        own = [need for need in short_needs(roadmap, project) if need["dimension"] == dimension]
        if own:
            groups = ", ".join(dict.fromkeys(where(need, safe) for need in own))
            found.append(f"{safe(project['project'])} ({groups})")
    return found


def blocking(its_class: str, blocked: Sequence[str]) -> str:
    """What a gap of a class that blocks projects blocks, by name: ``Blocks Orchard (team Heron)``.

    Where two gaps stop a project together, the people short may all be counted for the other one: no name then.
    """
    if not blocked:
        return CLASS_WORDS[its_class]
    more = f"; and {len(blocked) - MOST_TOLD + 1} more" if len(blocked) > MOST_TOLD else ""
    return f"Blocks {'; '.join(blocked[: MOST_TOLD - 1] if more else blocked)}{more}"


def blocks(roadmap: Roadmap, dimension: str, its_class: str, safe: Safe) -> str:
    """A sentence about what a dimension of a class blocks, as `blocking` words it."""
    if its_class not in BLOCKING:
        return "Blocks no project."
    return f"{blocking(its_class, blocked_through(roadmap, dimension, safe))}."


def _by_weight(projects: Sequence[Figures]) -> list[Figures]:
    return sorted(projects, key=lambda project: -project["weight"])


def _heading(count: int) -> str:
    if not count:
        return "No project that is shown is blocked"
    if count == 1:
        return "The most important project that is blocked"
    told = f": {MOST_TOLD} of them" if count > MOST_TOLD else ""
    return f"The {count} most important projects that are blocked, equally important{told}"


def _others(blocked: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> tuple[str, ...]:
    told = [_other(project, roadmap, safe) for project in blocked[:MOST_NAMED]]
    more = len(blocked) - MOST_NAMED
    return (*told, f"{more} more.") if more > 0 else tuple(told)


def _other(project: Figures, roadmap: Roadmap, safe: Safe) -> str:
    gaps = "; ".join(
        f"{sentences.dimension_name(need, roadmap.framework, safe)}, {where(need, safe)}, {need['unmet']:,} missing"
        for need in short_needs(roadmap, project)[:MOST_TOLD]
    )
    called = standing(project, roadmap.has_roster)
    told = f"{safe(project['project'])} (importance {weight(project, roadmap)}): {called[0].lower()}{called[1:]}"
    return f"{told}. {gaps}." if gaps else f"{told}."


def _levels(roadmap: Roadmap, safe: Safe) -> str:
    """The names of the levels in their order, for a reader who does not know how far apart two of them are."""
    return f"Levels, the lowest first: {', '.join(safe(level.name) for level in roadmap.framework.levels)}."


def _more_important(first: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> str:
    if not first:
        return ""
    above = [project for project in _by_weight(roadmap.projects) if project["weight"] > first[0]["weight"]]
    free = [project for project in above if project["blocked"] is False]
    return _naming("More important, and not blocked", free, roadmap, safe)


def _rivals(roadmap: Roadmap, safe: Safe) -> str:
    rivals = [project for project in _by_weight(roadmap.projects) if status(project) == CONTENDED]
    return _naming("Not all at once, because they want the same people", rivals, roadmap, safe)


def _cheapest(blocked: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> str:
    priced = [project for project in blocked if project["unlock_steps"]]
    if len(priced) < 2:
        return ""
    least = min(project["unlock_steps"] for project in priced)
    cheapest = [project for project in priced if project["unlock_steps"] == least]
    return _naming(f"Cheapest of all to unblock, by {person_steps(least)}", cheapest, roadmap, safe)


def _hidden(first: Sequence[Figures], roadmap: Roadmap, is_above: bool) -> str:
    """How many projects are open; said above where one of them is more important than what is told of."""
    hidden = [project["weight"] for project in roadmap.projects if project["blocked"] is None]
    if not hidden or is_above != (not first or max(hidden) > first[0]["weight"]):
        return ""
    told = f"{len(hidden)} of {len(roadmap.projects)} projects cannot be told of: groups with too few answers decide."
    return f"{told} The most important of them has importance {max(hidden):g}." if is_above else told


def _naming(what: str, projects: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> str:
    if not projects:
        return ""
    named = [f"{safe(project['project'])} (importance {weight(project, roadmap)})" for project in projects[:MOST_NAMED]]
    more = f" and {len(projects) - MOST_NAMED} more" if len(projects) > MOST_NAMED else ""
    return f"{what}: {', '.join(named)}{more}."
