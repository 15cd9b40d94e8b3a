"""Who contributes how much of the company's gap: a group's share of it, per dimension.

P0, P1 and P2 add up over groups that do not overlap, weighted by the people assessed (Foster, Greer and
Thorbecke), so a group's part is ``n_t P_t / (n P)``. Computed from protected gaps: what is hidden there
is null here, and so is everything where the company itself is hidden.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.metrics.groups import CELL

COLUMNS = [*CELL, "below", "contribution", "contribution_p1", "contribution_p2", "shown"]
"""The columns of ``contributions``, in their order."""

_MEASURES = {"contribution": "prevalence", "contribution_p1": "p1", "contribution_p2": "p2"}


def contributions(gaps: pd.DataFrame) -> pd.DataFrame:
    """Shares of the groups in the company's gap.

    Parameters
    ----------
    gaps
        Rows of ``metrics.gaps.gaps`` by dimension, of the company and of any kind of group, protected or
        not.

    Returns
    -------
    DataFrame
        One row per row of ``gaps`` with the columns ``COLUMNS``. ``below`` is people, ``contribution`` the
        group's share 0..1 of everybody below target (P0), ``contribution_p1`` and ``contribution_p2`` its
        share of P1 and P2; null where the group or the company is hidden, nobody of the group was
        assessed, or nobody in the company is below. ``shown`` as in ``gaps``.

    Examples
    --------
    8 of a team's 10 people and 20 of the company's 100 are below target: (10 x 0.8) / (100 x 0.2) = 0.4.
    """
    company = gaps[gaps["kind"] == "company"].set_index("dimension")
    shares = {name: _parts(gaps, company, measure) for name, measure in _MEASURES.items()}
    return gaps.assign(**shares)[COLUMNS]


def _parts(gaps: pd.DataFrame, company: pd.DataFrame, measure: str) -> pd.Series[Any]:
    whole = gaps["dimension"].map(_weighted(company, measure)).astype("Float64")
    return _weighted(gaps, measure) / whole.mask(whole == 0)


def _weighted(gaps: pd.DataFrame, measure: str) -> pd.Series[Any]:
    return gaps["assessed"].astype("Float64") * gaps[measure]
