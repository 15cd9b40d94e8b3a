"""From a figure back to the cells of the files it came from; for analysts only.

The figure is worked out from the warehouse as it is now, not read from the publication: cells and
figure always agree, and what was loaded since the last publication is in both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.errors import SettingsError
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.matching.text import label_key, words
from pipeline.model import KINDS, Dimension, Framework, Grouping, Json, Kind
from pipeline.settings import Home, settings_of
from pipeline.warehouse.cells import Behind, cells_behind, unread_behind
from pipeline.warehouse.connection import Connection, opened

_MOST_NAMED = 12


@dataclass(frozen=True)
class Traceable:
    """What can be traced in a cycle: dimensions by id and, by kind, groups as (name, division)."""

    framework: Framework
    groups: dict[Kind, tuple[tuple[str, str | None], ...]]


@dataclass(frozen=True)
class Traced:
    """One group's figure in one dimension, and what it was made of.

    ``headcount`` is None without a roster. ``measured`` of the ``assessed`` people have a target, and
    ``below`` of them are below it; ``target`` is None where targets differ or nobody has one.
    ``cells`` is a part of the ``assessed`` cells; ``unread`` the first of ``unread_count`` cells, or whole
    columns, of the dimension that kept somebody from counting, as far as that is known.
    """

    framework: Framework
    headcount: int | None
    assessed: int
    no_answer: int
    levels: dict[str, int]
    target: int | None
    measured: int
    below: int
    cells: tuple[Json, ...]
    unread: tuple[Json, ...]
    unread_count: int


def traced(home: Home, cycle: str, team: str, division: str | None, dimension: str) -> list[Json]:
    """The cells behind a team's figures in one dimension.

    Returns
    -------
    list
        ``upload, file, sheet, row, column, header, value, level, is_inconsistent, division, team``,
        one per rating that counts, in file order; empty for a cycle without data.

    Raises
    ------
    SettingsError
        Where the cycle has no such team or its framework no such dimension.
    """
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings_of(home))
        if counts is None:
            return []
        found = _dimension(counts.framework, dimension)
        _require_team(counts, team, division)
        asked = Behind(counts.entry.cycle, counts.rater, "team", team, division, division is None, found.id)
        cells = cells_behind(connection, asked, counts.framework)
        return [{name: value for name, value in cell.items() if name != "ticks"} for cell in cells]


def traceable(home: Home, cycle: str) -> Traceable | None:
    """The groups and dimensions whose figures can be traced; None for a cycle without responses."""
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings_of(home))
    if counts is None:
        return None
    return Traceable(counts.framework, {kind: groups for kind in KINDS if (groups := _groups(counts, kind))})


def trace(
    home: Home, cycle: str, kind: Kind, group: str, division: str | None, dimension: str, passed: int, most: int
) -> Traced:
    """One group's figure in one dimension with ``most`` of its cells after the first ``passed``.

    Parameters
    ----------
    division
        A team's division; None for a team without one, and for groups of other kinds.
    dimension
        Its id.

    Raises
    ------
    SettingsError
        Where the cycle has no such group or dimension.
    """
    with opened(home) as connection:
        counts = cycle_counts(connection, cycle, settings_of(home))
        if counts is None or (group, division) not in _groups(counts, kind):
            raise SettingsError(f"There is no {kind} {group!r} in cycle {cycle!r}.", "Choose another one.")
        found = _dimension(counts.framework, dimension)
        asked = Behind(counts.entry.cycle, counts.rater, kind, group, division, kind != "team", found.id)
        return _traced(connection, counts, asked, passed, most)


def _traced(connection: Connection, counts: CycleCounts, asked: Behind, passed: int, most: int) -> Traced:
    levels, gap = _figure(counts, asked)
    unread, unread_count = unread_behind(connection, asked, counts.framework, most)
    return Traced(
        counts.framework,
        levels["headcount"],
        levels["assessed"],
        levels["no_answer"],
        levels["levels"],
        gap["target"],
        gap["assessed"],
        gap["below"],
        tuple(cells_behind(connection, asked, counts.framework, passed, most)),
        tuple(unread),
        unread_count,
    )


def _figure(counts: CycleCounts, asked: Behind) -> tuple[Json, Json]:
    """The group's row of ``levels`` and of ``gaps``; other groups and dimensions are not worked out."""
    cube = counts.cube
    is_asked = cube["dimension"] == asked.dimension
    if asked.kind != "company":
        is_asked &= cube[asked.kind] == asked.group
    if not asked.is_any_division:
        is_asked &= cube["division"].isna() if asked.division is None else cube["division"] == asked.division
    own = replace(counts, cube=cube[is_asked])
    grouping = Grouping(asked.kind)
    rows = []
    for frame in (own.levels(grouping), own.gaps(grouping)):
        chosen = frame[frame["dimension"] == asked.dimension].astype(object)
        rows.append({str(name): value for name, value in chosen.where(chosen.notna(), None).iloc[0].items()})
    return rows[0], rows[1]


def _groups(counts: CycleCounts, kind: Kind) -> tuple[tuple[str, str | None], ...]:
    first = counts.framework.dimensions[0].id
    rows = counts.levels(Grouping(kind))
    rows = rows[rows["dimension"] == first]
    return tuple(zip(rows["group"], rows["division"].where(rows["division"].notna(), None), strict=True))


def _dimension(framework: Framework, dimension: str) -> Dimension:
    found = next((d for d in framework.dimensions if words(dimension) in (words(d.id), words(d.name))), None)
    if found is None:
        known = ", ".join(d.id for d in framework.dimensions)
        raise SettingsError(f"The framework has no dimension {dimension!r}.", f"It has {known}.")
    return found


def _require_team(counts: CycleCounts, team: str, division: str | None) -> None:
    teams = _groups(counts, "team")
    named = [of for name, of in teams if label_key(name) == label_key(team)]
    if not named:
        known = _listed(sorted({name for name, _ in teams}))
        raise SettingsError(f"There is no team {team!r} in cycle {counts.entry.name}.", f"There are {known}.")
    if division is not None and label_key(division) not in {label_key(of) for of in named if of}:
        known = _listed(sorted({of for of in named if of})) or "none"
        raise SettingsError(f"No team {team!r} is in the division {division!r}.", f"Its divisions: {known}.")


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} and {len(names) - _MOST_NAMED} more"
