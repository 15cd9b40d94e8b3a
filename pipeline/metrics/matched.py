"""How the same people moved: counts first, then from which level to which, then whether it can be chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.metrics.groups import Counts, nullable
from pipeline.metrics.movement import adjusted, drawn_interval, sign_flip_p, verdict


def movements(steps: pd.DataFrame, size: int, is_compared: Any, is_tested: bool) -> dict[str, pd.Series[Any]]:
    """The columns of ``change`` about matched people.

    Parameters
    ----------
    steps
        cell, level_before, level_after, value_before, value_after (of the measure), people.
    size
        How many cells there are.
    is_compared
        Per cell whether the levels of the two cycles compare; all is null where they do not.
    is_tested
        Whether the cells are tested; q is Benjamini and Hochberg's over all of them.

    Returns
    -------
    dict
        matched, improved, same, declined, crossed_up, crossed_down (people), transitions (people by ``"2->3"``),
        low and high (of the mean change of the measure), p_value, q_value, verdict.
    """
    is_hidden = ~np.asarray(is_compared)
    climbed = np.sign(steps["level_after"] - steps["level_before"])
    before, after = steps["value_before"], steps["value_after"]
    marks = {
        "matched": climbed < 2,
        "improved": climbed > 0,
        "same": climbed == 0,
        "declined": climbed < 0,
        "crossed_up": (before > 0) & (after == 0),
        "crossed_down": (before == 0) & (after > 0),
    }
    found = {name: nullable(_people(steps, mark, size), is_hidden, "Int64") for name, mark in marks.items()}
    return {
        **found,
        "transitions": pd.Series(_transitions(steps, size), dtype=object).mask(is_hidden, None),
        **_tests(steps, size, is_hidden, is_tested),
    }


def _tests(steps: pd.DataFrame, size: int, is_hidden: Any, is_tested: bool) -> dict[str, pd.Series[Any]]:
    moved = _changes(steps, size)
    drawn = [drawn_interval(changes) if is_tested else None for changes in moved]
    p_values = [
        sign_flip_p(changes) if is_tested and not hidden else None
        for changes, hidden in zip(moved, is_hidden, strict=True)
    ]
    q_values = adjusted(p_values)
    return {
        "low": nullable([ends and ends[0] for ends in drawn], is_hidden, "Float64"),
        "high": nullable([ends and ends[1] for ends in drawn], is_hidden, "Float64"),
        "p_value": pd.Series(p_values, dtype="Float64"),
        "q_value": pd.Series(q_values, dtype="Float64"),
        "verdict": pd.Series([verdict(q) for q in q_values], dtype=object),
    }


def _people(steps: pd.DataFrame, mark: pd.Series[bool], size: int) -> Counts:
    chosen = steps[mark]
    sums = np.bincount(chosen["cell"].to_numpy(np.int64), chosen["people"].to_numpy(np.int64), size)
    return np.rint(sums).astype(np.int64)


def _transitions(steps: pd.DataFrame, size: int) -> list[dict[str, int]]:
    found: list[dict[str, int]] = [{} for _ in range(size)]
    counts = steps.groupby(["cell", "level_before", "level_after"], as_index=False)["people"].sum()
    for cell, before, after, people in counts.to_numpy().tolist():
        found[cell][f"{before}->{after}"] = people
    return found


def _changes(steps: pd.DataFrame, size: int) -> list[dict[int, int]]:
    """People of each cell by their change of the measure."""
    found: list[dict[int, int]] = [{} for _ in range(size)]
    moved = steps.assign(change=steps["value_after"] - steps["value_before"])
    for cell, change, people in moved.groupby(["cell", "change"], as_index=False)["people"].sum().to_numpy().tolist():
        found[cell][change] = people
    return found
