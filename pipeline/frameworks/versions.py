"""Two versions of a rubric side by side: which dimensions can be compared, and by what.

Decision: indicators make a level and statements sum them up, so a dimension with indicators is the same
rubric where their ids are, whatever its statements say; a reworded statement is told and no more. A
dimension without any indicators has nothing but its statements, and is compared by their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.frameworks.words import fingerprint
from pipeline.model import Description, Dimension, Framework

ComparedBy = Literal["same rubric", "common indicators", "crosswalk", "not comparable"]
"""How a dimension of two cycles is held against each other."""


@dataclass(frozen=True)
class LevelChange:
    """What is different about one level: ids that came and went, and whether the statement has other words.

    ``turned`` are indicators that were defining and are supporting now, or the other way round. A level that
    one of the rubrics does not have has ``is_new`` or ``is_gone``.
    """

    level: int
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    is_reworded: bool = False
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True)
class Comparison:
    """One dimension of two versions of a rubric.

    Parameters
    ----------
    dimension, name
        Its id, and what the later version calls it (the earlier, where the later does not have it).
    compared_by
        ``same rubric``: levels mean the same. ``common indicators``: both cycles can be scored again on
        ``common``. ``not comparable``: neither, until somebody rules on a crosswalk.
    common
        Level -> ids of the defining indicators that both versions have at that level; only of levels
        that have any.
    changes
        The levels that differ, lowest first.
    """

    dimension: str
    name: str
    compared_by: ComparedBy
    common: dict[int, frozenset[str]]
    changes: tuple[LevelChange, ...] = ()
    is_new: bool = False
    is_gone: bool = False


def comparisons(earlier: Framework, later: Framework) -> tuple[Comparison, ...]:
    """Every dimension of either version: the later's in its order, then those that it does not have any more.

    Dimensions and indicators are the same where their ids are; where they stand in the rubric does not matter.
    What counts is the rubric and not its name, so two frameworks can be compared too.

    Parameters
    ----------
    earlier, later
        The frameworks of the earlier and of the later cycle.

    Examples
    --------
    Level 1 has the indicators ``a, b`` and later ``a, c``; level 2 has ``d`` in both: scored again on
    ``{1: {"a"}, 2: {"d"}}``. If level 2 has ``e`` later, nothing is in common there: not comparable.
    """
    before = {dimension.id: dimension for dimension in earlier.dimensions}
    now = {dimension.id for dimension in later.dimensions}
    return (
        *(
            _comparison(before[dimension.id], dimension)
            if dimension.id in before
            else Comparison(dimension.id, dimension.name, "not comparable", {}, is_new=True)
            for dimension in later.dimensions
        ),
        *(
            Comparison(dimension.id, dimension.name, "not comparable", {}, is_gone=True)
            for dimension in earlier.dimensions
            if dimension.id not in now
        ),
    )


def _comparison(before: Dimension, after: Dimension) -> Comparison:
    common = {
        level: defining(one) & defining(other)
        for level, one, other in _pairs(before, after)
        if one and other and (defining(one) or defining(other))
    }
    return Comparison(
        after.id,
        after.name,
        _compared_by(before, after, common),
        {level: ids for level, ids in common.items() if ids},
        tuple(_changes(before, after)),
    )


def _compared_by(before: Dimension, after: Dimension, common: dict[int, frozenset[str]]) -> ComparedBy:
    pairs = list(_pairs(before, after))
    if not all(one and other for _, one, other in pairs):
        return "not comparable"  # another scale: its levels count otherwise
    if all(is_same_level(level, before, after) for level, _, _ in pairs):
        return "same rubric"
    return "common indicators" if common and all(common.values()) else "not comparable"


def is_same_level(level: int, before: Dimension, after: Dimension) -> bool:
    """Whether a level is described alike in both: by its indicators, or where neither has any, by its statement.

    Supporting indicators count too: their ids are part of what the level means. Level 0 is the absence of
    the others, so that its statement alone makes no difference where a dimension has indicators.
    """
    one, other = _described(before, level), _described(after, level)
    if one is None or other is None:
        return False
    if before.indicators or after.indicators:
        return _held(one) == _held(other)
    return fingerprint(one.statement) == fingerprint(other.statement)


def defining(description: Description) -> frozenset[str]:
    """The ids of the indicators without which nobody is at a level."""
    return frozenset(each.id for each in description.indicators if not each.supporting)


def _changes(before: Dimension, after: Dimension) -> Iterator[LevelChange]:
    for level, one, other in _pairs(before, after):
        if one is None or other is None:
            yield LevelChange(level, is_new=one is None, is_gone=other is None)
            continue
        held, holds = _held(one), _held(other)
        change = LevelChange(
            level,
            tuple(name for name in holds if name not in held),
            tuple(name for name in held if name not in holds),
            tuple(name for name in holds if name in held and holds[name] != held[name]),
            fingerprint(one.statement) != fingerprint(other.statement),
        )
        if change != LevelChange(level):
            yield change


def _held(description: Description) -> dict[str, bool]:
    return {each.id: each.supporting for each in description.indicators}


def _pairs(before: Dimension, after: Dimension) -> Iterator[tuple[int, Description | None, Description | None]]:
    for level in sorted({each.level for each in (*before.levels, *after.levels)}):
        yield level, _described(before, level), _described(after, level)


def _described(dimension: Dimension, level: int) -> Description | None:
    return next((each for each in dimension.levels if each.level == level), None)
