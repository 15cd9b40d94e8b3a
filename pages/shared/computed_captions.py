"""How a figure is computed, in words and with its numbers: the texts of `pages.shared.computed`.

This is the one place on a page where measures carry their short names of docs/metrics.md. Every
number printed here was published; a sum is spelt out, never done anew.
"""

from __future__ import annotations

from pages.shared.captions import Cell, level_name
from pages.shared.notices import escaped
from pipeline.charts.measures import Measure
from pipeline.model import Framework
from pipeline.rounding import half_up, percent
from pipeline.snapshot.shapes import Head

_SOURCES = {
    "file": "The target comes from the targets that were loaded.",
    "assumed": "No targets are loaded; the target is the framework's own.",
    "none": "Nobody in this group has a target here.",
}


def cell_words(cell: Cell, framework: Framework, measure: Measure) -> str:
    """The figures of one group in one dimension: definition, formulas with numbers, who is counted, how sure."""
    parts = [f"*{measure.meaning}*", _definition(cell, framework)]
    if cell["shown"] and cell["assessed"]:
        parts += [_bullets(worked(cell, framework)), _STEPS]
    parts += [_bullets(counted(cell)), _SILENT, _RANGES]
    return "\n\n".join(parts)


def worked(cell: Cell, framework: Framework) -> list[str]:
    """Every measure of a cell with its numbers: ``Below target = 27 ÷ 41 people assessed = 66 %``."""
    n, below, steps = f"{cell['assessed']:,}", f"{cell['below']:,}", f"{cell['shortfall']:,}"
    told = [
        f"Below target (P0) = {below} people below ÷ {n} people assessed = {percent(cell['prevalence'])}",
        f"At or above target = ({n} − {below}) ÷ {n} people assessed = {percent(cell['coverage'])}",
        f"Average shortfall = {steps} levels missing ÷ {n} people assessed = {_number(cell['mean_shortfall'])} levels",
    ]
    if cell["depth"] is not None:
        told.append(f"Depth = {steps} levels missing ÷ {below} people below = {_number(cell['depth'])} levels")
    if cell["p1"] is not None:
        told.append(f"Share of the way missing (P1) = {_way(cell, framework)} = {_number(cell['p1'])}")
        told.append(
            f"The same, those far below weighing more (P2) = {_squares(cell, framework)} = {_number(cell['p2'])}"
        )
    return told


def counted(cell: Cell) -> list[str]:
    """Whose answers are in the figures and whose are not, of how many."""
    if not cell["shown"] or cell["rated"] is None:
        return [
            "Counted are people with an answer and a target in this dimension; here they would tell of too few people."
        ]
    if cell["asked"] is None:
        told = [f"Counted: {cell['assessed']:,} people with an answer and a target in this dimension."]
        without = cell["rated"] - cell["assessed"]
        return told + ([f"Left out: {without:,} who answered and have no target."] if without else [])
    without = cell["asked"] - cell["headcount"]
    silent = cell["headcount"] - cell["assessed"]
    answered = f", of whom {cell['rated'] - cell['assessed']:,} answered" if without else ""
    return [
        f"Counted: {cell['assessed']:,} of {cell['asked']:,} people: with an answer and a target in this dimension.",
        f"Left out: {silent:,} with a target and without an answer.",
        f"Left out: {without:,} without a target{answered}.",
    ]


def head_words(head: Head, framework: Framework) -> str:
    """The figures on top of the overview."""
    if head.pairs is None or head.reached is None:
        return "No dimension has figures that can be shown."
    dimensions = f"{head.dimensions} of {len(framework.dimensions)} dimensions"
    told = [
        "People assessed = people with an answer in at least one dimension; of one division, by dimension.",
        f"At or above target = {head.reached:,} answers at or above target ÷ {head.pairs:,} answers with a target = "
        f"{percent(head.reached / head.pairs)}. One answer is one person in one dimension, over {dimensions}.",
        f"Common gaps = dimensions in which {percent(head.common_from)} or more of the people assessed are below "
        f"target = {head.common} of {head.dimensions}.",
        f"Counted: {head.pairs:,} answers, those with a target.",
    ]
    if head.pairs_asked is not None:
        told.append(
            f"Left out: {head.pairs_asked - head.pairs:,} of {head.pairs_asked:,}, where somebody has a target and "
            "did not answer. People without a target are in neither number."
        )
    return f"{_bullets(told)}\n\n{_SILENT}"


_STEPS = (
    "Average shortfall, depth, P1 and P2 assume that a step is a step: that each level is as far from the next as any "
    "other. Below target assumes nothing of the kind."
)
_SILENT = (
    "Those who did not answer are never counted as level 0: they only make a figure less sure. People above target do "
    "not make up for colleagues below it."
)
_RANGES = (
    "The wide range runs from all silent people at target to all of them below it, so it is certain. The narrow one "
    "holds in 19 of 20 cases if the silent are like those who answered."
)


def _definition(cell: Cell, framework: Framework) -> str:
    levels = ", ".join(f"{level.level} {escaped(level.name)}" for level in framework.levels)
    target = "" if cell["target"] is None else f" Here it is {escaped(level_name(framework, cell['target']))}."
    return (
        "A person is below target whose level is lower than the level expected of them. "
        f"{_SOURCES[cell['target_source']]}{target} The levels are {levels}."
    )


def _way(cell: Cell, framework: Framework) -> str:
    if cell["target"] is None:
        return (
            "each person's missing levels ÷ the levels from the lowest to that person's target, averaged over "
            f"{cell['assessed']:,} people"
        )
    steps = cell["target"] - framework.lowest
    return f"{cell['shortfall']:,} levels missing ÷ ({steps} levels to the target × {cell['assessed']:,} people)"


def _squares(cell: Cell, framework: Framework) -> str:
    """The sum of squares spelt out where one target holds for exactly the people whose levels are known."""
    target, levels = cell["target"], cell["levels"]
    if target is None or levels is None or cell["rated"] != cell["assessed"] or target == framework.lowest:
        return f"the square of each person's share of the way, averaged over {cell['assessed']:,} people"
    steps = target - framework.lowest
    below = [(level.level, levels.get(str(level.level), 0)) for level in framework.levels if level.level < target]
    terms = " + ".join(f"{people:,} × ({target - level} ÷ {steps})²" for level, people in below)
    return f"({terms}) ÷ {cell['assessed']:,} people"


def _number(value: float) -> str:
    return f"{half_up(value, 2):.2f}"


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
