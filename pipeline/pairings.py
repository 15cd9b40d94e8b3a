"""A cycle goes out beside those that are published already: what its publication tells of the change between them.

Another cycle takes part with the answers that it was published with. Where it has changed since, there is no ledger
until it is published again: what is told of a change has to be made of what was told of its two ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline.changes import CyclePair, incomparable, paired
from pipeline.earlier import Decided
from pipeline.elsewhere import LEDGER, OtherLedgers, fingerprints, hashes, ledgers_in
from pipeline.figures import CycleCounts, cycle_counts
from pipeline.ledgers import published_changes
from pipeline.pasts import shown_then
from pipeline.protection import atoms, detail_of, rule_of
from pipeline.sentences.cycles import listed
from pipeline.settings import Settings
from pipeline.warehouse import published
from pipeline.warehouse.connection import Connection

_PAIR = ["earlier", "later", "dimension", "fingerprint"]
_LEDGER = ["earlier", "later", *LEDGER]


@dataclass(frozen=True)
class Changes:
    """What a publication tells of changes: rows for the snapshot, what to note of them, and what to say.

    ``told`` has a row per pair of cycles and dimension, ``ledgers`` one per group whose ledger is told.
    """

    rows: pd.DataFrame | None = None
    told: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=_PAIR))
    ledgers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=_LEDGER))
    notes: tuple[str, ...] = ()


def changes_told(connection: Connection, told: Decided, settings: Settings, others: list[str]) -> Changes:
    """The change between a cycle that is about to be published and each other published one.

    Parameters
    ----------
    told
        What is about to be published.
    others
        The names of the other cycles in the snapshot.
    """
    ledgers = OtherLedgers(connection, settings, told.counts, told.way == "correct")
    found = [_against(connection, told, other, settings, ledgers) for other in _nearest(told.counts.entry.name, others)]
    rows = [each.rows for each in found if each.rows is not None]
    return Changes(
        pd.concat(rows, ignore_index=True) if rows else None,
        pd.concat([Changes().told, *(each.told for each in found)], ignore_index=True),
        pd.concat([Changes().ledgers, *(each.ledgers for each in found)], ignore_index=True),
        tuple(note for each in found for note in each.notes),
    )


def _nearest(cycle: str, others: list[str]) -> list[str]:
    """The cycle before, then the one after, and so on outwards: of several ledgers the nearest cycles' come first."""
    order = sorted([*others, cycle])
    place = order.index(cycle)
    return sorted(others, key=lambda other: (abs(order.index(other) - place), other > cycle))


def _against(connection: Connection, told: Decided, other: str, settings: Settings, ledgers: OtherLedgers) -> Changes:
    name = told.counts.entry.name
    counts = cycle_counts(connection, other, settings)
    earlier = published.earlier_publications(connection, counts.entry.cycle) if counts else []
    if counts is None or not earlier:
        return Changes(notes=(f"What changed against {other} cannot be said until it is published again.",))
    both = [(counts, shown_then(connection, earlier[0]["publication"])), (told.counts, told.shown)]
    (before, shown_before), (after, shown_after) = sorted(both, key=lambda each: each[0].entry.name)
    if reason := incomparable(before, after):
        return Changes(notes=(reason,))
    if not _is_as_published(connection, counts, earlier[0]["publication"]):
        return Changes(notes=(f"{other} has changed since it was published: publish it again to see what changed.",))
    beside = ledgers.beside(before, after)
    pair = paired(connection, before, after, settings, beside.marks)
    prints = fingerprints(pair)
    closed = _closed(connection, pair, told, prints)
    rule = max(rule_of(settings, before.entry), rule_of(settings, after.entry), key=lambda rule: rule.min_group)
    detail_from = max(detail_of(settings, before.entry), detail_of(settings, after.entry))
    rows = published_changes(
        pair, (shown_before, shown_after), rule, detail_from, frozenset({*closed, *beside.closed}), beside.told
    )
    told_now = ledgers_in(rows)
    ledgers.add(pair, told_now, prints)
    cycles = {"earlier": before.entry.cycle, "later": after.entry.cycle}
    return Changes(
        rows.assign(earlier=before.entry.name, later=after.entry.name),
        _told(pair, rows, prints),
        told_now.assign(**cycles),
        (*_notes(name, other, pair, closed), *_notes_beside(name, other, pair, beside.closed)),
    )


def _is_as_published(connection: Connection, counts: CycleCounts, publication: int) -> bool:
    """Whether a cycle's answers, places and targets are those that its publication told."""
    cube = published.told(connection, "published_count", publication)
    targets = published.told(connection, "published_target", publication)
    return (
        _is_equal(cube, counts.cube)
        and _is_equal(targets, atoms(counts)[list(targets.columns)].drop_duplicates())
        and not published.are_answers_changed(connection, counts.entry.cycle, counts.rater, publication)
    )


def _is_equal(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Whether two frames have the same rows, in whatever order."""
    columns = list(left.columns)
    return np.array_equal(np.sort(hashes(left)), np.sort(hashes(right[columns])))


def _closed(connection: Connection, pair: CyclePair, told: Decided, prints: dict[str, int]) -> set[str]:
    """The dimensions in which another ledger was told before, or in which figures are held back."""
    held = set(told.held["dimension"])
    if told.way == "correct":
        return held
    entries = (pair.before.entry.cycle, pair.after.entry.cycle)
    before = {(row["dimension"], row["fingerprint"]) for row in published.told_pairs(connection, *entries)}
    changed = {dimension for dimension, pasts in told.pasts.items() if any(not past.is_same.all() for past in pasts)}
    return held | {dimension for dimension, print_ in before if prints.get(dimension) != print_ or dimension in changed}


def _told(pair: CyclePair, rows: pd.DataFrame, prints: dict[str, int]) -> pd.DataFrame:
    dimensions = sorted(set(rows.loc[rows["people"].notna() & rows["dimension"].notna(), "dimension"]))
    before, after = pair.before.entry.cycle, pair.after.entry.cycle
    return pd.DataFrame([(before, after, each, prints[each]) for each in dimensions], columns=_PAIR)


def _notes(name: str, other: str, pair: CyclePair, closed: set[str]) -> Iterator[str]:
    names = [dimension.name for dimension in pair.after.framework.dimensions if dimension.id in closed]
    if names:
        yield (
            f"What the change between {other} and {name} is made of is not told again in {listed(names)}: another one "
            "was published before, and the two together could tell of single people."
        )


def _notes_beside(name: str, other: str, pair: CyclePair, closed: Mapping[str, str]) -> Iterator[str]:
    for cycles in sorted(set(closed.values())):
        names = [each.name for each in pair.after.framework.dimensions if closed.get(each.id) == cycles]
        yield (
            f"What the change between {other} and {name} is made of is not told in {listed(names)}: what was told "
            f"between {cycles} was made of other answers than are there now, and the two together could tell of single "
            "people. Publishing one of these two with --correct puts that aside."
        )
