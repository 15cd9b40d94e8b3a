"""How well the questions of a cycle work, and how far two raters agree on the answers; for analysts."""

from __future__ import annotations

import pandas as pd

from pipeline.library import cycle_framework
from pipeline.metrics.agreement import agreement as compared
from pipeline.metrics.rubric_health import rubric_health
from pipeline.settings import Home, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import opened
from pipeline.warehouse.patterns import careless_people, tick_patterns
from pipeline.warehouse.raters import rater_pairs


def quality(home: Home, cycle: str) -> pd.DataFrame | None:
    """The rubric's health by dimension, as `metrics.rubric_health` gives it; None for a cycle without responses."""
    with opened(home) as connection:
        entry = read.cycle_entry(connection, cycle)
        framework = cycle_framework(connection, entry) if entry else None
        if entry is None or framework is None:
            return None
        rater = entry.rater or settings_of(home).rater
        patterns = tick_patterns(connection, entry.cycle, rater, framework)
        careless = careless_people(connection, entry.cycle, rater, framework)
    return rubric_health(patterns, careless, framework)


def agreement(home: Home, cycle: str) -> pd.DataFrame | None:
    """Own ratings beside managers' by dimension, as `metrics.agreement` gives it; None without responses."""
    with opened(home) as connection:
        entry = read.cycle_entry(connection, cycle)
        framework = cycle_framework(connection, entry) if entry else None
        if entry is None or framework is None:
            return None
        pairs = rater_pairs(connection, entry.cycle, framework)
    return compared(pairs, framework)
