"""What the targets of a cycle amount to: for whom each line holds, who reaches it, and who has none.

A target that everybody or nobody reaches tells no two people apart; a line that holds for nobody is a slip of the
hand, or stands behind more specific ones.
"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from pipeline.metrics.targets import holding_lines

Finding = Literal["everybody_reaches", "nobody_reaches", "nobody_answered", "holds_for_nobody", "no_target"]

_MEMBER = ["division", "team", "role"]
_COUNTS = ["people", "assessed", "reached"]


def audited(cube: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """For whom each line of the targets holds, and how many of them reach it.

    Parameters
    ----------
    cube
        Columns division, team, role, dimension, level (null = no answer), people.
    targets
        Columns role, team, division (null = any), dimension, level.

    Returns
    -------
    DataFrame
        The rows of ``targets`` in their order with ``people`` (those for whom it is the most specific line),
        ``assessed`` (of these with a level), ``reached`` (of these at or above it) and ``finding``:
        ``holds_for_nobody``, ``nobody_answered``, ``nobody_reaches``, ``everybody_reaches`` or None.

    Raises
    ------
    SurveyError
        Two lines for the same people and dimension ask for different levels.

    Examples
    --------
    "Everybody: 2" and "role Engineer: 3"; engineers at 1, 2 and one silent, a designer at 2: the line for
    engineers holds for 3 people, 2 assessed, none reaches it; the other for 1, who does.
    """
    line = holding_lines(cube, targets)
    target = line.map(dict(enumerate(targets["level"])), na_action="ignore").astype("Int64")
    has_level = cube["level"].notna()
    is_reached = (cube["level"].astype("Int64") >= target).fillna(False).astype(bool)
    counted = pd.DataFrame(
        {
            "people": cube["people"],
            "assessed": cube["people"].where(has_level, 0),
            "reached": cube["people"].where(is_reached, 0),
        }
    )
    sums = counted.groupby(line)[_COUNTS].sum().reindex(range(len(targets)), fill_value=0)
    counts = sums.astype("Int64").set_axis(targets.index)
    return targets.assign(**{name: counts[name] for name in _COUNTS}, finding=_findings(counts))


def without_target(cube: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """The roles with people who have no target in any dimension.

    Returns
    -------
    DataFrame
        ``role`` (None: people whose role nobody stated), ``people`` of that role and ``without`` (those of
        them without any target), by role, those without a role last. Empty where everybody has a target.

    Examples
    --------
    A line for engineers in one dimension: designers have no target in any, engineers have one.
    """
    aimed = cube.assign(is_aimed=holding_lines(cube, targets).notna())
    by_dimension = aimed.groupby([*_MEMBER, "dimension"], dropna=False, as_index=False).agg(
        people=("people", "sum"), is_aimed=("is_aimed", "any")
    )
    members = by_dimension.groupby(_MEMBER, dropna=False, as_index=False).agg(
        people=("people", "max"), is_aimed=("is_aimed", "any")
    )
    members = members.assign(without=members["people"].where(~members["is_aimed"], 0))
    roles = members.groupby("role", dropna=False, as_index=False)[["people", "without"]].sum()
    roles = roles.assign(role=roles["role"].astype(object).where(roles["role"].notna(), None))
    return roles[roles["without"] > 0].reset_index(drop=True)


def _findings(counts: pd.DataFrame) -> pd.Series[Any]:
    found = pd.Series([None] * len(counts), counts.index, dtype=object)
    found[counts["reached"] == counts["assessed"]] = "everybody_reaches"
    found[counts["reached"] == 0] = "nobody_reaches"
    found[counts["assessed"] == 0] = "nobody_answered"
    found[counts["people"] == 0] = "holds_for_nobody"
    return found
