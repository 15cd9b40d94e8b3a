"""The published order in which the company's gaps deserve attention, beside their figures.

A dimension that is not shown has no place in the order; its row has the same columns, empty.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.model import Grouping
from pipeline.snapshot.connection import outdated
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import GAP_COLUMNS, Columns, plain, typed

_ALL = 1_000_000

PRIORITY_COLUMNS: Columns = {
    "dimension": object,
    "criticality": "Float64",
    "class": object,
    "rank": "Int64",
    "rank_low": "Int64",
    "rank_high": "Int64",
}


def gaps_with_priorities(snapshot: Snapshot, cycle: str, grouping: Grouping) -> pd.DataFrame:
    """The gap figures of every group; of the company by dimension with their class and rank.

    Returns
    -------
    pandas.DataFrame
        As `Snapshot.gaps`; for the company by dimension also ``criticality class rank rank_low
        rank_high``, null where the dimension is hidden.

    Raises
    ------
    WarehouseError
        Where the cycle was published before there was such an order.
    """
    figures = snapshot.gaps(cycle, grouping)
    if grouping != Grouping("company"):
        return figures
    order = typed(snapshot.ask("priorities", {"cycle": cycle}), PRIORITY_COLUMNS)
    if order.empty and figures["shown"].any():  # carried over from a snapshot that had no order
        raise outdated(f"The cycle {cycle!r}")
    joined = figures.merge(order, on="dimension", how="left")
    return typed(joined, {**GAP_COLUMNS, **PRIORITY_COLUMNS})


def critical(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """The company's gaps that have a place in the order, those first that hold up most of the roadmap.

    Returns
    -------
    pandas.DataFrame
        As `ordered`, with ``standing`` (from 1, equal ones share it; null where nobody is held up) and ``is_tied``.
        Criticality 9, 3, 3, 0 stands at 1, 2, 2 and nowhere.
    """
    found = ordered(snapshot, cycle).sort_values("criticality", ascending=False, kind="stable").reset_index(drop=True)
    counted = found["criticality"].where(found["criticality"] > 0)
    standing = counted.rank(method="min", ascending=False).astype("Int64")
    return found.assign(standing=standing, is_tied=standing.duplicated(keep=False) & standing.notna())


def first_gaps(snapshot: Snapshot, cycle: str, division: str | None, most: int) -> tuple[dict[str, Any], ...]:
    """The gaps to look at first: the company's in the order of their priority, a division's most common ones.

    Returns
    -------
    tuple of dict
        As `Snapshot.ranked`, with ``class`` (None for a division, and where no order was published).
    """
    common = snapshot.ranked(cycle, "common", division, _ALL)
    order = plain(snapshot.ask("priorities", {"cycle": cycle})) if division is None else []
    classes = {row["dimension"]: (row["rank"], row["class"]) for row in order}
    nowhere = (_ALL, None)
    first = sorted(common, key=lambda gap: classes.get(gap["dimension"], nowhere)[0])[:most]
    return tuple({**gap, "class": classes.get(gap["dimension"], nowhere)[1]} for gap in first)


def ordered(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    """The company's gaps that have a place, the first one first; columns as in `gaps_with_priorities`."""
    found = gaps_with_priorities(snapshot, cycle, Grouping("company"))
    return found[found["rank"].notna()].sort_values("rank", kind="stable").reset_index(drop=True)
