"""The verdict on a publication as a table: one line per dimension."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

VERDICT_WORDS = {"safe": "Nothing", "doubt": "Not known", "nothing": "Nothing is shown", "open": "Nothing is held back"}
"""What of too few people can be worked out."""


def derived_table(verdicts: pd.DataFrame, dimension_names: Mapping[str, str]) -> pd.DataFrame:
    """What was found in each dimension, and in what.

    Parameters
    ----------
    verdicts
        As `pipeline.snapshot.verdicts.verdicts` gives them.
    dimension_names
        From a dimension's id to its name.

    Returns
    -------
    pandas.DataFrame
        ``Dimension``, ``Can be worked out``, ``Rows``, ``Sets of people`` in them, ``People``, ``Fewest in a row``
        of teams, ``Teams alone``, ``Together``, ``In no row``; numbers, empty where nothing is shown.
    """
    is_shown = verdicts["verdict"] != "nothing"
    return pd.DataFrame(
        {
            "Dimension": verdicts["dimension"].map(dimension_names),
            "Can be worked out": verdicts["verdict"].map(VERDICT_WORDS),
            "Rows": verdicts["groups"].astype("Int64").where(is_shown),
            "Sets of people": verdicts["parts"].astype("Int64").where(is_shown),
            "People": verdicts["people"],
            "Fewest in a row": verdicts["smallest_unit"],
            "Teams alone": verdicts["teams_alone"],
            "Together": verdicts["teams_together"],
            "In no row": verdicts["teams_unseen"],
        }
    )
