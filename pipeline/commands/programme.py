"""``programme``: whom to teach what, from the current snapshot or with ``--private`` from the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.commands.figures import grouping, json_rows, published_snapshot
from pipeline.errors import SettingsError
from pipeline.model import Json, Kind
from pipeline.programme.budget import Budget
from pipeline.programmes import plan_words, planned, private_programme
from pipeline.settings import Home, settings_of


@dataclass(frozen=True)
class Asked:
    """What was asked of ``programme``; a budget is whole or absent."""

    cycle: str
    by: str
    catalogue: Path | None
    hours: float | None
    seats: int | None
    quarters: int | None
    is_private: bool

    @property
    def has_budget(self) -> bool:
        """Whether a plan under a budget is asked for."""
        return any(part is not None for part in (self.hours, self.seats, self.quarters))

    @property
    def budget(self) -> Budget:
        """The budget.

        Raises
        ------
        SettingsError, SurveyError
            A part of it is missing, or no budget.
        """
        if self.hours is None or self.seats is None or self.quarters is None:
            raise SettingsError("A budget has three parts.", "Give --hours, --seats and --quarters together.")
        budget = Budget(self.hours, self.seats, self.quarters)
        budget.check()
        return budget


def programme_rows(home: Home, asked: Asked) -> tuple[list[Json], list[str]]:
    """The rows of ``programme``, and what is to be said beside them.

    Raises
    ------
    SettingsError
        Half a budget, or groups or a catalogue that need ``--private``.
    """
    kind = grouping(asked.by).kind
    budget = asked.budget if asked.has_budget else None
    rows, sentences = _private(home, asked, kind) if asked.is_private else _public(home, asked, kind)
    if budget is not None and len(rows):
        parts = [planned(part, budget) for _, part in rows.groupby(["division", "group"], dropna=False, sort=False)]
        rows = pd.concat([part.rows for part in parts])
        sentences += [plan_words(str(part.rows["group"].iloc[0]), part, budget) for part in parts]
    return json_rows(rows), sentences


def _private(home: Home, asked: Asked, kind: Kind) -> tuple[pd.DataFrame, list[str]]:
    found = private_programme(home, asked.cycle, kind, asked.catalogue)
    return (pd.DataFrame(), []) if found is None else (found.rows, list(found.notes))


def _public(home: Home, asked: Asked, kind: Kind) -> tuple[pd.DataFrame, list[str]]:
    if kind != "company" or asked.catalogue is not None:
        raise SettingsError(
            "The published programme is the company's, with the catalogue of its publication.",
            "Add --private to look at smaller groups or at another catalogue.",
        )
    from pipeline.snapshot.programme import programme

    snapshot = published_snapshot(home, asked.cycle)
    if snapshot is None:
        return pd.DataFrame(), []
    rows = programme(snapshot, asked.cycle)
    names = {"kind": "company", "division": None, "group": settings_of(home).company}
    return rows.assign(**names)[[*names, *rows.columns]], []
