"""What a change between two cycles is made of: the same people, people who joined, people who are gone.

A figure of a group is a mean over the people who count in it. Some count in both cycles (matched), some only in the
later one (joined), some only in the earlier one (gone), and the difference of the two means is a sum over these three
without a rest. Whoever joined or is gone is told apart by the two rosters, which is why the classes belong to a kind
of group: who moved to another team is still in the company.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.metrics.groups import Counts, Shares, quotients

Measure = Literal["mean_shortfall", "prevalence", "level"]
"""What changes: the mean of shortfalls, the share below target, or the mean level."""

MEASURES: tuple[Measure, ...] = get_args(Measure)

JOINED = ("new_hire", "first_answer", "moved_in")
GONE = ("leaver", "silent", "moved_out")
CLASSES = ("matched", *JOINED, *GONE)
"""The classes of people, in the order in which arrays hold them."""

_CLASS = {name: place for place, name in enumerate(CLASSES)}
NOBODY = -1


def values(measure: Measure, level: pd.Series[int], target: pd.Series[int]) -> Counts:
    """What each person adds to the mean: the level, the steps short of a target, or one for being below it.

    For example level 2 with target 3: ``level`` 2, ``mean_shortfall`` 1, ``prevalence`` 1. Where a person does
    not count the value is 0.
    """
    levels: Counts = np.asarray(level.fillna(0), dtype=np.int64)
    if measure == "level":
        return levels
    steps = np.maximum(0, target.fillna(0).to_numpy(np.int64) - levels)
    most = steps if measure == "mean_shortfall" else np.minimum(1, steps)
    found: Counts = np.where(level.notna() & target.notna(), most, 0)
    return found


def counted(measure: Measure, level: pd.Series[int], target: pd.Series[int]) -> npt.NDArray[np.bool_]:
    """Whether a person counts in a measure: with a level, and unless levels are measured with a target too."""
    has_level = level.notna()
    return np.asarray(has_level if measure == "level" else has_level & target.notna(), dtype=bool)


def classes(
    is_counted: Mapping[str, npt.NDArray[np.bool_]],
    group: Mapping[str, Counts],
    is_asked: Mapping[str, npt.NDArray[np.bool_]],
    has_rosters: bool,
) -> dict[str, Counts]:
    """The class of people in the group where they stood (``before``) and in the one where they stand (``after``).

    Parameters
    ----------
    is_counted, group, is_asked
        Each with ``before`` and ``after``: whether people count in the measure, the number of their group (-1: none),
        whether they are on that cycle's roster.
    has_rosters
        Whether both cycles have one. Without both nobody is known to be new, to have left or to have moved.

    Returns
    -------
    dict
        ``before``: place in ``CLASSES`` of matched, leaver, silent or moved_out; ``after``: of matched, new_hire,
        first_answer or moved_in; -1 where people do not count there. Matched people are so on both sides.

    Examples
    --------
    Of team A with an answer in both years, now in team B: in A ``moved_out``, in B ``moved_in``, in the company
    ``matched``.
    """
    is_same = group["before"] == group["after"]
    is_in = {side: is_counted[side] & (group[side] >= 0) for side in ("before", "after")}
    is_matched = is_in["before"] & is_in["after"] & is_same

    def named(side: str, other: str, stranger: str, mover: str, quiet: str) -> Counts:
        if has_rosters:
            elsewhere = np.where(is_asked[other], np.where(is_same, _CLASS[quiet], _CLASS[mover]), _CLASS[stranger])
        else:
            elsewhere = np.full(len(is_same), _CLASS[quiet])
        found = np.where(is_matched, _CLASS["matched"], np.where(is_in[side], elsewhere, NOBODY))
        return np.asarray(found, dtype=np.int64)

    return {
        "before": named("before", "after", "leaver", "moved_out", "silent"),
        "after": named("after", "before", "new_hire", "moved_in", "first_answer"),
    }


def entries(heads: Mapping[str, Counts], sums: Mapping[str, Counts]) -> dict[str, Shares]:
    """The entries of the ledger that people make, exact and without a rest.

    Parameters
    ----------
    heads, sums
        Per cell (rows) and class (columns, as ``CLASSES``), of those who stood there ``before`` and who stand
        there ``after``: people, and the sum of their values.

    Returns
    -------
    dict
        ``within`` and an entry per class but ``matched``. With M matched people, J who joined, L who are gone, n1
        and n2 people then and now: within = M2 - M1; a class j of J adds (j / n2) (mean of j - M2); a class l of
        L takes away (l / n1) (mean of l - M1).

    Examples
    --------
    Two matched people at 1 and 1, then 0 and 1; one leaver at 3: before 5/3, after 1/2; within -1/2, leaver
    -(1/3) (3 - 1) = -2/3; together -7/6.
    """
    total = {side: heads[side].sum(axis=1) for side in ("before", "after")}
    mean = {side: quotients(sums[side][:, 0], heads[side][:, 0]) for side in ("before", "after")}
    found = {"within": mean["after"] - mean["before"]}
    for names, side, sign in ((JOINED, "after", 1.0), (GONE, "before", -1.0)):
        for name in names:
            place = _CLASS[name]
            extra = sums[side][:, place] - heads[side][:, place] * mean[side]
            found[name] = sign * _over(extra, total[side]) + 0.0  # no minus zero
    return found


def _over(sums: Shares, counts: Counts) -> Shares:
    return np.divide(sums, counts, out=np.zeros(len(counts)), where=counts > 0)
