"""What the roadmap asks of people, and what it is short of: needs, projects, and how critical each dimension is.

Short on paper is not the same as short: two projects that count on the same person are both staffed on
paper, and not at the same time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.metrics.groups import Shares
from pipeline.metrics.optimum import Optimum, optimum
from pipeline.metrics.qualified import dimension_places, staffing_of, steps_to
from pipeline.metrics.staffing import Staffing
from pipeline.metrics.unlock import unlocks
from pipeline.model import Framework

NEEDS = [
    "project", "dimension", "level", "division", "team", "shared", "people",
    "qualified", "qualified_high", "naive_unmet", "unmet", "rests_on_everybody",
]  # fmt: skip
"""The columns of ``Demand.needs``."""

PROJECTS = [
    "project", "weight", "unmet", "unmet_low", "enough_on_paper", "blocked", "contended", "blocked_low",
    "bus_factor", "unlock_steps", "weight_per_step", "unlock_place",
]  # fmt: skip
"""The columns of ``Demand.projects``."""

UNLOCKS = ["project", "dimension", "from", "to", "people"]
"""The columns of ``Demand.unlocks``."""

CRITICALITY = ["dimension", "criticality", "criticality_low", "criticality_high"]
"""The columns of ``Demand.criticality``."""


_DIGITS = 12


@dataclass(frozen=True)
class Demand:
    """The roadmap against the people; ``total`` is weighted people short, ``total_low`` if all the silent qualified."""

    needs: pd.DataFrame
    projects: pd.DataFrame
    unlocks: pd.DataFrame
    criticality: pd.DataFrame
    total: float
    total_low: float


def demand(profiles: pd.DataFrame, needs: pd.DataFrame, framework: Framework, projects_per_person: int) -> Demand:
    """Staff the roadmap as well as can be, and say what is missing.

    Parameters
    ----------
    profiles
        ``division``, ``team``, a column per dimension's id with the level (<NA> = no answer), ``people``.
    needs
        ``project weight dimension level division team people shared``, in the order of the roadmap.
    framework
        Gives the dimensions.
    projects_per_person
        How many projects one person takes at once.

    Returns
    -------
    Demand
        ``needs`` with ``qualified`` (people who meet the need), ``qualified_high`` (all the silent of its
        group counted too), ``naive_unmet`` (people short if nobody else needed them), ``unmet`` (short in
        the reported best staffing), ``rests_on_everybody`` (no more qualified than asked for: whoever
        leaves is missed). ``projects`` with their sums, ``enough_on_paper`` (nothing short on paper, and
        yet short), ``blocked`` (short in every best staffing), ``contended`` (in some but not in
        every), ``blocked_low`` (blocked even if all the silent qualified) and ``bus_factor`` (least of
        qualified - people + 1 over the needs). ``unlocks`` has the fewest person-steps (one person with an
        answer, one level up) after which a project that is short is fully staffed while the others
        are short of no more, weighted, than reported; ``unlock_steps`` of a project is their
        number, ``weight_per_step`` its weight divided by it, ``unlock_place`` the order by that, ties
        sharing a place; null where nothing is short, or no number of steps is enough.
        ``criticality`` per dimension: the weighted people short that would vanish if it were no
        bottleneck, with the range that the silent leave open.

    Raises
    ------
    SurveyError
        Weights with too many digits, or a roadmap that the solver gave up on.

    Examples
    --------
    X (weight 3) needs three people at D1 >= 3, Y (weight 2) one at D2 >= 3; three people meet the first need and one of
    them the second. Nothing is short on paper; Y is blocked, and D1 and D2 both have criticality 2.
    """
    dimension = dimension_places(needs, framework)
    names = list(dict.fromkeys(needs["project"]))
    lone, factor = staffing_of(profiles, needs, framework, projects_per_person, are_silent_able=False)
    all_able, _ = staffing_of(profiles, needs, framework, projects_per_person, are_silent_able=True)
    now = optimum(lone, dimension, len(names), len(framework.dimensions))
    best = optimum(all_able, dimension, len(names), len(framework.dimensions))
    of_needs = _needs(needs, lone, all_able, now)
    steps = steps_to(profiles, needs, framework)
    raised = unlocks(lone, steps, now.short, dimension, needs["level"].to_numpy(np.int64))
    return Demand(
        of_needs,
        _projects(needs, of_needs, now, best).assign(**_order(raised, needs))[PROJECTS],
        _named(raised, names, framework),
        _criticality(framework, now.criticality / factor, best.criticality / factor),
        now.total / factor,
        best.total / factor,
    )


def _needs(needs: pd.DataFrame, staffing: Staffing, all_able: Staffing, now: Optimum) -> pd.DataFrame:
    return needs.assign(
        qualified=staffing.qualified,
        qualified_high=all_able.qualified,
        naive_unmet=staffing.on_paper,
        unmet=now.short,
        rests_on_everybody=staffing.qualified == staffing.asked,
    )[NEEDS]


def _projects(needs: pd.DataFrame, of_needs: pd.DataFrame, now: Optimum, best: Optimum) -> pd.DataFrame:
    spare = of_needs["qualified"] - of_needs["people"] + 1
    figures = of_needs.assign(unmet_low=best.short, spare=spare, weight=needs["weight"])
    sums = figures.groupby("project", sort=False).agg(
        weight=("weight", "first"),
        unmet=("unmet", "sum"),
        unmet_low=("unmet_low", "sum"),
        on_paper=("naive_unmet", "sum"),
        bus_factor=("spare", "min"),
    )
    return sums.reset_index().assign(
        enough_on_paper=(sums["on_paper"] == 0).to_numpy() & (now.is_blocked | now.is_contended),
        blocked=now.is_blocked,
        contended=now.is_contended,
        blocked_low=best.is_blocked,
    )


def _order(raised: pd.DataFrame, needs: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """Steps of each project that can be unlocked, its weight per step, and its place by that."""
    weights = needs.groupby("project", sort=False)["weight"].first().reset_index(drop=True)
    taken = (raised["people"] * (raised["to"] - raised["from"])).groupby(raised["project"]).sum()
    steps = taken.reindex(range(len(weights))).astype("Int64")
    per_step = weights.astype("Float64") / steps
    return {"unlock_steps": steps, "weight_per_step": per_step, "unlock_place": places(per_step)}


def places(weight_per_step: pd.Series[Any]) -> pd.Series[Any]:
    """The place of each project by weight per step, the most first; equal ones share it, null stays null."""
    return weight_per_step.round(_DIGITS).rank(method="min", ascending=False).astype("Int64")


def _named(raised: pd.DataFrame, projects: list[str], framework: Framework) -> pd.DataFrame:
    ids = [dimension.id for dimension in framework.dimensions]
    return raised.assign(
        project=pd.Series([projects[place] for place in raised["project"]], dtype=object),
        dimension=pd.Series([ids[place] for place in raised["dimension"]], dtype=object),
    )[UNLOCKS]


def _criticality(framework: Framework, now: Shares, best: Shares) -> pd.DataFrame:
    ids = pd.Series([dimension.id for dimension in framework.dimensions], dtype=object)
    figures = {
        "criticality": now,
        "criticality_low": np.minimum(now, best),
        "criticality_high": np.maximum(now, best),
    }
    return pd.DataFrame({"dimension": ids, **figures})[CRITICALITY]
