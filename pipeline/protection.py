"""The figures of a cycle as everybody may see them: the decision what is shown, applied to every kind of row.

The decision is made once, on the warehouse's counts; levels, gap figures, ticks and what is pooled over
dimensions obey the same one, so that no two of them together tell more than either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from pipeline.disclosure.decision import decisions
from pipeline.disclosure.hiding import hidden_gaps, hidden_indicators, hidden_levels, without_detail
from pipeline.disclosure.indicators import protected_indicators
from pipeline.disclosure.past import Past
from pipeline.disclosure.released import Decision, Group, together_group
from pipeline.disclosure.units import Rule, Team
from pipeline.figures import CycleCounts
from pipeline.metrics.groups import names_of
from pipeline.metrics.targets import with_targets
from pipeline.model import KINDS, Grouping, Kind
from pipeline.settings import Settings
from pipeline.warehouse.read import CycleEntry

Decisions = dict[str, Decision]
"""What is shown of each dimension, by its id."""

_What = Literal["levels", "gaps", "ticks"]
_SHOWN: tuple[Kind, ...] = (*KINDS, "together")
_MEMBER = ["division", "team", "role", "dimension"]


@dataclass(frozen=True)
class Protected:
    """The rows of a publication: by dimension and pooled, what must be hidden is null."""

    levels: pd.DataFrame
    gaps: pd.DataFrame
    indicators: pd.DataFrame


def rule_of(settings: Settings, entry: CycleEntry) -> Rule:
    """What is safe to show of a cycle: what its first publication fixed; a group size of 1 where all is open."""
    is_open = entry.promise == "open"
    min_group = entry.min_group or (1 if is_open else settings.min_group)
    return Rule(min_group, (entry.group_disclosure or settings.group_disclosure) == "suppress")


def detail_of(settings: Settings, entry: CycleEntry) -> int:
    """The fewest answers whose distribution, and the fewest checklists whose ticks, are shown of a cycle."""
    if entry.min_group_detail is not None:
        return entry.min_group_detail
    if entry.promise == "open":
        return settings.min_group_detail or 1
    return max(rule_of(settings, entry).min_group, settings.detail_from)


def decisions_of(
    counts: CycleCounts, settings: Settings, pasts: Mapping[str, Sequence[Past]] | None = None
) -> Decisions:
    """What a publication would show of each dimension, beside what earlier ones told of it."""
    return decisions(atoms(counts), rule_of(settings, counts.entry), counts.company, pasts)


def protected(counts: CycleCounts, settings: Settings, decided: Decisions | None = None) -> Protected:
    """Every figure of a cycle, without what could be traced to fewer people than the rule allows.

    Parameters
    ----------
    counts
        What the figures are made of.
    settings
        What is safe to show, as far as the cycle has not fixed it.
    decided
        What is shown (default: what today's answers alone would have).

    Returns
    -------
    Protected
        Rows of company, divisions, teams, roles and small teams together. A hidden row keeps its names,
        headcount and target. A pooled row adds up the shown dimensions of its group only.
    """
    shown = decisions_of(counts, settings) if decided is None else decided
    detail_from = detail_of(settings, counts.entry)
    aimed = with_targets(counts.cube, counts.targets, counts.framework)
    together = with_small_teams(replace(counts, cube=aimed), shown)
    levels = [_levels(together, kind, shown, detail_from) for kind in _SHOWN]
    gaps = [_gaps(together, kind, shown) for kind in _SHOWN]
    shown_levels = pd.concat(levels, ignore_index=True)
    ticks = pd.concat([_ticks(together, kind, shown, shown_levels, detail_from) for kind in _SHOWN])
    return Protected(shown_levels, pd.concat(gaps, ignore_index=True), ticks.reset_index(drop=True))


def atoms(counts: CycleCounts) -> pd.DataFrame:
    """The smallest sets of people that any published figure tells apart.

    Returns
    -------
    DataFrame
        division, team, role, dimension, target, is_asked, assessed, below, as ``disclosure.decision`` wants
        them. The people of a team and role who are below target stand in the row of those who were asked.
    """
    aimed = with_targets(counts.cube, counts.targets, counts.framework)
    answered = aimed[aimed["level"].notna()]
    is_below = (answered["level"] < answered["target"]).fillna(False).astype(bool)
    parts = answered.assign(below=answered["people"].where(is_below, 0))
    whole = parts.groupby([*_MEMBER, "target"], dropna=False, sort=False)[["people", "below"]].sum().reset_index()
    asked = counts.indicator_cube.groupby(_MEMBER, dropna=False)["asked"].max()
    of_member = dict(zip(_keys(asked.index.to_frame(index=False), _MEMBER), asked, strict=True))
    with_checklist = pd.Series([of_member.get(key, 0) for key in _keys(whole, _MEMBER)], whole.index, dtype="int64")
    ticked = whole.assign(is_asked=True, assessed=with_checklist)
    others = whole.assign(is_asked=False, assessed=whole["people"] - with_checklist, below=0)
    return pd.concat([ticked, others], ignore_index=True).drop(columns="people")


def with_small_teams(counts: CycleCounts, decided: Decisions) -> CycleCounts:
    """The same counts with the group of small teams that each row belongs to, as ``together``."""
    of_team = {
        (dimension, team): together_group(unit)
        for dimension, decision in decided.items()
        for unit in decision.together
        for team in unit
    }

    def labelled(cube: pd.DataFrame) -> pd.DataFrame:
        groups = [
            of_team.get((dimension, Team(division, team)), (None, None, None))
            for dimension, division, team in _keys(cube, ["dimension", "division", "team"])
        ]
        return cube.assign(
            together=pd.Series([name for _, _, name in groups], cube.index, dtype="string"),
            together_division=pd.Series([division for _, division, _ in groups], cube.index, dtype="string"),
        )

    return replace(counts, cube=labelled(counts.cube), indicator_cube=labelled(counts.indicator_cube))


def of_units(rows: pd.DataFrame, decided: Decisions) -> pd.DataFrame:
    """Rows of small teams together only where they are a unit: which teams these are differs by dimension."""
    is_unit = rows["kind"].ne("together") | _is_released(rows, decided, "levels")
    return rows[is_unit].reset_index(drop=True)


def _levels(counts: CycleCounts, kind: Kind, decided: Decisions, detail_from: int) -> pd.DataFrame:
    rows = of_units(counts.levels(Grouping(kind)), decided)
    rows = without_detail(hidden_levels(rows, ~_is_released(rows, decided, "levels")), detail_from)
    pooled = _pooled(counts, kind, rows, CycleCounts.levels, hidden_levels)
    brief = set(groups_of(rows[rows["shown"].astype(bool) & rows["levels"].isna()]))
    has_brief = pd.Series([group in brief for group in groups_of(pooled)], pooled.index, dtype=bool)
    return pd.concat([rows, pooled.assign(levels=pooled["levels"].mask(has_brief, None))], ignore_index=True)


def _gaps(counts: CycleCounts, kind: Kind, decided: Decisions) -> pd.DataFrame:
    rows = of_units(counts.gaps(Grouping(kind)), decided)
    rows = hidden_gaps(rows, ~_is_released(rows, decided, "gaps"))
    return pd.concat([rows, _pooled(counts, kind, rows, CycleCounts.gaps, hidden_gaps)], ignore_index=True)


def _ticks(counts: CycleCounts, kind: Kind, decided: Decisions, levels: pd.DataFrame, detail_from: int) -> pd.DataFrame:
    rows = of_units(counts.indicators(kind), decided)
    rows = hidden_indicators(rows, ~_is_released(rows, decided, "ticks"))
    return protected_indicators(rows, levels, detail_from)


def _is_released(rows: pd.DataFrame, decided: Decisions, what: _What) -> pd.Series[bool]:
    released = [
        group in getattr(decided.get(dimension, Decision()), what)
        for dimension, group in zip(rows["dimension"], groups_of(rows), strict=True)
    ]
    return pd.Series(released, rows.index, dtype=bool)


def _pooled(
    counts: CycleCounts,
    kind: Kind,
    rows: pd.DataFrame,
    figures: Callable[[CycleCounts, Grouping], pd.DataFrame],
    hidden: Callable[[pd.DataFrame, pd.Series[bool]], pd.DataFrame],
) -> pd.DataFrame:
    """One row per group over its shown dimensions; hidden where none is."""
    shown = rows[rows["shown"].astype(bool)]
    pairs = set(zip(groups_of(shown), shown["dimension"], strict=True))
    names = names_of(counts.cube, kind, counts.company).assign(kind=kind)
    of_row = zip(groups_of(names), counts.cube["dimension"], strict=True)
    is_counted = pd.Series([pair in pairs for pair in of_row], counts.cube.index, dtype=bool)
    whole = figures(counts, Grouping(kind, by_dimension=False))
    if is_counted[names["group"].notna()].all():
        return whole
    told = figures(replace(counts, cube=counts.cube[is_counted]), Grouping(kind, by_dimension=False))
    is_told = pd.Series(groups_of(whole), whole.index).isin(set(groups_of(told)))
    untold = hidden(whole, ~is_told)[~is_told]
    order = {group: place for place, group in enumerate(groups_of(whole))}
    both = pd.concat([told, untold], ignore_index=True) if len(untold) else told
    places = [order[group] for group in groups_of(both)]
    return both.iloc[sorted(range(len(both)), key=places.__getitem__)].reset_index(drop=True)


def groups_of(rows: pd.DataFrame) -> list[Group]:
    """Kind, division and name of the group that each row is about."""
    return list(_keys(rows, ["kind", "division", "group"]))


def _keys(rows: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, row by row; every blank is None."""
    return zip(*(rows[name].to_numpy(object, na_value=None) for name in columns), strict=True)  # type: ignore[call-overload]
