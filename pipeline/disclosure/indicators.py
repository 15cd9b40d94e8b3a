"""What must not be shown of ticks: too few checklists, and too few people beside them.

The distribution counts everybody and a row of ticks those who answered by checklist, so the difference
of the two speaks of the others. Where these are one to four people, ticks would tell their levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.disclosure.hiding import hidden_indicators

_CELL = ["kind", "division", "group", "dimension"]


def protected_indicators(indicators: pd.DataFrame, levels: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """Ticks of those groups only whose distribution is shown and whose checklists are enough.

    Parameters
    ----------
    indicators
        Rows of ``metrics.indicators.indicators``.
    levels
        The protected distributions of the same groups, by dimension (pooled rows do not matter).
    fewest
        The fewest people that a published count of ticks may rest on, and the fewest without a checklist
        that may stand beside them.

    Returns
    -------
    DataFrame
        The same rows and columns; a hidden row keeps the names of its group, dimension and indicator, with
        ``shown`` False. With ``fewest`` 5, of 12 people assessed: 12, 7 or 0 checklists are shown (0 as
        nobody asked), 9 are not, because the other 3 could be told from the distribution, and neither are 4.
    """
    of_cell = dict(zip(_cells(levels), levels["assessed"], strict=True))
    assessed = pd.Series([of_cell[cell] for cell in _cells(indicators)], indicators.index, dtype="Int64")
    asked = indicators["asked"]
    beside = assessed - asked
    is_enough = (asked.eq(0) | asked.ge(fewest)) & (beside.eq(0) | beside.ge(fewest))
    return hidden_indicators(indicators, ~is_enough.fillna(False).astype(bool))


def _cells(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """What each row is about; two blanks are the same blank."""
    return zip(*(rows[name].astype(object).where(rows[name].notna(), None) for name in _CELL), strict=True)
