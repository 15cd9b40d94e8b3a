"""What the pictures of a change say, as tables to read or to download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.charts.change_dumbbell import same_words
from pipeline.charts.change_measures import ChangeMeasure
from pipeline.charts.measures import NOT_SHOWN

LEDGER_KEYS = ("within", "joined", "gone", "target_change", "rubric_change")
CLASS_KEYS = ("new_hire", "first_answer", "moved_in", "leaver", "silent", "moved_out")
PEOPLE_KEYS = ("joined", "gone", *CLASS_KEYS)
_NOTHING = "–"

Rows = Sequence[Mapping[str, Any]]
"""Rows of ``snapshot.change.changes`` as plain values, each with a ``name``."""


def changes_table(rows: Rows, measure: ChangeMeasure, before: str, after: str, named: str) -> pd.DataFrame:
    """Changes to read, one row each, in the order given.

    Returns
    -------
    pandas.DataFrame
        All text: what `named` says (``Dimension``, ``Group``), the two cycles, ``Everyone``, what ``New targets`` and
        a ``Reworded rubric`` make of it, ``The same people`` (with "clear" or "unclear"), ``Most likely between``,
        ``In both`` (heads), ``Improved``, ``Same``, ``Declined``; hidden figures are "Not shown", a dash stands where
        there is none.
    """
    return pd.DataFrame(
        {
            named: [row["name"] for row in rows],
            before: [_text(row["before"], measure.figure) for row in rows],
            after: [_text(row["after"], measure.figure) for row in rows],
            "Everyone": [_text(row["change"], measure.difference) for row in rows],
            "New targets": [_entry(row, "target_change", measure) for row in rows],
            "Reworded rubric": [_entry(row, "rubric_change", measure) for row in rows],
            "The same people": [same_words(row, measure) for row in rows],
            "Most likely between": [_range(row, measure) for row in rows],
            "In both": [_count(row["matched"]) for row in rows],
            "Improved": [_count(row["improved"]) for row in rows],
            "Same": [_count(row["same"]) for row in rows],
            "Declined": [_count(row["declined"]) for row in rows],
        }
    )


def every_change(rows: Rows, before: str, after: str) -> pd.DataFrame:
    """Every published figure of the changes, for a spreadsheet: one row each, dicts laid out in columns.

    Returns
    -------
    pandas.DataFrame
        ``cycle_before cycle_after``, the columns of ``snapshot.change.changes`` that are one value, then
        ``ledger_within`` and so on, and ``people_joined`` and so on; null where hidden.
    """
    dropped = ("name", "ledger", "people", "transitions")
    return pd.DataFrame(
        [
            {
                "cycle_before": before,
                "cycle_after": after,
                **{key: value for key, value in row.items() if key not in dropped},
                **{f"ledger_{key}": (row["ledger"] or {}).get(key) for key in (*LEDGER_KEYS, *CLASS_KEYS)},
                **{f"people_{key}": (row["people"] or {}).get(key) for key in PEOPLE_KEYS},
            }
            for row in rows
        ]
    )


def _text(figure: float | None, words: Any) -> str:
    return NOT_SHOWN if figure is None else str(words(figure))


def _entry(row: Mapping[str, Any], key: str, measure: ChangeMeasure) -> str:
    """An entry of the ledger; a dash where it changed nothing."""
    if row["ledger"] is None:
        return _NOTHING if row["comparison"] == "not comparable" or row["matched"] == 0 else NOT_SHOWN
    entry = row["ledger"][key]
    return _NOTHING if measure.direction(entry) == "same" else measure.difference(entry)


def _count(people: int | None) -> str:
    return NOT_SHOWN if people is None else f"{people:,}"


def _range(row: Mapping[str, Any], measure: ChangeMeasure) -> str:
    if row["low"] is None or row["high"] is None:
        return _NOTHING
    return f"{measure.difference(row['low'])} and {measure.difference(row['high'])}"
