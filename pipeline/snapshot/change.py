"""What changed between two published cycles."""

from __future__ import annotations

import json
from typing import Literal

import pandas as pd

from pipeline.errors import PublicationError
from pipeline.model import Grouping
from pipeline.snapshot.read import Snapshot
from pipeline.snapshot.shapes import Columns, typed

Measure = Literal["mean_shortfall", "prevalence", "level"]
"""What is compared: average shortfall, the share below target, the average level."""

_TEXT = ("group", "kind", "division", "dimension", "dimension_name")
_HEADS = ("matched", "improved", "same", "declined", "crossed_up", "crossed_down")
CHANGE_COLUMNS: Columns = {
    **dict.fromkeys(_TEXT, object),
    **dict.fromkeys(("before", "after", "change"), "Float64"),
    **dict.fromkeys(("ledger", "people"), object),
    "matched": "Int64",
    **dict.fromkeys(("low", "high"), "Float64"),
    **dict.fromkeys(_HEADS[1:], "Int64"),
    "transitions": object,
    **dict.fromkeys(("p_value", "q_value"), "Float64"),
    **dict.fromkeys(("verdict", "comparison"), object),
    "shown": bool,
}


def pairs(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Every two published cycles that can be compared, (earlier, later); those with the latest cycle last."""
    return tuple(snapshot.ask("pairs", {}).itertuples(index=False, name=None))


def changes(snapshot: Snapshot, before: str, after: str, measure: Measure, grouping: Grouping) -> pd.DataFrame:
    """What changed in every group between two cycles, as published.

    Returns
    -------
    pandas.DataFrame
        The columns ``CHANGE_COLUMNS``, formulas in ``docs/metrics.md``; ``ledger``, ``people`` and ``transitions`` are
        dicts, None where hidden.

    Raises
    ------
    PublicationError
        Where the two cycles were not published side by side.
    """
    if (before, after) not in pairs(snapshot):
        raise _refusal(snapshot, before, after)
    asked = {"before": before, "after": after, "measure": measure, "kind": grouping.kind}
    stored = snapshot.ask("changes", asked | {"by_dimension": grouping.by_dimension})
    dicts = {
        name: pd.Series([_read(text) for text in stored[name]], stored.index, dtype=object)
        for name in ("ledger", "people", "transitions")
    }
    return typed(stored.assign(**dicts), CHANGE_COLUMNS)


def _read(text: object) -> object:
    return json.loads(text) if isinstance(text, str) else None


def _refusal(snapshot: Snapshot, before: str, after: str) -> PublicationError:
    """Why two published cycles are not compared, as far as the publication tells."""
    if before > after:
        return PublicationError(
            f"Cycle {before!r} comes after {after!r}: cycles are in the order of their names.",
            f"Name the earlier one first: {after!r}, then {before!r}.",
        )
    frameworks = [snapshot.cycle(cycle).framework.id for cycle in (before, after)]
    if frameworks[0] != frameworks[1]:
        return PublicationError(
            f"Cycles {before} and {after} were rated by different frameworks, {frameworks[0]!r} and {frameworks[1]!r}.",
            _known(snapshot) or "Publish two cycles of one framework.",
        )
    return PublicationError(
        f"What changed between {before!r} and {after!r} is not published.",
        _known(snapshot) or "Publish two cycles of one framework.",
    )


def _known(snapshot: Snapshot) -> str:
    found = [f"{before} and {after}" for before, after in pairs(snapshot)]
    return f"Published are {', '.join(found)}." if found else ""
