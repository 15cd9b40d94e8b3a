"""What stops one project that is short: a gap a row, with what lacks where, how sure that is, and what closes it.

Decision: a step of the cheapest way stands beside a gap only where it can be nobody else's. What may free people for
another need stands below all gaps, because in a wrong place it would send the wrong team to a course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.charts.projects import person_steps, standing
from pipeline.model import Framework
from pipeline.sentences import projects as sentences
from pipeline.sentences.cycles import Safe, level_name
from pipeline.sentences.projects import Figures

NOT_SHOWN_WHOLE = "Not shown: some of its needs ask for people of groups with too few answers."
SOME_HIDDEN = "Some of its needs are not shown: they ask for people of groups with too few answers."
QUESTIONS = ("What stops it, and where", "How sure is that", "What unblocks it cheapest")
"""What the three answers of a row answer."""

MOST_TOLD = 3
"""Gaps of one project that are told where several projects are."""
_ALL = 1_000_000
_IN_ALL, _BELOW = "In all", "See the last line."


@dataclass(frozen=True)
class Roadmap:
    """The published roadmap of a cycle as plain values, and what is needed to word it."""

    projects: Sequence[Figures]
    needs: Sequence[Figures]
    unlocks: Sequence[Figures]
    framework: Framework
    has_roster: bool

    @property
    def highest(self) -> float:
        """The highest weight of a project, of which importance is told."""
        return max(float(project["weight"]) for project in self.projects)


@dataclass(frozen=True)
class Gap:
    """One need of a project that lacks people: ``need`` are its bare figures, all else is text made safe."""

    need: Figures
    name: str
    missing: str
    sure: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """One project: ``project`` is the bare name; ``besides``, ``sure`` and ``ways`` are of all its gaps together."""

    project: str
    title: str
    standing: str
    gaps: tuple[Gap, ...]
    besides: tuple[str, ...]
    sure: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """The three answers about a gap, or about all together; ``gap`` is None there."""

    name: str
    stops: tuple[str, ...]
    sure: tuple[str, ...]
    ways: tuple[str, ...]
    gap: Gap | None = None


def stop_of(project: Figures, roadmap: Roadmap, safe: Safe, most: int = _ALL) -> Stop:
    """What stops a project, the largest gaps first, ``most`` of them; nothing does where it lacks nobody."""
    short = sorted(short_needs(roadmap, project), key=lambda need: -need["unmet"])
    gaps = tuple(_gap(need, roadmap, safe) for need in short[:most])
    others = _more(len(short) - most, "gap") + _met(project, short, roadmap)
    sure = [] if _says_it_all(gaps, project) else sentences.sureness(project, roadmap.has_roster)
    return Stop(
        project["project"],
        f"{safe(project['project'])} (importance {weight(project, roadmap)})",
        f"{standing(project, roadmap.has_roster)}.{_counted(short, project, roadmap)}",
        gaps,
        (*others, *([] if project["shown"] else [SOME_HIDDEN])),
        tuple(sure if project["shown"] else [NOT_SHOWN_WHOLE]),
        tuple(_ways(project, roadmap, most, safe) if project["shown"] else [NOT_SHOWN_WHOLE]),
    )


def rows(stop: Stop) -> tuple[Row, ...]:
    """A row per gap and one for all together; a single gap has all of it in its own."""
    if len(stop.gaps) == 1:
        [gap] = stop.gaps
        sure = (gap.sure, *stop.sure) if gap.sure else stop.sure
        return (Row(gap.name, (gap.missing, *stop.besides), sure, (*gap.ways, *stop.ways), gap),)
    own = [Row(gap.name, (gap.missing,), (gap.sure or _BELOW,), gap.ways or (_BELOW,), gap) for gap in stop.gaps]
    if stop.besides or stop.sure or stop.ways:
        own.append(Row(_IN_ALL if own else "", stop.besides, stop.sure, stop.ways))
    return tuple(own)


def short_needs(roadmap: Roadmap, project: Figures) -> list[Figures]:
    """The needs of a project that lack people, as far as they are shown."""
    return [need for need in roadmap.needs if need["project"] == project["project"] and need["unmet"]]


def where(need: Figures, safe: Safe) -> str:
    """Of which group a need wants its people: ``team Heron``."""
    if need["team"]:
        return f"team {safe(need['team'])}" + (f" of {safe(need['division'])}" if need["division"] else "")
    return f"division {safe(need['division'])}" if need["division"] else "anywhere in the company"


def weight(project: Figures, roadmap: Roadmap) -> str:
    """How important a project is, of how much at most on its roadmap: ``3 of 5``."""
    return f"{project['weight']:g} of {roadmap.highest:g}"


def _says_it_all(gaps: Sequence[Gap], project: Figures) -> bool:
    """Whether how sure the only gap is leaves nothing to say of the project: no other project would pay for it."""
    return len(gaps) == 1 and bool(gaps[0].sure) and not (project["blocked_low"] is False and project["unmet_low"])


def _counted(short: Sequence[Figures], project: Figures, roadmap: Roadmap) -> str:
    """How many gaps stop a project, and how many of them for certain, where that is known."""
    if not project["shown"] or not project["blocked"] or len(short) < 2:
        return ""
    certain = sum(need["naive_unmet"] > _silent(need) for need in short) if roadmap.has_roster else 0
    each = "each" if certain == len(short) else f"{certain}"
    return f" {len(short)} gaps stop it{f', {each} of them for certain' if certain else ''}."


def _gap(need: Figures, roadmap: Roadmap, safe: Safe) -> Gap:
    name = f"{sentences.dimension_name(need, roadmap.framework, safe)}, {where(need, safe)}"
    own = [step for step in roadmap.unlocks if step["project"] == need["project"]]
    ways = tuple(
        sentences.step_words(step, sentences.group_of(need), roadmap.framework, safe, is_dimension_known=True)
        for step in own
        if sentences.need_raised(step, own, roadmap.needs) is need
    )
    return Gap(need, name, _missing(need, roadmap.framework, safe), _sure(need, roadmap.has_roster, safe), ways)


def _missing(need: Figures, framework: Framework, safe: Safe) -> str:
    """How many are asked for, how many who answered can do it, and how many are missing."""
    asked, able, short = need["people"], need["qualified"], need["unmet"]
    level = safe(level_name(framework, need["level"])) + (" or above" if need["level"] < framework.highest else "")
    wanted = f"{sentences.people_words(asked)} at {level} {_is(asked)} needed"
    there = f"{able:,} {_is(able)}" if able else "nobody is"
    taken = ""
    if short > need["naive_unmet"]:
        taken = ", but is wanted elsewhere" if able == 1 else ", but not all of them are free"
    return f"{wanted}; of those who answered {there}{taken}, so {short:,} {_is(short)} missing."


def _sure(need: Figures, has_roster: bool, safe: Safe) -> str:
    """Whether those who did not answer could close a gap, and how many of them would have to; empty where open."""
    short = need["naive_unmet"]
    if not has_roster or not short:
        return ""
    silent = _silent(need)
    group = sentences.group_of(need)
    whose = f"of {safe(group)}" if group else "in the company"
    if not silent:
        return f"Certain: everybody {whose} answered."
    if short > silent:
        free = " even if all who can were free" if need["unmet"] > short else ""
        missing = f"{short:,} {_is(short)} missing{free}"
        return f"Certain: only {sentences.people_words(silent)} {whose} did not answer, and {missing}."
    if need["unmet"] > short:  # people of other projects would be wanted as well
        return ""
    able = f"{short:,} of the {silent:,}" if short < silent else f"all {silent:,}" if silent > 1 else "the one"
    return f"Not certain: nobody is missing if {able} {whose} who did not answer can do it already."


def _silent(need: Figures) -> int:
    """How many of the group that a need names did not answer."""
    return int(need["qualified_high"] - need["qualified"])


def _ways(project: Figures, roadmap: Roadmap, most: int, safe: Safe) -> list[str]:
    """The steps that are no single gap's, and what all of them come to."""
    own = [step for step in roadmap.unlocks if step["project"] == project["project"]]
    if not own:
        return sentences.unlocking(own, project, roadmap.needs, roadmap.framework, safe)
    others = [step for step in own if sentences.need_raised(step, own, roadmap.needs) is None]
    told = [sentences.step_words(step, None, roadmap.framework, safe) for step in others]
    sum_of = f"{person_steps(project['unlock_steps'])}. A person-step is one person going up one level."
    return [*told[:most], *_more(len(told) - most, "step"), f"That is {sum_of}"]


def _more(count: int, what: str) -> list[str]:
    """How many of a list are left out, and where they stand; empty where none is."""
    if count <= 0:
        return []
    return [f"{count} more {what}{'' if count == 1 else 's'}, told with the project."]


def _met(project: Figures, short: Sequence[Figures], roadmap: Roadmap) -> list[str]:
    """That the project lacks nothing else, where all of it is shown."""
    met = sum(need["project"] == project["project"] for need in roadmap.needs) - len(short)
    if not project["shown"] or not met or not short:
        return []
    return ["Its other need is met." if met == 1 else f"Its other {met} needs are met."]


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
