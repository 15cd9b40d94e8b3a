"""What somebody would take, one after the other: the courses of their track that close a gap of theirs.

Decision: the order is the same for everybody of a track: the foundation, then their own track where it is taken as a
whole, then the rest by rank; what a course builds on before it, in place of it. How far somebody comes in a year is
decided where seats are given out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import pandas as pd

from pipeline.programme.curriculum import in_order
from pipeline.programme.modules import Catalogue, Module
from pipeline.programme.paths import gains, steps_of, track_of

_REST = 2
"""After the tracks for everybody (0) and the own one (1) that are taken as a whole."""

LEARNER_COLUMNS = ["person", "turn", "course", "modules", "level", "steps", "class"]


@dataclass(frozen=True)
class Course:
    """What a cohort goes through in a quarter: a track that is taken as a whole, or one module."""

    id: str
    name: str
    modules: tuple[Module, ...]

    @property
    def hours(self) -> float:
        """Hours of one learner."""
        return sum(module.hours for module in self.modules)


def courses(catalogue: Catalogue, ranks: Mapping[str, int]) -> dict[str, Course]:
    """Every course by its id, the modules of a whole track in the order to be taken.

    Parameters
    ----------
    ranks
        The rank of each dimension's gap, from 1.
    """
    found: dict[str, Course] = {}
    whole: set[str] = set()
    for track in catalogue.tracks:
        if track.is_whole:
            modules = tuple(in_order(catalogue.of_track(track.id), ranks))
            found[track.id] = Course(track.id, track.name, modules)
            whole |= {module.id for module in modules}
    return found | {each.id: Course(each.id, each.name, (each,)) for each in catalogue.modules if each.id not in whole}


def courses_in_turn(
    people: pd.DataFrame, catalogue: Catalogue, ranks: Mapping[str, int], classes: Mapping[str, str]
) -> pd.DataFrame:
    """The courses of everybody who needs one, in the order to be taken.

    Parameters
    ----------
    people
        One row per person and dimension: ``person``, ``role``, ``dimension``, ``level``, ``target`` (null: no answer,
        no target).
    ranks, classes
        Rank and class of each dimension's gap.

    Returns
    -------
    DataFrame
        ``LEARNER_COLUMNS``: per person and course its turn (from 1), the modules of it that the person needs, the
        lowest level that the person has in their dimensions when it begins, the levels that the person gains in it, and
        the most urgent class of their gaps ("D" where none has one). At level 0 with target 3 in ``llm-prompting``:
        turn 1 the foundation, from level 0; turn 2 ``llm-3-services``, from level 2.
    """
    known = people[people["level"].notna() & people["target"].notna() & (people["level"] < people["target"])]
    known = known.assign(role=known["role"].astype(object).where(known["role"].notna(), None))
    by_track: dict[str, _Way] = {}
    of_module = catalogue.course_of
    rows = []
    for person, lines in known.groupby("person", sort=True):
        role = lines["role"].iloc[0]
        levels = dict(zip(lines["dimension"], lines["level"].astype(int), strict=True))
        targets = dict(zip(lines["dimension"], lines["target"].astype(int), strict=True))
        track = track_of(catalogue, role).id
        if track not in by_track:
            by_track[track] = _Way(catalogue, role, ranks)
        needed = by_track[track].needed(levels, targets)
        for turn, course in enumerate(dict.fromkeys(of_module[module.id] for module in needed), 1):
            own = tuple(module for module in needed if of_module[module.id] == course)
            urgent = min(classes.get(module.dimension, "D") for module in own)
            starts = min(max(levels[module.dimension], module.from_level) for module in own)
            rows.append((person, turn, course, own, starts, sum(gained(levels, own).values()), urgent))
    return pd.DataFrame(rows, columns=LEARNER_COLUMNS)


def gained(levels: Mapping[str, int], modules: Sequence[Module]) -> dict[str, int]:
    """How many levels somebody gains in each dimension by modules: from level 0, 1 to 2 and 2 to 3 are two."""
    found: dict[str, int] = {}
    for module in modules:
        steps = module.to_level - max(levels[module.dimension], module.from_level)
        found[module.dimension] = found.get(module.dimension, 0) + steps
    return found


class _Way:
    """The modules of one role in the order to be taken."""

    def __init__(self, catalogue: Catalogue, role: str | None, ranks: Mapping[str, int]) -> None:
        self.steps = steps_of(catalogue, role)
        ordered = in_order(catalogue.modules, ranks)
        turns = _turns(catalogue, track_of(catalogue, role).id, ordered)
        course_of = catalogue.course_of
        self.order = sorted(ordered, key=lambda module: turns[course_of[module.id]])

    def needed(self, levels: Mapping[str, int], targets: Mapping[str, int]) -> list[Module]:
        """The modules that somebody needs, the first to be taken first."""
        ids = {id for each, level in levels.items() for id in gains(self.steps, each, level, targets[each])}
        return [module for module in self.order if module.id in ids]


def _turns(catalogue: Catalogue, own: str, ordered: Sequence[Module]) -> dict[str, int]:
    """The place of every course in the order of people of a track: what one builds on takes that one's place."""
    course_of, before = catalogue.course_of, catalogue.before
    whole = [track for track in catalogue.tracks if track.is_whole and (not track.roles or track.id == own)]
    comes = {track.id: 1 if track.roles else 0 for track in whole}
    places: dict[str, tuple[int, int]] = {}
    for place, module in enumerate(ordered):
        course = course_of[module.id]
        places.setdefault(course, (comes.get(course, _REST), place))
    urgency = dict(places)
    for course in reversed(list(TopologicalSorter(before).static_order())):
        for each in before[course]:
            urgency[each] = min(urgency[each], urgency[course])
    turns: dict[str, int] = {}
    while len(turns) < len(places):
        ready = [course for course in places if course not in turns and before[course] <= turns.keys()]
        turns[min(ready, key=lambda course: (urgency[course], places[course]))] = len(turns)
    return turns
