"""What the charts of one dimension say, as tables to read or to download."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.by_level import below_words
from pipeline.charts.measures import NOT_SHOWN, answered
from pipeline.charts.missing import DEFINING, SUPPORTING
from pipeline.model import Framework


def groups_table(groups: pd.DataFrame, framework: Framework, now: pd.DataFrame | None = None) -> pd.DataFrame:
    """Lay out the bars by level: ``Group``, people at each level by its name, ``Below target``, ``Answered``.

    ``now`` has the same groups against the targets that hold, where the target of `groups` is a what-if; they
    stand beside it in ``Below, as it is``.
    """
    levels = {level.name: _people(groups, level.level) for level in framework.levels}
    everybody = groups.assign(assessed=groups["rated"], headcount=groups["asked"])
    return pd.DataFrame(
        {
            "Group": groups["name"],
            **levels,
            "Below target": below_words(groups),
            **({} if now is None else {"Below, as it is": below_words(now)}),
            "Answered": answered(everybody).astype(object).where(groups["rated"].notna(), NOT_SHOWN),
        }
    )


def groups_rows(groups: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Every published figure of the groups, one column per level (``level_0`` ...), for a spreadsheet."""
    levels = {f"level_{level.level}": _people(groups, level.level) for level in framework.levels}
    return groups.drop(columns=["name", "line", "levels"]).assign(**levels)


def indicators_table(indicators: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Lay out the indicators: ``Level``, ``Indicator``, ``Kind``, ``Ticked``, ``Not ticked``, ``Share``."""
    names = {level.level: level.name for level in framework.levels}
    return pd.DataFrame(
        {
            "Level": indicators["level"].map(names),
            "Indicator": indicators["indicator_text"],
            "Kind": indicators["supporting"].map({True: SUPPORTING, False: DEFINING}),
            "Ticked": indicators["ticked"],
            "Not ticked": indicators["missing"],
            "Share": indicators["missing_share"],
        }
    )


def contributors_table(groups: pd.DataFrame) -> pd.DataFrame:
    """Lay out who contributes: ``Group``, ``People below``, ``Share`` of everybody below in the company."""
    return pd.DataFrame({"Group": groups["name"], "People below": groups["below"], "Share": groups["contribution"]})


def _people(groups: pd.DataFrame, level: int) -> pd.Series:
    people = [None if levels is None else levels.get(str(level), 0) for levels in groups["levels"]]
    return pd.Series(people, groups.index, dtype="Int64")
