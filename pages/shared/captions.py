"""The sentences beside a figure: what it counts, out of how many, and how sure it is.

Pure functions from published figures to text, already escaped for a page. Every share stands with
the people behind it.
"""

from __future__ import annotations

from typing import Any

from pages.shared.notices import escaped
from pipeline.charts.measures import LOW_RESPONSE, NO_TARGET, NOT_SHOWN
from pipeline.model import Framework, Kind
from pipeline.rounding import percent as percent
from pipeline.rounding import tenths
from pipeline.snapshot.shapes import CycleFacts, Head, Rows, Shown

Cell = dict[str, Any]


def level_name(framework: Framework, level: int) -> str:
    """The name of a level."""
    return next((known.name for known in framework.levels if known.level == level), str(level))


def target_words(cell: Cell, framework: Framework) -> str:
    """What people are below: the common target's name, or ``their target`` where it differs."""
    target = cell["target"]
    return "their target" if target is None else escaped(level_name(framework, target))


def span(fewest: int | None, most: int | None) -> str:
    """A number that differs by dimension: ``29–31``, or one number where it does not."""
    if fewest is None or most is None:
        return "–"
    return f"{most:,}" if fewest == most else f"{fewest:,}–{most:,}"


def people_assessed(facts: CycleFacts, head: Head, is_company: bool) -> str:
    """Who answered of how many were asked; by dimension for a division."""
    people = f"{facts.respondents:,}" if is_company else span(head.fewest_assessed, head.most_assessed)
    headcount = facts.headcount if is_company else head.headcount
    return people if headcount is None else f"{people} of {headcount:,}"


def response(facts: CycleFacts, head: Head, is_company: bool) -> str:
    """The response rate in words; empty without a roster."""
    headcount = facts.headcount if is_company else head.headcount
    answered = facts.respondents if is_company else head.most_assessed
    if not headcount or answered is None:
        return "No roster: response unknown"
    return f"{percent(answered / headcount)} of those asked"


def common_gaps(head: Head) -> str:
    """How many dimensions have a common gap: ``2 of 5``."""
    return f"{head.common} of {head.dimensions}"


def common_of(head: Head) -> str:
    """What `common_gaps` counts."""
    return f"Dimensions with {percent(head.common_from)} or more below target"


def reached(head: Head) -> str:
    """The share of all answers that are at or above target."""
    return percent(head.reached / head.pairs) if head.pairs and head.reached is not None else "–"


def reached_of(head: Head) -> str:
    """The answers behind `reached`."""
    return f"{head.reached:,} of {head.pairs:,} answers" if head.pairs else "no answers"


def shown_of(shown: Shown, word: str) -> str:
    """How many groups are shown: ``21 of 24 teams are shown``."""
    return f"{shown.shown} of {shown.total} {word.casefold()} are shown"


def shown_count(shown: Shown) -> str:
    """How many groups are shown, as a figure: ``21 of 24``."""
    return f"{shown.shown} of {shown.total}"


def shown_why(shown: Shown, facts: CycleFacts) -> str:
    """Why the others are not."""
    if shown.shown == shown.total:
        return f"All have {facts.min_group} answers or more"
    return "The others would tell of too few people"


def heatmap_title(kind: Kind, division: str | None) -> str:
    """What a heatmap on the overview lays out."""
    if kind == "division":
        return "Below target, by division"
    return "Below target, by team" + (f" of {escaped(division)}" if division else "")


def gap_title(cell: Cell) -> str:
    """The dimension of a gap."""
    return f"**{escaped(cell['dimension_name'])}**"


def gap_figure(cell: Cell) -> str:
    """The share below target, large."""
    return f"### {percent(cell['prevalence'])}"


def rows_drawn(rows: Rows, groups: int) -> str:
    """Which rows of how many are drawn; empty where all are."""
    if groups <= rows.size:
        return ""
    last = min(rows.first + rows.size - 1, groups)
    return f"Rows {rows.first} to {last} of {groups}, the largest gaps first."


def of_cycle(facts: CycleFacts) -> str:
    """With which every caption begins: the cycle, and whose ratings its figures use."""
    if facts.rater == "self":
        return f"Cycle {escaped(facts.cycle)}, people's own ratings"
    return f"Cycle {escaped(facts.cycle)}, managers' ratings (“answered” means: rated by their manager)"


def of_whom(facts: CycleFacts, shown: Shown, word: str) -> str:
    """The line under a heatmap: cycle, people, groups shown and the target."""
    people = f"{facts.respondents:,} people"
    if facts.headcount:
        people = f"{facts.respondents:,} of {facts.headcount:,} people ({percent(facts.respondents / facts.headcount)})"
    told = f"{of_cycle(facts)}: {people} answered in the whole company. {shown_of(shown, word)}"
    told += "." if shown.shown == shown.total else "; the others would tell of too few people."
    return f"{told} {assumed_target(facts)}".strip()


def assumed_target(facts: CycleFacts) -> str:
    """Which target is assumed where nobody set one."""
    if facts.has_targets:
        return ""
    return f"Assumed target: {escaped(level_name(facts.framework, facts.framework.default_target))}."


def costs(facts: CycleFacts) -> list[str]:
    """What each file that was not loaded costs, one sentence each."""
    told = []
    if not facts.has_roster:
        told.append("No roster is loaded, so there is no response rate and no range around a figure.")
    if not facts.has_targets:
        level = escaped(level_name(facts.framework, facts.framework.default_target))
        told.append(f"No targets are loaded, so everybody is measured against the assumed target {level}.")
    if not facts.has_roadmap:
        told.append("No roadmap is loaded, so critical gaps, those that block a project, are not known.")
    return told


def answered(cell: Cell) -> str:
    """Of whom a distribution is: ``41 of 50 people answered`` and what became of the others."""
    if cell["rated"] is None:
        return ""
    if cell["asked"] is None:
        return f"{cell['rated']:,} people answered."
    told = f"{cell['rated']:,} of {cell['asked']:,} people answered."
    silent = cell["asked"] - cell["rated"]
    told += f" {silent:,} did not; they are not counted as level 0." if silent else ""
    told += _without_target(cell)
    is_mixed = cell["target"] is None and cell["target_source"] != "none"
    return f"{told} Their targets differ, so no line is drawn." if is_mixed else told


def _without_target(cell: Cell) -> str:
    """Why a group's levels and its gap figures count different people; empty where they do not."""
    people = cell["asked"] - cell["headcount"]
    if not people or cell["target_source"] == "none":
        return ""
    has = "has" if people == 1 else "have"
    return f" {people:,} of the group {has} no target: counted here, not among those below or above one."


def formula(cell: Cell, framework: Framework) -> list[str]:
    """How one cell's figure comes about, with its numbers, one sentence a line."""
    if not cell["shown"]:
        return [f"{NOT_SHOWN}. Too few people answered, here or in a group that could be worked out from it."]
    if cell["target_source"] == "none":
        return [f"{NO_TARGET}. Nobody in this group has a target in this dimension."]
    if not cell["assessed"]:
        return ["Nobody in this group has answered."]
    target = target_words(cell, framework)
    told = [f"**{cell['below']:,} of {cell['assessed']:,} below {target} = {percent(cell['prevalence'])}**"]
    told += _range(cell)
    if cell["below"]:
        told.append(
            f"Together they are {cell['shortfall']:,} levels short: {tenths(cell['mean_shortfall'])} per person "
            f"assessed, {tenths(cell['depth'])} per person below."
        )
    if cell["response"] is not None and cell["response"] < LOW_RESPONSE:
        told.append(f"Only {percent(cell['response'])} answered: this may not represent the group.")
    return told


def _range(cell: Cell) -> list[str]:
    if cell["headcount"] is None:
        return ["Without a roster it is not known how many did not answer."]
    whom = " with a target" if cell["asked"] != cell["headcount"] else ""
    silent, asked = cell["headcount"] - cell["assessed"], f"{cell['headcount']:,}"
    if not silent:
        return [f"Everybody{whom} answered ({asked} of {asked}), so there is no uncertainty."]
    least, most = percent(cell["prevalence_min"]), percent(cell["prevalence_max"])
    low, high = percent(cell["prevalence_low"]), percent(cell["prevalence_high"])
    told = (
        f"{silent:,} of {asked}{whom} did not answer. Whatever they would say, between {least} and "
        f"{most} of the whole group are below; most likely between {low} and {high}."
    )
    return [told, *(["Their answers could decide whether most are below or not."] if cell["fragile"] else [])]
