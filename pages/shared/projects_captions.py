"""The sentences of the projects page: what one project is short of, why, and what would staff it.

Pure functions from published figures to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from pages.shared.captions import Cell, of_cycle
from pages.shared.notices import escaped
from pipeline.charts.projects import standing as standing_of
from pipeline.model import Framework
from pipeline.sentences import lead as leads
from pipeline.sentences import projects as sentences
from pipeline.sentences import stops
from pipeline.sentences.lead import OTHERS as OTHERS
from pipeline.sentences.stops import QUESTIONS as QUESTIONS
from pipeline.sentences.stops import Roadmap, weight
from pipeline.sentences.stops import Row as Row
from pipeline.sentences.stops import Stop as Stop
from pipeline.sentences.stops import rows as rows
from pipeline.snapshot.shapes import CycleFacts

NO_ROADMAP = (
    "No roadmap is published for this cycle. A roadmap says which people each project needs; "
    "an analyst loads it on the setup page and publishes the cycle again."
)

lead = partial(leads.lead, safe=escaped)
blocked_through = partial(leads.blocked_through, safe=escaped)
stop_of = partial(stops.stop_of, safe=escaped)
resting_needs = partial(sentences.resting_needs, safe=escaped)

ANALYSTS_ONLY = (
    "Only analysts see these names. They are read from what is loaded now, which may be newer than what is published, "
    "and stand in no publication, report or link."
)


def of_whom(facts: CycleFacts, projects: Sequence[Cell], asked: Sequence[Cell]) -> str:
    """The line under the list: of which cycle and how many projects, what its words are, and who must not leave."""
    told = [
        f"{of_cycle(facts)}, whole company: {sentences.shown_projects(projects)}",
        "The warm end of a bar is the people missing; a person-step is one person going up one level.",
        sentences.resting(asked, facts.framework, escaped),
    ]
    return " ".join(sentence for sentence in told if sentence)


def resting_people(resting: Sequence[tuple[Cell, Sequence[Cell]]], project: str, framework: Framework) -> list[str]:
    """The people behind each need of a project that nobody may leave, a paragraph per need."""
    told = [
        f"**{sentences.asking(need, framework, escaped)}:** {', '.join(_called(person) for person in people)}."
        for need, people in resting
        if need["project"] == project and people
    ]
    return told or ["No need of it rests on exactly as many people as it asks for, as things are loaded now."]


def _called(person: Cell) -> str:
    named = person["name"] and escaped(person["name"])
    address = person["identifier"] and escaped(person["identifier"])
    if named and address:
        return f"{named} ({address})"
    return named or address or "somebody who answered without a name"


def project_of(projects: Sequence[Cell], name: str) -> Cell:
    """The project of a name."""
    return next(project for project in projects if project["project"] == name)


def chosen(project: Cell, roadmap: Roadmap) -> str:
    """The chosen project before all of them: its name, how important it is, what it is called, and what that means."""
    called = standing_of(project, roadmap.has_roster)
    more = " What stops it stands below all projects." if project["unmet"] else ""
    return f"**{escaped(project['project'])}.** {_standing(project, roadmap, called)}{more}"


def _standing(project: Cell, roadmap: Roadmap, called: str) -> str:
    return f"**Importance {weight(project, roadmap)}. {called}.** {sentences.meaning(project, roadmap.has_roster)}"


def other_needs(roadmap: Roadmap, stop: Stop) -> list[str]:
    """A sentence per need of a project that is not among its gaps, under what they are."""
    gaps = [gap.need for gap in stop.gaps]
    own = [need for need in roadmap.needs if need not in gaps]
    told = sentences.needs(own, stop.project, roadmap.framework, escaped)
    heading = "**What else it needs**" if gaps else "**What it needs**"
    return [heading, *told] if told else []


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
        f"are no shorter than before. **Train for it 1st** says where a person-step brings most: weight ÷ person-steps"
        f"{worth}; equal ones are tied. The list itself stands in the order of importance, which is the weight.\n\n"
        "**For certain**: short in every best staffing also if all who did not answer met what is asked. **Unless they "
        "can help**: then it would not be.\n\n"
        "Needs of groups that are not shown are left out before anything is worked out."
    )
