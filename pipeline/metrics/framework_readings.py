"""How groups read in a framework with a reading of its own: typical levels, experts, single points of failure, phases.

Everything is worked out from published figures, so nothing new has to be protected: what is hidden there is null here.
Who met a whole phase is not among them, because that takes one person's ticks side by side; what can be said of a group
is how many of its ticks are there, and that no more can be ready than have the rarest of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.model import Framework

PHASE_COLUMNS = [
    "phase", "phase_name", "behaviours", "known", "asked", "ticked", "share", "rarest", "rarest_ticked", "rarest_asked"
]  # fmt: skip


def typical_level(people: Mapping[str, int]) -> int | None:
    """The level of the one in the middle, the lower of two; None for nobody.

    Examples
    --------
    Levels 0, 1, 1, 2, 4: 1. Levels 1, 1, 3, 3: 1, the lower of the two in the middle.
    """
    total, below = sum(people.values()), 0
    for level, count in sorted((int(level), count) for level, count in people.items()):
        below += count
        if total and 2 * below >= total:
            return level
    return None


def skill_matrix(places: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Groups by dimensions with what a matrix of skills says of each.

    Parameters
    ----------
    places
        As ``snapshot.framework_reading.places`` gives them.
    framework
        Gives the levels and, of a T, the bar.

    Returns
    -------
    pandas.DataFrame
        The columns of `places` and: ``typical`` (level of the person in the middle, the lower of two), ``experts``
        (people at the highest level), ``reached`` (people at or above target: coverage), ``is_single`` (fewer than two
        of them: if one leaves, nobody is left) and ``part`` (bar or stem; None where there is no T). Null where hidden,
        where nobody answered, and the last two also where nobody has a target.

    Examples
    --------
    Levels 0, 1, 1, 2, 4 against target 2: typical 1, experts 1, reached 2, no single point of failure.
    """
    known = places["levels"].map(lambda people: isinstance(people, dict) and sum(people.values()) > 0)
    typical = [
        typical_level(people) if is_known else None for people, is_known in zip(places["levels"], known, strict=True)
    ]
    highest = str(framework.highest)
    experts = [people[highest] if is_known else None for people, is_known in zip(places["levels"], known, strict=True)]
    reached = (places["assessed"] - places["below"]).where(places["assessed"] > 0)
    bar = framework.reading.bar if framework.reading else ()
    return places.assign(
        typical=pd.Series(typical, places.index, dtype="Int64"),
        experts=pd.Series(experts, places.index, dtype="Int64"),
        reached=reached,
        is_single=(reached <= 1).astype("boolean"),
        part=places["dimension"].map(lambda each: ("bar" if each in bar else "stem") if bar else None).astype(object),
    )


def close_first(places: pd.DataFrame, framework: Framework) -> str | None:
    """The one dimension of a group to close first: an empty one, then the most common gap, its intensity, its name.

    Parameters
    ----------
    places
        The rows of one group in the columns of `skill_matrix`.
    framework
        Gives the lowest level: a pillar is empty where the person in the middle stands there.

    Returns
    -------
    str or None
        Id of the dimension; None where nobody is below target in what is shown.

    Examples
    --------
    6 of 8 below in one pillar and 5 of 8 in another: the first; but the other if it alone is empty.
    """
    gaps = places[places["below"].gt(0).fillna(False)]
    ranked = gaps.assign(is_empty=gaps["typical"].eq(framework.lowest).fillna(False))
    ordered = ranked.sort_values(
        ["is_empty", "prevalence", "p1", "dimension_name"], ascending=[False, False, False, True]
    )
    return None if gaps.empty else str(ordered["dimension"].iloc[0])


def empty_ones(places: pd.DataFrame, framework: Framework) -> tuple[str, ...]:
    """Names of a group's dimensions in which the person in the middle stands at the lowest level."""
    is_empty = places["typical"].eq(framework.lowest).fillna(False)
    return tuple(places.loc[is_empty, "dimension_name"])


def phases(ticks: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """How much of each phase is there in one group, by the defining indicators that belong to it.

    Parameters
    ----------
    ticks
        As ``snapshot.framework_reading.ticks`` gives them.
    framework
        With a reading that has phases.

    Returns
    -------
    pandas.DataFrame
        One row per phase with the columns ``PHASE_COLUMNS``: ``behaviours`` that define it, ``known`` of them in
        dimensions of which ticks are published; over these ``asked`` and ``ticked`` (pairs of a person and a behaviour)
        and ``share`` = ticked / asked; ``rarest`` is the text of the one with the smallest share, ticked by
        ``rarest_ticked`` of ``rarest_asked``: no more people than that can be ready. Null where nothing is known.

    Examples
    --------
    Two behaviours, ticked by 6 and by 3 of 8: share 9 / 16, at most 3 of 8 are ready.
    """
    reading = framework.reading
    defining = ticks[~ticks["supporting"]]
    lines = [
        (phase.id, phase.name, *_phase(defining[defining["indicator"].isin(phase.indicators)]))
        for phase in (reading.phases if reading else ())
    ]
    kinds = dict.fromkeys(["behaviours", "known"], "int64") | {"share": "Float64"}
    kinds |= dict.fromkeys(["asked", "ticked", "rarest_ticked", "rarest_asked"], "Int64")
    return pd.DataFrame(lines, columns=PHASE_COLUMNS).astype(kinds)


def _phase(defining: pd.DataFrame) -> tuple[Any, ...]:
    known = defining[defining["asked"].gt(0).fillna(False)]
    if known.empty:
        return (len(defining), 0, None, None, None, None, None, None)
    asked, ticked = int(known["asked"].sum()), int(known["ticked"].sum())
    rarest = known.iloc[int((known["ticked"] / known["asked"]).astype(float).to_numpy().argmin())]
    told = (rarest["indicator_text"], int(rarest["ticked"]), int(rarest["asked"]))
    return (len(defining), len(known), asked, ticked, ticked / asked, *told)
