"""The people of either of two cycles as the oracle wants them: atoms, and what is told of them already.

An atom is the smallest set of people that any figure tells apart: of the cycle's own publication, of the ledgers of the
two cycles, and of ledgers with other cycles, by which people carry a mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline.changes import CyclePair
from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.ledgers import Numbers, Side, What
from pipeline.disclosure.members import NO_TARGET, Members
from pipeline.disclosure.released import Decision
from pipeline.metrics import ledger
from pipeline.metrics.ledger import Measure
from pipeline.metrics.pairs import SIDES
from pipeline.model import KINDS, Kind

MEASURED: dict[What, Measure] = {"levels": "level", "shortfall": "mean_shortfall"}
"""The measure by whose classes a ledger tells of either."""

GroupNumbers = Mapping[Kind, Mapping[str, Numbers]]

_ATOM = ["division", "team", "role", "target", "is_asked"]


class Marked(NamedTuple):
    """What is told of the people of a cycle by ledgers with other cycles.

    ``sets`` has a row per set of people and a column per mark, 0 being nobody's; ``is_of_teams`` says which rows
    are of teams.
    """

    sets: Mask
    is_of_teams: Mask


def atoms_of(found: CyclePair, side: str, dimension: str, numbers: GroupNumbers) -> tuple[pd.DataFrame, pd.Series[int]]:
    """The people of one cycle with a level, by everything that any figure of the two cycles tells apart.

    Returns
    -------
    atoms, rows
        A row per atom, with its people; and for each row of the counts with a level in the dimension its atom's number.
    """
    people = found.pair.people
    aims = {"before": people["before_aim"], "after": people["after_target"]}
    columns: dict[str, Any] = {name: found.cube[f"{side}_{name}"] for name in ("division", "team", "role")}
    columns["mark"] = found.cube.get(f"{side}_mark", 0)
    columns |= {"target": people[f"{side}_target"], "is_asked": people[f"{side}_has_ticks"], "aim": aims[side]}
    asked = {each: people[f"{each}_is_asked"].to_numpy(bool) for each in SIDES}
    for what, measure in MEASURED.items():
        is_counted = {each: ledger.counted(measure, people[f"{each}_scored"], aims[each]) for each in SIDES}
        for kind, of_kind in numbers.items():
            classes = ledger.classes(is_counted, of_kind, asked, found.pair.has_rosters)
            columns |= {f"{what}_{kind}": classes[side], f"group_{kind}": of_kind[side]}
    level = people[f"{side}_level"]
    is_below = (level < aims[side]).fillna(value=False).astype(bool)
    heads = people["people"]
    columns |= {"people": heads, "aimed": heads.where(aims[side].notna(), 0), "below": heads.where(is_below, 0)}
    rows = pd.DataFrame(columns)[(people["dimension"] == dimension) & level.notna()]
    keys = [name for name in rows.columns if name not in ("people", "aimed", "below")]
    grouped = rows.groupby(keys, dropna=False, sort=False)
    return grouped[["people", "aimed", "below"]].sum().reset_index(), grouped.ngroup()


def side_of(
    found: CyclePair,
    side: str,
    dimension: str,
    numbers: GroupNumbers,
    decision: Decision,
    marked: Marked | None = None,
) -> Side:
    """One cycle of a pair in one dimension: its atoms, and what is told of them beside the ledgers of the pair.

    Parameters
    ----------
    found
        Both cycles.
    side
        ``before`` or ``after``.
    dimension
        Its id.
    numbers
        For each kind of group the cell of each row of the counts, as ``cells_of_pair`` numbers them.
    decision
        What the cycle's publication shows.
    marked
        What ledgers with other cycles tell, where there are any.
    """
    atoms, _ = atoms_of(found, side, dimension, numbers)
    members = Members(atoms[_ATOM])
    parts = members.told_apart(decision)
    told, is_of_teams = members.masks(parts), np.array([part.teams is not None for part in parts], bool)
    if marked is not None:
        told = np.concatenate([told, marked.sets[:, atoms["mark"]]])
        is_of_teams = np.concatenate([is_of_teams, marked.is_of_teams])
    targets = atoms[["target", "aim"]].astype("Float64").fillna(NO_TARGET)
    turns: Numbers = np.asarray(targets.groupby(["target", "aim"]).ngroup(), dtype=np.int64)
    is_changed: Mask = (targets["target"] != targets["aim"]).to_numpy(bool)
    return Side(
        people=atoms["people"].to_numpy(np.int64),
        aimed=atoms["aimed"].to_numpy(np.int64),
        below=atoms["below"].to_numpy(np.int64),
        told=told,
        is_of_teams=is_of_teams,
        groups={kind: atoms[f"group_{kind}"].to_numpy(np.int64) for kind in KINDS},
        classes={what: {kind: atoms[f"{what}_{kind}"].to_numpy(np.int64) for kind in KINDS} for what in MEASURED},
        aims=targets["aim"].to_numpy(np.int64),
        turns=(turns, is_changed) if side == "before" else None,
    )
