"""How common, how large and how sure the gaps of each group are.

Everything is a sum over (cell, target, level): shortfalls belong to a target and a level, not to
people, so that colleagues above target cancel nobody, and the cost does not grow with the people.
Only people with a target count: as head count, as assessed and in the bounds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.metrics.groups import CELL, Shares, nullable, placed, quotients
from pipeline.metrics.intervals import share_interval, silent_shortfall
from pipeline.metrics.people import People, people_with_target
from pipeline.metrics.targets import source_of_targets, with_targets
from pipeline.model import Framework, Grouping

COLUMNS = [
    *CELL, "headcount", "assessed", "no_answer", "shown", "target", "target_source", "below",
    "prevalence", "prevalence_low", "prevalence_high", "prevalence_min", "prevalence_max",
    "shortfall", "mean_shortfall", "mean_shortfall_low", "mean_shortfall_high",
    "depth", "p1", "p2", "coverage", "response", "fragile",
]  # fmt: skip
"""The columns of ``gaps``, in their order."""

Columns = dict[str, "pd.Series[Any]"]


def gaps(
    cube: pd.DataFrame,
    targets: pd.DataFrame | None,
    framework: Framework,
    grouping: Grouping,
    company: str,
    has_headcount: bool,
) -> pd.DataFrame:
    """Prevalence, shortfall, depth, intensity and severity of the gaps, for every group and dimension.

    With g = max(0, target - level) per assessed person and R = target - Lmin, of the n people of a
    group with a target and a level: prevalence P0 = #(g > 0) / n, shortfall S = sum of g, mean shortfall
    S / n, depth S / #(g > 0), P1 = sum of g/R / n, P2 = sum of (g/R)^2 / n (Foster, Greer and
    Thorbecke), coverage 1 - P0. Formulas: ``docs/metrics.md``.

    Parameters
    ----------
    cube
        Columns division, team, role, dimension, level (null = no answer), people.
    targets
        Columns role, team, division (null = any), dimension, level; None where there is no file and
        the framework's target is assumed.
    framework
        Gives the dimensions, the levels and the assumed target.
    grouping
        By which kind of group, and by dimension or pooled (then (person, dimension) pairs count).
    company
        What to call the whole company.
    has_headcount
        Whether a roster says who was asked. Without one headcount, response, bounds, intervals and
        fragile are null: nothing is invented.

    Returns
    -------
    DataFrame
        One row per group and dimension with the columns ``COLUMNS``. headcount, assessed, no_answer and
        below are people, shortfall is level steps, mean_shortfall and depth levels a person; the
        rest are shares 0..1. ``target`` is null where the group mixes targets. Nobody assessed: means
        and shares null. Nobody with a target: every figure null.

    Raises
    ------
    SurveyError
        The cube has a dimension or level, or the targets a level, that the framework does not know.

    Examples
    --------
    Target 3 of the levels 1..4, answers 1, 2, 3, 4: below 2, prevalence 0.5, shortfall 3, mean shortfall
    0.75, depth 1.5, p1 (1 + 1/2) / 4 = 0.375, p2 (1 + 1/4) / 4 = 0.3125.
    """
    cells, members = placed(with_targets(cube, targets, framework), framework, grouping, company)
    people = people_with_target(members, framework, len(cells))
    columns: Columns = {
        **_counts(people, has_headcount),
        **_target(people, source_of_targets(targets)),
        **figures_of(people, has_headcount),
    }
    return cells.assign(**columns)[COLUMNS]


def figures_of(people: People, has_headcount: bool) -> Columns:
    """The figures of ``gaps`` that follow from people by target and level: from ``below`` on, but for the counts.

    Parameters
    ----------
    people
        The people with a target, per cell.
    has_headcount
        Whether the silent are known; without them bounds, intervals, response and fragile are null.
    """
    return {**_figures(people), **_bounds(people, has_headcount), **_intervals(people, has_headcount)}


def _counts(people: People, has_headcount: bool) -> Columns:
    never = np.zeros(len(people.asked), dtype=bool)
    return {
        "headcount": nullable(people.asked, never | (not has_headcount), "Int64"),
        "assessed": nullable(people.assessed, never, "Int64"),
        "no_answer": nullable(people.no_answer, never, "Int64"),
        "shown": nullable(~never, never, "boolean"),
    }


def _target(people: People, source: str) -> Columns:
    is_used = people.answered.sum(axis=2) + people.silent > 0
    common = people.levels[is_used.argmax(axis=1)]
    return {
        "target": nullable(common, is_used.sum(axis=1) != 1, "Int64"),
        "target_source": pd.Series(np.where(is_used.any(axis=1), source, "none"), dtype=object),
    }


def _figures(people: People) -> Columns:
    n = people.assessed
    below, shortfall = people.below, people.shortfall
    nobody, no_target = n == 0, people.asked == 0
    return {
        "below": nullable(below, no_target, "Int64"),
        "prevalence": nullable(quotients(below, n), nobody, "Float64"),
        "shortfall": nullable(shortfall, no_target, "Int64"),
        "mean_shortfall": nullable(quotients(shortfall, n), nobody, "Float64"),
        "depth": nullable(quotients(shortfall, below), below == 0, "Float64"),
        "p1": nullable(quotients(people.total(people.normalised), n), nobody, "Float64"),
        "p2": nullable(quotients(people.total(people.normalised**2), n), nobody, "Float64"),
        "coverage": nullable(quotients(n - below, n), nobody, "Float64"),
    }


def _bounds(people: People, has_headcount: bool) -> Columns:
    """Assume that all the silent are at target, then that all are below it."""
    asked, below = people.asked, people.below
    is_null = (asked == 0) | (not has_headcount)
    least, most = quotients(below, asked), quotients(below + people.no_answer, asked)
    return {
        "prevalence_min": nullable(least, is_null, "Float64"),
        "prevalence_max": nullable(most, is_null, "Float64"),
        "response": nullable(quotients(people.assessed, asked), is_null, "Float64"),
        "fragile": nullable((least < 0.5) & (most > 0.5), is_null, "boolean"),
    }


def _intervals(people: People, has_headcount: bool) -> Columns:
    asked, shortfall = people.asked, people.shortfall
    is_null = (asked == 0) | (not has_headcount)
    ends: Shares = np.zeros((len(asked), 4))
    heads = np.column_stack([people.below, people.assessed, asked]).tolist()
    answered, silent = people.answered.sum(axis=1).tolist(), people.silent.tolist()
    levels = tuple(people.levels.tolist())
    for cell in np.flatnonzero(~is_null).tolist():
        steps = np.array(silent_shortfall(tuple(answered[cell]), tuple(silent[cell]), levels))
        ends[cell, :2] = share_interval(*heads[cell])
        ends[cell, 2:] = (shortfall[cell] + steps) / asked[cell]
    names = ("prevalence_low", "prevalence_high", "mean_shortfall_low", "mean_shortfall_high")
    return {name: nullable(ends[:, place], is_null, "Float64") for place, name in enumerate(names)}
