"""Everything that a report says of one published cycle, asked of the snapshot once.

Both files are made from this and from nothing else, so they cannot differ, and what is hidden is
null before either is begun. What is said is what the pages say: the same questions are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.charts.measures import LOW_RESPONSE
from pipeline.model import KINDS, Grouping, Kind
from pipeline.snapshot import change, dimension, priorities, rankings
from pipeline.snapshot import projects as roadmap
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import CycleFacts, Head, Rows, Shown

COMPANY = "Whole company"
"""The name of the company's row, as on the heatmap."""


@dataclass(frozen=True)
class ReportChange:
    """What changed in the company since the nearest earlier cycle, by the average shortfall.

    ``dimensions`` and ``pooled`` (one row, over all dimensions) have the columns of ``snapshot.change.changes``.
    """

    before: str
    dimensions: pd.DataFrame
    pooled: pd.DataFrame


@dataclass(frozen=True)
class ReportContents:
    """What a report says.

    Parameters
    ----------
    facts, head
        The cycle, and the company's head figures.
    shown
        By kind of group but the company: how many of how many are shown.
    cells
        By the same kinds: the heatmap of all groups, the company first (`Snapshot.all_cells`).
    gaps, levels
        Every row of ``gaps`` and ``levels`` by dimension, the company first, then divisions, teams, small
        teams together, roles; ``gaps`` also with ``contribution``, the group's part (0..1) of the company's gap.
    common, largest
        The company's gaps in both orders (``rankings.listed``).
    order
        The company's gaps in the order in which to close them (``priorities.ordered``).
    indicators
        The company's, of all dimensions, with ``dimension_name``.
    projects, needs, unlocks
        The roadmap; empty without one.
    is_draft
        Whether the file is a draft, which nobody has published.
    change
        None where no earlier cycle can be compared.
    """

    facts: CycleFacts
    head: Head
    shown: Mapping[Kind, Shown]
    cells: Mapping[Kind, pd.DataFrame]
    gaps: pd.DataFrame
    levels: pd.DataFrame
    common: pd.DataFrame
    largest: pd.DataFrame
    order: pd.DataFrame
    indicators: pd.DataFrame
    projects: pd.DataFrame
    needs: pd.DataFrame
    unlocks: pd.DataFrame
    is_draft: bool = False
    change: ReportChange | None = None

    @property
    def parts(self) -> tuple[Kind, ...]:
        """The kinds of groups below the company, largest first."""
        return tuple(self.cells)

    @property
    def company(self) -> pd.DataFrame:
        """The company's gap figures, one row per dimension."""
        return self.gaps[self.gaps["kind"] == "company"].reset_index(drop=True)


def contents_of(snapshot: Snapshot, cycle: str, common_from: float, is_draft: bool = False) -> ReportContents:
    """What a report says of one published cycle; ``common_from`` (0..1) is from when a gap is common.

    Raises
    ------
    PublicationError
        Where that cycle is not published.
    WarehouseError
        Where it was published by an earlier version, without figures that a report has.
    """
    facts = snapshot.cycle(cycle)
    kinds = tuple(kind for kind in snapshot.kinds(cycle) if kind != "company")
    return ReportContents(
        facts=facts,
        head=snapshot.head(cycle, None, common_from),
        shown={kind: snapshot.shown(cycle, kind) for kind in kinds},
        cells={kind: snapshot.all_cells(cycle, Rows(kind)) for kind in kinds},
        gaps=_gaps(snapshot, cycle),
        levels=pd.concat([snapshot.levels(cycle, Grouping(kind)) for kind in _every_kind()], ignore_index=True),
        common=rankings.listed(snapshot, cycle, "common", None),
        largest=rankings.listed(snapshot, cycle, "largest", None),
        order=priorities.ordered(snapshot, cycle),
        indicators=_indicators(snapshot, facts),
        projects=roadmap.projects(snapshot, cycle),
        needs=roadmap.needs(snapshot, cycle),
        unlocks=roadmap.unlocks(snapshot, cycle),
        is_draft=is_draft,
        change=_change(snapshot, cycle),
    )


def low_response(cells: pd.DataFrame) -> list[str]:
    """The names of the groups of which fewer than 60 % answered in a dimension that is shown, in their order."""
    is_low = (cells["response"] < LOW_RESPONSE).fillna(False) & cells["shown"] & (cells["line"] > 0)
    return list(dict.fromkeys(cells.loc[is_low, "name"]))


def first_rows(cells: pd.DataFrame, most: int) -> pd.DataFrame:
    """The company and the first so many groups of a heatmap."""
    return cells[cells["line"] <= most].reset_index(drop=True)


def _change(snapshot: Snapshot, cycle: str) -> ReportChange | None:
    with_it = {before for before, after in change.pairs(snapshot) if after == cycle}
    earlier = [known for known in snapshot.cycles() if known in with_it]
    if not earlier:
        return None
    by_dimension, pooled = (
        change.changes(snapshot, earlier[-1], cycle, "mean_shortfall", Grouping("company", is_by_dimension))
        for is_by_dimension in (True, False)
    )
    return ReportChange(earlier[-1], by_dimension, pooled)


def _gaps(snapshot: Snapshot, cycle: str) -> pd.DataFrame:
    gaps = pd.concat([snapshot.gaps(cycle, Grouping(kind)) for kind in _every_kind()], ignore_index=True)
    parts = dimension.contributions(snapshot, cycle)
    return gaps.merge(parts, how="left", on=["kind", "division", "group", "dimension"])


def _every_kind() -> tuple[Kind, ...]:
    """All kinds in the order of the workbook; small teams together stand behind the teams."""
    return tuple(each for kind in KINDS for each in ((kind, "together") if kind == "team" else (kind,)))


def _indicators(snapshot: Snapshot, facts: CycleFacts) -> pd.DataFrame:
    rows = Rows("company")
    found = [
        dimension.indicators(snapshot, facts.cycle, replace(rows, dimension=each.id), COMPANY, each.name).assign(
            dimension_name=each.name
        )
        for each in facts.framework.dimensions
    ]
    return pd.concat(found, ignore_index=True)
