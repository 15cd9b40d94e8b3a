"""The sentences of the gaps page: of whom its lists are, and how their order comes about.

Pure functions from published figures to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.captions import Cell, assumed_target, of_cycle, span
from pages.shared.notices import escaped
from pipeline.charts.behind import MOST_GROUPS
from pipeline.charts.measures import LOW_RESPONSE
from pipeline.charts.priority import SHORT
from pipeline.model import NO_TEAM, Kind
from pipeline.rounding import percent, tenths
from pipeline.sentences.cycles import KIND_WORDS, shown_of
from pipeline.snapshot.shapes import CycleFacts, Shown

NO_ROADMAP = (
    "No roadmap is loaded, or no gap is shown: which gaps are critical, those that block a project, is not known."
)
NO_ORDER = "No gap of the whole company can be shown, so there is no order in which to close them."


def of_priority(facts: CycleFacts) -> str:
    """The line under the order in which to close gaps: of whom, and what the figures are."""
    told = (
        f"{of_cycle(facts)}, whole company. {SHORT}: the people whom projects would no longer lack "
        "if this dimension held nobody up, each counted as often as the project's importance says, its weight in "
        "the roadmap: 3 people short in a project of importance 3 are 9. Inside a class stands first where this is "
        "more, then where a larger share is below target."
    )
    if not facts.has_roadmap:
        told += " No roadmap is loaded, so nothing blocks a project here."
    if facts.has_roster:
        told += " A place such as 2–3: the people who did not answer could move the gap within it."
    return told


def of_whom(facts: CycleFacts, gaps: Sequence[Cell], division: str | None) -> str:
    """The line under the lists: cycle, group, people and what the thin line on a bar is."""
    whom = f"division {escaped(division)}" if division else "whole company"
    told = f"{of_cycle(facts)}, {whom}: {_answered(gaps)} Only people with a target count."
    if facts.has_roster:
        told += (
            " The thin line on a bar is the range in which the share of everybody asked lies in 19 of 20 cases, "
            "if the silent are like those who answered."
        )
    return " ".join(part for part in (told, assumed_target(facts)) if part)


def _answered(gaps: Sequence[Cell]) -> str:
    known = [gap for gap in gaps if gap["shown"] and gap["assessed"]]
    if not known:
        return "no figure can be shown."
    people = [gap["assessed"] for gap in known]
    asked = [gap["headcount"] for gap in known if gap["headcount"] is not None]
    told = f"{span(min(people), max(people))} people"
    if asked:
        told = f"{span(min(people), max(people))} of {span(min(asked), max(asked))} people"
    return f"{told} answered, by dimension." if min(people) < max(people) else f"{told} answered."


def of_groups(groups: Sequence[Cell], kind: Kind, division: str | None) -> str:
    """The line under the groups behind a gap: how many are shown, drawn, and what a step is."""
    of_kind = [bool(group["shown"]) for group in groups if group["kind"] == kind and group["group"] != NO_TEAM]
    told = shown_of(Shown(sum(of_kind), len(of_kind)), KIND_WORDS[kind])
    if len(groups) > MOST_GROUPS:
        told += f" The first {MOST_GROUPS} are drawn, the table holds all."
    if kind == "role" and division:
        told += " Roles are those of the whole company."
    return (
        f"{told} The coloured bar is the people below target, the grey one all who were assessed. "
        "One step is one person, one level up."
    )


def is_team(groups: Sequence[Cell], name: str) -> bool:
    """Whether a group behind a gap is one team, with a page of its own: rows of several small teams have none."""
    return any(group["name"] == name and group["kind"] == "team" for group in groups)


def group_names(groups: Sequence[Cell]) -> list[str]:
    """The groups behind a gap, in their order."""
    return [str(group["name"]) for group in groups]


def computed(facts: CycleFacts, gaps: Sequence[Cell], dimension_name: str) -> str:
    """Both orders with the numbers of the chosen gap, their ties and the warnings."""
    share, depth = _worked(next(gap for gap in gaps if gap["dimension_name"] == dimension_name))
    source = "from the targets that were loaded" if facts.has_targets else "the framework's own"
    return (
        f"**Most common.** Share below target (P0) = people below target ÷ people assessed{share}. Equal shares "
        "share a place; inside it stands first where more people are below, then where the way to target "
        "is longer (P1).\n\n"
        f"**Largest.** Depth = levels missing to target, added up ÷ people below target{depth}. Equal depths "
        "share a place; inside it stands first where P1 is higher. P1 is the missing part of the way from the "
        "lowest level to target, averaged over everybody assessed. Depth and P1 take every step between "
        "levels to be as long as any other; the share below does not.\n\n"
        "**Most critical.** The people whom all projects together lack in the best staffing, each counted with the "
        "project's importance, less what they would lack if this dimension asked for nothing. What two gaps stop "
        "together vanishes only with both, so neither may be counted for it.\n\n"
        f"The target is {source}. Somebody who did not answer is never counted as level 0, and people above target "
        "do not make up for colleagues below it.\n\n"
        "**How sure.** *With those who did not answer*: the share if all of them were at target, and if none were. "
        "Where a half lies between the two, more or fewer than half may be below; else it is *certain* which. "
        f"*Low response*: fewer than {percent(LOW_RESPONSE)} answered, so the figure may "
        "not represent the group. Where everybody answered there is no range.\n\n"
        "**Steps** = levels missing to target, added up over the people below it."
    )


def _worked(gap: Cell) -> tuple[str, str]:
    """The two figures of a gap with their numbers; empty where it has none."""
    if not gap["shown"] or not gap["assessed"]:
        return "", ""
    name = escaped(gap["dimension_name"])
    share = f", in {name} {gap['below']:,} ÷ {gap['assessed']:,} = {percent(gap['prevalence'])}"
    if not gap["below"]:
        return share, ""
    return share, f", in {name} {gap['shortfall']:,} ÷ {gap['below']:,} = {tenths(gap['depth'])} levels"
