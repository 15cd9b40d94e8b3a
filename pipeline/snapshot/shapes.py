"""The values that a snapshot answers with, and the columns of its frames with their types.

A frame's column is nullable wherever the file may hold nothing: blank is never 0.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import pandas as pd

from pipeline.model import DEFAULT_PROMISE, DEFAULT_RATER, Framework, Kind, Promise, Rater

Measure = Literal["prevalence", "mean_shortfall", "below", "coverage", "depth"]
"""The figures of a gap that a page can lay out by group and dimension."""

Columns = dict[str, str | type[object]]
_KEY: Columns = {
    "group": object,
    "kind": object,
    "division": object,
    "dimension": object,
    "dimension_name": object,
}
_COUNTS: Columns = {"headcount": "Int64", "assessed": "Int64", "no_answer": "Int64"}
LEVEL_COLUMNS: Columns = {**_KEY, **_COUNTS, "levels": object, "shown": bool}
GAP_COLUMNS: Columns = {
    **_KEY,
    **_COUNTS,
    "shown": bool,
    "target": "Int64",
    "target_source": object,
    "below": "Int64",
    **dict.fromkeys(("prevalence", "prevalence_low", "prevalence_high"), "Float64"),
    **dict.fromkeys(("prevalence_min", "prevalence_max"), "Float64"),
    "shortfall": "Int64",
    **dict.fromkeys(("mean_shortfall", "mean_shortfall_low", "mean_shortfall_high"), "Float64"),
    **dict.fromkeys(("depth", "p1", "p2", "coverage", "response"), "Float64"),
    "fragile": "boolean",
}
CELL_COLUMNS: Columns = {"name": object, "line": "int64", **GAP_COLUMNS}


@dataclass(frozen=True)
class CycleFacts:
    """What is known of one published cycle as a whole.

    ``headcount`` is None without a roster; ``published_at`` is UTC without a zone; ``promise`` is what the
    people who answered were told of who sees their answers.
    """

    cycle: str
    framework: Framework
    company: str
    min_group: int
    has_roster: bool
    has_targets: bool
    has_roadmap: bool
    headcount: int | None
    respondents: int
    uploads: int
    problems: int
    published_at: datetime
    is_corrected: bool = False
    held: tuple[str, ...] = ()
    promise: Promise = DEFAULT_PROMISE
    rater: Rater = DEFAULT_RATER


@dataclass(frozen=True)
class Rows:
    """Which groups a page lays out: of one kind, in one division, found by a part of their name.

    ``first`` counts from 1; ``measure`` decides the order (the largest gap first), over all
    dimensions or in the one of which ``dimension`` is the id. ``what_if`` asks for the figures that there
    would be if that level were the target of everybody.
    """

    kind: Kind
    division: str | None = None
    search: str = ""
    measure: Measure = "prevalence"
    first: int = 1
    size: int = 40
    dimension: str | None = None
    what_if: int | None = None


@dataclass(frozen=True)
class Shown:
    """How many groups of how many are shown."""

    shown: int
    total: int


@dataclass(frozen=True)
class Head:
    """The company, or a division, over the dimensions in which it is shown.

    ``dimensions`` are those with a target, ``common`` those of them in which a gap is common;
    ``pairs`` counts the answers with a target, (person, dimension) pairs, of ``pairs_asked`` (None
    without a roster), and ``reached`` those at or above target. A gap is common from the share
    ``common_from`` on. The numbers assessed differ by dimension and are None where nothing is shown.
    """

    headcount: int | None
    fewest_assessed: int | None
    most_assessed: int | None
    dimensions: int
    common: int
    pairs: int | None
    pairs_asked: int | None
    reached: int | None
    common_from: float


def figures(what_if: int | None) -> str:
    """The table that has the gap figures: against the targets that hold, or against one level for everybody."""
    return "gaps" if what_if is None else "what_if"


def plain(found: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts of plain values; null is None and a whole number is an int."""
    whole = found.convert_dtypes().astype(object)
    return [{str(k): v for k, v in row.items()} for row in whole.where(whole.notna(), None).to_dict("records")]


def people_per_level(stored: pd.Series) -> list[dict[str, int] | None]:
    """The stored distributions as dicts from level to people; None where hidden."""
    return [json.loads(text) if isinstance(text, str) else None for text in stored]


def typed(stored: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """The columns asked for in their order; a null text is None, a null number is <NA>."""
    typed = stored[list(columns)].astype(columns)
    texts = [column for column, kind in columns.items() if kind is object]
    return typed.assign(**{column: typed[column].where(typed[column].notna(), None) for column in texts})
