"""Targets as a grid: roles or teams in rows, dimensions in columns, a level or nothing in each cell.

Decision: a cell stands for the lines that name its role (or team) and nothing else. Lines that a grid
cannot show (for a division, or for a role within a team) and lines that nobody touched are kept as they
are, with their impact; so an edit changes what it shows and no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pipeline.matching.answers import scale
from pipeline.matching.edits import Edited, Refusal, cell_text
from pipeline.matching.reference_header import FIELDS
from pipeline.matching.resolve import GroupNames
from pipeline.matching.text import label_key, words
from pipeline.model import Dimension, Framework

GridKind = Literal["role", "team"]
EVERYBODY = "(everybody)"
NAME = "(name)"
"""The column of the rows' names; no dimension's id looks like it."""
TARGET_FIELDS = FIELDS["targets"]

_Key = tuple[str | None, str]
"""Label key of a role or team (None: everybody) and dimension id."""


@dataclass(frozen=True)
class TargetGrid:
    """Targets by role or by team.

    ``rows`` has ``(name)`` and one column per dimension (its id), the level as ``2 - Practicing`` or
    None; the first row is everybody. ``applying`` has the same shape and says what holds in each
    cell. ``hidden`` counts the lines that the grid does not show, by reason.
    """

    kind: GridKind
    rows: pd.DataFrame
    applying: pd.DataFrame
    hidden: dict[str, int]


def target_grid(lines: pd.DataFrame, framework: Framework, names: GroupNames, kind: GridKind) -> TargetGrid:
    """The grid of a cycle's targets lines (fields as written, None where blank, in the order that counts)."""
    levels = _levels(lines, framework, kind)
    spelled = _spellings(lines, names, kind)
    rows = [
        {NAME: name, **{d.id: _written(levels.get((key, d.id)), framework) for d in framework.dimensions}}
        for key, name in spelled.items()
    ]
    columns = [NAME, *(d.id for d in framework.dimensions)]
    fallbacks = {d.id: _fallback(lines, levels, d, framework, kind) for d in framework.dimensions}
    applying = [
        {**row, **{d: row[d] or told[place > 0] for d, told in fallbacks.items()}} for place, row in enumerate(rows)
    ]
    return TargetGrid(
        kind,
        pd.DataFrame(rows, columns=columns, dtype="str"),
        pd.DataFrame(applying, columns=columns, dtype="str"),
        _hidden(lines, framework, names, kind),
    )


def edited_targets(
    lines: pd.DataFrame,
    edited: pd.DataFrame,
    framework: Framework,
    names: GroupNames,
    kind: GridKind,
) -> Edited:
    """Targets after a grid was edited.

    Parameters
    ----------
    lines
        The targets as they are kept, in the order that counts.
    edited
        The rows on the screen, as ``target_grid(...).rows`` has them.

    Returns
    -------
    Edited
        All lines as they would be kept; ``changes`` counts cells. A changed cell keeps its line's
        impact; an emptied one takes its line away.
    """
    wanted, refusals = _wanted(lines, edited, framework, names, kind)
    shown = _levels(lines, framework, kind)
    changed = {key: level for key, level in wanted.items() if shown.get(key) != level}
    changed |= {key: None for key in shown if key not in wanted}
    if refusals:
        renamed = sum(refusal.column == kind for refusal in refusals)  # whose cells are not among the changed ones
        return Edited(lines[list(TARGET_FIELDS)], len(changed) + renamed, tuple(refusals))
    named = [name for name in map(cell_text, edited[NAME]) if name]
    names_written = {label_key(name): name for name in named}
    kept = _merged(lines, changed, framework, kind, names_written)
    return Edited(kept, len(changed), ())


def _wanted(
    lines: pd.DataFrame,
    edited: pd.DataFrame,
    framework: Framework,
    names: GroupNames,
    kind: GridKind,
) -> tuple[dict[_Key, int | None], list[Refusal]]:
    known = _spellings(lines, names, kind)
    is_open = not names.spelled(kind)
    scales = {d.id: scale(framework, d, {}) for d in framework.dimensions}
    wanted: dict[_Key, int | None] = {}
    refusals: list[Refusal] = []
    met: set[str | None] = set()
    for place, row in enumerate(edited.to_dict("records"), 1):
        name = cell_text(row[NAME])
        if name is None and not any(cell_text(row[d.id]) for d in framework.dimensions):
            continue
        key = None if name == EVERYBODY else label_key(name or "")
        fault = _name_fault(name, key in met, is_open or key in known, kind)
        if fault:
            refusals.append(Refusal(place, name or "new row", kind, name or "", fault))
            continue
        met.add(key)
        for dimension in framework.dimensions:
            text = cell_text(row[dimension.id])
            level = None if text is None else scales[dimension.id].level(text)
            if text is not None and (level is None or level < 0):
                allowed = ", ".join(f"{each.level} {each.name}" for each in framework.levels)
                message = f"{text!r} is no level of the framework; it has {allowed}."
                refusals.append(Refusal(place, str(name), dimension.name, text, message))
            wanted[key, dimension.id] = level
    return wanted, refusals


def _name_fault(name: str | None, is_repeated: bool, is_known: bool, kind: GridKind) -> str | None:
    if name is None:
        return f"This row names no {kind}."
    if is_repeated:
        return f"{name!r} has another row already."
    return None if is_known else f"Nobody in this cycle is in the {kind} {name!r}."


def _levels(lines: pd.DataFrame, framework: Framework, kind: GridKind) -> dict[_Key, int]:
    """The level of each cell: of several lines for it the last counts, and one without a level does not."""
    places = _places(lines, framework, kind)
    return {key: level for key, level in places if key is not None and level is not None}


def _places(lines: pd.DataFrame, framework: Framework, kind: GridKind) -> list[tuple[_Key | None, int | None]]:
    """For each line the cell that it stands in (None: in no cell of this grid) and its level."""
    other = "team" if kind == "role" else "role"
    dimensions = {words(text): d for d in framework.dimensions for text in (d.name, d.id)}
    scales = {d.id: scale(framework, d, {}) for d in framework.dimensions}
    found: list[tuple[_Key | None, int | None]] = []
    for line in lines.to_dict("records"):
        dimension = dimensions.get(words(line["dimension"] or ""))
        if dimension is None or line[other] is not None or line["division"] is not None:
            found.append((None, None))
            continue
        level = scales[dimension.id].level(line["level"] or "")
        key = None if line[kind] is None else label_key(line[kind])
        found.append(((key, dimension.id), level if level >= 0 else None))
    return found


def _merged(
    lines: pd.DataFrame,
    changed: Mapping[_Key, int | None],
    framework: Framework,
    kind: GridKind,
    names_written: Mapping[str, str],
) -> pd.DataFrame:
    places = _places(lines, framework, kind)
    last = {key: place for place, (key, level) in enumerate(places) if level is not None}
    kept: list[dict[Any, Any]] = []
    for place, ((key, level), line) in enumerate(zip(places, lines.to_dict("records"), strict=True)):
        if key is None or key not in changed or level is None:
            kept.append(line)
        elif changed[key] is not None and last[key] == place:
            kept.append({**line, "level": str(changed[key])})
    dimension_names = {d.id: d.name for d in framework.dimensions}
    for (group, dimension), level in changed.items():
        if level is not None and (group, dimension) not in last:
            name = None if group is None else names_written[group]
            kept.append({str(kind): name, "dimension": dimension_names[dimension], "level": str(level)})
    merged = pd.DataFrame(kept, columns=list(TARGET_FIELDS), dtype=object)
    return merged.where(merged.notna(), None)


def _spellings(lines: pd.DataFrame, names: GroupNames, kind: GridKind) -> dict[str | None, str]:
    """The rows of a grid: everybody, then the groups of the cycle, or those of the lines while nobody is known."""
    known = names.spelled(kind)
    if not known:
        known = {label_key(text): text for text in lines[kind].dropna()}
    return {None: EVERYBODY, **dict(sorted(known.items()))}


def _written(level: int | None, framework: Framework) -> str | None:
    names = {each.level: each.name for each in framework.levels}
    return None if level is None else f"{level} - {names[level]}"


def _fallback(
    lines: pd.DataFrame, levels: Mapping[_Key, int], dimension: Dimension, framework: Framework, kind: GridKind
) -> tuple[str, str]:
    """What holds in an empty cell of a dimension: in the row of everybody, and in the rows below."""
    if lines.empty:
        assumed = f"{_written(framework.default_target, framework)} (assumed)"
        return assumed, assumed
    everybody = levels.get((None, dimension.id))
    last = "no target" if everybody is None else f"{_written(everybody, framework)} {EVERYBODY}"
    called = (words(dimension.id), words(dimension.name))
    of_dimension = lines[lines["dimension"].map(lambda text: words(text or "") in called) & lines["team"].isna()]
    if kind == "team" and of_dimension["role"].notna().any():
        return last, "by role"
    return last, "by division" if of_dimension["division"].notna().any() else last


def _hidden(lines: pd.DataFrame, framework: Framework, names: GroupNames, kind: GridKind) -> dict[str, int]:
    places = _places(lines, framework, kind)
    known = _spellings(lines, names, kind)
    is_elsewhere = pd.Series([key is None for key, _ in places], index=lines.index, dtype=bool)
    is_unusable = pd.Series(
        [key is not None and (level is None or key[0] not in known) for key, level in places],
        index=lines.index,
        dtype=bool,
    )
    has_division = is_elsewhere & lines["division"].notna()
    has_both = is_elsewhere & ~has_division & lines["role"].notna() & lines["team"].notna()
    is_unknown = is_elsewhere & ~lines["dimension"].map(lambda text: _is_known(text, framework)).astype(bool)
    counts = {
        "division": int((has_division & ~is_unknown).sum()),
        "role and team": int((has_both & ~is_unknown).sum()),
        "unusable": int((is_unusable | is_unknown).sum()),
    }
    return {reason: count for reason, count in counts.items() if count}


def _is_known(dimension: str | None, framework: Framework) -> bool:
    return words(dimension or "") in {words(text) for d in framework.dimensions for text in (d.id, d.name)}
