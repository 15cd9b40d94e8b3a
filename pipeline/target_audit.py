"""The targets of a cycle held against the people whom they are for, and against the cycle before; for analysts.

Straight from the warehouse and unprotected: it is there to mend a targets file before anything is published.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.figures import CycleCounts, cycle_counts
from pipeline.library import cycle_framework
from pipeline.matching.resolve import TARGET_COLUMNS, group_names, resolved_targets, unusable_targets
from pipeline.matching.text import label_key
from pipeline.metrics.target_audit import audited, without_target
from pipeline.metrics.targets import TargetSource, source_of_targets
from pipeline.model import Framework, Json
from pipeline.settings import Home, Settings, settings_of
from pipeline.warehouse import read
from pipeline.warehouse.connection import Connection, opened

_NAMES = ("role", "team", "division")
COLUMNS = {
    **dict.fromkeys((*_NAMES, "dimension", "dimension_name"), "object"),
    "target": "Int64",
    "target_source": "object",
    **dict.fromkeys(("people", "assessed", "reached"), "Int64"),
    **dict.fromkeys(("finding", "message", "change"), "object"),
    "target_before": "Int64",
}
"""The columns of an audit, with their types."""


@dataclass(frozen=True)
class TargetAudit:
    """What the targets of a cycle amount to.

    ``lines`` has the columns ``COLUMNS``: the lines that can be used, those that cannot (``message`` says why), a
    line per role with people who have no target at all (``finding`` ``no_target``; ``people`` counts them), and
    those that the cycle before had and this one has not (``change`` ``gone``). ``compared_with`` is that cycle,
    None where none before it has targets for the same framework.
    """

    cycle: str
    framework: Framework
    source: TargetSource
    compared_with: str | None
    lines: pd.DataFrame


def target_audit(home: Home, cycle: str) -> TargetAudit | None:
    """The targets that hold in a cycle: for whom, who reaches them, and what changed; None without answers."""
    settings = settings_of(home)
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings)
        if counts is None:
            return None
        before = _before(connection, counts, settings)
        written = read.lines_of(connection, "target", counts.entry.cycle)
    unusable = unusable_targets(written, counts.framework, group_names(counts.cube))
    targets = _targets(counts)
    rows = [*_usable(counts, targets, before), *_unusable(unusable), *_without(counts, targets)]
    if before is not None:
        rows += _gone(targets, before, counts.framework)
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
    lines = pd.DataFrame({name: pd.Series(columns[name], dtype=kind) for name, kind in COLUMNS.items()})
    source = source_of_targets(counts.targets)
    return TargetAudit(cycle, counts.framework, source, None if before is None else before.cycle, lines)


@dataclass(frozen=True)
class _Before:
    """The targets of an earlier cycle: level by the names (as keys) and the dimension of a line."""

    cycle: str
    levels: dict[tuple[str | None, ...], int]
    lines: dict[tuple[str | None, ...], Json]


def _before(connection: Connection, counts: CycleCounts, settings: Settings) -> _Before | None:
    """The latest earlier cycle with a targets file, if it was measured with the same framework."""
    if counts.targets is None:
        return None
    earlier = [e for e in read.cycle_entries(connection) if e.name < counts.entry.name and e.has_targets]
    framework = cycle_framework(connection, earlier[-1]) if earlier else None
    if framework is None or framework.id != counts.framework.id:
        return None
    entry = earlier[-1]
    cube = read.cube(connection, entry.cycle, framework, entry.rater or settings.rater)
    targets, _ = resolved_targets(read.lines_of(connection, "target", entry.cycle), framework, group_names(cube))
    lines = {_key(line): line for line in _records(targets)}
    return _Before(entry.name, {key: int(line["level"]) for key, line in lines.items()}, lines)


def _targets(counts: CycleCounts) -> pd.DataFrame:
    """The targets of the file, or the assumed one for everybody in each dimension."""
    if counts.targets is not None:
        return counts.targets
    rows = [
        (None, None, None, dimension.id, counts.framework.default_target) for dimension in counts.framework.dimensions
    ]
    return pd.DataFrame(rows, columns=TARGET_COLUMNS, dtype=object).astype({"level": "int64"})


def _usable(counts: CycleCounts, targets: pd.DataFrame, before: _Before | None) -> list[Json]:
    source = source_of_targets(counts.targets)
    told = _records(audited(counts.cube, targets))
    rows = [_line(line, counts.framework) | {"target_source": source} for line in told]
    if before is None:
        return rows
    return [
        row | _change(int(line["level"]), before.levels.get(_key(line))) for row, line in zip(rows, told, strict=True)
    ]


def _unusable(lines: list[Json]) -> list[Json]:
    return [
        {name: line[name] for name in (*_NAMES, "message")}
        | {"dimension": line["dimension_id"], "dimension_name": line["dimension"], "target_source": "file"}
        | {"people": 0, "assessed": 0, "reached": 0, "finding": "holds_for_nobody"}
        for line in lines
    ]


def _without(counts: CycleCounts, targets: pd.DataFrame) -> list[Json]:
    return [
        {"role": row["role"], "target_source": "none", "people": row["without"], "finding": "no_target"}
        for row in _records(without_target(counts.cube, targets))
    ]


def _gone(targets: pd.DataFrame, before: _Before, framework: Framework) -> list[Json]:
    now = {_key(line) for line in _records(targets)}
    return [
        _line(line, framework)
        | {"target": None, "target_source": "none", "change": "gone", "target_before": line["level"]}
        for key, line in before.lines.items()
        if key not in now
    ]


def _change(level: int, level_before: int | None) -> Json:
    if level_before is None:
        return {"change": "new"}
    return {"change": "same" if level == level_before else "changed", "target_before": level_before}


def _line(line: Json, framework: Framework) -> Json:
    names = {dimension.id: dimension.name for dimension in framework.dimensions}
    return line | {"dimension_name": names.get(line["dimension"], line["dimension"]), "target": line["level"]}


def _key(line: Json) -> tuple[str | None, ...]:
    """What makes two lines of two cycles the same one, however their groups are spelled."""
    return (*(None if line[name] is None else label_key(line[name]) for name in _NAMES), line["dimension"])


def _records(rows: pd.DataFrame) -> list[Json]:
    plain = rows.astype(object).where(rows.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
