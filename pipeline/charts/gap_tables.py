"""The two lists of gaps and the groups behind one of them as tables, to read and to download."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.gap_list import Ranking, list_lines
from pipeline.charts.measures import NO_TARGET, NOT_SHOWN, answered, counted

_NOTHING = "–"


def list_table(gaps: pd.DataFrame, ranking: Ranking) -> pd.DataFrame:
    """One of the lists: ``Place Dimension Figure People Answered Range Why``, all text, in its order."""
    lines = list_lines(gaps, ranking)
    place = counted(gaps["standing"]).fillna(_NOTHING)
    return pd.DataFrame(
        {
            "Place": place.where(~gaps["is_tied"], place + " (tied)").astype(object),
            "Most common" if ranking == "common" else "Largest": gaps["dimension_name"],
            "Figure": lines["figure"].to_numpy(),
            "People below": (counted(gaps["below"]) + " of " + counted(gaps["assessed"]))
            .fillna(_NOTHING)
            .astype(object),
            "Answered": answered(gaps).where(gaps["shown"]).fillna(_NOTHING).astype(object),
            "How sure": (lines["range"] + " " + lines["warning"]).str.strip().to_numpy(),
            "Why here": lines["reason"].to_numpy(),
        }
    )


def groups_table(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups behind a gap: ``Group Below Assessed Share Steps Remark``; numbers, empty where hidden."""
    is_known = groups["shown"] & (groups["target_source"] != "none")
    remark = pd.Series("", groups.index, dtype=object)
    remark[groups["target_source"] == "none"] = NO_TARGET
    remark[~groups["shown"]] = NOT_SHOWN
    return pd.DataFrame(
        {
            "Group": groups["name"],
            "Below": groups["below"].where(is_known),
            "Assessed": groups["assessed"].where(is_known),
            "Share": groups["prevalence"].where(is_known),
            "Steps": groups["shortfall"].where(is_known),
            "Remark": remark,
        }
    )


def every_figure(common: pd.DataFrame, largest: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Everything that the page shows, one below the other, for a spreadsheet.

    Returns
    -------
    pandas.DataFrame
        ``list`` (``common``, ``largest``, ``behind``), then the columns of the lists, ``name`` (of a group
        behind the gap, else null) among them.
    """
    parts = {"common": common, "largest": largest, "behind": groups}
    columns = ["list", "name", *common.columns]
    stacked = [part.assign(list=name).reindex(columns=columns) for name, part in parts.items()]
    texts = dict.fromkeys(("name", "standing", "is_tied", "reason"), object)
    return pd.concat([part.astype(texts) for part in stacked], ignore_index=True)
