"""The sentences about projects: what one is called and why, what it needs, and what would staff it.

Said alike on the page and in reports; ``safe`` as in `pipeline.sentences.cycles`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.charts.projects import BLOCKED, CONTENDED, ON_PAPER, STAFFED, status
from pipeline.model import Framework
from pipeline.sentences.cycles import Safe, level_name

Figures = dict[str, Any]
"""One row of ``snapshot.projects`` as plain values."""

MOST_NEEDS = 4
"""Needs named in one sentence."""

_MEANT = {
    BLOCKED: "However those who answered are put to work, it lacks somebody.",
    ON_PAPER: "Each need by itself finds its people, but some of them are wanted elsewhere at the same time, "
    "where they count more.",
    CONTENDED: "It can be staffed, but then another project that weighs as much is short.",
    STAFFED: "Everybody it needs is there, also when all other projects take theirs.",
}


def shown_projects(projects: Sequence[Figures]) -> str:
    """How many projects are shown, and why not the others."""
    shown = sum(bool(project["shown"]) for project in projects)
    told = f"{shown} of {len(projects)} projects are shown"
    return told + ("." if shown == len(projects) else "; the others need people of groups with too few answers.")


def scale(highest: float) -> str:
    """What importance is, and which is the highest, since a roadmap may use any numbers."""
    return f"Importance is the weight that the roadmap gives a project; {highest:g} is the highest on it."


def resting(asked: Sequence[Figures], framework: Framework, safe: Safe) -> str:
    """Which needs one person who leaves is enough to fail; empty where there is none."""
    own = [need for need in asked if need["rests_on_everybody"]]
    if not own:
        return ""
    named = [f"{asking(need, framework, safe)} for {safe(need['project'])}" for need in own]
    more = f"; and {len(named) - MOST_NEEDS + 1} more" if len(named) > MOST_NEEDS else ""
    named = named[: MOST_NEEDS - 1] if more else named
    verb = "One need rests" if len(own) == 1 else f"{len(own)} needs rest"
    return f"{verb} on exactly as many people as asked for, and fails if one of them leaves: {'; '.join(named)}{more}."


def meaning(project: Figures, has_roster: bool) -> str:
    """What it means that a project is called what `pipeline.charts.projects.standing` calls it."""
    if status(project) == BLOCKED and project["blocked_low"] and has_roster:
        return "It lacks somebody however people are put to work, even if all who did not answer can do what is asked."
    return _MEANT.get(status(project), "It needs people of a group that has too few answers to be shown.")


def needs(asked: Sequence[Figures], project: str, framework: Framework, safe: Safe) -> list[str]:
    """A sentence per need of a project."""
    return [_need(need, framework, safe) for need in asked if need["project"] == project]


def resting_needs(asked: Sequence[Figures], project: str, framework: Framework, safe: Safe) -> list[str]:
    """What of a project fails if one person leaves, a sentence per need; hidden needs tell nothing."""
    own = [need for need in asked if need["project"] == project]
    if not any(need["shown"] for need in own):
        return ["Not shown."]
    told = [
        f"{asking(need, framework, safe)}: as many qualify as are asked for. If one of them leaves, it is short."
        for need in own
        if need["rests_on_everybody"]
    ]
    return told or ["No need of it rests on exactly as many people as it asks for."]


def asking(need: Figures, framework: Framework, safe: Safe) -> str:
    """What a need asks for: ``2 people at Expert in Testing, out of Heron``."""
    group = need["team"] or need["division"]
    out_of = f", out of {safe(group)}" if group else ""
    level = safe(level_name(framework, need["level"])) + (" or above" if need["level"] < framework.highest else "")
    return f"{people_words(need['people'])} at {level} in {dimension_name(need, framework, safe)}{out_of}"


def unlocking(
    found: Sequence[Figures], project: Figures, asked: Sequence[Figures], framework: Framework, safe: Safe
) -> list[str]:
    """Whom to bring up so that a project is staffed; empty where nothing is short or it may not be told."""
    own = [step for step in found if step["project"] == project["project"]]
    if own:
        return [step_words(step, group_raised(step, own, asked), framework, safe) for step in own]
    if project["shown"] and project["unmet"]:
        return ["Nobody who answered can be brought far enough: other people, or another team, are needed."]
    return []


def group_raised(step: Figures, steps: Sequence[Figures], asked: Sequence[Figures]) -> str | None:
    """The group whose people a project's step raises; None where they may be of several."""
    need = need_raised(step, steps, asked)
    return None if need is None else group_of(need)


def need_raised(step: Figures, steps: Sequence[Figures], asked: Sequence[Figures]) -> Figures | None:
    """The need that a project's step meets; None where it may free people for another.

    A need that lacks 3 people of Heron even when it has everybody for itself is met by 3 of Heron and by nobody
    else: where exactly 3 are brought to its level, they are of Heron. Where more are, some of them may free others.
    """
    wanted = [need for need in asked if _is_raised_for(step, need)]
    raised = sum(other["people"] for other in steps if (other["dimension"], other["to"]) == _reached(step))
    if len(wanted) != 1 or wanted[0]["naive_unmet"] != raised:
        return None
    return wanted[0]


def group_of(need: Figures) -> str | None:
    """The team or else the division that a need wants its people of; None for the whole company."""
    return str(need["team"] or need["division"] or "") or None


def _is_raised_for(step: Figures, need: Figures) -> bool:
    return need["project"] == step["project"] and (need["dimension"], need["level"]) == _reached(step)


def _reached(step: Figures) -> tuple[str, int]:
    return step["dimension"], step["to"]


def sureness(project: Figures, has_roster: bool) -> list[str]:
    """What the silent and one who leaves could change."""
    if not project["shown"]:
        return []
    told = [_silent(project, has_roster)] if project["unmet"] else []
    if not project["unmet"] and project["bus_factor"] <= 1:
        told.append("One of its needs rests on exactly as many people as it asks for: if one leaves, it fails.")
    return told


def _silent(project: Figures, has_roster: bool) -> str:
    """What those who did not answer could change in a project that is short."""
    if not has_roster:
        return "Without a roster it is not known who did not answer, so it is not known what they could change."
    still, now = people_words(project["unmet_low"]), people_words(project["unmet"])
    if project["blocked"] and project["blocked_low"] is False and project["unmet_low"]:
        return (
            "Who did not answer is counted as not able. If all of them could do what is asked, it could be "
            f"staffed at the cost of another project; else {still} would be missing."
        )
    if project["unmet"] == project["unmet_low"]:
        return f"If everybody who did not answer could do all that is asked, {still} would be missing all the same."
    return (
        "Who did not answer is counted as not able. If all of them could do what is asked, "
        f"{still} would {'still ' if project['unmet_low'] else ''}be missing instead of {now}."
    )


def _need(need: Figures, framework: Framework, safe: Safe) -> str:
    told = asking(need, framework, safe)
    if need["shared"]:
        told += " (may be the same people as for another need)"
    if not need["shown"]:
        return f"{told}: not shown."
    return f"{told}: {need['qualified']:,} qualify, {need['unmet']:,} short."


def step_words(
    step: Figures, group: str | None, framework: Framework, safe: Safe, is_dimension_known: bool = False
) -> str:
    """Whom a step brings up, of which group where that is known: ``Bring 2 people of Heron from Able to Expert``."""
    start, end = (safe(level_name(framework, step[key])) for key in ("from", "to"))
    people = people_words(step["people"]) + (f" of {safe(group)}" if group else "")
    told = f"Bring {people} from {start} to {end}"
    return f"{told}." if is_dimension_known else f"{told} in {dimension_name(step, framework, safe)}."


def dimension_name(row: Figures, framework: Framework, safe: Safe) -> str:
    """The name of the dimension of a need or a step."""
    return safe(next(dimension.name for dimension in framework.dimensions if dimension.id == row["dimension"]))


def people_words(count: int) -> str:
    """So many people in words: ``nobody``, ``1 person``, ``2 people``."""
    return f"{count:,} {'person' if count == 1 else 'people'}" if count else "nobody"
