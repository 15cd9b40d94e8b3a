"""What a leader asks first: which gaps stop the most important project, where, how sure that is, and what helps.

The answers stand on the overview and on top of the report, so they are made here, once. Important is what the
roadmap gives most weight. Which project is cheapest to unblock is another question with another answer, and said apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.charts.priority import BLOCKING, CLASS_WORDS
from pipeline.charts.projects import CONTENDED, person_steps, standing, status
from pipeline.model import Framework
from pipeline.sentences import projects as sentences
from pipeline.sentences.cycles import Safe, level_name
from pipeline.sentences.projects import Figures

NOT_SHOWN_WHOLE = "Not shown: some of its needs ask for people of groups with too few answers."
MOST_TOLD = 3
"""Equally important projects that are told of in full, and gaps and steps of one project."""
MOST_NAMED = 6
"""Other projects named after them."""


@dataclass(frozen=True)
class Roadmap:
    """The published roadmap of a cycle as plain values, and what is needed to word it."""

    projects: Sequence[Figures]
    needs: Sequence[Figures]
    unlocks: Sequence[Figures]
    framework: Framework
    has_roster: bool


@dataclass(frozen=True)
class Stop:
    """One blocked project: ``project`` is the bare name, all else is text made safe for where it is printed."""

    project: str
    title: str
    standing: str
    gaps: tuple[str, ...]
    sure: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Lead:
    """The answers: ``stops`` are the most important blocked projects, several only where they are equal.

    ``above`` says what is more important still: not blocked, or not shown; empty where nothing is.
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
    above = [_more_important(first, roadmap, safe), _hidden(first, roadmap, is_above=True)]
    remarks = (_rivals(roadmap, safe), _cheapest(blocked, safe), _hidden(first, roadmap, is_above=False))
    return Lead(
        _heading(len(first)),
        " ".join(each for each in above if each),
        tuple(_stop(project, roadmap, safe) for project in told),
        _others(blocked[len(told) :], roadmap, safe),
        tuple(remark for remark in remarks if remark),
    )


def answers(stop: Stop) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The three questions about a blocked project, each with its answers."""
    return (
        ("What stops it, and where", stop.gaps),
        ("How sure is that", stop.sure or (NOT_SHOWN_WHOLE,)),
        ("What unblocks it cheapest", stop.ways or (NOT_SHOWN_WHOLE,)),
    )


OTHERS = "Also blocked"


def blocked_through(roadmap: Roadmap, dimension: str, safe: Safe) -> list[str]:
    """The blocked projects that are short of people in a dimension, by importance: ``Orchard (team Heron)``."""
    found = []
    for project in _by_weight([project for project in roadmap.projects if project["blocked"]]):
        own = [need for need in _short(roadmap, project) if need["dimension"] == dimension]
        if own:
            where = ", ".join(dict.fromkeys(_where(need, safe) for need in own))
            found.append(f"{safe(project['project'])} ({where})")
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


def _stop(project: Figures, roadmap: Roadmap, safe: Safe) -> Stop:
    short = sorted(_short(roadmap, project), key=lambda need: -need["unmet"])
    gaps = [_gap(need, roadmap.framework, safe) for need in short[:MOST_TOLD]]
    gaps += _rest(len(short))
    gaps += _met(project, short, roadmap)
    if not project["shown"]:
        gaps.append("Some of its needs are not shown: they ask for people of groups with too few answers.")
    steps = f"That is {person_steps(project['unlock_steps'])}." if project["unlock_steps"] else ""
    ways = sentences.unlocking(roadmap.unlocks, project, roadmap.needs, roadmap.framework, safe)
    ways = [*ways[:MOST_TOLD], *_rest(len(ways))]
    return Stop(
        project["project"],
        f"{safe(project['project'])} (importance {project['weight']:g})",
        f"{standing(project, roadmap.has_roster)}.",
        tuple(gaps),
        (*sentences.sureness(project, roadmap.has_roster), *_odds(short[:MOST_TOLD], roadmap, safe)),
        tuple(each for each in (*ways, steps) if each),
    )


def _odds(short: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> list[str]:
    """How many of the silent would have to meet each need, beside how many of those who answered do."""
    told = []
    for need in short:
        silent = (need["qualified_high"] or 0) - (need["qualified"] or 0)
        if roadmap.has_roster and 0 < need["naive_unmet"] <= silent:
            level = safe(level_name(roadmap.framework, need["level"]))
            who = f"{need['qualified']:,}" if need["qualified"] else "nobody"
            told.append(
                f"For that, {need['naive_unmet']:,} of the {silent:,} who did not answer ({_where(need, safe)}) "
                f"would have to be at {level} already; of those who did, {who} is."
            )
    return told


def _rest(count: int) -> list[str]:
    """How many of a list are left out, and where they stand; empty where none is."""
    return [f"And {count - MOST_TOLD} more, told with the project."] if count > MOST_TOLD else []


def _met(project: Figures, short: Sequence[Figures], roadmap: Roadmap) -> list[str]:
    """That the project lacks nothing else, where all of it is shown."""
    met = sum(need["project"] == project["project"] for need in roadmap.needs) - len(short)
    if not project["shown"] or not met:
        return []
    return ["Its other need is met." if met == 1 else f"Its other {met} needs are met."]


def _short(roadmap: Roadmap, project: Figures) -> list[Figures]:
    """The needs of a project that lack people, as far as they are shown."""
    return [need for need in roadmap.needs if need["project"] == project["project"] and need["unmet"]]


def _gap(need: Figures, framework: Framework, safe: Safe) -> str:
    level = safe(level_name(framework, need["level"])) + (" or above" if need["level"] < framework.highest else "")
    name = sentences.dimension_name(need, framework, safe)
    return f"{name}, {_where(need, safe)}: {need['unmet']:,} of {need['people']:,} people at {level} are missing."


def _where(need: Figures, safe: Safe) -> str:
    """Of which group a need wants its people: ``team Heron``."""
    if need["team"]:
        return f"team {safe(need['team'])}" + (f" of {safe(need['division'])}" if need["division"] else "")
    return f"division {safe(need['division'])}" if need["division"] else "anywhere in the company"


def _others(blocked: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> tuple[str, ...]:
    told = [_other(project, roadmap, safe) for project in blocked[:MOST_NAMED]]
    more = len(blocked) - MOST_NAMED
    return (*told, f"{more} more.") if more > 0 else tuple(told)


def _other(project: Figures, roadmap: Roadmap, safe: Safe) -> str:
    gaps = "; ".join(
        f"{sentences.dimension_name(need, roadmap.framework, safe)}, {_where(need, safe)}, {need['unmet']:,} short"
        for need in _short(roadmap, project)[:MOST_TOLD]
    )
    called = standing(project, roadmap.has_roster)
    told = f"{safe(project['project'])} (importance {project['weight']:g}): {called[0].lower()}{called[1:]}"
    return f"{told}. {gaps}." if gaps else f"{told}."


def _more_important(first: Sequence[Figures], roadmap: Roadmap, safe: Safe) -> str:
    if not first:
        return ""
    above = [project for project in _by_weight(roadmap.projects) if project["weight"] > first[0]["weight"]]
    return _naming("More important, and not blocked", [each for each in above if each["blocked"] is False], safe)


def _rivals(roadmap: Roadmap, safe: Safe) -> str:
    rivals = [project for project in _by_weight(roadmap.projects) if status(project) == CONTENDED]
    return _naming("Not all at once, because they want the same people", rivals, safe)


def _cheapest(blocked: Sequence[Figures], safe: Safe) -> str:
    priced = [project for project in blocked if project["unlock_steps"]]
    if len(priced) < 2:
        return ""
    least = min(project["unlock_steps"] for project in priced)
    cheapest = [project for project in priced if project["unlock_steps"] == least]
    return _naming(f"Cheapest of all to unblock, by {person_steps(least)}", cheapest, safe)


def _hidden(first: Sequence[Figures], roadmap: Roadmap, is_above: bool) -> str:
    """How many projects are open; said above where one of them is more important than what is told of."""
    hidden = [project["weight"] for project in roadmap.projects if project["blocked"] is None]
    if not hidden or is_above != (not first or max(hidden) > first[0]["weight"]):
        return ""
    told = f"{len(hidden)} of {len(roadmap.projects)} projects cannot be told of: groups with too few answers decide."
    return f"{told} The most important of them has importance {max(hidden):g}." if is_above else told


def _naming(what: str, projects: Sequence[Figures], safe: Safe) -> str:
    if not projects:
        return ""
    named = [f"{safe(project['project'])} (importance {project['weight']:g})" for project in projects[:MOST_NAMED]]
    more = f" and {len(projects) - MOST_NAMED} more" if len(projects) > MOST_NAMED else ""
    return f"{what}: {', '.join(named)}{more}."
