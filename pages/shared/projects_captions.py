"""The sentences of the projects page: what one project is short of, why, and what would staff it.

Pure functions from published figures to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.captions import Cell, level_name, of_cycle
from pages.shared.notices import escaped
from pipeline.charts.projects import BLOCKED, CONTENDED, ON_PAPER, STAFFED, status
from pipeline.model import Framework
from pipeline.snapshot.shapes import CycleFacts

NO_ROADMAP = (
    "No roadmap is published for this cycle. A roadmap says which people each project needs; "
    "an analyst loads it on the setup page and publishes the cycle again."
)

_MEANT = {
    BLOCKED: "However people are put to work, it lacks somebody.",
    ON_PAPER: "Each need by itself finds its people, but some of them are wanted elsewhere at the same time, "
    "where they count more.",
    CONTENDED: "It can be staffed, but then another project of the same weight is short.",
    STAFFED: "Everybody it needs is there, also when all other projects take theirs.",
}


def of_whom(facts: CycleFacts, projects: Sequence[Cell], asked: Sequence[Cell]) -> str:
    """The line under the list: of which cycle and how many projects, what the colours are, and who must not leave."""
    shown = sum(bool(project["shown"]) for project in projects)
    told = f"{of_cycle(facts)}, whole company: {shown} of {len(projects)} projects are shown"
    told += "." if shown == len(projects) else "; the others need people of groups with too few answers."
    return (
        f"{told} The warm end of a bar is the people missing. "
        f"A person-step is one person, one level up in one dimension.{_resting(asked)}"
    )


def _resting(asked: Sequence[Cell]) -> str:
    """How many needs one person who leaves is enough to fail; empty where there is none."""
    count = sum(need["rests_on_everybody"] is True for need in asked)
    if not count:
        return ""
    verb = "need rests" if count == 1 else "needs rest"
    return f" {count} {verb} on exactly as many people as asked for: if one of them leaves, it fails."


def project_of(projects: Sequence[Cell], name: str) -> Cell:
    """The project of a name."""
    return next(project for project in projects if project["project"] == name)


def heading_of_ways(ways: Sequence[str], remarks: Sequence[str]) -> str:
    """What stands above the cheapest way, or above what else there is to say; empty above nothing."""
    if ways:
        return "**The cheapest way to staff it**"
    return "**How sure that is**" if remarks else ""


def standing(project: Cell) -> str:
    """What a project is called, and what that means."""
    word = status(project)
    meant = _MEANT.get(word, "It needs people of a group that has too few answers to be shown.")
    return f"**{word}.** {meant}"


def needs(asked: Sequence[Cell], project: str, framework: Framework) -> list[str]:
    """A sentence per need of a project."""
    return [_need(need, framework) for need in asked if need["project"] == project]


def unlocking(found: Sequence[Cell], project: Cell, framework: Framework) -> list[str]:
    """Whom to bring up so that a project is staffed; empty where nothing is short or it may not be told."""
    own = [step for step in found if step["project"] == project["project"]]
    if own:
        return [_step(step, framework) for step in own]
    if project["shown"] and project["unmet"]:
        return ["Nobody who answered can be brought far enough: other people, or another team, are needed."]
    return []


def sureness(project: Cell) -> list[str]:
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


def computed(project: Cell) -> str:
    """How staffing, blocking and the cheapest way come about, with the numbers of the chosen project."""
    weight = f"{project['weight']:g}"
    worth = ""
    if project["unlock_steps"]:
        worth = f", here {weight} ÷ {project['unlock_steps']:,} = {project['weight_per_step']:.2f}"
    return (
        "**Qualified** for a need is who is at its level or above, in the group that it asks for. *On paper* a need is "
        "short of max(0, asked − qualified).\n\n"
        "**Best staffing.** One person meets one need of a project, and any number of its shared needs, and works on "
        "as many projects at once as the setting says (usually one). Of all ways to put people to work those are best "
        f"that leave the fewest people short, each counted with the weight of the project (here {weight}): it is "
        "solved exactly, as an integer programme.\n\n"
        "**Blocked**: short in every best staffing. **This project or another**: short in some, not in every. What a "
        "project is short of is told for one best staffing: least short at the highest weight, then in the roadmap's "
        "order.\n\n"
        "**Cheapest way**: the fewest person-steps after which the project is fully staffed and all others together "
        f"are no shorter than before. Projects stand in the order of weight ÷ person-steps{worth}; equal ones are "
        "tied.\n\n"
        "Needs of groups that are not shown are left out before anything is worked out."
    )


def _need(need: Cell, framework: Framework) -> str:
    name = next(dimension.name for dimension in framework.dimensions if dimension.id == need["dimension"])
    group = need["team"] or need["division"]
    out_of = f", out of {escaped(group)}" if group else ""
    level = escaped(level_name(framework, need["level"])) + (" or above" if need["level"] < framework.highest else "")
    told = f"{_people(need['people'])} at {level} in {escaped(name)}{out_of}"
    if need["shared"]:
        told += " (may be the same people as for another need)"
    if not need["shown"]:
        return f"{told}: not shown."
    return f"{told}: {need['qualified']:,} qualify, {need['unmet']:,} short."


def _step(step: Cell, framework: Framework) -> str:
    name = next(dimension.name for dimension in framework.dimensions if dimension.id == step["dimension"])
    start, end = (escaped(level_name(framework, step[key])) for key in ("from", "to"))
    return f"Bring {_people(step['people'])} from {start} to {end} in {escaped(name)}."


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}" if count else "nobody"
