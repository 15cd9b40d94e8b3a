"""The roadmap of a large company, staffed: everything that a publication works out of it, against a fixed time.

There is no floor to compare with: nothing simpler gives the answer. The bar is the time itself.
"""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from pipeline.metrics.demand import demand
from pipeline.model import Description, Dimension, Framework, Level
from tests.benchmarks.comparison import Comparison

MOST_SECONDS = 30.0
_LEVELS = tuple(Level(level, f"Level {level}") for level in range(5))
_SEED = 1


def staffing_comparison(people: int, dimensions: int, projects: int, needs: int) -> list[Comparison]:
    """Seconds to staff a roadmap, as a part of `MOST_SECONDS`."""
    described = tuple(Description(level.level, level.name) for level in _LEVELS)
    framework = Framework(
        "big", "Big", 1, _LEVELS, tuple(Dimension(f"d{k}", f"D{k}", described) for k in range(dimensions)), 2
    )
    profiles, roadmap = _company(people, framework), _roadmap(projects, needs, framework)
    started = time.perf_counter()
    demand(profiles, roadmap, framework, 1)
    name = f"{people:,} people, {projects} projects, {needs} needs: staffing"
    return [Comparison(name, MOST_SECONDS, time.perf_counter() - started, "s", 1.0)]


def _company(people: int, framework: Framework) -> pd.DataFrame:
    """People of 400 teams with skill in common over their dimensions; a fifth of the answers is missing."""
    chance = np.random.default_rng(_SEED)
    size = (people, len(framework.dimensions))
    drawn = 1.4 + 0.7 * chance.normal(size=(people, 1)) + 0.9 * chance.normal(size=size)
    levels = np.clip(np.round(drawn), 0, _LEVELS[-1].level).astype(int)
    is_silent = chance.random(size) < 0.2
    teams = np.array([f"Team {team}" for team in chance.integers(0, 400, people)], dtype=object)
    columns = {
        dimension.id: pd.Series(levels[:, place], dtype="Int8").mask(is_silent[:, place])
        for place, dimension in enumerate(framework.dimensions)
    }
    return pd.DataFrame({"division": pd.Series(None, range(people), object), "team": teams, **columns, "people": 1})


def _roadmap(projects: int, needs: int, framework: Framework) -> pd.DataFrame:
    """Needs of high levels, most of them out of one of twelve teams, so that they compete."""
    chance = np.random.default_rng(_SEED)
    of_project = np.sort(np.concatenate([np.arange(projects), chance.integers(0, projects, needs - projects)]))
    home, weight = chance.integers(0, 12, projects), chance.choice([1.0, 2.0, 3.0], projects)
    return pd.DataFrame(
        {
            "project": [f"Project {project}" for project in of_project],
            "weight": weight[of_project],
            "dimension": chance.choice([dimension.id for dimension in framework.dimensions], needs),
            "level": chance.choice([3, 4], needs, p=[0.4, 0.6]),
            "division": pd.Series(None, range(needs), object),
            "team": [None if chance.random() < 0.4 else f"Team {home[project]}" for project in of_project],
            "people": chance.integers(1, 12, needs),
            "shared": chance.random(needs) < 0.2,
        }
    ).astype({"team": object})
