"""Levels of two cycles on one scale: scored again on the indicators in common, or read through a crosswalk.

Decision: what cannot be scored again has no level (null), never its old one: a level of another rubric among
levels of this one is the slip that the whole comparison is there to avoid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from pipeline.frameworks.crosswalk import Crosswalk
from pipeline.metrics.levels import level_from_ticks
from pipeline.model import Description, Dimension, Framework

Common = Mapping[int, frozenset[str]]
"""Level -> ids of the defining indicators that both versions of a rubric have there."""

Reading = Literal["lowest", "highest"]
"""Which of the levels that an earlier one may mean is taken, for everybody alike."""


def rescored(dimension: Dimension, common: Common, ticks: int, tau: float = 1.0) -> int | None:
    """The level that a ticked checklist amounts to on the indicators in common.

    Parameters
    ----------
    dimension
        As the cycle's own version describes it; ``ticks`` has a bit per indicator in its order.
    common
        Level -> ids; levels without any hold nobody back and are nobody's level.
    ticks
        0 where a level or a statement was chosen instead of ticking: those cannot be scored again.
    tau
        Share of a level's indicators that has to be ticked, as in ``level_from_ticks``.

    Returns
    -------
    int or None
        None without a checklist, and where level 1 is not met in a framework without level 0.

    Examples
    --------
    Level 1 asks for ``a, b``, level 2 for ``c``; in common are ``a`` and ``c``. Who ticked ``a, c`` was at
    level 0, since ``b`` was missing, and is scored again at level 2. Who ticked ``b`` alone is at level 0.
    """
    if not ticks:
        return None
    kept = frozenset[str]().union(*common.values())
    ticked = {each.id for place, each in enumerate(dimension.indicators) if ticks >> place & 1}
    if not ticked & kept:
        return 0 if dimension.levels[0].level == 0 else None
    return level_from_ticks(_narrowed(dimension, common), ticked & kept, tau).level


def rescored_patterns(
    patterns: pd.DataFrame, framework: Framework, common: Mapping[str, Common], tau: float = 1.0
) -> pd.DataFrame:
    """The level of every set of ticks that somebody made, on the indicators in common.

    Parameters
    ----------
    patterns
        One row per dimension and set of ticks: dimension (id), ticks, and any further columns.
    framework
        The version that the ticks were made in.
    common
        Dimension id -> the indicators in common, of those dimensions that are scored again.

    Returns
    -------
    DataFrame
        The rows of those dimensions with ``level`` (Int8, null where nothing can be scored again).
    """
    dimensions = {dimension.id: dimension for dimension in framework.dimensions if dimension.id in common}
    rows = patterns[patterns["dimension"].isin(list(dimensions))].reset_index(drop=True)
    levels = [
        rescored(dimensions[dimension], common[dimension], int(ticks), tau)
        for dimension, ticks in zip(rows["dimension"], rows["ticks"], strict=True)
    ]
    return rows.assign(level=pd.array(levels, dtype="Int8"))


def read_through(levels: pd.Series[int], crosswalk: Crosswalk, reading: Reading) -> pd.Series[int]:
    """Levels of the earlier rubric as levels of the later one, under one of two readings.

    Parameters
    ----------
    levels
        Int8; null is no answer and stays null.
    crosswalk
        What each level may mean.
    reading
        ``lowest`` takes everybody at the least that the level may mean, ``highest`` at the most. Any other
        reading lies between the two, and so do mean level, shortfall and prevalence.

    Examples
    --------
    With 2 -> 1..2 and 3 -> 3..3 the levels 2, 3, null are 1, 3, null at the lowest and 2, 3, null at the highest.
    """
    meant = {level: getattr(span, reading) for level, span in crosswalk.items()}
    return levels.map(meant).astype("Int8")


def is_sign_certain(at_lowest: float | None, at_highest: float | None) -> bool:
    """Whether a change has one sign under both readings; else nothing can be said, and nothing is.

    A change of nothing under one reading and of something under the other has no certain sign.

    Examples
    --------
    -0.2 and -0.6: yes. 0.1 and -0.3: no. 0 and -0.3: no. Null under either: no.
    """
    if at_lowest is None or at_highest is None:
        return False
    return bool(np.sign(at_lowest) == np.sign(at_highest))


def _narrowed(dimension: Dimension, common: Common) -> Dimension:
    return replace(
        dimension, levels=tuple(_kept(each, common.get(each.level, frozenset())) for each in dimension.levels)
    )


def _kept(description: Description, ids: frozenset[str]) -> Description:
    return replace(description, indicators=tuple(each for each in description.indicators if each.id in ids))
