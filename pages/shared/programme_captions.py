"""The sentences of the programme page: who takes a module, why then, and what to do with it at work.

Pure functions from published figures to text, already escaped for a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pages.shared.captions import Cell, of_cycle
from pages.shared.notices import escaped
from pipeline.actions import LAUNCH
from pipeline.model import Framework
from pipeline.sentences.cycles import level_name
from pipeline.snapshot.shapes import CycleFacts

NO_PROGRAMME = (
    "There is no programme for this cycle: nobody below target needs what the catalogue teaches, the catalogue is for "
    "another framework, or the cycle was published before there were programmes. An analyst can publish it again."
)
_WHY = {
    "A": "the gap blocks a project of the roadmap, and is common",
    "B": "the gap blocks a project of the roadmap",
    "C": "the gap is common",
    "D": "the gap neither blocks a project nor is common",
}
_COMPUTED = """
A module leads from one level to another in one dimension. Somebody **needs** it if they are below target there and one
of the levels they lack is its own. Each missing level has one module: of the foundation, else of the person's own
track, else of another. So nobody is counted twice for the same level. Who did not answer is not counted.

**The order** is that of the gaps, what blocks a project and is common first; a module that another builds on comes
before it. The foundation is one course, every other module is one too.

**When** somebody goes is decided with the seats, for all teams together: cohorts of 8 to 12 people, one seat for a
person in a quarter, at most a quarter of a team away at once, everybody's first course before anybody's second.

**The numbers** follow from published people per level and nothing else: where those are not shown, or people of one
row have different targets, the number is not shown either.

**Cohorts** are people ÷ 12, rounded up{example}.
"""


def tracks(modules: Sequence[Cell]) -> list[str]:
    """The tracks of a programme by name, in their order."""
    return list(dict.fromkeys(str(module["track_name"]) for module in modules))


def of_whom(facts: CycleFacts, modules: Sequence[Cell]) -> str:
    """The line under the calendar: of which cycle, how sure, and what comes later."""
    later = [module for module in modules if module["quarter"] > 4]
    hidden = sum(not module["shown"] for module in modules)
    told = [f"{of_cycle(facts)}, whole company: people who are below target and need a module."]
    if later:
        told.append(f"{len(later)} modules come fifth or later; the table holds them.")
    if hidden:
        told.append(f"The people of {hidden} of {len(modules)} modules are not shown.")
    return " ".join(told)


def launch(steps: Mapping[str, str | None]) -> str:
    """How far the launch is and what comes next; empty where nothing is done yet."""
    done = sum(day is not None for day in steps.values())
    if not done:
        return ""
    following = next((LAUNCH[step] for step, day in steps.items() if day is None), None)
    told = f"The launch: {done} of {len(steps)} steps are done."
    return told if following is None else f"{told} Next: {following.casefold()}."


def steps(modules: Sequence[Cell], track: str, framework: Framework) -> list[str]:
    """The modules of one track, a paragraph each: when, who, why then, how long, and what to try at work."""
    of_track = [module for module in modules if module["track_name"] == track]
    places = [module["quarter"] for module in of_track]
    numbers = [
        f"{place}.{places[: at + 1].count(place)}" if places.count(place) > 1 else f"{place}"
        for at, place in enumerate(places)
    ]
    return [_step(module, number, framework) for module, number in zip(of_track, numbers, strict=True)]


def _step(module: Cell, number: str, framework: Framework) -> str:
    start = level_name(framework, module["from_level"])
    goal = level_name(framework, module["to_level"])
    why = _WHY.get(str(module["class"]))
    return "  \n".join(
        [
            f"**{number}. {escaped(module['module_name'])}**",
            f"Who: {_who(module)}, on the way from {escaped(start)} to {escaped(goal)} in "
            f"{escaped(module['dimension_name'])}.",
            *([f"Why then: {why}."] if why else []),
            f"How long: {module['hours']:g} hours each, {module['hands_on_hours']:g} of them hands-on. "
            f"{escaped(module['about'])}",
            f"At work within a week: {escaped(module['apply'])}",
        ]
    )


def _who(module: Cell) -> str:
    if not module["shown"]:
        return "how many people is not shown"
    people, cohorts = module["people"], module["cohorts"]
    return (
        f"{people:,} {'person' if people == 1 else 'people'} below target, "
        f"{cohorts:,} {'cohort' if cohorts == 1 else 'cohorts'}"
    )


def computed(modules: Sequence[Cell]) -> str:
    """How the figures are made, with an example of the page."""
    shown = [module for module in modules if module["shown"]]
    first = shown[0] if shown else None
    example = f": {first['people']:,} ÷ 12 makes {first['cohorts']:,}" if first else ""
    return _COMPUTED.format(example=example)
