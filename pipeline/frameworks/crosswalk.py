"""A crosswalk: what the levels of an earlier rubric mean in a later one, as somebody ruled.

Decision: a ruling on a level gives the lowest and the highest level of the later rubric that it may mean,
because that is all that a person can say without asking everybody again. A level that nobody ruled on means
itself where its description did not change; else it is open, and nothing is compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.errors import RubricError
from pipeline.frameworks.versions import Comparison, is_same_level
from pipeline.model import Dimension, Framework

WORDS = ("same", "stricter", "looser", "split", "new")
"""What may be ruled of a level; a level of the later rubric may follow where it has another number there."""

Crosswalk = Mapping[int, "Span"]
"""Level of the earlier rubric -> what it may mean in the later one."""


@dataclass(frozen=True)
class Span:
    """The lowest and the highest level of the later rubric that a level of the earlier one may mean."""

    lowest: int
    highest: int


@dataclass(frozen=True)
class Ruled:
    """What follows from the rulings on one dimension; ``open_levels`` are those of the earlier rubric without any."""

    spans: dict[int, Span]
    open_levels: tuple[int, ...] = ()


def ruled_crosswalk(dimension: str, rulings: Mapping[int, str], earlier: Framework, later: Framework) -> Ruled:
    """What every level of the earlier rubric may mean in the later one.

    Parameters
    ----------
    dimension
        Id of a dimension, or its name in the later framework.
    rulings
        Level of the earlier rubric -> what became of it. ``same``: it means the level of its number.
        ``stricter``: the later rubric asks more, so it may be one level less. ``looser``: one level more.
        ``split``: it became two, of its number and of the next, or of the two that are named. ``new``: a
        level that the earlier rubric does not have; no earlier level means it. ``same 3`` or ``stricter 3``
        names the level it stands for now.

    Returns
    -------
    Ruled
        Spans lie within the later scale; ``open_levels`` are those neither ruled on nor unchanged.

    Raises
    ------
    RubricError
        Where a dimension or a level is not in the rubrics, or a ruling is none of the words.

    Examples
    --------
    On levels 0 to 4 ``{2: "stricter", 3: "looser", 4: "split"}`` gives 2 -> 1..2, 3 -> 3..4, 4 -> 4..4.
    """
    before, after = _described(dimension, earlier, later)
    scale, known = [each.level for each in after.levels], [each.level for each in before.levels]
    spans = {level: Span(level, level) for level in known if is_same_level(level, before, after)}
    for level, ruling in rulings.items():
        word, named = _parts(dimension, level, ruling, scale)
        if (word == "new") == (level in known):
            raise RubricError(
                f"The crosswalk of {dimension!r} rules {ruling!r} on level {level}, which the earlier rubric "
                f"{'has' if word == 'new' else 'does not have'}.",
                f"Its levels are {_listed(known)}; 'new' is for a level that only the later rubric has.",
            )
        if word != "new":
            spans[level] = _span(word, named or [level], scale)
    return Ruled(dict(sorted(spans.items())), tuple(level for level in known if level not in spans))


def with_crosswalk(comparison: Comparison, ruled: Ruled) -> Comparison:
    """The comparison of a dimension that somebody ruled on: by the crosswalk, or not at all while a level is open."""
    return replace(comparison, compared_by="not comparable" if ruled.open_levels else "crosswalk")


def _described(dimension: str, earlier: Framework, later: Framework) -> tuple[Dimension, Dimension]:
    now = {name: each for each in later.dimensions for name in (each.name, each.id)}
    before = {each.id: each for each in earlier.dimensions}
    if dimension not in now or now[dimension].id not in before:
        both = [each.id for each in later.dimensions if each.id in before]
        raise RubricError(
            f"The crosswalk names the dimension {dimension!r}, which the two rubrics do not both have.",
            f"In common are {', '.join(both) or 'none'}.",
        )
    return before[now[dimension].id], now[dimension]


def _parts(dimension: str, level: int, ruling: str, scale: list[int]) -> tuple[str, list[int]]:
    word, *named = ruling.split() or [""]
    most = {"same": 1, "stricter": 1, "looser": 1, "split": 2, "new": 0}.get(word)
    if most is None or len(named) > most or not all(text.isascii() and text.isdecimal() for text in named):
        raise RubricError(
            f"The crosswalk of {dimension!r} rules {ruling!r} on level {level}, which is nothing that is known.",
            f"It can be {', '.join(WORDS[:-1])} or {WORDS[-1]}, with the later level behind it: 'same 3', 'split 3 4'.",
        )
    levels = [int(text) for text in named] or ([level] if word == "new" else [])
    strangers = [each for each in levels if each not in scale]
    if strangers:
        raise RubricError(
            f"The crosswalk of {dimension!r} names level {strangers[0]}, which the later rubric does not have.",
            f"Its levels are {_listed(scale)}.",
        )
    return word, levels


def _span(word: str, named: list[int], scale: list[int]) -> Span:
    lowest = min(named) - (word == "stricter")
    highest = max(named) + (word == "looser" or (word == "split" and len(named) == 1))
    return Span(*(min(max(level, scale[0]), scale[-1]) for level in (lowest, highest)))


def _listed(levels: list[int]) -> str:
    return ", ".join(map(str, levels))
