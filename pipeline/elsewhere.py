"""What ledgers with other cycles told of the people of two cycles, so that a new one is held against them.

Whoever left by 2026 had left by 2027 too: what the two ledgers of 2025 tell of the gone differs by the few who left
between. So the people of a cycle are told apart by every ledger of it, and the oracle looks at all of them together.

Decision: which people a ledger told of is worked out anew from the cycles as they are, and only where a fingerprint
says that they are what they were. Where they are not, nothing more is told: to keep every set of people would be to
keep every person once for each pair of cycles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.changes import CyclePair, incomparable, paired
from pipeline.disclosure.blocks import Mask
from pipeline.disclosure.ledgers import Form, Numbers, Place, What
from pipeline.disclosure.released import Decision
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.ledgers import Elsewhere
from pipeline.metrics.pairs import SIDES, cells_of_pair
from pipeline.model import KINDS
from pipeline.pair_sides import GroupNumbers, Marked, atoms_of, side_of
from pipeline.settings import Settings
from pipeline.warehouse.connection import Connection
from pipeline.warehouse.published import told_ledgers

LEDGER = ["dimension", "kind", "division", "name", "has_levels", "has_shortfall", "is_merged"]
"""What is noted of a ledger that is told: of which group, of which figures, and whether classes are merged."""


@dataclass(frozen=True)
class Beside:
    """What a pair of cycles is held against.

    ``marks`` number the people of either cycle by what ledgers with other cycles tell of them, ``told`` says what each
    number stands for, and in ``closed`` dimensions (ids) one of these ledgers was made of other answers than today's.
    """

    marks: pd.DataFrame | None = None
    told: Elsewhere = field(default_factory=dict)
    closed: Mapping[str, str] = field(default_factory=dict)


class _Part(NamedTuple):
    """What one pair of cycles tells of one cycle's people in a dimension: each person's column of ``sets``."""

    columns: pd.Series[int]
    sets: Mask
    is_of_teams: Mask


class OtherLedgers:
    """The ledgers that were told before, and those that a publication is about to tell.

    Parameters
    ----------
    connection, settings
        Of the home.
    current
        The cycle that is about to be published.
    is_correcting
        Whether that corrects an error, so that what was told of the cycle before is not held against it.
    """

    def __init__(
        self, connection: Connection, settings: Settings, current: CycleCounts, is_correcting: bool = False
    ) -> None:
        self._connection, self._settings = connection, settings
        self._counts: dict[str, CycleCounts | None] = {current.entry.name: current}
        self._pairs: dict[tuple[str, str], CyclePair | None] = {}
        self._ignored = current.entry.name if is_correcting else None
        self._new: list[pd.DataFrame] = []

    def add(self, pair: CyclePair, ledgers: pd.DataFrame, prints: Mapping[str, int]) -> None:
        """Take note of what is told of a pair from now on; ``ledgers`` has the columns ``LEDGER``."""
        names = {"earlier": pair.before.entry.name, "later": pair.after.entry.name}
        self._new.append(ledgers.assign(**names, fingerprint=ledgers["dimension"].map(prints)))

    def beside(self, before: CycleCounts, after: CycleCounts) -> Beside:
        """What the change between two cycles is held against; nothing where there are no others."""
        own = (before.entry.name, after.entry.name)
        told = self._told(before, after)
        if set(zip(told["earlier"], told["later"], strict=True)) <= {own}:
            return Beside()
        parts: dict[tuple[str, str], list[_Part]] = {}
        closed: dict[str, str] = {}
        for earlier, later in sorted(set(zip(told["earlier"], told["later"], strict=True))):
            of_pair = told[(told["earlier"] == earlier) & (told["later"] == later)]
            pair = self._pair(earlier, later)
            prints = {} if pair is None else fingerprints(pair)
            is_known = (of_pair["dimension"].map(prints) == of_pair["fingerprint"]) & of_pair["name"].notna()
            if (earlier, later) != own:
                closed |= dict.fromkeys(of_pair.loc[~is_known, "dimension"], f"{earlier} and {later}")
            if pair is not None and is_known.any():
                for key, part in _parts(pair, of_pair[is_known], own):
                    parts.setdefault(key, []).append(part)
        return _beside(parts, closed)

    def _told(self, before: CycleCounts, after: CycleCounts) -> pd.DataFrame:
        stored = told_ledgers(self._connection, [before.entry.cycle, after.entry.cycle])
        stored = stored[(stored["earlier"] != self._ignored) & (stored["later"] != self._ignored)]
        names = (before.entry.name, after.entry.name)
        new = [each[each["earlier"].isin(names) | each["later"].isin(names)] for each in self._new]
        return pd.concat([stored, *(each for each in new if len(each))], ignore_index=True)

    def _pair(self, earlier: str, later: str) -> CyclePair | None:
        """Two cycles side by side by person; None where they cannot be any more."""
        if (earlier, later) not in self._pairs:
            before, after = self._of(earlier), self._of(later)
            is_open = before is None or after is None or incomparable(before, after)
            self._pairs[earlier, later] = (
                None
                if is_open or before is None or after is None
                else paired(self._connection, before, after, self._settings, is_by_person=True)
            )
        return self._pairs[earlier, later]

    def _of(self, cycle: str) -> CycleCounts | None:
        if cycle not in self._counts:
            self._counts[cycle] = cycle_counts(self._connection, cycle, self._settings)
        return self._counts[cycle]


def ledgers_in(rows: pd.DataFrame) -> pd.DataFrame:
    """Whose ledgers stand in the rows of a change that are about to be published; columns ``LEDGER``."""
    told = rows[rows["people"].notna() & rows["dimension"].notna()]
    found = told.assign(
        name=told["group"],
        has_levels=told["measure"] == "level",
        has_shortfall=told["measure"] != "level",
        is_merged=[people["new_hire"] is None for people in told["people"]],
    )[LEDGER]
    by_group = found.groupby(["dimension", "kind", "division", "name"], dropna=False, sort=True, as_index=False)
    return by_group[["has_levels", "has_shortfall", "is_merged"]].max().astype({"division": object})


def fingerprints(pair: CyclePair) -> dict[str, int]:
    """What the ledgers of each dimension are made of, as one number; people whom only marks part are together."""
    people = pair.pair.people
    keys = [name for name in people.columns if name != "people"]
    heads = people.groupby(keys, dropna=False, sort=False)["people"].sum()
    rows = heads.reset_index()[list(people.columns)]
    sums = (
        pd.Series(hashes(rows), dtype="uint64").groupby(rows["dimension"].to_numpy()).sum()
    )  # wraps around, as a checksum may
    return {str(dimension): int(number) >> 1 for dimension, number in sums.items()}


def hashes(rows: pd.DataFrame) -> npt.NDArray[np.uint64]:
    """A number for each row, equal where all its values are, whatever their types."""
    plain = rows.astype("string").fillna("\0").astype(object)
    return np.asarray(pd.util.hash_pandas_object(plain, index=False), dtype=np.uint64)


def _parts(pair: CyclePair, ledgers: pd.DataFrame, own: tuple[str, str]) -> Iterator[tuple[tuple[str, str], _Part]]:
    """What a pair's ledgers tell of the cycles that it shares with another one, by that one's side and dimension."""
    cells = {kind: cells_of_pair(pair.pair, kind, by_dimension=True) for kind in KINDS}
    numbers = {kind: numbers for kind, (_, numbers) in cells.items()}
    places = {
        (kind, *_group(kind, division, group), dimension): Place(kind, row)
        for kind, (of_kind, _) in cells.items()
        for row, (group, division, dimension) in enumerate(
            of_kind[["group", "division", "dimension"]].itertuples(index=False, name=None)
        )
    }
    names = (pair.before.entry.name, pair.after.entry.name)
    for side, name in zip(SIDES, names, strict=True):
        for dimension, rows in ledgers.groupby("dimension", sort=True) if name in own else ():
            lines = rows[["kind", "division", "name", "has_levels", "has_shortfall", "is_merged"]]
            forms = [
                (places[kind, *_group(kind, division, group), dimension], _form(*form))
                for kind, division, group, *form in lines.itertuples(index=False, name=None)
            ]
            yield (SIDES[own.index(name)], str(dimension)), _part(pair, side, str(dimension), numbers, forms)


def _group(kind: str, division: str | None, name: str) -> tuple[str | None, str | None]:
    """What a group is found by; the company is one, whatever it is called by now."""
    return (None, None) if kind == "company" else (None if pd.isna(division) else division, name)


def _form(has_levels: bool, has_shortfall: bool, is_merged: bool) -> Form:
    told: dict[What, bool] = {"levels": has_levels, "shortfall": has_shortfall}
    return Form(tuple(what for what, is_told in told.items() if is_told), bool(is_merged))


def _part(
    pair: CyclePair, side: str, dimension: str, numbers: GroupNumbers, forms: Sequence[tuple[Place, Form]]
) -> _Part:
    """The sets of people that ledgers of a pair tell apart, and in which of them each person is."""
    atoms = side_of(pair, side, dimension, numbers, Decision())
    sets = [atoms.sets(place, form) for place, form in forms]
    is_of_teams = np.repeat([place.kind == "team" for place, _ in forms], [len(each) for each in sets])
    patterns, column_of = np.unique(np.concatenate(sets), axis=1, return_inverse=True)
    _, atom_of_row = atoms_of(pair, side, dimension, numbers)
    persons = pair.persons[pair.persons["row"].isin(atom_of_row.index)]
    columns: Numbers = np.asarray(column_of)[atom_of_row.loc[persons["row"]].to_numpy()]
    return _Part(pd.Series(columns, persons[f"{side}_person"].astype("int64")), patterns, is_of_teams)


def _beside(parts: Mapping[tuple[str, str], Sequence[_Part]], closed: Mapping[str, str]) -> Beside:
    marks, told = [], {}
    for (side, dimension), of_side in parts.items():
        numbers, told[side, dimension] = _combined(of_side)
        person = numbers.index.to_numpy(np.int64)
        where = {"is_later": side == "after", "person": person, "dimension": dimension}
        marks.append(pd.DataFrame({**where, "mark": numbers.to_numpy(np.int64)}))
    return Beside(pd.concat(marks, ignore_index=True) if marks else None, told, closed)


def _combined(parts: Sequence[_Part]) -> tuple[pd.Series[int], Marked]:
    """A mark per person, and the sets of all parts by mark; people of whom a part tells nothing are in none of its."""
    nobody = -1
    columns = pd.concat([part.columns for part in parts], axis=1, keys=range(len(parts)))
    columns = columns.fillna(nobody).astype("int64")
    marks = columns.groupby(list(columns.columns), sort=True).ngroup() + 1
    by_mark = columns[~marks.duplicated()].assign(mark=marks).sort_values("mark")
    sets = [
        np.pad(part.sets, ((0, 0), (0, 1)))[:, np.concatenate([[nobody], by_mark[number]])]
        for number, part in enumerate(parts)
    ]
    return marks, Marked(np.concatenate(sets), np.concatenate([part.is_of_teams for part in parts]))
