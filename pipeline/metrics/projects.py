"""A cycle's roadmap as one table of projects: what the command line answers and a snapshot keeps.

Needs that must not be shown are left out before anything is staffed, so that no figure of another
project is made of them; whether they could decide what a project is called is asked apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pipeline.metrics.demand import CRITICALITY, NEEDS, PROJECTS, demand, places
from pipeline.metrics.optimum import optimum
from pipeline.metrics.qualified import dimension_places, is_in_reach, staffing_of
from pipeline.metrics.staffing import Marks
from pipeline.model import Framework

_FATES = ("blocked", "contended", "blocked_low")
_WHOLE = ("unmet", "unmet_low", "bus_factor", "unlock_steps")
_FIGURES_OF_NEEDS = ("qualified", "qualified_high", "naive_unmet", "unmet")


@dataclass(frozen=True)
class Roadmap:
    """The roadmap of a cycle, staffed: the frames of `metrics.demand.Demand` as far as they are shown."""

    needs: pd.DataFrame
    projects: pd.DataFrame
    unlocks: pd.DataFrame
    criticality: pd.DataFrame


def staffed(
    profiles: pd.DataFrame, needs: pd.DataFrame, framework: Framework, projects_per_person: int, is_shown: Marks
) -> Roadmap:
    """The figures of a roadmap as far as its needs are shown.

    Parameters
    ----------
    profiles, needs, framework, projects_per_person
        As `metrics.demand.demand` takes them.
    is_shown
        Per need whether its figures may be shown. A hidden one takes part in nothing.

    Returns
    -------
    Roadmap
        ``needs`` has the columns of ``Demand.needs`` and ``shown``, ``projects`` those of
        ``Demand.projects`` and ``shown`` (whether all its needs are). A hidden need has null figures, and
        its project null sums, bus factor and no unlocks. ``blocked`` and ``contended`` (and
        ``blocked_low``) are null where they are not the same without the hidden needs, with nobody for
        them, and with everybody in reach for them. Of two projects of which one needs people of a
        hidden team, the other keeps its figures.
    """
    seen = needs[is_shown]
    found = demand(profiles, seen, framework, projects_per_person)
    figures = found.needs.reindex(needs.index)
    columns = {
        name: figures[name].astype("boolean" if name == "rests_on_everybody" else "Int64")
        for name in (*_FIGURES_OF_NEEDS, "rests_on_everybody")
    }
    projects = _projects(needs, found.projects, is_shown)
    if not is_shown.all():
        projects = _without_doubtful(projects, profiles, needs, framework, projects_per_person, is_shown)
    is_whole = found.unlocks["project"].isin(projects.loc[projects["shown"], "project"])
    return Roadmap(
        needs.assign(**columns, shown=is_shown)[[*NEEDS, "shown"]],
        projects,
        found.unlocks[is_whole].reset_index(drop=True),
        found.criticality[CRITICALITY],
    )


def _projects(needs: pd.DataFrame, found: pd.DataFrame, is_shown: Marks) -> pd.DataFrame:
    known = (
        needs.assign(shown=is_shown)
        .groupby("project", sort=False)
        .agg(weight=("weight", "first"), shown=("shown", "all"))
    )
    figures = found.drop(columns="weight").set_index("project").reindex(known.index)
    whole = {name: figures[name].astype("Int64").where(known["shown"]) for name in _WHOLE}
    per_step = figures["weight_per_step"].astype("Float64").where(known["shown"])
    whole["unlock_place"] = places(per_step)
    flags = {name: figures[name].astype("boolean") for name in ("enough_on_paper", *_FATES)}
    flags["enough_on_paper"] = flags["enough_on_paper"].where(known["shown"])
    projects = known.assign(**whole, **flags, weight_per_step=per_step).reset_index()
    return projects[[*PROJECTS, "shown"]]


def _without_doubtful(
    projects: pd.DataFrame,
    profiles: pd.DataFrame,
    needs: pd.DataFrame,
    framework: Framework,
    projects_per_person: int,
    is_shown: Marks,
) -> pd.DataFrame:
    """Null what a project is called where the hidden needs could decide it."""
    reach = is_in_reach(profiles, needs)
    dimension = dimension_places(needs, framework)
    columns = {}
    for are_silent_able, names in ((False, ("blocked", "contended")), (True, ("blocked_low",))):
        staffing, _ = staffing_of(profiles, needs, framework, projects_per_person, are_silent_able)
        fates = []
        for way in (np.zeros_like(reach), reach):
            tried = replace(staffing, is_qualified=np.where(is_shown, staffing.is_qualified, way))
            met = optimum(tried, dimension, len(projects), len(framework.dimensions))
            fates.append({"blocked": met.is_blocked, "contended": met.is_contended, "blocked_low": met.is_blocked})
        for name in names:
            first, second = (fate[name] for fate in fates)
            own = projects[name].fillna(value=False).to_numpy(bool)
            columns[name] = projects[name].fillna(value=False).mask((first != second) | (first != own))
    return projects.assign(**columns)
