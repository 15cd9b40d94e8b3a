"""Whether a rubric's checklists behave as a scale: who ticks a higher level also ticks the lower ones.

Low figures speak of the rubric, not of the people: its levels stand in an order that work does not
follow. The defining indicators alone make the scale; supporting ones hold nobody back, so they cannot
be out of order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.metrics.levels import level_from_ticks
from pipeline.model import Dimension, Framework

FEWEST_CHECKLISTS = 30
"""Checklists of a dimension from which its scale is judged: fewer say too little."""

GOOD_CR = 0.90
GOOD_CS = 0.60

_Numbers = npt.NDArray[np.int64]
_Ticks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Scale:
    """The defining indicators of a dimension, lowest level first: bit in the ticks, and level of each."""

    bits: _Numbers
    levels: _Numbers


def rubric_health(patterns: pd.DataFrame, careless: Mapping[str, int], framework: Framework) -> pd.DataFrame:
    """How well the checklists of each dimension follow the order of its levels.

    Parameters
    ----------
    patterns
        One row per dimension and set of ticks that somebody made: dimension (id), ticks (indicators
        as bits, in the rubric's order), people, inconsistent (people among them with a level met
        above the one they stand at). People who chose a level without a checklist are not in it.
    careless
        People per dimension whose answers are flagged as careless.
    framework
        Gives the dimensions and their indicators.

    Returns
    -------
    DataFrame
        One row per dimension of the framework: dimension, dimension_name, n (people with a
        checklist), inconsistent (people), cr, mmr, cs (shares; null where n < 30, and cs where
        nothing can be gained on mmr), careless (people), one_box_short (people).

        cr, the coefficient of reproducibility, is 1 - E / (n K) with K defining indicators and E the
        deviations of `deviations`; mmr, the minimal marginal reproducibility, is the mean over
        the indicators of max(p, 1 - p), where p is the share that ticked it; cs, the
        coefficient of scalability, is (cr - mmr) / (1 - mmr). After Guttman and Menzel.

    Examples
    --------
    Of 40 people 30 tick level 1 alone and 10 level 2 alone, in a rubric with one indicator each:
    E = 10 x 2, cr = 1 - 20 / 80 = 0.75; p = 0.75 and 0.25, so mmr = 0.75, and cs = 0.
    """
    rows = [
        _dimension_health(patterns[patterns["dimension"] == dimension.id], dimension, careless.get(dimension.id, 0))
        for dimension in framework.dimensions
    ]
    counts = dict.fromkeys(["n", "inconsistent", "careless", "one_box_short"], "Int64")
    shares = dict.fromkeys(["cr", "mmr", "cs"], "Float64")
    return pd.DataFrame(rows).astype({"dimension": object, "dimension_name": object, **counts, **shares})


def deviations(ticked: _Ticks, levels: _Numbers) -> _Numbers:
    """How far each pattern is from the ideal one with the same number of ticks.

    The ideal fills the levels from the lowest; in the level that its last ticks fall into any of the
    indicators may be ticked. Two boxes deviate for every tick that stands too high: the one that is
    ticked, and the one below that is not.

    Parameters
    ----------
    ticked
        One row per pattern, one column per indicator.
    levels
        The level of each indicator.

    Examples
    --------
    Levels 1, 1, 2: ticks at 1 and 2 should both be at 1, so one is missing there and one too many
    above: 2. One tick at either of level 1: 0.
    """
    distinct = np.unique(levels)
    made = np.array([ticked[:, levels == level].sum(axis=1) for level in distinct]).T
    sizes = np.array([(levels == level).sum() for level in distinct])
    below = np.concatenate([[0], sizes.cumsum()[:-1]])
    ideal = np.clip(made.sum(axis=1)[:, None] - below, 0, sizes)
    return np.asarray(np.abs(made - ideal).sum(axis=1), dtype=np.int64)


def is_one_box_short(dimension: Dimension, ticks: int) -> bool:
    """Whether one more tick would lift a person who has ticked something above it.

    The box is an unticked defining indicator of a level lower than one in which the person ticked
    something. With levels 1 and 3 ticked whole and one of the two boxes of level 2: yes, the other box
    lifts from level 1 to 3. With level 1 and one box of level 2, and nothing above: no, that is not
    a hole but as far as the person has come.
    """
    held = {each.id: level.level for level in dimension.levels for each in level.indicators}
    ticked = {name for place, name in enumerate(held) if ticks >> place & 1}
    highest = max((held[name] for name in ticked), default=0)
    defining = {each.id for level in dimension.levels for each in level.indicators if not each.supporting}
    missing = [name for name in held if name in defining - ticked and 0 < held[name] < highest]
    reached = _height(dimension, ticked)
    return any(_height(dimension, {*ticked, name}) > reached for name in missing)


def _height(dimension: Dimension, ticked: set[str]) -> int:
    level = level_from_ticks(dimension, ticked).level
    return -1 if level is None else level


def _scale(dimension: Dimension) -> Scale:
    placed = [(level.level, each.supporting) for level in dimension.levels for each in level.indicators]
    asked = [(bit, level) for bit, (level, is_supporting) in enumerate(placed) if level > 0 and not is_supporting]
    bits, levels = zip(*asked, strict=True) if asked else ((), ())
    return Scale(np.array(bits, np.int64), np.array(levels, np.int64))


def _dimension_health(patterns: pd.DataFrame, dimension: Dimension, careless: int) -> dict[str, object]:
    people = patterns["people"].to_numpy(np.int64)
    ticks = patterns["ticks"].to_numpy(np.int64)
    is_short = np.array([is_one_box_short(dimension, int(each)) for each in ticks], dtype=bool)
    cr, mmr, cs = _coefficients(ticks, people, _scale(dimension))
    return {
        "dimension": dimension.id,
        "dimension_name": dimension.name,
        "n": int(people.sum()),
        "inconsistent": int(patterns["inconsistent"].sum()),
        "cr": cr,
        "mmr": mmr,
        "cs": cs,
        "careless": careless,
        "one_box_short": int(people[is_short].sum()),
    }


def _coefficients(ticks: _Numbers, people: _Numbers, scale: Scale) -> tuple[float | None, float | None, float | None]:
    n = int(people.sum())
    if n < FEWEST_CHECKLISTS or not len(scale.bits):
        return None, None, None
    ticked = (ticks[:, None] >> scale.bits & 1).astype(bool)
    errors = int((deviations(ticked, scale.levels) * people).sum())
    cr = 1 - errors / (n * len(scale.bits))
    share = (ticked * people[:, None]).sum(axis=0) / n
    mmr = float(np.maximum(share, 1 - share).mean())
    return cr, mmr, (cr - mmr) / (1 - mmr) if mmr < 1 else None
