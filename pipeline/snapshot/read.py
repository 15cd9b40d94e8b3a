"""What pages, reports and the command line ask of a published file: one typed method a question.

A snapshot is opened read-only with everything that reaches outside it switched off, and every
question runs on a cursor of its own: threads that share one DuckDB connection lose rows. What must
be hidden is null in the file already, so nothing here decides what may be seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

import duckdb
import pandas as pd

from pipeline.errors import PublicationError
from pipeline.frameworks.loader import from_json
from pipeline.model import DEFAULT_PROMISE, DEFAULT_RATER, NO_TEAM, Grouping, Kind
from pipeline.settings import Home
from pipeline.snapshot.connection import SCHEMA_VERSION, current_path, opened_snapshot, outdated, question_sql
from pipeline.snapshot.shapes import (
    CELL_COLUMNS,
    GAP_COLUMNS,
    LEVEL_COLUMNS,
    CycleFacts,
    Head,
    Rows,
    Shown,
    figures,
    people_per_level,
    plain,
    typed,
)

_ALL = 1_000_000


def current(home: Home) -> Snapshot | None:
    """The snapshot that is served now; None before the first publication."""
    path = current_path(home)
    return None if path is None else Snapshot(path)


class Snapshot:
    """One published file, open for reading.

    Parameters
    ----------
    path
        The file; its name never changes its content, so it can key a cache.

    Raises
    ------
    WarehouseError
        Where the file cannot be read, or is newer than this program.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = opened_snapshot(path)

    def close(self) -> None:
        """Let go of the file."""
        self._root.close()

    def cycles(self) -> tuple[str, ...]:
        """The published cycles, oldest first."""
        return tuple(self.ask("cycles", {})["cycle"])

    def cycle(self, name: str) -> CycleFacts:
        """What is known of one cycle.

        Raises
        ------
        PublicationError
            Where that cycle is not published.
        """
        found = plain(self.ask("cycle", {"cycle": name}))
        if not found:
            raise PublicationError(
                f"The cycle {name!r} is not published.",
                f"Published are {', '.join(self.cycles()) or 'no cycles yet'}.",
            )
        facts = found[0]
        return CycleFacts(
            **{
                **facts,
                "framework": from_json(json.loads(facts["framework"])),
                "published_at": facts["published_at"].to_pydatetime(),
                "promise": facts.get("promise") or DEFAULT_PROMISE,
                "rater": facts.get("rater") or DEFAULT_RATER,
                "is_corrected": bool(facts.get("is_corrected")),
                "held": tuple(json.loads(facts.get("held") or "[]")),
            }
        )

    def levels(self, cycle: str, grouping: Grouping) -> pd.DataFrame:
        """People per level of every group, as published.

        Returns
        -------
        pandas.DataFrame
            One row per group (and dimension, unless pooled) in stored order with the columns
            ``group kind division dimension dimension_name headcount assessed no_answer levels
            shown``; ``levels`` is a dict from level to people, None where hidden. Empty for a cycle
            that is not published.
        """
        stored = self._grouped("levels", cycle, grouping)
        people = pd.Series(people_per_level(stored["levels"]), stored.index, dtype=object)
        return typed(stored.assign(levels=people), LEVEL_COLUMNS)

    def gaps(self, cycle: str, grouping: Grouping) -> pd.DataFrame:
        """The gap figures of every group, as published.

        Returns
        -------
        pandas.DataFrame
            One row per group (and dimension, unless pooled) in stored order with the columns
            ``group kind division dimension dimension_name headcount assessed no_answer shown target
            target_source below prevalence prevalence_low prevalence_high prevalence_min
            prevalence_max shortfall mean_shortfall mean_shortfall_low mean_shortfall_high depth p1
            p2 coverage response fragile``; shares are 0..1. Empty for a cycle that is not published.
        """
        return typed(self._grouped("gaps", cycle, grouping), GAP_COLUMNS)

    def divisions(self, cycle: str) -> tuple[str, ...]:
        """The divisions of a cycle by name; empty where nobody stated one."""
        return tuple(self.ask("divisions", {"cycle": cycle})["group"])

    def kinds(self, cycle: str) -> tuple[Kind, ...]:
        """The kinds of groups that a cycle has, largest groups first."""
        return tuple(self.ask("kinds", {"cycle": cycle})["kind"])

    def names(self, cycle: str, rows: Rows) -> tuple[str, ...]:
        """The names of the rows that `cells` gives for `rows`, of all its pages, in order of display."""
        return tuple(dict.fromkeys(self.all_cells(cycle, rows)["name"]))

    def found(self, cycle: str, rows: Rows) -> int:
        """How many groups `rows` finds on all its pages."""
        return int(self.all_cells(cycle, rows)["line"].max())

    def cells(self, cycle: str, rows: Rows) -> pd.DataFrame:
        """The gap figures that a heatmap lays out: groups by dimensions.

        Returns
        -------
        pandas.DataFrame
            One row per group and dimension: ``name`` (unique in the kind: a team that shares its
            name with another division's carries its division), ``line`` (0 for the company and the
            chosen division, then the place in the order: largest gap first, hidden groups last and
            by name), and the columns of `gaps`.

        Raises
        ------
        WarehouseError
            Where a what-if is asked of a cycle that was published before there were any.
        """
        asked = {"cycle": cycle, "last": rows.first + rows.size - 1, "figures": figures(rows.what_if)} | asdict(rows)
        del asked["size"]
        found = typed(self.ask("cells", asked), CELL_COLUMNS)
        if found.empty and rows.what_if is not None:
            raise outdated(f"The cycle {cycle!r}")
        return found

    def all_cells(self, cycle: str, rows: Rows) -> pd.DataFrame:
        """The cells of all pages of `rows`; columns as in `cells`."""
        return self.cells(cycle, replace(rows, first=1, size=_ALL))

    def cell(self, cycle: str, rows: Rows, name: str, dimension_name: str) -> dict[str, Any]:
        """One cell of `all_cells`, found by the names a reader sees, as plain values.

        Returns
        -------
        dict
            The columns of `cells`, null as None, and of everybody, with a target or without:
            ``asked`` (None without a roster), ``rated``, ``levels`` (people per level); the last
            two are None where hidden.

        Raises
        ------
        PublicationError
            Where there is no such cell.
        """
        cells = self.all_cells(cycle, rows)
        found = cells[(cells["name"] == name) & (cells["dimension_name"] == dimension_name)]
        if found.empty:
            raise PublicationError(
                f"{name!r} is not among the groups published for {dimension_name!r} in {cycle!r}.",
                "Choose another group or another cycle.",
            )
        chosen = plain(found)[0]
        keys = ("kind", "division", "group", "dimension")
        stored = self.ask("cell_levels", {"cycle": cycle} | {key: chosen[key] for key in keys})
        people = plain(stored)[0]
        return chosen | people | {"levels": people_per_level(stored["levels"])[0]}

    def head(self, cycle: str, division: str | None, common_from: float) -> Head:
        """The head figures of the company, or of one division.

        ``common_from`` is the prevalence (0..1) from which a gap counts as common.
        """
        asked = {"cycle": cycle, "division": division, "common_from": common_from}
        return Head(**plain(self.ask("head", asked))[0])

    def ranked(
        self, cycle: str, ranking: Literal["common", "largest"], division: str | None, most: int
    ) -> tuple[dict[str, Any], ...]:
        """The first gaps of the company, or of one division, in one of the two orders.

        Returns
        -------
        tuple of dict
            ``dimension dimension_name target target_source below assessed headcount prevalence depth
            reason``, in order of their place.
        """
        asked = {"cycle": cycle, "ranking": ranking, "division": division, "most": most}
        return tuple(plain(self.ask("ranked", asked)))

    def shown(self, cycle: str, kind: Kind, division: str | None = None) -> Shown:
        """How many groups of a kind are shown in at least one dimension, and of how many; no team is not counted."""
        counted = self.ask("shown", {"cycle": cycle, "kind": kind, "division": division, "no_team": NO_TEAM})
        return Shown(*(int(number) for number in counted.iloc[0]))

    def _grouped(self, table: Literal["levels", "gaps"], cycle: str, grouping: Grouping) -> pd.DataFrame:
        asked = {"cycle": cycle, "kind": grouping.kind, "by_dimension": grouping.by_dimension}
        return self.ask(table, asked)

    def ask(self, question: str, asked: Mapping[str, object]) -> pd.DataFrame:
        """The answer of one ``.sql`` file; it is never built from what is asked."""
        with self._root.cursor() as cursor:
            try:
                return cursor.execute(question_sql(question), dict(asked)).df()
            except (duckdb.CatalogException, duckdb.BinderException) as e:  # no such table, no such column
                raise outdated(f"The snapshot {self.path.name!r}") from e


__all__ = ["SCHEMA_VERSION", "Snapshot", "current", "current_path"]
