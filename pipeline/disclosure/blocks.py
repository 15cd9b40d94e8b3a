"""What is released, taken to pieces: blocks that are told of by themselves, and what ties them together.

A team's own rows (its total, its people by target, those asked by checklist) speak of the team alone: a block.
A role, or a division's gap figures where a team of it has none, run across blocks. Beside hundreds of blocks
there are a few dozen such rows, so a search that settles these first has one small question left in each block.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.exact import Echelon, Whole, echelon

MOST_KINDS, MOST_ROWS = 64, 12
"""A row that would make a larger block than this runs across. Any numbers give the same answers."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Block:
    """Kinds of people that some released rows speak of alone.

    ``kinds`` are their positions, the heaviest first, ``weights`` their people. ``own`` are the block's own rows;
    ``crossing`` the part of each crossing row that lies in it, less what its own rows can take from that.
    """

    kinds: Whole
    weights: Whole
    own: Echelon
    crossing: Whole

    @property
    def lightest(self) -> int:
        """The fewest people that a set can have of it, if it has any."""
        return int(self.weights[-1])


def blocks_of(released: Mask, weights: Whole) -> list[Block]:
    """Take what is released to pieces.

    Parameters
    ----------
    released
        One row per group, one column per kind of people.
    weights
        People of each kind.

    Returns
    -------
    list of Block
        Every kind is in one of them. Of the crossing rows, those are left out that follow from the others and
        from the blocks' own, such as a company's total.

    Examples
    --------
    Two teams of two roles, their totals and one role's: two blocks, tied together by one row.
    """
    of_kind, of_row = _joined(released)
    crossing = released[of_row < 0]
    known: dict[tuple[int, bytes], Echelon] = {}
    blocks = []
    for number in np.unique(of_kind):
        kinds = np.flatnonzero(of_kind == number)
        kinds = kinds[np.argsort(-weights[kinds], kind="stable")]
        rows = released[of_row == number][:, kinds]
        key = len(kinds), rows.tobytes()
        if key not in known:
            known[key] = echelon(rows.astype(np.int64))
        own = known[key]
        blocks.append(Block(kinds, weights[kinds], own, own.reduced(crossing[:, kinds].astype(np.int64))))
    return _independent(blocks)


def checksums(vectors: Whole | Mask) -> npt.NDArray[np.uint64]:
    """A number for each row: the same for equal rows, and for two others but once in 10^19 times."""
    marks = np.random.default_rng(0).integers(0, 2**63, vectors.shape[1], dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return np.asarray((vectors.astype(np.uint64) * marks).sum(axis=1, dtype=np.uint64))  # wraps, as checksums may


def _joined(released: Mask) -> tuple[Whole, Whole]:
    """The number of each kind's block and of each row's, -1 if it runs across: rows of the fewest kinds join first."""
    of_kind = np.arange(released.shape[1])
    kinds, rows = np.ones_like(of_kind), np.zeros_like(of_kind)
    is_own = np.zeros(len(released), bool)
    counts = released.sum(axis=1)
    for place in np.argsort(counts, kind="stable"):
        if not 0 < counts[place] <= MOST_KINDS:
            continue
        joined = sorted(set(of_kind[released[place]].tolist()))
        if kinds[joined].sum() <= MOST_KINDS and rows[joined].sum() < MOST_ROWS:
            kinds[joined[0]], rows[joined[0]] = kinds[joined].sum(), rows[joined].sum() + 1
            of_kind[np.isin(of_kind, joined[1:])] = joined[0]
            is_own[place] = True
    return of_kind, np.where(is_own, of_kind[released.argmax(axis=1)], -1)


def _independent(blocks: list[Block]) -> list[Block]:
    parts = np.concatenate([block.crossing for block in blocks], axis=1)
    different = np.sort(np.unique(checksums(parts.T), return_index=True)[1])
    needed = echelon(parts.T[different]).pivots
    return [replace(block, crossing=block.crossing[needed]) for block in blocks]
