"""Who qualifies for which need: profiles of people against the needs of the roadmap.

A profile is a team and a level per dimension with the number of people who have it; nobody is named.
Somebody without an answer in a dimension qualifies for nothing in it, or for everything: the truth
lies between the two.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.metrics.groups import Counts
from pipeline.metrics.staffing import Marks, Staffing, whole_weights
from pipeline.model import Framework

SILENT = -1
"""The level of somebody who did not answer, in `levels_of`."""

OUT_OF_REACH = -1
"""In place of steps, in `steps_to`: not in the team that is asked for, or no level is known."""

_NO_GROUP = -2


def staffing_of(
    profiles: pd.DataFrame, needs: pd.DataFrame, framework: Framework, projects_per_person: int, are_silent_able: bool
) -> tuple[Staffing, int]:
    """The roadmap as a programme, and the number by which its weights were multiplied to be whole.

    Parameters
    ----------
    profiles
        ``division`` and ``team`` (None = nobody stated one), a column per dimension's id (Int8, <NA> = no
        answer), ``people``.
    needs
        As ``matching.needs.resolved_needs`` gives them.
    framework
        Gives the order of the dimensions.
    projects_per_person
        How many projects one person takes at once.
    are_silent_able
        Whether people without an answer in a dimension qualify for every need in it, or for none.

    Raises
    ------
    SurveyError
        Weights with too many digits.
    """
    weights, factor = whole_weights(needs["weight"].tolist())
    projects = pd.factorize(needs["project"])[0].astype(np.int64)
    staffing = Staffing(
        profiles["people"].to_numpy(np.int64),
        is_in_reach(profiles, needs) & _is_able(levels_of(profiles, framework), needs, framework, are_silent_able),
        needs["people"].to_numpy(np.int64),
        projects,
        needs["shared"].to_numpy(bool),
        np.array(weights, dtype=np.int64),
        projects_per_person,
    )
    return staffing, factor


def is_in_reach(profiles: pd.DataFrame, needs: pd.DataFrame) -> Marks:
    """Profiles x needs: whether the people are in the team and division that a need asks for."""
    in_reach = np.ones((len(profiles), len(needs)), dtype=bool)
    for group in ("team", "division"):
        own, names = pd.factorize(profiles[group].to_numpy(object))
        number = {name: place for place, name in enumerate(names)}
        for place, asked in enumerate(needs[group]):
            if asked is not None:
                in_reach[:, place] &= own == number.get(asked, _NO_GROUP)
    return in_reach


def levels_of(profiles: pd.DataFrame, framework: Framework) -> Counts:
    """Profiles x dimensions of the framework: the level, `SILENT` where there is no answer."""
    ids = [dimension.id for dimension in framework.dimensions]
    return profiles[ids].astype("Int64").fillna(SILENT).to_numpy(np.int64)


def dimension_places(needs: pd.DataFrame, framework: Framework) -> Counts:
    """The place of each need's dimension in the framework, from 0."""
    places = {dimension.id: place for place, dimension in enumerate(framework.dimensions)}
    return np.array([places[dimension] for dimension in needs["dimension"]], dtype=np.int64)


def steps_to(profiles: pd.DataFrame, needs: pd.DataFrame, framework: Framework) -> Counts:
    """Profiles x needs: levels that the people lack, 0 where they qualify, -1 where no step helps.

    No step helps somebody who is not in the team that is asked for, or of whom no level is known.
    """
    own = levels_of(profiles, framework)[:, dimension_places(needs, framework)]
    lacking = np.maximum(0, needs["level"].to_numpy(np.int64) - own)
    steps: Counts = np.where(is_in_reach(profiles, needs) & (own != SILENT), lacking, OUT_OF_REACH)
    return steps


def _is_able(levels: Counts, needs: pd.DataFrame, framework: Framework, are_silent_able: bool) -> Marks:
    own = levels[:, dimension_places(needs, framework)]
    able: Marks = own >= needs["level"].to_numpy(np.int64)
    # a need of level 0 is met by whoever answered; nobody is silent and at a level
    return np.where(own == SILENT, are_silent_able, able)
