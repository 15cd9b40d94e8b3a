"""Whether there are enough experts to go to: their hours against those that learners will ask for."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

COLUMNS = ["quarter", "dimension", "learners", "experts", "hours_asked", "hours_offered", "short"]


def mentor_supply(
    learners: pd.DataFrame, experts: Mapping[str, int], hours_per_expert: float, hours_per_learner: float
) -> pd.DataFrame:
    """Hours of experts against hours of learners, by quarter and dimension.

    Parameters
    ----------
    learners
        ``quarter`` and ``dimension``, one row per learner who is seated there then.
    experts
        People at the framework's highest level, by dimension.
    hours_per_expert, hours_per_learner
        What one gives, and what one asks for, in a quarter.

    Returns
    -------
    DataFrame
        ``COLUMNS``, by quarter and in the order of ``experts``. ``short`` is the number of hours that are missing: 20
        learners at 1.5 hours and 3 experts at 6 hours are 30 - 18 = 12 hours short.
    """
    counts = learners.groupby(["quarter", "dimension"]).size()
    rows = []
    for quarter in sorted(set(learners["quarter"])):
        for dimension, people in experts.items():
            seated = int(counts.get((quarter, dimension), 0))
            if seated:
                asked, offered = seated * hours_per_learner, people * hours_per_expert
                rows.append((quarter, dimension, seated, people, asked, offered, max(0.0, asked - offered)))
    return pd.DataFrame(rows, columns=COLUMNS)
