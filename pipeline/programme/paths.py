"""Who needs which module: the levels somebody lacks, each led on from by one module of a track.

Decision: every missing step has one module, so that nobody is counted twice. It comes from the tracks for everybody
first, then from the tracks of the person's role, then from any other: a target above what the own track teaches is
still reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from pipeline.frameworks.words import normalised
from pipeline.programme.modules import Catalogue, Module, Track

OTHER_TRACK = Track("other", "Other roles")
"""Where those stand whose role no track names."""

Steps = Mapping[tuple[str, int], Module]
"""Dimension and level -> the module that leads on from there."""

NEEDED = ["track", "module", "gain", "people"]
_OF_LEARNERS = ["role", "dimension", "level", "target"]


@lru_cache(maxsize=4_096)
def track_of(catalogue: Catalogue, role: str | None) -> Track:
    """The first track that names a role, as whole words: "Senior Backend Engineer" is in the track of ``backend``."""
    words = f" {normalised(role or '')} "
    named = (track for track in catalogue.tracks if any(f" {normalised(each)} " in words for each in track.roles))
    return next(named, OTHER_TRACK)


def steps_of(catalogue: Catalogue, role: str | None) -> Steps:
    """The module for each dimension and level, for people of a role.

    In the shipped catalogue level 2 of ``llm-prompting`` is led on from by ``llm-3-interfaces`` for "frontend" and by
    ``llm-3-services`` for anybody else.
    """
    return _steps_of_track(catalogue, track_of(catalogue, role).id)


@lru_cache(maxsize=64)
def _steps_of_track(catalogue: Catalogue, own: str) -> Steps:
    """As `steps_of`: roles of one track take the same steps, and there may be a title per person."""
    everybody = {track.id for track in catalogue.tracks if not track.roles}

    def rank(module: Module) -> int:
        return 0 if everybody & set(module.tracks) else 1 if own in module.tracks else 2

    steps: dict[tuple[str, int], Module] = {}
    for module in sorted(catalogue.modules, key=rank):
        for level in module.steps:
            steps.setdefault((module.dimension, level), module)
    return steps


def gains(steps: Steps, dimension: str, level: int, target: int) -> dict[str, int]:
    """How many levels each module closes for somebody at a level who is expected at another, by module.

    At level 0 with target 3 in ``llm-prompting``: ``{"found-2": 2, "llm-3-services": 1}``.
    """
    found: dict[str, int] = {}
    for missing in range(level, target):
        module = steps.get((dimension, missing))
        if module is not None:
            found[module.id] = found.get(module.id, 0) + 1
    return found


def row_track(catalogue: Catalogue, module: Module, role: str | None) -> str:
    """Under which track people of a role find a module: a track for everybody, else their own."""
    shared = (track.id for track in catalogue.tracks if not track.roles and track.id in module.tracks)
    return next(shared, track_of(catalogue, role).id)


def needed(learners: pd.DataFrame, catalogue: Catalogue, by: Sequence[str] = ()) -> pd.DataFrame:
    """How many people need which module.

    Parameters
    ----------
    learners
        ``role``, ``dimension``, ``level``, ``target`` (null: no answer, no target), ``people``, and the columns ``by``.
        Who gave no answer or has no target needs nothing that is known.
    catalogue
        Fitted to the framework.

    Returns
    -------
    DataFrame
        ``by``, ``track``, ``module``, ``gain`` (levels that the module closes for each of them), ``people``.
        Five people at level 0 with target 2 in ``llm-prompting``: found-2, gain 2, people 5.
    """
    known = learners[learners["level"].notna() & learners["target"].notna()]
    known = known[known["level"] < known["target"]]
    kept = [*by, *(name for name in _OF_LEARNERS if name not in by)]
    counts = known.groupby(kept, dropna=False, sort=False)["people"].sum().reset_index()
    steps: dict[str | None, Steps] = {}
    rows = []
    for line in counts.astype(object).where(counts.notna(), None).to_dict("records"):
        role = line["role"]
        if role not in steps:
            steps[role] = steps_of(catalogue, role)
        for module, gain in gains(steps[role], line["dimension"], line["level"], line["target"]).items():
            track = row_track(catalogue, catalogue.module(module), role)
            rows.append((*(line[name] for name in by), track, module, gain, line["people"]))
    found = pd.DataFrame(rows, columns=[*by, *NEEDED], dtype=object)
    summed = found.astype({"people": "int64", "gain": "int64"})
    return summed.groupby([*by, "track", "module", "gain"], dropna=False, sort=False)["people"].sum().reset_index()


def unserved(learners: pd.DataFrame, catalogue: Catalogue) -> dict[tuple[str, int], int]:
    """How many people lack a level that no module leads to, by dimension and the level to lead on from."""
    taught = {(module.dimension, level) for module in catalogue.modules for level in module.steps}
    known = learners[learners["level"].notna() & learners["target"].notna()]
    found: dict[tuple[str, int], int] = {}
    for dimension, level, target, people in zip(
        *(known[name].tolist() for name in ("dimension", "level", "target", "people")), strict=True
    ):
        for step in range(int(level), int(target)):
            if people and (dimension, step) not in taught:
                found[(dimension, step)] = found.get((dimension, step), 0) + int(people)
    return found
