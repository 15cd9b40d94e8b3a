"""The modules of each track in the order of the gaps, with whom they serve and when somebody would take them.

Decision: a module is as urgent as the most urgent one that builds on it, so that what is needed first never waits
behind its own prerequisite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import pandas as pd

from pipeline.model import Framework
from pipeline.programme.modules import Catalogue, Module, Track
from pipeline.programme.paths import OTHER_TRACK

LARGEST_COHORT = 12
HANDS_ON_FROM = 0.6
"""The least share of hands-on time that a programme should have."""

COLUMNS = (
    "track track_name module module_name dimension dimension_name from_level to_level instruction_hours "
    "hands_on_hours presentation_hours hours prerequisites quarter class people steps seat_hours cohorts gains "
    "about apply shown"
).split()

_LAST = 10**6
People = Mapping[tuple[str, str], Mapping[int, int] | None]
"""Track and module -> people by the levels it closes for them; None where that must not be shown."""


def curriculum(catalogue: Catalogue, framework: Framework, order: pd.DataFrame, people: People) -> pd.DataFrame:
    """Lay out the programme.

    Parameters
    ----------
    catalogue
        Fitted to the framework.
    framework
        Names the dimensions.
    order
        ``dimension``, ``class`` and ``rank`` of the gaps that have a place in the order of priority.
    people
        Whom each module serves; what is not in it serves nobody and is left out.

    Returns
    -------
    DataFrame
        One row per track and module, tracks in their order, modules in the order to be taken: ``COLUMNS``. ``people``
        need it, and so many ``steps`` (levels) it closes; ``cohorts`` of at most twelve they make. ``quarter`` counts
        from 1 for somebody who starts now: a track that is taken as a whole fills one, those for everybody before all
        others, and every other module fills one.
        Where ``shown`` is false, people, steps, seat_hours, cohorts and gains are null.
    """
    ranks = {line["dimension"]: int(line["rank"]) for line in order.to_dict("records")}
    classes = {line["dimension"]: line["class"] for line in order.to_dict("records")}
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    rows = []
    shared = [track.id for track in catalogue.tracks if track.is_whole and not track.roles]
    begun = [track for track in shared if any(of_track == track for of_track, _ in people)]
    for track in (*catalogue.tracks, OTHER_TRACK):
        modules = [module for module in catalogue.modules if (track.id, module.id) in people]
        placed = in_order(modules, ranks)
        for place, module in enumerate(placed, 1):
            head = {"track": track.id, "track_name": track.name, "quarter": _quarter(track, begun, place)}
            gap = {"dimension_name": names[module.dimension], "class": classes.get(module.dimension)}
            rows.append({**head, **_of_module(module), **gap, **_of_people(module, people[track.id, module.id])})
    return _typed(pd.DataFrame(rows, columns=COLUMNS, dtype=object))


def in_order(modules: Sequence[Module], ranks: Mapping[str, int]) -> list[Module]:
    """Modules by the rank of their dimension, what they build on first.

    With ranks ``{"b": 1, "a": 2}`` a module of b that builds on one of a comes second, right after that one.
    """
    left = {module.id: module for module in modules}
    urgency = {module.id: ranks.get(module.dimension, _LAST) for module in modules}
    for _ in modules:  # as often as the longest chain could ask for
        for module in modules:
            for each in module.prerequisites:
                if each in urgency:
                    urgency[each] = min(urgency[each], urgency[module.id])
    placed: list[Module] = []
    while left:
        ready = [module for module in left.values() if not any(each in left for each in module.prerequisites)]
        first = min(
            ready, key=lambda module: (urgency[module.id], ranks.get(module.dimension, _LAST), module.from_level)
        )
        placed.append(left.pop(first.id))
    return placed


def hands_on_share(modules: Sequence[Module]) -> float:
    """The part of a programme's hours that is hands-on: 12 of the 20 hours of the foundation, 0.6."""
    hours = sum(module.hours for module in modules)
    return sum(module.hands_on_hours for module in modules) / hours if hours else 0.0


def remarks(catalogue: Catalogue) -> list[str]:
    """What a programme should have and this catalogue has not: enough hands-on time, work within a week."""
    found = []
    for track in catalogue.tracks:
        modules = catalogue.of_track(track.id)
        share = hands_on_share(modules)
        if modules and share < HANDS_ON_FROM - 1e-9:
            found.append(
                f"Track {track.name!r} is hands-on for {share:.0%} of its hours; {HANDS_ON_FROM:.0%} is the least."
            )
    found += [f"Module {each.id!r} does not say what to apply at work." for each in catalogue.modules if not each.apply]
    return found


def _quarter(track: Track, begun: Sequence[str], place: int) -> int:
    """The quarter of a track's module: ``begun`` are the tracks for everybody that are taken as a whole."""
    if track.id in begun:
        return begun.index(track.id) + 1
    return len(begun) + (1 if track.is_whole else place)


def _of_module(module: Module) -> dict[str, object]:
    return {
        "module": module.id,
        "module_name": module.name,
        "dimension": module.dimension,
        "from_level": module.from_level,
        "to_level": module.to_level,
        "instruction_hours": module.instruction_hours,
        "hands_on_hours": module.hands_on_hours,
        "presentation_hours": module.presentation_hours,
        "hours": module.hours,
        "prerequisites": ", ".join(module.prerequisites),
        "about": module.about,
        "apply": module.apply,
    }


def _of_people(module: Module, by_gain: Mapping[int, int] | None) -> dict[str, object]:
    if by_gain is None:
        return {"shown": False}
    people = sum(by_gain.values())
    return {
        "people": people,
        "steps": sum(gain * count for gain, count in by_gain.items()),
        "seat_hours": people * module.hours,
        "cohorts": ceil(people / LARGEST_COHORT),
        "gains": {str(gain): count for gain, count in sorted(by_gain.items())},
        "shown": True,
    }


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    whole = ("from_level", "to_level", "quarter", "people", "steps", "cohorts")
    hours = ("instruction_hours", "hands_on_hours", "presentation_hours", "hours", "seat_hours")
    return rows.astype({**dict.fromkeys(whole, "Int64"), **dict.fromkeys(hours, "Float64"), "shown": bool})
