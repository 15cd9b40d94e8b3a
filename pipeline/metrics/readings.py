"""A change under the two readings of a crosswalk: the cautious one, where both agree what it was for.

Decision: told is the reading under which less changed. Whoever doubts it can only find more, and never the opposite.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.metrics.movement import adjusted, verdict
from pipeline.metrics.rescoring import is_sign_certain

_OF_CHANGE = [
    "change", "ledger", "people", "matched", "low", "high", "improved", "same", "declined", "crossed_up",
    "crossed_down", "transitions", "p_value", "q_value", "verdict",
]  # fmt: skip
_PARTS = ("within", "joined", "gone")


def cautious(lowest: pd.DataFrame, highest: pd.DataFrame) -> pd.DataFrame:
    """The rows of a change that is read through a crosswalk.

    Parameters
    ----------
    lowest, highest
        The rows of ``change`` with everybody of the earlier cycle at the lowest, and at the highest, level that
        theirs may mean.

    Returns
    -------
    DataFrame
        Row by row the reading in which the people account for less of a change (within + joined + gone); where the
        signs of that sum, or of ``within``, depend on the reading, all but before and after is null and
        ``comparison`` is ``not comparable``. Rows that are compared otherwise are as in either.

    Examples
    --------
    The people account for -0.4 under one reading and -0.1 under the other: the row of -0.1. For -0.4 and 0.1:
    not comparable.
    """
    is_read = (lowest["comparison"] == "crosswalk").to_numpy()
    pairs = list(zip(lowest["ledger"], highest["ledger"], strict=True))
    is_smaller = [not _is_less(one, other) for one, other in pairs]
    found = lowest.where(pd.Series(is_smaller, lowest.index) | ~is_read, highest).astype(lowest.dtypes.to_dict())
    is_open = pd.Series([not _is_certain(one, other) for one, other in pairs], lowest.index) & is_read
    nulls = {name: _without(found[name], is_open) for name in _OF_CHANGE}
    comparison = found["comparison"].mask(is_open, "not comparable")
    return _tested(found.assign(**nulls, comparison=comparison))


def _people_part(ledger: dict[str, float] | None) -> float | None:
    return None if ledger is None else sum(ledger[part] for part in _PARTS)


def _is_less(one: dict[str, float] | None, other: dict[str, float] | None) -> bool:
    """Whether people account for less of the change in the second ledger."""
    first, second = _people_part(one), _people_part(other)
    return first is not None and second is not None and abs(second) < abs(first)


def _is_certain(one: dict[str, float] | None, other: dict[str, float] | None) -> bool:
    if one is None or other is None:
        return one is other  # without anybody matched there is no ledger to be uncertain of
    sums = is_sign_certain(_people_part(one), _people_part(other))
    return sums and is_sign_certain(one["within"], other["within"])


def _without(column: pd.Series[Any], is_open: pd.Series[bool]) -> pd.Series[Any]:
    return column.mask(is_open, None if column.dtype == object else pd.NA)


def _tested(rows: pd.DataFrame) -> pd.DataFrame:
    q_values = adjusted([None if pd.isna(p) else float(p) for p in rows["p_value"]])
    return rows.assign(
        q_value=pd.Series(q_values, rows.index, dtype="Float64"),
        verdict=pd.Series([verdict(q) for q in q_values], rows.index, dtype=object),
    )
