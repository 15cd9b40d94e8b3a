"""What a report says of the change since the cycle before: the two answers of the page, and a row per dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.charts.change_dumbbell import everyone_words, same_words
from pipeline.charts.change_ledger import CAUSES
from pipeline.charts.change_measures import change_measure_of
from pipeline.reports.contents import ReportChange
from pipeline.sentences import change as sentences
from pipeline.snapshot.shapes import plain

MEASURE = change_measure_of("Average shortfall")


@dataclass(frozen=True)
class Answer:
    """One of the two questions and what is said to it."""

    question: str
    told: str


@dataclass(frozen=True)
class Row:
    """One dimension: the figures of everyone, and the change of the same people."""

    dimension_name: str
    everyone: str
    same: str


def title(change: ReportChange) -> str:
    """The heading."""
    return f"What changed since {change.before}"


def answers(change: ReportChange) -> list[Answer]:
    """The two answers over all dimensions, as on the page."""
    [pooled] = plain(change.pooled)
    clear = sentences.clear_dimensions(_dimensions(change), str) if pooled["ledger"] is not None else ""
    better = f"{sentences.same_people(pooled, MEASURE)} {clear}".strip()
    return [
        Answer(sentences.BETTER, better),
        Answer(sentences.OTHERS, sentences.other_people(pooled, MEASURE)),
    ]


def table(change: ReportChange) -> list[Row]:
    """A row per dimension, in words."""
    return [Row(row["name"], everyone_words(row, MEASURE), same_words(row, MEASURE)) for row in _dimensions(change)]


def rows(change: ReportChange) -> list[dict[str, Any]]:
    """A row per dimension for a spreadsheet: figures, the entries of the ledger, heads; None where hidden."""
    return [
        row | {key: (row["ledger"] or {}).get(key) for key in CAUSES} | {"remark": _remark(row)}
        for row in _dimensions(change)
    ]


def _dimensions(change: ReportChange) -> list[dict[str, Any]]:
    return [{**row, "name": row["dimension_name"]} for row in plain(change.dimensions)]


def _remark(row: dict[str, Any]) -> str:
    """Why cells are empty; nothing where they are not."""
    return "" if row["ledger"] is not None else same_words(row, MEASURE)
