"""What a chart says, as a table to read or to download.

A team's name that a spreadsheet would run as a formula is written as text.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.charts.distribution import level_shares
from pipeline.charts.measures import ELSEWHERE, Measure, answers_by_group, labels
from pipeline.model import Framework

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def heatmap_table(cells: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Lay out the printed figures of a heatmap: one row per group, one column per dimension.

    Parameters
    ----------
    cells
        One row per group and dimension with the columns of `Snapshot.cells`.
    measure
        Which figure, in which words.

    Returns
    -------
    pandas.DataFrame
        ``Group``, one text column per dimension by its name, ``Answered``; rows and columns in the
        order of `cells`.
    """
    laid_out = cells.assign(label=labels(cells, measure)).pivot_table(
        index="name", columns="dimension_name", values="label", aggfunc="first", sort=False
    )
    laid_out = laid_out.fillna(ELSEWHERE)
    answers = answers_by_group(cells).set_index("name")["answered"]
    wide = laid_out.assign(Answered=answers.reindex(laid_out.index).fillna("–"))
    return wide.reset_index(names="Group").rename_axis(columns=None)


def levels_table(people: Mapping[str, int], framework: Framework) -> pd.DataFrame:
    """Lay out the bars of a distribution: ``Level``, ``People`` and ``Share`` (0..1), lowest first."""
    shares = level_shares(people, framework, None)
    named = {"level_name": "Level", "people": "People", "share": "Share"}
    return shares[list(named)].rename(columns=named)


def csv(frame: pd.DataFrame) -> str:
    """Comma-separated text of a frame; nothing in it starts a formula, and null is empty."""
    texts = [column for column in frame.columns if frame[column].dtype == object]
    return frame.assign(**{column: frame[column].map(as_text) for column in texts}).to_csv(index=False)


def as_text(cell: object) -> object:
    """Mark a text that a spreadsheet would run as a formula: ``=1+1`` becomes ``'=1+1``."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
