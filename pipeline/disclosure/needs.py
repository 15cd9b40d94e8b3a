"""Which needs of the roadmap may be shown: those out of groups whose levels are shown.

How many people meet a need is a count by level; where the levels of a group are not shown, neither
is what they add up to.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd


def is_need_shown(needs: pd.DataFrame, levels: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether each need is out of a group whose levels are shown in the dimension.

    Parameters
    ----------
    needs
        ``dimension``, ``division`` and ``team`` (None = any).
    levels
        Protected rows of ``metrics.levels.distributions`` by dimension, of companies, divisions and teams.

    Returns
    -------
    ndarray
        One value per need. A need of a team without a division is out of every team of that name: all of
        them have to be shown. Out of a team of 4 with ``min_group`` 5: False.
    """
    rows = levels[levels["dimension"].notna()]
    is_told = rows["levels"].notna()
    return np.array(
        [bool((of_group := _of_group(rows, need)).any() and is_told[of_group].all()) for need in needs.itertuples()],
        dtype=bool,
    )


def _of_group(rows: pd.DataFrame, need: object) -> pd.Series[bool]:
    team, division = getattr(need, "team", None), getattr(need, "division", None)
    kind = "team" if team is not None else "division" if division is not None else "company"
    found = (rows["kind"] == kind) & (rows["dimension"] == getattr(need, "dimension", None))
    if team is not None:
        found &= rows["group"] == team
        if division is not None:
            found &= rows["division"] == division
    elif division is not None:
        found &= rows["group"] == division
    return found
