"""The gaps of the company or of a division in the order of a ranking, and the groups behind one of them.

Equal figures share their place: which of two equals is printed first is decided by a tie-breaker
that a reader does not see.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from pipeline.model import Kind
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import GAP_COLUMNS, Columns, typed

Ranking = Literal["common", "largest"]
RANKINGS: tuple[Ranking, ...] = ("common", "largest")

LISTED_COLUMNS: Columns = {"standing": "Int64", "is_tied": bool, "reason": object, **GAP_COLUMNS}
BEHIND_COLUMNS: Columns = {"name": object, **GAP_COLUMNS}


def listed(snapshot: Snapshot, cycle: str, ranking: Ranking, division: str | None) -> pd.DataFrame:
    """Every dimension of the company, or of one division, in the order of a ranking.

    Returns
    -------
    pandas.DataFrame
        One row per dimension: ``standing`` (from 1; equal figures share it; null for a dimension that is
        hidden, has no target or nobody below), ``is_tied``, ``reason`` (one sentence, null without a
        standing) and the columns of `Snapshot.gaps`. Figures 0.7, 0.5, 0.5, 0.2 stand at 1, 2, 2, 4.
    """
    asked = {"cycle": cycle, "ranking": ranking, "division": division}
    return typed(snapshot.ask("listed", asked), LISTED_COLUMNS)


def behind(snapshot: Snapshot, cycle: str, kind: Kind, division: str | None, dimension_name: str) -> pd.DataFrame:
    """The groups of a kind in one dimension, most people below target first.

    Returns
    -------
    pandas.DataFrame
        One row per group: ``name`` (unique in the kind, as on the heatmap) and the columns of
        `Snapshot.gaps`. Groups without a figure stand last and by name, so their place tells nothing.
    """
    asked = {"cycle": cycle, "kind": kind, "division": division, "dimension_name": dimension_name}
    return typed(snapshot.ask("behind", asked), BEHIND_COLUMNS)
