"""How the order in which to close the company's gaps changed from one cycle to another, and why.

Why a gap moved is told by what the order itself is made of: whether it blocks a project, whether it is common,
how many people projects lack, how large a share is below target.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.charts.priority import BLOCKING, SHORT
from pipeline.rounding import percent

COMMON = ("A", "C")
"""The classes of what is common."""

_NO_PLACE = "–"


def priority_moves(before: pd.DataFrame, after: pd.DataFrame, earlier: str, later: str) -> pd.DataFrame:
    """Each gap's place in both orders, in the later one's order.

    Parameters
    ----------
    before, after
        Rows of ``snapshot.priorities.ordered`` of the two cycles.
    earlier, later
        The names of the two cycles.

    Returns
    -------
    pandas.DataFrame
        All text: ``Close first``, ``Place in`` the earlier and the later cycle (a dash without one) and ``What
        moved``. Gaps that have no place any more stand last.
    """
    then, now = _by_dimension(before), _by_dimension(after)
    names = [*now, *(name for name in then if name not in now)]
    return pd.DataFrame(
        {
            "Close first": names,
            f"Place in {earlier}": [_place(then.get(name)) for name in names],
            f"Place in {later}": [_place(now.get(name)) for name in names],
            "What moved": [why_moved(then.get(name), now.get(name)) for name in names],
        }
    )


def why_moved(then: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    """What changed about a gap between two orders; ``then`` and ``now`` are its rows, None without a place.

    From class C and 62 % to class A and 62 %: ``now blocking a project``.
    """
    if then is None or now is None:
        return "had no place before" if then is None else "has no place any more"
    blocking = _turned(then["class"] in BLOCKING, now["class"] in BLOCKING, "blocking a project")
    reasons = [
        blocking,
        _turned(then["class"] in COMMON, now["class"] in COMMON, "common"),
        "" if blocking else _lacked(then["criticality"], now["criticality"]),
        _share(then["prevalence"], now["prevalence"]),
    ]
    told = "; ".join(reason for reason in reasons if reason)
    if told:
        return told
    return "nothing" if then["rank"] == now["rank"] else "nothing of its own: others moved"


def _by_dimension(order: pd.DataFrame) -> dict[str, dict[str, Any]]:
    rows = order.astype(object).where(order.notna(), None).to_dict("records")
    return {str(row["dimension_name"]): {str(key): value for key, value in row.items()} for row in rows}


def _place(row: dict[str, Any] | None) -> str:
    return _NO_PLACE if row is None else str(row["rank"])


def _turned(was: bool, is_now: bool, words: str) -> str:
    if was == is_now:
        return ""
    return f"now {words}" if is_now else f"no longer {words}"


def _lacked(then: float | None, now: float | None) -> str:
    """Weighted people short; an unknown number says nothing."""
    if then is None or now is None or then == now:
        return ""
    return f"{SHORT.casefold()} {then:g} → {now:g}"


def _share(then: float | None, now: float | None) -> str:
    if then is None or now is None or percent(then) == percent(now):
        return ""
    return f"below target {percent(then)} → {percent(now)}"
