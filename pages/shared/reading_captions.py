"""The sentences of the page that reads groups as their framework does; text from files is escaped here."""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.captions import Cell, of_cycle, target_words
from pages.shared.notices import escaped
from pipeline.charts.measures import NOT_SHOWN
from pipeline.framework_reading import FrameworkReading, ReadingKind, Section
from pipeline.model import Framework
from pipeline.rounding import percent
from pipeline.sentences.cycles import level_name, span
from pipeline.snapshot.shapes import CycleFacts

BY_FRAMEWORK = "By framework"
TITLES: dict[ReadingKind, str] = {
    "t-shape": "T-shape",
    "skill-matrix": "Skill matrix",
    "pillars": "Pillars",
    "phases": "Role readiness",
}

NO_READING = (
    "No published cycle has a framework with a page of its own. The other pages show everything; "
    "the T-shape, the skill matrix, the pillars and the readiness for a role come with their frameworks."
)

INTROS: dict[ReadingKind, str] = {
    "t-shape": (
        "The bar of the T is what everybody needs; the stem is an area to go deep in. Nobody needs every stem, so a "
        "low level there is no gap by itself. People compare themselves with their own target, never with colleagues."
    ),
    "skill-matrix": (
        "Look down a column for a skill that rests on one person, and along a row for what a group can do by itself."
    ),
    "pillars": (
        "Breadth counts: no pillar carries the others. A group with one empty pillar strengthens that one first, "
        "however high the others stand."
    ),
    "phases": (
        "Six domains say what the role takes; the phases say how far the way into it is. Somebody is ready for a "
        "phase with every behaviour that defines it; who that is, figures of a group cannot tell."
    ),
}

NO_TICKS = (
    "Nobody in this group answered by checklist, or it is not shown, so nothing is known of single behaviours. "
    "A questionnaire in the style of indicators tells the phases apart."
)


def title(kinds: Sequence[ReadingKind]) -> str | None:
    """What the page is called: after the one kind of reading there is, or in general; None where there is none."""
    if not kinds:
        return None
    return TITLES[kinds[0]] if len(kinds) == 1 else BY_FRAMEWORK


def intro(framework: Framework) -> str:
    """What the framework's reading is about, under its name."""
    reading = framework.reading
    return f"**{escaped(framework.name)}.** {INTROS[reading.kind]}" if reading else ""


def of_group(places: Sequence[Cell], first: str | None, empty: Sequence[str], framework: Framework) -> list[str]:
    """What is to be said of one group, a sentence each: what is firm, what to close first, what rests on one person."""
    reading = framework.reading
    if reading is None or not any(place["typical"] is not None for place in places):
        return ["Not shown: too few people answered, here or in a group that could be worked out from it."]
    told = [*_of_t(places, framework)] if reading.kind == "t-shape" else []
    if reading.kind == "pillars":
        told += _of_pillars(next((each for each in places if each["dimension"] == first), None), empty, framework)
    return [*told, *_experts(places, framework), *_singles(places, reading)]


def has_phases(framework: Framework) -> bool:
    """Whether the framework says which phase a behaviour belongs to."""
    return framework.reading is not None and bool(framework.reading.phases)


def of_one(facts: CycleFacts, places: Sequence[Cell], name: str) -> str:
    """Of whom the figures of one group are: ``Harbour: 11–12 of 14 people answered``."""
    rated = [place["rated"] for place in places if place["rated"] is not None]
    asked = next((place["headcount"] for place in places if place["headcount"] is not None), None)
    if not rated:
        return f"{of_cycle(facts)}, {escaped(name)}: {NOT_SHOWN.casefold()}."
    people = span(min(rated), max(rated)) + (f" of {asked:,}" if asked is not None else "")
    return f"{of_cycle(facts)}, {escaped(name)}: {people} people answered."


def sections(framework: Framework) -> tuple[Section, ...]:
    """What the framework gives a person to read beside the figures."""
    return framework.reading.sections if framework.reading else ()


OF_PHASES = (
    "A tick is one person and one behaviour that defines the phase. Who has all of them is only for the person to see; "
    "as the rarest behaviour is needed too, no more people can be ready than have that one."
)
"""What the bars of the phases count, and what they do not say."""


def section_text(section: Section) -> str:
    """A section to read beside the figures: what to do with it, and its points."""
    points = "\n".join(f"- {_point(point.text, point.choices)}" for point in section.points)
    return f"{escaped(section.intro)}\n\n{points}"


def computed(framework: Framework) -> str:
    """How the figures of the page come about."""
    target = escaped(level_name(framework, framework.default_target))
    return "\n\n".join(
        [
            "**The person in the middle** is the median: with everybody who answered in a line by level, the one in "
            "the middle, of two the lower. Levels 0, 1, 1, 2, 4 give 1.",
            f"**At target** counts people at or above their own target, {target} where none is set, of those who "
            "answered and have one. **A single point of failure** is a dimension in which one person or nobody is.",
            f"**Experts** are people at {escaped(framework.levels[-1].name)}. **Close first** is the dimension in "
            "which the largest share is below target; ties go to the larger shortfall.",
            "Everything follows from the people per level that the other pages show, and is hidden where they are.",
        ]
    )


def _of_t(places: Sequence[Cell], framework: Framework) -> list[str]:
    bar = [place for place in places if place["part"] == "bar" and place["typical"] is not None]
    stem = [place for place in places if place["part"] == "stem" and place["typical"] is not None]
    firm = [place for place in bar if place["typical"] >= framework.default_target]
    target = escaped(level_name(framework, framework.default_target))
    told = [f"**The bar:** the person in the middle is at {target} or above in {len(firm)} of {len(bar)} foundations."]
    deepest = max((place["typical"] for place in stem), default=framework.lowest)
    if deepest > framework.lowest:
        names = [place["dimension_name"] for place in stem if place["typical"] == deepest]
        told.append(f"**The stem:** deepest in {_listed(names)}, at {escaped(level_name(framework, deepest))}.")
    return told


def _of_pillars(first: Cell | None, empty: Sequence[str], framework: Framework) -> list[str]:
    told = []
    if first is None:
        told.append("**Close first:** nothing; nobody is below target in what is shown.")
    else:
        below = f"{first['below']:,} of {first['assessed']:,} ({percent(first['prevalence'])})"
        target = target_words(first, framework)
        told.append(f"**Close first: {escaped(first['dimension_name'])}.** {below} are below {target}.")
    if empty:
        none = escaped(framework.levels[0].name)
        is_one = len(empty) == 1
        told.append(
            f"**Empty: {_listed(empty)}.** The person in the middle is at “{none}” there, and the other pillars "
            f"cannot carry {'it' if is_one else 'them'}."
        )
    return told


def _experts(places: Sequence[Cell], framework: Framework) -> list[str]:
    found = [f"{place['experts']:,} in {escaped(place['dimension_name'])}" for place in places if place["experts"]]
    highest = escaped(framework.levels[-1].name)
    return [f"**People at {highest}:** {', '.join(found) or 'nobody'}."]


def _singles(places: Sequence[Cell], reading: FrameworkReading) -> list[str]:
    single = [place for place in places if place["is_single"] and place["part"] != "stem"]
    of_t = " Areas of the stem are left out: nobody needs all of them." if reading.kind == "t-shape" else ""
    if not single:
        where = "in all of the bar" if of_t else "everywhere"
        return [f"**Single points of failure:** none; at least two are at target {where} that is shown.{of_t}"]
    names = _listed([f"{place['dimension_name']} ({place['reached']})" for place in single])
    return [f"**Single points of failure:** one person or nobody is at target in {names}.{of_t}"]


def _point(text: str, choices: Sequence[str]) -> str:
    offered = f" ({escaped(', '.join(choices))})" if choices else ""
    return f"{escaped(text)}{offered}"


def _listed(names: Sequence[str]) -> str:
    *others, last = [escaped(name) for name in names]
    return f"{', '.join(others)} and {last}" if others else last
