"""The change between two cycles as everybody may see it: what both publications show, and ledgers that tell of nobody.

What is shown of each cycle was decided when it was published. Here it is decided whose ledger may stand beside that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.changes import CyclePair
from pipeline.disclosure.ledgers import Form, Numbers, Place, What, told_ledgers
from pipeline.disclosure.released import Decision
from pipeline.disclosure.units import Rule
from pipeline.metrics.change import CROSSED, changes
from pipeline.metrics.ledger import GONE, JOINED, MEASURES, Measure
from pipeline.metrics.movement import adjusted, verdict
from pipeline.metrics.pairs import SIDES, cells_of_pair
from pipeline.model import KINDS, Kind
from pipeline.pair_sides import MEASURED, Marked, side_of
from pipeline.protection import Decisions

Elsewhere = Mapping[tuple[str, str], Marked]
"""By side and dimension (id): which people ledgers with other cycles tell apart."""

_COUNTED = ("matched", "improved", "same", "declined")
_OF_MEASURE = ("low", "high", "p_value")


@dataclass(frozen=True)
class Told:
    """What is told of a kind's groups, per row (group and dimension).

    ``levels`` and ``gaps`` say whether both cycles show the row's levels, and its gap figures; ``forms`` are those of
    its ledger, None where there is none.
    """

    levels: npt.NDArray[np.bool_]
    gaps: npt.NDArray[np.bool_]
    forms: list[Form | None]


def published_changes(
    found: CyclePair,
    decided: tuple[Decisions, Decisions],
    rule: Rule,
    detail_from: int,
    closed: frozenset[str],
    elsewhere: Elsewhere | None = None,
) -> pd.DataFrame:
    """The change between two cycles, protected: all measures and kinds, by dimension and pooled.

    Parameters
    ----------
    found
        The counts of both cycles.
    decided
        What the publications of the earlier and of the later cycle show.
    rule
        What is safe to show, the stricter of the two cycles'.
    detail_from
        The fewest matched people whose transitions are shown.
    closed
        Dimensions (ids) in which no ledger is told: an earlier publication told another one, or figures are held.
    elsewhere
        What ledgers with other cycles told of the people of these two.

    Returns
    -------
    DataFrame
        The columns of ``change`` and ``measure``. Hidden figures are null with ``shown`` False.
    """
    told = told_of(found, decided, rule, closed, elsewhere or {})
    frames = [
        _protected(changes(found.pair, measure, kind, by_dimension), measure, told[kind], detail_from)
        for measure, kind, by_dimension in product(MEASURES, KINDS, (True, False))
    ]
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True)


def told_of(
    found: CyclePair,
    decided: tuple[Decisions, Decisions],
    rule: Rule,
    closed: frozenset[str],
    elsewhere: Elsewhere,
) -> dict[Kind, Told]:
    """What is told of every group of each kind, in the order of the rows of ``changes`` by dimension."""
    cells = {kind: cells_of_pair(found.pair, kind, by_dimension=True) for kind in KINDS}
    numbers = {kind: numbers for kind, (_, numbers) in cells.items()}
    shown = {kind: _shown(found, of_kind, numbers[kind], decided) for kind, (of_kind, _) in cells.items()}
    forms: dict[Place, Form] = {}
    for dimension in found.pair.people["dimension"].unique():
        if dimension in closed or found.pair.comparison_of(dimension) == "not comparable":
            continue
        sides = [
            side_of(
                found, side, dimension, numbers, decisions.get(dimension, Decision()), elsewhere.get((side, dimension))
            )
            for side, decisions in zip(SIDES, decided, strict=True)
        ]
        places: dict[Place, list[What]] = {
            Place(kind, int(row)): ["levels", "shortfall"] if shown[kind]["gaps"][row] else ["levels"]
            for kind, (of_kind, _) in cells.items()
            for row in np.flatnonzero(shown[kind]["levels"] & (of_kind["dimension"] == dimension).to_numpy())
        }
        forms |= told_ledgers(sides, places, rule)
    return {
        kind: Told(
            shown[kind]["levels"],
            shown[kind]["gaps"],
            [forms.get(Place(kind, row)) for row in range(len(of_kind))],
        )
        for kind, (of_kind, _) in cells.items()
    }


def _shown(
    found: CyclePair, cells: pd.DataFrame, numbers: Mapping[str, Numbers], decided: tuple[Decisions, Decisions]
) -> dict[str, npt.NDArray[np.bool_]]:
    """Whether both publications show a row's group, its levels and its gap figures."""
    shown = {what: np.ones(len(cells), bool) for what in ("levels", "gaps")}
    for side, decisions in zip(SIDES, decided, strict=True):
        names = _names(found.cube, side, cells, numbers[side])
        for what, is_shown in shown.items():
            for row, (dimension, groups) in enumerate(zip(cells["dimension"], names, strict=True)):
                released = getattr(decisions.get(dimension, Decision()), what)
                is_shown[row] &= bool(groups) and groups <= released
    return shown


def _names(
    cube: pd.DataFrame, side: str, cells: pd.DataFrame, numbers: Numbers
) -> list[set[tuple[str, str | None, str]]]:
    """The groups of a row as that cycle names them: one, unless teams were merged since; then each has to be shown."""
    names: list[set[tuple[str, str | None, str]]] = [set() for _ in range(len(cells))]
    kinds = cells["kind"].tolist()
    rows = pd.DataFrame(
        {"cell": numbers, **{name: cube[f"{side}_{name}"] for name in ("division", "team", "role")}}
    ).drop_duplicates()
    for cell, division, team, role in rows.itertuples(index=False, name=None):
        if cell >= 0:
            kind = kinds[cell]
            name = {"company": str(cells["group"].iloc[cell]), "division": division, "team": team, "role": role}[kind]
            names[cell].add((kind, (None if pd.isna(division) else division) if kind == "team" else None, name))
    return names


def _protected(rows: pd.DataFrame, measure: Measure, told: Told, detail_from: int) -> pd.DataFrame:
    """The rows of one measure and kind with what must be hidden as null; q over the tested rows that are left."""
    shown, forms = told.levels if measure == "level" else told.gaps, told.forms
    if rows["dimension"].isna().any():
        shown, forms = _pooled(shown, forms, len(rows))
    is_told = np.array([form is not None and _tells(form, measure) for form in forms], bool)
    has_change = shown & (is_told | (rows["comparison"] == "same rubric").to_numpy(bool))
    has_detail = np.array([form is not None and "levels" in form.tells for form in forms], bool)
    has_detail &= is_told & (rows["matched"].fillna(0) >= detail_from).to_numpy(bool)
    merged = [form if told else None for form, told in zip(forms, is_told, strict=True)]
    # Who crossed the target is told of by shortfalls beside levels, like who is below it.
    is_below_told = is_told & np.array([form is not None and _tells(form, "prevalence") for form in forms], bool)
    moved = {name: rows[name].mask(~is_told) for name in _OF_MEASURE}
    moved |= {name: rows[name].mask(~is_below_told) for name in CROSSED}
    q_values = adjusted([None if pd.isna(p) else float(p) for p in moved["p_value"]])
    return rows.assign(
        **{name: rows[name].mask(~shown) for name in ("before", "after")},
        change=rows["change"].mask(~has_change),
        **{name: rows[name].mask(~is_told) for name in _COUNTED},
        **moved,
        **{name: _in_form(rows[name], merged) for name in ("ledger", "people")},
        measure=measure,
        transitions=rows["transitions"].mask(~has_detail, None),
        q_value=pd.Series(q_values, rows.index, dtype="Float64"),
        verdict=pd.Series([verdict(q) for q in q_values], rows.index, dtype=object),
        shown=pd.Series(shown, rows.index, dtype="boolean"),
    )


def _tells(form: Form, measure: Measure) -> bool:
    """Whether a ledger tells of a measure: who is below target is told of by levels and shortfalls together."""
    wanted: dict[Measure, set[What]] = {
        "level": {"levels"},
        "mean_shortfall": {"shortfall"},
        "prevalence": {"levels", "shortfall"},
    }
    return wanted[measure] <= set(form.tells)


def _in_form(dicts: pd.Series[Any], forms: list[Form | None]) -> pd.Series[Any]:
    """Ledgers, or their heads, as far as they are told: the classes null where they are merged."""
    merged = dict.fromkeys((*JOINED, *GONE))
    found = [
        None if entries is None or form is None else entries | merged if form.is_merged else entries
        for entries, form in zip(dicts, forms, strict=True)
    ]
    return pd.Series(found, dicts.index, dtype=object)


def _pooled(
    shown: npt.NDArray[np.bool_], forms: list[Form | None], groups: int
) -> tuple[npt.NDArray[np.bool_], list[Form | None]]:
    """Of groups over all dimensions: told as far as every dimension is."""
    width = len(shown) // groups if groups else 1
    by_group = [forms[start : start + width] for start in range(0, len(forms), width)]
    is_shown: npt.NDArray[np.bool_] = np.asarray(shown.reshape(groups, width).all(axis=1), dtype=bool)
    return is_shown, [_least(of_group) for of_group in by_group]


def _least(forms: list[Form | None]) -> Form | None:
    """What all of these tell."""
    there = [form for form in forms if form is not None]
    common = [what for what in MEASURED if all(what in form.tells for form in there)]
    if len(there) < len(forms) or not common:
        return None
    return Form(tuple(common), any(form.is_merged for form in there))
