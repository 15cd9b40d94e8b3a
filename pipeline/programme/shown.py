"""How many people need which module, from published rows only: nothing is told that they do not tell already.

Decision: a figure is a sum over published people per level, each of whom is known to have one target. Where that
cannot be known (a hidden row, people of several targets in one row) there is no figure, and no estimate.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.programme.curriculum import People
from pipeline.programme.modules import Catalogue, Module
from pipeline.programme.paths import OTHER_TRACK, row_track, steps_of

_Levels = Mapping[int, int]
_Targets = frozenset[int | None]
_Found = dict[tuple[str, str], dict[int, int] | None]


def people_shown(learners: pd.DataFrame, levels: pd.DataFrame, catalogue: Catalogue) -> People:
    """Whom each module serves, as far as published rows say so.

    Parameters
    ----------
    learners
        ``role``, ``dimension``, ``target``, ``people`` of everybody asked. Only which targets there are is used of it.
    levels
        Published rows: ``kind``, ``group``, ``dimension``, ``levels`` (people by level; None where hidden).
    catalogue
        Fitted to the framework.

    Returns
    -------
    dict
        Track and module -> people by the levels it closes for them, None where that is not shown. A module that
        could serve nobody, whatever the levels are, is not in it, nor is what others than the roles of a track need
        where that is not shown. Backend's published levels ``{"0": 3, "1": 2}``
        and target 1 make of a module from 0 to 2: ``{1: 3}``.
    """
    published = _published(levels)
    targets = _targets(learners)
    roles = list(dict.fromkeys(role for role, _ in targets))
    found: _Found = {}
    for module in catalogue.modules:
        of_role = {role: _of_role(module, role, catalogue, targets, published) for role in roles}
        tracks = dict.fromkeys(row_track(catalogue, module, role) for role in roles)
        for track in tracks:
            members = [role for role in roles if row_track(catalogue, module, role) == track]
            parts = [of_role[role] for role in members]
            key = (track, module.id)
            if None in parts and len(members) == len(roles):
                parts = [_of_company(module, roles, catalogue, targets, published)]
            found[key] = None if None in parts else _sum(part for part in parts if part is not None)
    return {key: part for key, part in found.items() if part or (part is None and key[0] != OTHER_TRACK.id)}


def _published(levels: pd.DataFrame) -> dict[tuple[str, str | None, str], _Levels]:
    """The people by level of the company (no name) and of each role, by dimension, where they are shown."""
    found: dict[tuple[str, str | None, str], _Levels] = {}
    for row in levels[levels["kind"].isin(["company", "role"]) & levels["dimension"].notna()].to_dict("records"):
        people: Any = row["levels"]
        if isinstance(people, dict):
            name = None if row["kind"] == "company" else str(row["group"])
            found[str(row["kind"]), name, str(row["dimension"])] = {int(each): int(n) for each, n in people.items()}
    return found


def _targets(learners: pd.DataFrame) -> dict[tuple[str | None, str], _Targets]:
    """Which targets the people of a role have in a dimension; None among them where some have none."""
    found: dict[tuple[str | None, str], set[int | None]] = {}
    lines = learners[["role", "dimension", "target"]].drop_duplicates().astype(object)
    for role, dimension, target in lines.where(lines.notna(), None).itertuples(index=False, name=None):
        found.setdefault((role, dimension), set()).add(None if target is None else int(target))
    return {key: frozenset(each) for key, each in found.items()}


def _of_role(
    module: Module,
    role: str | None,
    catalogue: Catalogue,
    targets: Mapping[tuple[str | None, str], _Targets],
    published: Mapping[tuple[str, str | None, str], _Levels],
) -> dict[int, int] | None:
    taught = _taught(module, role, catalogue)
    target = _common(targets.get((role, module.dimension), frozenset({None})), module)
    if target == 0 or not taught:
        return {}
    kind = "company" if {each for each, _ in targets} == {None} else "role"
    people = published.get((kind, role, module.dimension)) if kind == "company" or role is not None else None
    return None if people is None or target is None else _gains(people, taught, target)


def _of_company(
    module: Module,
    roles: list[str | None],
    catalogue: Catalogue,
    targets: Mapping[tuple[str | None, str], _Targets],
    published: Mapping[tuple[str, str | None, str], _Levels],
) -> dict[int, int] | None:
    """From the company's own row: only where all roles take the same steps of the module to the same target."""
    taught = {tuple(_taught(module, role, catalogue)) for role in roles}
    every = frozenset(each for role in roles for each in targets.get((role, module.dimension), frozenset({None})))
    target = _common(every, module)
    people = published.get(("company", None, module.dimension))
    if len(taught) > 1 or target is None or people is None:
        return None
    return _gains(people, list(next(iter(taught))), target)


def _taught(module: Module, role: str | None, catalogue: Catalogue) -> list[int]:
    steps = steps_of(catalogue, role)
    return [level for level in module.steps if steps.get((module.dimension, level)) == module]


def _common(targets: _Targets, module: Module) -> int | None:
    """Up to which level everybody is expected to go with a module; 0 where nobody is; None where that differs."""
    asked = {0 if target is None else min(target, module.to_level) for target in targets}
    asked = {0 if target <= module.from_level else target for target in asked}
    return next(iter(asked)) if len(asked) == 1 else None


def _gains(people: _Levels, taught: list[int], target: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for level, count in people.items():
        gain = sum(level <= step < target for step in taught)
        if gain and count:
            found[gain] = found.get(gain, 0) + count
    return found


def _sum(parts: Any) -> dict[int, int]:
    total: dict[int, int] = {}
    for part in parts:
        for gain, count in part.items():
            total[gain] = total.get(gain, 0) + count
    return total
