"""The sentences of a personal plan: alike on the command line, on the page and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import NO_TEAM, Framework
from pipeline.plans import Owned
from pipeline.programme.personal import Plan, Quarter, Standing, Step
from pipeline.sentences.cycles import level_name

NOTHING_ANSWERED = "There is no answer on file for this cycle, so there is nothing to plan from yet."
NOTHING_BELOW = "No gap: every target that is set is reached. The year is free for depth that you choose yourself."


def told(found: Owned, made: Plan) -> list[str]:
    """The whole plan in lines."""
    lines = [who(found), *(line(each, found.framework) for each in made.standings)]
    if not made.quarters:
        return [*lines, NOTHING_BELOW if found.is_answered else NOTHING_ANSWERED]
    for quarter in made.quarters:
        lines += [f"Quarter {quarter.quarter}: {aim(quarter, found.framework)}"]
        lines += [f"  - {text}" for text in to_do(quarter)]
        lines += [f"  Milestone: {quarter.milestone}"]
    return lines + later(made.later, found.framework)


def who(found: Owned) -> str:
    """Whose plan it is, and of which cycle."""
    parts = [found.name, found.role, found.team]
    named = ", ".join(part for part in parts if part and part != NO_TEAM)
    return " · ".join(filter(None, [named, found.cycle, found.framework.name]))


def line(standing: Standing, framework: Framework) -> str:
    """One dimension in a line, its level against its target."""
    if standing.level is None:
        return f"{standing.dimension_name}: no answer"
    now = level_name(framework, standing.level)
    if standing.target is None:
        return f"{standing.dimension_name}: {now}, nothing is expected"
    if not standing.priority:
        return f"{standing.dimension_name}: {now}, target reached"
    return (
        f"{standing.dimension_name}: {now}, target {level_name(framework, standing.target)}; "
        f"gap {standing.severity} × importance {standing.impact} = {standing.priority}"
    )


def next_step(standing: Standing, framework: Framework) -> str:
    """The next level in behaviour words."""
    if standing.next_level is None or standing.next_statement is None:
        return "You are at the highest level there is."
    return f"{level_name(framework, standing.next_level)}: {standing.next_statement}"


def serves(standing: Standing) -> str:
    """Which projects of the roadmap ask for more than the person's level."""
    return f"Wanted by {', '.join(standing.projects)}." if standing.projects else ""


def aim(quarter: Quarter, framework: Framework) -> str:
    """What a quarter leads to."""
    if not quarter.steps:
        return f"Use what you can in {quarter.strength}" if quarter.strength else "Use what you have learned"
    return "; ".join(_step(each, framework) for each in quarter.steps)


def to_do(quarter: Quarter) -> list[str]:
    """What a quarter asks for beside its milestone."""
    others = [behaviour for behaviour in quarter.behaviours if behaviour != quarter.milestone]
    return [*quarter.activities, *(f"Until you can say: “{behaviour}”" for behaviour in others)]


def later(steps: Sequence[Step], framework: Framework) -> list[str]:
    """What a year has no room for."""
    return [f"After this year: {'; '.join(_step(each, framework) for each in steps)}."] if steps else []


def _step(step: Step, framework: Framework) -> str:
    low, high = (level_name(framework, level) for level in (step.from_level, step.to_level))
    return f"{step.dimension_name} from {low} to {high}"
