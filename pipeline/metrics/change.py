"""What changed between two cycles, for every group: before, after, the ledger between them, and how people moved.

Everyone in each cycle (before, after) and the same people in both (matched) are two figures; both stand in each row.
All of it is sums over counts of people by their place and level in both cycles: the cost does not grow with the
people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from pipeline.metrics import ledger
from pipeline.metrics.groups import CELL, Counts, Shares, nullable, quotients
from pipeline.metrics.ledger import CLASSES, GONE, JOINED, Measure
from pipeline.metrics.matched import movements
from pipeline.metrics.pairs import SIDES, Pair, cells_of_pair
from pipeline.metrics.readings import cautious

COLUMNS = [
    *CELL, "before", "after", "change", "ledger", "people", "matched", "low", "high", "improved", "same", "declined",
    "crossed_up", "crossed_down", "transitions", "p_value", "q_value", "verdict", "comparison", "shown",
]  # fmt: skip
"""The columns of ``change``, in their order."""

CROSSED = ("crossed_up", "crossed_down")

TESTED = ("company", "division", "role")
"""Kinds of groups that are tested; in a table of teams a few would look clear by chance."""


def changes(pair: Pair, measure: Measure, kind: str, by_dimension: bool) -> pd.DataFrame:
    """Before, after and the ledger of every group (and dimension), unprotected.

    Parameters
    ----------
    pair
        The two cycles' counts with their targets, and how their rubrics compare.
    measure
        ``mean_shortfall``, ``prevalence`` or ``level``.
    kind, by_dimension
        By which kind of group, and by dimension or pooled over all that compare.

    Returns
    -------
    DataFrame
        The columns ``COLUMNS``; formulas in ``docs/metrics.md``. ``ledger`` (level steps or shares) adds up to
        ``change``: within + joined + gone + target_change + rubric_change; None where nobody is matched.
        ``people`` counts heads by class. p and q are of all rows given here; null for teams.

    Examples
    --------
    Six people before with 7 steps short, seven after with 6: before 7/6, after 6/7.
    """
    lowest = _changes(pair, measure, kind, by_dimension)
    if "crosswalk" not in pair.comparisons.values():
        return lowest
    people = pair.people.assign(before_scored=pair.people["before_highest"])
    return cautious(lowest, _changes(replace(pair, people=people), measure, kind, by_dimension))


def _changes(pair: Pair, measure: Measure, kind: str, by_dimension: bool) -> pd.DataFrame:
    """As `changes`, under one reading of a crosswalk."""
    cells, numbers = cells_of_pair(pair, kind, by_dimension)
    sides = _sides(pair, measure, numbers, len(cells))
    is_compared = np.array([pair.comparison_of(each) != "not comparable" for each in cells["dimension"]], bool)
    has_ledger = is_compared & (sides.heads["before"][:, 0] > 0) & (sides.own["before"].heads > 0)
    moved = movements(sides.steps, len(cells), is_compared, is_tested=by_dimension and kind in TESTED)
    if measure == "level":  # no target, nothing to cross
        moved |= {name: pd.Series(pd.NA, index=cells.index, dtype="Int64") for name in CROSSED}
    comparison = [pair.comparison_of(each) for each in cells["dimension"]]
    has_change = has_ledger | np.array([each == "same rubric" for each in comparison], bool)
    return cells.assign(
        **_ends(sides, has_change),
        ledger=_dicts(_accounts(sides), has_ledger),
        people=_dicts(_heads(sides), is_compared),
        **moved,
        comparison=pd.Series(comparison, index=cells.index, dtype=object),
        shown=pd.Series(True, index=cells.index, dtype="boolean"),
    )[COLUMNS]


@dataclass(frozen=True)
class _Sides:
    """What the figures of a table are made of, per cell.

    ``own``, ``aimed`` and ``compared`` are means with their heads: as published in each cycle; the earlier people
    under the later targets; both by the levels that compare. ``heads`` and ``sums`` are by class. ``steps`` has a
    row per cell, level then, level now, value then and now of the matched.
    """

    own: Mapping[str, _Mean]
    aimed: _Mean
    compared: Mapping[str, _Mean]
    heads: Mapping[str, Counts]
    sums: Mapping[str, Counts]
    steps: pd.DataFrame


@dataclass(frozen=True)
class _Mean:
    mean: Shares
    heads: Counts


def _sides(pair: Pair, measure: Measure, numbers: Mapping[str, Counts], size: int) -> _Sides:
    rows = pair.people
    people = rows["people"].to_numpy(np.int64)
    aims = {"before": rows["before_aim"], "after": rows["after_target"]}
    scored = {side: rows[f"{side}_scored"] for side in SIDES}
    is_counted = {side: ledger.counted(measure, scored[side], aims[side]) for side in SIDES}
    values = {side: ledger.values(measure, scored[side], aims[side]) for side in SIDES}

    def mean(side: str, level: pd.Series[int], target: pd.Series[int]) -> _Mean:
        of_side = numbers[side]
        counts = np.where(ledger.counted(measure, level, target) & (of_side >= 0), people, 0)
        heads = _summed(of_side, counts, size)
        sums = _summed(of_side, counts * ledger.values(measure, level, target), size)
        return _Mean(quotients(sums, heads), heads)

    asked = {side: rows[f"{side}_is_asked"].to_numpy(bool) for side in SIDES}
    classes = ledger.classes(is_counted, numbers, asked, pair.has_rosters)
    matched = classes["before"] == 0
    return _Sides(
        own={side: mean(side, rows[f"{side}_level"], rows[f"{side}_target"]) for side in SIDES},
        aimed=mean("before", rows["before_level"], aims["before"]),
        compared={side: mean(side, scored[side], aims[side]) for side in SIDES},
        heads={side: _by_class(numbers[side], classes[side], people, size) for side in SIDES},
        sums={side: _by_class(numbers[side], classes[side], people * values[side], size) for side in SIDES},
        steps=pd.DataFrame(
            {
                "cell": numbers["before"],
                "level_before": scored["before"].fillna(0).astype("int64"),
                "level_after": scored["after"].fillna(0).astype("int64"),
                "value_before": values["before"],
                "value_after": values["after"],
                "people": people,
            }
        )[matched],
    )


def _ends(sides: _Sides, has_change: object) -> dict[str, pd.Series[Any]]:
    """The figure of everyone in each cycle, and their difference where a ledger can say what the rubric does to it."""
    before, after = sides.own["before"], sides.own["after"]
    nobody = {"before": before.heads == 0, "after": after.heads == 0}
    is_open = nobody["before"] | nobody["after"] | ~np.asarray(has_change)
    return {
        "before": nullable(before.mean, nobody["before"], "Float64"),
        "after": nullable(after.mean, nobody["after"], "Float64"),
        "change": nullable(after.mean - before.mean, is_open, "Float64"),
    }


def _accounts(sides: _Sides) -> dict[str, Shares]:
    """Every entry of the ledger, the merged ones too."""
    found = ledger.entries(sides.heads, sides.sums)
    joined = sum((found[name] for name in JOINED), np.zeros(len(found["within"])))
    gone = sum((found[name] for name in GONE), np.zeros(len(found["within"])))
    own, aimed, compared = sides.own, sides.aimed, sides.compared
    rescored = compared["before"].mean - aimed.mean - (compared["after"].mean - own["after"].mean)
    return {
        **found,
        "joined": joined,
        "gone": gone,
        "target_change": aimed.mean - own["before"].mean,
        "rubric_change": rescored,
    }


def _heads(sides: _Sides) -> dict[str, Counts]:
    """People by class; matched ones stand on both sides and are counted once."""
    found = {name: sides.heads["before"][:, place] for place, name in enumerate(CLASSES)}
    found |= {name: sides.heads["after"][:, CLASSES.index(name)] for name in JOINED}
    nobody: Counts = np.zeros_like(found["matched"])
    joined = sum((found[name] for name in JOINED), nobody)
    return {**found, "joined": joined, "gone": sum((found[name] for name in GONE), nobody)}


def _dicts(columns: Mapping[str, Any], is_there: Any) -> pd.Series[Any]:
    """One dict per cell, None where there is nothing to tell."""
    rows = zip(*(values.tolist() for values in columns.values()), strict=True)
    found = [dict(zip(columns, row, strict=True)) if there else None for row, there in zip(rows, is_there, strict=True)]
    return pd.Series(found, dtype=object)


def _summed(cells: Counts, weights: Counts, size: int) -> Counts:
    is_in = cells >= 0
    return np.rint(np.bincount(cells[is_in], weights[is_in], size)).astype(np.int64)


def _by_class(cells: Counts, classes: Counts, weights: Counts, size: int) -> Counts:
    """Array cells x classes of people or of their values."""
    is_in = (cells >= 0) & (classes >= 0)
    places = cells[is_in] * len(CLASSES) + classes[is_in]
    sums = np.bincount(places, weights[is_in], size * len(CLASSES))
    return np.rint(sums).astype(np.int64).reshape(size, len(CLASSES))
