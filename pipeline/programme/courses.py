"""What somebody would take, one after the other: the courses of their track that close a gap of theirs.

Decision: the order is the same for everybody of a track, what a course builds on first. How far somebody comes in a
year is decided where seats are given out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.programme.curriculum import in_order
from pipeline.programme.modules import Catalogue, Module
from pipeline.programme.paths import gains, row_track, steps_of

LEARNER_COLUMNS = ["person", "turn", "course", "modules", "level", "class"]


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
        lowest level that the person has in their dimensions when it begins, and the most urgent class of their gaps
        ("D" where none has one). At level 0 with target 3 in ``llm-prompting``: turn 1 the foundation, from level 0;
        turn 2 ``llm-3-services``, from level 2.
    """
    known = people[people["level"].notna() & people["target"].notna() & (people["level"] < people["target"])]
    known = known.assign(role=known["role"].astype(object).where(known["role"].notna(), None))
    by_role = {role: _Way(catalogue, role, ranks) for role in known["role"].unique()}
    by_id = courses(catalogue, ranks)
    of_module = {module.id: course.id for course in by_id.values() for module in course.modules}
    rows = []
    for person, lines in known.groupby("person", sort=True):
        role = lines["role"].iloc[0]
        levels = dict(zip(lines["dimension"], lines["level"].astype(int), strict=True))
        targets = dict(zip(lines["dimension"], lines["target"].astype(int), strict=True))
        needed = by_role[role].needed(levels, targets)
        for turn, course in enumerate(dict.fromkeys(of_module[module.id] for module in needed), 1):
            own = tuple(module for module in needed if of_module[module.id] == course)
            urgent = min(classes.get(module.dimension, "D") for module in own)
            starts = min(max(levels[module.dimension], module.from_level) for module in own)
            rows.append((person, turn, course, own, starts, urgent))
    return pd.DataFrame(rows, columns=LEARNER_COLUMNS)


class _Way:
    """The modules of one role in the order to be taken."""

    def __init__(self, catalogue: Catalogue, role: str | None, ranks: Mapping[str, int]) -> None:
        self.steps = steps_of(catalogue, role)
        whole = {track.id for track in catalogue.tracks if track.is_whole}
        ordered = in_order(catalogue.modules, ranks)
        is_first = {module.id: row_track(catalogue, module, role) in whole for module in ordered}
        self.order = sorted(ordered, key=lambda module: not is_first[module.id])

    def needed(self, levels: Mapping[str, int], targets: Mapping[str, int]) -> list[Module]:
        """The modules that somebody needs, the first to be taken first."""
        ids = {id for each, level in levels.items() for id in gains(self.steps, each, level, targets[each])}
        return [module for module in self.order if module.id in ids]
