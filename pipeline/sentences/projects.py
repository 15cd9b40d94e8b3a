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

_MEANT = {
    BLOCKED: "However people are put to work, it lacks somebody.",
    ON_PAPER: "Each need by itself finds its people, but some of them are wanted elsewhere at the same time, "
    "where they count more.",
    CONTENDED: "It can be staffed, but then another project of the same weight is short.",
    STAFFED: "Everybody it needs is there, also when all other projects take theirs.",
}


def shown_projects(projects: Sequence[Figures]) -> str:
    """How many projects are shown, and why not the others."""
    shown = sum(bool(project["shown"]) for project in projects)
    told = f"{shown} of {len(projects)} projects are shown"
    return told + ("." if shown == len(projects) else "; the others need people of groups with too few answers.")


def resting(asked: Sequence[Figures]) -> str:
    """How many needs one person who leaves is enough to fail; empty where there is none."""
    count = sum(need["rests_on_everybody"] is True for need in asked)
    if not count:
        return ""
    verb = "need rests" if count == 1 else "needs rest"
    return f"{count} {verb} on exactly as many people as asked for: if one of them leaves, it fails."


def meaning(project: Figures) -> str:
    """What it means that a project is called what `pipeline.charts.projects.status` calls it."""
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
    return f"{_people(need['people'])} at {level} in {_dimension(need, framework, safe)}{out_of}"


def unlocking(found: Sequence[Figures], project: Figures, framework: Framework, safe: Safe) -> list[str]:
    """Whom to bring up so that a project is staffed; empty where nothing is short or it may not be told."""
    own = [step for step in found if step["project"] == project["project"]]
    if own:
        return [_step(step, framework, safe) for step in own]
    if project["shown"] and project["unmet"]:
        return ["Nobody who answered can be brought far enough: other people, or another team, are needed."]
    return []


def sureness(project: Figures) -> list[str]:
    """What the silent and one who leaves could change."""
    if not project["shown"]:
        return []
    told = []
    if project["unmet"] != project["unmet_low"]:
        told.append(
            f"Those who did not answer count for nothing here. If all of them could do what is asked, "
            f"{_people(project['unmet_low'])} would be missing instead of {_people(project['unmet'])}."
        )
    if not project["unmet"] and project["bus_factor"] <= 1:
        told.append("One of its needs rests on exactly as many people as it asks for: if one leaves, it fails.")
    return told


def _need(need: Figures, framework: Framework, safe: Safe) -> str:
    told = asking(need, framework, safe)
    if need["shared"]:
        told += " (may be the same people as for another need)"
    if not need["shown"]:
        return f"{told}: not shown."
    return f"{told}: {need['qualified']:,} qualify, {need['unmet']:,} short."


def _step(step: Figures, framework: Framework, safe: Safe) -> str:
    start, end = (safe(level_name(framework, step[key])) for key in ("from", "to"))
    return f"Bring {_people(step['people'])} from {start} to {end} in {_dimension(step, framework, safe)}."


def _dimension(row: Figures, framework: Framework, safe: Safe) -> str:
    return safe(next(dimension.name for dimension in framework.dimensions if dimension.id == row["dimension"]))


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}" if count else "nobody"
