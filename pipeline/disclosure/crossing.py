"""Small sets of people of several blocks: what the rows that run across blocks tell.

A combination takes each crossing row with some factor, and in every block that these factors leave something
of, the set has people. Several families of blocks settle all factors, each for itself; a set of few people has
a small share of them in one of the families, mostly nobody, and that leaves few factors to try.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.disclosure.blocks import Block
from pipeline.disclosure.exact import PRIME, Whole, echelon, null_space, times
from pipeline.disclosure.small_sets import Allowance, small_sets

Found = dict[int, Whole]
"""A set of people: by position of a block, 0 or 1 for each of its kinds."""


class _State(NamedTuple):
    """How far a search is: what is taken of settled blocks, the family's other blocks, the factors, people left."""

    taken: Found
    family: tuple[int, ...]
    factors: Whole
    share: int


def crossing_set(blocks: Sequence[Block], most: int, allowance: Allowance) -> Found | None:
    """Find a set of at most ``most`` people that crossing rows are needed for; None where there is none.

    Factors are rows: any combination of all but the last, plus the last.
    """
    count = len(blocks[0].crossing)
    if not count:
        return None
    every = np.concatenate([np.eye(count, dtype=np.int64), np.zeros((1, count), np.int64)])
    factors = _with_few_people(blocks, range(len(blocks)), every, most)
    if factors is None:
        return None
    for part in _apart(blocks, factors[:-1]):
        touched = [at for at, block in enumerate(blocks) if times(part, block.crossing).any()]
        families = _families(blocks, touched, part)
        share = _share([min(blocks[at].lightest for at in family) for family in families], most)
        for family in families:
            start = _State({}, tuple(family), np.concatenate([part, factors[-1:]]), share)
            found = _search(blocks, touched, start, most, allowance)
            if found is not None:
                return found
    return None


def _with_few_people(blocks: Sequence[Block], touched: Iterable[int], factors: Whole, most: int) -> Whole | None:
    """The factors that leave something of few people's blocks; None where none do.

    What would leave something of blocks with more people than the set may have has to be nothing. What is
    nothing in a block is an equation, and the same equations come back in most blocks.
    """
    alike: defaultdict[bytes, int] = defaultdict(int)
    for at in touched:
        alike[blocks[at].crossing.tobytes()] += blocks[at].lightest
    while True:
        people: defaultdict[bytes, int] = defaultdict(int)
        for crossing, weight in alike.items():
            left = times(factors, np.frombuffer(crossing, np.int64).reshape(factors.shape[1], -1))
            for equation in echelon(left.T).rows:
                people[equation.tobytes()] += weight
        needed = [np.frombuffer(equation, np.int64) for equation, weight in people.items() if weight > most]
        if not needed:
            return factors
        solutions = null_space(np.array(needed))
        if not solutions[:, -1].any():
            return None
        factors = times(solutions, factors)


def _apart(blocks: Sequence[Block], free: Whole) -> Iterator[Whole]:
    """The factors in parts that touch no block together."""
    left = list(free)
    is_touched = [np.array([times(row, block.crossing).any() for block in blocks], bool) for row in free]
    while left:
        part, touched = [left.pop(0)], is_touched.pop(0)
        while near := [at for at, other in enumerate(is_touched) if (other & touched).any()]:
            touched = touched | is_touched.pop(near[0])
            part.append(left.pop(near[0]))
        yield np.array(part)


def _families(blocks: Sequence[Block], touched: Sequence[int], free: Whole) -> list[list[int]]:
    """Families of blocks without a block in common, as many as are found; each settles all free factors."""
    left = {at: times(free, blocks[at].crossing).T for at in touched}
    waiting = sorted(touched, key=lambda at: -len(echelon(left[at]).rows))
    families: list[list[int]] = []
    while True:
        family, known = [], np.zeros((0, len(free)), np.int64)
        for at in waiting:
            both = echelon(np.concatenate([known, left[at]])).rows
            if len(both) > len(known):
                family.append(at)
                known = both
            if len(known) == len(free):
                break
        if len(known) < len(free):
            return families
        families.append(family)
        waiting = [at for at in waiting if at not in family]


def _share(lightest: Sequence[int], most: int) -> int:
    """The people that a set has at most in one of the families, wherever it is; if any, then the lightest of it.

    Of 7 people in three families that have no fewer than 2 each, one has 2 or nobody: thrice 3 would be 9.
    """
    return next(share for share in range(most + 1) if sum(max(share + 1, few) for few in lightest) > most)


def _search(
    blocks: Sequence[Block], touched: Sequence[int], state: _State, most: int, allowance: Allowance
) -> Found | None:
    """Settle the blocks of a family one after another, and then what is left of the others."""
    allowance.spend(1 + len(state.family))
    factors = _with_few_people(blocks, state.family, state.factors, state.share)
    if factors is None:
        return None
    if not state.family:
        return _with_others(blocks, [at for at in touched if at not in state.taken], state, most, allowance)
    at, *others = state.family
    for choice, solutions in _choices(blocks[at], times(factors, blocks[at].crossing), state.share, allowance):
        spent = int(choice @ blocks[at].weights)
        after = _State(state.taken | {at: choice}, tuple(others), times(solutions, factors), state.share - spent)
        found = _search(blocks, touched, after, most - spent, allowance)
        if found is not None:
            return found
    return None


def _with_others(
    blocks: Sequence[Block], others: Sequence[int], state: _State, most: int, allowance: Allowance
) -> Found | None:
    """The smallest set in each other block that the factors leave something of, with what is taken already."""
    [fixed] = state.factors
    offsets = {at: offset for at in others if (offset := times(fixed, blocks[at].crossing)).any()}
    if sum(blocks[at].lightest for at in offsets) > most:
        return None
    found = {at: choice for at, choice in state.taken.items() if choice.any()}
    for at, offset in offsets.items():
        weights = blocks[at].weights
        sets = small_sets(blocks[at].own.rows, offset, weights, most, allowance)
        if not len(sets):
            return None
        found[at] = sets[np.argmin(sets @ weights)]
        most -= int(found[at] @ weights)
    return found or None


def _choices(block: Block, left: Whole, most: int, allowance: Allowance) -> Iterator[tuple[Whole, Whole]]:
    """The smallest set of a block for everything that the factors may leave of it, and which of them leave that."""
    sets = small_sets(np.concatenate([block.own.rows, left[:-1]]), left[-1], block.weights, most, allowance)
    sets = sets[np.argsort(sets @ block.weights, kind="stable")]
    seen: set[bytes] = set()
    for choice, aim in zip(sets, block.own.reduced(sets), strict=True):
        if aim.tobytes() not in seen:
            seen.add(aim.tobytes())
            less = np.concatenate([left[:-1], (left[-1:] - aim) % PRIME])
            yield choice, null_space(less.T)
