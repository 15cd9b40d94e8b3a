"""The gaps that every group would have if one level were expected of everybody, for each level in turn.

Computed from distributions alone, never from the cube: what is published here therefore follows from what
is published there, and a group whose distribution is hidden has no such figure.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.metrics.contributions import contributions
from pipeline.metrics.gaps import COLUMNS as GAP_COLUMNS
from pipeline.metrics.gaps import figures_of
from pipeline.metrics.groups import CELL, Counts
from pipeline.metrics.people import People
from pipeline.model import Framework

SOURCE = "what-if"
"""The ``target_source`` of a target that nobody has set."""

_PARTS = ["contribution", "contribution_p1", "contribution_p2"]
COLUMNS = [*GAP_COLUMNS, *_PARTS]
"""The columns of ``what_if``, in their order."""


def what_if(levels: pd.DataFrame, framework: Framework, has_headcount: bool) -> pd.DataFrame:
    """The gap figures of every group for every level that could be the target of everybody.

    With c(l) people at level l of the n who answered, a target of T has below = sum of c(l) over l < T,
    shortfall = sum of (T - l) c(l) over l < T, and from these every figure as in ``metrics.gaps``. Everybody
    counts, whether or not a target holds for them.

    Parameters
    ----------
    levels
        Rows of ``metrics.levels.distributions``, protected or not: ``levels`` is None where hidden.
    framework
        Gives the levels that could be the target.
    has_headcount
        Whether a roster says who was asked.

    Returns
    -------
    DataFrame
        One row per target (lowest first) and row of ``levels``: the columns of ``metrics.gaps.gaps`` with
        ``target_source`` "what-if", and the group's part of the company's gap by dimension (``contribution``,
        ``contribution_p1``, ``contribution_p2``, shares 0..1 as in ``metrics.contributions``). Where a group's
        distribution is hidden, ``shown`` is false and all is null but names, headcount and target.

    Examples
    --------
    Two people at level 0, one at 1 and one at 3 of the levels 0 to 3: with target 2 there are 3 below,
    prevalence 0.75, shortfall 5 (2 + 2 + 1), depth 5 / 3; with target 0 nobody is below.
    """
    parts = [_of_target(levels, framework, place, has_headcount) for place in range(len(framework.levels))]
    return pd.concat(parts, ignore_index=True)


def _of_target(levels: pd.DataFrame, framework: Framework, place: int, has_headcount: bool) -> pd.DataFrame:
    is_known = levels["levels"].notna()
    figures = figures_of(_people(levels, framework, place), has_headcount)
    known = {name: levels[name].astype("Int64").where(is_known) for name in ("assessed", "no_answer")}
    rows = levels[CELL].assign(
        headcount=levels["headcount"].astype("Int64"),
        **known,
        shown=is_known.astype("boolean"),
        target=pd.Series(framework.levels[place].level, levels.index, dtype="Int64"),
        target_source=SOURCE,
        **{name: column.set_axis(levels.index) for name, column in figures.items()},
    )
    shares = contributions(rows[rows["dimension"].notna()])[_PARTS]
    return rows.join(shares)[COLUMNS]


def _people(levels: pd.DataFrame, framework: Framework, place: int) -> People:
    """Everybody under one target; a group whose distribution is hidden is as if it had nobody."""
    names = [str(level.level) for level in framework.levels]
    shape = (len(levels), len(names), len(names))
    answered: Counts = np.zeros(shape, dtype=np.int64)
    silent: Counts = np.zeros(shape[:2], dtype=np.int64)
    for cell, (people, no_answer) in enumerate(zip(levels["levels"], levels["no_answer"], strict=True)):
        if isinstance(people, dict):
            answered[cell, place] = [people[name] for name in names]
            silent[cell, place] = no_answer
    return People(answered, silent, np.array([level.level for level in framework.levels]))
