"""Lines of targets and roadmaps that somebody edits on a page: what may be kept, and what is refused at its cell.

Decision: an edit is all or nothing. One cell that cannot be refuses the whole save, so that what is
stored is never half of what stood on the screen; lines that nobody touched are never refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.matching.reference_header import FIELDS, REQUIRED
from pipeline.matching.resolve import GroupNames, need_problems
from pipeline.model import Framework

ROADMAP_FIELDS = FIELDS["roadmap"]
_UNKNOWN_GROUP = ("unknown_role", "unknown_team", "unknown_division")


@dataclass(frozen=True)
class Refusal:
    """An edit that cannot be, at its cell.

    ``row`` counts the rows on the screen from 1, ``name`` is what the row is called (a role, a
    project), ``column`` the header above the cell.
    """

    row: int
    name: str
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Edited:
    """What an edit comes to: every line as it would be kept, how many differ, and what is refused."""

    lines: pd.DataFrame
    changes: int
    refusals: tuple[Refusal, ...]


def cell_text(value: Any) -> str | None:
    """A cell of an edited table as text; None where it is blank."""
    if value is None or value != value or value is pd.NA:
        return None
    return str(value).strip() or None


def edited_needs(lines: pd.DataFrame, edited: pd.DataFrame, framework: Framework, names: GroupNames) -> Edited:
    """A roadmap after editing.

    Parameters
    ----------
    lines
        The roadmap as it is kept: the fields of a roadmap as text, None where blank.
    edited
        The rows on the screen under the same names, wholly blank ones among them.
    framework, names
        What dimensions, levels and groups may be called; without any known group every name may.

    Returns
    -------
    Edited
        ``changes`` counts rows that are new or changed and lines that are gone.
    """
    before = [tuple(map(cell_text, line)) for line in lines[list(ROADMAP_FIELDS)].itertuples(index=False)]
    rows = [(place, _row(row)) for place, row in enumerate(edited.to_dict("records"), 1)]
    rows = [(place, row) for place, row in rows if any(row.values())]
    untouched = set(before)
    after = [tuple(row.values()) for _, row in rows]
    refusals = [
        refusal
        for (place, row), texts in zip(rows, after, strict=True)
        if texts not in untouched
        for refusal in _need_refusals(place, row, framework, names)
    ]
    kept = pd.DataFrame(after, columns=list(ROADMAP_FIELDS), dtype=object)
    return Edited(kept, _differences(before, after), tuple(refusals))


def _row(row: Mapping[Any, Any]) -> dict[str, str | None]:
    return {field: cell_text(row.get(field)) for field in ROADMAP_FIELDS}


def _need_refusals(place: int, row: dict[str, str | None], framework: Framework, names: GroupNames) -> list[Refusal]:
    name = row["project"] or "new row"
    missing = [field for field in REQUIRED["roadmap"] if row[field] is None]
    found = [Refusal(place, name, field, "", f"This row needs a {field}.") for field in missing]
    if missing:
        return found
    is_anybody_known = any((names.teams, names.divisions, names.roles))
    problems = need_problems({**row, "row": None, "sheet": None}, framework, names)
    told = [p for p in problems if is_anybody_known or p.problem not in _UNKNOWN_GROUP]
    return found + [Refusal(place, name, str(p.header), str(p.value), p.message) for p in told]


def _differences(before: Sequence[tuple[Any, ...]], after: Sequence[tuple[Any, ...]]) -> int:
    """Rows that are not as they were, and lines that are gone; another order alone counts once."""
    left = list(before)
    new = 0
    for row in after:
        if row in left:
            left.remove(row)
        else:
            new += 1
    return max(new, len(left)) or int(list(before) != list(after))
